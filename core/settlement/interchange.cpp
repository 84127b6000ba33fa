#include "core/domain/fspiop_errors.h"
#include "core/settlement/handlers.h"

#include <algorithm>
#include <string>

namespace hub::settlement {
namespace {

using namespace domain::fspiop_code;
using domain::AccountType;
using domain::InterchangeRule;
using ledger::Decision;
using ledger::Draft;

constexpr std::size_t kNameMax = 64;
constexpr std::size_t kRulesMax = 256;
constexpr int kDecimalsMax = 4;

std::string describe(const InterchangeRule& rule)
{
    ledger::AuditJson json;
    json.put("name", rule.name).put("isActive", rule.isActive).put("percent", rule.percent);
    json.put("direction", rule.direction == domain::FeeDirection::PayerPays ? "PAYER_PAYS" : "PAYEE_PAYS");
    if (rule.currency) json.put("currency", rule.currency->code());
    return json.text();
}

const InterchangeRule* find(const ledger::Registry& registry, domain::InterchangeRuleId id)
{
    const auto& rules = registry.interchangeRules();
    const auto at =
        std::find_if(rules.begin(), rules.end(), [id](const auto& rule) { return rule.id == id; });
    return at != rules.end() ? &*at : nullptr;
}

const domain::Account* feeAccount(const Draft& draft, domain::AccountId position, domain::Currency currency)
{
    const auto* account = draft.registry().ownerOf(position)->account(AccountType::InterchangeFee, currency);
    return account != nullptr && account->hasPosition ? account : nullptr;
}

void charge(Draft& draft, const ledger::OpenTransfer& transfer, const InterchangeRule& rule,
            domain::Amount fee)
{
    const bool payerPays = rule.direction == domain::FeeDirection::PayerPays;
    const auto* owes =
        feeAccount(draft, payerPays ? transfer.payerAccount : transfer.payeeAccount, transfer.currency);
    const auto* isOwed =
        feeAccount(draft, payerPays ? transfer.payeeAccount : transfer.payerAccount, transfer.currency);
    if (owes == nullptr || isOwed == nullptr) {
        draft.auditRefused("interchangeFee", transfer.id.value().toString(),
                           ledger::AuditJson().put("rule", rule.name).put("amount", fee).text(),
                           "An INTERCHANGE_FEE account is missing");
        return;
    }
    const auto window = draft.state().openWindow.id;
    draft.move(owes->id, fee, transfer.seq, domain::TransferState::Committed);
    draft.move(isOwed->id, fee.negated(), transfer.seq, domain::TransferState::Committed);
    draft.change(ledger::FeeCharged{transfer.seq, rule.id, window, owes->id, isOwed->id, fee, draft.now()});
    draft.change(ledger::FlowAdded{window, owes->id, isOwed->id, fee, false});
}

} // namespace

void chargeFees(Draft& draft, const ledger::OpenTransfer& transfer)
{
    const auto& registry = draft.registry();
    if (registry.ownerOf(transfer.payerAccount) == registry.ownerOf(transfer.payeeAccount)) return;
    // No model of interchange fees: the scheme has none, whatever the rules say.
    if (domain::resolveModel(registry.models(), AccountType::InterchangeFee, transfer.currency) == nullptr)
        return;
    for (const auto& rule : registry.interchangeRules())
        if (const auto fee =
                domain::feeOf(rule, *transfer.facts, transfer.currency, transfer.amount, draft.now()))
            charge(draft, transfer, rule, *fee);
}

Decision putInterchangeRule(Draft& draft, const ledger::PutInterchangeRule& command)
{
    const auto& registry = draft.registry();
    InterchangeRule rule = command.rule;
    const bool isNew = rule.id.value() == 0;
    const auto* present = isNew ? nullptr : find(registry, rule.id);
    if (!isNew && present == nullptr)
        return draft.refuse(kGenericIDNotFound, "interchange rule not found", 404);
    if (rule.name.empty() || rule.name.size() > kNameMax)
        return draft.refuse(kMalformedSyntax, "\"name\" must hold 1 to 64 characters");
    if (rule.percent.isNegative() || rule.percent > domain::Amount::fromMajor(100))
        return draft.refuse(kMalformedSyntax, "\"percent\" must be 0 to 100");
    if (rule.decimals < 0 || rule.decimals > kDecimalsMax)
        return draft.refuse(kMalformedSyntax, "\"decimals\" must be 0 to 4");
    if (rule.from && rule.to && *rule.to <= *rule.from)
        return draft.refuse(kGenericValidationError, "The rule ends before it begins");
    for (const auto& other : registry.interchangeRules())
        if (other.id != rule.id && other.name == rule.name)
            return draft.refuse(kGenericClientError, "Interchange rule already exists");
    if (isNew && registry.interchangeRules().size() >= kRulesMax)
        return draft.refuse(kGenericValidationError, "There are 256 interchange rules already");
    if (isNew) rule.id = domain::InterchangeRuleId(draft.state().nextRuleId);
    rule.createdAt = isNew ? draft.now() : present->createdAt;
    rule.changedAt = draft.now();
    draft.audit(command.note, isNew ? "interchangeRule.create" : "interchangeRule.change",
                std::to_string(rule.id.value()), isNew ? std::string() : describe(*present), describe(rule));
    const auto id = rule.id.value();
    draft.change(ledger::InterchangeRulePut{std::move(rule)});
    return draft.created(id);
}

Decision removeInterchangeRule(Draft& draft, const ledger::RemoveInterchangeRule& command)
{
    const auto* present = find(draft.registry(), command.id);
    if (present == nullptr) return draft.refuse(kGenericIDNotFound, "interchange rule not found", 404);
    draft.audit(command.note, "interchangeRule.remove", std::to_string(command.id.value()),
                describe(*present), {});
    draft.change(ledger::InterchangeRuleRemoved{command.id});
    return draft.done();
}

} // namespace hub::settlement
