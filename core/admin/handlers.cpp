#include "core/admin/handlers.h"

namespace hub::admin {
namespace {

std::string headerText(const http::Request& request, std::string_view name)
{
    const auto value = request.headers.get(name);
    return http::percentDecode(value).value_or(std::string(value));
}

} // namespace

void answerFailure(const ExchangePtr& exchange, const Failure& failure)
{
    exchange->answer(http::Answer::fspiopError(failure.error, failure.status()));
}

void answerMalformed(const ExchangePtr& exchange, std::string_view sentence)
{
    exchange->answer(
        http::Answer::fspiopError(domain::makeError(domain::fspiop_code::kMalformedSyntax, sentence)));
}

void answerJson(const ExchangePtr& exchange, int status, json::Writer& writer)
{
    exchange->answer(http::Answer::json(status, writer.take()));
}

void answerEmpty(const ExchangePtr& exchange, int status)
{
    exchange->answer(http::Answer::empty(status));
}

Caller callerOf(const http::Request& request)
{
    Caller caller{{}, request.peerAddress, request.headers.contains("hub-reason"), request.trace};
    if (request.span != 0) caller.trace.parent = request.span;
    return caller;
}

Note noteOf(const http::Request& request, std::string reason)
{
    if (reason.empty()) reason = headerText(request, "hub-reason");
    return Note{std::move(reason), headerText(request, "hub-ticket")};
}

Done<ledger::Answer> answeringEmpty(const ExchangePtr& exchange, int status)
{
    return answering<ledger::Answer>(
        exchange, [exchange, status](const ledger::Answer&) { answerEmpty(exchange, status); });
}

} // namespace hub::admin
