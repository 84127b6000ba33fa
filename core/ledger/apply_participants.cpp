#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"
#include "core/ledger/new_accounts.h"

#include <algorithm>
#include <array>

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;
using domain::AccountType;

constexpr std::string_view kUnknownParticipant = "participant not found";
/// Types that the hub may hold (admin-settlement 1.4, configured list).
constexpr std::array<std::string_view, 3> kHubAccountTypes{"HUB_RECONCILIATION",
                                                           "HUB_MULTILATERAL_SETTLEMENT", "HUB_FEE"};

bool hasActiveHubAccount(const Registry& registry, AccountType type, domain::Currency currency)
{
    const auto* account = registry.hub().account(type, currency);
    return account != nullptr && account->isActive;
}

bool hasCurrency(const ParticipantEntry& entry, domain::Currency currency)
{
    return std::any_of(entry.accounts.begin(), entry.accounts.end(),
                       [currency](const domain::Account& account) { return account.currency == currency; });
}

std::string_view nameOf(domain::TradeDirection direction)
{
    switch (direction) {
    case domain::TradeDirection::Both:
        return "BOTH";
    case domain::TradeDirection::SendOnly:
        return "SEND_ONLY";
    case domain::TradeDirection::ReceiveOnly:
        return "RECEIVE_ONLY";
    }
    return {};
}

std::string activeText(bool isActive)
{
    return AuditJson().put("isActive", isActive).text();
}

} // namespace

Decision decide(Draft& draft, const CreateParticipant& command)
{
    const Registry& registry = draft.registry();
    if (!hasActiveHubAccount(registry, AccountType::HubReconciliation, command.currency))
        return draft.refuse(kAddPartyInformationError,
                            "Hub reconciliation account for the specified currency does not exist");
    if (!hasActiveHubAccount(registry, AccountType::HubMultilateralSettlement, command.currency))
        return draft.refuse(
            kAddPartyInformationError,
            "Hub multilateral net settlement account for the specified currency does not exist");
    const auto* present = registry.find(command.name.value());
    if (present != nullptr && hasCurrency(*present, command.currency))
        return draft.refuse(kGenericClientError, "Participant currency has already been registered");
    const auto types = accountTypesFor(registry.models(), command.currency);
    if (types.empty()) return draft.refuse(kGenericSettlementError, kNoModel);

    domain::ParticipantId id;
    if (present != nullptr) {
        id = present->participant.id;
    } else {
        id = domain::ParticipantId(draft.state().nextParticipantId);
        draft.change(ParticipantPut{domain::Participant{id, command.name, true, command.isProxy,
                                                        domain::TradeDirection::Both, draft.now()}});
    }
    std::int64_t nextAccount = draft.state().nextAccountId;
    for (const auto type : types)
        addAccount(draft, id, command.currency, type, false, nextAccount);
    draft.audit(command.note, "participant.create", command.name.value(), {},
                AuditJson().put("currency", command.currency.code()).put("isProxy", command.isProxy).text());
    return draft.created(id.value());
}

Decision decide(Draft& draft, const SetParticipantActive& command)
{
    const auto* entry = draft.registry().find(command.name.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, kUnknownParticipant);
    domain::Participant participant = entry->participant;
    participant.isActive = command.isActive;
    draft.audit(command.note, "participant.active", participant.name.value(),
                activeText(entry->participant.isActive), activeText(command.isActive));
    draft.change(ParticipantPut{std::move(participant)});
    return draft.done();
}

Decision decide(Draft& draft, const SetParticipantPaused& command)
{
    const auto* entry = draft.registry().find(command.name.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, kUnknownParticipant);
    if (entry->participant.id == kHubParticipant)
        return draft.refuse(kGenericValidationError, "The hub itself cannot be paused");
    domain::Participant participant = entry->participant;
    participant.isPaused = command.isPaused;
    draft.audit(command.note, "participant.pause", participant.name.value(),
                AuditJson().put("isPaused", entry->participant.isPaused).text(),
                AuditJson().put("isPaused", command.isPaused).text());
    draft.change(ParticipantPut{std::move(participant)});
    return draft.done();
}

