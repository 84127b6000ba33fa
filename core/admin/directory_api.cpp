#include "core/admin/handlers.h"

#include <algorithm>

/// The hub's own routes of the built-in directory and the oracles: search, CSV, figures, test look-up.
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

/// False when it has been answered.
bool readCurrency(const ExchangePtr& exchange, const QString& code, std::optional<domain::Currency>& currency)
{
    if (code.isEmpty()) return true;
    currency = domain::Currency::parse(code.toStdString());
    if (!currency) answerMalformed(exchange, "\"currency\" has no valid value");
    return currency.has_value();
}

bool readFilter(const ExchangePtr& exchange, api::DirectoryFilter& filter, QString& after, QString& limit)
{
    return readQuery(exchange, {{"partyIdType", &filter.partyIdType},
                                {"identifierPrefix", &filter.identifierPrefix},
                                {"fspId", &filter.fspId},
                                {"after", &after},
                                {"limit", &limit}});
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

void writeFigures(json::Writer& writer, const api::OracleFigures& row)
{
    writer.beginObject();
    member(writer, "oracleId", row.id.value());
    member(writer, "lookups", row.lookups);
    member(writer, "found", row.found);
    member(writer, "notFound", row.notFound);
    member(writer, "failed", row.failed);
    member(writer, "fromCache", row.fromCache);
    member(writer, "p95Us", row.p95Us);
    if (row.entries >= 0) member(writer, "entries", row.entries);
    if (row.lastAskedAt) writer.member("lastAskedAt", base::toIso8601(*row.lastAskedAt));
    if (!row.lastFailure.isEmpty()) writer.member("lastFailure", row.lastFailure.toStdString());
    writer.endObject();
}

} // namespace

void getEntries(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    api::DirectoryFilter filter;
    api::PageRequest page;
    QString limit;
    if (!readFilter(exchange, filter, page.after, limit)) return;
    if (!limit.isEmpty()) {
        bool isNumber = false;
        page.limit = limit.toInt(&isNumber);
        if (!isNumber || page.limit < 1 || page.limit > 500) {
            answerMalformed(exchange, "\"limit\" has no valid value");
            return;
        }
    }
    context.services.directory.search(filter, page,
                                      answering<api::Page<api::DirectoryRow>>(
                                          exchange, [exchange](const api::Page<api::DirectoryRow>& found) {
                                              json::Writer writer;
                                              writer.beginObject().key("entries").beginArray();
                                              for (const auto& row : found.rows)
                                                  writeRow(writer, row);
                                              writer.endArray();
                                              if (!found.next.isEmpty())
                                                  writer.member("next", found.next.toStdString());
                                              if (found.total >= 0) member(writer, "total", found.total);
                                              writer.endObject();
                                              answerJson(exchange, 200, writer);
                                          }));
}

void postImport(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
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

void getExport(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    api::DirectoryFilter filter;
    QString none;
    QString nothing;
    if (!readFilter(exchange, filter, none, nothing)) return;
    context.services.directory.exportCsv(
        filter, answering<QByteArray>(exchange, [exchange](const QByteArray& csv) {
            exchange->answer(
                http::Answer::text(200, csv.toStdString(), "text/csv; charset=utf-8; header=present"));
        }));
}

void deleteEntry(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    api::DirectoryRow row;
    QString currency;
    if (!readQuery(exchange, {{"partyIdType", &row.partyIdType},
                              {"partyIdentifier", &row.partyIdentifier},
                              {"partySubIdOrType", &row.subId},
                              {"currency", &currency},
                              {"fspId", &row.fspId}}) ||
        !readCurrency(exchange, currency, row.currency))
        return;
    const auto& request = exchange->request();
    context.services.directory.remove(callerOf(request), row, noteOf(request), answeringEmpty(exchange, 204));
}

void getFigures(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    context.services.directory.figures(answering<std::vector<api::OracleFigures>>(
        exchange, [exchange](const std::vector<api::OracleFigures>& rows) {
            json::Writer writer;
            writer.beginArray();
            for (const auto& row : rows)
                writeFigures(writer, row);
            writer.endArray();
            answerJson(exchange, 200, writer);
        }));
}

void getLookup(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    api::LookupQuery query;
    QString currency;
    if (!readQuery(exchange, {{"partyIdType", &query.partyIdType},
                              {"partyIdentifier", &query.partyIdentifier},
                              {"partySubIdOrType", &query.subId},
                              {"currency", &currency}}) ||
        !readCurrency(exchange, currency, query.currency))
        return;
    context.services.directory.testLookup(
        query, answering<api::LookupAnswer>(exchange, [exchange](const api::LookupAnswer& answer) {
            json::Writer writer;
            writer.beginObject();
            member(writer, "oracleId", answer.oracle.value());
            writer.member("endpoint", answer.endpoint.toStdString()).key("fspIds").beginArray();
            for (const QString& fspId : answer.fspIds)
                writer.string(fspId.toStdString());
            writer.endArray();
            if (!answer.errorCode.isEmpty()) {
                writer.member("errorCode", answer.errorCode.toStdString());
                writer.member("errorDescription", answer.errorText.toStdString());
            }
            member(writer, "tookUs", answer.tookUs);
            writer.endObject();
            answerJson(exchange, 200, writer);
        }));
}

} // namespace hub::admin::directory_api
