#include "core/fspiop/admission.h"

#include <algorithm>

namespace hub::fspiop {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kNsPerMs = 1'000'000;
// Answers take milliseconds; a client that waits this long finds room unless it is the flood itself.
constexpr std::int64_t kBusyWaitMs = 1000;

} // namespace

std::int64_t Admission::enter(std::int64_t steadyUs)
{
    if (m_inFlight.fetch_add(1, std::memory_order_relaxed) >= m_limits.inFlightMax) {
        leave();
        m_refused.fetch_add(1, std::memory_order_relaxed);
        return kBusyWaitMs;
    }
    const std::int64_t waitNs = takeToken(steadyUs);
    if (waitNs == 0) return 0;
    leave();
    m_refused.fetch_add(1, std::memory_order_relaxed);
    return std::max<std::int64_t>((waitNs + kNsPerMs - 1) / kNsPerMs, 1);
}

std::int64_t Admission::takeToken(std::int64_t steadyUs)
{
    if (m_limits.ratePerSecond <= 0) return 0;
    const std::int64_t nowNs = steadyUs * 1000;
    const std::int64_t eachNs = kNsPerSecond / m_limits.ratePerSecond;
    const std::int64_t depthNs = eachNs * std::max<std::int64_t>(m_limits.burst, 1);
    std::int64_t fullAt = m_fullAtNs.load(std::memory_order_relaxed);
    for (;;) {
        const std::int64_t next = std::max(fullAt, nowNs) + eachNs;
        if (next - nowNs > depthNs) return next - nowNs - depthNs;
        if (m_fullAtNs.compare_exchange_weak(fullAt, next, std::memory_order_relaxed)) return 0;
    }
}

} // namespace hub::fspiop
