#include "app/sim/simulated_dfsp.h"

#include "app/sim/ilp.h"
#include "app/sim/message_templates.h"
#include "app/sim/transfer_ids.h"
#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/domain/currency.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <random>

namespace hub::sim {
namespace {

using Kind = Behaviour::Kind;

struct NamedBehaviour
{
    std::string_view name;
    Kind kind;
};
constexpr std::array kNamed{NamedBehaviour{"accept", Kind::Accept}, NamedBehaviour{"reject", Kind::Reject},
                            NamedBehaviour{"reserve", Kind::Reserve}, NamedBehaviour{"silent", Kind::Silent}};

struct ToolkitRow
{
    std::int64_t amount;
    Kind kind;
};
constexpr std::array kToolkit{ToolkitRow{15, Kind::WrongFulfilment},
                              ToolkitRow{16, Kind::Silent},
                              ToolkitRow{101, Kind::Reserve},
                              ToolkitRow{102, Kind::ReserveWrongDestination},
                              ToolkitRow{103, Kind::ReserveWrongFulfilment},
                              ToolkitRow{104, Kind::CommitWrongDestination}};

constexpr std::string_view kNobody = "nonexistentfsp";
constexpr std::int64_t kQuoteValidMs = 60'000;

std::string errorBody(const std::string& code, std::string_view description)
{
    return R"({"errorInformation":{"errorCode":")" + code + R"(","errorDescription":)" + quoted(description) +
           "}}";
}

std::string partyOf(const JsonText& party, std::string_view fallbackFsp)
{
    const JsonText& info = party["partyIdInfo"];
    const std::string& fsp = info["fspId"].text;
    return R"({"partyIdInfo":{"partyIdType":)" + quoted(info["partyIdType"].text) + R"(,"partyIdentifier":)" +
           quoted(info["partyIdentifier"].text) + R"(,"fspId":)" +
           quoted(fsp.empty() ? fallbackFsp : std::string_view(fsp)) + "}}";
}

// The Transaction object of the packet, out of the quote request.
std::string transactionOf(const JsonText& quote, std::string_view payee)
{
    const JsonText& type = quote["transactionType"];
    return R"({"transactionId":)" + quoted(quote["transactionId"].text) + R"(,"quoteId":)" +
           quoted(quote["quoteId"].text) + R"(,"payee":)" + partyOf(quote["payee"], payee) + R"(,"payer":)" +
           partyOf(quote["payer"], {}) + R"(,"amount":{"currency":)" +
           quoted(quote["amount"]["currency"].text) + R"(,"amount":)" +
           quoted(quote["amount"]["amount"].text) + R"(},"transactionType":{"scenario":)" +
           quoted(type["scenario"].text) + R"(,"initiator":)" + quoted(type["initiator"].text) +
           R"(,"initiatorType":)" + quoted(type["initiatorType"].text) + "}}";
}

} // namespace

base::Expected<Behaviour, std::string> parseBehaviour(std::string_view text)
{
    Behaviour behaviour;
    for (const NamedBehaviour& row : kNamed) {
        if (text != row.name) continue;
        behaviour.kind = row.kind;
        return behaviour;
    }
    const std::size_t colon = text.find(':');
    const std::string_view value = colon == text.npos ? std::string_view{} : text.substr(colon + 1);
    const bool isNumber = !value.empty() && value.find_first_not_of("0123456789") == value.npos;
    if (text.starts_with("delay:") && isNumber && value.size() <= 7) {
        std::from_chars(value.data(), value.data() + value.size(), behaviour.delayMs);
        return behaviour;
    }
    if (text.starts_with("error:") && isNumber && value.size() == 4) {
        behaviour.kind = Kind::Error;
        behaviour.code = value;
        return behaviour;
    }
    return base::Unexpected("'" + std::string(text) +
                            "' is none of accept, reject, reserve, silent, delay:MS, error:CODE");
}

Behaviour toolkitBehaviour(domain::Amount amount, const Behaviour& otherwise)
{
    for (const ToolkitRow& row : kToolkit)
        if (amount == domain::Amount::fromMajor(row.amount)) return Behaviour{row.kind, 0, {}};
    return otherwise;
}

std::vector<std::string> pathSegments(std::string_view path)
{
    std::vector<std::string> segments;
    while (path.starts_with('/') && path.size() > 1) {
        path.remove_prefix(1);
        const std::size_t end = path.find('/');
        segments.push_back(percentDecoded(path.substr(0, end)));
        path = end == path.npos ? std::string_view{} : path.substr(end);
    }
    return segments;
}

std::string newUuid()
{
    static thread_local std::uint64_t seed =
        std::random_device{}() * 0x1'0000'0000ULL + std::random_device{}();
    std::string id(TransferIds::kTextSize, '\0');
    seed = mix64(seed);
    TransferIds(seed).write({0, seed >> 32}, id.data());
    return id;
}

std::string traceparentAfter(std::string_view received)
{
    std::string ids = newUuid() + newUuid();
    std::erase(ids, '-');
    const std::string_view trace =
        received.size() == 55 ? received.substr(3, 32) : std::string_view(ids).substr(0, 32);
    return "00-" + std::string(trace) + '-' + ids.substr(32, 16) + "-01";
}

SimulatedDfsp::SimulatedDfsp(std::string name, Address hub, Outgoing& outgoing, Choose choose)
    : m_name(std::move(name))
    , m_hub(std::move(hub))
    , m_outgoing(outgoing)
    , m_choose(std::move(choose))
{}

bool SimulatedDfsp::onRequest(const HttpRequest& request, std::string_view path, std::string& answer)
{
    const Segments segments = pathSegments(path);
    const std::string_view resource = segments.empty() ? std::string_view{} : segments[0];
    if (request.method == "GET" && resource == "parties" && segments.size() >= 3) {
        appendAnswer(answer, 202);
        onPartyLookup(request, segments);
        return true;
    }
    if (request.method != "POST") {
        const bool isKnown = request.method == "PUT" || request.method == "PATCH";
        appendAnswer(answer, isKnown ? 200 : request.method == "GET" ? 202 : 405);
        return !isKnown;
    }
    const auto body = parseJson(request.body);
    if (!body || body->kind != JsonText::Kind::Object) {
        appendAnswer(answer, 400, errorBody("3101", "Malformed syntax"));
        return true;
    }
    appendAnswer(answer, 202);
    if (resource == "quotes") onQuote(request, *body);
    if (resource == "transfers") onTransfer(request, *body);
    if (resource == "transactionRequests") onTransactionRequest(request, *body);
    return true;
}

void SimulatedDfsp::onPartyLookup(const HttpRequest& request, const Segments& path)
{
    Behaviour behaviour = m_choose(path[2], domain::Amount{});
    if (behaviour.kind != Kind::Silent && behaviour.kind != Kind::Error) behaviour.kind = Kind::Accept;
    std::string info = R"({"partyIdType":)" + quoted(path[1]) + R"(,"partyIdentifier":)" + quoted(path[2]);
    if (path.size() > 3) info += R"(,"partySubIdOrType":)" + quoted(path[3]);
    info += R"(,"fspId":)" + quoted(m_name) + "}";
    const std::string body = R"({"party":{"partyIdInfo":)" + info + R"(,"name":"Customer )" +
                             path[2].substr(path[2].size() > 4 ? path[2].size() - 4 : 0) +
                             R"(","personalInfo":{"complexName":{"firstName":"Amina","lastName":"Okello"},)"
                             R"("dateOfBirth":"1990-04-12"}}})";
    callBack(request, behaviour, std::string(request.path().substr(request.path().find("/parties"))),
             "parties", body);
}

