#include "tests/unit/sim/null_relay.h"

#include "app/sim/json_text.h"
#include "core/base/check.h"

#include <deque>
#include <optional>
#include <vector>

namespace hub::sim::test {
namespace {

std::vector<std::string> segmentsOf(std::string_view path)
{
    std::vector<std::string> segments;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        const std::size_t end = path.find('/');
        segments.emplace_back(path.substr(0, end));
        path = end == path.npos ? std::string_view{} : path.substr(end);
    }
    return segments;
}

std::string_view memberText(std::string_view body, std::string_view name)
{
    const std::size_t at = body.find(name);
    if (at == body.npos) return {};
    const std::size_t start = at + name.size();
    return body.substr(start, body.find('"', start) - start);
}

const char* const kError = R"({"errorInformation":{"errorCode":"3000","errorDescription":"already"}})";

} // namespace

// The operator API, as much of it as provisioning and the position check call.
class NullRelay::Operator final : public RequestSink
{
public:
    explicit Operator(NullRelay& relay)
        : m_relay(relay)
    {}
    void onRequest(const HttpRequest& request, std::string& answer) override
    {
        const auto path = segmentsOf(request.path());
        const JsonText body = parseJson(request.body).value_or(JsonText{});
        if (path.empty()) return appendAnswer(answer, 404, kError);
        if (path[0] == "settlementModels") {
            if (request.method == "GET") return appendAnswer(answer, 200, "[]");
            return appendAnswer(answer, 201, "{}");
        }
        if (path[0] != "participants") return appendAnswer(answer, request.method == "GET" ? 200 : 201, "[]");
        if (path.size() == 1) {
            const bool isNew = m_relay.m_dfsps.try_emplace(body["name"].text).second;
            return appendAnswer(answer, isNew ? 201 : 400, isNew ? "{}" : kError);
        }
        if (path[1] == "Hub") return appendAnswer(answer, 201, "{}");
        const auto found = m_relay.m_dfsps.find(path[1]);
        if (found == m_relay.m_dfsps.end()) return appendAnswer(answer, 400, kError);
        onParticipant(found->second, path, request, body, answer);
    }

private:
    static void onParticipant(Dfsp& dfsp, const std::vector<std::string>& path, const HttpRequest& request,
                              const JsonText& body, std::string& answer)
    {
        const std::string what = path.size() > 2 ? path[2] : std::string{};
        if (what == "initialPositionAndLimits") {
            appendAnswer(answer, dfsp.hasLimit ? 500 : 201, dfsp.hasLimit ? kError : "{}");
            dfsp.hasLimit = true;
        } else if (what == "endpoints") {
            const std::string& value = body["value"].text;
            if (body["type"].text == "FSPIOP_CALLBACK_URL_TRANSFER_POST") {
                dfsp.base = value.substr(0, value.find('/', 7));
                dfsp.path = value.substr(dfsp.base.size(), value.rfind('/') - dfsp.base.size());
            }
            appendAnswer(answer, 201, "{}");
        } else if (what == "accounts" && request.method == "GET") {
            appendAnswer(
                answer, 200,
                R"([{"id":7,"ledgerAccountType":"POSITION","currency":"USD","isActive":1,"value":0},)"
                R"({"id":8,"ledgerAccountType":"SETTLEMENT","currency":"USD","isActive":1,"value":)" +
                    dfsp.settlement.toString() + "}]");
        } else if (what == "accounts") {
            const auto amount = domain::Amount::parseDecimal(body["amount"]["amount"].text);
            dfsp.settlement -= amount.value_or(domain::Amount{});
            appendAnswer(answer, 202);
        } else if (what == "positions") {
            appendAnswer(answer, 200,
                         R"({"currency":"USD","value":)" + dfsp.position.toString() +
                             R"(,"changedDate":"x"})");
        } else {
            appendAnswer(answer, 200, "{}");
        }
    }

    NullRelay& m_relay;
};

// The four hops. Outbound messages keep their bytes until the DFSP has answered.
class NullRelay::Switch final : public RequestSink, public ReplySink
{
public:
    explicit Switch(NullRelay& relay)
        : m_relay(relay)
    {}

    void onRequest(const HttpRequest& request, std::string& answer) override
    {
        const bool isPrepare = request.method == "POST" && request.path() == "/transfers";
        const RelayFaults& faults = m_relay.m_faults;
        if (isPrepare) {
            ++m_prepares;
            if (faults.refuseEvery != 0 && m_prepares % faults.refuseEvery == 0) {
                appendAnswer(answer, 503);
                return;
            }
            if (faults.dropEvery != 0 && m_prepares % faults.dropEvery == 0)
                answer += "no HTTP"; // The client gives the connection up without an answer.
            else
                appendAnswer(answer, 202);
            const std::string id(memberText(request.body, "\"transferId\":\""));
            if (!m_transfers.try_emplace(id, transferOf(request)).second) return;
        } else {
            appendAnswer(answer, request.method == "PUT" ? 200 : 202);
            if (request.method == "PUT") book(request);
            if (serveDirectory(request)) return;
        }
        relay(request);
    }
    void onReply(std::uint64_t tag, const HttpReply&) override
    {
        m_sent[tag].clear();
        m_free.push_back(tag);
    }
    void onLost(std::uint64_t tag) override { m_free.push_back(tag); }

private:
    struct Transfer
    {
        Dfsp* payer = nullptr;
        Dfsp* payee = nullptr;
        domain::Amount amount;
    };

