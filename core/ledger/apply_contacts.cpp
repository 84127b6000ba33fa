#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"

#include <algorithm>

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;

std::string describe(const domain::Contact& contact)
{
    return AuditJson()
        .put("id", contact.id.value())
        .put("name", contact.name)
        .put("role", contact.role)
        .put("email", contact.email)
        .put("phone", contact.phone)
        .text();
}

const domain::Contact* find(const ParticipantEntry& entry, domain::ContactId id)
{
    const auto at = std::find_if(entry.contacts.begin(), entry.contacts.end(),
                                 [id](const auto& contact) { return contact.id == id; });
    return at != entry.contacts.end() ? &*at : nullptr;
}

/// What is wrong with the texts; empty when nothing is.
std::string faultOf(const domain::Contact& contact)
{
    if (contact.name.empty()) return "\"name\" is not allowed to be empty";
    if (contact.email.empty() && contact.phone.empty()) return "\"email\" or \"phone\" is required";
    for (const auto* text : {&contact.name, &contact.role, &contact.email, &contact.phone})
        if (text->size() > domain::kContactTextMax) return "a text of a contact holds at most 128 bytes";
    const auto at = contact.email.find('@');
    const bool isMail = at != std::string::npos && at > 0 && at + 1 < contact.email.size() &&
                        contact.email.find_first_of(" \t\r\n,;<>") == std::string::npos;
    if (!contact.email.empty() && !isMail) return "\"email\" must be a valid email";
    return {};
}

} // namespace

Decision decide(Draft& draft, const PutContact& command)
{
    const auto* entry = draft.registry().find(command.participant.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, "participant not found");
    if (const auto fault = faultOf(command.contact); !fault.empty())
        return draft.refuse(kMalformedSyntax, fault);
    domain::Contact contact = command.contact;
    const bool isNew = contact.id.value() == 0;
    const auto* present = isNew ? nullptr : find(*entry, contact.id);
    if (!isNew && present == nullptr) return draft.refuse(kGenericIDNotFound, "contact not found", 404);
    if (isNew && entry->contacts.size() >= domain::kContactsMax)
        return draft.refuse(kGenericValidationError, "There are 32 contacts already");
    if (isNew) contact.id = domain::ContactId(draft.state().nextContactId);
    contact.participant = entry->participant.id;
    contact.changedAt = draft.now();
    draft.audit(command.note, isNew ? "contact.create" : "contact.change", entry->participant.name.value(),
                isNew ? std::string() : describe(*present), describe(contact));
    const auto id = contact.id.value();
    draft.change(ContactPut{std::move(contact)});
    return draft.created(id);
}

Decision decide(Draft& draft, const RemoveContact& command)
{
    const auto* entry = draft.registry().find(command.participant.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, "participant not found");
    const auto* present = find(*entry, command.id);
    if (present == nullptr) return draft.refuse(kGenericIDNotFound, "contact not found", 404);
    draft.audit(command.note, "contact.remove", entry->participant.name.value(), describe(*present), {});
    draft.change(ContactRemoved{entry->participant.id, command.id});
    return draft.done();
}

} // namespace hub::ledger
