#pragma once

#include "core/hub/alerts_api.h"
#include "ui/models/row_table.h"

namespace hub::models {

/// The list of alerts, and how the desk says an alert's values.
using AlertsModel = RowTable<api::AlertRow>;
AlertsModel* makeAlertsModel(QObject* parent);

kit::StateValue alertStateOf(const api::AlertRow& row);
kit::StateValue alertSeverityOf(api::AlertSeverity severity);
/// Plain words of the rule.
QString alertRuleText(api::AlertRule rule);
/// The rule's figure with its unit: `8.25 % left`, `120 000.00 USD`.
QString alertValueText(const api::AlertRow& row);
/// Firing, or seen and not over yet.
bool isOpenAlert(const api::AlertRow& row);

} // namespace hub::models
