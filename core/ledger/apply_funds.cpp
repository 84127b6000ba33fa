#include "core/base/check.h"
#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"

#include <algorithm>

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;
using domain::AccountType;
using domain::TransferEvent;
using domain::TransferState;

struct FundsAccounts
{
    const domain::Account* settlement = nullptr; ///< the participant's
    const domain::Account* hub = nullptr;        ///< HUB_RECONCILIATION of the currency
    std::optional<Decision> refused;
};

/// The checks before the 202 (admin-settlement 1.9), in their order. `currency` is not given by the PUT.
FundsAccounts fundsAccounts(Draft& draft, const domain::FspId& name, domain::AccountId id,
                            std::optional<domain::Currency> currency)
{
    FundsAccounts accounts;
    const auto* owner = draft.registry().find(name.value());
    if (owner == nullptr) {
        accounts.refused = draft.refuse(kGenericIDNotFound, "participant not found");
        return accounts;
    }
    if (!owner->participant.isActive) {
        accounts.refused = draft.refuse(kInternalServerError, "Participant is currently set inactive");
        return accounts;
    }
    const auto* account = owner->account(id);
    if (account == nullptr || (currency && account->currency != *currency)) {
        accounts.refused = draft.refuse(kInternalServerError,
                                        "The account does not match participant or currency specified");
        return accounts;
    }
    if (!account->isActive) {
        accounts.refused = draft.refuse(kInternalServerError, "Account is currently set inactive");
        return accounts;
    }
    if (account->type != AccountType::Settlement) {
        accounts.refused = draft.refuse(kInternalServerError, "Account is not SETTLEMENT type");
        return accounts;
    }
    accounts.settlement = account;
    accounts.hub = draft.registry().hub().account(AccountType::HubReconciliation, account->currency);
    if (accounts.hub == nullptr)
        accounts.refused =
            draft.refuse(kAddPartyInformationError,
                         "Hub reconciliation account for the specified currency does not exist");
    return accounts;
}

/// Nothing when the amount can be booked: over zero, under the scheme's maximum, and no balance leaves the
/// range of the store.
std::optional<Decision> refuseAmount(Draft& draft, const RecordFunds& command, const FundsAccounts& accounts)
{
    if (command.amount.isZero() || command.amount.isNegative() || command.amount > draft.rules().amountMax)
        return draft.refuse(kMalformedSyntax, "Amount " + command.amount.toString() + " is out of range");
    const auto hub = draft.value(accounts.hub->id) + command.amount;
    const auto settlement = draft.value(accounts.settlement->id) - command.amount;
    if (command.action == RecordFunds::Action::In && (!hub.isStorable() || !settlement.isStorable()))
        return draft.refuse(kGenericValidationError, "The balance would leave the range of the ledger");
    return std::nullopt;
}

void addMoved(Draft& draft, TransferSeq seq, const domain::TransferId& id, TransferState state,
              std::optional<domain::FspiopError> error = std::nullopt)
{
    TransferMoved moved;
    moved.seq = seq;
    moved.id = id;
    moved.state = state;
    moved.at = draft.now();
    moved.error = std::move(error);
    if (state == TransferState::Committed) moved.completedAt = draft.now();
    draft.change(std::move(moved));
}

/// The row of the movement: as with every transfer the payer's account is the debit leg, which moves when it
/// is reserved, the payee's the credit leg, which moves at commit (2.4).
void addReceived(Draft& draft, const RecordFunds& command, const FundsAccounts& accounts)
{
    const bool isIn = command.action == RecordFunds::Action::In;
    const auto& hubName = draft.registry().hub().participant.name;
    const auto& name = draft.registry().ownerOf(accounts.settlement->id)->participant.name;
    draft.change(TransferReceived{draft.state().nextTransferSeq,
                                  command.id,
                                  isIn ? TransferKind::FundsIn : TransferKind::FundsOut,
                                  isIn ? hubName : name,
                                  isIn ? name : hubName,
                                  {},
                                  isIn ? accounts.hub->id : accounts.settlement->id,
                                  isIn ? accounts.settlement->id : accounts.hub->id,
                                  command.currency,
                                  command.amount,
                                  draft.now(),
                                  draft.now().plusMs(draft.rules().fundsValidityMs),
                                  command.hash,
                                  std::nullopt,
                                  {},
                                  command.externalReference,
                                  draft.trace().trace});
}

void auditFunds(Draft& draft, const ActionNote& note, const char* action, const domain::FspId& name,
                const domain::TransferId& id, domain::AccountId account, domain::Amount amount,
                const std::string& externalReference)
{
    AuditJson after;
    after.put("transferId", id.value().toString()).put("account", account.value()).put("amount", amount);
    if (!externalReference.empty()) after.put("externalReference", externalReference);
    after.put("value", draft.value(account));
    draft.audit(note, action, name.value(),
                AuditJson()
                    .put("account", account.value())
                    .put("value", draft.state().position(account).value)
                    .text(),
                after.text());
}

