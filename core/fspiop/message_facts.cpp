#include "core/fspiop/message_facts.h"

#include "core/domain/masking.h"

#include <array>
#include <span>

namespace hub::fspiop {
namespace {

/// A fact of the body: what the span calls it, and where it stands (one or two names deep).
struct Fact
{
    std::string_view name;
    std::string_view member;
    std::string_view inner = {};
};

constexpr std::array kQuoteAsked{
    Fact{"amount", "amount", "amount"},
    Fact{"currency", "amount", "currency"},
    Fact{"amountType", "amountType"},
    Fact{"scenario", "transactionType", "scenario"},
    Fact{"initiator", "transactionType", "initiator"},
    Fact{"transactionId", "transactionId"},
    Fact{"transactionRequestId", "transactionRequestId"},
    Fact{"expiration", "expiration"},
};
constexpr std::array kBulkQuoteAsked{Fact{"expiration", "expiration"}};
constexpr std::array kRequestAsked{
    Fact{"amount", "amount", "amount"},
    Fact{"currency", "amount", "currency"},
    Fact{"scenario", "transactionType", "scenario"},
    Fact{"initiator", "transactionType", "initiator"},
    Fact{"authenticationType", "authenticationType"},
    Fact{"expiration", "expiration"},
};
constexpr std::array kAnswered{
    Fact{"transactionRequestState", "transactionRequestState"},
    Fact{"responseType", "responseType"},
    Fact{"transactionId", "transactionId"},
    Fact{"expiration", "expiration"},
};
constexpr std::array kRefused{
    Fact{"code", "errorInformation", "errorCode"},
    Fact{"description", "errorInformation", "errorDescription"},
};
constexpr std::array<std::string_view, 4> kMoneyAnswered{"transferAmount", "payeeReceiveAmount",
                                                         "payeeFspFee", "payeeFspCommission"};

void add(events::Span& span, std::string_view name, std::string_view value)
{
    if (!value.empty()) span.attributes.emplace_back(name, value);
}

void addAll(events::Span& span, json::Value root, std::span<const Fact> facts)
{
    for (const Fact& fact : facts) {
        const json::Value value = root[fact.member];
        add(span, fact.name, (fact.inner.empty() ? value : value[fact.inner]).scalarText());
    }
}

void addParty(events::Span& span, const http::Request& request)
{
    std::string party(request.param("Type"));
    party.append(" ").append(domain::masked(request.param("ID")));
    add(span, "party", party);
}

void addQuery(events::Span& span, const http::Request& request)
{
    for (const std::string_view name : {"amount", "currency", "authenticationType", "retriesLeft"})
        add(span, name, request.queryItem(name).value_or(std::string()));
}

bool isKept(std::string_view resource)
{
    return resource == "transfers" || resource == "bulkTransfers" || resource == "participants";
}

} // namespace

void addMessageFacts(const RouteFacts& route, const Call& call, events::Span& span)
{
    if (isKept(route.resource)) return;
    const http::Request& request = call.request();
    const json::Value root = call.root();
    add(span, "source", call.headers.source);
    add(span, "destination", call.headers.destination);
    if (route.resource == "parties") addParty(span, request);
    if (route.pattern.ends_with("/error")) return addAll(span, root, kRefused);
    switch (route.method) {
    case http::Method::Post:
        if (route.resource == "quotes") return addAll(span, root, kQuoteAsked);
        if (route.resource == "bulkQuotes") {
            add(span, "quotes", std::to_string(root["individualQuotes"].size()));
            return addAll(span, root, kBulkQuoteAsked);
        }
        return addAll(span, root, kRequestAsked);
    case http::Method::Put:
        for (const std::string_view name : kMoneyAnswered)
            if (const json::Value money = root[name])
                add(span, name,
                    std::string(money["amount"].scalarText()) + ' ' +
                        std::string(money["currency"].scalarText()));
        return addAll(span, root, kAnswered);
    default:
        if (route.resource == "authorizations") addQuery(span, request);
    }
}

} // namespace hub::fspiop
