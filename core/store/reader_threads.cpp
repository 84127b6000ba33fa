#include "core/store/reader_threads.h"

#include "core/base/check.h"
#include "core/base/thread_name.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace hub::store {

struct ReaderThreads::Impl
{
    MakeReader makeReader;
    int count = 1;
    std::size_t queueMax = 1;
    mutable std::mutex mutex;
    std::condition_variable wake;
    struct Waiting
    {
        std::function<void(ledger::LedgerReader&)> work;
        std::chrono::steady_clock::time_point since;
    };
    std::deque<Waiting> queue;
    bool open = false;
    std::vector<std::thread> threads;

    void run()
    {
        const std::unique_ptr<ledger::LedgerReader> reader = makeReader();
        HUB_CHECK(reader != nullptr);
        std::unique_lock lock(mutex);
        while (true) {
            wake.wait(lock, [this] { return !queue.empty() || !open; });
            if (queue.empty()) return;
            auto work = std::move(queue.front().work);
            queue.pop_front();
            lock.unlock();
            work(*reader);
            work = nullptr;
            lock.lock();
        }
    }
};

ReaderThreads::ReaderThreads(MakeReader makeReader, int threads, std::size_t queueMax)
    : m_impl(std::make_unique<Impl>())
{
    HUB_CHECK(threads >= 1 && queueMax >= 1);
    m_impl->makeReader = std::move(makeReader);
    m_impl->count = threads;
    m_impl->queueMax = queueMax;
}

ReaderThreads::~ReaderThreads()
{
    stop();
}

void ReaderThreads::start()
{
    stop();
    m_impl->open = true;
    for (int i = 0; i < m_impl->count; ++i)
        m_impl->threads.emplace_back([this] {
            base::nameThread("reader");
            m_impl->run();
        });
}

void ReaderThreads::stop()
{
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->open = false;
    }
    m_impl->wake.notify_all();
    for (std::thread& thread : m_impl->threads)
        thread.join();
    m_impl->threads.clear();
}

bool ReaderThreads::read(std::function<void(ledger::LedgerReader&)> work)
{
    {
        const std::lock_guard lock(m_impl->mutex);
        if (!m_impl->open || m_impl->queue.size() >= m_impl->queueMax) return false;
        m_impl->queue.push_back({std::move(work), std::chrono::steady_clock::now()});
    }
    m_impl->wake.notify_one();
    return true;
}

std::size_t ReaderThreads::waiting() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->queue.size();
}

std::int64_t ReaderThreads::oldestWaitMs() const
{
    const std::lock_guard lock(m_impl->mutex);
    if (m_impl->queue.empty()) return 0;
    const auto waited = std::chrono::steady_clock::now() - m_impl->queue.front().since;
    return std::chrono::duration_cast<std::chrono::milliseconds>(waited).count();
}

std::size_t ReaderThreads::queueMax() const
{
    return m_impl->queueMax;
}

} // namespace hub::store
