#pragma once

#include "core/base/clock.h"
#include "core/domain/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hub::domain {

using CredentialId = base::StrongId<struct CredentialIdTag, std::int64_t>;

/// By what a participant is known at the edge; the numbers are stored.
enum class CredentialKind : std::uint8_t {
    SignatureKey = 1,    ///< public key of its FSPIOP-Signature; `value` is the PEM text
    CommonName = 2,      ///< CN of its TLS client certificate
    AlternativeName = 3, ///< a DNS name among the certificate's alternative names, lower case
    Fingerprint = 4,     ///< SHA-256 of the certificate, 64 lower-case hex digits
};
/// `SIGNATURE_KEY`, `COMMON_NAME`, ...
std::string_view nameOf(CredentialKind kind);

/// One of them. A signature key is used while `validFrom <= now < validUntil`, so an old and a new key
/// overlap while a participant changes over. A value.
struct Credential
{
    CredentialId id;
    ParticipantId participant;
    CredentialKind kind{};
    std::string value;
    std::string fingerprint; ///< SHA-256 of a key's DER form, hex; of other kinds the value itself
    base::Instant validFrom;
    std::optional<base::Instant> validUntil; ///< exclusive; nothing: until revoked
    std::optional<base::Instant> revokedAt;
    base::Instant createdAt;

    bool isRevoked() const { return revokedAt.has_value(); }
    bool isValid(base::Instant now) const
    {
        return !revokedAt && validFrom <= now && (!validUntil || now < *validUntil);
    }
};

/// Whether a participant's messages must be signed; the numbers are stored.
enum class SignatureCheck : std::uint8_t {
    HubDefault = 0, ///< as the setting jws.validate says
    Required = 1,
    Off = 2,
};
/// `HUB_DEFAULT`, `REQUIRED`, `OFF`.
std::string_view nameOf(SignatureCheck check);

} // namespace hub::domain
