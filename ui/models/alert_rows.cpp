#include "ui/models/alert_rows.h"

#include "ui/kit/figures.h"
#include "ui/models/wording.h"

#include <QtCore/QCoreApplication>

namespace hub::models {

namespace {

using kit::CountValue;
using kit::TimeShape;
using kit::TimeValue;
using kit::Tone;

/// Context of the translations.
struct AlertColumns
{
    Q_DECLARE_TR_FUNCTIONS(AlertColumns)
};

template <class T>
QVariant value(T typed)
{
    return QVariant::fromValue(std::move(typed));
}

} // namespace

kit::StateValue alertStateOf(const api::AlertRow& row)
{
    switch (row.state) {
    case api::AlertState::Firing:
        return {row.severity <= api::AlertSeverity::S2 ? Tone::Bad : Tone::Warn, AlertColumns::tr("firing")};
    case api::AlertState::Acknowledged:
        return {Tone::Info, AlertColumns::tr("acknowledged")};
    case api::AlertState::Resolved:
        break;
    }
    return {Tone::Muted, AlertColumns::tr("resolved")};
}

kit::StateValue alertSeverityOf(api::AlertSeverity severity)
{
    const QString text = QStringLiteral("S%1").arg(static_cast<int>(severity));
    switch (severity) {
    case api::AlertSeverity::S1:
        return {Tone::Bad, text};
    case api::AlertSeverity::S2:
        return {Tone::Warn, text};
    case api::AlertSeverity::S3:
        return {Tone::Info, text};
    case api::AlertSeverity::S4:
        break;
    }
    return {Tone::Muted, text};
}

QString alertRuleText(api::AlertRule rule)
{
    switch (rule) {
    case api::AlertRule::NetDebitCapBreach:
        return AlertColumns::tr("little of the cap is left");
    case api::AlertRule::NetDebitCapAdjustment:
        return AlertColumns::tr("cap changed");
    case api::AlertRule::SettlementPositionChange:
        return AlertColumns::tr("position moved by settlement");
    case api::AlertRule::StoreReadOnly:
        return AlertColumns::tr("the disk takes no writes");
    case api::AlertRule::DiskLow:
        break;
    }
    return AlertColumns::tr("the disk is nearly full");
}

QString alertValueText(const api::AlertRow& row)
{
    if (row.rule == api::AlertRule::NetDebitCapBreach && !row.value.isEmpty())
        return AlertColumns::tr("%1 % left").arg(row.value);
    // Never through a floating point number: what is no exact amount is shown as it came.
    if (row.currency)
        if (const auto amount = domain::Amount::parseDecimal(row.value.toStdString()))
            return moneyText(*amount, *row.currency);
    return row.value;
}

bool isOpenAlert(const api::AlertRow& row)
{
    return row.state != api::AlertState::Resolved;
}

// clang-format off
AlertsModel* makeAlertsModel(QObject* parent)
{
    using Row = api::AlertRow;
    AlertsModel::Columns columns{
        {QStringLiteral("id"), AlertColumns::tr("Alert"), 56, [](const Row& r) { return value(CountValue{r.id}); }, true},
        {QStringLiteral("state"), AlertColumns::tr("State"), 126, [](const Row& r) { return value(alertStateOf(r)); }},
        {QStringLiteral("severity"), AlertColumns::tr("Severity"), 72, [](const Row& r) { return value(alertSeverityOf(r.severity)); }},
        {QStringLiteral("rule"), AlertColumns::tr("What"), 200, [](const Row& r) { return QVariant(alertRuleText(r.rule)); }},
        {QStringLiteral("object"), AlertColumns::tr("Who"), 110, [](const Row& r) { return QVariant(r.object); }},
        {QStringLiteral("currency"), AlertColumns::tr("Cur"), 44, [](const Row& r) { return QVariant(r.currency ? currencyText(*r.currency) : QString()); }},
        {QStringLiteral("value"), AlertColumns::tr("Value"), 130, [](const Row& r) { return QVariant(alertValueText(r)); }},
        {QStringLiteral("since"), AlertColumns::tr("Since (UTC)"), 148, [](const Row& r) { return value(TimeValue{r.since, TimeShape::DateTime}); }},
        {QStringLiteral("last"), AlertColumns::tr("Last (UTC)"), 80, [](const Row& r) { return value(TimeValue{r.last, TimeShape::Clock}); }},
        {QStringLiteral("count"), AlertColumns::tr("Times"), 52, [](const Row& r) { return value(CountValue{r.count}); }, true},
        {QStringLiteral("by"), AlertColumns::tr("Seen by"), 90, [](const Row& r) { return QVariant(r.acknowledgedBy); }},
    };
    return new AlertsModel(std::move(columns), [](const Row& r) { return QString::number(r.id); }, parent);
}
// clang-format on

} // namespace hub::models
