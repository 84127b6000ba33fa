#include "core/http/io_loop.h"

#include "core/base/check.h"

#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>

#include <chrono>
#include <sys/eventfd.h>
#include <unistd.h>

namespace hub::http {
namespace {

constexpr int kRoundsMax = 16;

std::uint32_t interest(bool read, bool write)
{
    return (read ? static_cast<std::uint32_t>(EPOLLIN) : 0U) |
           (write ? static_cast<std::uint32_t>(EPOLLOUT) : 0U);
}

} // namespace

IoThread::IoThread(const QString& name)
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_event(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    HUB_CHECK(m_epoll && m_event);
    setObjectName(name);
    watch(m_event.get(), nullptr, true, false);
}

IoThread::~IoThread() = default;

void IoThread::wake()
{
    if (m_wakePending.exchange(true, std::memory_order_acq_rel)) return;
    m_wakeSinceMs.store(steadyMs(), std::memory_order_relaxed);
    const std::uint64_t one = 1;
    const auto written = ::write(m_event.get(), &one, sizeof one);
    static_cast<void>(written);
}

std::int64_t IoThread::beat()
{
    const bool isWaiting = m_wakePending.load(std::memory_order_acquire);
    const std::int64_t since = m_wakeSinceMs.load(std::memory_order_relaxed);
    wake();
    return isWaiting ? steadyMs() - since : 0;
}

void IoThread::watch(int fd, IoHandler* handler, bool read, bool write)
{
    epoll_event event{};
    event.events = interest(read, write);
    event.data.ptr = handler;
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event);
}

void IoThread::change(int fd, IoHandler* handler, bool read, bool write)
{
    epoll_event event{};
    event.events = interest(read, write);
    event.data.ptr = handler;
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, fd, &event);
}

void IoThread::unwatch(int fd, IoHandler* handler)
{
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, fd, nullptr);
    // What is still to be handed out of the present batch must not reach a closed handler.
    for (int i = m_next; i < m_count; ++i) {
        auto& event = m_ready[static_cast<std::size_t>(i)];
        if (event.data.ptr == handler) event.events = 0;
    }
}

void IoThread::setTick(int ms)
{
    if (ms == 0)
        m_timer->stop();
    else if (!m_timer->isActive() || m_timer->interval() != ms)
        m_timer->start(ms);
}

void IoThread::drainWakes()
{
    std::uint64_t count = 0;
    const auto got = ::read(m_event.get(), &count, sizeof count);
    static_cast<void>(got);
    m_wakePending.store(false, std::memory_order_release);
    woken();
}

void IoThread::poll()
{
    // A turn of Qt's dispatcher costs more than a look at the sockets, so under load several looks share one;
    // the bound lets timers in.
    for (int round = 0; round < kRoundsMax && pollOnce(); ++round) {
    }
}

bool IoThread::pollOnce()
{
    m_count = ::epoll_wait(m_epoll.get(), m_ready.data(), kBatch, 0);
    if (m_count <= 0) return false;
    for (m_next = 0; m_next < m_count;) {
        const epoll_event event = m_ready[static_cast<std::size_t>(m_next++)];
        if (event.events == 0) continue;
        if (event.data.ptr == nullptr)
            drainWakes();
        else
            static_cast<IoHandler*>(event.data.ptr)
                ->onReady((event.events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0,
                          (event.events & EPOLLOUT) != 0);
    }
    m_count = 0;
    turnEnded();
    m_retired.clear();
    return true;
}

void IoThread::run()
{
    QSocketNotifier notifier(m_epoll.get(), QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [this] { poll(); });
    QTimer timer;
    timer.setTimerType(Qt::CoarseTimer);
    QObject::connect(&timer, &QTimer::timeout, &timer, [this] {
        tick();
        turnEnded();
        m_retired.clear();
    });
    m_timer = &timer;
    begin();
    exec();
    end();
    m_retired.clear();
    m_timer = nullptr;
}

std::int64_t steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

std::int64_t utcUs()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace hub::http
