#pragma once

#include "core/http/exchange.h"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace hub::http {

class HttpThread;
struct ServerShared;

/// The way of late answers to the http thread that owns their connection. Outlives the thread: exchanges that
/// are answered after it has ended are dropped here. Any thread.
class AnswerBox
{
public:
    using Item = std::pair<Exchange::Slot, Answer>;

    AnswerBox(HttpThread* thread, std::shared_ptr<ServerShared> shared)
        : m_thread(thread)
        , m_shared(std::move(shared))
    {}

    /// At once on the owning thread, else queued with at most one wake-up for all that waits.
    void deliver(const Exchange::Slot& slot, Answer&& answer);
    void take(std::vector<Item>& out);
    /// The owning thread ends.
    void close();
    /// An exchange has been destroyed.
    void released();

private:
    std::mutex m_mutex;
    HttpThread* m_thread;
    std::vector<Item> m_items;
    const std::shared_ptr<ServerShared> m_shared;
};

} // namespace hub::http
