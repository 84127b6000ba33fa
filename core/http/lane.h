#pragma once

#include "core/http/sender.h"
#include "core/http/url.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace hub::http {

class OutboundConnection;
class SenderThread;

/// A lane's figures, written by its thread and by send(), read by anybody. Lives as long as the sender.
struct LaneMeter
{
    static constexpr std::array<std::int64_t, 14> kBoundsUs{
        250, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000, 1000000, 5000000, 10000000};

    std::string lane;
    std::size_t thread = 0;
    std::atomic<std::size_t> owned{0}; ///< messages taken and not ended
    std::atomic<std::size_t> bytes{0};
    std::atomic<std::size_t> inFlight{0};
    std::atomic<bool> paused{false};
    std::atomic<BreakerState> breaker{BreakerState::Closed};
    std::atomic<std::uint64_t> delivered{0};
    std::atomic<std::uint64_t> attemptsFailed{0};
    std::atomic<std::uint64_t> deadLetters{0};
    std::atomic<std::int64_t> lastErrorMs{0};
    std::atomic<std::int64_t> lastSuccessMs{0};
    std::array<std::atomic<std::uint64_t>, kBoundsUs.size() + 1> latencies{};
    std::atomic<std::int64_t> oldestMs{0};
    mutable std::mutex detailMutex; ///< guards what follows
    std::string lastError;
    std::vector<EndpointStatistics> endpoints;
    std::deque<FailedAttempt> failures; ///< newest first

    void recordLatency(std::int64_t us);
    /// One attempt to `endpoint` at `nowMs` (UTC); `error` says what failed, empty: a success.
    void recordEndpoint(std::string_view endpoint, std::int64_t nowMs, const std::string& error);
    void recordFailure(FailedAttempt&& failure);
    LaneStatistics read() const;
    std::vector<FailedAttempt> readFailures() const;
};

/// One message on its way, with what its attempts have left behind.
struct Job
{
    Outbound message;
    int attempts = 0; ///< made, before a restart included
    int clientErrors = 0;
    bool onceMore = false;          ///< the present attempt has moved from a stale connection to a new one
    std::int64_t deadlineMs = 0;    ///< steady; of the present attempt
    std::int64_t firstQueuedMs = 0; ///< UTC
    std::int64_t startUs = 0;       ///< UTC, of the present attempt
    std::string url;                ///< of the present attempt
    events::SpanId span = 0;
};

/// How an attempt ended.
struct Attempt
{
    DeliveryReason reason = DeliveryReason::None;
    int status = 0;
    std::string detail;
    std::int64_t retryAfterMs = 0;
    Headers headers;
    std::string body;
    bool truncated = false;
};

/// The queue of one destination: starts in order, one at a time within a subject, retries with back-off,
/// breaker. Lives on its sender thread; connections report to it.
class Lane
{
public:
    Lane(SenderThread& thread, LaneMeter& meter);
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    void enqueue(std::unique_ptr<Job> job);
    /// Starts what may be started now.
    void pump();
    void setPaused(bool paused);
    /// Deadlines, retries that are due, breaker. `nowMs` steady.
    void tick(std::int64_t nowMs);
    /// Something is queued or in flight, so the thread must tick.
    bool busy() const { return m_inFlight > 0 || !m_ready.empty() || !m_delayed.empty(); }
    bool inFlight() const { return m_inFlight > 0; }
    bool connected() const { return !m_connections.empty(); }
    /// Reports everything that is left as Stopped.
    void abandon();

    /// From a connection: its attempt is over. The connection is idle again or has closed (`reusable`).
    void ended(OutboundConnection& connection, std::unique_ptr<Job> job, Attempt&& attempt, bool reusable);
    /// From a connection: an idle one was closed by the other side.
    void lost(OutboundConnection& connection);

    LaneMeter& meter() { return m_meter; }

private:
    using Jobs = std::deque<std::unique_ptr<Job>>;

    void startJob(std::unique_ptr<Job> job);
    void sendJob(std::unique_ptr<Job> job, bool fresh);
    OutboundConnection& connectionFor(const Url& url, bool fresh);
    void drop(OutboundConnection& connection);
    void judge(std::unique_ptr<Job> job, Attempt&& attempt);
    void noteAttempt(const Job& job, const Attempt& attempt);
    void noteFailure(const Job& job, const Attempt& attempt, std::int64_t nowUs);
    void noteOldest(std::int64_t nowMs);
    void updateBreaker(const Job& job, const Attempt& attempt);
    void retryLater(std::unique_ptr<Job> job, const Attempt& attempt);
    void finish(std::unique_ptr<Job> job, DeliveryOutcome outcome, Attempt&& attempt,
                bool holdsSubject = true);
    void releaseSubject(const std::string& subject);
    void failOnceJobs(DeliveryReason reason, std::int64_t dueMs);
    void setBreaker(BreakerState state);
    void leaveOldAddress();
    void countInFlight(int change);

    SenderThread& m_thread;
    LaneMeter& m_meter;
    Jobs m_ready;
    std::multimap<std::int64_t, std::unique_ptr<Job>> m_delayed; // by due time, steady ms
    std::unordered_map<std::string, Jobs> m_subjects;            // busy subjects and who waits for them
    std::vector<std::unique_ptr<OutboundConnection>> m_connections;
    std::vector<OutboundConnection*> m_idle; // last used last
    std::size_t m_inFlight = 0;
    std::size_t m_onceWaiting = 0;
    int m_failures = 0; // in a row
    std::int64_t m_breakerUntilMs = 0;
    /// What failed last: where it went, and where a message like it would go now.
    std::string m_failedUrl;
    std::function<std::optional<std::string>()> m_resolveFailed;
    BreakerState m_breaker = BreakerState::Closed;
    std::int64_t m_oldestNotedMs = 0; // steady
    bool m_paused = false;
    bool m_pumping = false;
};

} // namespace hub::http
