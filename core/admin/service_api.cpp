#include "core/admin/handlers.h"

namespace hub::admin::service_api {

void getHealth(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    auto liveness = context.services.health.liveness();
    exchange->answer(http::Answer::json(liveness.isUp ? 200 : 502, std::move(liveness.json)));
}

void getMetrics(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    exchange->answer(http::Answer::text(200, context.services.health.metrics(),
                                        "text/plain; version=0.0.4; charset=utf-8"));
}

void getOpenApi(const OperatorContext&, const ExchangePtr& exchange, json::Value)
{
    exchange->answer(http::Answer::json(200, operatorOpenApi()));
}

} // namespace hub::admin::service_api
