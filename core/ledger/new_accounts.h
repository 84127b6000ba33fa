#pragma once

#include "core/ledger/draft.h"

#include <vector>

namespace hub::ledger {

/// The ledgers that the active models ask of a participant in a currency (admin-settlement 1.3 step 3,
/// resolved per account type as decision 13 says): each type once, in model order. Empty: no model fits.
std::vector<domain::AccountType> accountTypesFor(std::span<const domain::SettlementModel> models,
                                                 domain::Currency currency);

/// Adds an account and, when it opens at once, its first balance of nothing. Returns its id; `nextId` counts
/// on.
domain::AccountId addAccount(Draft& draft, domain::ParticipantId owner, domain::Currency currency,
                             domain::AccountType type, bool opens, std::int64_t& nextId);

} // namespace hub::ledger
