#pragma once

#include "core/admin/caller.h"
#include "core/admin/live_board.h"
#include "core/hub/health_api.h"
#include "core/ledger/engine.h"

#include <functional>
#include <string>
#include <vector>

namespace hub::admin {

/// What the health of the hub is put together from; the functions come from whoever runs the parts, may be
/// empty, and are called on any thread.
struct HealthSources
{
    std::string version;
    std::string schemeName;
    std::string storeName; ///< `sqlite`, `postgres`, `memory`
    base::Instant startedAt;
    std::function<api::HubState()> state;
    /// Why it is read-only; empty otherwise.
    std::function<std::string()> stateReason;
    /// The parts: ledger, store, events store, senders, listeners.
    std::function<std::vector<api::ServiceRow>()> services;
    std::function<std::vector<api::LaneRow>()> lanes;
    /// Queues beside the writer's.
    std::function<std::vector<api::QueueRow>()> queues;
    std::function<std::uint64_t()> droppedSpans;
    /// Lines of Prometheus text beside the hub's own, complete with line ends.
    std::function<std::string()> metricsLines;
    std::size_t ledgerQueueMax = 0;
};

/// Health, self checks and metrics. Any thread.
class HealthService
{
public:
    HealthService(ledger::Engine& engine, const LiveBoard& board, const base::Clock& clock,
                  HealthSources sources);

    api::HealthSnapshot snapshot() const;
    /// The sums of admin-settlement 2.2 per currency: exact when no transfer is open, never below zero
    /// otherwise.
    std::vector<api::SelfCheckRow> selfChecks() const;
    /// Prometheus text exposition 0.0.4.
    std::string metrics() const;
    /// GET /health of the public services: `{status, uptime, startTime, versionNumber, services}` and whether
    /// it is UP.
    struct Liveness
    {
        bool isUp = true;
        std::string json;
    };
    Liveness liveness() const;
    std::vector<api::LaneRow> lanes() const;

private:
    ledger::Engine& m_engine;
    const LiveBoard& m_board;
    const base::Clock& m_clock;
    const HealthSources m_sources;
};

} // namespace hub::admin
