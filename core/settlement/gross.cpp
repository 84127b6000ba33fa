#include "core/settlement/handlers.h"

namespace hub::settlement {

using domain::AccountType;
using domain::TransferState;

bool settleAtCommit(ledger::Draft& draft, const ledger::OpenTransfer& transfer)
{
    if (transfer.facts) chargeFees(draft, transfer);
    const auto& registry = draft.registry();
    const auto* model = domain::resolveModel(registry.models(), AccountType::Position, transfer.currency);
    if (model == nullptr || model->granularity != domain::SettlementGranularity::Gross) return false;
    const auto* payer =
        registry.ownerOf(transfer.payerAccount)->account(model->settlementAccountType, transfer.currency);
    const auto* payee =
        registry.ownerOf(transfer.payeeAccount)->account(model->settlementAccountType, transfer.currency);
    // Without both accounts it stays in the window, where the missing net model shows.
    if (payer == nullptr || payee == nullptr || !payer->hasPosition || !payee->hasPosition) return false;
    const auto state = ledger::stepped(TransferState::Committed, domain::TransferEvent::SettlementDone);
    ledger::TransferMoved moved;
    moved.seq = transfer.seq;
    moved.id = transfer.id;
    moved.state = state;
    moved.at = draft.now();
    draft.change(std::move(moved));
    const auto back = transfer.amount.negated();
    draft.move(transfer.payerAccount, back, transfer.seq, state);
    draft.move(transfer.payeeAccount, transfer.amount, transfer.seq, state);
    draft.move(payer->id, transfer.amount, transfer.seq, state);
    draft.move(payee->id, back, transfer.seq, state);
    return true;
}

} // namespace hub::settlement
