#pragma once

#include "core/base/mutex.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

namespace hub::base {

/// A value that is replaced seldom and read on every request. A reading thread keeps the snapshot it saw last
/// and looks at one counter, so reading takes no lock while nothing changes. publish() and read() on any
/// thread.
template <class T>
class Published
{
public:
    explicit Published(std::shared_ptr<const T> first)
        : m_now(std::move(first))
    {}
    Published(const Published&) = delete;
    Published& operator=(const Published&) = delete;

    void publish(std::shared_ptr<const T> next)
    {
        const MutexLock lock(m_mutex);
        m_now = std::move(next);
        m_version.fetch_add(1, std::memory_order_release);
    }

    /// The newest snapshot; the reference holds until this thread reads another Published of the same type.
    const std::shared_ptr<const T>& read() const
    {
        struct Seen
        {
            std::uint64_t owner = 0;
            std::uint64_t version = 0;
            std::shared_ptr<const T> value;
        };
        thread_local Seen seen;
        if (seen.owner != m_owner || seen.version != m_version.load(std::memory_order_acquire)) {
            const MutexLock lock(m_mutex);
            seen = {m_owner, m_version.load(std::memory_order_relaxed), m_now};
        }
        return seen.value;
    }

private:
    static std::uint64_t nextOwner()
    {
        static std::atomic<std::uint64_t> last{0};
        return last.fetch_add(1, std::memory_order_relaxed) + 1;
    }

    const std::uint64_t m_owner = nextOwner();
    mutable Mutex m_mutex;
    std::shared_ptr<const T> m_now HUB_GUARDED_BY(m_mutex);
    std::atomic<std::uint64_t> m_version{1};
};

} // namespace hub::base
