#pragma once

#include "core/hub/alerts_api.h"
#include "core/hub/health_api.h"
#include "core/hub/participants_api.h"
#include "core/hub/positions_api.h"
#include "core/hub/settlement_api.h"
#include "core/hub/transfers_api.h"

#include <QtCore/QObject>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace hub::api {

enum class FeedKind { Positions, Transfers, Health, Participants, Windows, Settlements, Alerts };

/// What changed since the batch before, one row per thing (its newest form). Only the vector of `kind` is
/// filled.
struct FeedBatch
{
    FeedKind kind = FeedKind::Positions;
    /// Numbers of the first and the last change in it; a gap to the batch before means: take a snapshot.
    quint64 first = 0;
    quint64 last = 0;
    /// Changes that were left out because more came than a batch holds (Transfers only).
    quint64 leftOut = 0;
    std::vector<PositionRow> positions;
    /// In order of change, at most 200.
    std::vector<TransferRow> transfers;
    std::optional<HealthSnapshot> health;
    std::vector<ParticipantRow> participants;
    std::vector<WindowRow> windows;
    std::vector<AlertRow> alerts;
    std::vector<SettlementRow> settlements;
};

using FeedHandler = std::function<void(const FeedBatch&)>;

/// Ends a subscription when it goes. Move only; on the thread that subscribed.
class Subscription
{
public:
    Subscription() = default;
    explicit Subscription(std::function<void()> stop)
        : m_stop(std::move(stop))
    {}
    Subscription(Subscription&& other) noexcept
        : m_stop(std::exchange(other.m_stop, nullptr))
    {}
    Subscription& operator=(Subscription&& other) noexcept
    {
        if (this != &other) {
            stop();
            m_stop = std::exchange(other.m_stop, nullptr);
        }
        return *this;
    }
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;
    ~Subscription() { stop(); }
    bool isActive() const { return static_cast<bool>(m_stop); }
    void stop()
    {
        if (auto stop = std::exchange(m_stop, nullptr)) stop();
    }

private:
    std::function<void()> m_stop;
};

/// Live changes, at most ten batches a second for each subscriber.
class Feeds
{
public:
    virtual ~Feeds() = default;
    /// On the thread of `context`; `handler` runs there and never after the subscription or the context has
    /// gone.
    virtual Subscription subscribe(FeedKind kind, QObject* context, FeedHandler handler) = 0;
};

} // namespace hub::api
