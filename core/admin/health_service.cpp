#include "core/admin/health_service.h"

#include "core/json/writer.h"

#include <algorithm>
#include <map>

namespace hub::admin {
namespace {

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

/// Per currency the two sums that must come out (admin-settlement 2.2).
struct Sums
{
    domain::Amount settlement; ///< SETTLEMENT + HUB_RECONCILIATION
    domain::Amount position;   ///< POSITION + INTERCHANGE_FEE + HUB_MULTILATERAL_SETTLEMENT
};

std::map<std::string, Sums, std::less<>> sumsOf(const ledger::LedgerView& view)
{
    std::map<std::string, Sums, std::less<>> out;
    const auto registry = view.registry();
    const auto positions = view.positions();
    for (const auto& entry : registry->participants())
        for (const auto& account : entry->accounts) {
            const auto index = static_cast<std::size_t>(account.id.value());
            if (index >= positions.size()) continue;
            auto& sums = out[std::string(account.currency.code())];
            using domain::AccountType;
            if (account.type == AccountType::Settlement || account.type == AccountType::HubReconciliation)
                sums.settlement += positions[index].value;
            else if (account.type == AccountType::Position || account.type == AccountType::InterchangeFee ||
                     account.type == AccountType::HubMultilateralSettlement)
                sums.position += positions[index].value;
        }
    return out;
}

api::SelfCheckRow checkOf(std::string_view name, std::string_view currency, domain::Amount sum, bool isQuiet,
                          base::Instant at)
{
    api::SelfCheckRow row;
    row.name = text(name) + QLatin1Char(' ') + text(currency);
    row.passed = isQuiet ? sum.isZero() : !sum.isNegative();
    row.detail = text("Sum " + sum.toString() + (isQuiet ? ", nothing is open" : ", transfers are open"));
    row.at = at;
    return row;
}

void appendMetric(std::string& out, std::string_view name, std::string_view type, std::string_view help,
                  std::uint64_t value)
{
    out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ");
    out.append(type).append("\n").append(name).append(" ").append(std::to_string(value)).append("\n");
}

// Microseconds as seconds, exact.
std::string seconds(std::int64_t us)
{
    auto fraction = std::to_string(us % 1'000'000);
    fraction.insert(0, 6 - fraction.size(), '0');
    return std::to_string(us / 1'000'000) + '.' + fraction;
}

std::string labelValue(std::string_view value)
{
    std::string out;
    for (const char c : value) {
        if (c == '\\' || c == '"') out.push_back('\\');
        if (c == '\n')
            out += "\\n";
        else
            out.push_back(c);
    }
    return out;
}

} // namespace

HealthService::HealthService(ledger::Engine& engine, const LiveBoard& board, const base::Clock& clock,
                             HealthSources sources)
    : m_engine(engine)
    , m_board(board)
    , m_clock(clock)
    , m_sources(std::move(sources))
{}

std::vector<api::LaneRow> HealthService::lanes() const
{
    return m_sources.lanes ? m_sources.lanes() : std::vector<api::LaneRow>();
}

api::HealthSnapshot HealthService::snapshot() const
{
    const auto& view = m_engine.view();
    const auto stats = m_engine.stats();
    const auto rates = m_board.rates();
    const auto window = view.openWindow();
    api::HealthSnapshot out;
    out.at = m_clock.now();
    out.state = m_sources.state ? m_sources.state() : api::HubState::Running;
    if (m_sources.stateReason) out.stateReason = text(m_sources.stateReason());
    out.version = text(m_sources.version);
    out.schemeName = text(m_sources.schemeName);
    out.startedAt = m_sources.startedAt;
    out.store = text(m_sources.storeName);
    out.transfersPerSecond = rates.committedPer10s / 10.0;
    out.p50Us = rates.p50Us;
    out.p95Us = rates.p95Us;
    out.p99Us = rates.p99Us;
    out.queues.push_back({QStringLiteral("ledger"), static_cast<qint64>(stats.queueLength),
                          static_cast<qint64>(m_sources.ledgerQueueMax)});
    if (m_sources.queues)
        for (auto& queue : m_sources.queues())
            out.queues.push_back(std::move(queue));
    out.lanes = lanes();
    if (m_sources.services)
        for (auto& service : m_sources.services())
            out.services.push_back(std::move(service));
    out.selfChecks = selfChecks();
    out.window = window.id;
    if (window.id.value() != 0) out.windowOpenedAt = window.createdAt;
    out.droppedSpans = m_sources.droppedSpans ? static_cast<qint64>(m_sources.droppedSpans()) : 0;
    out.failed5Min = rates.failed5Min;
    out.failedTopCode = text(rates.failedTopCode);
    out.committedTotal = static_cast<qint64>(view.committedTransfers());
    return out;
}

std::vector<api::SelfCheckRow> HealthService::selfChecks() const
{
    const auto& view = m_engine.view();
    const bool isQuiet = view.openTransfers() == 0;
    const auto now = m_clock.now();
    std::vector<api::SelfCheckRow> out;
    for (const auto& [currency, sums] : sumsOf(view)) {
        out.push_back(
            checkOf("Settlement accounts and reconciliation", currency, sums.settlement, isQuiet, now));
        out.push_back(
            checkOf("Positions and multilateral settlement", currency, sums.position, isQuiet, now));
    }
    return out;
}

std::string HealthService::metrics() const
{
    const auto& view = m_engine.view();
    const auto stats = m_engine.stats();
    const auto rates = m_board.rates();
    std::string out;
    appendMetric(out, "hubdeck_transfers_committed_total", "counter", "Transfers committed since start",
                 view.committedTransfers());
    appendMetric(out, "hubdeck_transfers_open", "gauge", "Transfers that are not final",
                 view.openTransfers());
    appendMetric(out, "hubdeck_transfers_failed_5min", "gauge", "Transfers that failed within 5 minutes",
                 static_cast<std::uint64_t>(rates.failed5Min));
    appendMetric(out, "hubdeck_ledger_batches_total", "counter", "Group commits", stats.batches);
    appendMetric(out, "hubdeck_ledger_commands_total", "counter", "Commands decided", stats.commands);
    appendMetric(out, "hubdeck_ledger_commit_microseconds_total", "counter", "Time spent in commits",
                 stats.commitUsTotal);
    appendMetric(out, "hubdeck_ledger_commit_microseconds_max", "gauge", "Longest commit", stats.commitUsMax);
    appendMetric(out, "hubdeck_ledger_queue_length", "gauge", "Commands that wait for the writer",
                 stats.queueLength);
    appendMetric(out, "hubdeck_ledger_records", "gauge", "Transfers kept for duplicate checks",
                 stats.recordsInMemory);
    appendMetric(out, "hubdeck_ledger_record_bytes", "gauge", "Memory of those records", stats.recordBytes);
    appendMetric(out, "hubdeck_live_batches_dropped_total", "counter", "Commits the live board did not see",
                 m_board.droppedBatches());
    out += "# HELP hubdeck_transfer_latency_seconds Prepare to commit over the last 10 seconds\n"
           "# TYPE hubdeck_transfer_latency_seconds summary\n";
    for (const auto& [quantile, us] :
         {std::pair("0.5", rates.p50Us), std::pair("0.95", rates.p95Us), std::pair("0.99", rates.p99Us)})
        out.append("hubdeck_transfer_latency_seconds{quantile=\"")
            .append(quantile)
            .append("\"} ")
            .append(seconds(us))
            .append("\n");
    out +=
        "# HELP hubdeck_lane_queued Callbacks that wait, by destination\n# TYPE hubdeck_lane_queued gauge\n";
    for (const auto& lane : lanes())
        out.append("hubdeck_lane_queued{destination=\"")
            .append(labelValue(lane.destination.toStdString()))
            .append("\"} ")
            .append(std::to_string(lane.queued))
            .append("\n");
    if (m_sources.metricsLines) out += m_sources.metricsLines();
    return out;
}

HealthService::Liveness HealthService::liveness() const
{
    const auto state = m_sources.state ? m_sources.state() : api::HubState::Running;
    const bool isServing = state == api::HubState::Running || state == api::HubState::Draining;
    struct Part
    {
        std::string name;
        bool isUp;
        std::string detail;
    };
    std::vector<Part> parts{
        {"datastore", isServing, {}}, {"broker", true, {}}, {"participantEndpointService", isServing, {}}};
    const auto services = m_sources.services ? m_sources.services() : std::vector<api::ServiceRow>();
    for (const auto& service : services) {
        const bool isUp = service.state != api::ServiceState::Down;
        Part part{service.name.toStdString(), isUp, isUp ? std::string() : service.detail.toStdString()};
        const auto known = std::find_if(parts.begin(), parts.end(),
                                        [&](const Part& other) { return other.name == part.name; });
        if (known == parts.end())
            parts.push_back(std::move(part));
        else
            *known = Part{part.name, known->isUp && isUp, part.detail};
    }
    Liveness out;
    out.isUp = std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.isUp; });
    const auto upMs = std::max<std::int64_t>(0, m_clock.now().ms - m_sources.startedAt.ms);
    json::Writer writer;
    writer.beginObject().member("status", out.isUp ? "OK" : "DOWN");
    writer.key("uptime").number(domain::Amount::fromUnits(upMs * 10));
    writer.member("startTime", base::toIso8601(m_sources.startedAt))
        .member("versionNumber", m_sources.version);
    writer.key("services").beginArray();
    for (const Part& part : parts) {
        writer.beginObject().member("name", part.name).member("status", part.isUp ? "OK" : "DOWN");
        if (!part.detail.empty()) writer.member("detail", part.detail);
        writer.endObject();
    }
    writer.endArray().endObject();
    out.json = writer.take();
    return out;
}

} // namespace hub::admin
