#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"
#include "core/ledger/new_accounts.h"

#include <algorithm>
#include <array>

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;
using domain::AccountType;
using domain::SettlementDelay;
using domain::SettlementGranularity;
using domain::SettlementInterchange;
using domain::SettlementModel;

constexpr std::size_t kNameMin = 2;
constexpr std::size_t kNameMax = 30;

struct Combination
{
    SettlementGranularity granularity;
    SettlementInterchange interchange;
    SettlementDelay delay;
};
/// What admin-settlement 1.12 supports.
constexpr std::array kCombinations{
    Combination{SettlementGranularity::Gross, SettlementInterchange::Bilateral, SettlementDelay::Immediate},
    Combination{SettlementGranularity::Gross, SettlementInterchange::Bilateral, SettlementDelay::Deferred},
    Combination{SettlementGranularity::Net, SettlementInterchange::Bilateral, SettlementDelay::Deferred},
    Combination{SettlementGranularity::Net, SettlementInterchange::Multilateral, SettlementDelay::Deferred},
};

bool isSupported(const SettlementModel& model)
{
    return std::any_of(kCombinations.begin(), kCombinations.end(), [&model](const Combination& row) {
        return row.granularity == model.granularity && row.interchange == model.interchange &&
               row.delay == model.delay;
    });
}

bool isName(std::string_view text)
{
    return text.size() >= kNameMin && text.size() <= kNameMax &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
           });
}

/// The account types that money may be settled through.
bool isSettlementType(const domain::LedgerAccountType* type)
{
    return type != nullptr &&
           (type->id == AccountType::Settlement || type->id == AccountType::InterchangeFeeSettlement);
}

std::optional<Decision> refuseModel(Draft& draft, const CreateSettlementModel& command)
{
    const auto& model = command.model;
    const Registry& registry = draft.registry();
    if (!isName(model.name))
        return draft.refuse(kMalformedSyntax, "\"name\" must hold 2 to 30 letters, digits or underscores");
    if (!isSupported(model))
        return draft.refuse(kGenericClientError, "Unsupported settlement model: " +
                                                     std::string(domain::toString(model.granularity)) + ", " +
                                                     std::string(domain::toString(model.interchange)) + ", " +
                                                     std::string(domain::toString(model.delay)));
    const auto* ledgerType = registry.accountType(command.ledgerAccountType);
    if (ledgerType == nullptr)
        return draft.refuse(kAddPartyInformationError, "Ledger account type was not found");
    if (!isSettlementType(registry.accountType(command.settlementAccountType)))
        return draft.refuse(kAddPartyInformationError, "Settlement account type was not found");
    if (registry.model(model.name) != nullptr)
        return draft.refuse(kGenericClientError, "Settlement Model already exists");
    for (const auto& other : registry.models())
        if (other.ledgerAccountType == ledgerType->id && other.currency == model.currency)
            return draft.refuse(kInternalServerError,
                                "A settlement model for this ledger account type and currency exists: " +
                                    other.name);
    return std::nullopt;
}

/// Participants that came before the model get the ledgers that it asks for (1.12, choose). They open at once
/// where the participant is open in the currency, but for POSITION, which needs its limit first.
void addMissingAccounts(Draft& draft, const std::vector<SettlementModel>& models)
{
    std::int64_t nextAccount = draft.state().nextAccountId;
    for (const auto& entry : draft.registry().participants()) {
        if (entry->participant.id == kHubParticipant) continue;
        std::vector<domain::Currency> currencies;
        for (const auto& account : entry->accounts)
            if (std::find(currencies.begin(), currencies.end(), account.currency) == currencies.end())
                currencies.push_back(account.currency);
        for (const auto currency : currencies) {
            const bool isOpen = std::any_of(entry->accounts.begin(), entry->accounts.end(),
                                            [currency](const domain::Account& account) {
                                                return account.currency == currency && account.hasPosition;
                                            });
            for (const auto type : accountTypesFor(models, currency))
                if (entry->account(type, currency) == nullptr)
                    addAccount(draft, entry->participant.id, currency, type,
                               isOpen && type != AccountType::Position, nextAccount);
        }
    }
}

} // namespace

Decision decide(Draft& draft, const CreateAccountType& command)
{
    if (draft.registry().accountType(command.name) != nullptr)
        return draft.refuse(kGenericClientError, "This Ledger Account Type already exists");
    const std::int64_t id = draft.state().nextAccountTypeId;
    draft.change(AccountTypePut{domain::LedgerAccountType{static_cast<AccountType>(id), command.name,
                                                          command.description, command.isActive,
                                                          command.isSettleable, draft.now()}});
    draft.audit(
        command.note, "ledgerAccountType.create", command.name, {},
        AuditJson().put("isActive", command.isActive).put("isSettleable", command.isSettleable).text());
    return draft.created(id);
}

Decision decide(Draft& draft, const CreateSettlementModel& command)
{
    if (auto refused = refuseModel(draft, command)) return std::move(*refused);
    SettlementModel model = command.model;
    model.id = domain::ModelId(draft.state().nextModelId);
    model.isActive = true;
    model.ledgerAccountType = draft.registry().accountType(command.ledgerAccountType)->id;
    model.settlementAccountType = draft.registry().accountType(command.settlementAccountType)->id;
    draft.change(ModelPut{model});
    auto models = draft.registry().models();
    models.push_back(model);
    addMissingAccounts(draft, models);
    AuditJson after;
    after.put("settlementGranularity", domain::toString(model.granularity))
        .put("settlementInterchange", domain::toString(model.interchange))
        .put("settlementDelay", domain::toString(model.delay))
        .put("ledgerAccountType", command.ledgerAccountType)
        .put("settlementAccountType", command.settlementAccountType)
        .put("requireLiquidityCheck", model.requireLiquidityCheck)
        .put("autoPositionReset", model.autoPositionReset);
    if (model.currency) after.put("currency", model.currency->code());
    draft.audit(command.note, "settlementModel.create", model.name, {}, after.text());
    return draft.created(model.id.value());
}

Decision decide(Draft& draft, const SetSettlementModelActive& command)
{
    const auto* present = draft.registry().model(command.name);
    if (present == nullptr) return draft.refuse(kInternalServerError, "Settlement Model does not exist");
    SettlementModel model = *present;
    model.isActive = command.isActive;
    draft.audit(command.note, "settlementModel.active", model.name,
                AuditJson().put("isActive", present->isActive).text(),
                AuditJson().put("isActive", command.isActive).text());
    draft.change(ModelPut{std::move(model)});
    return draft.done();
}

} // namespace hub::ledger
