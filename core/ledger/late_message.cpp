#include "core/ledger/late_message.h"

#include "core/base/bytes.h"
#include "core/base/check.h"
#include "core/domain/fspiop_errors.h"

#include <algorithm>

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;
using domain::ExternalTransferState;

/// The media type of the sender's own message, out of its header block.
std::string contentTypeOf(const Relay& relay)
{
    constexpr std::string_view kName = "content-type:";
    if (relay.headers == nullptr) return {};
    const std::string_view block = *relay.headers;
    for (std::size_t at = 0; at < block.size();) {
        const std::size_t end = std::min(block.find("\r\n", at), block.size());
        std::string_view line = block.substr(at, end - at);
        if (line.size() >= kName.size() && base::equalsIgnoreCase(line.substr(0, kName.size()), kName)) {
            line.remove_prefix(kName.size());
            while (!line.empty() && line.front() == ' ')
                line.remove_prefix(1);
            return std::string(line);
        }
        at = end + 2;
    }
    return {};
}

bool isParticipant(const Draft& draft, const domain::FspId& name, std::uint32_t id)
{
    const auto* entry = draft.registry().find(name.value());
    return entry != nullptr && id != 0 && entry->participant.id.value() == std::int64_t{id};
}

/// Row 3, decision 8: only the payee may end its transfer; the attempt is told to its sender and kept.
Decision refuseForeign(Draft& draft, const LateMessage& message, const TransferRecord& record)
{
    const auto error = domain::makeError(kGenericValidationError, "FSPIOP-Source does not match payee fsp");
    draft.hubError(message.source, message.id, record.seq, error, draft.trace());
    draft.auditRefused(message.store == HashStore::Fulfil ? "transfer.fulfil" : "transfer.error",
                       message.id.value().toString(),
                       AuditJson().put("source", message.source.value()).text(), error.description);
    return draft.done(Outcome::Accepted, record.state);
}

/// Row 4: the payee names another payer than the prepare did.
Decision abortForDestination(Draft& draft, const LateMessage& message, const TransferRecord& record,
                             const OpenTransfer* open)
{
    const auto error =
        domain::makeError(kGenericValidationError, "FSPIOP-Destination does not match payer fsp");
    if (open == nullptr) return refuseLate(draft, message, record, error);
    draft.release(*open, domain::TransferEvent::FulfilRefused, domain::TransferEvent::PayerReleased, error,
                  message.relay);
    draft.hubError(open->payer, open->id, open->seq, error, draft.trace());
    if (message.wantsPatch) patchAborted(draft, open->payee, open->id, open->seq, error);
    return draft.done(Outcome::Accepted, domain::TransferState::AbortedError);
}

/// Row 5. Nothing when it is the first of its store.
std::optional<Decision> duplicate(Draft& draft, const LateMessage& message, const TransferRecord& record)
{
    const bool isFulfil = message.store == HashStore::Fulfil;
    if (!(isFulfil ? record.hasFulfilHash : record.hasErrorHash)) return std::nullopt;
    const ShortHash& kept = isFulfil ? record.fulfilHash : record.errorHash;
    if (!std::equal(kept.begin(), kept.end(), message.hash.begin())) {
        draft.hubError(message.source, message.id, record.seq, domain::makeError(kModifiedRequest),
                       draft.trace(), contentTypeOf(message.relay));
        return draft.done(Outcome::Modified, record.state);
    }
    const auto told = domain::externalState(record.state);
    const bool isOver = told != ExternalTransferState::Received && told != ExternalTransferState::Reserved;
    return draft.done(isOver ? Outcome::Duplicate : Outcome::Ignored, record.state);
}

} // namespace

void patchAborted(Draft& draft, const domain::FspId& to, const domain::TransferId& id, TransferSeq seq,
                  const domain::FspiopError& error)
{
    Notice patch;
    patch.kind = NoticeKind::HubPatch;
    patch.destination = to;
    patch.source = domain::FspId(draft.rules().hubName);
    patch.transfer = id;
    patch.transferSeq = seq;
    patch.state = ExternalTransferState::Aborted;
    patch.completedAt = draft.now();
    patch.error = error;
    draft.notice(std::move(patch));
}

Decision refuseLate(Draft& draft, const LateMessage& message, const TransferRecord& record,
                    const domain::FspiopError& error)
{
    draft.hubError(message.source, message.id, record.seq, error, draft.trace());
    // Never for a committed transfer: the payee would be told the contrary of what holds.
    const auto told = domain::externalState(record.state);
    const bool isPaid = told == ExternalTransferState::Committed || told == ExternalTransferState::Settled;
    if (message.wantsPatch && !isPaid) patchAborted(draft, message.source, message.id, record.seq, error);
    return draft.done(Outcome::Accepted, record.state);
}

Match matchLateMessage(Draft& draft, const LateMessage& message)
{
    Match match;
    match.record = draft.state().transfers.find(message.id.value());
    // Funds movements carry ids of the same space, but no DFSP may end them.
    if (match.record == nullptr || match.record->kind != TransferKind::Client) {
        draft.hubError(
            message.source, message.id, 0,
            domain::makeError(kTransferIDNotFound, "Provided Transfer ID was not found on the server."),
            draft.trace());
        match.ended = draft.done();
        return match;
    }
    const TransferRecord& record = *match.record;
    if (const auto at = draft.state().open.find(record.seq); at != draft.state().open.end())
        match.open = &at->second;
    if (!isParticipant(draft, message.source, record.payee)) {
        match.ended = refuseForeign(draft, message, record);
        return match;
    }
    if (match.open != nullptr && match.open->bulk != 0) {
        const auto error =
            domain::makeError(kGenericValidationError, "the transfer ends with its bulk transfer");
        match.ended = refuseLate(draft, message, record, error);
        return match;
    }
    if (message.destination && !isParticipant(draft, *message.destination, record.payer)) {
        match.ended = abortForDestination(draft, message, record, match.open);
        return match;
    }
    match.ended = duplicate(draft, message, record);
    if (!match.ended) draft.change(HashKept{record.seq, message.id, message.store, message.hash});
    return match;
}

} // namespace hub::ledger
