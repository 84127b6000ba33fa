#pragma once

#include "core/hub/feed.h"

#include <QtCore/QObject>

#include <memory>
#include <mutex>
#include <vector>

namespace hub::api {

/// Most rows of a transfers batch; what is beyond is counted in leftOut.
inline constexpr int kFeedTransfersMax = 200;
/// Shortest time between two batches to one subscriber.
inline constexpr int kFeedIntervalMs = 100;

/// The fan-out that implementations of the door share: takes changes on any thread, merges them for each
/// subscriber and delivers at most ten batches a second on the subscriber's thread. What waits for a
/// subscriber is bounded: one row per account, participant, window and settlement, kFeedTransfersMax
/// transfers, one health snapshot.
class FeedDispatcher final : public Feeds
{
public:
    FeedDispatcher();
    ~FeedDispatcher() override;
    FeedDispatcher(const FeedDispatcher&) = delete;
    FeedDispatcher& operator=(const FeedDispatcher&) = delete;

    Subscription subscribe(FeedKind kind, QObject* context, FeedHandler handler) override;
    /// Any thread, does not wait. Numbers the changes of the batch itself; `first` and `last` of it are
    /// ignored.
    void publish(FeedBatch batch);
    /// True when anyone listens to `kind`; lets a source skip the work. Any thread.
    bool hasSubscribers(FeedKind kind) const;

private:
    struct Mailbox;
    struct Registry;
    class Inbox;
    std::shared_ptr<Registry> m_registry;
};

} // namespace hub::api
