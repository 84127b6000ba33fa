#include "ui/kit/cell_values.h"

#include "ui/kit/figures.h"

namespace hub::kit {

namespace {

template <class T>
const T* as(const QVariant& value)
{
    return value.metaType() == QMetaType::fromType<T>() ? static_cast<const T*>(value.constData()) : nullptr;
}

QString timeText(const TimeValue& value)
{
    if (!value.at) return QString(kAbsent);
    switch (value.shape) {
    case TimeShape::Clock:
        return clockText(*value.at);
    case TimeShape::ClockMs:
        return clockMsText(*value.at);
    case TimeShape::DateTime:
        break;
    }
    return dateTimeText(*value.at);
}

QString percentText(int basisPoints)
{
    return QStringLiteral("%1 %").arg((basisPoints + 50) / 100);
}

} // namespace

Tone toneOf(const UsedValue& value)
{
    constexpr int kWhole = 10'000;
    if (!value.basisPoints) return Tone::Muted;
    if (*value.basisPoints >= kWhole) return Tone::Bad;
    return *value.basisPoints >= value.alarmBasisPoints ? Tone::Warn : Tone::Good;
}

IdValue shortId(const QString& text)
{
    constexpr qsizetype kEnd = 4;
    if (text.size() <= 3 * kEnd) return {text, text};
    return {text, text.left(kEnd) + QChar(0x2026) + text.right(kEnd)};
}

QString shownText(const QVariant& value)
{
    const QString absent(kAbsent);
    if (const auto* v = as<AmountValue>(value))
        return v->amount ? amountText(*v->amount, v->decimals) : absent;
    if (const auto* v = as<TrendValue>(value)) {
        if (!v->change) return absent;
        if (v->change->isZero()) return amountText(*v->change, v->decimals);
        return QString(v->change->isNegative() ? QChar(0x25BC) : QChar(0x25B2)) + QLatin1Char(' ') +
               amountText(v->change->absolute(), v->decimals);
    }
    if (const auto* v = as<UsedValue>(value)) return v->basisPoints ? percentText(*v->basisPoints) : absent;
    if (const auto* v = as<StateValue>(value)) return v->text;
    if (const auto* v = as<IdValue>(value)) return v->shown.isEmpty() ? absent : v->shown;
    if (const auto* v = as<CountValue>(value)) return v->count ? countText(*v->count) : absent;
    if (const auto* v = as<DurationValue>(value)) return v->us ? durationText(*v->us) : absent;
    if (const auto* v = as<TimeValue>(value)) return timeText(*v);
    return value.toString();
}

QString copiedText(const QVariant& value)
{
    if (const auto* v = as<AmountValue>(value))
        return v->amount ? amountPlain(*v->amount, v->decimals) : QString();
    if (const auto* v = as<TrendValue>(value))
        return v->change ? amountPlain(*v->change, v->decimals) : QString();
    if (const auto* v = as<UsedValue>(value))
        return v->basisPoints ? QStringLiteral("%1.%2")
                                    .arg(*v->basisPoints / 100)
                                    .arg(qAbs(*v->basisPoints % 100), 2, 10, QLatin1Char('0'))
                              : QString();
    if (const auto* v = as<IdValue>(value)) return v->text;
    if (const auto* v = as<CountValue>(value)) return v->count ? QString::number(*v->count) : QString();
    if (const auto* v = as<DurationValue>(value)) return v->us ? QString::number(*v->us) : QString();
    if (const auto* v = as<TimeValue>(value))
        return v->at ? QString::fromStdString(base::toIso8601(*v->at)) : QString();
    return shownText(value);
}

bool valueLess(const QVariant& a, const QVariant& b)
{
    if (const auto* x = as<AmountValue>(a), *y = as<AmountValue>(b); x && y) return x->amount < y->amount;
    if (const auto* x = as<TrendValue>(a), *y = as<TrendValue>(b); x && y) return x->change < y->change;
    if (const auto* x = as<UsedValue>(a), *y = as<UsedValue>(b); x && y)
        return x->basisPoints < y->basisPoints;
    if (const auto* x = as<CountValue>(a), *y = as<CountValue>(b); x && y) return x->count < y->count;
    if (const auto* x = as<DurationValue>(a), *y = as<DurationValue>(b); x && y) return x->us < y->us;
    if (const auto* x = as<TimeValue>(a), *y = as<TimeValue>(b); x && y) return x->at < y->at;
    return QString::localeAwareCompare(copiedText(a), copiedText(b)) < 0;
}

bool isFigure(const QVariant& value)
{
    return as<AmountValue>(value) || as<TrendValue>(value) || as<CountValue>(value) ||
           as<DurationValue>(value);
}

} // namespace hub::kit
