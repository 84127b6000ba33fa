#include "app/sim/demo_run.h"

#include "app/sim/ilp.h"
#include "app/sim/message_templates.h"
#include "app/sim/transfer_ids.h"
#include "core/base/clock.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <random>

namespace hub::sim {
namespace {

using Kind = Behaviour::Kind;
using domain::Amount;

constexpr std::array<const char*, kDemoDfspsMax> kNames{
    "greenbank",   "mobilecash", "agricoop",     "cityunion",   "postpay",     "islandcredit",
    "harvestsave", "riverbank",  "teachersacco", "quickwallet", "coastalbank", "villagetrust"};

constexpr std::size_t kFlowsMax = 10'000;
constexpr std::int64_t kFlowLifeUs = 60'000'000;
constexpr std::int64_t kSecondUs = 1'000'000;
constexpr int kCustomers = 4; ///< of each DFSP

// Out of a thousand payments.
constexpr std::uint64_t kWithLookUp = 300;
constexpr std::uint64_t kRejected = 30;
constexpr std::uint64_t kSilent = 10;
constexpr std::uint64_t kReserved = 100;
constexpr std::uint64_t kOverCap = 5;
constexpr std::int64_t kSilentExpiryMs = 5'000;

std::string msisdnOf(std::size_t dfsp, std::uint64_t customer)
{
    return "25670" + std::to_string(1'000'000 + dfsp * 10'000 + customer);
}

} // namespace

std::vector<std::string> demoDfspNames(std::size_t count)
{
    return {kNames.begin(), kNames.begin() + static_cast<std::ptrdiff_t>(std::min(count, kNames.size()))};
}

DemoRun::DemoRun(EventLoop& loop, const DemoOptions& options)
    : m_options(options)
    , m_outgoing(loop, options.fspiop)
    , m_names(demoDfspNames(options.dfsps))
    , m_random(std::random_device{}())
    , m_beginUs(steadyUs())
    , m_printUs(m_beginUs)
{
    for (const std::string& name : m_names) {
        m_dfsps.push_back(
            std::make_unique<SimulatedDfsp>(name, options.fspiop, m_outgoing,
                                            [this](std::string_view id, Amount) { return behaviourOf(id); }));
    }
}

std::uint64_t DemoRun::random()
{
    m_random = mix64(m_random);
    return m_random;
}

void DemoRun::begin(const Positions& positions)
{
    m_beginUs = m_printUs = steadyUs();
    for (std::size_t dfsp = 0; dfsp < m_names.size(); ++dfsp) {
        m_positions.push_back(positions.at(m_names[dfsp]));
        Flow flow;
        flow.payer = dfsp;
        for (int customer = 0; customer < kCustomers; ++customer)
            send(flow, "POST", "/participants/MSISDN/" + msisdnOf(dfsp, static_cast<std::uint64_t>(customer)),
                 "participants",
                 R"({"fspId":")" + m_names[dfsp] + R"(","currency":")" + m_options.currency + "\"}", false);
    }
}

void DemoRun::step()
{
    const std::int64_t now = steadyUs();
    const auto due = static_cast<std::uint64_t>((now - m_beginUs) * m_options.rate / kSecondUs);
    while (!m_isStopping && m_counts.started < due) {
        ++m_counts.started;
        if (m_flows.size() < kFlowsMax) startPayment();
    }
    m_outgoing.tick();
    if (now - m_printUs < kSecondUs) return;
    m_printUs = now;
    sweep();
    if (!m_options.isQuiet) print();
}

void DemoRun::startPayment()
{
    const std::string id = newUuid();
    Flow& flow = m_flows[id];
    flow.startUs = steadyUs();
    chooseSides(flow);
    flow.party = msisdnOf(flow.payee, random() % kCustomers);
    chooseAmount(flow);
    if (chance(kSilent)) {
        flow.behaviour.kind = Kind::Silent;
        flow.expiryMs = kSilentExpiryMs;
    } else if (chance(kRejected)) {
        flow.behaviour.kind = Kind::Reject;
    } else if (chance(kReserved)) {
        flow.behaviour.kind = Kind::Reserve;
    }
    // A person at the payee takes a moment now and then.
    if (chance(200)) flow.behaviour.delayMs = static_cast<std::int64_t>(random() % 400);
    if (chance(kWithLookUp) && m_waiting.emplace(m_names[flow.payer] + '/' + flow.party, id).second) {
        flow.stage = Stage::LookUp;
        lookUp(flow);
    } else {
        transferUnquoted(id, flow);
    }
}

// Money flows mostly one way for some minutes and then the other, so that positions rise and fall; a payer
// far into its cap is paid rather than paying.
void DemoRun::chooseSides(Flow& flow)
{
    flow.payer = random() % m_names.size();
    flow.payee = (flow.payer + 1 + random() % (m_names.size() - 1)) % m_names.size();
    const std::int64_t used = m_positions[flow.payer].ratioBasisPoints(kDemoCap);
    const double minutes = static_cast<double>(steadyUs() - m_beginUs) / 6e7;
    const double tide = std::sin(minutes * 1.6 + static_cast<double>(flow.payer) * 2.1);
    const auto reluctance =
        static_cast<std::int64_t>(350.0 - 300.0 * tide) + std::max<std::int64_t>(used - 4'000, 0) / 5;
    if (chance(static_cast<std::uint64_t>(std::clamp<std::int64_t>(reluctance, 0, 950))))
        std::swap(flow.payer, flow.payee);
}

// Many small payments, few large ones; sometimes one that must be refused.
void DemoRun::chooseAmount(Flow& flow)
{
    const Amount most = Amount::fromMajor(std::array<std::int64_t, 4>{20, 60, 150, 400}[random() % 4]);
    flow.amount = amountBetween(Amount::fromMajor(1), most, m_options.decimals, random());
    const Amount position = m_positions[flow.payer];
    if (!chance(kOverCap) || position.ratioBasisPoints(kDemoCap) < 3'000) return;
    flow.amount = amountBetween(kDemoCap - position + Amount::fromMajor(1),
                                kDemoCap - position + Amount::fromMajor(300), m_options.decimals, random());
}

void DemoRun::send(const Flow& flow, std::string_view method, const std::string& path,
                   std::string_view resource, const std::string& body, bool hasDestination)
{
    const std::string date = base::toImfFixdate(base::SystemClock().now());
    const std::string trace = traceparentAfter({});
    const FspiopHead head{method,
                          path,
                          resource,
                          m_names[flow.payer],
                          hasDestination ? std::string_view(m_names[flow.payee]) : std::string_view{},
                          date,
                          trace};
    m_outgoing.send(fspiopRequest(m_options.fspiop, head, body));
}

void DemoRun::lookUp(const Flow& flow)
{
    send(flow, "GET", "/parties/MSISDN/" + flow.party, "parties", {}, false);
}

void DemoRun::quote(const std::string& id, Flow& flow)
{
    flow.stage = Stage::Quote;
    flow.quoteId = newUuid();
    m_waiting[flow.quoteId] = id;
    const auto party = [](const std::string& msisdn, const std::string& fsp) {
        return R"({"partyIdInfo":{"partyIdType":"MSISDN","partyIdentifier":")" + msisdn + R"(","fspId":")" +
               fsp + R"("}})";
    };
    send(
        flow, "POST", "/quotes", "quotes",
        R"({"quoteId":")" + flow.quoteId + R"(","transactionId":")" + newUuid() + R"(","payee":)" +
            party(flow.party, m_names[flow.payee]) + R"(,"payer":)" +
            party(msisdnOf(flow.payer, random() % kCustomers), m_names[flow.payer]) +
            R"(,"amountType":"SEND","amount":{"currency":")" + m_options.currency + R"(","amount":")" +
            flow.amount.toString() +
            R"("},"transactionType":{"scenario":"TRANSFER","initiator":"PAYER","initiatorType":"CONSUMER"}})");
}

