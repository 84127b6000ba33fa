#include "core/fspiop/identities.h"

#include "core/base/bytes.h"
#include "core/base/log.h"

#include <limits>
#include <variant>

namespace hub::fspiop {
namespace {

const Party* partyAt(const std::vector<Party>& parties,
                     const std::unordered_map<std::string, std::size_t>& index, const std::string& key)
{
    const auto found = index.find(key);
    return found != index.end() ? &parties[found->second] : nullptr;
}

} // namespace

std::vector<std::shared_ptr<const http::VerifyKey>> Party::keysAt(std::int64_t nowMs) const
{
    std::vector<std::shared_ptr<const http::VerifyKey>> valid;
    for (const Key& known : keys)
        if (known.fromMs <= nowMs && nowMs < known.untilMs) valid.push_back(known.key);
    return valid;
}

const Party* IdentityBook::find(std::string_view name) const
{
    return partyAt(m_parties, m_byName, base::toLowerAscii(name));
}

const Party* IdentityBook::ownerOf(const http::PeerCertificate& certificate) const
{
    if (const auto* party = partyAt(m_parties, m_byFingerprint, certificate.fingerprint)) return party;
    for (const std::string& name : certificate.dnsNames)
        if (const auto* party = partyAt(m_parties, m_byAlternativeName, name)) return party;
    if (certificate.commonName.empty()) return nullptr;
    if (const auto* party = partyAt(m_parties, m_byCommonName, certificate.commonName)) return party;
    const Party* named = find(certificate.commonName);
    return named != nullptr && !named->isBound ? named : nullptr;
}

Identities::Identities(AdmissionLimits limits)
    : m_limits(limits)
    , m_strangers(limits)
    , m_book(std::make_shared<const IdentityBook>())
{}

void Identities::load(const ledger::Registry& registry)
{
    for (const auto& entry : registry.participants()) {
        m_participants[entry->participant.id.value()] = entry->participant;
        for (const auto& credential : entry->credentials)
            m_credentials[credential.id.value()] = credential;
    }
    rebuild();
}

void Identities::committed(std::shared_ptr<const ledger::Batch> batch)
{
    bool isTouched = false;
    for (const auto& change : batch->changes) {
        if (const auto* put = std::get_if<ledger::ParticipantPut>(&change)) {
            m_participants[put->participant.id.value()] = put->participant;
            isTouched = true;
        } else if (const auto* known = std::get_if<ledger::CredentialPut>(&change)) {
            m_credentials[known->credential.id.value()] = known->credential;
            isTouched = true;
        }
    }
    if (isTouched) rebuild();
}

// Null for a row that holds no usable key any more: it verifies nothing.
std::shared_ptr<const http::VerifyKey> Identities::keyOf(const domain::Credential& credential)
{
    auto& cached = m_keys[credential.id.value()];
    if (cached) return cached;
    auto read = http::VerifyKey::fromPem(credential.value);
    if (!read || (*read)->fingerprint() != credential.fingerprint) {
        base::log(base::LogLevel::Error, "a participant's stored key cannot be used",
                  {{"credential", std::to_string(credential.id.value())}});
        return nullptr;
    }
    cached = *std::move(read);
    return cached;
}

void Identities::rebuild()
{
    auto book = std::make_shared<IdentityBook>();
    std::unordered_map<std::int64_t, std::size_t> places;
    for (const auto& [id, participant] : m_participants) {
        auto& admission = m_admissions[id];
        if (!admission) admission = std::make_shared<Admission>(m_limits);
        places[id] = book->m_parties.size();
        book->m_byName[base::toLowerAscii(participant.name.value())] = book->m_parties.size();
        book->m_parties.push_back(
            {participant.name.value(), participant.signatureCheck, {}, false, admission});
    }
    for (const auto& [id, credential] : m_credentials) {
        const auto place = places.find(credential.participant.value());
        if (place == places.end() || credential.isRevoked()) continue;
        Party& party = book->m_parties[place->second];
        switch (credential.kind) {
        case domain::CredentialKind::SignatureKey:
            if (auto key = keyOf(credential))
                party.keys.push_back({std::move(key), credential.validFrom.ms,
                                      credential.validUntil ? credential.validUntil->ms
                                                            : std::numeric_limits<std::int64_t>::max()});
            continue;
        case domain::CredentialKind::CommonName:
            book->m_byCommonName[credential.value] = place->second;
            break;
        case domain::CredentialKind::AlternativeName:
            book->m_byAlternativeName[credential.value] = place->second;
            break;
        case domain::CredentialKind::Fingerprint:
            book->m_byFingerprint[credential.value] = place->second;
            break;
        }
        party.isBound = true;
    }
    m_book.publish(std::move(book));
}

} // namespace hub::fspiop
