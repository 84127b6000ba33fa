#pragma once

#include "core/fspiop/oracles.h"
#include "core/fspiop/party_call.h"

namespace hub::fspiop {

/// /parties (fspiop 8.2): who holds a party, and the relay between the two FSPs. http threads.
class Parties
{
public:
    Parties(Forwarding& forwarding, Oracles& oracles)
        : m_forwarding(forwarding)
        , m_oracles(oracles)
    {}

    Reply get(const CallPtr& call);
    Reply put(const CallPtr& call);
    Reply putError(const CallPtr& call);

private:
    ErrorReturn errorReturn(const Call& call, const lookup::PartyId& party) const;
    void forwardGet(const Call& call, const lookup::PartyId& party, const std::string& fspId) const;
    void discover(const CallPtr& call, const PartyCall& wanted);
    Reply relay(const Call& call, PartyMessage message);

    Forwarding& m_forwarding;
    Oracles& m_oracles;
};

} // namespace hub::fspiop
