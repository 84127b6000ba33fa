#pragma once

#include "core/base/bounded_queue.h"
#include "core/events/span.h"

#include <atomic>
#include <cstdint>
#include <vector>

namespace hub::events {

/// The bounded way from every thread to the events thread. Full: the span is dropped and counted, payments
/// never wait.
class SpanBus final : public SpanSink
{
public:
    explicit SpanBus(std::size_t capacity)
        : m_queue(capacity)
    {}
    void record(Span&& span) override
    {
        if (!m_queue.push(std::move(span))) m_dropped.fetch_add(1, std::memory_order_relaxed);
    }
    /// Events thread: waits up to `timeout`, takes up to `max`; false when closed and empty.
    bool take(std::vector<Span>& out, std::size_t max, std::chrono::microseconds timeout)
    {
        return m_queue.take(out, max, timeout);
    }
    void close() { m_queue.close(); }
    std::uint64_t dropped() const { return m_dropped.load(std::memory_order_relaxed); }

private:
    base::BoundedQueue<Span> m_queue;
    std::atomic<std::uint64_t> m_dropped{0};
};

} // namespace hub::events
