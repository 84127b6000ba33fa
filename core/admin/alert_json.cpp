#include "core/admin/alert_json.h"

#include "core/hub/wire/writer.h"

#include <array>
#include <utility>

namespace hub::admin {
namespace {

using events::AlertRule;
using events::AlertState;

struct RuleRow
{
    AlertRule rule;
    api::AlertRule shown;
    std::string_view text;
};

constexpr std::array kRules{
    RuleRow{AlertRule::NetDebitCapBreach, api::AlertRule::NetDebitCapBreach,
            "NET_DEBIT_CAP_THRESHOLD_BREACH"},
    RuleRow{AlertRule::NetDebitCapAdjustment, api::AlertRule::NetDebitCapAdjustment,
            "NET_DEBIT_CAP_ADJUSTMENT"},
    RuleRow{AlertRule::SettlementPositionChange, api::AlertRule::SettlementPositionChange,
            "SETTLEMENT_TRANSFER_POSITION_CHANGE"},
    RuleRow{AlertRule::StoreReadOnly, api::AlertRule::StoreReadOnly, "STORE_READ_ONLY"},
    RuleRow{AlertRule::DiskLow, api::AlertRule::DiskLow, "DISK_LOW"},
};

constexpr std::array<std::pair<AlertState, std::string_view>, 3> kStates{
    std::pair{AlertState::Firing, std::string_view("FIRING")},
    std::pair{AlertState::Acknowledged, std::string_view("ACKNOWLEDGED")},
    std::pair{AlertState::Resolved, std::string_view("RESOLVED")}};

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

api::AlertState shownState(AlertState state)
{
    switch (state) {
    case AlertState::Firing:
        return api::AlertState::Firing;
    case AlertState::Acknowledged:
        return api::AlertState::Acknowledged;
    case AlertState::Resolved:
        break;
    }
    return api::AlertState::Resolved;
}

} // namespace

std::string_view toString(AlertRule rule)
{
    for (const auto& row : kRules)
        if (row.rule == rule) return row.text;
    return {};
}

std::optional<AlertRule> parseAlertRule(std::string_view text)
{
    for (const auto& row : kRules)
        if (row.text == text) return row.rule;
    return std::nullopt;
}

std::string_view toString(AlertState state)
{
    for (const auto& [known, text] : kStates)
        if (known == state) return text;
    return {};
}

std::optional<AlertState> parseAlertState(std::string_view text)
{
    for (const auto& [state, known] : kStates)
        if (known == text) return state;
    return std::nullopt;
}

api::AlertRow alertRow(const events::Alert& alert)
{
    api::AlertRow row;
    row.id = alert.id;
    row.severity = static_cast<api::AlertSeverity>(alert.severity);
    for (const auto& rule : kRules)
        if (rule.rule == alert.rule) row.rule = rule.shown;
    row.state = shownState(alert.state);
    row.object = textOf(alert.object);
    row.currency = domain::Currency::parse(alert.currency);
    row.value = textOf(alert.value);
    row.text = textOf(alert.text);
    row.since = alert.since;
    row.last = alert.last;
    row.count = alert.count;
    row.mails = alert.mails;
    row.acknowledgedBy = textOf(alert.acknowledgedBy);
    row.note = textOf(alert.note);
    if (alert.resolvedAt.ms != 0) row.resolvedAt = alert.resolvedAt;
    return row;
}

void writeAlert(json::Writer& writer, const events::Alert& alert)
{
    writer.raw(wire::toJson(alertRow(alert)));
}

} // namespace hub::admin
