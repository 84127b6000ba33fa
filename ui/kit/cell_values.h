#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "ui/kit/tokens.h"

#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QVariant>

#include <optional>

namespace hub::kit {

/// Item data roles of the desk's models beside Qt's own.
enum CellRole {
    ValueRole = Qt::UserRole + 1, ///< the typed value below; CellDelegate paints by its type
    SortRole,                     ///< same value, for SortProxy
    CopyRole,                     ///< plain text for clipboard and files
    ChangedAtRole,                ///< qint64: steady ms of the last change, for the fading tint; 0 = never
    KeyRole,                      ///< the row's own key as text (transfer id, participant name)
    FilterRole,                   ///< text that a filter term compares with
};

/// Money: decimal-aligned, at the currency's scale; zero dimmed, absent an em dash.
struct AmountValue
{
    std::optional<domain::Amount> amount;
    int decimals = 2;
};

/// Change of an amount: arrow and figure.
struct TrendValue
{
    std::optional<domain::Amount> change;
    int decimals = 2;
};

/// Use of a cap in basis points with the point from which it alarms; a bar, a shape and a figure.
struct UsedValue
{
    std::optional<int> basisPoints;
    int alarmBasisPoints = 9000;
};
/// Good below the alarm, warn from it on, bad from 100 % on.
Tone toneOf(const UsedValue& value);

/// A state with its shape.
struct StateValue
{
    Tone tone = Tone::Neutral;
    QString text;
};

/// An identifier in monospace: `text` is copied, `shown` is painted.
struct IdValue
{
    QString text;
    QString shown;
};
/// First four and last four characters.
IdValue shortId(const QString& text);

struct CountValue
{
    std::optional<qint64> count;
};

struct DurationValue
{
    std::optional<qint64> us;
};

enum class TimeShape { Clock, ClockMs, DateTime };
struct TimeValue
{
    std::optional<base::Instant> at;
    TimeShape shape = TimeShape::Clock;
};

/// Text of a value as painted (also for screen readers) and as copied.
QString shownText(const QVariant& value);
QString copiedText(const QVariant& value);
/// Order of two values of one column; absent values come first.
bool valueLess(const QVariant& a, const QVariant& b);
/// Figures are right-aligned.
bool isFigure(const QVariant& value);

} // namespace hub::kit
