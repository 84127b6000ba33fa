#pragma once

#include "core/http/socket.h"

#include <QtCore/QThread>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <sys/epoll.h>
#include <vector>

class QSocketNotifier;
class QTimer;

namespace hub::http {

/// Somebody whose socket became ready.
class IoHandler
{
public:
    virtual ~IoHandler() = default;
    /// `readable` also stands for an error or hang-up: reading finds out.
    virtual void onReady(bool readable, bool writable) = 0;
};

/// A thread with a Qt event loop and its sockets behind one epoll: Qt's own dispatcher walks all sockets at
/// every turn, which ten thousand idle connections make slow. Everything but wake() belongs to the thread
/// itself.
class IoThread : public QThread
{
public:
    explicit IoThread(const QString& name);
    ~IoThread() override;

    /// Any thread: woken() runs soon on this thread. Calls before it are one.
    void wake();
    /// Any thread: wakes it, and tells for how many milliseconds it has not answered the oldest call before.
    std::int64_t beat();

protected:
    /// In the thread, before its loop; false ends it.
    virtual void begin() = 0;
    virtual void woken() = 0;
    /// After each batch of ready sockets and each woken().
    virtual void turnEnded() = 0;
    virtual void tick() = 0;
    /// In the thread, after its loop: closes what is open.
    virtual void end() = 0;

    void watch(int fd, IoHandler* handler, bool read, bool write);
    void change(int fd, IoHandler* handler, bool read, bool write);
    void unwatch(int fd, IoHandler* handler);
    /// Deleted after the present batch, so that handlers may close themselves.
    void retire(std::unique_ptr<IoHandler> handler) { m_retired.push_back(std::move(handler)); }
    /// Calls tick() every `ms`; 0 stops it.
    void setTick(int ms);

private:
    void run() override;
    void poll();
    /// One batch of ready sockets; false when there was none.
    bool pollOnce();
    void drainWakes();

    static constexpr int kBatch = 256;
    UniqueFd m_epoll;
    UniqueFd m_event;
    std::atomic<bool> m_wakePending{false};
    std::atomic<std::int64_t> m_wakeSinceMs{0}; ///< of the pending call
    std::array<epoll_event, kBatch> m_ready{};
    int m_count = 0;
    int m_next = 0;
    std::vector<std::unique_ptr<IoHandler>> m_retired;
    QTimer* m_timer = nullptr;
};

/// Milliseconds of the steady clock, for deadlines.
std::int64_t steadyMs();
/// UTC microseconds, for spans.
std::int64_t utcUs();

} // namespace hub::http
