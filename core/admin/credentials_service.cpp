#include "core/admin/credentials_service.h"

#include "core/base/bytes.h"
#include "core/http/jws.h"
#include "core/http/peer_certificate.h"

#include <algorithm>

namespace hub::admin {
namespace {

using namespace domain::fspiop_code;
using domain::CredentialKind;

constexpr std::size_t kFingerprintDigits = 64;

/// `AA:BB...` -> `aabb...`; empty when it is no SHA-256.
std::string fingerprintOf(std::string text)
{
    text.erase(std::remove(text.begin(), text.end(), ':'), text.end());
    text = base::toLowerAscii(text);
    return text.size() == kFingerprintDigits && base::fromHex(text) ? text : std::string();
}

Result<domain::Credential> credentialOf(const CertificateWish& wish)
{
    domain::Credential credential;
    if (!wish.pem.empty()) {
        const auto certificate = http::peerCertificateFromPem(wish.pem);
        if (!certificate) return refuse(kGenericValidationError, certificate.error().detail);
        credential.kind = CredentialKind::Fingerprint;
        credential.value = certificate->fingerprint;
    } else if (!wish.fingerprint.empty()) {
        credential.kind = CredentialKind::Fingerprint;
        credential.value = fingerprintOf(wish.fingerprint);
        if (credential.value.empty())
            return refuse(kGenericValidationError, "the fingerprint is not SHA-256 in hex");
    } else if (!wish.dnsName.empty()) {
        credential.kind = CredentialKind::AlternativeName;
        credential.value = base::toLowerAscii(wish.dnsName);
    } else {
        credential.kind = CredentialKind::CommonName;
        credential.value = wish.commonName;
    }
    credential.fingerprint = credential.value;
    return credential;
}

const domain::Credential* findIn(const ledger::ParticipantEntry* entry, domain::CredentialId id)
{
    if (entry == nullptr) return nullptr;
    const auto at = std::find_if(entry->credentials.begin(), entry->credentials.end(),
                                 [id](const auto& known) { return known.id == id; });
    return at != entry->credentials.end() ? &*at : nullptr;
}

} // namespace

CredentialsService::CredentialsService(const ledger::LedgerView& view, CommandPost& post,
                                       const base::Clock& clock)
    : m_view(view)
    , m_post(post)
    , m_clock(clock)
{}

Result<CredentialsService::View> CredentialsService::list(std::string_view name, bool keys) const
{
    const auto registry = m_view.registry();
    const auto* entry = registry->find(name);
    if (entry == nullptr) return refuse(kGenericIDNotFound, "participant not found");
    View view{entry->participant.signatureCheck, {}};
    for (const auto& credential : entry->credentials)
        if ((credential.kind == CredentialKind::SignatureKey) == keys) view.credentials.push_back(credential);
    return view;
}

void CredentialsService::addKey(const Caller& caller, std::string name, const std::string& pem,
                                std::optional<base::Instant> from, std::optional<base::Instant> until,
                                Note note, Done<domain::Credential> done)
{
    const auto key = http::VerifyKey::fromPem(pem);
    if (!key) return done(refuse(kGenericValidationError, key.error().detail));
    domain::Credential credential;
    credential.kind = CredentialKind::SignatureKey;
    credential.value = (*key)->publicPem();
    credential.fingerprint = (*key)->fingerprint();
    credential.validFrom = from.value_or(m_clock.now());
    credential.validUntil = until;
    add(caller, std::move(name), std::move(credential), std::move(note), std::move(done));
}

void CredentialsService::bindCertificate(const Caller& caller, std::string name, const CertificateWish& wish,
                                         Note note, Done<domain::Credential> done)
{
    auto credential = credentialOf(wish);
    if (!credential) return done(base::Unexpected(credential.error()));
    credential->validFrom = m_clock.now();
    add(caller, std::move(name), *std::move(credential), std::move(note), std::move(done));
}

void CredentialsService::add(const Caller& caller, std::string name, domain::Credential credential, Note note,
                             Done<domain::Credential> done)
{
    m_post.postWithReason(
        caller, note,
        ledger::AddCredential{domain::FspId(name), std::move(credential), actionNote(caller, note)},
        [this, name, done = std::move(done)](Result<ledger::Answer> answer) {
            if (!answer) return done(base::Unexpected(answer.error()));
            const auto registry = m_view.registry();
            const auto* made = findIn(registry->find(name), domain::CredentialId(answer->createdId));
            if (made == nullptr) return done(broken("the credential is not there after its commit"));
            done(*made);
        });
}

void CredentialsService::revoke(const Caller& caller, std::string name, domain::CredentialId id, bool isKey,
                                Note note, Done<ledger::Answer> done)
{
    const auto registry = m_view.registry();
    const auto* known = findIn(registry->find(name), id);
    if (known != nullptr && (known->kind == CredentialKind::SignatureKey) != isKey)
        return done(refuse(kGenericIDNotFound, isKey ? "key not found" : "certificate not found", 404));
    m_post.postWithReason(
        caller, note, ledger::RevokeCredential{domain::FspId(std::move(name)), id, actionNote(caller, note)},
        std::move(done));
}

void CredentialsService::setSignatureCheck(const Caller& caller, std::string name,
                                           domain::SignatureCheck check, Note note, Done<ledger::Answer> done)
{
    m_post.postWithReason(
        caller, note,
        ledger::SetSignatureCheck{domain::FspId(std::move(name)), check, actionNote(caller, note)},
        std::move(done));
}

} // namespace hub::admin
