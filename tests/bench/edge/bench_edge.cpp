// What the edge costs: whole transfers in a second plain, with signatures and with mutual TLS, and full P2P
// (look-up, quote, transfer). Both DFSPs run in this process; their messages are written and signed before
// the clock starts.
#include "core/base/check.h"
#include "core/base/clock.h"
#include "tests/bench/edge/edge_scheme.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <vector>

using namespace hub;
using namespace hub::bench;

namespace {

constexpr int kFirstParty = 27'700'000;
constexpr int kLimitSeconds = 120;

std::int64_t nowUs()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// The messages of one payment, in the order in which they go out.
struct Steps
{
    http::Outbound lookup, party, quote, offer, prepare, fulfil;
    std::int64_t startedUs = 0;
    std::int64_t tookUs = 0;
};

class Run final : public http::DeliverySink
{
public:
    Run(EdgeModes modes, bool isFullP2p, int count, int inFlight)
        : m_isFullP2p(isFullP2p)
        , m_inFlight(inFlight)
        , m_scheme(modes, *this)
        , m_steps(static_cast<std::size_t>(count))
    {}

    void delivered(std::vector<http::DeliveryResult>&& results) override
    {
        for (const auto& result : results)
            if (result.outcome != http::DeliveryOutcome::Delivered &&
                result.outcome != http::DeliveryOutcome::Stopped)
                ++m_errors;
    }
    /// A line of the table; false when something went wrong.
    bool print(const char* label)
    {
        if (!m_scheme.start(routes())) return false;
        if (m_isFullP2p && !m_scheme.registerParties(kFirstParty, static_cast<int>(m_steps.size())))
            return false;
        for (std::size_t i = 0; i < m_steps.size(); ++i)
            write(i);
        const std::int64_t begin = nowUs();
        for (int i = 0; i < m_inFlight; ++i)
            startNext();
        while (m_done < m_steps.size() && m_errors == 0 && nowUs() - begin < kLimitSeconds * 1'000'000LL)
            QThread::msleep(2);
        const std::int64_t took = nowUs() - begin;
        if (m_done < m_steps.size()) {
            std::printf("%-46s %zu of %zu done, %d errors\n", label, m_done.load(), m_steps.size(),
                        m_errors.load());
            return false;
        }
        std::vector<std::int64_t> times;
        for (const Steps& steps : m_steps)
            times.push_back(steps.tookUs);
        std::sort(times.begin(), times.end());
        const auto milliseconds = [&](std::size_t percent) {
            return times[(times.size() - 1) * percent / 100] / 1000;
        };
        std::printf("%-46s %8lld %9lld %9lld\n", label,
                    static_cast<long long>(static_cast<std::int64_t>(m_steps.size()) * 1'000'000 / took),
                    static_cast<long long>(milliseconds(50)), static_cast<long long>(milliseconds(99)));
        std::fflush(stdout);
        return true;
    }

private:
    void write(std::size_t index)
    {
        const blackbox::Payment payment = m_scheme.payment();
        const std::string id = payment.id.toStdString();
        m_index.emplace(id, index);
        Steps& steps = m_steps[index];
        const EdgeDfsp& payer = m_scheme.payer;
        const EdgeDfsp& payee = m_scheme.payee;
        const std::string condition = payment.condition.toStdString();
        steps.prepare = m_scheme.message(payer, payee, http::Method::Post, "/transfers", "transfers",
                                         payment.body().toStdString());
        steps.fulfil = m_scheme.message(payee, payer, http::Method::Put, "/transfers/" + id, "transfers",
                                        "{\"fulfilment\":\"" + payment.fulfilment.toStdString() +
                                            "\",\"transferState\":\"COMMITTED\",\"completedTimestamp\":\"" +
                                            base::toIso8601(base::SystemClock().now()) + "\"}");
        if (!m_isFullP2p) return;
        const std::string party = std::to_string(kFirstParty + static_cast<int>(index));
        const std::string path = "/parties/MSISDN/" + party;
        m_index.emplace(party, index);
        const auto info = [&](const EdgeDfsp& of) {
            return "{\"partyIdInfo\":{\"partyIdType\":\"MSISDN\",\"partyIdentifier\":\"" + party +
                   "\",\"fspId\":\"" + of.name + "\"}}";
        };
        steps.lookup = m_scheme.message(payer, payee, http::Method::Get, path, "parties", {});
        steps.party = m_scheme.message(payee, payer, http::Method::Put, path, "parties",
                                       "{\"party\":" + info(payee) + "}");
        steps.quote = m_scheme.message(
            payer, payee, http::Method::Post, "/quotes", "quotes",
            "{\"quoteId\":\"" + id + "\",\"transactionId\":\"" + id + "\",\"payee\":" + info(payee) +
                ",\"payer\":" + info(payer) +
                ",\"amountType\":\"SEND\",\"amount\":{\"currency\":\"USD\",\"amount\":\"1\"},"
                "\"transactionType\":{"
                "\"scenario\":\"TRANSFER\",\"initiator\":\"PAYER\",\"initiatorType\":\"CONSUMER\"}}");
        steps.offer = m_scheme.message(
            payee, payer, http::Method::Put, "/quotes/" + id, "quotes",
            "{\"transferAmount\":{\"currency\":\"USD\",\"amount\":\"1\"},\"expiration\":"
            "\"2030-01-01T00:00:00.000Z\",\"ilpPacket\":\"AYIBgQAAAAAAAASwNGxldmVsb25l\",\"condition\":\"" +
                condition + "\"}");
    }

