#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"

#include <algorithm>

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;

constexpr std::string_view kUnknownParticipant = "participant not found";

std::string describe(const domain::Credential& credential)
{
    AuditJson json;
    json.put("id", credential.id.value())
        .put("kind", domain::nameOf(credential.kind))
        .put("fingerprint", credential.fingerprint)
        .put("validFrom", base::toIso8601(credential.validFrom));
    if (credential.validUntil) json.put("validUntil", base::toIso8601(*credential.validUntil));
    return json.put("isRevoked", credential.isRevoked()).text();
}

/// Whose it is already: a key or certificate of two participants would let one speak for the other.
const ParticipantEntry* ownerOf(const Registry& registry, const domain::Credential& wanted)
{
    for (const auto& entry : registry.participants())
        for (const auto& known : entry->credentials)
            if (!known.isRevoked() && known.kind == wanted.kind && known.fingerprint == wanted.fingerprint)
                return entry.get();
    return nullptr;
}

bool isFull(const ParticipantEntry& entry)
{
    if (entry.credentials.size() >= kCredentialsMax) return true;
    const auto kept = std::count_if(entry.credentials.begin(), entry.credentials.end(),
                                    [](const auto& known) { return !known.isRevoked(); });
    return static_cast<std::size_t>(kept) >= kCredentialsUsableMax;
}

} // namespace

Decision decide(Draft& draft, const SetSignatureCheck& command)
{
    const auto* entry = draft.registry().find(command.name.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, kUnknownParticipant);
    domain::Participant participant = entry->participant;
    participant.signatureCheck = command.check;
    const auto text = [](domain::SignatureCheck check) {
        return AuditJson().put("signatureCheck", domain::nameOf(check)).text();
    };
    draft.audit(command.note, "participant.signatureCheck", participant.name.value(),
                text(entry->participant.signatureCheck), text(command.check));
    draft.change(ParticipantPut{std::move(participant)});
    return draft.done();
}

Decision decide(Draft& draft, const AddCredential& command)
{
    const auto* entry = draft.registry().find(command.participant.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, kUnknownParticipant);
    domain::Credential credential = command.credential;
    if (credential.validUntil && *credential.validUntil <= credential.validFrom)
        return draft.refuse(kGenericValidationError, "validUntil is not after validFrom");
    if (const auto* owner = ownerOf(draft.registry(), credential))
        return draft.refuse(kGenericValidationError, "already in use by " + owner->participant.name.value());
    if (isFull(*entry)) return draft.refuse(kTooManyElements, "revoke keys or certificates first");
    credential.id = domain::CredentialId(draft.state().nextCredentialId);
    credential.participant = entry->participant.id;
    credential.revokedAt.reset();
    credential.createdAt = draft.now();
    const std::int64_t id = credential.id.value();
    draft.audit(command.note, "credential.add", entry->participant.name.value(), {}, describe(credential));
    draft.change(CredentialPut{std::move(credential)});
    return draft.created(id);
}

Decision decide(Draft& draft, const RevokeCredential& command)
{
    const auto* entry = draft.registry().find(command.participant.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, kUnknownParticipant);
    const auto present = std::find_if(entry->credentials.begin(), entry->credentials.end(),
                                      [&](const auto& known) { return known.id == command.id; });
    if (present == entry->credentials.end())
        return draft.refuse(kGenericIDNotFound, "credential not found", 404);
    if (present->isRevoked()) return draft.ignore(std::nullopt);
    domain::Credential credential = *present;
    credential.revokedAt = draft.now();
    draft.audit(command.note, "credential.revoke", entry->participant.name.value(), describe(*present),
                describe(credential));
    draft.change(CredentialPut{std::move(credential)});
    return draft.done();
}

} // namespace hub::ledger
