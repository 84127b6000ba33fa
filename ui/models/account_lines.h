#pragma once

#include "core/base/clock.h"
#include "core/hub/funds_api.h"
#include "core/hub/limits_api.h"
#include "core/hub/participants_api.h"
#include "core/hub/positions_api.h"
#include "ui/models/row_table.h"

namespace hub::models {

/// An account with what an operator judges it by: the limit of its own and the money held beside it.
struct AccountLine
{
    api::AccountRow account;
    /// POSITION accounts with a limit only; 1/100 percent.
    std::optional<int> alarmPercentHundredths;
    /// Held for the participant in the currency; nothing where no settlement account is open.
    std::optional<domain::Amount> held;
};

/// What the account is for, in words.
QString accountTypeText(const api::AccountRow& row);
/// An account of the hub itself.
bool isHubAccount(const api::AccountRow& row);
/// The value in the operator's sign: what a participant owes (POSITION and fees), what is held for it
/// (SETTLEMENT).
domain::Amount friendlyValue(const api::AccountRow& row);
/// What the friendly value says: `owes`, `is owed`, `held`, `overdrawn`; empty for nothing and for the hub.
QString valueWords(const api::AccountRow& row);
/// What is wrong with the account: above its cap, cap above the funds held, alarm, overdrawn; else that it is
/// in order.
kit::StateValue checkOf(const AccountLine& line);

/// All accounts, each with its limit and the money held beside it.
std::vector<AccountLine> accountLines(const std::vector<api::AccountRow>& accounts,
                                      const std::vector<api::LimitRow>& limits);
/// Brings a feed's row into the accounts: the position itself and the money held.
void applyPosition(std::vector<api::AccountRow>& accounts, std::vector<api::LimitRow>& limits,
                   const api::PositionRow& row);

using AccountLinesModel = RowTable<AccountLine>;
using MovementsModel = RowTable<api::MovementRow>;
using AccountMovesModel = RowTable<api::AccountMoveRow>;

AccountLinesModel* makeAccountLinesModel(QObject* parent);
/// A reservation older than this has been forgotten.
inline constexpr qint64 kStuckAfterMs = 60'000;
bool isStuck(const api::MovementRow& row, base::Instant now);
/// `clock` outlives the model; the age of what is under way is read from it.
MovementsModel* makeMovementsModel(const base::Clock& clock, QObject* parent);
AccountMovesModel* makeAccountMovesModel(QObject* parent);

} // namespace hub::models
