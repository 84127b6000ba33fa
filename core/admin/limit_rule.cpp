#include "core/admin/limit_rule.h"

namespace hub::admin {
namespace {

bool isAboveZero(domain::Amount amount)
{
    return !amount.isZero() && !amount.isNegative();
}

} // namespace

std::int64_t leftHundredths(domain::Amount position, domain::Amount cap)
{
    constexpr std::int64_t kWhole = 10'000;
    if (!isAboveZero(cap)) return isAboveZero(position) ? 0 : kWhole;
    return kWhole - position.ratioBasisPoints(cap);
}

bool isBreached(domain::Amount position, const domain::Limit& limit)
{
    constexpr std::int64_t kWhole = 10'000;
    if (!isAboveZero(limit.netDebitCap)) return isAboveZero(position);
    // Both sides times 10 000: nothing is divided, so nothing is rounded.
    return position.scaled(kWhole, 1) >= limit.netDebitCap.scaled(kWhole - limit.alarmPercentHundredths, 1);
}

std::string percentText(std::int64_t hundredths)
{
    const bool isNegative = hundredths < 0;
    const std::int64_t value = isNegative ? -hundredths : hundredths;
    std::string cents = std::to_string(value % 100);
    if (cents.size() < 2) cents.insert(0, 1, '0');
    return (isNegative ? "-" : "") + std::to_string(value / 100) + '.' + cents;
}

bool takeMail(const MailThrottle& throttle, events::Alert& alert, base::Instant now)
{
    if (alert.mailsInSeries > 0 && now.ms - alert.seriesSince.ms >= throttle.resetMs) alert.mailsInSeries = 0;
    if (alert.mailsInSeries >= throttle.max) return false;
    if (alert.mailsInSeries > 0 && now.ms - alert.mailedAt.ms < throttle.everyMs) return false;
    if (alert.mailsInSeries == 0) alert.seriesSince = now;
    ++alert.mailsInSeries;
    alert.mailedAt = now;
    return true;
}

} // namespace hub::admin
