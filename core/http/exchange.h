#pragma once

#include "core/http/message.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

namespace hub::http {

class AnswerBox;
class HttpThread;

/// One request and the one chance to answer it, now or later, from any thread. Handlers keep the shared
/// pointer for as long as the answer is open. Nothing in it points to the socket: when the client has left,
/// the answer is dropped.
class Exchange
{
public:
    /// Names a connection of an http thread and the place of this request in the connection's order.
    struct Slot
    {
        std::uint32_t connection = 0;
        std::uint32_t generation = 0;
        std::uint64_t sequence = 0;
    };

    Exchange(Request&& request, std::shared_ptr<AnswerBox> box, Slot slot);
    /// Answers 500/2001 when nobody has answered.
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    const Request& request() const { return m_request; }

    /// Any thread, once: the second call is ignored and logged. Written at once on the http thread that owns
    /// the connection, else handed over with one wake-up for all that is waiting there. Answers of one
    /// connection leave in the order of its requests.
    void answer(Answer answer);
    /// Called once when the answer is given, on that thread; set it before the exchange is shared.
    void whenAnswered(std::function<void()> then) { m_whenAnswered = std::move(then); }
    bool answered() const { return m_answered.load(std::memory_order_acquire); }

private:
    Request m_request;
    std::shared_ptr<AnswerBox> m_box;
    Slot m_slot;
    std::function<void()> m_whenAnswered;
    std::atomic<bool> m_answered{false};
};

} // namespace hub::http
