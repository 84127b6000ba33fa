#pragma once

#include "core/domain/participant.h"
#include "core/events/alert.h"

#include <cstdint>
#include <string>

/// The rule of admin-settlement 3.5 as values: when a cap is nearly used, and when a mail about it may go.
namespace hub::admin {

/// 1/100 percent of the cap that is left, rounded half up; below zero beyond the cap (0 when the cap is).
/// For texts.
std::int64_t leftHundredths(domain::Amount position, domain::Amount cap);
/// remaining% = 100 - position*100/cap <= alarm percentage, exactly. Of a cap of zero nothing is left while
/// the participant owes anything; else it does not alarm.
bool isBreached(domain::Amount position, const domain::Limit& limit);
/// `9.50`.
std::string percentText(std::int64_t hundredths);

/// How often one alarm may mail while it lasts (keys `alerts.mail*`).
struct MailThrottle
{
    int max = 3;
    std::int64_t everyMs = 180'000;
    std::int64_t resetMs = 3'600'000;
};
/// True when a mail may go now; then the alarm's bookkeeping has it. A series is over after resetMs.
bool takeMail(const MailThrottle& throttle, events::Alert& alert, base::Instant now);

} // namespace hub::admin
