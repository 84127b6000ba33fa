#pragma once

#include "core/events/alert.h"
#include "core/hub/alerts_api.h"
#include "core/json/writer.h"

#include <optional>
#include <string_view>

namespace hub::admin {

/// `NET_DEBIT_CAP_THRESHOLD_BREACH`, ...
std::string_view toString(events::AlertRule rule);
std::optional<events::AlertRule> parseAlertRule(std::string_view text);
/// `FIRING`, `ACKNOWLEDGED`, `RESOLVED`.
std::string_view toString(events::AlertState state);
std::optional<events::AlertState> parseAlertState(std::string_view text);

/// The desk's row of an alarm.
api::AlertRow alertRow(const events::Alert& alert);
void writeAlert(json::Writer& writer, const events::Alert& alert);

} // namespace hub::admin
