#include "core/admin/live_board.h"

#include "core/base/thread_name.h"

#include <algorithm>
#include <bit>
#include <chrono>

namespace hub::admin {
namespace {

constexpr std::size_t kOpenMax = 200'000;
constexpr std::size_t kMinutesMax = 16;
constexpr std::int64_t kWindowMinutes = 15;
constexpr std::int64_t kMinuteMs = 60'000;

// Four buckets for each doubling of microseconds: 19 % wide, 128 of them reach beyond an hour.
std::size_t bucketOf(std::int64_t us)
{
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(us, 4));
    const auto exponent = static_cast<unsigned>(std::bit_width(value) - 1);
    const auto quarter = (value >> (exponent - 2)) & 3U;
    return std::min<std::size_t>((exponent - 2) * 4 + quarter, 127);
}

std::int64_t upperBoundOf(std::size_t bucket)
{
    const auto exponent = bucket / 4 + 2;
    return std::int64_t(5 + bucket % 4) << (exponent - 2);
}

std::int64_t percentile(const std::array<std::uint64_t, 128>& buckets, std::uint64_t total,
                        std::uint64_t per1000)
{
    if (total == 0) return 0;
    const auto wanted = std::max<std::uint64_t>(1, (total * per1000 + 999) / 1000);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        seen += buckets[i];
        if (seen >= wanted) return upperBoundOf(i);
    }
    return upperBoundOf(buckets.size() - 1);
}

template <class Row, class Same>
void putLast(std::vector<Row>& rows, Row row, Same same)
{
    const auto old = std::find_if(rows.begin(), rows.end(), same);
    if (old != rows.end()) rows.erase(old);
    rows.push_back(std::move(row));
}

void keepNewest(LiveChanges& changes)
{
    auto& rows = changes.transfers;
    if (rows.size() <= LiveChanges::kTransfersMax) return;
    const auto excess = rows.size() - LiveChanges::kTransfersMax;
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(excess));
    changes.leftOut += excess;
}

template <class Id>
void addOnce(std::vector<Id>& ids, Id id)
{
    if (id.value() != 0 && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

} // namespace

LiveBoard::LiveBoard(const base::Clock& clock, std::size_t batchesMax)
    : m_clock(clock)
    , m_startedAt(clock.now())
    , m_log(static_cast<std::uint64_t>(std::max<std::int64_t>(m_startedAt.ms, 1)))
    , m_batches(batchesMax)
{}

LiveBoard::~LiveBoard()
{
    stop();
}

void LiveBoard::start()
{
    m_thread = std::thread([this] {
        base::nameThread("board");
        run();
    });
}

void LiveBoard::stop()
{
    {
        const std::lock_guard lock(m_stopMutex);
        m_stopping = true;
    }
    m_stopWake.notify_all();
    m_batches.close();
    if (m_thread.joinable()) m_thread.join();
}

void LiveBoard::committed(std::shared_ptr<const ledger::Batch> batch)
{
    if (!m_batches.push(std::move(batch))) m_dropped.fetch_add(1, std::memory_order_relaxed);
}

void LiveBoard::run()
{
    std::vector<std::shared_ptr<const ledger::Batch>> batches;
    auto nextSecondUs = m_clock.steadyUs();
    while (m_batches.take(batches, m_batches.capacity(), std::chrono::seconds(1))) {
        LiveChanges changes;
        for (const auto& batch : batches)
            absorb(*batch, changes);
        batches.clear();
        keepNewest(changes);
        if (!changes.empty()) m_log.note(changes);
        if (m_onChanges && !changes.empty()) m_onChanges(changes);
        if (const auto nowUs = m_clock.steadyUs(); nowUs >= nextSecondUs) {
            nextSecondUs = nowUs + 950'000;
            if (m_onSecond) m_onSecond();
        }
        std::unique_lock lock(m_stopMutex);
        m_stopWake.wait_for(lock, std::chrono::milliseconds(kTickMs), [this] { return m_stopping; });
    }
}

void LiveBoard::absorb(const ledger::Batch& batch, LiveChanges& changes)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& change : batch.changes) {
        if (const auto* transfer = std::get_if<ledger::TransferReceived>(&change))
            received(*transfer);
        else if (const auto* move = std::get_if<ledger::TransferMoved>(&change))
            moved(*move, changes);
        else if (const auto* position = std::get_if<ledger::PositionMoved>(&change))
            positionMoved(*position, changes);
        else if (const auto* limit = std::get_if<ledger::LimitPut>(&change))
            addOnce(changes.accounts, limit->account);
        else if (const auto* account = std::get_if<ledger::AccountPut>(&change)) {
            addOnce(changes.accounts, account->account.id);
            addOnce(changes.participants, account->account.participant);
        } else if (const auto* participant = std::get_if<ledger::ParticipantPut>(&change))
            addOnce(changes.participants, participant->participant.id);
        else if (const auto* endpoint = std::get_if<ledger::EndpointPut>(&change))
            addOnce(changes.participants, endpoint->endpoint.participant);
        else if (const auto* window = std::get_if<ledger::WindowPut>(&change))
            putLast(changes.windows, window->window,
                    [&](const ledger::Window& old) { return old.id == window->window.id; });
        else if (const auto* settlement = std::get_if<ledger::SettlementPut>(&change))
            addOnce(changes.settlements, settlement->settlement.id);
        else if (const auto* part = std::get_if<ledger::SettlementAccountPut>(&change))
            addOnce(changes.settlements, part->account.settlement);
    }
}

