#pragma once

#include "core/base/thread_name.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace hub::store {

/// A thread that is told to stop and can wait for that. start() and stop() from the owner's thread; the body
/// gets this object to wait on.
class WorkerThread
{
public:
    ~WorkerThread() { stop(); }
    void start(const char* name, std::function<void()> body)
    {
        stop();
        m_stopping = false;
        m_thread = std::thread([name, body = std::move(body)] {
            base::nameThread(name);
            body();
        });
    }
    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_all();
        if (m_thread.joinable()) m_thread.join();
    }
    /// Waits up to `pause`; true when the thread is to end.
    bool waitForStop(std::chrono::milliseconds pause)
    {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_for(lock, pause, [this] { return m_stopping; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace hub::store