    Transfer transferOf(const HttpRequest& request)
    {
        Transfer transfer;
        transfer.payer = &m_relay.m_dfsps.at(std::string(memberText(request.body, "\"payerFsp\":\"")));
        transfer.payee = &m_relay.m_dfsps.at(std::string(memberText(request.body, "\"payeeFsp\":\"")));
        transfer.amount = domain::Amount::parseFspiop(memberText(request.body, "\"amount\":\"")).value();
        return transfer;
    }

    // The built-in directory: registers a party, or sends a look-up to the DFSP that has it.
    bool serveDirectory(const HttpRequest& request)
    {
        const auto path = segmentsOf(request.path());
        if (path.size() != 3 || (path[0] != "participants" && path[0] != "parties")) return false;
        if (request.method == "POST") {
            m_parties[path[2]] = memberText(request.body, "\"fspId\":\"");
            return true;
        }
        if (request.method != "GET") return false;
        const auto found = m_relay.m_dfsps.find(m_parties[path[2]]);
        if (found != m_relay.m_dfsps.end()) send(found->second, request);
        return true;
    }

    void book(const HttpRequest& request)
    {
        const auto path = segmentsOf(request.path());
        if (path.size() != 2 || path[0] != "transfers") return;
        const auto found = m_transfers.find(path[1]);
        if (found == m_transfers.end() || request.body.find("\"COMMITTED\"") == request.body.npos) return;
        ++m_commits;
        const std::uint32_t forget = m_relay.m_faults.forgetPositionOf;
        if (forget == 0 || m_commits % forget != 0) {
            found->second.payer->position += found->second.amount;
            found->second.payee->position -= found->second.amount;
        }
        m_transfers.erase(found);
    }

    void relay(const HttpRequest& request)
    {
        const auto found = m_relay.m_dfsps.find(std::string(request.header("FSPIOP-Destination")));
        if (found == m_relay.m_dfsps.end() || found->second.base.empty()) return;
        ++m_messages;
        const std::uint32_t repeat = m_relay.m_faults.repeatEvery;
        send(found->second, request);
        if (repeat != 0 && m_messages % repeat == 0) send(found->second, request);
    }

    void send(const Dfsp& to, const HttpRequest& request)
    {
        if (m_free.empty()) {
            m_sent.emplace_back();
            m_free.push_back(m_sent.size() - 1);
        }
        const std::uint64_t tag = m_free.back();
        m_free.pop_back();
        std::string& bytes = m_sent[tag];
        bytes.assign(request.method);
        bytes += ' ';
        bytes += to.path;
        bytes += request.target;
        bytes += " HTTP/1.1\r\n";
        bytes += request.head;
        bytes += "\r\n\r\n";
        bytes += request.body;
        auto& pool = m_pools[to.base];
        if (!pool)
            pool = std::make_unique<HttpPool>(m_relay.m_loop, parseAddress(to.base).value(),
                                              HttpPool::Limits{.connections = 16}, *this);
        HUB_CHECK(pool->send(tag, bytes));
    }

    NullRelay& m_relay;
    std::unordered_map<std::string, Transfer> m_transfers;
    std::unordered_map<std::string, std::string> m_parties;
    std::map<std::string, std::unique_ptr<HttpPool>> m_pools;
    std::deque<std::string> m_sent;
    std::vector<std::uint64_t> m_free;
    std::uint32_t m_prepares = 0;
    std::uint32_t m_commits = 0;
    std::uint32_t m_messages = 0;
};

NullRelay::NullRelay(RelayFaults faults)
    : m_faults(faults)
    , m_operator(std::make_unique<Operator>(*this))
    , m_switch(std::make_unique<Switch>(*this))
{}

NullRelay::~NullRelay() = default;

bool NullRelay::listen(std::uint16_t fspiop, std::uint16_t operatorApi)
{
    m_fspiopListener = std::make_unique<HttpListener>(m_loop, *m_switch);
    m_operatorListener = std::make_unique<HttpListener>(m_loop, *m_operator);
    if (!m_fspiopListener->listen(fspiop) || !m_operatorListener->listen(operatorApi)) return false;
    m_fspiopPort = m_fspiopListener->port();
    m_operatorPort = m_operatorListener->port();
    return true;
}

void NullRelay::stopListening()
{
    m_fspiopListener.reset();
    m_operatorListener.reset();
}

bool NullRelay::listenAgain()
{
    return listen(m_fspiopPort, m_operatorPort);
}

std::string NullRelay::fspiopUrl() const
{
    return "http://127.0.0.1:" + std::to_string(m_fspiopPort);
}

std::string NullRelay::operatorUrl() const
{
    return "http://127.0.0.1:" + std::to_string(m_operatorPort);
}

void NullRelay::turn(std::int64_t timeoutUs)
{
    m_loop.wait(timeoutUs);
}

} // namespace hub::sim::test
