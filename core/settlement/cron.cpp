#include "core/settlement/cron.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace hub::settlement {
namespace {

struct Field
{
    std::string_view name;
    int min;
    int max;
};
constexpr std::array<Field, 5> kFields{
    {{"minute", 0, 59}, {"hour", 0, 23}, {"day of month", 1, 31}, {"month", 1, 12}, {"day of week", 0, 7}}};

std::optional<int> numberOf(std::string_view text, const Field& field)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value >= field.min && value <= field.max ? std::optional(value) : std::nullopt;
}

/// One part between commas; false when it is wrong.
template <class Bits>
bool addPart(std::string_view part, const Field& field, Bits& bits)
{
    int step = 1;
    if (const auto slash = part.find('/'); slash != std::string_view::npos) {
        const auto wanted = numberOf(part.substr(slash + 1), Field{field.name, 1, field.max});
        if (!wanted) return false;
        step = *wanted;
        part = part.substr(0, slash);
    }
    int from = field.min;
    int to = field.max;
    if (part != "*") {
        const auto dash = part.find('-');
        const auto first = numberOf(part.substr(0, dash), field);
        const auto last = dash == std::string_view::npos ? first : numberOf(part.substr(dash + 1), field);
        if (!first || !last || *last < *first) return false;
        from = *first;
        to = *last;
    }
    for (int value = from; value <= to; value += step)
        bits.set(static_cast<std::size_t>(value));
    return true;
}

template <class Bits>
bool addField(std::string_view text, const Field& field, Bits& bits)
{
    while (true) {
        const auto comma = text.find(',');
        if (!addPart(text.substr(0, comma), field, bits)) return false;
        if (comma == std::string_view::npos) return true;
        text.remove_prefix(comma + 1);
    }
}

} // namespace

base::Expected<Cron, std::string> Cron::parse(std::string_view text)
{
    std::array<std::string_view, kFields.size()> parts;
    std::size_t count = 0;
    for (std::size_t at = text.find_first_not_of(' '); at != std::string_view::npos;) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (count == parts.size()) return base::Unexpected(std::string("a cron expression has five fields"));
        parts[count++] = text.substr(at, end - at);
        at = text.find_first_not_of(' ', end);
    }
    if (count != parts.size()) return base::Unexpected(std::string("a cron expression has five fields"));
    Cron cron;
    const std::array<bool, 5> good{
        addField(parts[0], kFields[0], cron.m_minutes), addField(parts[1], kFields[1], cron.m_hours),
        addField(parts[2], kFields[2], cron.m_days), addField(parts[3], kFields[3], cron.m_months),
        addField(parts[4], kFields[4], cron.m_weekdays)};
    for (std::size_t i = 0; i < good.size(); ++i)
        if (!good[i])
            return base::Unexpected("the " + std::string(kFields[i].name) +
                                    " of the cron expression is wrong");
    if (cron.m_weekdays.test(7)) cron.m_weekdays.set(0);
    cron.m_anyDay = parts[2] == "*";
    cron.m_anyWeekday = parts[4] == "*";
    return cron;
}

bool Cron::fits(std::int64_t wallMinutes) const
{
    using namespace std::chrono;
    const sys_time<minutes> at{minutes(wallMinutes)};
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const auto minuteOfDay = (at - day).count();
    if (!m_minutes.test(static_cast<std::size_t>(minuteOfDay % 60)) ||
        !m_hours.test(static_cast<std::size_t>(minuteOfDay / 60)) ||
        !m_months.test(static_cast<unsigned>(date.month())))
        return false;
    const bool isDay = m_days.test(static_cast<unsigned>(date.day()));
    const bool isWeekday = m_weekdays.test(weekday(day).c_encoding());
    return m_anyDay || m_anyWeekday ? isDay && isWeekday : isDay || isWeekday;
}

bool CronClock::isDue(std::int64_t wallMinutes)
{
    if (!m_last || *m_last - wallMinutes > kCatchUpMinutes) {
        // The first look, or set back by more than any summer time is: start anew.
        m_last = wallMinutes;
        return false;
    }
    const auto last = *m_last;
    if (wallMinutes <= last) return false;
    m_last = wallMinutes;
    bool isDue = false;
    const auto from = wallMinutes - last > kCatchUpMinutes ? wallMinutes : last + 1;
    for (auto minute = from; minute <= wallMinutes; ++minute)
        isDue = isDue || m_cron.fits(minute);
    return isDue;
}

} // namespace hub::settlement
