#include "core/runtime/health_sources.h"

#include "core/fspiop/callback_probe.h"

namespace hub::runtime {
namespace {

api::BreakerState breakerOf(http::BreakerState state)
{
    switch (state) {
    case http::BreakerState::Closed:
        return api::BreakerState::Closed;
    case http::BreakerState::HalfOpen:
        return api::BreakerState::HalfOpen;
    case http::BreakerState::Open:
        return api::BreakerState::Open;
    }
    return api::BreakerState::Closed;
}

std::vector<api::LaneRow> lanesOf(const http::Sender& sender)
{
    std::vector<api::LaneRow> rows;
    for (const http::LaneStatistics& lane : sender.lanes()) {
        if (lane.lane == fspiop::kProbeLane) continue;
        api::LaneRow row;
        row.participant = QString::fromStdString(lane.lane);
        row.breaker = breakerOf(lane.breaker);
        row.queued = static_cast<qint64>(lane.queued);
        row.inFlight = static_cast<qint64>(lane.inFlight);
        row.delivered = static_cast<qint64>(lane.delivered);
        row.failed = static_cast<qint64>(lane.attemptsFailed);
        row.deadLetters = static_cast<qint64>(lane.deadLetters);
        row.lastError = QString::fromStdString(lane.lastError);
        rows.push_back(std::move(row));
    }
    return rows;
}

using api::ServiceState;

api::ServiceRow serviceRow(const char* name, ServiceState state, const QString& detail)
{
    api::ServiceRow row;
    row.name = QString::fromLatin1(name);
    row.state = state;
    row.detail = detail;
    return row;
}

QString lagText(std::int64_t ms)
{
    return QStringLiteral("has not come round for %1 ms").arg(ms);
}

api::ServiceRow threadRow(const char* name, bool isThere, std::int64_t lagMs, const QString& detail)
{
    if (!isThere) return serviceRow(name, ServiceState::Down, QStringLiteral("is not running"));
    return lagMs < Watch::kDownMs ? serviceRow(name, ServiceState::Ok, detail)
                                  : serviceRow(name, ServiceState::Down, lagText(lagMs));
}

/// The writer: takes commands and comes round.
api::ServiceRow ledgerRow(const HealthParts& parts)
{
    const ledger::WriterHealth writer = parts.engine.writer();
    const std::int64_t lagMs = parts.watch ? parts.watch->writerLagMs() : 0;
    const auto stats = parts.engine.stats();
    api::ServiceRow row;
    if (writer.mode == ledger::WriterMode::Working && lagMs < Watch::kDownMs)
        row = serviceRow("ledger", ServiceState::Ok, QStringLiteral("%1 commits").arg(stats.batches));
    else if (writer.mode == ledger::WriterMode::Working)
        row = serviceRow("ledger", ServiceState::Down, lagText(lagMs));
    else
        row = serviceRow("ledger", ServiceState::Down,
                         writer.mode == ledger::WriterMode::ReadOnly ? QStringLiteral("read-only")
                                                                     : QStringLiteral("takes no commands"));
    if (stats.batches > 0) row.latencyUs = static_cast<qint64>(stats.commitUsTotal / stats.batches);
    return row;
}

/// The store: takes writes, answers reads, has room.
api::ServiceRow datastoreRow(const HealthParts& parts)
{
    const ledger::WriterHealth writer = parts.engine.writer();
    if (writer.mode == ledger::WriterMode::ReadOnly || writer.mode == ledger::WriterMode::Ended)
        return serviceRow("datastore", ServiceState::Down, QString::fromStdString(writer.reason));
    const std::int64_t waitedMs = parts.readers.oldestWaitMs();
    if (waitedMs >= Watch::kDownMs)
        return serviceRow("datastore", ServiceState::Down,
                          QStringLiteral("a query has waited for %1 ms").arg(waitedMs));
    const DiskState disk = parts.watch ? parts.watch->disk() : DiskState{};
    const QString room =
        disk.freeBytes < 0 ? QString() : QStringLiteral(", %1 MiB free").arg(disk.freeBytes >> 20);
    return serviceRow("datastore", disk.isLow ? ServiceState::Degraded : ServiceState::Ok,
                      QStringLiteral("sqlite, WAL, synchronous FULL") + room);
}

QString connectionsOf(const std::unique_ptr<http::Server>& server)
{
    return server ? QStringLiteral("%1 connections").arg(server->counters().connectionsOpen) : QString();
}

std::vector<api::ServiceRow> servicesOf(const HealthParts& parts)
{
    const Watch* watch = parts.watch.get();
    const auto desk = parts.desk.statistics();
    return {
        ledgerRow(parts),
        datastoreRow(parts),
        threadRow("broker", true, watch != nullptr ? watch->senderLagMs() : 0,
                  QStringLiteral("%1 messages waiting").arg(desk.waiting + desk.waitingForSignature)),
        threadRow("dfspListener", parts.fspiopServer != nullptr, watch != nullptr ? watch->fspiopLagMs() : 0,
                  connectionsOf(parts.fspiopServer)),
        threadRow("operatorListener", parts.operatorServer != nullptr,
                  watch != nullptr ? watch->operatorLagMs() : 0, connectionsOf(parts.operatorServer)),
        serviceRow("events", parts.events.isFailing() ? ServiceState::Degraded : ServiceState::Ok,
                   parts.events.isFailing() ? QStringLiteral("spans cannot be written")
                                            : QStringLiteral("%1 spans written").arg(parts.events.written())),
    };
}

/// A hub that runs but takes no writes is read-only, whoever asks.
api::HubState stateOf(const HealthParts& parts)
{
    const api::HubState state = parts.state.load();
    const bool isReadOnly = parts.engine.writer().mode == ledger::WriterMode::ReadOnly;
    return state == api::HubState::Running && isReadOnly ? api::HubState::ReadOnly : state;
}

// One metric of both listeners, labelled.
void appendServerLines(std::string& out, const char* listener, const http::Server* server)
{
    if (server == nullptr) return;
    const http::ServerCounters counters = server->counters();
    const std::string label = std::string("{listener=\"") + listener + "\"} ";
    const auto line = [&](const char* name, std::uint64_t value) {
        out += std::string("hub_http_") + name + label + std::to_string(value) + '\n';
    };
    line("connections_open", counters.connectionsOpen);
    line("connections_accepted_total", counters.connectionsAccepted);
    line("connections_refused_total", counters.connectionsRefused);
    line("guard_rejections_total", counters.guardRejections);
    line("overloaded_total", counters.overloaded);
    for (const http::RouteCounters& route : counters.routes)
        for (const auto& [status, count] : route.byStatus)
            out += "hub_http_requests_total{listener=\"" + std::string(listener) + "\",route=\"" +
                   route.method + ' ' + route.pattern + "\",status=\"" + std::to_string(status) + "\"} " +
                   std::to_string(count) + '\n';
}

} // namespace

admin::HealthSources healthSources(const HealthParts& parts)
{
    admin::HealthSources sources;
    sources.version = HUB_VERSION;
    sources.schemeName = "Hubdeck";
    sources.storeName = "sqlite";
    sources.state = [parts] { return stateOf(parts); };
    sources.stateReason = [parts] { return parts.engine.writer().reason; };
    sources.lanes = [parts] { return lanesOf(parts.sender); };
    sources.services = [parts] { return servicesOf(parts); };
    sources.queues = [parts] {
        const fspiop::DeskStatistics desk = parts.desk.statistics();
        const auto bound = static_cast<qint64>(desk.waitingMax);
        return std::vector<api::QueueRow>{
            {QStringLiteral("callbacks"), static_cast<qint64>(desk.waiting), bound},
            {QStringLiteral("signatures"), static_cast<qint64>(desk.waitingForSignature), bound},
            {QStringLiteral("readers"), static_cast<qint64>(parts.readers.waiting()),
             static_cast<qint64>(parts.readers.queueMax())},
        };
    };
    sources.droppedSpans = [parts] { return parts.spans.dropped(); };
    sources.metricsLines = [parts] {
        std::string out;
        appendServerLines(out, "fspiop", parts.fspiopServer.get());
        appendServerLines(out, "operator", parts.operatorServer.get());
        const fspiop::DeskStatistics desk = parts.desk.statistics();
        out += "hub_callbacks_delivered_total " + std::to_string(desk.delivered) + '\n';
        out += "hub_callbacks_dead_total " + std::to_string(desk.deadLetters) + '\n';
        out += "hub_callbacks_waiting " + std::to_string(desk.waiting) + '\n';
        return out;
    };
    return sources;
}

fspiop::Health fspiopHealth(const admin::HealthSources& sources)
{
    fspiop::Health health;
    health.startedMs = sources.startedAt.ms;
    health.version = sources.version;
    for (const api::ServiceRow& row : sources.services()) {
        const bool isUp = row.state != ServiceState::Down;
        health.services.push_back(
            {row.name.toStdString(), isUp, isUp ? std::string() : row.detail.toStdString()});
        // The name under which the public services report the ledger.
        if (row.name == QLatin1String("ledger"))
            health.services.push_back({"participantEndpointService", isUp, {}});
        health.isUp = health.isUp && isUp;
    }
    return health;
}

} // namespace hub::runtime