void SimulatedDfsp::onQuote(const HttpRequest& request, const JsonText& quote)
{
    const std::string& id = quote["quoteId"].text;
    const std::string& currency = quote["amount"]["currency"].text;
    const auto amount =
        domain::Amount::parseFspiop(quote["amount"]["amount"].text).value_or(domain::Amount{});
    Behaviour behaviour = m_choose(id, amount);
    if (behaviour.kind != Kind::Silent && behaviour.kind != Kind::Error) behaviour.kind = Kind::Accept;
    const auto known = domain::Currency::parse(currency);
    IlpPayment payment;
    payment.minorUnits = minorUnitsOf(amount, known ? known->decimals() : 2);
    const JsonText& info = quote["payee"]["partyIdInfo"];
    payment.account = "g." + m_name + '.' + base::toLowerAscii(info["partyIdType"].text) + '.' +
                      info["partyIdentifier"].text;
    payment.transaction = transactionOf(quote, m_name);
    const std::string packet = ilpPacket(payment);
    const std::string money =
        R"({"currency":)" + quoted(currency) + R"(,"amount":")" + amount.toString() + "\"}";
    const std::string body =
        R"({"transferAmount":)" + money + R"(,"payeeReceiveAmount":)" + money + R"(,"expiration":")" +
        base::toIso8601(base::SystemClock().now().plusMs(kQuoteValidMs)) + R"(","ilpPacket":")" + packet +
        R"(","condition":")" + conditionOf(fulfilmentOf(secret(), packet)) + "\"}";
    callBack(request, behaviour, "/quotes/" + id, "quotes", body);
}

