#pragma once

#include "core/events/span.h"
#include "core/hub/transfers_api.h"
#include "core/ledger/queries.h"
#include "core/ledger/registry.h"

#include <vector>

namespace hub::admin {

/// Everything the hub knows about one transfer, put together from the journal, its spans and the dead
/// letters. The state ladder is completed from the transition table: RECEIVED_FULFIL stands between RESERVED
/// and COMMITTED though no row of it is stored. Pure.
api::TransferDetail transferDetail(const ledger::TransferFacts& facts, const ledger::Registry& registry,
                                   const std::vector<events::Span>& spans,
                                   const std::vector<ledger::DeadLetter>& dead);

} // namespace hub::admin
