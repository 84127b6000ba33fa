#pragma once

#include "core/base/mutex.h"

#include <chrono>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace hub::base {

/// Many producers, one consumer that takes everything that is there. Never grows above its bound: a full
/// queue says no, and the edge turns that into a 503. Any thread for push, one thread for take.
template <class T>
class BoundedQueue
{
public:
    /// `capacity` in elements, at least 1.
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity)
    {}

    /// False when the queue is full or closed; `item` is untouched then.
    [[nodiscard]] bool push(T&& item)
    {
        {
            const MutexLock lock(m_mutex);
            if (m_closed || m_items.size() >= m_capacity) return false;
            m_items.push_back(std::move(item));
            if (m_items.size() > 1) return true; // The consumer has been woken for the first one already.
        }
        m_wake.notifyOne();
        return true;
    }

    /// Waits up to `timeout` for something, then moves up to `max` elements, oldest first, to the end of
    /// `out`. False when nothing is there and the queue is closed: no more will come.
    bool take(std::vector<T>& out, std::size_t max, std::chrono::microseconds timeout)
    {
        MutexLock lock(m_mutex);
        if (m_items.empty() && !m_closed) {
            const auto deadline = std::chrono::steady_clock::now() + timeout;
            bool isLate = false;
            while (m_items.empty() && !m_closed && !isLate)
                isLate = !m_wake.waitUntil(lock, deadline);
        }
        if (m_items.empty()) return !m_closed;
        if (m_items.size() <= max && out.empty()) {
            out.swap(m_items);
        } else {
            const std::size_t n = m_items.size() < max ? m_items.size() : max;
            const auto end = m_items.begin() + static_cast<std::ptrdiff_t>(n);
            out.insert(out.end(), std::make_move_iterator(m_items.begin()), std::make_move_iterator(end));
            m_items.erase(m_items.begin(), end);
        }
        return true;
    }

    /// No more pushes; what is queued can still be taken.
    void close()
    {
        {
            const MutexLock lock(m_mutex);
            m_closed = true;
        }
        m_wake.notifyAll();
    }

    /// Elements waiting now.
    std::size_t size() const
    {
        const MutexLock lock(m_mutex);
        return m_items.size();
    }
    std::size_t capacity() const { return m_capacity; }

private:
    const std::size_t m_capacity;
    mutable Mutex m_mutex;
    ConditionVariable m_wake;
    std::vector<T> m_items HUB_GUARDED_BY(m_mutex);
    bool m_closed HUB_GUARDED_BY(m_mutex) = false;
};

} // namespace hub::base
