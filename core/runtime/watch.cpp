#include "core/runtime/watch.h"

#include "core/base/log.h"

#include <QStorageInfo>

#include <algorithm>
#include <chrono>
#include <utility>

namespace hub::runtime {
namespace {

constexpr std::chrono::milliseconds kEvery{1000};
constexpr std::int64_t kFrozenUs = 5'000'000;

} // namespace

Watch::Watch(WatchOptions options, WatchedParts parts, const base::Clock& clock,
             std::function<void()> onStuck)
    : m_options(std::move(options))
    , m_parts(parts)
    , m_clock(clock)
    , m_onStuck(std::move(onStuck))
{
    lookAtDisk();
}

Watch::~Watch()
{
    stop();
}

void Watch::start()
{
    m_thread = std::thread([this] { run(); });
}

void Watch::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) m_thread.join();
}

void Watch::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        lock.unlock();
        look();
        lock.lock();
        m_wake.wait_for(lock, kEvery, [this] { return m_stopping; });
    }
}

void Watch::look()
{
    // A process that was stopped and goes on finds everybody late, itself included.
    const std::int64_t nowUs = m_clock.steadyUs();
    const std::int64_t lastUs = std::exchange(m_lastLookUs, nowUs);
    const bool wasFrozen = lastUs != 0 && nowUs - lastUs > kFrozenUs;
    m_senderLagMs = m_parts.sender.beat();
    m_fspiopLagMs = m_parts.fspiopServer.beat();
    m_operatorLagMs = m_parts.operatorServer.beat();
    lookAtDisk();
    if (wasFrozen || m_parts.engine.writer().mode == ledger::WriterMode::Ended) return;
    if (writerLagMs() < kStuckMs) return;
    if (!std::exchange(m_toldStuck, true)) m_onStuck();
}

void Watch::lookAtDisk()
{
    const QStorageInfo storage(m_options.dataDirectory);
    DiskState disk;
    if (storage.isValid()) {
        disk.freeBytes = storage.bytesAvailable();
        disk.totalBytes = storage.bytesTotal();
        disk.isLow = disk.freeBytes < m_options.warnFreeBytes ||
                     disk.freeBytes / 100 < disk.totalBytes / 10'000 * m_options.warnFreePercent;
    }
    bool wasLow = false;
    {
        const std::lock_guard lock(m_mutex);
        wasLow = std::exchange(m_disk, disk).isLow;
    }
    if (disk.isLow && !wasLow)
        base::log(base::LogLevel::Warning, "the disk of the data is nearly full",
                  {{"freeMiB", std::to_string(disk.freeBytes >> 20)}});
}

std::int64_t Watch::writerLagMs() const
{
    const std::int64_t last = m_parts.engine.writer().lastTurnUs;
    return last == 0 ? 0 : std::max<std::int64_t>(0, m_clock.steadyUs() - last) / 1000;
}

DiskState Watch::disk() const
{
    const std::lock_guard lock(m_mutex);
    return m_disk;
}

} // namespace hub::runtime
