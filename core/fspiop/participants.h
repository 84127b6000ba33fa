#pragma once

#include "core/fspiop/oracles.h"
#include "core/fspiop/party_call.h"

namespace hub::fspiop {

/// /participants (fspiop 8.3): which FSP a party belongs to, kept by the oracle of its type. http threads.
class Participants
{
public:
    Participants(Forwarding& forwarding, Oracles& oracles)
        : m_forwarding(forwarding)
        , m_oracles(oracles)
    {}

    Reply get(const CallPtr& call);
    Reply post(const CallPtr& call);
    Reply put(const CallPtr& call);
    Reply remove(const CallPtr& call);
    Reply putError(const CallPtr& call);
    Reply postBatch(const CallPtr& call);
    Reply putBatch(const CallPtr& call);
    Reply putBatchError(const CallPtr& call);

private:
    ErrorReturn errorReturn(const Call& call, const lookup::PartyId& party) const;
    void write(const CallPtr& call, const PartyCall& wanted, Oracles::Write what);
    void tellWritten(const Call& call, const lookup::PartyId& party, const std::string& fspId,
                     std::optional<domain::Currency> currency) const;

    Forwarding& m_forwarding;
    Oracles& m_oracles;
};

} // namespace hub::fspiop
