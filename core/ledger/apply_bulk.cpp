#include "core/base/check.h"
#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"
#include "core/ledger/bulk_rules.h"
#include "core/ledger/prepare_rules.h"

#include <unordered_map>
#include <unordered_set>

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;
using domain::BulkEvent;
using domain::BulkItemState;
using domain::BulkState;
using domain::FspiopError;
using domain::TransferEvent;
using domain::TransferState;

constexpr std::int64_t kDayMs = 86'400'000;

bool isSameParticipant(const Draft& draft, const domain::FspId& a, const domain::FspId& b)
{
    const auto* entry = draft.registry().find(a.value());
    return entry != nullptr && entry == draft.registry().find(b.value());
}

/// Rows 7 and 8 of fspiop 11.3.
std::optional<FspiopError> checkMember(const Draft& draft, const domain::FspId& name,
                                       const domain::FspiopCode& code)
{
    const auto* entry = draft.registry().find(name.value());
    if (entry == nullptr) return domain::makeError(code, "Participant " + name.value() + " not found");
    if (!entry->participant.isActive)
        return domain::makeError(code, "Participant " + name.value() + " is inactive");
    if (entry->participant.isPaused)
        return domain::makeError(code, "Participant " + name.value() + " is paused");
    return std::nullopt;
}

/// The rows of fspiop 11.3 in their order; the first that fails gives the code.
std::vector<FspiopError> validate(const Draft& draft, const BulkPrepare& command)
{
    std::vector<FspiopError> errors;
    const auto add = [&errors](std::optional<FspiopError> error) {
        if (error) errors.push_back(*std::move(error));
    };
    if (command.source != command.payer)
        add(domain::makeError(kGenericValidationError, "FSPIOP-Source header should match Payer FSP"));
    if (command.destination && draft.registry().find(command.destination->value()) == nullptr)
        add(domain::makeError(kPayeeFSPIDNotFound,
                              "Participant " + command.destination->value() + " not found"));
    // The day counts here; the moment is looked at with each transfer.
    if (command.expiration.ms / kDayMs < draft.now().ms / kDayMs)
        add(domain::makeError(kGenericValidationError, "Expiration date " +
                                                           base::toIso8601(command.expiration) +
                                                           " is already in the past"));
    if (isSameParticipant(draft, command.payer, command.payee) && !draft.rules().onUsTransfers)
        add(domain::makeError(kGenericValidationError, "Payer FSP and Payee FSP should be different"));
    add(checkMember(draft, command.payer, kPayerFSPIDNotFound));
    add(checkMember(draft, command.payee, kPayeeFSPIDNotFound));
    return errors;
}

Bulk bulkOf(const Draft& draft, const BulkPrepare& command)
{
    Bulk bulk;
    bulk.seq = draft.state().nextBulkSeq;
    bulk.id = command.id;
    bulk.payer = command.payer;
    bulk.payee = command.payee;
    bulk.source = command.source;
    bulk.receivedAt = bulk.changedAt = draft.now();
    bulk.expiration = command.expiration;
    bulk.hash = command.hash;
    bulk.items = static_cast<std::uint32_t>(command.items.size());
    bulk.trace = draft.trace().trace;
    return bulk;
}

/// Same id again (11.3 row 2).
Decision repeated(Draft& draft, const BulkPrepare& command, const Bulk& bulk)
{
    if (bulk.hash != command.hash) {
        tellBulkError(draft, command.source, command.id, domain::makeError(kModifiedRequest));
        return draft.done(Outcome::Modified);
    }
    // Someone else who replays the payer's message must not learn how the bulk stands.
    if (command.source != bulk.source) {
        const auto error =
            domain::makeError(kGenericValidationError, "FSPIOP-Source header should match Payer FSP");
        tellBulkError(draft, command.source, command.id, error);
        draft.auditRefused("bulkTransfer.prepare", command.id.value().toString(),
                           AuditJson().put("source", command.source.value()).text(), error.description);
        return draft.done();
    }
    return draft.done(domain::isFinal(bulk.state) ? Outcome::Duplicate : Outcome::Ignored);
}

/// The bulk's transfers one after the other; each sees what the ones before it have moved.
class BulkPreparation
{
public:
    BulkPreparation(Draft& draft, const BulkPrepare& command, BulkSeq bulk)
        : m_draft(draft)
        , m_command(command)
        , m_bulk(bulk)
        , m_nextSeq(draft.state().nextTransferSeq)
    {
        m_seen.reserve(command.items.size());
        m_forwarded = command.head;
    }

