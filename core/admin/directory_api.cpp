#include "core/admin/handlers.h"
#include "core/hub/wire/writer.h"

#include <algorithm>

/// The built-in directory as CSV, for clients that have files and for a desk elsewhere.
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
        const auto known = std::find_if(names.begin(), names.end(),
                                        [&name = name](const auto& one) { return one.first == name; });
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
            exchange->answer(http::Answer::json(200, wire::toJson(report)));
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
