#include "core/admin/desk_calls.h"
#include "core/admin/query_reader.h"
#include "core/report/formats.h"

#include <QByteArray>

/// Finalising and reports (see desk_api.cpp).
namespace hub::admin::desk_api {
namespace {

/// The file of a message, or nothing when it has been answered.
template <class Message>
std::optional<api::BankFile> fileOf(const ExchangePtr& exchange, const Message& message)
{
    constexpr qsizetype kNameMax = 255;
    const auto bytes =
        QByteArray::fromBase64Encoding(message.content.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || bytes.decoded.isEmpty()) {
        answerMalformed(exchange, "\"content\" must be a file in base64");
        return std::nullopt;
    }
    if (message.fileName.isEmpty() || message.fileName.size() > kNameMax) {
        answerMalformed(exchange, "\"fileName\" must have 1 to 255 characters");
        return std::nullopt;
    }
    return api::BankFile{message.fileName, bytes.decoded};
}

/// What is not there is told as such.
void answerMissing(const ExchangePtr& exchange, const api::Error& error)
{
    constexpr int kNotFound = 404;
    const std::string code = error.code.toStdString();
    if (code != domain::fspiop_code::kGenericIDNotFound.code) return answerError(exchange, error);
    exchange->answer(
        http::Answer::fspiopError(domain::FspiopError{code, error.text.toStdString()}, kNotFound));
}

/// Bytes to keep under a name.
void answerFile(const ExchangePtr& exchange, const QString& name, const QByteArray& bytes,
                std::string mediaType)
{
    auto answer = http::Answer::text(200, bytes.toStdString(), std::move(mediaType));
    QString safe = name;
    for (QChar& c : safe)
        if (c < u' ' || c > u'~' || c == u'"' || c == u'\\' || c == u'/') c = u'_';
    answer.headers.add("Content-Disposition", "attachment; filename=\"" + safe.toStdString() + '"');
    exchange->answer(std::move(answer));
}

} // namespace

void postBankFile(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto id = idOf(exchange);
    if (!id) return;
    const auto message = bodyOf<wire::BankFileMessage>(exchange, body);
    if (!message) return;
    const auto file = fileOf(exchange, *message);
    if (!file) return;
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.finalise.check(domain::SettlementId(*id), *file); });
}

void getBankFile(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    const auto door = doorOf(context, exchange);
    if (!door) return;
    door->finalise.bankFile(domain::SettlementId(*id))
        .then(QtFuture::Launch::Sync, [exchange, door](const api::Result<api::BankFile>& file) {
            if (file)
                answerFile(exchange, file->name, file->bytes, "application/octet-stream");
            else
                answerMissing(exchange, file.error());
        });
}

void postFinalise(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto id = idOf(exchange);
    if (!id) return;
    const auto message = bodyOf<wire::FinaliseMessage>(exchange, body);
    if (!message) return;
    const auto file = fileOf(exchange, *message);
    if (!file) return;
    serve(
        context, exchange,
        [&](api::HubApi& hub) {
            return hub.finalise.begin(api::FinaliseDraft{domain::SettlementId(*id), *file,
                                                         message->setLiquidity, message->decreaseCaps,
                                                         message->increaseCaps, message->acceptedWarnings},
                                      apiNoteOf(exchange));
        },
        202);
}

void getFinalise(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    const auto door = doorOf(context, exchange);
    if (!door) return;
    using Maybe = std::optional<api::FinaliseRow>;
    door->finalise.job(domain::SettlementId(*id))
        .then(QtFuture::Launch::Sync, [exchange, door](const api::Result<Maybe>& row) {
            if (!row)
                answerError(exchange, row.error());
            else if (*row)
                exchange->answer(http::Answer::json(200, wire::toJson(**row)));
            else
                answerFailure(exchange, refuse(domain::fspiop_code::kGenericIDNotFound,
                                               "The settlement has not been finalised", 404)
                                            .error());
        });
}

void postFinaliseStop(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve(context, exchange, [&](api::HubApi& hub) {
        return hub.finalise.stop(domain::SettlementId(*id), apiNoteOf(exchange));
    });
}

void getReport(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto kind = wire::valueOf<api::ReportKind>(exchange->request().param("name"));
    if (!kind) {
        answerFailure(
            exchange,
            refuse(domain::fspiop_code::kGenericIDNotFound, "There is no such report", 404).error());
        return;
    }
    api::ReportRequest request;
    request.kind = *kind;
    std::string participant;
    std::optional<api::ReportFormat> format = api::ReportFormat::Csv;
    const auto moment = [](const std::string& text) { return base::parseIso8601(text); };
    const auto currency = [](const std::string& text) { return domain::Currency::parse(text); };
    const auto named = [](const std::string& text) { return wire::valueOf<api::ReportFormat>(text); };
    if (!readQuery(exchange, {{"id", intoKey(request.id)},
                              {"participant", into(participant)},
                              {"currency", into(request.currency, currency)},
                              {"from", into(request.from, moment)},
                              {"to", into(request.to, moment)},
                              {"format", into(format, named)}}))
        return;
    request.format = *format;
    request.participant = QString::fromStdString(participant);
    const auto door = doorOf(context, exchange);
    if (!door) return;
    const auto type = report::parseFormat(wire::nameOf(*format)).value_or(report::Format::Csv);
    door->reports.make(std::move(request))
        .then(QtFuture::Launch::Sync, [exchange, door, type](const api::Result<api::ReportFile>& file) {
            if (file)
                answerFile(exchange, file->name, file->bytes, std::string(report::mediaTypeOf(type)));
            else
                answerMissing(exchange, file.error());
        });
}

} // namespace hub::admin::desk_api
