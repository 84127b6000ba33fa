#pragma once

#include "core/domain/settlement_model.h"

#include <optional>
#include <string_view>

/// How settlement models are written by the operator API (admin-settlement 1.12); which combinations are
/// settled is decided by the ledger. Pure, any thread.
namespace hub::settlement {

/// 2 to 30 letters, digits and underscores (decision 13).
bool isModelName(std::string_view name);

/// The names of the wire: GROSS, NET; BILATERAL, MULTILATERAL; IMMEDIATE, DEFERRED.
std::optional<domain::SettlementGranularity> parseGranularity(std::string_view text);
std::optional<domain::SettlementInterchange> parseInterchange(std::string_view text);
std::optional<domain::SettlementDelay> parseDelay(std::string_view text);

} // namespace hub::settlement
