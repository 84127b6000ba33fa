#include "app/sim/outgoing.h"

#include <utility>

namespace hub::sim {
namespace {

constexpr std::int64_t kRetryPauseUs = 200'000;

HttpPool::Limits poolLimits()
{
    HttpPool::Limits limits;
    limits.connections = 16;
    limits.waiting = Outgoing::kMessagesMax;
    limits.isPatient = true;
    return limits;
}

} // namespace

Outgoing::Outgoing(EventLoop& loop, const Address& hub)
    : m_pool(loop, hub, poolLimits(), *this)
{}

bool Outgoing::send(std::string bytes, std::int64_t delayMs)
{
    if (m_messages.size() >= kMessagesMax) return false;
    const std::uint64_t tag = m_nextTag++;
    Message& message = m_messages[tag];
    message.bytes = std::move(bytes);
    if (delayMs > 0) {
        m_later.emplace(steadyUs() + delayMs * 1000, tag);
        return true;
    }
    return m_pool.send(tag, message.bytes);
}

void Outgoing::tick()
{
    const std::int64_t now = steadyUs();
    while (!m_later.empty() && m_later.begin()->first <= now) {
        const std::uint64_t tag = m_later.begin()->second;
        m_later.erase(m_later.begin());
        const auto found = m_messages.find(tag);
        if (found != m_messages.end() && !m_pool.send(tag, found->second.bytes)) m_messages.erase(found);
    }
    m_pool.tick();
}

void Outgoing::onReply(std::uint64_t tag, const HttpReply& reply)
{
    if (reply.status >= 300) ++m_refusals[reply.status];
    m_messages.erase(tag);
}

void Outgoing::onLost(std::uint64_t tag)
{
    const auto found = m_messages.find(tag);
    if (found == m_messages.end()) return;
    if (++found->second.attempts < kAttempts) {
        m_later.emplace(steadyUs() + kRetryPauseUs, tag);
        return;
    }
    ++m_refusals[0];
    m_messages.erase(found);
}

} // namespace hub::sim
