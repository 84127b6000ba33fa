#include "core/domain/credential.h"

namespace hub::domain {

std::string_view nameOf(CredentialKind kind)
{
    switch (kind) {
    case CredentialKind::SignatureKey:
        return "SIGNATURE_KEY";
    case CredentialKind::CommonName:
        return "COMMON_NAME";
    case CredentialKind::AlternativeName:
        return "ALTERNATIVE_NAME";
    case CredentialKind::Fingerprint:
        return "FINGERPRINT";
    }
    return {};
}

std::string_view nameOf(SignatureCheck check)
{
    switch (check) {
    case SignatureCheck::HubDefault:
        return "HUB_DEFAULT";
    case SignatureCheck::Required:
        return "REQUIRED";
    case SignatureCheck::Off:
        return "OFF";
    }
    return {};
}

} // namespace hub::domain
