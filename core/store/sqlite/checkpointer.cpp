#include "core/store/sqlite/checkpointer.h"

#include "core/base/log.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/ledger_head.h"
#include "core/store/sqlite/worker_thread.h"

#include <utility>

namespace hub::store {
namespace {

/// A restart holds the writer's lock while it waits for readers, so it may not wait long.
constexpr int kRestartWaitMs = 20;

using Done = base::Expected<void, base::Error>;

} // namespace

struct Checkpointer::Impl
{
    Impl(DataDirectory& dir, CheckpointerOptions opts)
        : directory(dir)
        , options(opts)
    {}

    DataDirectory& directory;
    CheckpointerOptions options;
    WorkerThread thread;
    std::unique_ptr<Connection> connection;
    std::uint64_t copiedAt = 0; ///< StoreProgress::writtenBytes when the last copy began
    std::chrono::steady_clock::time_point last;
    LedgerHead head;

    void run();
    Done look(bool isLast);
    base::Expected<std::int64_t, base::Error> copyBack(const char* mode);
    Done keepHead();
};

void Checkpointer::Impl::run()
{
    last = std::chrono::steady_clock::now();
    bool stopping = false;
    std::string trouble; // Said once: a full disk lasts.
    while (!stopping) {
        stopping = thread.waitForStop(options.pause);
        if (auto done = look(stopping); !done) {
            if (std::exchange(trouble, done.error().detail) != done.error().detail)
                base::log(base::LogLevel::Error, "checkpoint failed", {{"detail", trouble}});
            connection.reset();
        } else {
            trouble.clear();
        }
    }
    connection.reset();
}

Done Checkpointer::Impl::look(bool isLast)
{
    if (!connection) {
        ConnectionOptions connectionOptions;
        connectionOptions.busyMs = kRestartWaitMs;
        HUB_TRY(connection,
                Connection::open(directory.ledgerFile(), ConnectionUse::WriteDurable, connectionOptions));
    }
    const std::uint64_t written = directory.progress().writtenBytes;
    const auto now = std::chrono::steady_clock::now();
    const bool isDue = written - copiedAt >= static_cast<std::uint64_t>(options.passiveBytes) ||
                       (written != copiedAt && now - last >= options.passiveEvery);
    if (!isDue && !isLast) return {};
    copiedAt = written;
    last = now;
    if (auto done = keepHead(); !done) return done;
    HUB_TRY(std::int64_t logBytes, copyBack("PASSIVE"));
    if (logBytes > options.restartBytes || isLast) {
        // A second time, for what the writer added meanwhile: it waits while the rest is copied, so that has
        // to be little.
        HUB_TRY(logBytes, copyBack("PASSIVE"));
    }
    if (logBytes > options.truncateBytes || isLast) {
        HUB_TRY(logBytes, copyBack("TRUNCATE"));
    } else if (logBytes > options.restartBytes) {
        HUB_TRY(const std::int64_t left, copyBack("RESTART"));
        static_cast<void>(left);
    }
    directory.progress().logBytes = static_cast<std::uint64_t>(logBytes);
    return {};
}

/// Returns the bytes in the log. A busy reader or writer is no error: the next look tries again.
base::Expected<std::int64_t, base::Error> Checkpointer::Impl::copyBack(const char* mode)
{
    Statement copy(*connection, std::string("PRAGMA wal_checkpoint(") + mode + ")");
    if (auto done = copy.exec(); !done) return base::Unexpected(done.error());
    const std::int64_t frames = copy.next() ? copy.integer(1) : 0;
    copy.finish();
    HUB_TRY(const std::int64_t pageBytes, connection->integer(QStringLiteral("PRAGMA page_size")));
    return frames * (pageBytes + 24);
}

Done Checkpointer::Impl::keepHead()
{
    HUB_TRY(const LedgerHead now, headOf(*connection));
    if (now == head) return {};
    if (auto done = writeHead(directory.headFile(), now); !done) return done;
    head = now;
    return {};
}

Checkpointer::Checkpointer(DataDirectory& directory, CheckpointerOptions options)
    : m_impl(std::make_unique<Impl>(directory, options))
{}

Checkpointer::~Checkpointer()
{
    stop();
}

void Checkpointer::start()
{
    m_impl->thread.start("checkpointer", [this] { m_impl->run(); });
}

void Checkpointer::stop()
{
    m_impl->thread.stop();
}

} // namespace hub::store
