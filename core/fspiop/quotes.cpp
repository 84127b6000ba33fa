#include "core/fspiop/quotes.h"

#include "core/fspiop/message_hash.h"
#include "core/fspiop/relay.h"

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

http::Answer tooMany()
{
    return http::Answer::fspiopError(domain::makeError(domain::fspiop_code::kServerBusy), 503);
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

bool Quotes::isGood(Call& call, const Family& family, const agreement::QuoteRequest& quote)
{
    const auto problem = agreement::checkQuote(quote, canTrade());
    if (problem) m_forwarding.sendError(errorReturn(call, family), *problem, call);
    return !problem;
}

bool Quotes::isGoodReply(Call& call, const Family& family, json::Value amount)
{
    std::optional<domain::FspiopError> problem;
    if (call.headers.hasAccept)
        problem = agreement::acceptInCallback();
    else if (const auto currency = domain::Currency::parse(amount["currency"].scalarText()))
        problem = agreement::checkQuoteAnswer(call.headers.source, *currency, canTrade());
    if (problem) m_forwarding.sendError(errorReturn(call, family), *problem, call);
    return !problem;
}

agreement::QuoteMessage Quotes::messageOf(const Call& call)
{
    agreement::QuoteMessage message;
    message.source = call.source();
    message.destination = call.destination();
    message.hash = bodyHash(call.request());
    message.headers = relayBlock(call.request().headers);
    message.body = *call.request().body;
    return message;
}

agreement::QuoteBook::Then Quotes::carryOut(const CallPtr& call, std::string path, std::string kind,
                                            std::string_view role)
{
    return
        [this, call, path = std::move(path), kind = std::move(kind), role](agreement::QuoteRuling&& ruling) {
            const auto refuse = [&](const domain::FspiopCode& code) {
                m_forwarding.sendError(errorReturn(*call, kSingle), domain::makeError(code), *call);
            };
            switch (ruling.verdict) {
            case agreement::QuoteVerdict::Forward:
                return forward(*call, kSingle, path, kind, role);
            case agreement::QuoteVerdict::Resend:
                return resend(*call, std::move(ruling));
            case agreement::QuoteVerdict::Modified:
                return refuse(domain::fspiop_code::kModifiedRequest);
            case agreement::QuoteVerdict::Unknown:
                return refuse(domain::fspiop_code::kQuoteIDNotFound);
            case agreement::QuoteVerdict::Failed:
                return refuse(domain::fspiop_code::kInternalServerError);
            }
        };
}

void Quotes::resend(const Call& call, agreement::QuoteRuling&& ruling)
{
    const bool isRefusal = ruling.replyKind == agreement::QuoteReply::Refusal;
    Forward message;
    message.source = ruling.reply.source;
    message.destination = call.source();
    message.method = http::Method::Put;
    message.target = based(endpoint_type::kQuotes,
                           "/quotes/" + http::percentEncode(call.subject) + (isRefusal ? "/error" : ""));
    message.headers = readRelayBlock(ruling.reply.headers);
    addressTo(message.headers, message.method, message.source, message.destination);
    message.body = base::shareBytes(std::move(ruling.reply.body));
    message.trace = call.trace;
    message.subject = call.subject;
    message.spanName = isRefusal ? "PUT /quotes error again" : "PUT /quotes again";
    message.kind = ForwardKind::Quote;
    message.onError = errorReturn(call, kSingle);
    m_forwarding.send(std::move(message));
}

Reply Quotes::post(const CallPtr& call)
{
    const json::Value body = call->root();
    call->subject = std::string(body["quoteId"].scalarText());
    agreement::QuoteRequest quote;
    readParties(quote, *call, body["payer"], body["payee"], body["amount"]);
    if (!isGood(*call, kSingle, quote)) return http::Answer::empty(202);
    if (book() == nullptr)
        forward(*call, kSingle, "/quotes", kSingle.kind, "PAYEE");
    else if (!book()->asked(base::toLowerAscii(call->subject), messageOf(*call),
                            carryOut(call, "/quotes", std::string(kSingle.kind), "PAYEE")))
        return tooMany();
    return http::Answer::empty(202);
}

Reply Quotes::postBulk(const CallPtr& call)
{
    const json::Value body = call->root();
    call->subject = std::string(body["bulkQuoteId"].scalarText());
    // Only the first individual quote is looked at (fspiop 9.7).
    const json::Value first = *body["individualQuotes"].begin();
    agreement::QuoteRequest quote;
    readParties(quote, *call, body["payer"], first["payee"], first["amount"]);
    if (isGood(*call, kBulk, quote)) forward(*call, kBulk, "/bulkQuotes", kBulk.kind, "PAYEE");
    return http::Answer::empty(202);
}

Reply Quotes::relayGet(Call& call, const Family& family)
{
    call.subject = std::string(call.request().param("ID"));
    forward(call, family, call.request().path, std::string(family.kind) + " GET", "PAYEE");
    return http::Answer::empty(202);
}

Reply Quotes::get(const CallPtr& call)
{
    if (book() == nullptr) return relayGet(*call, kSingle);
    call->subject = std::string(call->request().param("ID"));
    const bool isTaken = book()->looked(base::toLowerAscii(call->subject), call->source(),
                                        carryOut(call, call->request().path, "quote GET", "PAYEE"));
    return isTaken ? http::Answer::empty(202) : tooMany();
}

Reply Quotes::reply(const CallPtr& call, agreement::QuoteReply kind)
{
    const std::string& path = call->request().path;
    if (book() == nullptr)
        forward(*call, kSingle, path, kSingle.kind, "PAYER");
    else if (!book()->replied(base::toLowerAscii(call->subject), kind, messageOf(*call),
                              carryOut(call, path, std::string(kSingle.kind), "PAYER")))
        return tooMany();
    return http::Answer::empty(200);
}

Reply Quotes::put(const CallPtr& call)
{
    call->subject = std::string(call->request().param("ID"));
    if (!isGoodReply(*call, kSingle, call->root()["transferAmount"])) return http::Answer::empty(200);
    return reply(call, agreement::QuoteReply::Answer);
}

Reply Quotes::putError(const CallPtr& call)
{
    call->subject = std::string(call->request().param("ID"));
    return reply(call, agreement::QuoteReply::Refusal);
}

Reply Quotes::getBulk(const CallPtr& call)
{
    return relayGet(*call, kBulk);
}

Reply Quotes::putBulk(const CallPtr& call)
{
    call->subject = std::string(call->request().param("ID"));
    if (isGoodReply(*call, kBulk, {})) forward(*call, kBulk, call->request().path, kBulk.kind, "PAYER");
    return http::Answer::empty(200);
}

Reply Quotes::putBulkError(const CallPtr& call)
{
    call->subject = std::string(call->request().param("ID"));
    forward(*call, kBulk, call->request().path, kBulk.kind, "PAYER");
    return http::Answer::empty(200);
}

} // namespace hub::fspiop
