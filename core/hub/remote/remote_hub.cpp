#include "core/hub/remote/remote_hub.h"

#include "core/hub/feed_dispatcher.h"
#include "core/hub/remote/remote_alerts.h"
#include "core/hub/remote/remote_callbacks.h"
#include "core/hub/remote/remote_finalise.h"
#include "core/hub/remote/remote_forwarded.h"
#include "core/hub/remote/remote_settlement.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>

#include <tuple>
#include <utility>

namespace hub::remote {

namespace {

using api::FeedKind;

/// Between two questions for health and for changes.
constexpr int kHealthMs = 1000;
constexpr int kChangesMs = 250;
/// Alerts are few and change seldom; the newest are looked at.
constexpr int kAlertsMs = 2000;
constexpr int kAlertsAsked = 100;
constexpr std::size_t kSettlementsOneByOne = 8;
constexpr int kSettlementsAsked = 50;

} // namespace

struct RemoteHub::Parts
{
    Parts(const QUrl& base, LinkOptions options)
        : link(base, std::move(options))
    {
        link.setProbe([this] { askHealth(); });
        QObject::connect(&healthTimer, &QTimer::timeout, &link, [this] { askHealth(); });
        QObject::connect(&changesTimer, &QTimer::timeout, &link, [this] { askChanges(); });
        QObject::connect(&link, &api::Connection::changed, &link, [this] { follow(); });
        QObject::connect(&alertsTimer, &QTimer::timeout, &link, [this] { askAlerts(); });
        healthTimer.setInterval(kHealthMs);
        alertsTimer.setInterval(kAlertsMs);
        changesTimer.setInterval(kChangesMs);
    }

    /// The timers run while the hub is there; without it the link's own tries do.
    void follow()
    {
        if (link.isConnected()) {
            healthTimer.start();
            changesTimer.start();
            alertsTimer.start();
        } else {
            healthTimer.stop();
            changesTimer.stop();
            alertsTimer.stop();
        }
    }
    void askHealth();
    void askChanges();
    void askAlerts();
    void publish(wire::Changes changes);
    void askSettlements(const std::vector<domain::SettlementId>& ids, bool isWhole);
    void fresh(FeedKind kind, const std::function<void(api::FeedBatch&)>& fill);

