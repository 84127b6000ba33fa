#include "core/admin/desk_calls.h"
#include "core/hub/wire/names.h"

#include <algorithm>
#include <climits>

/// Routes of the transfers pane: stuck transfers, bulks, and what DFSPs ask of each other.
namespace hub::admin::desk_api {

namespace {

constexpr int kPageDefault = 100;
constexpr std::int64_t kStuckDefaultMs = 30'000;

api::PageRequest pageOf(const ExchangePtr& exchange, std::int64_t limit)
{
    return {queryText(exchange, "after"), static_cast<int>(std::min<std::int64_t>(limit, INT_MAX))};
}

} // namespace

void getStuckTransfers(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto age = numberOf(exchange, "olderThanMs", kStuckDefaultMs, Zero::Allowed);
    if (!age) return;
    serve(context, exchange, [&](api::HubApi& hub) { return hub.transfers.stuck(*age); });
}

void getBulks(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto limit = numberOf(exchange, "limit", kPageDefault);
    if (!limit) return;
    serve(context, exchange, [&](api::HubApi& hub) {
        return hub.transfers.bulks(queryText(exchange, "fsp"), pageOf(exchange, *limit));
    });
}

void getBulk(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto text = pathText(exchange, "id").toStdString();
    const auto id = domain::CorrelationId::parse(text);
    if (!id) return answerMalformed(exchange, checkCorrelationId("id", text));
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.transfers.bulk(domain::BulkTransferId(*id)); });
}

void postForwardedSearch(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    serve<wire::ForwardedSearch>(context, exchange, body, [](api::HubApi& hub, const auto& search) {
        return hub.forwarded.search(search.filter, search.page);
    });
}

void getForwarded(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto kind = wire::valueOf<api::ForwardedKind>(pathText(exchange, "kind").toStdString());
    if (!kind)
        return answerMalformed(exchange, "\"kind\" is none of LOOKUP, QUOTE, BULK_QUOTE, "
                                         "TRANSACTION_REQUEST, AUTHORIZATION");
    serve(context, exchange,
          [&](api::HubApi& hub) { return hub.forwarded.one(*kind, pathText(exchange, "id")); });
}

} // namespace hub::admin::desk_api
