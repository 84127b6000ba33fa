#include "core/base/check.h"
#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"
#include "core/ledger/prepare_rules.h"

#include <algorithm>

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;
using domain::FspiopError;
using domain::TransferEvent;
using domain::TransferState;

/// Same id again (fspiop 7.4).
Decision repeated(Draft& draft, const Prepare& command, const TransferRecord& record)
{
    const bool isSame =
        record.kind == TransferKind::Client &&
        std::equal(record.prepareHash.begin(), record.prepareHash.end(), command.hash.begin());
    if (!isSame) {
        draft.hubError(command.source, command.id, record.seq, domain::makeError(kModifiedRequest),
                       draft.trace());
        return draft.done(Outcome::Modified, record.state);
    }
    // Someone else who replays the payer's message must not learn how the transfer stands.
    const auto* source = draft.registry().find(command.source.value());
    const bool isPayer = source != nullptr && source->participant.id.value() == std::int64_t{record.payer};
    if (!isPayer && record.state != TransferState::Invalid) {
        const auto error =
            domain::makeError(kGenericValidationError, "FSPIOP-Source header should match Payer");
        draft.hubError(command.source, command.id, record.seq, error, draft.trace());
        draft.auditRefused("transfer.prepare", command.id.value().toString(),
                           AuditJson().put("source", command.source.value()).text(), error.description);
        return draft.done(Outcome::Accepted, record.state);
    }
    return draft.done(Outcome::Duplicate, record.state);
}

/// The transfer is known and over at once.
Decision ended(Draft& draft, const Prepare& command, TransferSeq seq, TransferEvent event,
               const FspiopError& error)
{
    TransferMoved moved;
    moved.seq = seq;
    moved.id = command.id;
    moved.state = stepped(TransferState::ReceivedPrepare, event);
    moved.at = draft.now();
    moved.error = error;
    const auto state = moved.state;
    draft.change(std::move(moved));
    draft.hubError(command.source, command.id, seq, error, draft.trace());
    return draft.done(Outcome::Accepted, state);
}

} // namespace

Decision decide(Draft& draft, const Prepare& command)
{
    if (const auto* record = draft.state().transfers.find(command.id.value()))
        return repeated(draft, command, *record);

    const Parties parties = partiesOf(draft.registry(), command);
    const TransferSeq seq = draft.state().nextTransferSeq;
    const auto error = validatePrepare(draft, command, parties);
    if (!command.amount.isStorable()) {
        // No row can hold it: refused by rule 3c or an earlier one, and forgotten.
        HUB_CHECK(error.has_value());
        draft.hubError(command.source, command.id, 0, *error, draft.trace());
        return draft.done();
    }
    draft.change(receivedRow(draft, command, parties, seq));
    if (error) return ended(draft, command, seq, TransferEvent::PrepareInvalid, *error);
    if (const auto refusal = checkPosition(draft, command, parties))
        return ended(draft, command, seq, TransferEvent::PositionRefused, *refusal);

    TransferMoved moved;
    moved.seq = seq;
    moved.id = command.id;
    moved.state = stepped(TransferState::ReceivedPrepare, TransferEvent::PositionReserved);
    moved.at = draft.now();
    draft.change(std::move(moved));
    draft.move(parties.payerAccount->id, command.amount, seq, TransferState::Reserved);
    if (command.facts) draft.change(FactsKept{seq, command.facts});
    Notice forward;
    forward.kind = NoticeKind::ForwardPrepare;
    forward.destination = command.payee;
    forward.source = command.payer;
    forward.transfer = command.id;
    forward.transferSeq = seq;
    forward.relay = command.relay;
    draft.notice(std::move(forward));
    return draft.done(Outcome::Accepted, TransferState::Reserved);
}

} // namespace hub::ledger
