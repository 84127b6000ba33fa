#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"

#include <QtCore/QRectF>
#include <QtCore/QString>
#include <QtGui/QFont>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <optional>

namespace hub::kit {

/// Stands where there is no value.
inline constexpr QChar kAbsent{0x2014};

/// `−12 004.50`: true minus sign, thin-space groups, the currency's decimals; digits beyond them are kept.
QString amountText(domain::Amount amount, int decimals);
/// `-12004.50`, for the clipboard and files.
QString amountPlain(domain::Amount amount, int decimals);
/// What an operator typed: groups by space or thin space, `.` or `,` as the mark when only one of them occurs
/// once, a minus sign. Nothing when it is not an exact amount of at most `decimals` digits.
std::optional<domain::Amount> parseAmount(const QString& text, int decimals);

/// Grouped whole number.
QString countText(qint64 count);
/// `40 µs`, `8.2 ms`, `1.4 s`, `3 min`, `2 h 14 min`.
QString durationText(qint64 us);
/// `14:02:11`, `14:02:11.345` and `2026-11-23 14:02:11`, UTC.
QString clockText(base::Instant at);
QString clockMsText(base::Instant at);
QString dateTimeText(base::Instant at);

/// Width of `text` with every digit as wide as the widest one.
double figuresWidth(const QFontMetricsF& metrics, const QString& text);
/// Draws `text` from `x` on the baseline with digits in equal cells, so that columns of figures line up in
/// any font (Qt 6.4 cannot switch on the tabular feature of a font).
void drawFigures(QPainter& painter, double x, double baseline, const QString& text);

} // namespace hub::kit
