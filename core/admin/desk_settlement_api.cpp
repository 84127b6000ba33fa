#include "core/admin/desk_calls.h"

/// Settlement for a desk elsewhere (see desk_api.cpp).
namespace hub::admin::desk_api {

void getWindowDetail(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve(context, exchange, [&](api::HubApi& hub) { return hub.settlement.window(domain::WindowId(*id)); });
}

void getClosePreview(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.settlement.closePreview(domain::WindowId(*id)); });
}

void postWindowClose(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve(context, exchange, [&](api::HubApi& hub) {
        return hub.settlement.closeWindow(domain::WindowId(*id), apiNoteOf(exchange));
    });
}

void postWindowRetry(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve(context, exchange, [&](api::HubApi& hub) {
        return hub.settlement.retryClose(domain::WindowId(*id), apiNoteOf(exchange));
    });
}

void getModels(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange, [&](api::HubApi& hub) { return hub.settlement.models(); });
}

void postModel(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::SettlementModelDraft>(
        context, exchange, body,
        [&](api::HubApi& hub, const auto& row) {
            return hub.settlement.createModel(row, apiNoteOf(exchange));
        },
        201);
}

void putModel(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::Activation>(context, exchange, body, [&](api::HubApi& hub, const auto& row) {
        return hub.settlement.setModelActive(pathText(exchange, "name"), row.isActive, apiNoteOf(exchange));
    });
}

void postSettlementSearch(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::SettlementSearch>(context, exchange, body, [&](api::HubApi& hub, const auto& row) {
        return hub.settlement.settlements(row.filter, row.page);
    });
}

void getSettlement(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.settlement.settlement(domain::SettlementId(*id)); });
}

void getApplicableWindows(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.settlement.applicableWindows(pathText(exchange, "name")); });
}

void postSettlementPreview(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::SettlementDraft>(context, exchange, body, [&](api::HubApi& hub, const auto& row) {
        return hub.settlement.settlementPreview(row);
    });
}

void postSettlement(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::SettlementDraft>(
        context, exchange, body,
        [&](api::HubApi& hub, const auto& row) {
            return hub.settlement.createSettlement(row, apiNoteOf(exchange));
        },
        201);
}

void postSettlementStep(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::SettlementStepDraft>(context, exchange, body, [&](api::HubApi& hub, const auto& row) {
        return hub.settlement.stepSettlement(row, apiNoteOf(exchange));
    });
}

void postSettlementAbort(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve(context, exchange, [&](api::HubApi& hub) {
        return hub.settlement.abortSettlement(domain::SettlementId(*id), apiNoteOf(exchange));
    });
}

void postPairAbort(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve<api::SettlementAccountRef>(context, exchange, body, [&](api::HubApi& hub, const auto& pair) {
        return hub.settlement.abortPair(domain::SettlementId(*id), pair, apiNoteOf(exchange));
    });
}

void getInterchangeRules(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange, [&](api::HubApi& hub) { return hub.settlement.interchangeRules(); });
}

void putInterchangeRule(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<domain::InterchangeRule>(context, exchange, body, [&](api::HubApi& hub, const auto& row) {
        return hub.settlement.putInterchangeRule(row, apiNoteOf(exchange));
    });
}

void deleteInterchangeRule(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto id = idOf(exchange);
    if (!id) return;
    serve(
        context, exchange,
        [&](api::HubApi& hub) {
            return hub.settlement.removeInterchangeRule(domain::InterchangeRuleId(*id), apiNoteOf(exchange));
        },
        204);
}

} // namespace hub::admin::desk_api
