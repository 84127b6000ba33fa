#include "core/base/clock.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace hub::base {
namespace {

struct CivilTime
{
    std::int64_t year = 1970;
    int month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0;
};

constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Howard Hinnant's days_from_civil / civil_from_days: exact for the proleptic Gregorian calendar.
std::int64_t daysFromCivil(std::int64_t y, int m, int d)
{
    y -= m <= 2 ? 1 : 0;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t yoe = y - era * 400;
    const std::int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    const std::int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

CivilTime civilFrom(Instant instant)
{
    constexpr std::int64_t kDayMs = 86'400'000;
    std::int64_t days = instant.ms / kDayMs;
    std::int64_t rest = instant.ms % kDayMs;
    if (rest < 0) {
        rest += kDayMs;
        --days;
    }
    const std::int64_t z = days + 719468;
    const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    const std::int64_t doe = z - era * 146097;
    const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const std::int64_t mp = (5 * doy + 2) / 153;
    CivilTime t;
    t.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
    t.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
    t.year = yoe + era * 400 + (t.month <= 2 ? 1 : 0);
    t.hour = static_cast<int>(rest / 3'600'000);
    t.minute = static_cast<int>(rest / 60'000 % 60);
    t.second = static_cast<int>(rest / 1000 % 60);
    t.ms = static_cast<int>(rest % 1000);
    return t;
}

int daysInMonth(std::int64_t year, int month)
{
    constexpr std::array<int, 12> kLengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kLengths[static_cast<std::size_t>(month - 1)];
}

bool readDigits(std::string_view text, std::size_t at, std::size_t count, int& out)
{
    if (at + count > text.size()) return false;
    out = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        out = out * 10 + (text[i] - '0');
    }
    return true;
}

Instant instantOf(const CivilTime& t)
{
    const std::int64_t days = daysFromCivil(t.year, t.month, t.day);
    return Instant{((days * 24 + t.hour) * 60 + t.minute) * 60'000 + t.second * 1000LL + t.ms};
}

} // namespace

std::string toIso8601(Instant instant)
{
    const CivilTime t = civilFrom(instant);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04lld-%02d-%02dT%02d:%02d:%02d.%03dZ",
                  static_cast<long long>(t.year), t.month, t.day, t.hour, t.minute, t.second, t.ms);
    return text.data();
}

std::optional<Instant> parseIso8601(std::string_view s)
{
    CivilTime t;
    int year = 0;
    if (s.size() != 24 && s.size() != 29) return std::nullopt;
    if (s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s[19] != '.')
        return std::nullopt;
    if (!readDigits(s, 0, 4, year) || !readDigits(s, 5, 2, t.month) || !readDigits(s, 8, 2, t.day) ||
        !readDigits(s, 11, 2, t.hour) || !readDigits(s, 14, 2, t.minute) || !readDigits(s, 17, 2, t.second) ||
        !readDigits(s, 20, 3, t.ms))
        return std::nullopt;
    t.year = year;
    if (year < 1000 || t.month < 1 || t.month > 12 || t.day < 1 || t.day > daysInMonth(year, t.month) ||
        t.hour > 23 || t.minute > 59 || t.second > 59)
        return std::nullopt;
    std::int64_t offsetMs = 0;
    if (s.size() == 24) {
        if (s[23] != 'Z') return std::nullopt;
    } else {
        int hours = 0;
        int minutes = 0;
        if ((s[23] != '+' && s[23] != '-') || s[26] != ':' || !readDigits(s, 24, 2, hours) ||
            !readDigits(s, 27, 2, minutes) || hours > 19 || minutes > 59)
            return std::nullopt;
        offsetMs = (hours * 60 + minutes) * 60'000LL * (s[23] == '-' ? -1 : 1);
    }
    // A zone can carry a moment out of the years that the format can write; what could not be written again
    // is no moment of ours.
    const Instant moment{instantOf(t).ms - offsetMs};
    if (const std::int64_t utcYear = civilFrom(moment).year; utcYear < 1000 || utcYear > 9999)
        return std::nullopt;
    return moment;
}

std::string toImfFixdate(Instant instant)
{
    const CivilTime t = civilFrom(instant);
    const std::int64_t days = daysFromCivil(t.year, t.month, t.day);
    const auto weekday = static_cast<std::size_t>(((days % 7) + 11) % 7);
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04lld %02d:%02d:%02d GMT", kDays[weekday], t.day,
                  kMonths[static_cast<std::size_t>(t.month - 1)], static_cast<long long>(t.year), t.hour,
                  t.minute, t.second);
    return text.data();
}

std::optional<Instant> parseImfFixdate(std::string_view s)
{
    if (s.size() != 29 || s.substr(3, 2) != ", " || s[7] != ' ' || s[11] != ' ' || s[16] != ' ' ||
        s[19] != ':' || s[22] != ':' || s.substr(25) != " GMT")
        return std::nullopt;
    CivilTime t;
    int year = 0;
    if (!readDigits(s, 5, 2, t.day) || !readDigits(s, 12, 4, year) || !readDigits(s, 17, 2, t.hour) ||
        !readDigits(s, 20, 2, t.minute) || !readDigits(s, 23, 2, t.second))
        return std::nullopt;
    t.year = year;
    t.month = 0;
    for (std::size_t i = 0; i < kMonths.size(); ++i)
        if (s.substr(8, 3) == kMonths[i]) t.month = static_cast<int>(i + 1);
    if (t.month == 0 || t.day < 1 || t.day > daysInMonth(year, t.month) || t.hour > 23 || t.minute > 59 ||
        t.second > 59)
        return std::nullopt;
    const Instant instant = instantOf(t);
    if (toImfFixdate(instant) != s) return std::nullopt;
    return instant;
}

Instant SystemClock::now() const
{
    using namespace std::chrono;
    return Instant{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::int64_t SystemClock::steadyUs() const
{
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace hub::base
