#pragma once

#include "core/admin/change_log.h"
#include "core/base/bounded_queue.h"
#include "core/base/clock.h"
#include "core/ledger/ports.h"

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace hub::admin {

/// Figures over the last 10 seconds (and 5 minutes for failures).
struct Rates
{
    std::uint32_t committedPer10s = 0;
    std::int64_t p50Us = 0; ///< prepare received to committed, upper bound of its bucket
    std::int64_t p95Us = 0;
    std::int64_t p99Us = 0;
    std::int64_t failed5Min = 0;
    std::string failedTopCode;
};

/// Watches the commits for the desk and the metrics. The ledger thread only hands each batch over; a thread
/// of the board wakes at most ten times a second, works off what has come, and tells what changed. A full
/// hand-over drops batches and counts them: figures become too small, money is not touched.
class LiveBoard final : public ledger::CommitObserver
{
public:
    using ChangesHandler = std::function<void(const LiveChanges&)>;
    using SecondHandler = std::function<void()>;

    explicit LiveBoard(const base::Clock& clock, std::size_t batchesMax = 4096);
    /// Stops.
    ~LiveBoard() override;
    LiveBoard(const LiveBoard&) = delete;
    LiveBoard& operator=(const LiveBoard&) = delete;

    /// Before start(). Called on the board's thread, at most every kTickMs.
    void onChanges(ChangesHandler handler) { m_onChanges = std::move(handler); }
    /// Before start(). About once a second, on the board's thread.
    void onSecond(SecondHandler handler) { m_onSecond = std::move(handler); }
    /// On the owner's thread; once.
    void start();
    void stop();

    /// Ledger thread.
    void committed(std::shared_ptr<const ledger::Batch> batch) override;

    /// Any thread.
    Rates rates() const;
    /// What changed, by number, for desks that ask from outside.
    const ChangeLog& log() const { return m_log; }
    std::uint64_t droppedBatches() const { return m_dropped.load(std::memory_order_relaxed); }
    /// What the account has moved by in the last 15 minutes; nothing when the hub does not run that long and
    /// the account is older than it.
    std::optional<domain::Amount> change15Min(const domain::Account& account, domain::Amount valueNow) const;

    static constexpr int kTickMs = 100;

private:
    struct Minute
    {
        std::int64_t minute = 0;
        domain::Amount startValue;
    };
    /// One second of the figures.
    struct Second
    {
        std::int64_t second = 0;
        std::uint32_t committed = 0;
        std::array<std::uint32_t, 128> latency{};
    };
    struct FailedMinute
    {
        std::int64_t minute = 0;
        std::map<std::string, std::int64_t> byCode;
    };

    void run();
    void absorb(const ledger::Batch& batch, LiveChanges& changes);
    void received(const ledger::TransferReceived& row);
    void moved(const ledger::TransferMoved& row, LiveChanges& changes);
    void positionMoved(const ledger::PositionMoved& row, LiveChanges& changes);
    void count(const ledger::TransferMoved& row, base::Instant receivedAt);
    Second& secondOf(base::Instant at);

    const base::Clock& m_clock;
    const base::Instant m_startedAt;
    ChangeLog m_log;
    base::BoundedQueue<std::shared_ptr<const ledger::Batch>> m_batches;
    std::atomic<std::uint64_t> m_dropped{0};
    ChangesHandler m_onChanges;
    SecondHandler m_onSecond;
    /// Transfers that can still move; the board's thread only. Bounded: what does not fit is not shown live.
    std::unordered_map<ledger::TransferSeq, ledger::TransferReceived> m_open;

    mutable std::mutex m_mutex; ///< over what follows
    std::array<Second, 11> m_seconds{};
    std::array<FailedMinute, 6> m_failed{};
    std::unordered_map<std::int64_t, std::deque<Minute>> m_minutes; ///< by account id, at most 16 each

    std::mutex m_stopMutex;
    std::condition_variable m_stopWake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace hub::admin
