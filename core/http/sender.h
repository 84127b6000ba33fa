#pragma once

#include "core/base/bytes.h"
#include "core/events/span.h"
#include "core/http/message.h"
#include "core/http/tls.h"

#include <QtNetwork/QHostAddress>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hub::http {

/// What happens after a failed attempt.
enum class SendPolicy : std::uint8_t {
    Once, ///< one attempt within timeoutMs of sending (lookups, quotes): the result says how it went
    UntilDelivered, ///< tried again with back-off until a 2xx, a dead letter or the end of its life
};

/// One message to another system.
struct Outbound
{
    std::string lane; ///< destination key (DFSP or oracle): own queue, connections, breaker
    Method method = Method::Post;
    /// Called on the sender thread at each attempt, so a changed endpoint is taken up; nothing: no endpoint
    /// known.
    std::function<std::optional<std::string>()> resolveUrl;
    Headers headers;        ///< Host, Content-Length, Connection, traceparent and tracestate are the sender's
    base::SharedBytes body; ///< null: none
    std::uint64_t ticket = 0;   ///< the caller's; comes back in the result
    events::TraceContext trace; ///< parent is the span that the attempts hang under
    /// Messages of one lane with the same non-empty subject go out strictly one after the other's end.
    std::string subject;
    std::string spanName; ///< `PUT /transfers/{ID} -> greenbank`
    /// Which kind of address it goes to, for the lane's figures; a constant that outlives the sender. Empty:
    /// only the lane is counted.
    std::string_view endpoint;
    /// Once only: says how the other side is without saying it of the lane. Neither held up nor counted by
    /// the breaker, and not among the lane's attempts.
    bool isProbe = false;
    SendPolicy policy = SendPolicy::UntilDelivered;
    int timeoutMs = 0;      ///< of one attempt (Once: of all, queueing included); 0 takes the sender's
    int attemptsBefore = 0; ///< made before a restart; counts for back-off and the bound
    std::int64_t firstQueuedMs = 0; ///< UTC ms of the first queueing; 0: now
    /// When there is one: called once on the sender thread before the message enters its lane, to fill in
    /// method, headers, subject, spanName and resolveUrl there instead of on the thread that posts it.
    std::function<void(Outbound&)> complete;
};

enum class DeliveryOutcome : std::uint8_t {
    Delivered,  ///< a 2xx
    PeerError,  ///< Once only: the peer answered with something else; status and body are there
    Failed,     ///< Once only: no answer; see reason
    DeadLetter, ///< UntilDelivered only: given up; see reason and status
    Stopped,    ///< the sender ended first; nothing is known, the outbox still owns the message
};
enum class DeliveryReason : std::uint8_t {
    None,
    NoEndpoint,
    InvalidMessage, ///< header with control characters, URL that is not one
    Policy,         ///< the address policy forbids the resolved address
    Dns,
    Connect,
    Tls,
    Timeout,
    Broken,      ///< connection lost before the answer
    Protocol,    ///< not HTTP, or over a bound
    Status,      ///< the status says so
    Redirect,    ///< 3xx are never followed
    BreakerOpen, ///< Once only: the lane is known to be down
    Expired,     ///< tried for its whole life
};
std::string_view toString(DeliveryOutcome outcome);
std::string_view toString(DeliveryReason reason);

struct DeliveryResult
{
    std::uint64_t ticket = 0;
    DeliveryOutcome outcome = DeliveryOutcome::Failed;
    DeliveryReason reason = DeliveryReason::None;
    int status = 0; ///< of the last answer; 0 when there was none
    int attempts = 0;
    std::int64_t tookUs = 0; ///< of the last attempt
    std::string lane;
    std::string detail;     ///< English, for logs and the operator
    Headers headers;        ///< of the answer; Once only
    std::string body;       ///< of the answer, at most SenderOptions::bodyBytesMax; Once only
    bool truncated = false; ///< the body was longer
};

/// Where results go. Called on sender threads, one call per turn of the loop; must not block.
class DeliverySink
{
public:
    virtual ~DeliverySink() = default;
    virtual void delivered(std::vector<DeliveryResult>&& results) = 0;
};

