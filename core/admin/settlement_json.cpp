#include "core/admin/settlement_json.h"

#include <algorithm>
#include <map>
#include <set>

namespace hub::admin {
namespace {

using ledger::SettlementAccount;
using ledger::WindowContent;

enum class Binding {
    Hidden,
    Shown, ///< settlementId
};

void writeContent(json::Writer& writer, const WindowContent& content, Binding binding,
                  const SettlementService& service)
{
    writer.beginObject().key("id").number(content.id.value());
    writer.member("state", toString(content.state));
    writer.member("ledgerAccountType", service.accountTypeName(content.type));
    writer.member("currencyId", content.currency.code());
    writer.member("createdDate", base::toIso8601(content.createdAt));
    writer.member("changedDate", base::toIso8601(content.changedAt));
    if (binding == Binding::Shown) {
        writer.key("settlementId");
        if (content.settlement.value() != 0)
            writer.number(content.settlement.value());
        else
            writer.null();
    }
    writer.endObject();
}

void writeWindowHead(json::Writer& writer, std::string_view idName, const ledger::Window& window)
{
    writer.key(idName).number(window.id.value());
    writer.member("state", toString(window.state)).member("reason", window.reason);
    writer.member("createdDate", base::toIso8601(window.createdAt));
    writer.member("changedDate", base::toIso8601(window.changedAt));
}

/// Windows of a settlement with those contents that `isWanted`; windows without one are left out.
template <class Wanted>
void writeWindows(json::Writer& writer, const ledger::SettlementFacts& facts,
                  const SettlementService& service, const Wanted& isWanted)
{
    writer.key("settlementWindows").beginArray();
    for (const auto& window : facts.windows) {
        const auto isOf = [&](const WindowContent& content) {
            return content.window == window.id && isWanted(content);
        };
        if (std::none_of(facts.contents.begin(), facts.contents.end(), isOf)) continue;
        writer.beginObject();
        writeWindowHead(writer, "id", window);
        writer.key("content").beginArray();
        for (const auto& content : facts.contents)
            if (isOf(content)) writeContent(writer, content, Binding::Hidden, service);
        writer.endArray().endObject();
    }
    writer.endArray();
}

domain::ParticipantId ownerOf(const ledger::Registry& registry, domain::AccountId account)
{
    const auto* owner = registry.ownerOf(account);
    return owner != nullptr ? owner->participant.id : domain::ParticipantId();
}

const domain::Account* accountOf(const ledger::Registry& registry, domain::AccountId account)
{
    const auto* owner = registry.ownerOf(account);
    return owner != nullptr ? owner->account(account) : nullptr;
}

void writeAccountHead(json::Writer& writer, const SettlementAccount& account)
{
    writer.beginObject().key("id").number(account.account.value());
    if (account.counterparty.value() != 0)
        writer.key("counterpartyAccountId").number(account.counterparty.value());
    writer.member("state", domain::toString(account.state)).member("reason", account.reason);
}

void writeNet(json::Writer& writer, const SettlementAccount& account, const ledger::Registry& registry)
{
    writer.key("netSettlementAmount").beginObject().key("amount").number(account.net);
    const auto* row = accountOf(registry, account.account);
    writer.member("currency", row != nullptr ? row->currency.code() : std::string_view()).endObject();
}

void writeParticipants(json::Writer& writer, const std::vector<SettlementAccount>& accounts,
                       const ledger::Registry& registry)
{
    std::map<domain::ParticipantId, std::vector<const SettlementAccount*>> byOwner;
    for (const auto& account : accounts)
        byOwner[ownerOf(registry, account.account)].push_back(&account);
    writer.key("participants").beginArray();
    for (const auto& [owner, rows] : byOwner) {
        writer.beginObject().key("id").number(owner.value()).key("accounts").beginArray();
        for (const auto* account : rows) {
            writeAccountHead(writer, *account);
            writeNet(writer, *account, registry);
            writer.endObject();
        }
        writer.endArray().endObject();
    }
    writer.endArray();
}

void writeFault(json::Writer& writer, const ledger::SettlementOutcome::Fault& fault)
{
    const auto error = domain::makeError(domain::fspiop_code::kGenericClientError, fault.text);
    writer.beginObject().key("id").number(fault.account.value());
    if (fault.counterparty.value() != 0)
        writer.key("counterpartyAccountId").number(fault.counterparty.value());
    writer.key("errorInformation").beginObject().member("errorCode", error.code);
    writer.member("errorDescription", error.description).endObject().endObject();
}

void writeStepAccount(json::Writer& writer, const SettlementAccount& account,
                      const ledger::Registry& registry)
{
    writeAccountHead(writer, account);
    if (!account.externalReference.empty()) writer.member("externalReference", account.externalReference);
    writer.member("createdDate", base::toIso8601(account.changedAt));
    writeNet(writer, account, registry);
    writer.endObject();
}

} // namespace

void writeWindow(json::Writer& writer, const ledger::WindowFacts& facts, const SettlementService& service)
{
    writer.beginObject();
    writeWindowHead(writer, "settlementWindowId", facts.window);
    writer.key("content").beginArray();
    for (const auto& content : facts.contents)
        writeContent(writer, content, Binding::Shown, service);
    writer.endArray().endObject();
}

void writeNewWindow(json::Writer& writer, const ledger::Window& window)
{
    writer.beginObject();
    writeWindowHead(writer, "settlementWindowId", window);
    writer.endObject();
}

void writeSettlement(json::Writer& writer, const ledger::SettlementFacts& facts, SettlementForm form,
                     const SettlementService& service)
{
    const auto registry = service.view().registry();
    const auto& settlement = facts.file.settlement;
    writer.beginObject().key("id").number(settlement.id.value());
    if (form == SettlementForm::Created)
        for (const auto& model : registry->models())
            if (model.id == settlement.model) writer.member("settlementModel", model.name);
    writer.member("state", domain::toString(settlement.state));
    if (form != SettlementForm::Part) {
        writer.member("reason", settlement.reason);
        writer.member("createdDate", base::toIso8601(settlement.createdAt));
        writer.member("changedDate", base::toIso8601(settlement.changedAt));
    }
    writeWindows(writer, facts, service, [](const WindowContent&) { return true; });
    writeParticipants(writer, facts.file.accounts, *registry);
    writer.endObject();
}

void writeStep(json::Writer& writer, const StepOutcome& outcome, const SettlementService& service)
{
    const auto registry = service.view().registry();
    const auto& settlement = outcome.facts.file.settlement;
    std::set<std::pair<domain::AccountId, domain::AccountId>> touched(outcome.touched.begin(),
                                                                      outcome.touched.end());
    std::map<domain::ParticipantId, std::vector<const SettlementAccount*>> byOwner;
    std::map<domain::ParticipantId, std::vector<const ledger::SettlementOutcome::Fault*>> faults;
    for (const auto& account : outcome.facts.file.accounts) {
        if (!touched.contains({account.account, account.counterparty})) continue;
        byOwner[ownerOf(*registry, account.account)].push_back(&account);
    }
    for (const auto& fault : outcome.faults) {
        const auto owner = fault.participant.value_or(ownerOf(*registry, fault.account));
        faults[owner].push_back(&fault);
        byOwner[owner];
    }
    writer.beginObject().key("id").number(settlement.id.value());
    writer.member("state", domain::toString(settlement.state));
    writer.member("createdDate", base::toIso8601(settlement.changedAt));
    writeWindows(writer, outcome.facts, service,
                 [&outcome](const WindowContent& content) { return outcome.contents.contains(content.id); });
    writer.key("participants").beginArray();
    for (const auto& [owner, rows] : byOwner) {
        writer.beginObject().key("id").number(owner.value()).key("accounts").beginArray();
        for (const auto* account : rows)
            writeStepAccount(writer, *account, *registry);
        for (const auto* fault : faults[owner])
            writeFault(writer, *fault);
        writer.endArray().endObject();
    }
    writer.endArray().endObject();
}

} // namespace hub::admin
