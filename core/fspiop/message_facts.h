#pragma once

#include "core/events/span.h"
#include "core/fspiop/call.h"
#include "core/fspiop/routes.h"

namespace hub::fspiop {

/// Adds to the Validate span of a message that the hub passes on without keeping it (look-ups, quotes,
/// requests to pay, authorizations) what the operator's list of them shows: both FSPs and small facts of the
/// message. No personal data: of a party only its type and the ends of its identifier. Messages of transfers
/// get nothing, their facts are in the ledger.
void addMessageFacts(const RouteFacts& route, const Call& call, events::Span& span);

} // namespace hub::fspiop
