#pragma once

#include "core/base/bounded_queue.h"
#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/base/thread_role.h"
#include "core/events/span.h"
#include "core/ledger/ports.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace hub::ledger {

/// What other threads may read of the ledger at any time: as of the last commit, never of a decision that is
/// not on the disk. Any thread.
class LedgerView
{
public:
    std::shared_ptr<const Registry> registry() const;
    /// Zero for unknown accounts.
    domain::Position position(domain::AccountId account) const;
    /// All of them as of one commit, by account id (index = id): sums over accounts are only right over
    /// these.
    std::vector<domain::Position> positions() const
    {
        const base::MutexLock lock(m_mutex);
        return m_positions;
    }
    Window openWindow() const;
    /// Open (not yet final) transfers.
    std::size_t openTransfers() const { return m_open.load(std::memory_order_relaxed); }
    std::uint64_t committedTransfers() const { return m_committed.load(std::memory_order_relaxed); }

private:
    friend class Engine;
    mutable base::Mutex m_mutex;
    std::shared_ptr<const Registry> m_registry HUB_GUARDED_BY(m_mutex);
    std::vector<domain::Position> m_positions HUB_GUARDED_BY(m_mutex);
    Window m_openWindow HUB_GUARDED_BY(m_mutex);
    std::atomic<std::size_t> m_open{0};
    std::atomic<std::uint64_t> m_committed{0};
};

/// One command on its way to the writer.
struct Submission
{
    Command command;
    OutcomeSink* sink = nullptr; ///< null: nobody waits
    std::uint64_t ticket = 0;
    events::TraceContext trace;
    std::string subject; ///< for spans: the transfer id's text
};

struct EngineOptions
{
    std::size_t queueMax = 8192;                ///< key ledger.queueMax
    std::size_t batchMax = 1024;                ///< key ledger.batchMax
    std::size_t duplicatesInMemory = 2'000'000; ///< key ledger.duplicatesInMemory
    std::size_t bulksInMemory = 100'000;        ///< key ledger.bulksInMemory
    std::int64_t resumeAfterMs = 10'000;        ///< key store.resumeAfterMs
    std::int64_t probeEveryMs = 1'000;          ///< between looks at a store that took no writes
};

/// Whether the writer takes commands.
enum class WriterMode : std::uint8_t {
    Starting,
    Working,
    ReadOnly, ///< the store takes no writes: commands are refused with 2003, reads go on (reliability row 8)
    Ended,
};

/// How the writer is.
struct WriterHealth
{
    WriterMode mode = WriterMode::Starting;
    base::Instant since;         ///< of the mode
    std::int64_t lastTurnUs = 0; ///< steady; an idle loop comes round once a second
    std::string reason;          ///< ReadOnly and Ended by fault: the store's words
};

/// Counters for the metrics page; any thread.
struct EngineStats
{
    std::uint64_t batches = 0;
    std::uint64_t commands = 0;
    std::uint64_t commitUsTotal = 0;
    std::uint64_t commitUsMax = 0;
    std::size_t queueLength = 0;
    std::size_t recordsInMemory = 0;
    std::size_t recordBytes = 0;
};

/// The loop of the one writer: take what is queued, apply and absorb each, commit once, then tell.
/// No batching timer: the previous fsync is the window. run() is the ledger thread's body; submit() is for
/// any thread.
class Engine
{
public:
    Engine(EngineOptions options, Rules rules, const base::Clock& clock, NoticeSink& notices,
           events::SpanSink* spans);
    ~Engine();

    /// Before run(): observers outlive the engine.
    void addObserver(CommitObserver& observer);
    /// Told after the commit and before anybody is answered: what decides about the next request (keys,
    /// certificates, shares), so that a revocation that was answered lets nothing more through. The batch
    /// still has its notices; an observer does not keep it.
    void addFirstObserver(CommitObserver& observer);

    /// False when the queue is full or the engine stops: the caller answers 503.
    [[nodiscard]] bool submit(Submission&& submission);

    /// Ledger thread. Loads State from `journal` (seeding a fresh one), hands undelivered notices to the
    /// sink, calls `ready`, then works until stop(). A store that takes no writes makes it read-only until
    /// probes have succeeded for EngineOptions::resumeAfterMs; then State is loaded anew. Returns the error
    /// that ended it, if any.
    base::Expected<void, base::Error> run(Journal& journal, const std::function<void()>& ready);

    /// Any thread: no more submissions; what is queued is still worked off, then run() returns.
    void stop();

    const LedgerView& view() const { return m_view; }
    EngineStats stats() const;
    /// Any thread.
    WriterHealth writer() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    LedgerView m_view;
};

} // namespace hub::ledger
