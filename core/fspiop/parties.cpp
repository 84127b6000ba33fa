#include "core/fspiop/parties.h"

namespace hub::fspiop {

using namespace domain::fspiop_code;

ErrorReturn Parties::errorReturn(const Call& call, const lookup::PartyId& party) const
{
    return {call.source(), parties(PartyMessage::PutError, party), "parties", {}};
}

Reply Parties::get(const CallPtr& call)
{
    const auto wanted = readPartyCall(*call);
    if (!wanted) return http::Answer::fspiopError(wanted.error());
    if (!m_forwarding.isRegistered(call->headers.source))
        return http::Answer::fspiopError(domain::makeError(kMalformedSyntax, "invalid fspiop-source header"));
    const std::string destination = call->destination();
    if (m_forwarding.isRegistered(destination)) {
        forwardGet(*call, wanted->party, destination);
    } else {
        if (!destination.empty()) m_oracles.forget(*call, wanted->party, destination);
        discover(call, *wanted);
    }
    return http::Answer::empty(202);
}

void Parties::forwardGet(const Call& call, const lookup::PartyId& party, const std::string& fspId) const
{
    Target target = parties(PartyMessage::Get, party);
    if (!call.request().query.empty()) target.query = "?" + call.request().query;
    Forward forward = m_forwarding.relayOf(call, fspId, std::move(target), errorReturn(call, party));
    forward.body = nullptr;
    m_forwarding.send(std::move(forward));
}

void Parties::discover(const CallPtr& call, const PartyCall& wanted)
{
    m_oracles.find(
        *call, wanted.party, wanted.currency, [this, call, party = wanted.party](const auto& found) {
            if (!found) {
                m_forwarding.sendError(errorReturn(*call, party), found.error(), *call);
                return;
            }
            const lookup::Resolution resolution = lookup::resolve(*found, party.subId);
            bool isForwarded = false;
            for (const std::string& fspId : resolution.fspIds) {
                if (!m_forwarding.isRegistered(fspId)) continue;
                forwardGet(*call, party, fspId);
                isForwarded = true;
            }
            if (isForwarded) return;
            m_forwarding.sendError(errorReturn(*call, party),
                                   resolution.error.value_or(domain::makeError(kPartyNotFound)), *call);
        });
}

Reply Parties::put(const CallPtr& call)
{
    return relay(*call, PartyMessage::Put);
}

Reply Parties::putError(const CallPtr& call)
{
    return relay(*call, PartyMessage::PutError);
}

Reply Parties::relay(const Call& call, PartyMessage message)
{
    const auto wanted = readPartyCall(call);
    if (!wanted) return http::Answer::fspiopError(wanted.error());
    // A sender that is not registered has no address to be told so.
    if (!m_forwarding.isRegistered(call.headers.source)) return http::Answer::empty(200);
    if (m_forwarding.isRegistered(call.headers.destination))
        m_forwarding.send(m_forwarding.relayOf(call, call.destination(), parties(message, wanted->party),
                                               errorReturn(call, wanted->party)));
    else
        m_forwarding.sendError(errorReturn(call, wanted->party),
                               domain::makeError(kDestinationFSPError, "Destination FSP not found"), call);
    return http::Answer::empty(200);
}

} // namespace hub::fspiop