    void run()
    {
        for (std::size_t i = 0; i < m_command.items.size(); ++i)
            add(static_cast<std::uint32_t>(i), m_command.items[i]);
    }
    const std::vector<BulkItem>& items() const { return m_items; }
    bool hasReserved() const { return m_hasReserved; }
    base::SharedBytes body() { return base::shareBytes(std::move(m_forwarded.append(m_command.tail))); }

private:
    void add(std::uint32_t index, const BulkPrepare::Item& item)
    {
        BulkItem row;
        row.bulk = m_bulk;
        row.index = index;
        row.transfer = item.id;
        const bool isKnown = m_draft.state().transfers.find(item.id.value()) != nullptr;
        if (isKnown || !m_seen.insert(item.id.value()).second) {
            row.state = BulkItemState::Duplicate;
            row.error = domain::makeError(kModifiedRequest);
        } else {
            prepare(item, row);
        }
        if (row.state == BulkItemState::Accepted) {
            if (m_hasReserved) m_forwarded += ',';
            m_forwarded += *item.body;
            m_hasReserved = true;
        }
        m_draft.change(BulkItemPut{row});
        m_items.push_back(std::move(row));
    }

    /// The transfer's own rows, and how it stands in the bulk's. An amount that no row can hold is refused
    /// (row 3c) without any of its own.
    void prepare(const BulkPrepare::Item& item, BulkItem& row)
    {
        const Prepare one{item.id,        m_command.source,    m_command.payer,      m_command.payee,
                          item.currency,  item.amount,         m_command.expiration, item.hash,
                          item.condition, Relay{{}, item.body}};
        const Parties parties = partiesOf(m_draft.registry(), one);
        row.error = validatePrepare(m_draft, one, parties);
        TransferEvent event = TransferEvent::PrepareInvalid;
        if (!row.error) {
            row.error = checkPosition(m_draft, one, parties);
            event = row.error ? TransferEvent::PositionRefused : TransferEvent::PositionReserved;
        }
        row.state = row.error ? BulkItemState::Invalid : BulkItemState::Accepted;
        if (!item.amount.isStorable()) {
            HUB_CHECK(row.error.has_value());
            return;
        }
        row.transferSeq = m_nextSeq++;
        TransferReceived received = receivedRow(m_draft, one, parties, row.transferSeq);
        received.bulk = m_bulk;
        m_draft.change(std::move(received));
        TransferMoved moved;
        moved.seq = row.transferSeq;
        moved.id = item.id;
        moved.state = stepped(TransferState::ReceivedPrepare, event);
        moved.at = m_draft.now();
        moved.error = row.error;
        m_draft.change(std::move(moved));
        if (row.error) return;
        m_draft.move(parties.payerAccount->id, item.amount, row.transferSeq, TransferState::Reserved);
        if (item.facts) m_draft.change(FactsKept{row.transferSeq, item.facts});
    }

    Draft& m_draft;
    const BulkPrepare& m_command;
    const BulkSeq m_bulk;
    TransferSeq m_nextSeq;
    std::unordered_set<domain::CorrelationId> m_seen;
    std::vector<BulkItem> m_items;
    std::string m_forwarded;
    bool m_hasReserved = false;
};

/// A late message of a bulk: the bulk when it may go on, else the decision that ends the message.
struct BulkMatch
{
    std::optional<Decision> ended;
    const Bulk* bulk = nullptr;
    bool isMisaddressed = false; ///< the payee names another payer: everything is aborted (decision 8)
};

struct LateBulkMessage
{
    const domain::BulkTransferId& id;
    const domain::FspId& source;
    const std::optional<domain::FspId>& destination;
    const base::Digest& hash;
    const std::string& contentType;
    bool isError;
};

