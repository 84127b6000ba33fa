#pragma once

#include "core/fspiop/services.h"
#include "core/lookup/oracle_choice.h"
#include "core/lookup/party_id.h"

#include <functional>
#include <optional>
#include <vector>

namespace hub::fspiop {

/// What a test look-up came to.
struct ProbeResult
{
    std::optional<domain::Oracle> oracle; ///< nothing: none is responsible
    lookup::Resolution resolution;
    std::int64_t tookUs = 0;
};

/// Asks in the hub's name; any thread. The result comes on the caller's, a reader or a sender thread.
using LookupProbe = std::function<void(const lookup::PartyId& party, std::optional<domain::Currency> currency,
                                       std::function<void(ProbeResult)> then)>;

/// A probe that asks the oracles as a DFSP's look-up would, without cache and figures. `services` outlives
/// it.
LookupProbe makeLookupProbe(FspiopServices& services);

} // namespace hub::fspiop
