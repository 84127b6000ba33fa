#pragma once

#include "app/sim/operator_client.h"
#include "core/domain/amount.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace hub::sim {

/// What a simulated DFSP needs in the scheme.
struct DfspSetup
{
    std::string name;
    std::string callbackBase; ///< `http://127.0.0.1:port/name`
    domain::Amount netDebitCap;
    domain::Amount funds; ///< at least this much on its settlement account
};

struct SchemeSetup
{
    std::string currency;
    std::vector<DfspSetup> dfsps;
    /// All callback types, or just those of transfers.
    bool needsAllEndpoints = false;
    /// The built-in directory as the oracle of MSISDN, when there is no oracle for it.
    bool needsDirectory = false;
};

/// Brings a scheme up through the public operator API, taking what is there already (the re-runnability rules
/// of Appendix C). The error is a text for the user.
base::Expected<void, std::string> provision(OperatorClient& client, const SchemeSetup& setup);

/// POSITION values by DFSP name, as GET /participants/{name}/positions says.
using Positions = std::map<std::string, domain::Amount>;
base::Expected<Positions, std::string> readPositions(OperatorClient& client, const std::string& currency,
                                                     std::span<const std::string> names);

} // namespace hub::sim
