#pragma once

#include "core/hub/transfers_api.h"
#include "core/ledger/queries.h"

#include <vector>

namespace hub::admin {

/// Why a transfer that is not final has not gone on, and who must act. Pure.
QString causeOfWaiting(const ledger::WaitingTransfer& waiting, base::Instant now);
/// What was given up of a transfer's callbacks. Pure.
QString causeOfDeadLetter(const ledger::DeadLetter& letter);

} // namespace hub::admin
