#include "core/admin/handlers.h"

#include <algorithm>

/// The built-in directory as CSV, for clients that have files; the desk's door has its own routes.
namespace hub::admin::directory_api {
namespace {

QString text(const std::string& value)
{
    return QString::fromStdString(value);
}

/// The query as name and value; answers 3101 and gives false for a name that is not in `names` or twice.
bool readQuery(const ExchangePtr& exchange,
               std::initializer_list<std::pair<std::string_view, QString*>> names)
{
    for (const auto& [name, value] : exchange->request().queryItems()) {
        const auto known =
            std::find_if(names.begin(), names.end(), [&name](const auto& one) { return one.first == name; });
        if (known != names.end() && known->second->isEmpty()) {
            *known->second = text(value);
            continue;
        }
        answerMalformed(exchange,
                        '"' + name + (known == names.end() ? "\" is not allowed" : "\" is given twice"));
        return false;
    }
    return true;
}

void member(json::Writer& writer, std::string_view name, qint64 value)
{
    writer.key(name).number(static_cast<std::int64_t>(value));
}

void writeRow(json::Writer& writer, const api::DirectoryRow& row)
{
    writer.beginObject().member("partyIdType", row.partyIdType.toStdString());
    writer.member("partyIdentifier", row.partyIdentifier.toStdString());
    if (!row.subId.isEmpty()) writer.member("partySubIdOrType", row.subId.toStdString());
    if (row.currency) writer.member("currency", row.currency->code());
    writer.member("fspId", row.fspId.toStdString()).endObject();
}

void writeReport(json::Writer& writer, const api::ImportReport& report)
{
    writer.beginObject().key("isWritten").boolean(report.isWritten);
    member(writer, "rows", report.rows);
    member(writer, "added", report.added);
    member(writer, "unchanged", report.unchanged);
    member(writer, "replaced", report.replaced);
    member(writer, "left", report.left);
    member(writer, "problemCount", report.problemCount);
    member(writer, "conflictCount", report.conflictCount);
    writer.key("problems").beginArray();
    for (const auto& problem : report.problems) {
        writer.beginObject();
        member(writer, "line", problem.line);
        writer.member("text", problem.text.toStdString()).endObject();
    }
    writer.endArray().key("conflicts").beginArray();
    for (const auto& conflict : report.conflicts) {
        writer.beginObject();
        member(writer, "line", conflict.line);
        writer.key("wanted");
        writeRow(writer, conflict.wanted);
        writer.member("presentFspId", conflict.presentFspId.toStdString()).endObject();
    }
    writer.endArray().endObject();
}

} // namespace

void postCsv(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    QString dryRun;
    QString replace;
    if (!readQuery(exchange, {{"dryRun", &dryRun}, {"replaceConflicts", &replace}})) return;
    for (const QString& value : {dryRun, replace})
        if (!value.isEmpty() && value != QLatin1String("true") && value != QLatin1String("false")) {
            answerMalformed(exchange, "\"dryRun\" and \"replaceConflicts\" are true or false");
            return;
        }
    const auto& request = exchange->request();
    api::DirectoryImport wanted;
    wanted.csv = QByteArray::fromStdString(*request.body);
    wanted.dryRun = dryRun != QLatin1String("false");
    wanted.replacesConflicts = replace == QLatin1String("true");
    context.services.directory.import(
        callerOf(request), std::move(wanted), noteOf(request),
        answering<api::ImportReport>(exchange, [exchange](const api::ImportReport& report) {
            json::Writer writer;
            writeReport(writer, report);
            answerJson(exchange, 200, writer);
        }));
}

void getCsv(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    api::DirectoryFilter filter;
    if (!readQuery(exchange, {{"partyIdType", &filter.partyIdType},
                              {"identifierPrefix", &filter.identifierPrefix},
                              {"fspId", &filter.fspId}}))
        return;
    context.services.directory.exportCsv(
        filter, answering<QByteArray>(exchange, [exchange](const QByteArray& csv) {
            exchange->answer(
                http::Answer::text(200, csv.toStdString(), "text/csv; charset=utf-8; header=present"));
        }));
}

} // namespace hub::admin::directory_api
