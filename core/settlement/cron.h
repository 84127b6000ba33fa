#pragma once

#include "core/base/expected.h"

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// When the window closes by itself. Pure, any thread.
namespace hub::settlement {

/// The five fields of cron: minute, hour, day of month, month, day of week (0 and 7 are Sunday). A field is
/// `*`, a number, a range `a-b`, any of them with a step `/n`, or a list of them with commas. When day of
/// month and day of week are both given, either fits, as cron does it.
class Cron
{
public:
    /// The error says which field is wrong.
    static base::Expected<Cron, std::string> parse(std::string_view text);
    /// `minutes` since 1970-01-01 00:00 of the clock on the wall.
    bool fits(std::int64_t wallMinutes) const;

private:
    std::bitset<60> m_minutes;
    std::bitset<24> m_hours;
    std::bitset<32> m_days;
    std::bitset<13> m_months;
    std::bitset<8> m_weekdays;
    bool m_anyDay = true;
    bool m_anyWeekday = true;
};

/// Follows a wall clock minute by minute: each minute counts once, also when the clock is set back, and
/// minutes that a clock set forward jumps over count when it has jumped. A pause of more than
/// `kCatchUpMinutes` (the hub did not run, or slept) is not made up for.
class CronClock
{
public:
    static constexpr std::int64_t kCatchUpMinutes = 120;
    explicit CronClock(Cron cron)
        : m_cron(cron)
    {}
    /// True when a minute that fits has come since the call before. The first call only starts.
    bool isDue(std::int64_t wallMinutes);

private:
    Cron m_cron;
    std::optional<std::int64_t> m_last;
};

} // namespace hub::settlement
