#include "ui/kit/figures.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace hub::kit {

namespace {

constexpr QChar kThinSpace{0x2009};
constexpr QChar kMinus{0x2212};
constexpr int kGroup = 3;

QString grouped(QString digits)
{
    for (auto at = digits.size() - kGroup; at > 0; at -= kGroup)
        digits.insert(at, kThinSpace);
    return digits;
}

double digitWidth(const QFontMetricsF& metrics)
{
    double widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

double cellWidth(const QFontMetricsF& metrics, double digit, QChar c)
{
    if (c.isDigit() || c == kMinus) return digit;
    if (c == kThinSpace) return digit * 0.36;
    return metrics.horizontalAdvance(c);
}

QDateTime utc(base::Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.ms, Qt::UTC);
}

} // namespace

QString amountPlain(domain::Amount amount, int decimals)
{
    return QString::fromStdString(amount.toFixed(decimals));
}

QString amountText(domain::Amount amount, int decimals)
{
    const QString plain = amountPlain(amount.absolute(), decimals);
    const auto mark = plain.indexOf(QLatin1Char('.'));
    const QString whole = grouped(mark < 0 ? plain : plain.left(mark));
    return (amount.isNegative() ? QString(kMinus) : QString()) + whole +
           (mark < 0 ? QString() : plain.mid(mark));
}

std::optional<domain::Amount> parseAmount(const QString& text, int decimals)
{
    QString plain;
    for (const QChar c : text)
        if (!c.isSpace()) plain += c == kMinus ? QLatin1Char('-') : c;
    const auto commas = plain.count(QLatin1Char(','));
    const auto dots = plain.count(QLatin1Char('.'));
    if (commas == 1 && dots == 0) {
        // 1,234 may be a group or a mark: refused rather than guessed, unless the scale rules one of them
        // out.
        const auto after = plain.size() - plain.indexOf(QLatin1Char(',')) - 1;
        if (after == kGroup && plain.indexOf(QLatin1Char(',')) <= kGroup) return std::nullopt;
        plain.replace(QLatin1Char(','), QLatin1Char('.'));
    } else if (commas > 0) {
        return std::nullopt;
    }
    if (plain.contains(QLatin1Char('e'), Qt::CaseInsensitive)) return std::nullopt;
    const auto amount = domain::Amount::parseDecimal(plain.toStdString());
    if (!amount || !amount->fitsDecimals(decimals)) return std::nullopt;
    return amount;
}

QString countText(qint64 count)
{
    return (count < 0 ? QString(kMinus) : QString()) + grouped(QString::number(qAbs(count)));
}

QString durationText(qint64 us)
{
    constexpr qint64 kMs = 1000;
    constexpr qint64 kSecond = 1000 * kMs;
    constexpr qint64 kMinute = 60 * kSecond;
    constexpr qint64 kHour = 60 * kMinute;
    const auto fixed = [](qint64 value, qint64 unit) {
        const qint64 tenths = value * 10 / unit;
        return QStringLiteral("%1.%2").arg(tenths / 10).arg(tenths % 10);
    };
    if (us > 0 && us < kMs / 10) return QString::number(us) + QStringLiteral(" µs");
    if (us < 100 * kMs) return fixed(us, kMs) + QStringLiteral(" ms");
    if (us < kSecond) return QString::number(us / kMs) + QStringLiteral(" ms");
    if (us < kMinute) return fixed(us, kSecond) + QStringLiteral(" s");
    if (us < kHour) return QString::number(us / kMinute) + QStringLiteral(" min");
    return QStringLiteral("%1 h %2 min").arg(us / kHour).arg((us % kHour) / kMinute, 2, 10, QLatin1Char('0'));
}

QString clockText(base::Instant at)
{
    return utc(at).toString(QStringLiteral("HH:mm:ss"));
}
QString clockMsText(base::Instant at)
{
    return utc(at).toString(QStringLiteral("HH:mm:ss.zzz"));
}
QString dateTimeText(base::Instant at)
{
    return utc(at).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

double figuresWidth(const QFontMetricsF& metrics, const QString& text)
{
    const double digit = digitWidth(metrics);
    double width = 0;
    for (const QChar c : text)
        width += cellWidth(metrics, digit, c);
    return width;
}

void drawFigures(QPainter& painter, double x, double baseline, const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    const double digit = digitWidth(metrics);
    for (const QChar c : text) {
        const double cell = cellWidth(metrics, digit, c);
        if (!c.isSpace()) {
            const double own = metrics.horizontalAdvance(c);
            painter.drawText(QPointF(x + (cell - own) / 2, baseline), QString(c));
        }
        x += cell;
    }
}

} // namespace hub::kit
