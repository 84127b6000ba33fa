#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"
#include "core/ledger/late_message.h"

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;
using domain::TransferEvent;
using domain::TransferState;

/// Row 7: the payee had its chance; the money goes back.
Decision abortForFulfilment(Draft& draft, const Fulfil& command, const OpenTransfer& open)
{
    const auto error = domain::makeError(kGenericValidationError, "invalid fulfilment");
    draft.release(open, TransferEvent::FulfilRefused, TransferEvent::PayerReleased, error, command.relay);
    draft.hubError(open.payer, open.id, open.seq, error, draft.trace());
    if (command.action == FulfilAction::Reserve) {
        patchAborted(draft, open.payee, open.id, open.seq, error);
    } else {
        draft.hubError(open.payee, open.id, open.seq, error, draft.trace());
    }
    return draft.done(Outcome::Accepted, TransferState::AbortedError);
}

Notice hubNotice(const Draft& draft, NoticeKind kind, const domain::FspId& to, const OpenTransfer& open,
                 base::Instant completedAt)
{
    Notice notice;
    notice.kind = kind;
    notice.destination = to;
    notice.source = domain::FspId(draft.rules().hubName);
    notice.transfer = open.id;
    notice.transferSeq = open.seq;
    notice.state = domain::ExternalTransferState::Committed;
    notice.completedAt = completedAt;
    return notice;
}

/// Messages of a commit (7.9): relayed for COMMITTED, made by the hub for RESERVED. What the hub makes tells
/// the extensions of the payee's message too.
void tellCommit(Draft& draft, const Fulfil& command, const OpenTransfer& open, base::Instant completedAt)
{
    if (command.action == FulfilAction::Reserve) {
        Notice fulfil = hubNotice(draft, NoticeKind::HubFulfil, open.payer, open, completedAt);
        fulfil.fulfilment = command.fulfilment;
        fulfil.relay = command.relay;
        draft.notice(std::move(fulfil));
        Notice patch = hubNotice(draft, NoticeKind::HubPatch, open.payee, open, completedAt);
        patch.relay = command.relay;
        draft.notice(std::move(patch));
        return;
    }
    Notice relayed;
    relayed.kind = NoticeKind::RelayFulfil;
    relayed.destination = open.payer;
    relayed.source = open.payee;
    relayed.transfer = open.id;
    relayed.transferSeq = open.seq;
    relayed.relay = command.relay;
    draft.notice(std::move(relayed));
    if (draft.rules().confirmToPayee && open.payerAccount != open.payeeAccount) {
        Notice confirmed = hubNotice(draft, NoticeKind::HubFulfil, open.payee, open, completedAt);
        confirmed.fulfilment = command.fulfilment;
        confirmed.relay = command.relay;
        draft.notice(std::move(confirmed));
    }
}

Decision commit(Draft& draft, const Fulfil& command, const OpenTransfer& open)
{
    const base::Instant completedAt = command.completedAt.value_or(draft.now());
    const auto end = draft.commit(open, command.fulfilment, completedAt, command.relay);
    tellCommit(draft, command, open, completedAt);
    return draft.done(Outcome::Accepted, end);
}

} // namespace

Decision decide(Draft& draft, const Fulfil& command)
{
    const bool wantsPatch = command.action == FulfilAction::Reserve;
    if (wantsPatch && command.isVersion10) return draft.ignore(std::nullopt);
    const LateMessage message{command.id,    command.source,    command.destination, command.hash,
                              command.relay, HashStore::Fulfil, wantsPatch};
    Match match = matchLateMessage(draft, message);
    if (match.ended) return std::move(*match.ended);
    // The legacy ABORTED is kept for duplicates and does nothing else: the transfer expires (row 6).
    if (command.action == FulfilAction::Reject) return draft.done(Outcome::Accepted, match.record->state);
    if (match.open == nullptr)
        return refuseLate(draft, message, *match.record,
                          domain::makeError(kGenericValidationError, "non-RESERVED transfer state"));
    const OpenTransfer& open = *match.open;
    if (!command.fulfilmentHash || !open.condition || *command.fulfilmentHash != *open.condition)
        return abortForFulfilment(draft, command, open);
    if (open.expiration < draft.now())
        return refuseLate(draft, message, *match.record, domain::makeError(kTransferExpired));
    return commit(draft, command, open);
}

} // namespace hub::ledger