Decision recordIn(Draft& draft, const RecordFunds& command, const FundsAccounts& accounts)
{
    const TransferSeq seq = draft.state().nextTransferSeq;
    const auto reserved = stepped(TransferState::ReceivedPrepare, TransferEvent::PositionReserved);
    const auto end = stepped(stepped(reserved, TransferEvent::FulfilAccepted), TransferEvent::PayeeCredited);
    addMoved(draft, seq, command.id, reserved);
    draft.move(accounts.hub->id, command.amount, seq, reserved);
    addMoved(draft, seq, command.id, end);
    draft.move(accounts.settlement->id, command.amount.negated(), seq, end);
    auditFunds(draft, command.note, "recordFundsIn", command.participant, command.id, accounts.settlement->id,
               command.amount, command.externalReference);
    return draft.done(Outcome::Accepted, end);
}

/// More than is on deposit cannot be reserved: the withdrawal ends at once.
Decision recordOut(Draft& draft, const RecordFunds& command, const FundsAccounts& accounts)
{
    const TransferSeq seq = draft.state().nextTransferSeq;
    TransferState state = stepped(TransferState::ReceivedPrepare, TransferEvent::PositionReserved);
    addMoved(draft, seq, command.id, state);
    draft.move(accounts.settlement->id, command.amount, seq, state);
    std::optional<domain::FspiopError> error;
    if (draft.value(accounts.settlement->id) > domain::Amount()) {
        error = domain::makeError(kPayerFSPInsufficientLiquidity, "Aborted due to insufficient funds");
        state = stepped(stepped(state, TransferEvent::RejectRequested), TransferEvent::RejectReleased);
        addMoved(draft, seq, command.id, state, error);
        draft.move(accounts.settlement->id, command.amount.negated(), seq, state);
    }
    auditFunds(draft, command.note, "recordFundsOutPrepareReserve", command.participant, command.id,
               accounts.settlement->id, command.amount, command.externalReference);
    Decision decision = draft.done(Outcome::Accepted, state);
    decision.answer.error = std::move(error);
    return decision;
}

} // namespace

Decision decide(Draft& draft, const RecordFunds& command)
{
    FundsAccounts accounts = fundsAccounts(draft, command.participant, command.account, command.currency);
    if (accounts.refused) return std::move(*accounts.refused);
    if (const auto* record = draft.state().transfers.find(command.id.value())) {
        const bool isSame =
            std::equal(record->prepareHash.begin(), record->prepareHash.end(), command.hash.begin());
        return draft.ignore(isSame ? std::nullopt : std::optional(domain::makeError(kModifiedRequest)),
                            record->state);
    }
    if (auto refused = refuseAmount(draft, command, accounts)) return std::move(*refused);
    addReceived(draft, command, accounts);
    return command.action == RecordFunds::Action::In ? recordIn(draft, command, accounts)
                                                     : recordOut(draft, command, accounts);
}

Decision decide(Draft& draft, const FinishFundsOut& command)
{
    FundsAccounts accounts = fundsAccounts(draft, command.participant, command.account, std::nullopt);
    if (accounts.refused) return std::move(*accounts.refused);
    const auto* record = draft.state().transfers.find(command.id.value());
    if (record == nullptr || record->kind != TransferKind::FundsOut)
        return draft.ignore(domain::makeError(kTransferIDNotFound));
    const auto at = draft.state().open.find(record->seq);
    if (at == draft.state().open.end()) {
        const bool isRepeat =
            record->state == (command.commit ? TransferState::Committed : TransferState::AbortedRejected);
        if (isRepeat) return draft.ignore(std::nullopt, record->state);
        return draft.ignore(domain::makeError(kGenericValidationError, "non-RESERVED transfer state"),
                            record->state);
    }
    const OpenTransfer& open = at->second;
    if (open.payerAccount != accounts.settlement->id)
        return draft.ignore(domain::makeError(kTransferIDNotFound));
    // A withdrawal that waited too long can be taken back, but not paid out any more.
    if (command.commit && open.expiration < draft.now())
        return draft.ignore(domain::makeError(kTransferExpired), open.state);
    TransferState state{};
    if (command.commit) {
        state = stepped(stepped(open.state, TransferEvent::FulfilAccepted), TransferEvent::PayeeCredited);
        addMoved(draft, open.seq, open.id, state);
        draft.move(open.payeeAccount, open.amount.negated(), open.seq, state);
    } else {
        state = stepped(stepped(open.state, TransferEvent::RejectRequested), TransferEvent::RejectReleased);
        addMoved(draft, open.seq, open.id, state);
        draft.move(open.payerAccount, open.amount.negated(), open.seq, state);
    }
    auditFunds(draft, command.note, command.commit ? "recordFundsOutCommit" : "recordFundsOutAbort",
               command.participant, open.id, open.payerAccount, open.amount, {});
    return draft.done(Outcome::Accepted, state);
}

} // namespace hub::ledger
