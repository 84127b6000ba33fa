#pragma once

#include "core/base/clock.h"
#include "core/domain/currency.h"
#include "core/hub/result.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hub::api {

/// Severity of the operators' guide: S1 is looked at within two hours.
enum class AlertSeverity { S1 = 1, S2 = 2, S3 = 3, S4 = 4 };

/// What an alert is about; the words of the rule (admin-settlement 3.5, reliability chapter 2).
enum class AlertRule {
    NetDebitCapBreach,        ///< `NET_DEBIT_CAP_THRESHOLD_BREACH`: little of the cap is left
    NetDebitCapAdjustment,    ///< `NET_DEBIT_CAP_ADJUSTMENT`: an operator changed a cap
    SettlementPositionChange, ///< `SETTLEMENT_TRANSFER_POSITION_CHANGE`: a settlement moved a position
    StoreReadOnly,            ///< `STORE_READ_ONLY`: the disk takes no writes
    DiskLow,                  ///< `DISK_LOW`: the disk is nearly full
};

/// Firing until the condition clears; Acknowledged when an operator has seen it; Resolved when the condition
/// has cleared. What tells of an event and not of a condition is resolved from the start.
enum class AlertState { Firing, Acknowledged, Resolved };

/// One alarm. Durable: a restart neither loses nor repeats it.
struct AlertRow
{
    qint64 id = 0; ///< rises by one
    AlertSeverity severity = AlertSeverity::S3;
    AlertRule rule = AlertRule::NetDebitCapBreach;
    AlertState state = AlertState::Firing;
    /// The participant, or `hub`.
    QString object;
    std::optional<domain::Currency> currency;
    /// The percentage that is left, with two decimals; the new cap; the position after the change; free text.
    QString value;
    QString text; ///< English sentence for people
    base::Instant since;
    base::Instant last; ///< of the newest occurrence or change of state
    int count = 1;      ///< occurrences while it was not resolved
    int mails = 0;      ///< mails that were sent about it
    QString acknowledgedBy;
    QString note; ///< of who acknowledged it
    std::optional<base::Instant> resolvedAt;
};

/// Every field given must fit.
struct AlertFilter
{
    std::optional<AlertState> state;
    std::optional<AlertRule> rule;
    QString object; ///< exact, without case; empty: any
};

/// Alarms. Any thread; answers come as futures. Changes come over FeedKind::Alerts.
class AlertsApi
{
public:
    virtual ~AlertsApi() = default;
    /// Newest first.
    virtual QFuture<Result<Page<AlertRow>>> list(AlertFilter filter, PageRequest page) = 0;
    /// A firing alert is seen; the note says what is done about it. An alert that does not fire stays as it
    /// is.
    virtual QFuture<Result<AlertRow>> acknowledge(qint64 id, ActionNote note) = 0;
};

} // namespace hub::api