// A payment agreed outside the hub: the packet is the payee's all the same.
void DemoRun::transferUnquoted(const std::string& id, Flow& flow)
{
    IlpPayment payment;
    payment.minorUnits = minorUnitsOf(flow.amount, m_options.decimals);
    payment.account = "g." + m_names[flow.payee] + ".msisdn." + flow.party;
    payment.transaction = R"({"transactionId":")" + id + R"(","note":"agreed before"})";
    const std::string packet = ilpPacket(payment);
    transfer(id, flow, packet, conditionOf(fulfilmentOf(m_dfsps[flow.payee]->secret(), packet)));
}

void DemoRun::transfer(const std::string& id, Flow& flow, const std::string& packet,
                       const std::string& condition)
{
    flow.stage = Stage::Transfer;
    send(flow, "POST", "/transfers", "transfers",
         R"({"transferId":")" + id + R"(","payerFsp":")" + m_names[flow.payer] + R"(","payeeFsp":")" +
             m_names[flow.payee] + R"(","amount":{"currency":")" + m_options.currency + R"(","amount":")" +
             flow.amount.toString() + R"("},"expiration":")" +
             base::toIso8601(base::SystemClock().now().plusMs(flow.expiryMs)) + R"(","ilpPacket":")" +
             packet + R"(","condition":")" + condition + "\"}");
}

