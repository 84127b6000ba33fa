#pragma once

#include "core/base/published.h"
#include "core/domain/credential.h"
#include "core/fspiop/admission.h"
#include "core/http/jws.h"
#include "core/http/peer_certificate.h"
#include "core/ledger/ports.h"
#include "core/ledger/registry.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hub::fspiop {

/// What the edge must know of one participant before it believes a message.
struct Party
{
    struct Key
    {
        std::shared_ptr<const http::VerifyKey> key;
        std::int64_t fromMs = 0;  ///< UTC, inclusive
        std::int64_t untilMs = 0; ///< exclusive
    };

    std::string name; ///< as registered
    domain::SignatureCheck signatureCheck = domain::SignatureCheck::HubDefault;
    std::vector<Key> keys; ///< not revoked
    /// Some certificate is bound to it: then a certificate that merely carries its name is not taken.
    bool isBound = false;
    std::shared_ptr<Admission> admission; ///< lives through all snapshots

    std::vector<std::shared_ptr<const http::VerifyKey>> keysAt(std::int64_t nowMs) const;
};

/// All of them at one moment. Immutable, any thread.
class IdentityBook
{
public:
    /// Null when there is no such participant; names are compared without case (decision 19).
    const Party* find(std::string_view name) const;
    /// Whose client certificate it is: by fingerprint, else by alternative name, else by common name, else
    /// the unbound participant that the common name names. Null: nobody's.
    const Party* ownerOf(const http::PeerCertificate& certificate) const;

private:
    friend class Identities;
    using Index = std::unordered_map<std::string, std::size_t>;

    std::vector<Party> m_parties;
    Index m_byName; ///< lower case
    Index m_byFingerprint;
    Index m_byAlternativeName; ///< lower case
    Index m_byCommonName;
};

/// Keeps the book as the ledger's registry says: reads it whole at the start and after every commit that
/// touches a participant or a credential. book() on any thread and without a lock; committed() on the ledger
/// thread.
class Identities final : public ledger::CommitObserver
{
public:
    explicit Identities(AdmissionLimits limits = {});

    /// Call once before anything reads; afterwards only through committed().
    void load(const ledger::Registry& registry);
    void committed(std::shared_ptr<const ledger::Batch> batch) override;

    /// Valid until this thread asks again.
    const IdentityBook& book() const { return *m_book.read(); }
    /// What everybody shares who names no participant.
    Admission& strangers() { return m_strangers; }

private:
    void rebuild();
    std::shared_ptr<const http::VerifyKey> keyOf(const domain::Credential& credential);

    const AdmissionLimits m_limits;
    Admission m_strangers;
    std::unordered_map<std::int64_t, domain::Participant> m_participants;
    std::unordered_map<std::int64_t, domain::Credential> m_credentials;
    std::unordered_map<std::int64_t, std::shared_ptr<const http::VerifyKey>> m_keys; ///< by credential id
    std::unordered_map<std::int64_t, std::shared_ptr<Admission>> m_admissions;       ///< by participant id
    base::Published<IdentityBook> m_book;
};

} // namespace hub::fspiop
