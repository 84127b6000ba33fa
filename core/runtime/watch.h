#pragma once

#include "core/fspiop/callback_desk.h"
#include "core/http/sender.h"
#include "core/http/server.h"
#include "core/ledger/engine.h"

#include <QString>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace hub::runtime {

/// What is looked at; all outlive the watch. The servers may not have started when the watch is made.
struct WatchedParts
{
    const ledger::Engine& engine;
    http::Sender& sender;
    http::Server& fspiopServer;
    http::Server& operatorServer;
};

struct WatchOptions
{
    QString dataDirectory;
    std::int64_t warnFreeBytes = 2048LL << 20; ///< key store.warnFreeMiB
    int warnFreePercent = 10;                  ///< key store.warnFreePercent
};

/// The disk under the data directory.
struct DiskState
{
    std::int64_t freeBytes = -1; ///< -1: not known
    std::int64_t totalBytes = -1;
    bool isLow = false;
};

/// Looks once a second whether the threads of the hub still come round and how much room the disk has. A
/// thread that has stood still for kDownMs is down in the health; a writer that has for kStuckMs ends the
/// hub (reliability row 30, exit code 75).
class Watch
{
public:
    static constexpr std::int64_t kDownMs = 5'000;
    static constexpr std::int64_t kStuckMs = 30'000;

    /// `onStuck` runs on the watch's thread, once.
    Watch(WatchOptions options, WatchedParts parts, const base::Clock& clock, std::function<void()> onStuck);
    /// Stops.
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// After the parts have started; stop() before they stop.
    void start();
    void stop();

    // Any thread: for how long they have not come round, milliseconds.
    std::int64_t writerLagMs() const;
    std::int64_t senderLagMs() const { return m_senderLagMs.load(std::memory_order_relaxed); }
    std::int64_t fspiopLagMs() const { return m_fspiopLagMs.load(std::memory_order_relaxed); }
    std::int64_t operatorLagMs() const { return m_operatorLagMs.load(std::memory_order_relaxed); }
    DiskState disk() const;

private:
    void run();
    void look();
    void lookAtDisk();

    const WatchOptions m_options;
    const WatchedParts m_parts;
    const base::Clock& m_clock;
    const std::function<void()> m_onStuck;
    std::atomic<std::int64_t> m_senderLagMs{0};
    std::atomic<std::int64_t> m_fspiopLagMs{0};
    std::atomic<std::int64_t> m_operatorLagMs{0};
    bool m_toldStuck = false;      ///< the watch's thread
    std::int64_t m_lastLookUs = 0; ///< the watch's thread
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false; ///< under m_mutex
    DiskState m_disk;        ///< under m_mutex
    std::thread m_thread;
};

} // namespace hub::runtime