void SimulatedDfsp::onTransfer(const HttpRequest& request, const JsonText& transfer)
{
    const std::string& id = transfer["transferId"].text;
    const auto amount =
        domain::Amount::parseFspiop(transfer["amount"]["amount"].text).value_or(domain::Amount{});
    const Behaviour behaviour = m_choose(id, amount);
    const bool isWrong =
        behaviour.kind == Kind::WrongFulfilment || behaviour.kind == Kind::ReserveWrongFulfilment;
    const bool isReserve = behaviour.kind == Kind::Reserve ||
                           behaviour.kind == Kind::ReserveWrongFulfilment ||
                           behaviour.kind == Kind::ReserveWrongDestination;
    const std::string fulfilment =
        fulfilmentOf(isWrong ? "another secret" : secret(), transfer["ilpPacket"].text);
    const std::string body = R"({"fulfilment":")" + fulfilment + R"(","completedTimestamp":")" +
                             base::toIso8601(base::SystemClock().now()) + R"(","transferState":")" +
                             (isReserve ? "RESERVED" : "COMMITTED") + "\"}";
    callBack(request, behaviour, "/transfers/" + id, "transfers", body);
}

void SimulatedDfsp::onTransactionRequest(const HttpRequest& request, const JsonText& body)
{
    const std::string& id = body["transactionRequestId"].text;
    callBack(request, m_choose(id, domain::Amount{}), "/transactionRequests/" + id, "transactionRequests",
             R"({"transactionId":")" + newUuid() + R"(","transactionRequestState":"RECEIVED"})");
}

// The callback with `body`, or what the behaviour makes of it.
void SimulatedDfsp::callBack(const HttpRequest& request, const Behaviour& behaviour, const std::string& path,
                             std::string_view resource, const std::string& body)
{
    if (behaviour.kind == Kind::Silent) return;
    const bool isRefusal = behaviour.kind == Kind::Reject || behaviour.kind == Kind::Error;
    const bool isMisdirected =
        behaviour.kind == Kind::ReserveWrongDestination || behaviour.kind == Kind::CommitWrongDestination;
    const std::string target = isRefusal ? path + "/error" : path;
    const std::string date = base::toImfFixdate(base::SystemClock().now());
    const std::string trace = traceparentAfter(request.header("traceparent"));
    const FspiopHead head{
        "PUT", target, resource, m_name, isMisdirected ? kNobody : request.header("FSPIOP-Source"),
        date,  trace};
    const std::string refusal = errorBody(
        behaviour.code, behaviour.code == "5104" ? "Payee rejected transaction" : "Simulated error");
    m_outgoing.send(fspiopRequest(m_hub, head, isRefusal ? refusal : body), behaviour.delayMs);
}

} // namespace hub::sim
