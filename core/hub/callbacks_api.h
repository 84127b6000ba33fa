#pragma once

#include "core/base/clock.h"
#include "core/hub/health_api.h"
#include "core/hub/participants_api.h"
#include "core/hub/result.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hub::api {

/// What a probe of an address came to: connected, TLS and one harmless GET of `/`, never a message.
struct ProbeResult
{
    QString origin; ///< `https://dfsp.example:4000`
    /// It answered HTTP with something else than a redirect or a server error.
    bool reachable = false;
    int status = 0; ///< 0: no answer
    /// `dns`, `connect`, `tls`, `timeout`, `address policy`, `redirect`, `status`, …; empty when reachable.
    QString reason;
    QString detail; ///< English
    qint64 tookUs = 0;
    base::Instant at;
};

/// Set: an address of its own. Inherited: FSPIOP_CALLBACK_URL and the path. Missing: neither, such messages
/// cannot be delivered.
enum class EndpointState { Missing, Inherited, Set };

/// One kind of message to one participant; counts since the hub started.
struct CallbackEndpoint
{
    QString type;
    EndpointState state = EndpointState::Missing;
    QString value; ///< its own template, or the one it is inherited from; empty when missing
    qint64 delivered = 0;
    qint64 failed = 0;       ///< attempts
    qint64 failedInARow = 0; ///< since the last success; > 0: it is failing
    std::optional<base::Instant> lastSuccessAt;
    std::optional<base::Instant> lastErrorAt;
    QString lastError;
    std::optional<ProbeResult> probe; ///< the newest since start
};

/// What is sent to one participant, and how it goes. Counts and p95 since the hub started.
struct DestinationRow
{
    QString participant;
    bool active = true;
    bool paused = false;
    /// The pause is over and what waited on the disk is on its way.
    bool draining = false;
    std::optional<base::Instant> pausedAt;
    QString pausedBy;
    QString pauseReason;
    BreakerState breaker = BreakerState::Closed;
    qint64 queued = 0; ///< waiting, on the disk too
    qint64 inFlight = 0;
    std::optional<base::Instant> oldestQueuedAt;
    qint64 delivered = 0;
    qint64 failed = 0;
    qint64 p95Us = 0; ///< of answered attempts; 0: none yet
    std::optional<base::Instant> lastSuccessAt;
    std::optional<base::Instant> lastErrorAt;
    QString lastError;
    qint64 deadLetters = 0;
    /// FSPIOP_CALLBACK_URL first, then every type of domain::callbackTypes().
    std::vector<CallbackEndpoint> endpoints;
};

/// A message that was given up.
struct DeadLetterRow
{
    qint64 id = 0;
    QString participant;
    QString type;    ///< kind of address
    QString message; ///< `PUT /transfers/{ID}`
    QString subject; ///< id of the transfer or bulk
    int attempts = 0;
    QString reason;
    base::Instant queuedAt;
    base::Instant at; ///< given up
};

/// The same with what would be sent.
struct DeadLetterDetail
{
    DeadLetterRow row;
    QString path;
    QString headers; ///< a line each
    QString body;
};

/// Every part given must fit; empty: any.
struct DeadLetterFilter
{
    QString participant; ///< without case
    QString subject;     ///< a whole id
    QString reason;      ///< a part of it, without case
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
};

/// Which dead letters go out again: those named, or all of a participant up to `sender.replayMax`, the oldest
/// first.
struct ReplayOrder
{
    std::vector<qint64> ids;
    QString participant; ///< used when `ids` is empty
};

struct ReplayReport
{
    qint64 replayed = 0;
    qint64 gone = 0;      ///< of those named: no dead letters any more
    qint64 remaining = 0; ///< dead letters of the participant (or of all, when they were named)
};

/// An attempt that failed. The hub keeps the newest 50 of each participant since it started.
struct DeliveryFailure
{
    base::Instant at;
    QString type;
    QString message;
    QString subject;
    QString url;
    int attempt = 0;
    QString reason;
    int status = 0;
    qint64 tookUs = 0;
    QString detail;
    QString answer; ///< the beginning of the peer's body
    QString traceId;
};

/// Deliveries to participants. Any thread; answers come as futures.
class CallbacksApi
{
public:
    virtual ~CallbacksApi() = default;
    /// Every participant but the hub, by name.
    virtual QFuture<Result<std::vector<DestinationRow>>> overview() = 0;
    /// Newest first.
    virtual QFuture<Result<Page<DeadLetterRow>>> deadLetters(DeadLetterFilter filter, PageRequest page) = 0;
    virtual QFuture<Result<DeadLetterDetail>> deadLetter(qint64 id) = 0;
    /// Each goes out once, however often it is asked for.
    virtual QFuture<Result<ReplayReport>> replay(ReplayOrder order, ActionNote note) = 0;
    /// Stops deliveries to a participant or lets them go on; kept over restarts.
    virtual QFuture<Result<void>> setPaused(QString participant, bool paused, ActionNote note) = 0;
    /// Sets addresses; each is checked before any is set. An empty value takes the address away.
    virtual QFuture<Result<void>> setEndpoints(QString participant, std::vector<EndpointRow> endpoints,
                                               ActionNote note) = 0;
    /// Newest first.
    virtual QFuture<Result<std::vector<DeliveryFailure>>> failures(QString participant) = 0;
    /// Of the address of one type.
    virtual QFuture<Result<ProbeResult>> probe(QString participant, QString type) = 0;
};

} // namespace hub::api
