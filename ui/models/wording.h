#pragma once

#include "core/hub/health_api.h"
#include "core/hub/participants_api.h"
#include "core/hub/positions_api.h"
#include "core/hub/result.h"
#include "core/hub/transfers_api.h"
#include "ui/kit/cell_values.h"
#include "ui/kit/stateful_view.h"

#include <QtCore/QString>

namespace hub::models {

/// How the desk says the hub's values: one place for tones and words.
kit::StateValue stateOf(domain::TransferState state);
kit::StateValue hubStateOf(api::HubState state);
kit::StateValue activeState(bool active);
/// The hub itself, paused, active or inactive.
kit::StateValue participantState(const api::ParticipantRow& row);
/// `33.5 %` of hundredths of a percent.
QString shareText(int percentHundredths);
/// Both ways, only sending, only receiving.
QString directionText(domain::TradeDirection direction);
kit::Failure failureOf(const api::Error& error);

/// Use of the cap by the position; nothing without a cap.
kit::UsedValue usedOf(const api::PositionRow& row);
/// The position from which the alarm rings: cap minus the alarm's share.
domain::Amount alarmLevel(domain::Amount cap, int alarmPercentHundredths);

QString currencyText(domain::Currency currency);
QString transferIdText(const domain::TransferId& id);
/// `100.00 USD`
QString moneyText(domain::Amount amount, domain::Currency currency);

} // namespace hub::models
