#pragma once

#include "core/events/span.h"
#include "core/hub/transfers_api.h"

#include <string_view>
#include <utility>
#include <vector>

/// What the operator's lists read out of spans.
namespace hub::admin {

QString textOf(std::string_view value);
/// Empty when the span does not have it.
std::string_view attributeOf(const events::Span& span, std::string_view name);
/// `PUT /transfers/{ID} -> greenbank` of a Deliver span, as its two parts.
std::pair<QString, QString> operationAndReceiver(const events::Span& span);
/// Its Deliver spans as callbacks with their attempts, in order.
std::vector<api::CallbackRow> deliveriesOf(const std::vector<events::Span>& spans);
/// A Deliver span as an arrow from the hub.
api::HopRow hopOf(const events::Span& delivery, const QString& hub);

} // namespace hub::admin
