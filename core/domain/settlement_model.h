#pragma once

#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/domain/participant.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hub::domain {

enum class SettlementGranularity : std::uint8_t { Gross = 1, Net = 2 };
enum class SettlementInterchange : std::uint8_t { Bilateral = 1, Multilateral = 2 };
enum class SettlementDelay : std::uint8_t { Immediate = 1, Deferred = 2 };

/// How the movements of one ledger account type (in one currency, or in all that no model names) are settled
/// (admin-settlement 1.12, 4.2).
struct SettlementModel
{
    ModelId id;
    std::string name;
    bool isActive = true;
    SettlementGranularity granularity = SettlementGranularity::Net;
    SettlementInterchange interchange = SettlementInterchange::Multilateral;
    SettlementDelay delay = SettlementDelay::Deferred;
    std::optional<Currency> currency;
    bool requireLiquidityCheck = false;
    AccountType ledgerAccountType = AccountType::Position;
    AccountType settlementAccountType = AccountType::Settlement;
    bool autoPositionReset = false;
};

/// The model for an account type and currency: the active one that names the currency, else the active
/// default one of that account type (decision 13). Null when there is none.
const SettlementModel* resolveModel(std::span<const SettlementModel> models, AccountType type,
                                    Currency currency);

std::string_view toString(SettlementGranularity value);
std::string_view toString(SettlementInterchange value);
std::string_view toString(SettlementDelay value);

} // namespace hub::domain