    void startNext()
    {
        const std::size_t index = m_next++;
        if (index >= m_steps.size()) return;
        Steps& steps = m_steps[index];
        steps.startedUs = nowUs();
        send(m_scheme.payer, m_isFullP2p ? steps.lookup : steps.prepare);
    }
    void send(EdgeDfsp& from, http::Outbound& message)
    {
        if (!from.sender->send(std::move(message))) ++m_errors;
    }
    /// The payment whose id or party number this is; null for one that is not of this run.
    Steps* find(std::string_view id)
    {
        const auto at = m_index.find(id);
        return at == m_index.end() ? nullptr : &m_steps[at->second];
    }
    static std::string_view member(const http::Request& request, std::string_view name)
    {
        const std::string_view body = *request.body;
        const std::size_t at = body.find(name);
        return at == std::string_view::npos ? std::string_view() : body.substr(at + name.size(), 36);
    }

    std::shared_ptr<const http::RouteTable> routes()
    {
        http::RouteTable table;
        const auto add = [&](http::Method method, const char* pattern, auto handle) {
            const auto handler = [handle](std::shared_ptr<http::Exchange> exchange) {
                const bool isPut = exchange->request().method == http::Method::Put;
                exchange->answer(http::Answer::empty(isPut ? 200 : 202));
                handle(exchange->request());
            };
            HUB_CHECK(table.add({method, pattern, handler, 0, {}, {}}).has_value());
        };
        add(http::Method::Get, "/parties/MSISDN/{ID}", [this](const http::Request& request) {
            if (Steps* steps = find(request.param("ID"))) send(m_scheme.payee, steps->party);
        });
        add(http::Method::Put, "/parties/MSISDN/{ID}", [this](const http::Request& request) {
            if (Steps* steps = find(request.param("ID"))) send(m_scheme.payer, steps->quote);
        });
        add(http::Method::Post, "/quotes", [this](const http::Request& request) {
            if (Steps* steps = find(member(request, "\"quoteId\":\""))) send(m_scheme.payee, steps->offer);
        });
        add(http::Method::Put, "/quotes/{ID}", [this](const http::Request& request) {
            if (Steps* steps = find(request.param("ID"))) send(m_scheme.payer, steps->prepare);
        });
        add(http::Method::Post, "/transfers", [this](const http::Request& request) {
            if (Steps* steps = find(member(request, "\"transferId\":\"")))
                send(m_scheme.payee, steps->fulfil);
        });
        add(http::Method::Put, "/transfers/{ID}", [this](const http::Request& request) {
            Steps* steps = find(request.param("ID"));
            // The other PUT is the hub's confirmation to the payee.
            if (steps == nullptr || request.headers.get("fspiop-destination") != m_scheme.payer.name) return;
            steps->tookUs = nowUs() - steps->startedUs;
            ++m_done;
            startNext();
        });
        for (const char* pattern :
             {"/transfers/{ID}/error", "/quotes/{ID}/error", "/parties/MSISDN/{ID}/error"})
            add(http::Method::Put, pattern, [this](const http::Request& request) {
                if (m_errors++ == 0) std::fprintf(stderr, "%s\n", request.body->c_str());
            });
        return std::make_shared<const http::RouteTable>(std::move(table));
    }

    const bool m_isFullP2p;
    const int m_inFlight;
    EdgeScheme m_scheme;
    std::vector<Steps> m_steps;
    std::map<std::string, std::size_t, std::less<>> m_index;
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::size_t> m_done{0};
    std::atomic<int> m_errors{0};
};

} // namespace

/// bench_edge [payments of a run] [in flight]
int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 4000;
    const int inFlight = argc > 2 ? std::atoi(argv[2]) : 64;
    std::printf("%-46s %8s %9s %9s\n", "both DFSPs on this machine", "per s", "p50 ms", "p99 ms");
    struct Row
    {
        const char* label;
        EdgeModes modes;
        bool isFullP2p;
    };
    constexpr Row kRows[] = {{"transfers, plain", {false, false}, false},
                             {"transfers, signatures verified and made", {true, false}, false},
                             {"transfers, mutual TLS", {false, true}, false},
                             {"full P2P, plain", {false, false}, true},
                             {"full P2P, signatures and mutual TLS", {true, true}, true}};
    bool isGood = true;
    for (const Row& row : kRows)
        isGood = Run(row.modes, row.isFullP2p, count, inFlight).print(row.label) && isGood;
    return isGood ? 0 : 1;
}
