#pragma once

#include "core/admin/caller.h"
#include "core/admin/limit_rule.h"
#include "core/base/bounded_queue.h"
#include "core/events/alert.h"
#include "core/ledger/engine.h"
#include "core/mail/mail.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hub::admin {

struct AlertOptions
{
    MailThrottle throttle;
    std::size_t batchesMax = 4096; ///< commits that may wait to be looked at
};

/// A condition of the hub itself that is on or off (a disk that is full).
struct HubCondition
{
    events::AlertRule rule{};
    bool isOn = false;
    int severity = 1;
    std::string text;
};

/// Watches the commits for the alarms of admin-settlement 3.5, keeps them, and mails. The ledger thread only
/// hands each batch over; everything else runs on a thread of the board, off the payment path. When commits
/// come faster than they can be looked at, the present balances are looked at instead of each step, and
/// nothing that still holds is missed. A restart finds what was firing in the store: one alarm per crossing.
class AlertBoard final : public ledger::CommitObserver
{
public:
    using ChangedHandler = std::function<void(const events::Alert&)>;
    using MakeStore = std::function<std::unique_ptr<events::AlertStore>()>;

    /// `makeStore` is called on the board's thread. `mails` may be null.
    AlertBoard(AlertOptions options, const ledger::LedgerView& view, const base::Clock& clock,
               MakeStore makeStore, mail::MailSink* mails);
    /// Stops.
    ~AlertBoard() override;
    AlertBoard(const AlertBoard&) = delete;
    AlertBoard& operator=(const AlertBoard&) = delete;

    /// Before start(). Asked about once a second, on the board's thread.
    void watchConditions(std::function<std::vector<HubCondition>()> conditions)
    {
        m_conditions = std::move(conditions);
    }
    /// Before start(). Called on the board's thread for each alarm that was made or changed.
    void onChanged(ChangedHandler handler) { m_onChanged = std::move(handler); }
    /// When the ledger stands. Owner's thread, once.
    void start();
    void stop();

    /// Ledger thread.
    void committed(std::shared_ptr<const ledger::Batch> batch) override;

    // Any thread; `done` runs on the board's.
    void list(events::AlertFilter filter, Done<std::vector<events::Alert>> done);
    void acknowledge(std::int64_t id, std::string who, std::string note, Done<events::Alert> done);

    std::uint64_t failedWrites() const { return m_failedWrites.load(std::memory_order_relaxed); }

private:
    using Work = std::function<void()>;
    struct Watched
    {
        std::string participant;
        domain::Currency currency;
        domain::Limit limit;
        bool hasLimit = false;
        domain::Amount value;
    };
    using Key = std::pair<events::AlertRule, std::int64_t>;

    void run();
    void begin();
    void look(const ledger::Batch& batch);
    void lookAtConditions();
    void takeRegistry();
    void moved(const ledger::PositionMoved& row);
    void limited(const ledger::LimitPut& row);
    void evaluate(std::int64_t account, Watched& watched, base::Instant at);
    void raise(const Key& key, events::Alert&& fresh, base::Instant at);
    void resolve(const Key& key, base::Instant at);
    void tellEvent(events::Alert&& alert, std::string_view endpointType, std::string_view subject);
    void keep(events::Alert& alert);
    bool mailAbout(const events::Alert& alert, std::string_view endpointType, std::string_view subject);

    const AlertOptions m_options;
    const ledger::LedgerView& m_view;
    const base::Clock& m_clock;
    const MakeStore m_makeStore;
    mail::MailSink* const m_mails;
    std::function<std::vector<HubCondition>()> m_conditions;
    ChangedHandler m_onChanged;
    base::BoundedQueue<Work> m_work;
    std::atomic<bool> m_isBehind{false};
    std::atomic<std::uint64_t> m_failedWrites{0};
    std::thread m_thread;

    // The board's thread only.
    std::unique_ptr<events::AlertStore> m_store;
    std::unordered_map<std::int64_t, Watched> m_watched; ///< by POSITION account
    std::set<ledger::TransferSeq> m_settlements; ///< settlement transfers that the batch at hand moves
    std::map<Key, events::Alert> m_open;
};

} // namespace hub::admin
