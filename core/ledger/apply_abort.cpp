#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"
#include "core/ledger/late_message.h"

namespace hub::ledger {

using namespace domain::fspiop_code;

Decision decide(Draft& draft, const Abort& command)
{
    const LateMessage message{command.id,   command.source, command.destination,
                              command.hash, command.relay,  HashStore::Error,
                              false};
    Match match = matchLateMessage(draft, message);
    if (match.ended) return std::move(*match.ended);
    if (match.open == nullptr)
        return refuseLate(draft, message, *match.record,
                          domain::makeError(kGenericValidationError, "non-RESERVED transfer state"));
    const OpenTransfer& open = *match.open;
    const bool isKnownCode = domain::isAcceptedPeerCode(command.error.code);
    const domain::FspiopError error =
        isKnownCode ? command.error
                    : domain::makeError(kGenericValidationError, "API specification undefined errorCode");
    draft.release(open, domain::TransferEvent::PayeeError, domain::TransferEvent::PayerReleased, error,
                  command.relay);
    if (isKnownCode) {
        Notice relayed;
        relayed.kind = NoticeKind::RelayError;
        relayed.destination = open.payer;
        relayed.source = open.payee;
        relayed.transfer = open.id;
        relayed.transferSeq = open.seq;
        relayed.relay = command.relay;
        draft.notice(std::move(relayed));
    } else {
        draft.hubError(open.payer, open.id, open.seq, error, draft.trace());
    }
    if (draft.rules().confirmToPayee && open.payerAccount != open.payeeAccount)
        draft.hubError(open.payee, open.id, open.seq, error, draft.trace());
    return draft.done(Outcome::Accepted, domain::TransferState::AbortedError);
}

} // namespace hub::ledger