void LiveBoard::received(const ledger::TransferReceived& row)
{
    if (m_open.size() >= kOpenMax) return;
    auto kept = row;
    kept.relay = {};
    m_open.insert_or_assign(row.seq, std::move(kept));
}

void LiveBoard::moved(const ledger::TransferMoved& row, LiveChanges& changes)
{
    const auto open = m_open.find(row.seq);
    if (open == m_open.end()) return; // Received before the start; the lists fetch such a one by its id.
    count(row, open->second.receivedAt);
    LiveTransfer shown{open->second, row.state, row.at, row.error ? row.error->code : std::string(),
                       row.window};
    auto& rows = changes.transfers;
    // Looked for from the end: what changes twice within a tick has mostly just been added.
    const auto old = std::find_if(rows.rbegin(), rows.rend(),
                                  [&](const LiveTransfer& other) { return other.received.seq == row.seq; });
    if (old != rows.rend()) rows.erase(std::next(old).base());
    rows.push_back(std::move(shown));
    // Cut in steps, so that a busy tick does not move the rows for each transfer.
    if (rows.size() >= 2 * LiveChanges::kTransfersMax) keepNewest(changes);
    if (domain::isFinal(row.state)) m_open.erase(open);
}

void LiveBoard::positionMoved(const ledger::PositionMoved& row, LiveChanges& changes)
{
    addOnce(changes.accounts, row.account);
    const auto minute = row.at.ms / kMinuteMs;
    auto& minutes = m_minutes[row.account.value()];
    if (!minutes.empty() && minutes.back().minute >= minute) return;
    minutes.push_back(Minute{minute, row.value - row.delta});
    if (minutes.size() > kMinutesMax) minutes.pop_front();
}

LiveBoard::Second& LiveBoard::secondOf(base::Instant at)
{
    const auto second = at.ms / 1000;
    auto& slot = m_seconds[static_cast<std::size_t>(second) % m_seconds.size()];
    if (slot.second != second) {
        slot = Second{};
        slot.second = second;
    }
    return slot;
}

void LiveBoard::count(const ledger::TransferMoved& row, base::Instant receivedAt)
{
    if (row.state == domain::TransferState::Committed) {
        auto& second = secondOf(row.at);
        ++second.committed;
        ++second.latency[bucketOf((row.at.ms - receivedAt.ms) * 1000)];
    } else if (domain::externalState(row.state) == domain::ExternalTransferState::Aborted &&
               domain::isFinal(row.state)) {
        const auto minute = row.at.ms / kMinuteMs;
        auto& slot = m_failed[static_cast<std::size_t>(minute) % m_failed.size()];
        if (slot.minute != minute) slot = FailedMinute{minute, {}};
        ++slot.byCode[row.error ? row.error->code : std::string("3303")];
    }
}

Rates LiveBoard::rates() const
{
    const auto now = m_clock.now().ms;
    Rates out;
    std::array<std::uint64_t, 128> latency{};
    std::map<std::string, std::int64_t> failed;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& second : m_seconds) {
            // The ten whole seconds before this one.
            const auto age = now / 1000 - second.second;
            if (age < 1 || age > 10) continue;
            out.committedPer10s += second.committed;
            for (std::size_t i = 0; i < latency.size(); ++i)
                latency[i] += second.latency[i];
        }
        for (const auto& minute : m_failed)
            if (now / kMinuteMs - minute.minute < 5)
                for (const auto& [code, times] : minute.byCode)
                    failed[code] += times;
    }
    out.p50Us = percentile(latency, out.committedPer10s, 500);
    out.p95Us = percentile(latency, out.committedPer10s, 950);
    out.p99Us = percentile(latency, out.committedPer10s, 990);
    std::int64_t top = 0;
    for (const auto& [code, times] : failed) {
        out.failed5Min += times;
        if (times > top) {
            top = times;
            out.failedTopCode = code;
        }
    }
    return out;
}

std::optional<domain::Amount> LiveBoard::change15Min(const domain::Account& account,
                                                     domain::Amount valueNow) const
{
    const auto now = m_clock.now();
    const bool reachesBack = now.ms - m_startedAt.ms >= kWindowMinutes * kMinuteMs;
    if (!reachesBack && account.createdAt < m_startedAt) return std::nullopt;
    const std::lock_guard lock(m_mutex);
    const auto found = m_minutes.find(account.id.value());
    if (found == m_minutes.end()) return domain::Amount();
    for (const auto& minute : found->second)
        if (minute.minute >= now.ms / kMinuteMs - kWindowMinutes) return valueNow - minute.startValue;
    return domain::Amount();
}

} // namespace hub::admin
