#include "core/domain/settlement_model.h"

namespace hub::domain {

const SettlementModel* resolveModel(std::span<const SettlementModel> models, AccountType type,
                                    Currency currency)
{
    const SettlementModel* fallback = nullptr;
    for (const auto& model : models) {
        if (!model.isActive || model.ledgerAccountType != type) continue;
        if (model.currency == currency) return &model;
        if (!model.currency && fallback == nullptr) fallback = &model;
    }
    return fallback;
}

std::string_view toString(SettlementGranularity value)
{
    return value == SettlementGranularity::Gross ? "GROSS" : "NET";
}

std::string_view toString(SettlementInterchange value)
{
    return value == SettlementInterchange::Bilateral ? "BILATERAL" : "MULTILATERAL";
}

std::string_view toString(SettlementDelay value)
{
    return value == SettlementDelay::Immediate ? "IMMEDIATE" : "DEFERRED";
}

} // namespace hub::domain
