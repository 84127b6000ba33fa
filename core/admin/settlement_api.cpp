#include "core/admin/handlers.h"

#include <array>

namespace hub::admin::settlement_api {
namespace {

using namespace domain::fspiop_code;

void writeWindow(json::Writer& writer, const ledger::Window& window)
{
    writer.beginObject().key("settlementWindowId").number(window.id.value());
    writer.member("state", toString(window.state)).member("reason", window.reason);
    writer.member("createdDate", base::toIso8601(window.createdAt));
    writer.member("changedDate", base::toIso8601(window.changedAt));
    writer.key("content").beginArray().endArray().endObject();
}

void answerError(const ExchangePtr& exchange, const domain::FspiopCode& code, std::string_view detail)
{
    exchange->answer(http::Answer::fspiopError(domain::makeError(code, detail)));
}

/// A moment as the settlement API takes it: FSPIOP's form, or without milliseconds.
std::optional<base::Instant> momentOf(const std::string& text)
{
    if (const auto moment = base::parseIso8601(text)) return moment;
    if (text.size() >= 20 && text[19] != '.')
        return base::parseIso8601(text.substr(0, 19) + ".000" + text.substr(19));
    return std::nullopt;
}

/// The filters of GET /settlementWindows, or nothing when it has been answered. `asked` is their text for the
/// refusal.
std::optional<WindowQuery> windowQuery(const ExchangePtr& exchange, std::string& asked)
{
    WindowQuery query;
    for (const auto& [name, value] : exchange->request().queryItems()) {
        asked += (asked.empty() ? "" : ",") + name + ':' + value;
        bool isGood = true;
        std::int64_t number = 0;
        if (name == "state")
            isGood = (query.state = parseWindowState(value)).has_value();
        else if (name == "fromDateTime")
            isGood = (query.from = momentOf(value)).has_value();
        else if (name == "toDateTime")
            isGood = (query.to = momentOf(value)).has_value();
        else if (name == "participantId")
            isGood = checkPositiveInteger(name, value, number).empty();
        else if (name == "currency")
            isGood = domain::Currency::parse(value).has_value();
        else {
            answerError(exchange, kTooManyElements, "Query parameter \"" + name + "\" is not expected");
            return std::nullopt;
        }
        if (!isGood) {
            answerError(exchange, kMalformedSyntax, "Query parameter \"" + name + "\" has no valid value");
            return std::nullopt;
        }
    }
    if (!asked.empty()) return query;
    answerError(exchange, kGenericValidationError,
                "Use at least one parameter: participantId, state, fromDateTime, toDateTime, currency");
    return std::nullopt;
}

} // namespace

void getWindows(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    std::string asked;
    const auto query = windowQuery(exchange, asked);
    if (!query) return;
    context.services.settlement.windows(
        *query, answering<std::vector<ledger::Window>>(
                    exchange, [exchange, asked](const std::vector<ledger::Window>& windows) {
                        if (windows.empty()) {
                            answerError(exchange, kGenericValidationError,
                                        "settlementWindow by filters: {" + asked + "} not found");
                            return;
                        }
                        json::Writer writer;
                        writer.beginArray();
                        for (const auto& window : windows)
                            writeWindow(writer, window);
                        writer.endArray();
                        answerJson(exchange, 200, writer);
                    }));
}

void getWindow(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto text = std::string(exchange->request().param("id"));
    std::int64_t id = 0;
    if (const auto fault = checkPositiveInteger("id", text, id); !fault.empty()) {
        answerMalformed(exchange, fault);
        return;
    }
    context.services.settlement.window(
        domain::WindowId(id), answering<std::optional<ledger::Window>>(
                                  exchange, [exchange, text](const std::optional<ledger::Window>& window) {
                                      if (!window) {
                                          answerError(exchange, kInternalServerError,
                                                      "No record for settlementWindowId: " + text + " found");
                                          return;
                                      }
                                      json::Writer writer;
                                      writeWindow(writer, *window);
                                      answerJson(exchange, 200, writer);
                                  }));
}

void notImplemented(const OperatorContext&, const ExchangePtr& exchange, json::Value)
{
    answerError(exchange, kNotImplemented, {});
}

} // namespace hub::admin::settlement_api
