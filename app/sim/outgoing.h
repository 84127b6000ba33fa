#pragma once

#include "app/sim/http_link.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>

namespace hub::sim {

/// Sends messages to the hub and keeps their bytes until they are answered; for the modes where ease counts
/// more than speed. A message that got no answer is sent again, at most kAttempts times. Bounded.
class Outgoing final : public ReplySink
{
public:
    static constexpr std::size_t kMessagesMax = 10'000;
    static constexpr int kAttempts = 5;

    Outgoing(EventLoop& loop, const Address& hub);
    /// Sends now, or `delayMs` from now. False when there are too many messages.
    bool send(std::string bytes, std::int64_t delayMs = 0);
    /// Call some times a second: delayed messages, reconnects, deadlines.
    void tick();
    /// Answers that were not 2xx, by status; 0 counts messages given up.
    const std::map<int, std::uint64_t>& refusals() const { return m_refusals; }
    std::size_t pending() const { return m_messages.size(); }

    void onReply(std::uint64_t tag, const HttpReply& reply) override;
    void onLost(std::uint64_t tag) override;

private:
    struct Message
    {
        std::string bytes;
        int attempts = 0;
    };
    HttpPool m_pool;
    std::unordered_map<std::uint64_t, Message> m_messages;
    std::multimap<std::int64_t, std::uint64_t> m_later; ///< by the time to send
    std::map<int, std::uint64_t> m_refusals;
    std::uint64_t m_nextTag = 1;
};

} // namespace hub::sim
