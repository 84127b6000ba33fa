#pragma once

#include "core/admin/handlers.h"
#include "core/hub/wire/reader.h"

#include <QtCore/QFuture>

/// What the routes of the desk are made of, a header for them only: a call of core/hub, made through the same
/// door that a desk in the process uses, as the caller of the request.
namespace hub::admin::desk_api {

using Door = std::shared_ptr<api::HubApi>;

/// Nothing when it has been answered because this listener has no door.
inline Door doorOf(const OperatorContext& context, const ExchangePtr& exchange)
{
    auto door = context.options.doorFor ? context.options.doorFor(callerOf(exchange->request())) : nullptr;
    if (!door) answerFailure(exchange, refuse(domain::fspiop_code::kNotImplemented).error());
    return door;
}

inline api::ActionNote apiNoteOf(const ExchangePtr& exchange)
{
    const auto note = noteOf(exchange->request());
    return {QString::fromStdString(note.reason), QString::fromStdString(note.ticket)};
}

inline void answerError(const ExchangePtr& exchange, const api::Error& error)
{
    constexpr int kRefused = 400;
    constexpr int kServerErrors = 500;
    auto code = error.code.toStdString();
    if (code.empty()) code = domain::fspiop_code::kInternalServerError.code;
    int status = domain::httpStatusOf(code);
    // Some refusals carry a code of the 2xxx family; that nothing failed shows in the status.
    if (error.kind == api::ErrorKind::Refused && status >= kServerErrors) status = kRefused;
    exchange->answer(
        http::Answer::fspiopError(domain::FspiopError{std::move(code), error.text.toStdString()}, status));
}

/// Answers with what the call ends in; keeps the door for as long as the call runs.
template <class T>
void answerCall(const ExchangePtr& exchange, const Door& door, QFuture<api::Result<T>> call, int status = 200)
{
    call.then(QtFuture::Launch::Sync, [exchange, door, status](const api::Result<T>& result) {
        if (!result)
            answerError(exchange, result.error());
        else if constexpr (std::is_void_v<T>)
            answerEmpty(exchange, status);
        else
            exchange->answer(http::Answer::json(status, wire::toJson(*result)));
    });
}

/// The body as a row, or nothing when it has been answered because it is none.
template <class T>
std::optional<T> bodyOf(const ExchangePtr& exchange, json::Value body)
{
    wire::RowReader reader(wire::Strictness::Closed);
    auto row = reader.read<T>(body);
    if (reader.fault().empty()) return row;
    answerMalformed(exchange, reader.fault());
    return std::nullopt;
}

/// Whether a number of the query may be 0.
enum class Zero { Refused, Allowed };

/// A whole number of the query; `otherwise` when it is not there, nothing when it has been answered.
inline std::optional<std::int64_t> numberOf(const ExchangePtr& exchange, std::string_view name,
                                            std::int64_t otherwise, Zero zero = Zero::Refused)
{
    const auto text = exchange->request().queryItem(name);
    if (!text) return otherwise;
    if (zero == Zero::Allowed && *text == "0") return 0;
    std::int64_t value = 0;
    const auto fault = checkPositiveInteger(name, *text, value);
    if (fault.empty()) return value;
    answerMalformed(exchange, fault);
    return std::nullopt;
}

/// The number in the path, or nothing when it has been answered.
inline std::optional<std::int64_t> idOf(const ExchangePtr& exchange)
{
    std::int64_t value = 0;
    const auto fault = checkPositiveInteger("id", exchange->request().param("id"), value);
    if (fault.empty()) return value;
    answerMalformed(exchange, fault);
    return std::nullopt;
}

inline QString pathText(const ExchangePtr& exchange, std::string_view name)
{
    const auto text = exchange->request().param(name);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline QString queryText(const ExchangePtr& exchange, std::string_view name)
{
    return QString::fromStdString(exchange->request().queryItem(name).value_or(std::string()));
}

/// A call without a body: `call(door)` gives the future.
template <class Call>
void serve(const OperatorContext& context, const ExchangePtr& exchange, Call call, int status = 200)
{
    if (const auto door = doorOf(context, exchange)) answerCall(exchange, door, call(*door), status);
}

/// A call with a body: `call(door, row)` gives the future.
template <class Row, class Call>
void serve(const OperatorContext& context, const ExchangePtr& exchange, json::Value body, Call call,
           int status = 200)
{
    const auto row = bodyOf<Row>(exchange, body);
    if (!row) return;
    if (const auto door = doorOf(context, exchange)) answerCall(exchange, door, call(*door, *row), status);
}

} // namespace hub::admin::desk_api
