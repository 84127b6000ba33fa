#pragma once

#include "core/base/expected.h"
#include "core/domain/currency.h"
#include "core/fspiop/call.h"
#include "core/lookup/party_id.h"

#include <optional>

namespace hub::fspiop {

/// What /parties and /participants have in their path and query.
struct PartyCall
{
    lookup::PartyId party;
    std::optional<domain::Currency> currency; ///< `?currency=`
};

/// Reads and checks `{Type}/{ID}[/{SubId}]` and the currency (fspiop 8.1).
base::Expected<PartyCall, domain::FspiopError> readPartyCall(const Call& call);

} // namespace hub::fspiop
