#pragma once

#include "core/base/thread_role.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace hub::base {

/// A std::mutex that clang's thread-safety analysis knows: what it guards says HUB_GUARDED_BY(mutex), and a
/// function that must be called with it held says HUB_REQUIRES(mutex). Any thread.
class HUB_CAPABILITY("mutex") Mutex
{
public:
    Mutex() = default;
    Mutex(const Mutex&) = delete;
    Mutex& operator=(const Mutex&) = delete;

private:
    friend class MutexLock;
    std::mutex m_mutex;
};

/// Holds a mutex from here to the end of the block, but for what lies between unlock() and lock().
class HUB_SCOPED MutexLock
{
public:
    explicit MutexLock(Mutex& mutex) HUB_ACQUIRE(mutex)
        : m_lock(mutex.m_mutex)
    {}
    ~MutexLock() HUB_RELEASE() {}
    MutexLock(const MutexLock&) = delete;
    MutexLock& operator=(const MutexLock&) = delete;

    void unlock() HUB_RELEASE() { m_lock.unlock(); }
    void lock() HUB_ACQUIRE() { m_lock.lock(); }

private:
    friend class ConditionVariable;
    std::unique_lock<std::mutex> m_lock;
};

/// A std::condition_variable for a Mutex. Waits may end for no reason: the caller looks at what it waits for
/// in a loop of its own, where the analysis sees the lock (it does not see into a lambda).
class ConditionVariable
{
public:
    void wait(MutexLock& lock) { m_condition.wait(lock.m_lock); }
    /// False when the time is over.
    bool waitUntil(MutexLock& lock, std::chrono::steady_clock::time_point deadline)
    {
        return m_condition.wait_until(lock.m_lock, deadline) == std::cv_status::no_timeout;
    }
    void notifyOne() { m_condition.notify_one(); }
    void notifyAll() { m_condition.notify_all(); }

private:
    std::condition_variable m_condition;
};

} // namespace hub::base