/// Unknown bulk, wrong source, wrong destination, duplicates, state (11.4).
BulkMatch matchBulk(Draft& draft, const LateBulkMessage& message)
{
    BulkMatch match;
    match.bulk = draft.state().bulks.find(message.id.value());
    if (match.bulk == nullptr || match.bulk->state == BulkState::Invalid) {
        tellBulkError(draft, message.source, message.id, domain::makeError(kBulkTransferIDNotFound));
        match.ended = draft.done();
        return match;
    }
    const Bulk& bulk = *match.bulk;
    if (!isSameParticipant(draft, message.source, bulk.payee)) {
        const auto error =
            domain::makeError(kGenericValidationError, "FSPIOP-Source does not match payee fsp");
        tellBulkError(draft, message.source, message.id, error);
        draft.auditRefused(message.isError ? "bulkTransfer.error" : "bulkTransfer.fulfil",
                           message.id.value().toString(),
                           AuditJson().put("source", message.source.value()).text(), error.description);
        match.ended = draft.done();
        return match;
    }
    const auto& kept = message.isError ? bulk.errorHash : bulk.fulfilHash;
    if (kept && *kept != message.hash) {
        tellBulkError(draft, message.source, message.id, domain::makeError(kModifiedRequest), {},
                      message.contentType);
        match.ended = draft.done(Outcome::Modified);
        return match;
    }
    if (kept) {
        match.ended = draft.done(domain::isFinal(bulk.state) ? Outcome::Duplicate : Outcome::Ignored);
        return match;
    }
    const bool mayAnswer =
        bulk.state == BulkState::Accepted || (message.isError && bulk.state == BulkState::PendingFulfil);
    if (!mayAnswer) {
        tellBulkError(draft, message.source, message.id,
                      domain::makeError(kGenericValidationError, "the bulk transfer has been answered or "
                                                                 "has expired"));
        match.ended = draft.done();
        return match;
    }
    match.isMisaddressed =
        message.destination && !isSameParticipant(draft, *message.destination, bulk.payer) &&
        !isSameParticipant(draft, *message.destination, domain::FspId(draft.rules().hubName));
    return match;
}

/// Everything that is open is given back and both sides get the error.
Decision abortAll(Draft& draft, OpenBulk& open, const FspiopError& error, const base::SharedBytes& body)
{
    open.step(BulkEvent::AbortReceived);
    for (std::size_t i = 0; i < open.items().size(); ++i)
        if (open.items()[i].state == BulkItemState::Accepted)
            open.releaseItem(i, BulkItemState::Rejected, TransferEvent::PayeeError,
                             TransferEvent::PayerReleased, error);
    // What has been paid before stays paid: then the bulk has completed, with these refusals.
    const bool isPartlyPaid = open.hasCommitted();
    open.step(isPartlyPaid ? BulkEvent::AllDone : BulkEvent::AllReleased);
    if (!isPartlyPaid) open.bulk().error = error;
    open.put();
    if (isPartlyPaid) {
        tellResults(draft, open.bulk(), open.items(), true);
    } else {
        tellBulkError(draft, open.bulk().payer, open.bulk().id, error, body);
        tellBulkError(draft, open.bulk().payee, open.bulk().id, error, body);
    }
    return draft.done();
}

FspiopError payeeError(const FspiopError& told)
{
    if (domain::isAcceptedPeerCode(told.code)) return told;
    return domain::makeError(kGenericValidationError, "API specification undefined errorCode");
}

/// One result of the payee (11.4): commit, abort, or an expiry that the tick has not seen yet.
void answerItem(Draft& draft, OpenBulk& open, std::size_t index, const BulkFulfil::Item& told,
                base::Instant completedAt)
{
    const auto at = draft.state().open.find(open.items()[index].transferSeq);
    HUB_CHECK(at != draft.state().open.end());
    const OpenTransfer& transfer = at->second;
    if (transfer.expiration < draft.now()) {
        open.releaseItem(index, BulkItemState::Expired, TransferEvent::Expired, TransferEvent::ExpiryReleased,
                         domain::makeError(kTransferExpired));
        return;
    }
    if (told.error) {
        open.releaseItem(index, BulkItemState::Rejected, TransferEvent::PayeeError,
                         TransferEvent::PayerReleased, payeeError(*told.error));
        return;
    }
    if (!told.fulfilmentHash || !transfer.condition || *told.fulfilmentHash != *transfer.condition) {
        open.releaseItem(index, BulkItemState::Rejected, TransferEvent::FulfilRefused,
                         TransferEvent::PayerReleased,
                         domain::makeError(kGenericValidationError, "invalid fulfilment"));
        return;
    }
    draft.commit(transfer, told.fulfilment, completedAt, {});
    open.endItem(index, BulkItemState::Completed, told.fulfilment, std::nullopt);
}

