#include "core/hub/local/local_hub.h"

#include "core/admin/alert_json.h"
#include "core/admin/settlement_rows.h"
#include "core/hub/feed_dispatcher.h"
#include "core/hub/local/local_alerts.h"
#include "core/hub/local/local_callbacks.h"
#include "core/hub/local/local_finalise.h"
#include "core/hub/local/local_forwarded.h"
#include "core/hub/local/local_settlement.h"

namespace hub::local {

struct LocalHub::Parts
{
    Parts(admin::AdminServices& services, admin::Caller caller)
        : desk{services, std::move(caller)}
    {}

    /// Board's thread: what commits changed, as rows for whoever listens.
    void publish(const admin::LiveChanges& changes);
    void publishHealth();
    /// Alerts' thread.
    void publishAlert(const events::Alert& alert);
    void publishWindow(domain::WindowId id);
    void publishSettlement(domain::SettlementId id);

    Desk desk;
    api::FeedDispatcher feeds;
    LocalParticipants participants{desk};
    LocalLimits limits{desk};
    LocalFunds funds{desk};
    LocalPositions positions{desk};
    LocalTransfers transfers{desk};
    LocalTraces traces{desk};
    LocalHealth health{desk};
    LocalOracles oracles{desk};
    LocalSettlement settlement{desk};
    LocalAlerts alerts{desk};
    LocalForwarded forwarded{desk};
    LocalCallbacks callbacks{desk};
    LocalFinalise finalise{desk};
    LocalReports reports{desk};
};

void LocalHub::Parts::publish(const admin::LiveChanges& changes)
{
    using api::FeedKind;
    if (feeds.hasSubscribers(FeedKind::Positions) && !changes.accounts.empty()) {
        api::FeedBatch batch;
        batch.kind = FeedKind::Positions;
        for (const auto account : changes.accounts)
            if (auto row = desk.services.positions.row(account)) batch.positions.push_back(*std::move(row));
        if (!batch.positions.empty()) feeds.publish(std::move(batch));
    }
    if (feeds.hasSubscribers(FeedKind::Transfers) && !changes.transfers.empty()) {
        api::FeedBatch batch;
        batch.kind = FeedKind::Transfers;
        batch.leftOut = changes.leftOut;
        for (const auto& transfer : changes.transfers)
            batch.transfers.push_back(admin::transferRow(transfer));
        feeds.publish(std::move(batch));
    }
    if (feeds.hasSubscribers(FeedKind::Participants) && !changes.participants.empty()) {
        api::FeedBatch batch;
        batch.kind = FeedKind::Participants;
        for (const auto& view : desk.services.participants.list())
            for (const auto id : changes.participants)
                if (view->participant.id == id)
                    batch.participants.push_back(participantRow(desk.services, view));
        feeds.publish(std::move(batch));
    }
    for (const auto& window : changes.windows)
        publishWindow(window.id);
    for (const auto id : changes.settlements)
        publishSettlement(id);
}

// Rows of windows and settlements are made of what the store says: read first, told when it is there.
void LocalHub::Parts::publishWindow(domain::WindowId id)
{
    if (!feeds.hasSubscribers(api::FeedKind::Windows)) return;
    desk.services.settlement.window(id, [this](admin::Result<std::optional<ledger::WindowFacts>> facts) {
        if (!facts || !*facts) return;
        api::FeedBatch batch;
        batch.kind = api::FeedKind::Windows;
        batch.windows.push_back(admin::windowRow(**facts, *desk.services.view.registry()));
        feeds.publish(std::move(batch));
    });
}

void LocalHub::Parts::publishSettlement(domain::SettlementId id)
{
    if (!feeds.hasSubscribers(api::FeedKind::Settlements)) return;
    desk.services.settlement.settlement(
        id, [this](admin::Result<std::optional<ledger::SettlementFacts>> facts) {
            if (!facts || !*facts) return;
            api::FeedBatch batch;
            batch.kind = api::FeedKind::Settlements;
            batch.settlements.push_back(admin::settlementRow(**facts, *desk.services.view.registry()));
            feeds.publish(std::move(batch));
        });
}

void LocalHub::Parts::publishHealth()
{
    // The open window fills all the time; once a second is often enough to see it.
    publishWindow(desk.services.settlement.openWindow().id);
    if (!feeds.hasSubscribers(api::FeedKind::Health)) return;
    api::FeedBatch batch;
    batch.kind = api::FeedKind::Health;
    batch.health = desk.services.health.snapshot();
    feeds.publish(std::move(batch));
}

void LocalHub::Parts::publishAlert(const events::Alert& alert)
{
    if (!feeds.hasSubscribers(api::FeedKind::Alerts)) return;
    api::FeedBatch batch;
    batch.kind = api::FeedKind::Alerts;
    batch.alerts.push_back(admin::alertRow(alert));
    feeds.publish(std::move(batch));
}

LocalHub::LocalHub(admin::AdminServices& services, admin::LiveBoard& board, admin::Caller caller)
    : m_parts(std::make_unique<Parts>(services, std::move(caller)))
{
    board.onChanges([parts = m_parts.get()](const admin::LiveChanges& changes) { parts->publish(changes); });
    board.onSecond([parts = m_parts.get()] { parts->publishHealth(); });
    if (auto* alerts = services.alerts.board())
        alerts->onChanged(
            [parts = m_parts.get()](const events::Alert& alert) { parts->publishAlert(alert); });
}

LocalHub::~LocalHub() = default;

api::HubApi LocalHub::api()
{
    return api::HubApi{m_parts->participants, m_parts->limits,  m_parts->funds,     m_parts->positions,
                       m_parts->transfers,    m_parts->traces,  m_parts->health,    m_parts->oracles,
                       m_parts->settlement,   m_parts->alerts,  m_parts->forwarded, m_parts->callbacks,
                       m_parts->finalise,     m_parts->reports, m_parts->feeds};
}

namespace {

/// The APIs of one caller; feeds are everybody's.
struct CallerDoor
{
    CallerDoor(admin::AdminServices& services, admin::Caller caller, api::Feeds& feeds)
        : desk{services, std::move(caller)}
        , api{participants, limits, funds,     positions, transfers, traces,  health, oracles,
              settlement,   alerts, forwarded, callbacks, finalise,  reports, feeds}
    {}

    Desk desk;
    LocalParticipants participants{desk};
    LocalLimits limits{desk};
    LocalFunds funds{desk};
    LocalPositions positions{desk};
    LocalTransfers transfers{desk};
    LocalTraces traces{desk};
    LocalHealth health{desk};
    LocalOracles oracles{desk};
    LocalSettlement settlement{desk};
    LocalAlerts alerts{desk};
    LocalForwarded forwarded{desk};
    LocalCallbacks callbacks{desk};
    LocalFinalise finalise{desk};
    LocalReports reports{desk};
    api::HubApi api;
};

} // namespace

std::shared_ptr<api::HubApi> LocalHub::apiFor(const admin::Caller& caller)
{
    const auto door = std::make_shared<CallerDoor>(m_parts->desk.services, caller, m_parts->feeds);
    return {door, &door->api};
}

admin::Caller LocalHub::deskCaller()
{
    return admin::Caller{{}, "desk", true, {}};
}

} // namespace hub::local
