#include "core/store/sqlite/events_store.h"

#include "core/base/log.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/span_codec.h"
#include "core/store/sqlite/worker_thread.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hub::store {
namespace {

/// Room for the spans of one payment.
constexpr std::size_t kRowBytesUsual = 1024;
/// A row of one trace is closed when its spans have filled this.
constexpr std::size_t kRowBytesMax = 32 * 1024;
/// Rows that wait for the indexes; a query scans at most about so many.
constexpr std::int64_t kIndexRows = 16'384;
/// Rows that leave at a time when the store is full: few, so that payments do not wait for the disk.
constexpr std::int64_t kRowsLeave = 8'192;

using Done = base::Expected<void, base::Error>;

struct TraceHash
{
    std::size_t operator()(const events::TraceId& trace) const noexcept
    {
        return static_cast<std::size_t>(hashOf(trace));
    }
};

struct Group
{
    std::string subject;
    ByteWriter spans;
};

} // namespace

struct EventsStore::Impl
{
    Impl(DataDirectory& dir, events::SpanBus& b, EventsOptions opts)
        : directory(dir)
        , bus(b)
        , options(opts)
    {}

    DataDirectory& directory;
    events::SpanBus& bus;
    EventsOptions options;
    WorkerThread thread;
    std::atomic<std::uint64_t> written{0};
    std::atomic<std::uint64_t> failed{0};
    std::atomic<bool> isFailing{false};

    std::unique_ptr<Connection> connection;
    Statement put;
    std::int64_t firstKey = 1;
    std::int64_t lastKey = 0;
    std::int64_t indexedKey = 0;
    std::unordered_map<events::TraceId, std::vector<Group>, TraceHash> groups;
    std::vector<events::Span> taken;
    std::size_t waiting = 0;
    std::chrono::steady_clock::time_point waitingSince;

    void run();
    Done open();
    void gather();
    void add(const events::Span& span);
    void flush(bool isLast);
    Done writeGroups();
    Done index();
    Done retain();
    Done dropOldest(std::int64_t rows);
};

Done EventsStore::Impl::open()
{
    if (connection) return {};
    HUB_TRY(auto opened, Connection::open(directory.eventsFile(), ConnectionUse::WriteRelaxed));
    HUB_TRY(firstKey, opened->integer(QStringLiteral("SELECT coalesce(min(key), 1) FROM spans")));
    HUB_TRY(lastKey, opened->integer(QStringLiteral("SELECT max(key) FROM spans")));
    HUB_TRY(indexedKey, opened->integer(QStringLiteral("SELECT key FROM progress")));
    lastKey = std::max(lastKey, indexedKey);
    put = Statement(*opened, "INSERT INTO spans (key, trace_hash, subject_hash, body) VALUES (?, ?, ?, ?)");
    connection = std::move(opened);
    return {};
}

void EventsStore::Impl::run()
{
    bool stopping = false;
    while (!stopping) {
        // A pause, not a wait for the first span: a wake-up for each would cost more than the spans.
        stopping = thread.waitForStop(options.gather);
        gather();
        const bool isDue = waiting > 0 && (waiting >= options.flushSpans ||
                                           std::chrono::steady_clock::now() - waitingSince >= options.flush);
        if (isDue || stopping) flush(stopping);
    }
    put = Statement();
    connection.reset();
}

void EventsStore::Impl::gather()
{
    taken.clear();
    static_cast<void>(bus.take(taken, std::numeric_limits<std::size_t>::max(), std::chrono::microseconds(0)));
    if (taken.empty()) return;
    if (waiting == 0) waitingSince = std::chrono::steady_clock::now();
    for (const events::Span& span : taken)
        add(span);
    waiting += taken.size();
}

void EventsStore::Impl::add(const events::Span& span)
{
    std::vector<Group>& ofTrace = groups[span.trace];
    auto group = std::find_if(ofTrace.rbegin(), ofTrace.rend(), [&](const Group& candidate) {
        const bool isSame =
            span.subject.empty() || candidate.subject.empty() || candidate.subject == span.subject;
        return isSame && candidate.spans.bytes().size() < kRowBytesMax;
    });
    if (group == ofTrace.rend()) {
        ofTrace.emplace_back().spans.reserve(kRowBytesUsual);
        group = ofTrace.rbegin();
    }
    if (group->subject.empty()) group->subject = span.subject;
    packSpan(span, group->spans);
}

void EventsStore::Impl::flush(bool isLast)
{
    auto done = open();
    const std::int64_t before = lastKey;
    if (done && waiting > 0) done = writeGroups();
    if (!done) {
        lastKey = before;
        failed.fetch_add(1, std::memory_order_relaxed);
        // Once for each time of trouble: a full disk lasts.
        if (!isFailing.exchange(true))
            base::log(base::LogLevel::Warning, "spans could not be written",
                      {{"detail", done.error().detail}});
    } else {
        written.fetch_add(waiting, std::memory_order_relaxed);
        isFailing = false;
        if (lastKey - indexedKey >= kIndexRows || isLast) done = index();
        if (done) done = retain();
        if (!done)
            base::log(base::LogLevel::Warning, "the index of spans is behind",
                      {{"detail", done.error().detail}});
    }
    groups.clear();
    waiting = 0;
}

