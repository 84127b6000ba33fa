#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/base/thread_role.h"
#include "core/ledger/decision.h"
#include "core/ledger/state.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// What the ledger needs from outside, implemented by core/store and core/runtime.
namespace hub::ledger {

/// One group commit: everything the decisions of a batch changed, in order.
struct Batch
{
    base::Instant at;
    std::vector<Change> changes;
    std::vector<Notice> notices;
    /// Running values of the accounts that changed, once each (they are written once per commit).
    std::vector<std::pair<domain::AccountId, domain::Position>> positions;
    /// Running sums of the flows that changed, once each.
    std::vector<Flow> flows;
};

/// What a start finds in the store.
struct Loaded
{
    bool isFresh = false; ///< nothing there: the engine seeds it
    /// Put/absorb order: types, participants, accounts, limits, endpoints, models, oracles, interchange
    /// rules, windows (those not settled, and the newest), their contents, settlements that are not over and
    /// the newest of the others, each with its accounts; those being finalised; credentials; delivery pauses.
    std::vector<Change> registry;
    std::vector<std::pair<domain::AccountId, domain::Position>> positions;
    /// Of the windows in `registry`.
    std::vector<Flow> flows;
    std::vector<OpenTransfer> open;
    /// Records of transfers newer than the by-id index reaches, and of all open ones.
    std::vector<TransferRecord> records;
    /// Messages not yet delivered (dead letters not among them), oldest first; without those to participants
    /// whose deliveries are paused.
    std::vector<Notice> outbox;
    /// Bulks that can still move, with all their transfers in order.
    std::vector<std::pair<Bulk, std::vector<BulkItem>>> openBulks;
    TransferSeq lastTransferSeq = 0;
    OutboxSeq lastOutboxSeq = 0;
    BulkSeq lastBulkSeq = 0;
    /// The highest numbers among what was removed: they are not given again. 0 when nothing was.
    domain::ContactId lastRemovedContact;
    domain::InterchangeRuleId lastRemovedRule;
};

/// The writer's store. Ledger thread only (made, used and destroyed there). Exclusive mode: State is cached
/// and commit only writes. Shared mode (several hubs on one PostgreSQL): beginBatch locks and loads the slice
/// a batch needs.
class Journal
{
public:
    virtual ~Journal() = default;
    /// Called before anything else, and again when the writer goes back to work after it was read-only.
    /// Verifies checksums of what it reads; a bad one is Error::Kind::Storage and the hub does not start
    /// (exit 65).
    virtual base::Expected<Loaded, base::Error> load() HUB_REQUIRES(base::writerRole) = 0;
    /// Shared mode only: locks and refreshes what `commands` touch. Exclusive stores do nothing.
    virtual base::Expected<void, base::Error> beginBatch(State& state, std::span<const Command> commands)
        HUB_REQUIRES(base::writerRole)
    {
        static_cast<void>(state);
        static_cast<void>(commands);
        return {};
    }
    /// One transaction: all or nothing, on the disk when it returns (WAL + synchronous FULL).
    virtual base::Expected<void, base::Error> commit(const Batch& batch) HUB_REQUIRES(base::writerRole) = 0;
    /// A transfer that memory does not hold, through the index built behind the writer.
    virtual base::Expected<std::optional<TransferRecord>, base::Error> find(const domain::CorrelationId& id)
        HUB_REQUIRES(base::writerRole) = 0;
    /// A bulk that memory does not hold.
    virtual base::Expected<std::optional<Bulk>, base::Error> findBulk(const domain::CorrelationId& id)
        HUB_REQUIRES(base::writerRole) = 0;
    /// The message of a dead letter; nothing when there is none of that number.
    virtual base::Expected<std::optional<Notice>, base::Error> findDeadLetter(OutboxSeq seq)
        HUB_REQUIRES(base::writerRole) = 0;
    /// Transfers up to this seq are found by find(). Rises behind the writer.
    virtual TransferSeq indexedUpTo() const = 0;
    /// After a failed commit: true when the store can take writes again by itself (a full disk is cleared);
    /// false when only a fresh start can tell what is on the disk (reliability rows 7 to 9).
    virtual bool mayRecover(const base::Error& error) const
    {
        static_cast<void>(error);
        return false;
    }
    /// While read-only: writes and commits something of no meaning. An error: not yet.
    virtual base::Expected<void, base::Error> probe() HUB_REQUIRES(base::writerRole) { return {}; }
};

/// Takes the outcome of submissions, after the commit. Called on the ledger thread, once per sink and batch;
/// must not block.
struct SubmissionOutcome
{
    std::uint64_t ticket = 0;
    Answer answer;
    std::int64_t committedUs = 0; ///< UTC microseconds
};
class OutcomeSink
{
public:
    virtual ~OutcomeSink() = default;
    virtual void outcomes(std::vector<SubmissionOutcome>&& outcomes) = 0;
};

/// Takes the batch's notices for delivery, after the commit and the answers. Ledger thread; must not
/// block.
class NoticeSink
{
public:
    virtual ~NoticeSink() = default;
    virtual void notices(std::vector<Notice>&& notices) = 0;
};

/// Is told of every committed batch (feeds of the desk, alarms, metrics). Ledger thread; must not block. The
/// batch has no notices any more: they have gone to their sink.
class CommitObserver
{
public:
    virtual ~CommitObserver() = default;
    virtual void committed(std::shared_ptr<const Batch> batch) = 0;
};

} // namespace hub::ledger
