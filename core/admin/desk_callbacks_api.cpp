#include "core/admin/desk_calls.h"

/// Deliveries over HTTP (see desk_api.cpp).
namespace hub::admin::desk_api {

void getCallbacks(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange, [](api::HubApi& hub) { return hub.callbacks.overview(); });
}

void putCallbacks(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::DeliveryPause>(
        context, exchange, body,
        [&](api::HubApi& hub, const auto& pause) {
            return hub.callbacks.setPaused(pathText(exchange, "name"), pause.paused, apiNoteOf(exchange));
        },
        204);
}

void putCallbackEndpoints(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::EndpointSet>(
        context, exchange, body,
        [&](api::HubApi& hub, const auto& set) {
            return hub.callbacks.setEndpoints(pathText(exchange, "name"), set.endpoints, apiNoteOf(exchange));
        },
        204);
}

void getCallbackFailures(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.callbacks.failures(pathText(exchange, "name")); });
}

void postCallbackProbe(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::ProbeOrder>(context, exchange, body, [&](api::HubApi& hub, const auto& order) {
        return hub.callbacks.probe(pathText(exchange, "name"), order.type);
    });
}

void postDeadLetterSearch(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::DeadLetterSearch>(context, exchange, body, [](api::HubApi& hub, const auto& search) {
        return hub.callbacks.deadLetters(search.filter, search.page);
    });
}

void getDeadLetter(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    if (const auto id = idOf(exchange))
        serve(context, exchange, [&](api::HubApi& hub) { return hub.callbacks.deadLetter(*id); });
}

void postReplay(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<api::ReplayOrder>(context, exchange, body, [&](api::HubApi& hub, const auto& order) {
        return hub.callbacks.replay(order, apiNoteOf(exchange));
    });
}

} // namespace hub::admin::desk_api