/// Results by transfer; unknown ids and second mentions are left out of account.
void answerItems(Draft& draft, OpenBulk& open, const BulkFulfil& command, base::Instant completedAt)
{
    std::unordered_map<domain::CorrelationId, std::size_t> places;
    for (std::size_t i = 0; i < open.items().size(); ++i)
        if (open.items()[i].state == BulkItemState::Accepted)
            places.emplace(open.items()[i].transfer.value(), i);
    for (const auto& told : command.items) {
        const auto at = places.find(told.id.value());
        if (at == places.end()) continue;
        answerItem(draft, open, at->second, told, completedAt);
        places.erase(at);
    }
    if (!command.isRejected) return;
    for (const auto& [id, index] : places)
        open.releaseItem(index, BulkItemState::Rejected, TransferEvent::PayeeError,
                         TransferEvent::PayerReleased, domain::makeError(kPayeeFSPRejectedTransaction));
}

} // namespace

Decision decide(Draft& draft, const BulkPrepare& command)
{
    if (const Bulk* known = draft.state().bulks.find(command.id.value()))
        return repeated(draft, command, *known);
    Bulk bulk = bulkOf(draft, command);
    const auto step = [&bulk](BulkEvent event) {
        const auto next = domain::nextState(bulk.state, event);
        HUB_CHECK(next.has_value());
        bulk.state = *next;
    };
    if (const auto errors = validate(draft, command); !errors.empty()) {
        step(BulkEvent::PrepareInvalid);
        bulk.error = errors.front();
        bulk.completedAt = draft.now();
        bulk.items = 0;
        draft.change(BulkPut{bulk});
        tellBulkError(draft, command.source, command.id, errors.front(), bulkErrorBody(errors));
        return draft.done();
    }
    step(BulkEvent::PrepareStarted);
    BulkPreparation preparation(draft, command, bulk.seq);
    preparation.run();
    step(preparation.hasReserved() ? BulkEvent::SomeReserved : BulkEvent::AllRefused);
    if (!preparation.hasReserved()) bulk.completedAt = draft.now();
    draft.change(BulkPut{bulk});
    if (!preparation.hasReserved()) {
        tellResults(draft, bulk, preparation.items(), false);
        return draft.done();
    }
    Notice forward;
    forward.kind = NoticeKind::ForwardBulk;
    forward.destination = command.payee;
    forward.source = domain::FspId(draft.rules().hubName);
    forward.transfer = domain::TransferId(command.id.value());
    forward.relay.body = preparation.body();
    draft.notice(std::move(forward));
    return draft.done();
}

Decision decide(Draft& draft, const BulkFulfil& command)
{
    BulkMatch match = matchBulk(
        draft, {command.id, command.source, command.destination, command.hash, command.contentType, false});
    if (match.ended) return std::move(*match.ended);
    OpenBulk open(draft, *match.bulk);
    open.bulk().fulfilHash = command.hash;
    if (match.isMisaddressed)
        return abortAll(
            draft, open,
            domain::makeError(kGenericValidationError, "FSPIOP-Destination does not match payer fsp"), {});
    if (command.problem) return abortAll(draft, open, *command.problem, {});
    open.step(BulkEvent::FulfilReceived);
    const base::Instant completedAt = command.completedAt.value_or(draft.now());
    answerItems(draft, open, command, completedAt);
    if (open.openItems() > 0) {
        open.step(BulkEvent::ItemsRemain);
        open.put();
        return draft.done();
    }
    open.step(open.hasCommitted() || !open.hasRejected() ? BulkEvent::AllDone : BulkEvent::NoneCommitted);
    open.put(completedAt);
    tellResults(draft, open.bulk(), open.items(), true, command.body);
    return draft.done();
}

Decision decide(Draft& draft, const BulkAbort& command)
{
    BulkMatch match = matchBulk(
        draft, {command.id, command.source, command.destination, command.hash, command.contentType, true});
    if (match.ended) return std::move(*match.ended);
    OpenBulk open(draft, *match.bulk);
    open.bulk().errorHash = command.hash;
    // fspiop 4.4: a code that the API does not define is not passed on; the hub's own text is written.
    const bool isKnownCode = domain::isAcceptedPeerCode(command.error.code);
    return abortAll(draft, open, payeeError(command.error), isKnownCode ? command.body : nullptr);
}

} // namespace hub::ledger
