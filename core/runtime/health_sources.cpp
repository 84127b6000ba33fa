#include "core/runtime/health_sources.h"

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

api::ServiceRow serviceRow(const char* name, bool isUp, const QString& detail)
{
    api::ServiceRow row;
    row.name = QString::fromLatin1(name);
    row.state = isUp ? api::ServiceState::Ok : api::ServiceState::Down;
    row.detail = detail;
    return row;
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

admin::HealthSources healthSources(HealthParts parts)
{
    admin::HealthSources sources;
    sources.version = HUB_VERSION;
    sources.schemeName = "Hubdeck";
    sources.storeName = "sqlite";
    sources.state = [parts] { return parts.state.load(); };
    sources.lanes = [parts] { return lanesOf(parts.sender); };
    sources.services = [parts] {
        const bool isRunning = parts.state.load() == api::HubState::Running;
        const auto connections = [](const std::unique_ptr<http::Server>& server) {
            return server ? QStringLiteral("%1 connections").arg(server->counters().connectionsOpen)
                          : QString();
        };
        return std::vector<api::ServiceRow>{
            serviceRow("datastore", isRunning, QStringLiteral("sqlite, WAL, synchronous FULL")),
            serviceRow("broker", isRunning,
                       QStringLiteral("%1 messages waiting").arg(parts.desk.statistics().waiting)),
            serviceRow("dfspListener", parts.fspiopServer != nullptr, connections(parts.fspiopServer)),
            serviceRow("operatorListener", parts.operatorServer != nullptr,
                       connections(parts.operatorServer)),
            serviceRow("events", parts.events.failed() == 0,
                       QStringLiteral("%1 spans written").arg(parts.events.written())),
        };
    };
    sources.queues = [parts] {
        const fspiop::DeskStatistics desk = parts.desk.statistics();
        return std::vector<api::QueueRow>{
            {QStringLiteral("callbacks"), static_cast<qint64>(desk.waiting), 100'000},
            {QStringLiteral("signatures"), static_cast<qint64>(desk.waitingForSignature), 100'000},
            {QStringLiteral("readers"), static_cast<qint64>(parts.readers.waiting()), 4096},
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

fspiop::Health fspiopHealth(base::Instant startedAt)
{
    fspiop::Health health;
    health.startedMs = startedAt.ms;
    health.version = HUB_VERSION;
    health.services = {{"datastore", true}, {"broker", true}, {"participantEndpointService", true}};
    return health;
}

} // namespace hub::runtime
