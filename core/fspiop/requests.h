#pragma once

#include "core/fspiop/forwarding.h"

namespace hub::fspiop {

/// /transactionRequests and /authorizations (fspiop 10): validated and relayed by FSPIOP-Destination, nothing
/// kept, the source not looked up. http threads.
class Requests
{
public:
    explicit Requests(Forwarding& forwarding)
        : m_forwarding(forwarding)
    {}

    Reply postTransactionRequest(Call& call);
    Reply relayTransactionRequest(Call& call); ///< GET, PUT and PUT error
    Reply getAuthorization(Call& call);
    Reply relayAuthorization(Call& call); ///< PUT and PUT error
    Reply relayTransaction(Call& call);   ///< GET, PUT and PUT error

private:
    Reply relay(Call& call, std::string_view resource, std::string_view endpointType);

    Forwarding& m_forwarding;
};

} // namespace hub::fspiop
