#include "core/admin/span_reading.h"

#include <algorithm>

namespace hub::admin {

QString textOf(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

std::string_view attributeOf(const events::Span& span, std::string_view name)
{
    for (const auto& [key, value] : span.attributes)
        if (key == name) return value;
    return {};
}

std::pair<QString, QString> operationAndReceiver(const events::Span& span)
{
    const auto arrow = span.name.find(" -> ");
    if (arrow == std::string::npos) return {textOf(span.name), QString()};
    return {textOf(std::string_view(span.name).substr(0, arrow)),
            textOf(std::string_view(span.name).substr(arrow + 4))};
}

std::vector<api::CallbackRow> deliveriesOf(const std::vector<events::Span>& spans)
{
    constexpr std::int64_t kUsPerMs = 1000;
    std::vector<api::CallbackRow> out;
    for (const auto& span : spans) {
        if (span.kind != events::SpanKind::Deliver) continue;
        const auto [operation, receiver] = operationAndReceiver(span);
        auto row =
            std::find_if(out.begin(), out.end(), [&, op = operation, to = receiver](const auto& other) {
                return other.operation == op && other.receiver == to;
            });
        if (row == out.end()) {
            api::CallbackRow fresh;
            fresh.id = static_cast<qint64>(out.size()) + 1;
            fresh.receiver = receiver;
            fresh.operation = operation;
            fresh.createdAt = base::Instant{span.startUs / kUsPerMs};
            row = out.insert(out.end(), std::move(fresh));
        }
        // A delivery that got no answer names the reason.
        QString detail = textOf(attributeOf(span, "detail"));
        if (detail.isEmpty()) detail = textOf(attributeOf(span, "reason"));
        row->attempts.push_back({base::Instant{span.startUs / kUsPerMs},
                                 textOf(attributeOf(span, "status")).toInt(), span.endUs - span.startUs,
                                 detail});
        row->state = span.failed ? api::CallbackState::Retrying : api::CallbackState::Delivered;
    }
    return out;
}

api::HopRow hopOf(const events::Span& delivery, const QString& hub)
{
    const auto [operation, receiver] = operationAndReceiver(delivery);
    return {delivery.startUs, hub, receiver, operation, delivery.failed, delivery.endUs};
}

} // namespace hub::admin
