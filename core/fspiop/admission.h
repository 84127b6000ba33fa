#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace hub::fspiop {

/// How much one DFSP may ask of the hub (key table `admission.*`).
struct AdmissionLimits
{
    std::int64_t ratePerSecond = 0; ///< 0: unbounded
    std::int64_t burst = 1000;      ///< requests that may come at once on top of the rate
    std::int64_t inFlightMax = 2048;
};

/// One DFSP's share: a token bucket and a count of unanswered requests. Lock-free, any thread; a bound that
/// is reached refuses the one who reached it and nobody else.
class Admission
{
public:
    explicit Admission(AdmissionLimits limits)
        : m_limits(limits)
    {}
    Admission(const Admission&) = delete;
    Admission& operator=(const Admission&) = delete;

    /// Milliseconds to wait before the next try; 0: admitted, and leave() must follow when it is answered.
    std::int64_t enter(std::int64_t steadyUs);
    void leave() { m_inFlight.fetch_sub(1, std::memory_order_relaxed); }

    std::int64_t inFlight() const { return m_inFlight.load(std::memory_order_relaxed); }
    std::uint64_t refused() const { return m_refused.load(std::memory_order_relaxed); }

private:
    /// Time still to wait for a token, microseconds; 0 takes one.
    std::int64_t takeToken(std::int64_t steadyUs);

    const AdmissionLimits m_limits;
    std::atomic<std::int64_t> m_inFlight{0};
    /// The bucket as one number (generic cell rate): when the bucket is full again, nanoseconds.
    std::atomic<std::int64_t> m_fullAtNs{0};
    std::atomic<std::uint64_t> m_refused{0};
};

} // namespace hub::fspiop
