#include "core/report/report.h"

namespace hub::report {

std::string textOf(const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* money = std::get_if<Money>(&cell))
        return money->amount.toFixed(money->currency.decimals());
    if (const auto* count = std::get_if<std::int64_t>(&cell)) return std::to_string(*count);
    if (const auto* at = std::get_if<base::Instant>(&cell))
        return at->ms == 0 ? std::string() : base::toIso8601(*at);
    return {};
}

} // namespace hub::report
