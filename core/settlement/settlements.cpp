#include "core/domain/fspiop_errors.h"
#include "core/settlement/handlers.h"
#include "core/settlement/netting.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

namespace hub::settlement {
namespace {

using namespace domain::fspiop_code;
using domain::SettlementState;
using ledger::Decision;
using ledger::Draft;
using ledger::SettlementAccount;
using ledger::WindowContent;
using ledger::WindowState;

/// Contents of a window that the model may settle now.
std::vector<const WindowContent*> freeContents(const ledger::State& state, domain::WindowId window,
                                               const domain::SettlementModel& model)
{
    std::vector<const WindowContent*> found;
    const auto at = state.windows.find(window.value());
    const bool isSettleable =
        at != state.windows.end() &&
        (at->second.state == WindowState::Closed || at->second.state == WindowState::Aborted ||
         at->second.state == WindowState::PendingSettlement);
    if (!isSettleable) return found;
    for (const auto& [id, content] : state.contents) {
        if (content.window != window || content.model != model.id) continue;
        if (content.state == WindowState::Closed || content.state == WindowState::Aborted)
            found.push_back(&content);
    }
    return found;
}

/// The accounts of the new settlement with their nets over all contents, by owner and account.
std::vector<SettlementAccount> accountsOf(const Draft& draft, const domain::SettlementModel& model,
                                          const std::vector<const WindowContent*>& contents,
                                          const SettlementAccount& blank)
{
    SumsByAccount sums;
    NetsByPair pairs;
    for (const auto* content : contents)
        for (const auto& flow : draft.state().flows.at(content->window.value()).rows()) {
            if (flow.isSettled || !isOf(flow, {content->type, content->currency}, draft.registry())) continue;
            addSums(flow, Part::Net, sums);
            addPair(flow, pairs);
        }
    std::vector<SettlementAccount> accounts;
    const auto add = [&](domain::AccountId account, domain::AccountId counterparty, domain::Amount net) {
        accounts.push_back(blank);
        accounts.back().account = account;
        accounts.back().counterparty = counterparty;
        accounts.back().net = net;
    };
    if (model.interchange == domain::SettlementInterchange::Bilateral) {
        for (const auto& [pair, net] : pairs) {
            add(pair.first, pair.second, net);
            add(pair.second, pair.first, net.negated());
        }
        // Who only paid itself is against nobody, and is in it all the same.
        const auto isPaired = [&accounts](domain::AccountId account) {
            return std::any_of(accounts.begin(), accounts.end(),
                               [account](const auto& row) { return row.account == account; });
        };
        for (const auto& [account, sum] : sums)
            if (!isPaired(account)) add(account, domain::AccountId(), sum.net());
    } else {
        for (const auto& [account, sum] : sums)
            add(account, domain::AccountId(), sum.net());
    }
    const auto ownerOf = [&draft](domain::AccountId account) {
        return draft.registry().ownerOf(account)->participant.id;
    };
    std::sort(accounts.begin(), accounts.end(), [&ownerOf](const auto& a, const auto& b) {
        return std::tuple(ownerOf(a.account), a.account, a.counterparty) <
               std::tuple(ownerOf(b.account), b.account, b.counterparty);
    });
    return accounts;
}

/// Checks the request; fills `contents` when it may be done.
std::optional<Decision> refuse(Draft& draft, const ledger::CreateSettlement& command,
                               const domain::SettlementModel* model,
                               std::vector<const WindowContent*>& contents)
{
    if (model == nullptr || !model->isActive)
        return draft.refuse(kGenericValidationError, "Settlement model not found: " + command.model);
    if (model->granularity == domain::SettlementGranularity::Gross ||
        model->delay == domain::SettlementDelay::Immediate)
        return draft.refuse(kGenericValidationError,
                            "Settlement can not be created for GROSS or IMMEDIATE models");
    std::string inapplicable;
    std::set<domain::WindowId> seen;
    for (const auto window : command.windows) {
        if (!seen.insert(window).second) continue;
        const auto found = freeContents(draft.state(), window, *model);
        if (found.empty())
            inapplicable += (inapplicable.empty() ? "" : ", ") + std::to_string(window.value());
        contents.insert(contents.end(), found.begin(), found.end());
    }
    if (!inapplicable.empty() || contents.empty())
        return draft.refuse(kGenericValidationError, "Inapplicable windows " + inapplicable);
    if (!model->autoPositionReset) return std::nullopt;
    for (const auto* content : contents)
        if (draft.registry().hub().account(domain::AccountType::HubMultilateralSettlement,
                                           content->currency) == nullptr)
            return draft.refuse(
                kGenericValidationError,
                "Hub multilateral net settlement account for the specified currency does not exist");
    return std::nullopt;
}

void bindContents(Draft& draft, const ledger::CreateSettlement& command, domain::SettlementId id,
                  const std::vector<const WindowContent*>& contents)
{
    std::set<domain::WindowId> windows;
    for (const auto* present : contents) {
        WindowContent content = *present;
        content.state = WindowState::PendingSettlement;
        content.reason = command.reason;
        content.settlement = id;
        content.changedAt = draft.now();
        windows.insert(content.window);
        draft.change(ledger::ContentPut{std::move(content), command.note.operatorName});
    }
    for (const auto window : windows) {
        ledger::Window row = draft.state().windows.at(window.value());
        if (row.state == WindowState::PendingSettlement) continue;
        row.state = WindowState::PendingSettlement;
        row.reason = command.reason;
        row.changedAt = draft.now();
        draft.change(ledger::WindowPut{std::move(row), command.note.operatorName});
    }
}

} // namespace

Decision createSettlement(Draft& draft, const ledger::CreateSettlement& command)
{
    const auto* model = draft.registry().model(command.model);
    std::vector<const WindowContent*> contents;
    if (auto refused = refuse(draft, command, model, contents)) return std::move(*refused);

    const domain::SettlementId id(draft.state().nextSettlementId);
    auto outcome = std::make_shared<ledger::SettlementOutcome>();
    ledger::Settlement& settlement = outcome->file.settlement;
    settlement.id = id;
    settlement.model = model->id;
    settlement.reason = command.reason;
    settlement.createdBy = command.note.operatorName;
    settlement.createdAt = draft.now();
    settlement.changedAt = draft.now();
    for (const auto* content : contents)
        settlement.contents.push_back({content->id, content->window});
    SettlementAccount blank;
    blank.settlement = id;
    blank.reason = command.reason;
    blank.createdAt = draft.now();
    blank.changedAt = draft.now();
    outcome->file.accounts = accountsOf(draft, *model, contents, blank);
    draft.change(ledger::SettlementPut{settlement, command.note.operatorName});
    for (const auto& account : outcome->file.accounts) {
        draft.change(ledger::SettlementAccountPut{account, command.note.operatorName});
        outcome->touched.emplace_back(account.account, account.counterparty);
    }
    bindContents(draft, command, id, contents);
    std::string windows;
    for (const auto window : command.windows)
        windows += (windows.empty() ? "" : ",") + std::to_string(window.value());
    draft.audit(command.note, "settlement.create", std::to_string(id.value()), {},
                ledger::AuditJson().put("settlementModel", model->name).put("windows", windows).text());
    Decision decision = draft.created(id.value());
    decision.answer.settlement = std::move(outcome);
    return decision;
}

} // namespace hub::settlement
