#pragma once

#include "core/ledger/queries.h"

#include <utility>
#include <vector>

namespace hub::store {

/// A window's positions in one currency, as a settlement took them.
using Taken = std::pair<domain::WindowId, domain::Currency>;
/// Adds what the content is about; only contents of positions hold transfers.
void addTaken(const ledger::WindowContent& content, std::vector<Taken>& taken);
bool wasTaken(const std::vector<Taken>& taken, const ledger::TransferRow& row);

/// Whether a row fits every field of the filter but `account`, `settlement`, `before` and `limit`, which the
/// caller knows more about.
bool fits(const ledger::TransferFilter& filter, const ledger::TransferRow& row);
/// Invalid when the filter cannot be meant: a limit outside 1 .. 1000.
base::Expected<void, base::Error> checkFilter(const ledger::TransferFilter& filter);

/// What the steps of a transfer say of its row: the last state, the newest error, the window once stamped.
void applyStep(const ledger::StateStep& step, domain::WindowId window, ledger::TransferRow& row);
/// The row of a transfer none of whose steps has been applied.
ledger::TransferRow rowOf(const ledger::TransferReceived& received);

} // namespace hub::store
