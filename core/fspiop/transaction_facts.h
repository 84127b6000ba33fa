#pragma once

#include "core/domain/settlement.h"
#include "core/ledger/registry.h"

#include <memory>
#include <string_view>

namespace hub::fspiop {

/// True when the scheme charges interchange fees: an active rule, and an active model that settles them. Only
/// then is the ILP packet of a prepare read.
bool chargesFees(const ledger::Registry& registry);

/// What a rule may look at, out of the ILP packet of a prepare; null when the packet says nothing.
std::shared_ptr<const domain::TransactionFacts> transactionFacts(std::string_view ilpPacket);

} // namespace hub::fspiop
