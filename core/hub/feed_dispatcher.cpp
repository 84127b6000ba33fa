#include "core/hub/feed_dispatcher.h"

#include "core/base/check.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <algorithm>
#include <array>

namespace hub::api {

namespace {

constexpr std::size_t kKinds = 7;

template <class Row, class Key>
void mergeByKey(std::vector<Row>& into, std::vector<Row>& more, Key key)
{
    for (Row& row : more) {
        const auto same =
            std::find_if(into.begin(), into.end(), [&](const Row& old) { return key(old) == key(row); });
        if (same == into.end())
            into.push_back(std::move(row));
        else
            *same = std::move(row);
    }
}

void mergeTransfers(FeedBatch& into, std::vector<TransferRow>& more)
{
    auto& rows = into.transfers;
    // A transfer that changed again moves to the end: the batch keeps the order of change.
    for (TransferRow& row : more) {
        std::erase_if(rows, [&](const TransferRow& old) { return old.id == row.id; });
        rows.push_back(std::move(row));
    }
    if (rows.size() > kFeedTransfersMax) {
        const auto excess = rows.size() - kFeedTransfersMax;
        into.leftOut += excess;
        rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(excess));
    }
}

void merge(FeedBatch& into, FeedBatch more)
{
    if (into.first == 0) into.first = more.first;
    into.last = more.last;
    into.leftOut += more.leftOut;
    mergeByKey(into.positions, more.positions, [](const PositionRow& r) { return r.account; });
    mergeByKey(into.participants, more.participants, [](const ParticipantRow& r) { return r.name; });
    mergeByKey(into.windows, more.windows, [](const WindowRow& r) { return r.id; });
    mergeByKey(into.settlements, more.settlements, [](const SettlementRow& r) { return r.id; });
    mergeByKey(into.alerts, more.alerts, [](const AlertRow& r) { return r.id; });
    mergeTransfers(into, more.transfers);
    if (more.health) into.health = std::move(more.health);
}

} // namespace

/// What waits for one subscriber. The mutex covers all of it; `inbox` is null once the subscriber has gone.
struct FeedDispatcher::Mailbox
{
    std::mutex mutex;
    Inbox* inbox = nullptr;
    FeedKind kind{};
    FeedBatch pending;
    bool scheduled = false;
};

struct FeedDispatcher::Registry
{
    mutable std::mutex mutex;
    std::vector<std::shared_ptr<Mailbox>> mailboxes;
    std::array<quint64, kKinds> sequences{};
};

/// Lives as a child of the subscriber's context, so it goes with it and runs on its thread.
class FeedDispatcher::Inbox final : public QObject
{
public:
    Inbox(QObject* context, FeedHandler handler, std::shared_ptr<Mailbox> mailbox,
          std::weak_ptr<Registry> registry)
        : QObject(context)
        , m_handler(std::move(handler))
        , m_mailbox(std::move(mailbox))
        , m_registry(std::move(registry))
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { deliver(); });
    }
    ~Inbox() override { detach(); }
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    void wake()
    {
        const qint64 waited = m_sinceLast.isValid() ? m_sinceLast.elapsed() : kFeedIntervalMs;
        m_timer.start(static_cast<int>(std::clamp<qint64>(kFeedIntervalMs - waited, 0, kFeedIntervalMs)));
    }

    /// Ends the delivery; safe from within the handler.
    void retire()
    {
        detach();
        m_timer.stop();
        m_handler = nullptr;
        deleteLater();
    }

private:
    void detach()
    {
        if (const auto registry = m_registry.lock()) {
            const std::lock_guard lock(registry->mutex);
            std::erase(registry->mailboxes, m_mailbox);
        }
        const std::lock_guard lock(m_mailbox->mutex);
        m_mailbox->inbox = nullptr;
    }

    void deliver()
    {
        FeedBatch batch;
        {
            const std::lock_guard lock(m_mailbox->mutex);
            batch = std::exchange(m_mailbox->pending, FeedBatch{});
            m_mailbox->scheduled = false;
        }
        batch.kind = m_mailbox->kind;
        m_sinceLast.start();
        // A copy, because the handler may end its own subscription.
        if (const FeedHandler handler = m_handler) handler(batch);
    }

    FeedHandler m_handler;
    std::shared_ptr<Mailbox> m_mailbox;
    std::weak_ptr<Registry> m_registry;
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
};

FeedDispatcher::FeedDispatcher()
    : m_registry(std::make_shared<Registry>())
{}
FeedDispatcher::~FeedDispatcher() = default;

Subscription FeedDispatcher::subscribe(FeedKind kind, QObject* context, FeedHandler handler)
{
    HUB_CHECK(context && context->thread() == QThread::currentThread());
    auto mailbox = std::make_shared<Mailbox>();
    mailbox->kind = kind;
    auto* inbox = new Inbox(context, std::move(handler), mailbox, m_registry);
    mailbox->inbox = inbox;
    {
        const std::lock_guard lock(m_registry->mutex);
        m_registry->mailboxes.push_back(mailbox);
    }
    return Subscription([guard = QPointer<Inbox>(inbox)] {
        if (guard) guard->retire();
    });
}

void FeedDispatcher::publish(FeedBatch batch)
{
    const std::lock_guard lock(m_registry->mutex);
    const auto changes =
        std::max<std::size_t>(1, batch.positions.size() + batch.transfers.size() + batch.participants.size() +
                                     batch.windows.size() + batch.settlements.size());
    quint64& sequence = m_registry->sequences.at(static_cast<std::size_t>(batch.kind));
    batch.first = sequence + 1;
    sequence += changes;
    batch.last = sequence;
    for (const auto& mailbox : m_registry->mailboxes) {
        if (mailbox->kind != batch.kind) continue;
        const std::lock_guard boxLock(mailbox->mutex);
        if (!mailbox->inbox) continue;
        merge(mailbox->pending, batch);
        if (mailbox->scheduled) continue;
        mailbox->scheduled = true;
        QMetaObject::invokeMethod(
            mailbox->inbox, [inbox = mailbox->inbox] { inbox->wake(); }, Qt::QueuedConnection);
    }
}

bool FeedDispatcher::hasSubscribers(FeedKind kind) const
{
    const std::lock_guard lock(m_registry->mutex);
    return std::any_of(m_registry->mailboxes.begin(), m_registry->mailboxes.end(),
                       [kind](const auto& mailbox) { return mailbox->kind == kind; });
}

} // namespace hub::api
