#pragma once

#include "core/admin/command_post.h"
#include "core/base/clock.h"
#include "core/domain/credential.h"
#include "core/ledger/engine.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hub::admin {

/// By what a client certificate is bound: one of the three.
struct CertificateWish
{
    std::string commonName;
    std::string dnsName;
    std::string fingerprint; ///< SHA-256, hex, colons allowed
    std::string pem;         ///< the certificate itself: bound by its fingerprint
};

/// Keys that verify a participant's signatures, and the certificates that speak for it (fspiop 12,
/// reliability 5 S1, S2, S16). Public things only: a text with a private key is refused. Any thread.
class CredentialsService
{
public:
    CredentialsService(const ledger::LedgerView& view, CommandPost& post, const base::Clock& clock);

    struct View
    {
        domain::SignatureCheck signatureCheck{};
        std::vector<domain::Credential> credentials; ///< by id
    };
    /// Keys, or everything that is no key. 3200 for an unknown participant.
    Result<View> list(std::string_view name, bool keys) const;

    /// `from` nothing: now. 3100 with the reason when the text is no acceptable public key.
    void addKey(const Caller& caller, std::string name, const std::string& pem,
                std::optional<base::Instant> from, std::optional<base::Instant> until, Note note,
                Done<domain::Credential> done);
    void bindCertificate(const Caller& caller, std::string name, const CertificateWish& wish, Note note,
                         Done<domain::Credential> done);
    /// At once; 404 when the participant has no such key (or certificate); revoking twice is no error.
    void revoke(const Caller& caller, std::string name, domain::CredentialId id, bool isKey, Note note,
                Done<ledger::Answer> done);
    void setSignatureCheck(const Caller& caller, std::string name, domain::SignatureCheck check, Note note,
                           Done<ledger::Answer> done);

private:
    void add(const Caller& caller, std::string name, domain::Credential credential, Note note,
             Done<domain::Credential> done);

    const ledger::LedgerView& m_view;
    CommandPost& m_post;
    const base::Clock& m_clock;
};

} // namespace hub::admin
