#include "core/admin/alert_json.h"
#include "core/admin/handlers.h"
#include "core/admin/query_reader.h"
#include "core/admin/services.h"

namespace hub::admin::alerts_api {

void getAlerts(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    events::AlertFilter filter;
    if (!readQuery(exchange, {{"state", into(filter.state, parseAlertState)},
                              {"rule", into(filter.rule, parseAlertRule)},
                              {"object", into(filter.object)},
                              {"before", intoKey(filter.before)},
                              {"limit", into(filter.limit, 1000)}}))
        return;
    context.services.alerts.list(
        std::move(filter),
        answering<std::vector<events::Alert>>(exchange, [exchange](const std::vector<events::Alert>& alerts) {
            json::Writer writer;
            writer.beginArray();
            for (const auto& alert : alerts)
                writeAlert(writer, alert);
            writer.endArray();
            answerJson(exchange, 200, writer);
        }));
}

void putAlert(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    static constexpr std::string_view kStates[] = {"ACKNOWLEDGED"};
    SchemaReader reader(body);
    reader.text("state", Presence::Required, TextRule{1, 0, kStates});
    auto note = reader.text("note", Presence::Optional, TextRule{1, 2048, {}});
    reader.finish();
    const auto& request = exchange->request();
    const auto id = integerOf(std::string(request.param("id")));
    if (reader.failed() || !id) {
        answerMalformed(exchange, reader.failed() ? reader.error() : "\"id\" must be a positive number");
        return;
    }
    context.services.alerts.acknowledge(
        callerOf(request), *id, noteOf(request, std::move(note)),
        answering<events::Alert>(exchange, [exchange](const events::Alert& alert) {
            json::Writer writer;
            writeAlert(writer, alert);
            answerJson(exchange, 200, writer);
        }));
}

} // namespace hub::admin::alerts_api
