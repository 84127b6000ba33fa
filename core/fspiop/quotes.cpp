#include "core/fspiop/quotes.h"

namespace hub::fspiop {
namespace {

void readParties(agreement::QuoteRequest& quote, const Call& call, json::Value payer, json::Value payee,
                 json::Value amount)
{
    quote.source = call.source();
    quote.destination = call.destination();
    quote.payerFsp = std::string(payer["partyIdInfo"]["fspId"].scalarText());
    quote.payeeFsp = std::string(payee["partyIdInfo"]["fspId"].scalarText());
    quote.currency = domain::Currency::parse(amount["currency"].scalarText());
    for (const json::Value code : payer["supportedCurrencies"])
        if (const auto currency = domain::Currency::parse(code.scalarText()))
            quote.payerCurrencies.push_back(*currency);
}

} // namespace

const Quotes::Family Quotes::kSingle{"quotes", endpoint_type::kQuotes, "quote"};
const Quotes::Family Quotes::kBulk{"bulkQuotes", endpoint_type::kBulkQuotes, "bulkQuote"};

ErrorReturn Quotes::errorReturn(const Call& call, const Family& family) const
{
    std::string path =
        "/" + std::string(family.resource) + "/" + http::percentEncode(call.subject) + "/error";
    return {call.source(), based(family.endpointType, std::move(path)), std::string(family.resource),
            std::string(call.headers.contentType)};
}

agreement::CanTrade Quotes::canTrade() const
{
    return [this](std::string_view fspId, domain::Currency currency) {
        return m_forwarding.canTrade(fspId, currency);
    };
}

void Quotes::forward(const Call& call, const Family& family, std::string path, std::string_view kind,
                     std::string_view role)
{
    ErrorReturn onError = errorReturn(call, family);
    if (!m_forwarding.isRegistered(call.headers.destination)) {
        m_forwarding.sendError(onError,
                               domain::makeError(domain::fspiop_code::kDestinationFSPError,
                                                 "Unsupported participant '" + call.destination() + "'"),
                               call.trace, call.subject);
        return;
    }
    Forward message = m_forwarding.relayOf(call, call.destination(),
                                           based(family.endpointType, std::move(path)), std::move(onError));
    if (call.request().method == http::Method::Get) message.body = nullptr;
    message.kind = ForwardKind::Quote;
    message.noEndpoint =
        agreement::noQuoteEndpoint(family.endpointType, kind, call.subject, role, call.headers.destination);
    m_forwarding.send(std::move(message));
}

Reply Quotes::request(Call& call, const Family& family, agreement::QuoteRequest&& quote)
{
    if (const auto problem = agreement::checkQuote(quote, canTrade()))
        m_forwarding.sendError(errorReturn(call, family), *problem, call);
    else
        forward(call, family, "/" + std::string(family.resource), family.kind, "PAYEE");
    return http::Answer::empty(202);
}

Reply Quotes::post(Call& call)
{
    const json::Value body = call.root();
    call.subject = std::string(body["quoteId"].scalarText());
    agreement::QuoteRequest quote;
    readParties(quote, call, body["payer"], body["payee"], body["amount"]);
    return request(call, kSingle, std::move(quote));
}

Reply Quotes::postBulk(Call& call)
{
    const json::Value body = call.root();
    call.subject = std::string(body["bulkQuoteId"].scalarText());
    // Only the first individual quote is looked at (fspiop 9.7).
    const json::Value first = *body["individualQuotes"].begin();
    agreement::QuoteRequest quote;
    readParties(quote, call, body["payer"], first["payee"], first["amount"]);
    return request(call, kBulk, std::move(quote));
}

Reply Quotes::relayGet(Call& call, const Family& family)
{
    call.subject = std::string(call.request().param("ID"));
    const std::string kind = std::string(family.kind) + " GET";
    forward(call, family, call.request().path, kind, "PAYEE");
    return http::Answer::empty(202);
}

Reply Quotes::relayPut(Call& call, const Family& family, json::Value amount)
{
    call.subject = std::string(call.request().param("ID"));
    std::optional<domain::FspiopError> problem;
    if (call.headers.hasAccept)
        problem = agreement::acceptInCallback();
    else if (const auto currency = domain::Currency::parse(amount["currency"].scalarText()))
        problem = agreement::checkQuoteAnswer(call.headers.source, *currency, canTrade());
    if (problem)
        m_forwarding.sendError(errorReturn(call, family), *problem, call);
    else
        forward(call, family, call.request().path, family.kind, "PAYER");
    return http::Answer::empty(200);
}

Reply Quotes::relayError(Call& call, const Family& family)
{
    call.subject = std::string(call.request().param("ID"));
    forward(call, family, call.request().path, family.kind, "PAYER");
    return http::Answer::empty(200);
}

Reply Quotes::get(Call& call)
{
    return relayGet(call, kSingle);
}

Reply Quotes::put(Call& call)
{
    return relayPut(call, kSingle, call.root()["transferAmount"]);
}

Reply Quotes::putError(Call& call)
{
    return relayError(call, kSingle);
}

Reply Quotes::getBulk(Call& call)
{
    return relayGet(call, kBulk);
}

Reply Quotes::putBulk(Call& call)
{
    return relayPut(call, kBulk, {});
}

Reply Quotes::putBulkError(Call& call)
{
    return relayError(call, kBulk);
}

} // namespace hub::fspiop