Behaviour DemoRun::behaviourOf(std::string_view id) const
{
    const auto found = m_flows.find(std::string(id));
    return found == m_flows.end() ? Behaviour{} : found->second.behaviour;
}

void DemoRun::onRequest(const HttpRequest& request, std::string& answer)
{
    std::string_view path = request.path();
    path.remove_prefix(1);
    const std::size_t slash = path.find('/');
    const auto named = std::find(m_names.begin(), m_names.end(), path.substr(0, slash));
    if (named == m_names.end() || slash == path.npos) return appendAnswer(answer, 404);
    const auto dfsp = static_cast<std::size_t>(named - m_names.begin());
    path.remove_prefix(slash);
    if (m_dfsps[dfsp]->onRequest(request, path, answer)) return;
    if (request.method == "PUT") onCallback(dfsp, pathSegments(path), request.body);
}

void DemoRun::onCallback(std::size_t dfsp, const std::vector<std::string>& path, std::string_view body)
{
    if (path.size() < 2) return;
    const bool isError = path.back() == "error";
    if (path[0] == "transfers") {
        const auto found = m_flows.find(path[1]);
        if (found != m_flows.end() && found->second.payer == dfsp) onTransferCallback(path[1], isError, body);
        return;
    }
    if (path[0] != "parties" && path[0] != "quotes") return;
    const std::string key =
        path[0] == "quotes" ? path[1] : m_names[dfsp] + '/' + (path.size() > 2 ? path[2] : std::string{});
    const auto waiting = m_waiting.find(key);
    if (waiting == m_waiting.end()) return;
    const std::string id = waiting->second;
    m_waiting.erase(waiting);
    const auto found = m_flows.find(id);
    if (found == m_flows.end()) return;
    Flow& flow = found->second;
    if (isError) {
        ++m_counts.other;
        transferUnquoted(id, flow);
    } else if (path[0] == "parties") {
        quote(id, flow);
    } else {
        const JsonText agreed = parseJson(body).value_or(JsonText{});
        transfer(id, flow, agreed["ilpPacket"].text, agreed["condition"].text);
    }
}

void DemoRun::onTransferCallback(const std::string& id, bool isError, std::string_view body)
{
    const Flow& flow = m_flows.at(id);
    const JsonText outcome = parseJson(body).value_or(JsonText{});
    if (isError) {
        const std::string& code = outcome["errorInformation"]["errorCode"].text;
        ++(code == "3303"                     ? m_counts.expired
           : code == "4001" || code == "4200" ? m_counts.refused
           : code.starts_with('5')            ? m_counts.rejected
                                              : m_counts.other);
    } else if (outcome["transferState"].text == "COMMITTED") {
        ++m_counts.committed;
        m_positions[flow.payer] += flow.amount;
        m_positions[flow.payee] -= flow.amount;
    } else {
        return;
    }
    m_flows.erase(id);
}

void DemoRun::sweep()
{
    const std::int64_t now = steadyUs();
    std::erase_if(m_flows, [&](const auto& item) {
        const bool isOld = now - item.second.startUs > kFlowLifeUs;
        if (isOld) ++m_counts.other;
        return isOld;
    });
    std::erase_if(m_waiting, [&](const auto& item) { return m_flows.count(item.second) == 0; });
}

void DemoRun::print()
{
    const Counts& now = m_counts;
    const Counts& last = m_printed;
    std::string line = base::toIso8601(base::SystemClock().now()).substr(11, 8);
    const auto add = [&line](const char* name, std::uint64_t count) {
        if (count > 0) line += "  " + std::to_string(count) + ' ' + name;
    };
    add("committed", now.committed - last.committed);
    add("rejected", now.rejected - last.rejected);
    add("expired", now.expired - last.expired);
    add("refused", now.refused - last.refused);
    add("other", now.other - last.other);
    line += "  |";
    for (std::size_t i = 0; i < m_names.size(); ++i)
        line += ' ' + m_names[i] + ' ' + m_positions[i].toFixed(m_options.decimals);
    std::puts(line.c_str());
    std::fflush(stdout);
    m_printed = now;
}

void DemoRun::printTotals() const
{
    std::printf(
        "%llu committed, %llu rejected, %llu expired, %llu refused, %llu other\n",
        static_cast<unsigned long long>(m_counts.committed),
        static_cast<unsigned long long>(m_counts.rejected), static_cast<unsigned long long>(m_counts.expired),
        static_cast<unsigned long long>(m_counts.refused), static_cast<unsigned long long>(m_counts.other));
    std::fflush(stdout);
}

} // namespace hub::sim