    OperatorLink link;
    Caller caller{link};
    api::FeedDispatcher feeds;
    RemoteParticipants participants{caller};
    RemoteLimits limits{caller};
    RemoteFunds funds{caller};
    RemotePositions positions{caller};
    RemoteTransfers transfers{caller};
    RemoteTraces traces{caller};
    RemoteHealth health{caller};
    RemoteOracles oracles{caller};
    RemoteSettlement settlement{caller};
    RemoteAlerts alerts{caller};
    RemoteForwarded forwarded{caller};
    RemoteCallbacks callbacks{caller};
    RemoteFinalise finalise{caller};
    RemoteReports reports{caller};
    QTimer healthTimer;
    QTimer changesTimer;
    QTimer alertsTimer;
    /// What of each alert can change, as it was told last.
    QHash<qint64, std::tuple<api::AlertState, qint64, int, int>> toldAlerts;
    bool isAlertsAsked = false;
    bool isHealthAsked = false;
    bool isChangesAsked = false;
    /// Of the newest answer. The first question names a number of no run of the hub: it is answered with
    /// everything.
    qint64 lastChange = 1;
};

void RemoteHub::Parts::askHealth()
{
    if (isHealthAsked) return;
    isHealthAsked = true;
    link.call(Call{"GET", QStringLiteral("/hub/v1/health"), {}, {}}, [this](const Answer& answer) {
        isHealthAsked = false;
        if (!answer) return;
        auto snapshot = readAnswer<api::HealthSnapshot>(answer);
        // The probe reads leniently, so that desk and hub may differ in age; a stranger has no version.
        if (!snapshot || snapshot->version.isEmpty())
            return link.deny(QStringLiteral("What answers there is not a hub's operator API."));
        link.confirm();
        fresh(FeedKind::Health, [&](api::FeedBatch& batch) { batch.health = *std::move(snapshot); });
    });
}

void RemoteHub::Parts::askChanges()
{
    const bool isWanted =
        feeds.hasSubscribers(FeedKind::Positions) || feeds.hasSubscribers(FeedKind::Transfers) ||
        feeds.hasSubscribers(FeedKind::Participants) || feeds.hasSubscribers(FeedKind::Windows) ||
        feeds.hasSubscribers(FeedKind::Settlements);
    if (!isWanted || isChangesAsked) return;
    isChangesAsked = true;
    link.call(Call{"GET", QStringLiteral("/hub/v1/changes?after=%1").arg(lastChange), {}, {}},
              [this](const Answer& answer) {
                  isChangesAsked = false;
                  auto changes = readAnswer<wire::Changes>(answer);
                  if (!changes) return;
                  lastChange = changes->last;
                  publish(*std::move(changes));
              });
}

void RemoteHub::Parts::askAlerts()
{
    if (!feeds.hasSubscribers(FeedKind::Alerts) || isAlertsAsked) return;
    isAlertsAsked = true;
    api::whenDone(alerts.list({}, {QString(), kAlertsAsked}), &link,
                  [this](const api::Result<api::Page<api::AlertRow>>& page) {
                      isAlertsAsked = false;
                      if (!page) return;
                      auto told = std::exchange(toldAlerts, {});
                      std::vector<api::AlertRow> changed;
                      for (const auto& row : page->rows) {
                          const std::tuple now(row.state, row.last.ms, row.count, row.mails);
                          const auto before = told.constFind(row.id);
                          if (before == told.constEnd() || *before != now) changed.push_back(row);
                          toldAlerts.insert(row.id, now);
                      }
                      if (changed.empty()) return;
                      fresh(FeedKind::Alerts, [&](auto& batch) { batch.alerts = std::move(changed); });
                  });
}

/// The changes name settlements; their rows are asked for, one by one while they are few.
void RemoteHub::Parts::askSettlements(const std::vector<domain::SettlementId>& ids, bool isWhole)
{
    if (!feeds.hasSubscribers(FeedKind::Settlements)) return;
    if (isWhole || ids.size() > kSettlementsOneByOne) {
        api::whenDone(settlement.settlements({}, {QString(), kSettlementsAsked}), &link,
                      [this](const api::Result<api::Page<api::SettlementRow>>& page) {
                          if (!page) return;
                          fresh(FeedKind::Settlements, [&](auto& batch) { batch.settlements = page->rows; });
                      });
        return;
    }
    for (const auto id : ids)
        api::whenDone(
            settlement.settlement(id), &link, [this](const api::Result<api::SettlementDetail>& detail) {
                if (!detail) return;
                fresh(FeedKind::Settlements, [&](auto& batch) { batch.settlements.push_back(detail->row); });
            });
}

void RemoteHub::Parts::fresh(FeedKind kind, const std::function<void(api::FeedBatch&)>& fill)
{
    if (!feeds.hasSubscribers(kind)) return;
    api::FeedBatch batch;
    batch.kind = kind;
    fill(batch);
    feeds.publish(std::move(batch));
}

void RemoteHub::Parts::publish(wire::Changes changes)
{
    if (!changes.positions.empty())
        fresh(FeedKind::Positions, [&](auto& batch) { batch.positions = std::move(changes.positions); });
    if (!changes.transfers.empty() || changes.leftOut > 0)
        fresh(FeedKind::Transfers, [&](auto& batch) {
            batch.transfers = std::move(changes.transfers);
            batch.leftOut = changes.leftOut;
        });
    if (!changes.participants.empty())
        fresh(FeedKind::Participants,
              [&](auto& batch) { batch.participants = std::move(changes.participants); });
    if (!changes.windows.empty())
        fresh(FeedKind::Windows, [&](auto& batch) { batch.windows = std::move(changes.windows); });
    if (!changes.settlements.empty() || changes.isWhole) askSettlements(changes.settlements, changes.isWhole);
}

RemoteHub::RemoteHub(const QUrl& base, LinkOptions options)
    : m_parts(std::make_unique<Parts>(base, std::move(options)))
{
    m_parts->link.start();
}

RemoteHub::~RemoteHub() = default;

api::HubApi RemoteHub::api()
{
    Parts& p = *m_parts;
    return api::HubApi{p.participants, p.limits,    p.funds,    p.positions,  p.transfers,
                       p.traces,       p.health,    p.oracles,  p.settlement, p.alerts,
                       p.forwarded,    p.callbacks, p.finalise, p.reports,    p.feeds};
}

api::Connection& RemoteHub::connection()
{
    return m_parts->link;
}

std::optional<QUrl> parseHubUrl(const QString& text)
{
    const QString trimmed = text.trimmed();
    const QUrl url(trimmed.contains(QStringLiteral("://")) ? trimmed : QStringLiteral("http://") + trimmed,
                   QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !isWeb || url.host().isEmpty() || url.hasQuery() || url.hasFragment())
        return std::nullopt;
    return url;
}

} // namespace hub::remote
