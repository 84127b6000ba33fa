#include "core/domain/fspiop_errors.h"
#include "core/settlement/handlers.h"
#include "core/settlement/settlement_transfers.h"

#include <algorithm>
#include <set>
#include <string>

namespace hub::settlement {
namespace {

using namespace domain::fspiop_code;
using domain::SettlementState;
using ledger::Decision;
using ledger::Draft;
using ledger::WindowState;

std::optional<Decision> refuse(Draft& draft, const ledger::SettlementFile& file)
{
    const auto& settlement = file.settlement;
    const auto name = '\'' + std::to_string(settlement.id.value()) + '\'';
    const bool isTooLate = settlement.state == SettlementState::TransfersCommitted ||
                           settlement.state == SettlementState::Settling ||
                           settlement.state == SettlementState::Settled;
    if (isTooLate)
        return draft.refuse(kGenericValidationError,
                            "State change is not allowed for settlement " + name + " in state '" +
                                std::string(domain::toString(settlement.state)) + '\'');
    const bool isCommitted = std::any_of(file.accounts.begin(), file.accounts.end(), [](const auto& account) {
        return account.state == SettlementState::TransfersCommitted;
    });
    if (isCommitted)
        return draft.refuse(kGenericValidationError,
                            "At least one settlement transfer is committed for settlement " + name +
                                ". Aborting is not allowed.");
    if (const auto why = finaliseForbidsAbort(draft, settlement.id); !why.empty())
        return draft.refuse(kGenericValidationError, why);
    return std::nullopt;
}

/// Contents are free again, and windows that no other live settlement holds are too (4.8).
void freeContents(Draft& draft, const ledger::AbortSettlement& command, const ledger::Settlement& settlement)
{
    const auto& state = draft.state();
    std::set<domain::WindowId> windows;
    for (const auto& ref : settlement.contents) {
        const auto found = state.contents.find(ref.content.value());
        if (found == state.contents.end() || found->second.settlement != settlement.id) continue;
        ledger::WindowContent content = found->second;
        content.state = WindowState::Aborted;
        content.reason = command.reason;
        content.settlement = domain::SettlementId();
        content.changedAt = draft.now();
        windows.insert(content.window);
        draft.change(ledger::ContentPut{std::move(content), command.note.operatorName});
    }
    for (const auto window : windows) {
        const bool isHeld = std::any_of(state.contents.begin(), state.contents.end(), [&](const auto& entry) {
            return entry.second.window == window && entry.second.settlement != settlement.id &&
                   entry.second.settlement.value() != 0 && entry.second.state != WindowState::Settled;
        });
        if (isHeld) continue;
        ledger::Window row = state.windows.at(window.value());
        row.state = WindowState::Aborted;
        row.reason = command.reason;
        row.changedAt = draft.now();
        draft.change(ledger::WindowPut{std::move(row), command.note.operatorName});
    }
}

} // namespace

Decision abortSettlement(Draft& draft, const ledger::AbortSettlement& command)
{
    const auto found = draft.state().settlements.find(command.settlement.value());
    if (found == draft.state().settlements.end())
        return draft.refuse(kGenericValidationError, "Settlement with ID '" +
                                                         std::to_string(command.settlement.value()) +
                                                         "' not found");
    if (command.account.value() != 0 || command.counterparty.value() != 0)
        return abortPair(draft, command, found->second);
    if (auto refused = refuse(draft, found->second)) return std::move(*refused);
    auto outcome = std::make_shared<ledger::SettlementOutcome>();
    outcome->file = found->second;
    auto& settlement = outcome->file.settlement;
    const auto before = settlement.state;
    if (before != SettlementState::Aborted) {
        const std::array<std::uint8_t, 16> noSeed{};
        SettlementTransfers transfers(draft, noSeed);
        const auto error = domain::makeError(kGenericSettlementError, command.reason);
        for (auto& account : outcome->file.accounts) {
            if (account.transferSeq != 0 && account.state != SettlementState::Aborted)
                transfers.abort(account, error);
            account.state = SettlementState::Aborted;
            account.reason = command.reason;
            if (!command.externalReference.empty()) account.externalReference = command.externalReference;
            account.changedAt = draft.now();
            outcome->touched.emplace_back(account.account, account.counterparty);
            draft.change(ledger::SettlementAccountPut{account, command.note.operatorName});
        }
        freeContents(draft, command, settlement);
    }
    settlement.state = SettlementState::Aborted;
    settlement.reason = command.reason;
    settlement.changedAt = draft.now();
    draft.change(ledger::SettlementPut{settlement, command.note.operatorName});
    draft.audit(command.note, "settlement.abort", std::to_string(settlement.id.value()),
                ledger::AuditJson().put("state", domain::toString(before)).text(),
                ledger::AuditJson().put("state", "ABORTED").text());
    Decision decision = draft.done();
    decision.answer.settlement = std::move(outcome);
    return decision;
}

} // namespace hub::settlement