Done EventsStore::Impl::writeGroups()
{
    HUB_TRY(const auto transaction, Transaction::begin(*connection, QStringLiteral("BEGIN IMMEDIATE")));
    ByteWriter body;
    for (const auto& [trace, ofTrace] : groups) {
        for (const Group& group : ofTrace) {
            body.clear();
            body.raw({reinterpret_cast<const char*>(trace.bytes.data()), trace.bytes.size()});
            body.text(group.subject).raw(group.spans.bytes());
            put.bind(++lastKey).bind(hashOf(trace)).bind(group.subject.empty() ? 0 : hashOf(group.subject));
            if (auto done = put.bindBytes(body.bytes()).exec(); !done) return done;
        }
    }
    return transaction->commit();
}

// Thousands at a time, sorted, inside SQLite. Hashes are random: in one tree over all rows nearly each would
// touch a page of its own, the more the older the hub is. Within its run of kIndexRun rows the pages are few.
Done EventsStore::Impl::index()
{
    if (lastKey == indexedKey) return {};
    HUB_TRY(const auto transaction, Transaction::begin(*connection, QStringLiteral("BEGIN IMMEDIATE")));
    for (const std::string_view sql :
         {"INSERT OR IGNORE INTO trace_index (run, hash, key) SELECT key / ? AS run, trace_hash, key FROM "
          "spans WHERE key > ? AND key <= ? ORDER BY run, trace_hash, key",
          "INSERT OR IGNORE INTO subject_index (run, hash, key) SELECT key / ? AS run, subject_hash, key "
          "FROM "
          "spans WHERE key > ? AND key <= ? AND subject_hash <> 0 ORDER BY run, subject_hash, key"}) {
        Statement fill(*connection, sql);
        if (auto done = fill.bind(kIndexRun).bind(indexedKey).bind(lastKey).exec(); !done) return done;
    }
    Statement progress(*connection, "UPDATE progress SET key = ?");
    if (auto done = progress.bind(lastKey).exec(); !done) return done;
    if (auto done = transaction->commit(); !done) return done;
    indexedKey = lastKey;
    return {};
}

Done EventsStore::Impl::retain()
{
    const std::int64_t rows = lastKey - firstKey + 1;
    if (rows <= 0) return {};
    const std::int64_t few = std::min(kRowsLeave, rows);
    if (rows > options.rowsMax) return dropOldest(std::max(rows - options.rowsMax, std::min(few, rows / 20)));
    HUB_TRY(const std::int64_t pages,
            connection->integer(QStringLiteral("SELECT (SELECT page_count FROM pragma_page_count) - (SELECT "
                                               "freelist_count FROM pragma_freelist_count)")));
    HUB_TRY(const std::int64_t pageBytes, connection->integer(QStringLiteral("PRAGMA page_size")));
    if (pages * pageBytes <= options.bytesMax) return {};
    return dropOldest(few);
}

Done EventsStore::Impl::dropOldest(std::int64_t rows)
{
    const std::int64_t first = firstKey + rows;
    HUB_TRY(const auto transaction, Transaction::begin(*connection, QStringLiteral("BEGIN IMMEDIATE")));
    for (const std::string_view sql : {"DELETE FROM trace_index WHERE run <= ? AND key < ?",
                                       "DELETE FROM subject_index WHERE run <= ? AND key < ?"}) {
        Statement drop(*connection, sql);
        if (auto done = drop.bind(first / kIndexRun).bind(first).exec(); !done) return done;
    }
    Statement drop(*connection, "DELETE FROM spans WHERE key < ?");
    if (auto done = drop.bind(first).exec(); !done) return done;
    if (auto done = transaction->commit(); !done) return done;
    firstKey = first;
    return {};
}

EventsStore::EventsStore(DataDirectory& directory, events::SpanBus& bus, EventsOptions options)
    : m_impl(std::make_unique<Impl>(directory, bus, options))
{}

EventsStore::~EventsStore()
{
    stop();
}

void EventsStore::start()
{
    m_impl->thread.start("events", [this] { m_impl->run(); });
}

void EventsStore::stop()
{
    m_impl->thread.stop();
}

std::uint64_t EventsStore::written() const
{
    return m_impl->written.load(std::memory_order_relaxed);
}

std::uint64_t EventsStore::failed() const
{
    return m_impl->failed.load(std::memory_order_relaxed);
}

bool EventsStore::isFailing() const
{
    return m_impl->isFailing.load();
}

} // namespace hub::store
