#include "core/settlement/model_rules.h"

#include <algorithm>

namespace hub::settlement {

using domain::SettlementDelay;
using domain::SettlementGranularity;
using domain::SettlementInterchange;

bool isModelName(std::string_view name)
{
    return name.size() >= 2 && name.size() <= 30 && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
           });
}

std::optional<SettlementGranularity> parseGranularity(std::string_view text)
{
    for (const auto value : {SettlementGranularity::Gross, SettlementGranularity::Net})
        if (toString(value) == text) return value;
    return std::nullopt;
}

std::optional<SettlementInterchange> parseInterchange(std::string_view text)
{
    for (const auto value : {SettlementInterchange::Bilateral, SettlementInterchange::Multilateral})
        if (toString(value) == text) return value;
    return std::nullopt;
}

std::optional<SettlementDelay> parseDelay(std::string_view text)
{
    for (const auto value : {SettlementDelay::Immediate, SettlementDelay::Deferred})
        if (toString(value) == text) return value;
    return std::nullopt;
}

} // namespace hub::settlement
