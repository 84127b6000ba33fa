#pragma once

#include "core/base/clock.h"
#include "core/domain/ids.h"
#include "core/hub/result.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hub::api {

enum class HubState { Starting, Running, ReadOnly, Draining, Stopped };
enum class ServiceState { Ok, Degraded, Down };
/// Breaker of an outbound lane: Closed lets calls through, Open holds them, HalfOpen lets one try.
enum class BreakerState { Closed, HalfOpen, Open };

/// A part of the hub: listener, writer, store, events store, senders, oracle, scheduler.
struct ServiceRow
{
    QString name;
    ServiceState state = ServiceState::Ok;
    QString detail;
    /// Latency of its own probe; nothing when it has none.
    std::optional<qint64> latencyUs;
};

/// A bounded queue: how full it is.
struct QueueRow
{
    QString name;
    qint64 length = 0;
    qint64 bound = 0;
};

/// The outbound lane of one destination.
struct LaneRow
{
    QString participant;
    QString destination;
    BreakerState breaker = BreakerState::Closed;
    qint64 queued = 0;
    qint64 bound = 0;
    qint64 inFlight = 0;
    qint64 delivered = 0;
    qint64 failed = 0;
    qint64 deadLetters = 0;
    QString lastError;
    std::optional<base::Instant> nextAttemptAt;
};

/// A ledger invariant that the hub checks by itself.
struct SelfCheckRow
{
    QString name;
    bool passed = true;
    QString detail;
    base::Instant at;
};

/// The hub at one moment. Rates and latencies are over the last 10 seconds.
struct HealthSnapshot
{
    base::Instant at;
    HubState state = HubState::Starting;
    /// Why the hub is read-only, in the store's words; empty otherwise.
    QString stateReason;
    QString version;
    /// `Demo scheme`; shown in the window title.
    QString schemeName;
    base::Instant startedAt;
    /// `sqlite`, `postgres`, `memory`.
    QString store;
    double transfersPerSecond = 0;
    qint64 p50Us = 0;
    qint64 p95Us = 0;
    qint64 p99Us = 0;
    std::vector<QueueRow> queues;
    std::vector<LaneRow> lanes;
    std::vector<ServiceRow> services;
    std::vector<SelfCheckRow> selfChecks;
    domain::WindowId window;
    std::optional<base::Instant> windowOpenedAt;
    qint64 droppedSpans = 0;
    /// Transfers that failed within the last 5 minutes and their most frequent code.
    qint64 failed5Min = 0;
    QString failedTopCode;
    qint64 committedTotal = 0;
    /// No operator has claimed the hub yet: no login is asked.
    bool unclaimed = true;
};

/// Health of the hub. Any thread; answers come as futures.
class HealthApi
{
public:
    virtual ~HealthApi() = default;
    virtual QFuture<Result<HealthSnapshot>> snapshot() = 0;
    /// Runs the ledger's self checks now.
    virtual QFuture<Result<std::vector<SelfCheckRow>>> runSelfChecks() = 0;
};

} // namespace hub::api
