#pragma once

#include "core/base/clock.h"

#include <cstdint>

namespace hub::ledger {

/// The journal's time: the wall clock, but never back, and held on the steady clock while the wall clock has
/// jumped (reliability rows 12 and 13). After a jump forward the new time is taken when it has stood for
/// kHoldUs, so that a short error of the clock expires nobody's transfer; after a jump back the journal runs
/// on by real intervals until the wall clock has caught up, so that reservations still expire. Ledger thread.
class JournalClock
{
public:
    static constexpr std::int64_t kJumpMs = 2'000;
    static constexpr std::int64_t kHoldUs = 30'000'000;

    explicit JournalClock(const base::Clock& clock);
    /// Not before any value given so far.
    base::Instant now();
    /// While the wall clock is not believed.
    bool isHolding() const { return m_heldSinceUs >= 0; }
    std::int64_t steadyUs() const { return m_clock.steadyUs(); }
    /// A steady reading as UTC microseconds, for spans and answers. Good to a millisecond.
    std::int64_t wallUs(std::int64_t steadyUs) const { return steadyUs + m_wallOffsetUs; }

private:
    void accept(std::int64_t ms, std::int64_t steadyUs);
    const base::Clock& m_clock;
    std::int64_t m_lastMs;
    std::int64_t m_anchorMs; ///< journal time at m_anchorSteadyUs
    std::int64_t m_anchorSteadyUs;
    std::int64_t m_heldSinceUs = -1;
    std::int64_t m_wallOffsetUs = 0;
};

} // namespace hub::ledger
