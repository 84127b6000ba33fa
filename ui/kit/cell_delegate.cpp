#include "ui/kit/cell_delegate.h"

#include "ui/kit/figures.h"
#include "ui/kit/theme.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <chrono>

namespace hub::kit {

namespace {

constexpr int kBarHeight = 6;
constexpr int kPercentWidth = 44;
constexpr int kShapeWidth = 18;

template <class T>
const T* as(const QVariant& value)
{
    return value.metaType() == QMetaType::fromType<T>() ? static_cast<const T*>(value.constData()) : nullptr;
}

double baselineIn(const QRect& cell, const QFontMetricsF& metrics)
{
    return cell.top() + (cell.height() + metrics.ascent() - metrics.descent()) / 2;
}

void paintText(QPainter& painter, const QRect& cell, const QString& text, Qt::Alignment alignment,
               Qt::TextElideMode elide = Qt::ElideRight)
{
    const QString elided = painter.fontMetrics().elidedText(text, elide, cell.width());
    painter.drawText(cell, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, elided);
}

void paintUsed(QPainter& painter, const QRect& cell, const UsedValue& value, const QPalette& palette)
{
    constexpr int kWhole = 10'000;
    const Tone tone = toneOf(value);
    QRect bar(cell.left(), cell.center().y() - kBarHeight / 2 + 1, cell.width() - kPercentWidth - kShapeWidth,
              kBarHeight);
    painter.setPen(Qt::NoPen);
    if (value.basisPoints && bar.width() > 0) {
        painter.setBrush(paletteColor(palette, Token::Line));
        painter.drawRoundedRect(bar, 2, 2);
        const int used = std::clamp(*value.basisPoints, 0, kWhole);
        QRect full = bar;
        full.setWidth(static_cast<int>(qint64(bar.width()) * used / kWhole));
        painter.setBrush(paletteColor(palette, tokenOf(tone == Tone::Good ? Tone::Info : tone)));
        if (full.width() > 0) painter.drawRoundedRect(full, 2, 2);
        const int alarmAt =
            bar.left() + static_cast<int>(qint64(bar.width()) * value.alarmBasisPoints / kWhole);
        painter.setBrush(paletteColor(palette, Token::Muted));
        painter.drawRect(QRect(alarmAt, bar.top() - 3, 1, bar.height() + 6));
    }
    const QFontMetricsF metrics(painter.font());
    const double baseline = baselineIn(cell, metrics);
    const bool alarming = tone == Tone::Warn || tone == Tone::Bad;
    painter.setPen(paletteColor(palette, alarming ? tokenOf(tone) : Token::Text));
    const QString text = shownText(QVariant::fromValue(value));
    drawFigures(painter, cell.right() - kShapeWidth - figuresWidth(metrics, text), baseline, text);
    if (alarming) painter.drawText(QPointF(cell.right() - kShapeWidth + 5, baseline), QString(shapeOf(tone)));
}

void paintState(QPainter& painter, const QRect& cell, const StateValue& value, const QPalette& palette)
{
    painter.setPen(paletteColor(palette, tokenOf(value.tone)));
    QRect shape = cell;
    shape.setWidth(kShapeWidth);
    painter.drawText(shape, Qt::AlignLeft | Qt::AlignVCenter, QString(shapeOf(value.tone)));
    painter.setPen(paletteColor(palette, value.tone == Tone::Muted ? Token::Muted : Token::Text));
    paintText(painter, cell.adjusted(kShapeWidth, 0, 0, 0), value.text, Qt::AlignLeft);
}

/// The mark of every amount of a column stands at the same place: what an amount lacks right of it is left
/// free.
QString missingFraction(const QString& text, int fractionDigits)
{
    const auto mark = text.indexOf(QLatin1Char('.'));
    const auto shownDigits = mark < 0 ? 0 : static_cast<int>(text.size() - mark) - 1;
    if (shownDigits >= fractionDigits) return {};
    return QString(fractionDigits - shownDigits, QLatin1Char('0')) +
           (mark < 0 ? QStringLiteral(".") : QString());
}

QColor backgroundOf(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (option.state & QStyle::State_Selected) return paletteColor(option.palette, Token::Selection);
    QColor base = paletteColor(option.palette, Token::Surface);
    const qint64 changed = index.data(ChangedAtRole).toLongLong();
    const qint64 age = changed > 0 ? steadyMs() - changed : kFadeMs;
    if (age < kFadeMs) {
        const QColor tint = paletteColor(option.palette, Token::Info);
        const double share = 0.22 * (1.0 - static_cast<double>(age) / kFadeMs);
        const auto mix = [share](int a, int b) { return static_cast<int>(a + (b - a) * share); };
        return QColor(mix(base.red(), tint.red()), mix(base.green(), tint.green()),
                      mix(base.blue(), tint.blue()));
    }
    if (option.state & QStyle::State_MouseOver) return paletteColor(option.palette, Token::Raised);
    return base;
}

} // namespace

qint64 steadyMs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

CellDelegate::CellDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
{}

void CellDelegate::setFractionDigits(int digits)
{
    m_fractionDigits = std::clamp(digits, 0, 4);
}

void CellDelegate::paintAmount(QPainter& painter, const QRect& cell, const QString& text, int decimals) const
{
    const QFontMetricsF metrics(painter.font());
    const QString missing = decimals >= 0 ? missingFraction(text, m_fractionDigits) : QString();
    const double width = figuresWidth(metrics, text) + figuresWidth(metrics, missing);
    if (width > cell.width()) {
        // Never a shortened amount: a cut figure is a wrong figure.
        paintText(painter, cell, QStringLiteral("#"), Qt::AlignRight);
        return;
    }
    drawFigures(painter, cell.right() + 1 - width, baselineIn(cell, metrics), text);
}

void CellDelegate::paintValue(QPainter& painter, const QRect& cell, const QVariant& value,
                              const QPalette& palette, Qt::TextElideMode elide) const
{
    const auto pen = [&](Token token) { painter.setPen(paletteColor(palette, token)); };
    pen(Token::Text);
    if (const auto* amount = as<AmountValue>(value)) {
        if (!amount->amount || amount->amount->isZero()) pen(Token::Muted);
        paintAmount(painter, cell, shownText(value), amount->amount ? amount->decimals : -1);
    } else if (const auto* trend = as<TrendValue>(value)) {
        pen(!trend->change || trend->change->isZero() ? Token::Muted : Token::Text);
        paintAmount(painter, cell, shownText(value), trend->change ? trend->decimals : -1);
    } else if (const auto* used = as<UsedValue>(value)) {
        paintUsed(painter, cell, *used, palette);
    } else if (const auto* state = as<StateValue>(value)) {
        paintState(painter, cell, *state, palette);
    } else if (const auto* id = as<IdValue>(value)) {
        painter.setFont(textFont(TextRole::Mono));
        if (id->text.isEmpty()) pen(Token::Muted);
        paintText(painter, cell, shownText(value), Qt::AlignLeft);
    } else if (isFigure(value)) {
        const QString text = shownText(value);
        if (text == QString(kAbsent) || text == QStringLiteral("0")) pen(Token::Muted);
        const QFontMetricsF metrics(painter.font());
        drawFigures(painter, cell.right() + 1 - figuresWidth(metrics, text), baselineIn(cell, metrics), text);
    } else if (as<TimeValue>(value)) {
        const QFontMetricsF metrics(painter.font());
        drawFigures(painter, cell.left(), baselineIn(cell, metrics), shownText(value));
    } else {
        paintText(painter, cell, value.toString(), Qt::AlignLeft, elide);
    }
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(option.rect, backgroundOf(option, index));
    painter->setPen(QPen(paletteColor(option.palette, Token::Line), 1));
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(option.font);
    painter->setClipRect(option.rect);
    paintValue(*painter, option.rect.adjusted(kCellPadding, 0, -kCellPadding, 0), index.data(ValueRole),
               option.palette, option.textElideMode);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(paletteColor(option.palette, Token::Accent), 1));
        painter->setBrush(Qt::NoBrush);
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant value = index.data(ValueRole);
    const bool mono = as<IdValue>(value) != nullptr;
    const QFontMetricsF metrics(mono ? textFont(TextRole::Mono) : option.font);
    double width = figuresWidth(metrics, shownText(value)) + 2 * kCellPadding + 2;
    if (as<StateValue>(value)) width += kShapeWidth;
    if (as<UsedValue>(value)) width = 150;
    if (as<AmountValue>(value) || as<TrendValue>(value))
        width += figuresWidth(metrics, missingFraction(shownText(value), m_fractionDigits));
    return {static_cast<int>(width), 28};
}

} // namespace hub::kit