/// Every bound of the outgoing side. Sizes in bytes, times in milliseconds (reliability chapter 2 rows 15 to
/// 21, 26).
struct SenderOptions
{
    int threads = 1;
    std::size_t connectionsPerLane = 16; ///< at most 64
    std::size_t laneQueueMax = 10000;    ///< messages waiting or in flight
    std::size_t laneBytesMax = 67108864; ///< their bodies
    int connectMs = 3000;
    int timeoutMs = 10000;
    int idleMs = 30000; ///< a kept connection not used for this long is closed
    std::size_t headerBytesMax = 65536;
    std::size_t bodyBytesMax = 65536;
    int retryFirstMs = 100;
    int retryMaxMs = 30000;
    int retryJitterPercent = 20;
    int attemptsMax = 1000;
    std::int64_t lifeMs = 86400000;
    int clientErrorAttempts = 3; ///< 4xx except 408, 425, 429
    int retryAfterMaxMs = 300000;
    int breakerFailures = 5;
    int breakerOpenMs = 5000;
    int dnsCacheMs = 60000;
    std::shared_ptr<const TlsContext> tls; ///< for https; null: the system's certificates
    /// Asked at each connect with the resolved address; false refuses (SSRF, DNS rebinding). Sender threads.
    std::function<bool(std::string_view host, const QHostAddress& address)> addressAllowed;
};

enum class BreakerState : std::uint8_t { Closed, Open, HalfOpen };
std::string_view toString(BreakerState state);

/// What the attempts to one kind of address of a lane came to.
struct EndpointStatistics
{
    std::string_view endpoint;
    std::uint64_t delivered = 0;
    std::uint64_t attemptsFailed = 0;
    std::uint64_t failedInARow = 0; ///< since the last success
    std::int64_t lastSuccessMs = 0; ///< UTC
    std::int64_t lastErrorMs = 0;
    std::string lastError;
};

/// One attempt that did not end in a 2xx.
struct FailedAttempt
{
    std::int64_t atMs = 0; ///< UTC
    std::string_view endpoint;
    std::string what; ///< the message: Outbound::spanName
    std::string subject;
    std::string url;
    int attempt = 0;
    DeliveryReason reason = DeliveryReason::None;
    int status = 0;
    std::int64_t tookUs = 0;
    std::string detail;
    std::string answer; ///< the beginning of its body
    events::TraceId trace;
    static constexpr std::size_t kKept = 50; ///< of each lane, the newest
    static constexpr std::size_t kAnswerMax = 2048;
};

/// A copy of one lane's figures.
struct LaneStatistics
{
    std::string lane;
    std::size_t queued = 0; ///< waiting, also for a retry or its subject's turn
    std::size_t inFlight = 0;
    bool paused = false;
    BreakerState breaker = BreakerState::Closed;
    std::uint64_t delivered = 0;
    std::uint64_t attemptsFailed = 0;
    std::uint64_t deadLetters = 0;
    std::int64_t p95Us = 0; ///< of attempts that got an answer, since start; upper bound of its bucket
    std::string lastError;
    std::int64_t lastErrorMs = 0; ///< UTC
    std::int64_t lastSuccessMs = 0;
    /// When the oldest message that waits or is in flight was first queued (UTC), as of the last second; 0:
    /// none.
    std::int64_t oldestMs = 0;
    std::vector<EndpointStatistics> endpoints; ///< those that were tried since start
};

/// The outgoing side: one lane per destination with its own queue, keep-alive connections, retry clock and
/// breaker, on a few sender threads. Redirects are never followed, proxies of the environment are ignored.
/// send*, pause, resume and lanes on any thread; start and stop on the owner's.
class Sender
{
public:
    /// `sink` and `spans` (may be null) must outlive the sender.
    Sender(SenderOptions options, DeliverySink* sink, events::SpanSink* spans = nullptr);
    /// Stops without draining.
    ~Sender();
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    void start();
    /// Takes no more, gives what is in flight `drainMs`, reports the rest as Stopped, ends the threads.
    void stop(int drainMs);

    /// False when the lane is full or the sender is not running; `message` is untouched then.
    [[nodiscard]] bool send(Outbound&& message);
    /// One wake-up per sender thread; what did not fit stays in the returned vector, in order.
    [[nodiscard]] std::vector<Outbound> sendBatch(std::vector<Outbound>&& messages);

    /// A paused lane keeps its queue and finishes what is in flight. Unknown lanes are remembered.
    void pause(std::string_view lane);
    void resume(std::string_view lane);
    /// Share of the lane's bound in use, 0 to 100; 0 for an unknown lane. For back-pressure at the edge.
    int laneFillPercent(std::string_view lane) const;
    std::vector<LaneStatistics> lanes() const;
    /// The newest failed attempts of a lane, newest first; at most FailedAttempt::kKept.
    std::vector<FailedAttempt> failures(std::string_view lane) const;
    /// Wakes every thread, and tells for how many milliseconds the slowest has not answered the call before.
    /// Between start() and stop(); one caller, about once a second.
    std::int64_t beat();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::http
