#include "core/ledger/journal_clock.h"

#include "core/base/log.h"

#include <algorithm>

namespace hub::ledger {

JournalClock::JournalClock(const base::Clock& clock)
    : m_clock(clock)
    , m_lastMs(clock.now().ms)
    , m_anchorMs(m_lastMs)
    , m_anchorSteadyUs(clock.steadyUs())
    , m_wallOffsetUs(m_lastMs * 1000 - m_anchorSteadyUs)
{}

void JournalClock::accept(std::int64_t ms, std::int64_t steadyUs)
{
    m_anchorMs = ms;
    m_anchorSteadyUs = steadyUs;
    m_heldSinceUs = -1;
    // The wall clock is cut to milliseconds: the largest difference seen is the truest.
    const std::int64_t offset = ms * 1000 - steadyUs;
    m_wallOffsetUs = offset + 50'000 < m_wallOffsetUs ? offset : std::max(offset, m_wallOffsetUs);
}

base::Instant JournalClock::now()
{
    const std::int64_t steady = m_clock.steadyUs();
    const std::int64_t wall = m_clock.now().ms;
    const std::int64_t expected = m_anchorMs + (steady - m_anchorSteadyUs) / 1000;
    const std::int64_t drift = wall - expected;
    if (drift >= -kJumpMs && drift <= kJumpMs) {
        accept(wall, steady);
        m_lastMs = std::max(m_lastMs, wall);
        return base::Instant{m_lastMs};
    }
    if (m_heldSinceUs < 0) {
        m_heldSinceUs = steady;
        base::log(base::LogLevel::Warning, "wall clock jumped; the journal goes by the steady clock",
                  {{"driftMs", std::to_string(drift)}});
    }
    if (drift > 0 && steady - m_heldSinceUs >= kHoldUs) {
        accept(wall, steady);
        m_lastMs = std::max(m_lastMs, wall);
    } else {
        m_lastMs = std::max(m_lastMs, expected);
    }
    return base::Instant{m_lastMs};
}

} // namespace hub::ledger