Decision decide(Draft& draft, const SetTradeDirection& command)
{
    const auto* entry = draft.registry().find(command.name.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, kUnknownParticipant);
    domain::Participant participant = entry->participant;
    participant.direction = command.direction;
    draft.audit(command.note, "participant.direction", participant.name.value(),
                AuditJson().put("direction", nameOf(entry->participant.direction)).text(),
                AuditJson().put("direction", nameOf(command.direction)).text());
    draft.change(ParticipantPut{std::move(participant)});
    return draft.done();
}

Decision decide(Draft& draft, const CreateHubAccount& command)
{
    const auto* entry = draft.registry().find(command.participant.value());
    if (entry == nullptr) return draft.refuse(kAddPartyInformationError, "Participant was not found.");
    const auto* type = draft.registry().accountType(command.type);
    if (type == nullptr) return draft.refuse(kAddPartyInformationError, "Ledger account type was not found.");
    const auto* present = entry->account(type->id, command.currency);
    if (present != nullptr && present->isActive)
        return draft.refuse(kAddPartyInformationError, "Hub account has already been registered.");
    if (entry->participant.id != kHubParticipant)
        return draft.refuse(kAddPartyInformationError,
                            "Endpoint is reserved for creation of Hub account types only.");
    if (std::find(kHubAccountTypes.begin(), kHubAccountTypes.end(), type->name) == kHubAccountTypes.end())
        return draft.refuse(kAddPartyInformationError,
                            "The requested hub operator account type is not allowed.");
    std::int64_t nextAccount = draft.state().nextAccountId;
    const auto id = addAccount(draft, kHubParticipant, command.currency, type->id, true, nextAccount);
    draft.audit(command.note, "hub.account.create", entry->participant.name.value(), {},
                AuditJson().put("currency", command.currency.code()).put("type", type->name).text());
    return draft.created(id.value());
}

Decision decide(Draft& draft, const SetAccountActive& command)
{
    const auto* entry = draft.registry().find(command.participant.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, kUnknownParticipant);
    const auto* owner = draft.registry().ownerOf(command.account);
    if (owner == nullptr) return draft.refuse(kInternalServerError, "Account not found");
    if (owner != entry) return draft.refuse(kInternalServerError, "Participant/account mismatch");
    const auto* account = entry->account(command.account);
    if (account->type != AccountType::Position)
        return draft.refuse(kInternalServerError, "Only position account update is permitted");
    domain::Account changed = *account;
    changed.isActive = command.isActive;
    const auto text = [&command](bool isActive) {
        return AuditJson().put("account", command.account.value()).put("isActive", isActive).text();
    };
    draft.audit(command.note, "account.active", entry->participant.name.value(), text(account->isActive),
                text(command.isActive));
    draft.change(AccountPut{changed});
    return draft.done();
}

Decision decide(Draft& draft, const SetEndpoint& command)
{
    const auto* entry = draft.registry().find(command.participant.value());
    if (entry == nullptr) return draft.refuse(kGenericIDNotFound, kUnknownParticipant);
    if (!domain::isEndpointType(command.type))
        return draft.refuse(kInternalServerError, "Endpoint type was not found");
    const auto* before = entry->endpoint(command.type);
    const auto text = [&command](const std::string& value) {
        return AuditJson().put("type", command.type).put("value", value).text();
    };
    draft.audit(command.note, "participant.endpoint", entry->participant.name.value(),
                before != nullptr ? text(*before) : std::string(), text(command.value));
    draft.change(EndpointPut{domain::Endpoint{entry->participant.id, command.type, command.value}});
    return draft.done();
}

} // namespace hub::ledger
