#include "core/fspiop/refused_peers.h"

#include "core/base/log.h"
#include "core/http/peer_certificate.h"

namespace hub::fspiop {

void RefusedPeers::note(const http::Request& request, std::string_view claimed)
{
    const http::PeerCertificate& peer = *request.peer;
    {
        const std::lock_guard lock(m_mutex);
        if (m_pairs.size() >= kPairsMax) return;
        if (!m_pairs.emplace(peer.fingerprint, std::string(claimed.substr(0, 64))).second) return;
    }
    base::log(base::LogLevel::Warning, "a client certificate spoke for somebody else",
              {{"certificate", peer.fingerprint}, {"claimed", claimed}, {"address", request.peerAddress}});
    ledger::WriteAudit audit;
    audit.action = "peer.refused";
    audit.subject = claimed;
    audit.detail =
        "certificate " + peer.fingerprint + " of " + peer.commonName + " from " + request.peerAddress;
    // A full queue loses the row, not the refusal: the log has it.
    static_cast<void>(m_services.submit(ledger::Submission{std::move(audit), nullptr, 0, request.trace, {}}));
}

} // namespace hub::fspiop
