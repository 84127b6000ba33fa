#include "core/fspiop/routes.h"

#include "core/base/check.h"
#include "core/fspiop/bulk_transfers.h"
#include "core/fspiop/message_facts.h"
#include "core/fspiop/participants.h"
#include "core/fspiop/parties.h"
#include "core/fspiop/quotes.h"
#include "core/fspiop/refused_peers.h"
#include "core/fspiop/requests.h"
#include "core/fspiop/transfers.h"
#include "core/json/messages.h"
#include "core/json/writer.h"

#include <array>
#include <cstdlib>

namespace hub::fspiop {
namespace {

using http::Method;
using namespace domain::fspiop_code;
namespace msg = json::message;

/// Everything that handlers are members of.
struct Rooms
{
    explicit Rooms(FspiopServices& all)
        : services(all)
        , versions{all.settings.contentVersions, all.settings.acceptVersions}
        , forwarding(all)
        , outcomes(all.submit)
        , oracles(forwarding, outcomes)
        , transfers(forwarding, outcomes)
        , bulkTransfers(forwarding, outcomes)
        , parties(forwarding, oracles)
        , participants(forwarding, oracles)
        , quotes(forwarding)
        , requests(forwarding)
        , refusedPeers(all)
    {}

    FspiopServices& services;
    Versions versions;
    Forwarding forwarding;
    Outcomes outcomes;
    Oracles oracles;
    Transfers transfers;
    BulkTransfers bulkTransfers;
    Parties parties;
    Participants participants;
    Quotes quotes;
    Requests requests;
    RefusedPeers refusedPeers;
};

using RowHandler = Reply (*)(Rooms&, const CallPtr&);

Reply notImplemented(Rooms& /*rooms*/, const CallPtr& /*call*/)
{
    return http::Answer::fspiopError(domain::makeError(kNotImplemented));
}

template <auto Member>
Reply transfers(Rooms& rooms, const CallPtr& call)
{
    return (rooms.transfers.*Member)(*call);
}
template <auto Member>
Reply bulkTransfers(Rooms& rooms, const CallPtr& call)
{
    return (rooms.bulkTransfers.*Member)(*call);
}
template <auto Member>
Reply parties(Rooms& rooms, const CallPtr& call)
{
    return (rooms.parties.*Member)(call);
}
template <auto Member>
Reply participants(Rooms& rooms, const CallPtr& call)
{
    return (rooms.participants.*Member)(call);
}
template <auto Member>
Reply quotes(Rooms& rooms, const CallPtr& call)
{
    return (rooms.quotes.*Member)(call);
}
template <auto Member>
Reply requests(Rooms& rooms, const CallPtr& call)
{
    return (rooms.requests.*Member)(*call);
}

struct Row
{
    RouteFacts facts;
    RowHandler handler;
};

constexpr bool kDestination = true; // FSPIOP-Destination mandatory
constexpr bool kNo = false;
constexpr bool kUuid = true; // {ID} is a CorrelationId

// clang-format off
/// The one list of the DFSP API (fspiop chapter 6).
constexpr std::array kRows{
    Row{{Method::Post,   "/participants",                         "participants", &msg::kParticipantsPost,       kNo, kNo, 200, "Create FSP information of several parties"}, participants<&Participants::postBatch>},
    Row{{Method::Put,    "/participants/{ID}",                    "participants", &msg::kParticipantsIdPut,      kNo, kNo, 501, "Sent by the hub only"},                participants<&Participants::putBatch>},
    Row{{Method::Put,    "/participants/{ID}/error",              "participants", &msg::kError,                  kNo, kNo, 200, "Failure of a batch"},               participants<&Participants::putBatchError>},
    Row{{Method::Get,    "/participants/{Type}/{ID}",             "participants", nullptr,                       kNo, kNo, 202, "Which FSP holds a party"},          participants<&Participants::get>},
    Row{{Method::Post,   "/participants/{Type}/{ID}",             "participants", &msg::kParticipantsTypeIdPost, kNo, kNo, 202, "Create FSP information of a party"}, participants<&Participants::post>},
    Row{{Method::Put,    "/participants/{Type}/{ID}",             "participants", &msg::kParticipantsTypeIdPut,  kNo, kNo, 200, "Change FSP information of a party"}, participants<&Participants::put>},
    Row{{Method::Delete, "/participants/{Type}/{ID}",             "participants", nullptr,                       kNo, kNo, 202, "Delete FSP information of a party"}, participants<&Participants::remove>},
    Row{{Method::Put,    "/participants/{Type}/{ID}/error",       "participants", &msg::kError,                  kNo, kNo, 200, "Failure of FSP information"},       participants<&Participants::putError>},
    Row{{Method::Get,    "/participants/{Type}/{ID}/{SubId}",     "participants", nullptr,                       kNo, kNo, 202, "Which FSP holds a party"},          participants<&Participants::get>},
    Row{{Method::Post,   "/participants/{Type}/{ID}/{SubId}",     "participants", &msg::kParticipantsTypeIdPost, kNo, kNo, 202, "Create FSP information of a party"}, participants<&Participants::post>},
    Row{{Method::Put,    "/participants/{Type}/{ID}/{SubId}",     "participants", &msg::kParticipantsTypeIdPut,  kNo, kNo, 200, "Change FSP information of a party"}, participants<&Participants::put>},
    Row{{Method::Delete, "/participants/{Type}/{ID}/{SubId}",     "participants", nullptr,                       kNo, kNo, 202, "Delete FSP information of a party"}, participants<&Participants::remove>},
    Row{{Method::Put,    "/participants/{Type}/{ID}/{SubId}/error", "participants", &msg::kError,                kNo, kNo, 200, "Failure of FSP information"},       participants<&Participants::putError>},

    Row{{Method::Get, "/parties/{Type}/{ID}",               "parties", nullptr,                 kNo, kNo, 202, "Look up a party"},          parties<&Parties::get>},
    Row{{Method::Put, "/parties/{Type}/{ID}",               "parties", &msg::kPartiesTypeIdPut, kNo, kNo, 200, "A party's information"},    parties<&Parties::put>},
    Row{{Method::Put, "/parties/{Type}/{ID}/error",         "parties", &msg::kError,            kNo, kNo, 200, "Failure of a look-up"},     parties<&Parties::putError>},
    Row{{Method::Get, "/parties/{Type}/{ID}/{SubId}",       "parties", nullptr,                 kNo, kNo, 202, "Look up a party"},          parties<&Parties::get>},
    Row{{Method::Put, "/parties/{Type}/{ID}/{SubId}",       "parties", &msg::kPartiesTypeIdPut, kNo, kNo, 200, "A party's information"},    parties<&Parties::put>},
    Row{{Method::Put, "/parties/{Type}/{ID}/{SubId}/error", "parties", &msg::kError,            kNo, kNo, 200, "Failure of a look-up"},     parties<&Parties::putError>},

    Row{{Method::Post, "/quotes",            "quotes", &msg::kQuotesPost,   kDestination, kNo,   202, "Ask for a quote"},        quotes<&Quotes::post>},
    Row{{Method::Get,  "/quotes/{ID}",       "quotes", nullptr,             kDestination, kUuid, 202, "Ask for a quote again"},  quotes<&Quotes::get>},
    Row{{Method::Put,  "/quotes/{ID}",       "quotes", &msg::kQuotesIdPut,  kDestination, kUuid, 200, "Answer to a quote"},      quotes<&Quotes::put>},
    Row{{Method::Put,  "/quotes/{ID}/error", "quotes", &msg::kQuotingError, kDestination, kUuid, 200, "Refusal of a quote"},     quotes<&Quotes::putError>},

    Row{{Method::Post,  "/transfers",            "transfers", &msg::kTransfersPost,    kNo, kNo, 202, "Prepare a transfer"},      transfers<&Transfers::post>},
    Row{{Method::Get,   "/transfers/{ID}",       "transfers", nullptr,                 kNo, kNo, 202, "State of a transfer"},     transfers<&Transfers::get>},
    Row{{Method::Put,   "/transfers/{ID}",       "transfers", &msg::kTransfersIdPut,   kNo, kNo, 200, "Fulfil a transfer"},       transfers<&Transfers::put>},
    Row{{Method::Put,   "/transfers/{ID}/error", "transfers", &msg::kError,            kNo, kNo, 200, "Abort a transfer"},        transfers<&Transfers::putError>},
    Row{{Method::Patch, "/transfers/{ID}",       "transfers", &msg::kTransfersIdPatch, kNo, kNo, 501, "Sent by the hub only"},    notImplemented},

    Row{{Method::Post, "/bulkQuotes",            "bulkQuotes", &msg::kBulkQuotesPost,  kDestination, kNo, 202, "Ask for many quotes"},       quotes<&Quotes::postBulk>},
    Row{{Method::Get,  "/bulkQuotes/{ID}",       "bulkQuotes", nullptr,                kDestination, kNo, 202, "Ask for many quotes again"}, quotes<&Quotes::getBulk>},
    Row{{Method::Put,  "/bulkQuotes/{ID}",       "bulkQuotes", &msg::kBulkQuotesIdPut, kDestination, kNo, 200, "Answer to many quotes"},     quotes<&Quotes::putBulk>},
    Row{{Method::Put,  "/bulkQuotes/{ID}/error", "bulkQuotes", &msg::kQuotingError,    kDestination, kNo, 200, "Refusal of many quotes"},    quotes<&Quotes::putBulkError>},

    Row{{Method::Post, "/bulkTransfers",            "bulkTransfers", &msg::kBulkTransfersPost,  kNo, kNo, 202, "Prepare many transfers"},  bulkTransfers<&BulkTransfers::post>},
    Row{{Method::Get,  "/bulkTransfers/{ID}",       "bulkTransfers", nullptr,                   kNo, kNo, 202, "State of many transfers"}, bulkTransfers<&BulkTransfers::get>},
    Row{{Method::Put,  "/bulkTransfers/{ID}",       "bulkTransfers", &msg::kBulkTransfersIdPut, kNo, kNo, 200, "Fulfil many transfers"},   bulkTransfers<&BulkTransfers::put>},
    Row{{Method::Put,  "/bulkTransfers/{ID}/error", "bulkTransfers", &msg::kBulkError,          kNo, kNo, 200, "Abort many transfers"},    bulkTransfers<&BulkTransfers::putError>},

    Row{{Method::Get, "/transactions/{ID}",       "transactions", nullptr,                 kNo, kNo, 202, "State of a transaction"},       requests<&Requests::relayTransaction>},
    Row{{Method::Put, "/transactions/{ID}",       "transactions", &msg::kTransactionsIdPut, kNo, kNo, 200, "Answer about a transaction"},   requests<&Requests::relayTransaction>},
    Row{{Method::Put, "/transactions/{ID}/error", "transactions", &msg::kError,            kNo, kNo, 200, "Failure about a transaction"},  requests<&Requests::relayTransaction>},

    Row{{Method::Post, "/transactionRequests",            "transactionRequests", &msg::kTransactionRequestsPost,  kNo, kNo, 202, "Ask a payer to pay"},          requests<&Requests::postTransactionRequest>},
    Row{{Method::Get,  "/transactionRequests/{ID}",       "transactionRequests", nullptr,                         kNo, kNo, 202, "State of a request"},          requests<&Requests::relayTransactionRequest>},
    Row{{Method::Put,  "/transactionRequests/{ID}",       "transactionRequests", &msg::kTransactionRequestsIdPut, kNo, kNo, 200, "Answer to a request"},         requests<&Requests::relayTransactionRequest>},
    Row{{Method::Put,  "/transactionRequests/{ID}/error", "transactionRequests", &msg::kError,                    kNo, kNo, 200, "Refusal of a request"},        requests<&Requests::relayTransactionRequest>},

    Row{{Method::Get, "/authorizations/{ID}",       "authorizations", nullptr,                    kNo, kNo, 202, "Ask the payer to authorize"}, requests<&Requests::getAuthorization>},
    Row{{Method::Put, "/authorizations/{ID}",       "authorizations", &msg::kAuthorizationsIdPut, kNo, kNo, 200, "The payer's answer"},         requests<&Requests::relayAuthorization>},
    Row{{Method::Put, "/authorizations/{ID}/error", "authorizations", &msg::kError,               kNo, kNo, 200, "Failure of authorization"},   requests<&Requests::relayAuthorization>},
};
// clang-format on

HeaderRules headerRules(const RouteFacts& facts)
{
    const bool isRequest = facts.resource == "transactionRequests" || facts.resource == "authorizations";
    return {facts.resource, facts.needsDestination, isRequest};
}

http::Answer refusal(const HeaderRefusal& refused, const Versions& versions)
{
    if (refused.listsVersions) return http::Answer::fspiopError(refused.error, versionExtensions(versions));
    return http::Answer::fspiopError(refused.error);
}

/// A client certificate speaks for its owner only (fspiop 12.5: row 1 of 3.5; status of reliability 5 S1).
std::optional<http::Answer> peerProblem(Rooms& rooms, const http::Request& request, const Party* owner)
{
    const std::string_view source = request.headers.get("fspiop-source");
    const std::string_view proxy = request.headers.get("fspiop-proxy");
    if (owner != nullptr) {
        if (source.empty()) return std::nullopt; // Row 12 says so.
        const bool isSource = base::equalsIgnoreCase(owner->name, source);
        if (proxy.empty() ? isSource : !isSource && base::equalsIgnoreCase(owner->name, proxy))
            return std::nullopt;
    }
    rooms.refusedPeers.note(request, proxy.empty() ? source : proxy);
    return http::Answer::fspiopError(
        domain::makeError(kGenericValidationError,
                          proxy.empty() ? "Invalid fspiop-source header" : "Invalid fspiop-proxy header"),
        403);
}

/// Takes a place in the sender's share, which is given back with the answer.
std::optional<http::Answer> admissionProblem(const FspiopServices& services, http::Exchange& exchange,
                                             Admission& share)
{
    const std::int64_t waitMs = share.enter(services.clock.steadyUs());
    if (waitMs == 0) {
        exchange.whenAnswered([&share] { share.leave(); });
        return std::nullopt;
    }
    http::Answer answer =
        http::Answer::fspiopError(domain::makeError(kServerBusy, "too many requests of this FSP"), 503);
    answer.headers.set("Retry-After", std::to_string((waitMs + 999) / 1000));
    return answer;
}

/// Who is really speaking and whether there is room for it; before anything costly is done.
std::optional<http::Answer> entryProblem(Rooms& rooms, http::Exchange& exchange)
{
    FspiopServices& services = rooms.services;
    const http::Request& request = exchange.request();
    const IdentityBook& book = services.identities.book();
    const Party* speaker = nullptr;
    if (request.peer != nullptr) {
        speaker = book.ownerOf(*request.peer);
        if (auto problem = peerProblem(rooms, request, speaker)) return problem;
    } else {
        speaker = book.find(request.headers.get("fspiop-source"));
    }
    return admissionProblem(services, exchange,
                            speaker != nullptr ? *speaker->admission : services.identities.strangers());
}

bool mustBeSigned(const Settings& settings, const RouteFacts& facts, const http::Request& request,
                  const Party* sender)
{
    if (facts.body == nullptr || request.body->empty()) return false;
    if (facts.resource == "parties" && !settings.verifyPutParties) return false;
    switch (sender != nullptr ? sender->signatureCheck : domain::SignatureCheck::HubDefault) {
    case domain::SignatureCheck::Required:
        return true;
    case domain::SignatureCheck::Off:
        return false;
    case domain::SignatureCheck::HubDefault:
        break;
    }
    return settings.verifySignatures;
}

/// Row 11 of fspiop 3.5 and chapter 12.2.
std::optional<domain::FspiopError> signatureProblem(const FspiopServices& services, const RouteFacts& facts,
                                                    const http::Request& request, std::string_view source)
{
    const Settings& settings = services.settings;
    const Party* sender = services.identities.book().find(source);
    if (!mustBeSigned(settings, facts, request, sender)) return std::nullopt;
    const std::int64_t nowMs = services.clock.now().ms;
    std::vector<std::shared_ptr<const http::VerifyKey>> keys;
    if (sender != nullptr) keys = sender->keysAt(nowMs);
    const auto problem =
        http::verifyMessage(keys, request.method, request.target, request.headers, *request.body);
    if (problem) return domain::makeError(kInvalidSignature, *problem);
    if (settings.signedDateSkewMaxMs == 0) return std::nullopt;
    const auto date = base::parseImfFixdate(request.headers.get("date"));
    if (date && std::abs(date->ms - nowMs) <= settings.signedDateSkewMaxMs) return std::nullopt;
    return domain::makeError(kInvalidSignature, "Date is too far from the hub's time");
}

/// Who speaks, rows 1 to 13 of fspiop 3.5, then the row's handler.
Reply checkAndHandle(Rooms& rooms, const Row& row, const CallPtr& call)
{
    const http::Request& request = call->request();
    if (auto refused = entryProblem(rooms, *call->exchange)) return refused;
    const HeaderRules rules = headerRules(row.facts);
    auto headers = checkProtocol(request, rules, rooms.versions);
    if (!headers) return refusal(headers.error(), rooms.versions);
    call->headers = *headers;
    if (const auto problem = signatureProblem(rooms.services, row.facts, request, call->headers.source))
        return http::Answer::fspiopError(*problem);
    if (const auto problem = checkRequired(request, rules)) return http::Answer::fspiopError(*problem);
    if (row.facts.idIsCorrelationId) {
        if (const auto failure = json::firstFailure(request.param("ID"), msg::kCorrelationId))
            return http::Answer::fspiopError(json::fspiopError(*failure, "/path/ID"));
    }
    if (row.facts.body != nullptr) {
        auto body = json::Document::parse(*request.body);
        if (!body)
            return http::Answer::fspiopError(domain::makeError(
                kMalformedSyntax, "/requestBody is not valid JSON: " + body.error().detail));
        call->body = *std::move(body);
        if (const auto failure = json::firstFailure(call->root(), *row.facts.body))
            return http::Answer::fspiopError(json::fspiopError(*failure, "/requestBody"));
    }
    return row.handler(rooms, call);
}

void serve(Rooms& rooms, const Row& row, std::shared_ptr<http::Exchange> exchange)
{
    const FspiopServices& services = rooms.services;
    const http::Request& request = exchange->request();
    if (request.method != row.facts.method) { // HEAD falls back to GET rows; these have effects.
        exchange->answer(
            http::Answer::fspiopError(domain::makeError(kGenericClientError, "Method Not Allowed"), 405));
        return;
    }
    const std::int64_t startedUs = services.clock.steadyUs();
    const events::SpanId span = events::newSpanId();
    const auto call = std::make_shared<Call>();
    call->exchange = exchange;
    call->trace = request.trace;
    call->trace.parent = span;
    Reply reply = checkAndHandle(rooms, row, call);
    if (services.spans != nullptr) {
        const int status = reply ? reply->status : 0;
        events::Span done{request.trace.trace,
                          span,
                          request.span,
                          events::SpanKind::Validate,
                          status >= 400,
                          request.acceptedUs,
                          request.acceptedUs + services.clock.steadyUs() - startedUs,
                          request.route != nullptr ? request.route->name : std::string(row.facts.pattern),
                          call->subject,
                          {}};
        if (status != 0) done.attributes.emplace_back("status", std::to_string(status));
        addMessageFacts(row.facts, *call, done);
        services.spans->record(std::move(done));
    }
    if (reply) exchange->answer(*std::move(reply));
}

http::Answer healthAnswer(const FspiopServices& services)
{
    Health health;
    if (services.health) health = services.health();
    if (health.services.empty()) health.services.push_back({"datastore", health.isUp, {}});
    const base::Instant now = services.clock.now();
    json::Writer writer;
    writer.beginObject().member("status", health.isUp ? "OK" : "DOWN");
    writer.key("uptime").number(health.startedMs > 0 ? (now.ms - health.startedMs) / 1000 : 0);
    writer.member("startTime", base::toIso8601(base::Instant{health.startedMs}));
    writer.member("versionNumber", health.version.empty() ? HUB_VERSION : health.version);
    writer.key("services").beginArray();
    for (const Health::Service& service : health.services) {
        writer.beginObject().member("name", service.name).member("status", service.isUp ? "OK" : "DOWN");
        if (!service.detail.empty()) writer.member("detail", service.detail);
        writer.endObject();
    }
    writer.endArray().endObject();
    return http::Answer::json(health.isUp ? 200 : 502, writer.take());
}

void add(http::RouteTable& table, Method method, std::string pattern, http::Handler handler,
         std::string_view resource = {})
{
    http::Route route;
    route.method = method;
    route.pattern = std::move(pattern);
    route.handler = std::move(handler);
    route.resource = resource;
    const bool added = table.add(std::move(route)).has_value();
    HUB_CHECK(added);
}

/// An empty SubId segment means none (fspiop 2.3).
std::string withoutSubId(std::string_view pattern)
{
    constexpr std::string_view kSubId = "{SubId}";
    const std::size_t at = pattern.find(kSubId);
    if (at == std::string_view::npos) return {};
    return std::string(pattern.substr(0, at)).append(pattern.substr(at + kSubId.size()));
}

void addPlainRows(http::RouteTable& table, FspiopServices& services)
{
    add(table, Method::Get, "/health", [&services](const std::shared_ptr<http::Exchange>& exchange) {
        exchange->answer(healthAnswer(services));
    });
    const auto document = base::shareBytes(openApiDocument(HUB_VERSION));
    add(table, Method::Get, "/openapi.json", [document](const std::shared_ptr<http::Exchange>& exchange) {
        exchange->answer(http::Answer::json(200, *document));
    });
    // Nothing is cached: endpoints are read from the registry at each attempt.
    add(table, Method::Delete, "/endpointcache",
        [](const std::shared_ptr<http::Exchange>& exchange) { exchange->answer(http::Answer::empty(202)); });
}

constexpr auto makeFacts()
{
    std::array<RouteFacts, kRows.size()> facts{};
    for (std::size_t i = 0; i < kRows.size(); ++i)
        facts[i] = kRows[i].facts;
    return facts;
}
constexpr auto kFacts = makeFacts();

} // namespace

std::span<const RouteFacts> routeFacts()
{
    return kFacts;
}

std::shared_ptr<const http::RouteTable> makeRoutes(FspiopServices& services)
{
    const auto rooms = std::make_shared<Rooms>(services);
    const auto table = std::make_shared<http::RouteTable>();
    for (const Row& row : kRows) {
        const auto handler = [rooms, &row](std::shared_ptr<http::Exchange> exchange) {
            serve(*rooms, row, std::move(exchange));
        };
        if (std::string shorter = withoutSubId(row.facts.pattern); !shorter.empty())
            add(*table, row.facts.method, std::move(shorter), handler, row.facts.resource);
        add(*table, row.facts.method, std::string(row.facts.pattern), handler, row.facts.resource);
    }
    addPlainRows(*table, services);
    return table;
}

http::ServerCallbacks serverCallbacks()
{
    http::ServerCallbacks callbacks;
    callbacks.rejected = [](int status, std::string_view detail) {
        if (status == 413 || status == 414 || status == 431)
            return http::Answer::fspiopError(
                domain::makeError(domain::fspiop_code::kTooLargePayload, "Payload size is too large"));
        return http::refusalAnswer(status, detail);
    };
    return callbacks;
}

} // namespace hub::fspiop
