#include "ui/kit/time_series_chart.h"

#include "ui/kit/figures.h"
#include "ui/kit/theme.h"

#include <QtCharts/QChart>
#include <QtCharts/QDateTimeAxis>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <QtCore/QDateTime>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace hub::kit {

namespace {

constexpr int kRightMargin = 132;
constexpr int kLeftMargin = 8;
constexpr int kTopMargin = 28;
constexpr int kBottomMargin = 4;
constexpr int kTicks = 5;
constexpr qreal kLineWidth = 1.5;

/// Where an amount stands on the screen. For pixels only: the exact value stays beside it and is what is
/// written.
qreal plotted(domain::Amount amount)
{
    const auto limit = domain::kAmountMaxDefault;
    const auto held = std::clamp(amount, limit.negated(), limit);
    return static_cast<qreal>(held.toColumn()) / static_cast<qreal>(domain::Amount::kScale);
}

qreal plotted(base::Instant at)
{
    return static_cast<qreal>(at.ms);
}

/// 1, 2 or 5 times a power of ten, so that the gridlines stand at round figures.
qreal niceStep(qreal range)
{
    const qreal raw = std::max(range, 1e-4) / (kTicks - 1);
    const qreal power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const qreal factor : std::array<qreal, 3>{1, 2, 5})
        if (factor * power >= raw) return factor * power;
    return 10 * power;
}

} // namespace

TimeSeriesChart::TimeSeriesChart(QWidget* parent)
    : QChartView(new QChart, parent)
    , m_line(new QLineSeries(this))
    , m_cap(new QLineSeries(this))
    , m_alarm(new QLineSeries(this))
    , m_time(new QDateTimeAxis(this))
    , m_amount(new QValueAxis(this))
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setFocusPolicy(Qt::NoFocus);
    setMinimumHeight(160);
    setAccessibleName(tr("Position chart"));
    QChart* view = chart();
    view->setBackgroundRoundness(0);
    view->setBackgroundVisible(false);
    view->setDropShadowEnabled(false);
    view->setAnimationOptions(QChart::NoAnimation);
    view->setMargins(QMargins(kLeftMargin, kTopMargin, kRightMargin, kBottomMargin));
    view->layout()->setContentsMargins(0, 0, 0, 0);
    view->legend()->hide();
    view->addAxis(m_time, Qt::AlignBottom);
    view->addAxis(m_amount, Qt::AlignLeft);
    for (QLineSeries* series : {m_cap, m_alarm, m_line}) {
        view->addSeries(series);
        series->attachAxis(m_time);
        series->attachAxis(m_amount);
    }
    m_time->setTickCount(6);
    m_time->setLabelsFont(textFont(TextRole::Caption));
    m_amount->setLabelsVisible(false);
    m_time->setLineVisible(false);
    m_amount->setLineVisible(false);
    m_time->setGridLineVisible(false);
    recolour();
}

void TimeSeriesChart::setData(ChartData data)
{
    m_data = std::move(data);
    auto& points = m_data.points;
    if (points.size() > kPointsMax)
        points.erase(points.begin(), points.end() - static_cast<std::ptrdiff_t>(kPointsMax));
    m_cross.reset();
    rebuild();
}

void TimeSeriesChart::append(const ChartPoint& point)
{
    auto& points = m_data.points;
    if (!points.empty() && point.at.ms / m_data.bucketMs == points.back().at.ms / m_data.bucketMs) {
        points.back().value = point.value;
        points.back().count += point.count;
    } else if (points.empty() || points.back().at < point.at) {
        points.push_back(point);
        if (points.size() > kPointsMax) {
            points.erase(points.begin());
            if (m_cross && *m_cross > 0) --*m_cross;
        }
    }
    rebuild();
}

void TimeSeriesChart::setSpan(qint64 ms)
{
    m_spanMs = std::max<qint64>(ms, 1000);
    layoutAxes();
}

void TimeSeriesChart::setNow(base::Instant now)
{
    m_now = now;
    layoutAxes();
}

void TimeSeriesChart::rebuild()
{
    QList<QPointF> line;
    line.reserve(static_cast<qsizetype>(m_data.points.size() * 2));
    for (const ChartPoint& point : m_data.points) {
        // A position holds until it changes: steps, not slopes.
        if (!line.isEmpty()) line << QPointF(plotted(point.at), line.last().y());
        line << QPointF(plotted(point.at), plotted(point.value));
    }
    if (!line.isEmpty() && m_now.ms > 0 && plotted(m_now) > line.last().x())
        line << QPointF(plotted(m_now), line.last().y());
    m_line->replace(line);
    layoutAxes();
    if (!m_data.points.empty())
        setAccessibleDescription(m_data.title + QStringLiteral(": ") + valueText(m_data.points.size() - 1));
}

void TimeSeriesChart::layoutAxes()
{
    const auto& points = m_data.points;
    const base::Instant end = points.empty() ? m_now : std::max(m_now, points.back().at);
    const base::Instant begin = end.plusMs(-m_spanMs);
    m_time->setFormat(m_spanMs > 24LL * 3'600'000 ? QStringLiteral("dd HH:mm") : QStringLiteral("HH:mm:ss"));
    m_time->setRange(QDateTime::fromMSecsSinceEpoch(begin.ms, Qt::UTC),
                     QDateTime::fromMSecsSinceEpoch(end.ms, Qt::UTC));
    qreal low = 0;
    qreal high = 0;
    const auto include = [&](domain::Amount amount) {
        low = std::min(low, plotted(amount));
        high = std::max(high, plotted(amount));
    };
    for (const ChartPoint& point : points)
        include(point.value);
    const bool hasCap = m_data.cap.has_value();
    if (hasCap) include(*m_data.cap);
    const qreal step = niceStep(high - low);
    m_amount->setRange(std::floor(low / step) * step, std::max(std::ceil(high / step) * step, step));
    m_amount->setTickType(QValueAxis::TicksDynamic);
    m_amount->setTickAnchor(0);
    m_amount->setTickInterval(step);
    layoutTicks(step);
    const auto level = [&](QLineSeries* series, const std::optional<domain::Amount>& amount) {
        series->setVisible(amount.has_value());
        if (amount)
            series->replace(
                {QPointF(plotted(begin), plotted(*amount)), QPointF(plotted(end), plotted(*amount))});
    };
    level(m_cap, m_data.cap);
    level(m_alarm, m_data.alarm);
    viewport()->update();
}

void TimeSeriesChart::layoutTicks(double step)
{
    // Written by the kit: the axis of QtCharts cannot group digits.
    m_ticks.clear();
    const QFontMetricsF metrics(textFont(TextRole::Caption));
    const int decimals = step < 1 ? m_data.decimals : 0;
    double widest = 0;
    for (qreal at = m_amount->min(); at <= m_amount->max() + step / 2; at += step) {
        const auto level =
            domain::Amount::fromUnits(qRound64(at * static_cast<qreal>(domain::Amount::kScale)));
        m_ticks.push_back({at, amountText(level, decimals)});
        widest = std::max(widest, figuresWidth(metrics, m_ticks.back().second));
    }
    chart()->setMargins(
        QMargins(kLeftMargin + static_cast<int>(widest) + 8, kTopMargin, kRightMargin, kBottomMargin));
}

void TimeSeriesChart::recolour()
{
    const QPalette& colours = palette();
    m_line->setPen(QPen(paletteColor(colours, Token::Accent), kLineWidth));
    m_cap->setPen(QPen(paletteColor(colours, Token::Bad), kLineWidth));
    m_alarm->setPen(QPen(paletteColor(colours, Token::Warn), kLineWidth, Qt::DashLine));
    QColor grid = paletteColor(colours, Token::Text);
    grid.setAlphaF(0.08F);
    m_amount->setGridLinePen(QPen(grid, 1));
    m_time->setLabelsColor(paletteColor(colours, Token::Muted));
    setBackgroundBrush(paletteColor(colours, Token::Surface));
}

void TimeSeriesChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) recolour();
}

QPoint TimeSeriesChart::positionOf(std::size_t point) const
{
    const ChartPoint& at = m_data.points.at(point);
    return mapFromScene(
        chart()->mapToScene(chart()->mapToPosition(QPointF(plotted(at.at), plotted(at.value)), m_line)));
}

QString TimeSeriesChart::valueText(std::size_t point) const
{
    const ChartPoint& at = m_data.points.at(point);
    QString text = clockText(at.at) + QStringLiteral("   ") + amountText(at.value, m_data.decimals);
    if (point > 0) {
        const auto change = at.value - m_data.points.at(point - 1).value;
        text += QStringLiteral("   ") + (change.isNegative() ? QString() : QStringLiteral("+")) +
                amountText(change, m_data.decimals);
    }
    if (at.count > 0) text += QStringLiteral("   ") + tr("%n transfer(s)", nullptr, at.count);
    return text;
}

std::optional<std::size_t> TimeSeriesChart::pointNear(const QPoint& at) const
{
    if (m_data.points.empty()) return std::nullopt;
    const QRectF plot = chart()->plotArea();
    const QPointF inChart = chart()->mapFromScene(mapToScene(at));
    if (!plot.adjusted(-4, -4, kRightMargin, 4).contains(inChart)) return std::nullopt;
    const qreal time = chart()->mapToValue(inChart, m_line).x();
    std::size_t best = 0;
    for (std::size_t i = 1; i < m_data.points.size(); ++i)
        if (std::abs(plotted(m_data.points[i].at) - time) < std::abs(plotted(m_data.points[best].at) - time))
            best = i;
    return best;
}

void TimeSeriesChart::activate(std::size_t point)
{
    const base::Instant end = m_data.points.at(point).at;
    Q_EMIT bucketActivated(end.plusMs(-m_data.bucketMs), end);
}

void TimeSeriesChart::mouseMoveEvent(QMouseEvent* event)
{
    m_cross = pointNear(event->pos());
    setCursor(m_cross ? Qt::CrossCursor : Qt::ArrowCursor);
    viewport()->update();
}

void TimeSeriesChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) return;
    if (const auto point = pointNear(event->pos())) activate(*point);
}

void TimeSeriesChart::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    m_cross.reset();
    viewport()->update();
}

void TimeSeriesChart::keyPressEvent(QKeyEvent* event)
{
    const auto count = m_data.points.size();
    const bool left = event->key() == Qt::Key_Left;
    if ((left || event->key() == Qt::Key_Right) && count > 0) {
        const std::size_t at = m_cross.value_or(count - 1);
        m_cross = left ? (at > 0 ? at - 1 : 0) : std::min(at + 1, count - 1);
        setAccessibleDescription(valueText(*m_cross));
        viewport()->update();
        return;
    }
    if (event->key() == Qt::Key_Return && m_cross && *m_cross < count) return activate(*m_cross);
    QChartView::keyPressEvent(event);
}

void TimeSeriesChart::drawLabels(QPainter& painter) const
{
    const QRectF plot = chart()->plotArea();
    const QFontMetricsF metrics(painter.font());
    painter.setPen(paletteColor(palette(), Token::Muted));
    for (const auto& [level, text] : m_ticks) {
        const qreal y = chart()->mapToPosition(QPointF(0, level), m_line).y();
        drawFigures(painter, plot.left() - 8 - figuresWidth(metrics, text), y + metrics.ascent() / 2 - 1,
                    text);
    }
    struct Label
    {
        qreal y;
        QString text;
        Token token;
    };
    std::vector<Label> labels;
    const auto yOf = [&](domain::Amount amount) {
        return chart()->mapToPosition(QPointF(0, plotted(amount)), m_line).y();
    };
    if (m_data.cap)
        labels.push_back(
            {yOf(*m_data.cap), tr("cap %1").arg(amountText(*m_data.cap, m_data.decimals)), Token::Bad});
    if (m_data.alarm)
        labels.push_back({yOf(*m_data.alarm), tr("alarm %1").arg(amountText(*m_data.alarm, m_data.decimals)),
                          Token::Warn});
    if (!m_data.points.empty()) {
        const auto& last = m_data.points.back();
        labels.push_back(
            {yOf(last.value),
             QString(shapeOf(Tone::Good)) + QLatin1Char(' ') + amountText(last.value, m_data.decimals),
             Token::Accent});
    }
    std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.y < b.y; });
    // Labels that would touch are pushed down, in order.
    for (std::size_t i = 1; i < labels.size(); ++i)
        labels[i].y = std::max(labels[i].y, labels[i - 1].y + metrics.height());
    for (const Label& label : labels) {
        painter.setPen(paletteColor(palette(), label.token));
        drawFigures(painter, plot.right() + 8, label.y + metrics.ascent() / 2 - 1, label.text);
    }
}

void TimeSeriesChart::drawCrosshair(QPainter& painter) const
{
    if (!m_cross || *m_cross >= m_data.points.size()) return;
    const QRectF plot = chart()->plotArea();
    const ChartPoint& point = m_data.points.at(*m_cross);
    const QPointF at = chart()->mapToPosition(QPointF(plotted(point.at), plotted(point.value)), m_line);
    if (!plot.adjusted(-1, -1, 1, 1).contains(at)) return;
    painter.setPen(QPen(paletteColor(palette(), Token::Muted), 1));
    painter.drawLine(QPointF(at.x(), plot.top()), QPointF(at.x(), plot.bottom()));
    painter.setBrush(paletteColor(palette(), Token::Accent));
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(at, 3.5, 3.5);
    const QString text = valueText(*m_cross);
    const QFontMetricsF metrics(painter.font());
    QRectF box(at.x() + 10, plot.top() + 2, figuresWidth(metrics, text) + 16, metrics.height() + 8);
    if (box.right() > plot.right() + kRightMargin - 8) box.moveRight(at.x() - 10);
    painter.setBrush(paletteColor(palette(), Token::Raised));
    painter.setPen(paletteColor(palette(), Token::Line));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(paletteColor(palette(), Token::Text));
    drawFigures(painter, box.left() + 8, box.top() + 4 + metrics.ascent(), text);
}

void TimeSeriesChart::drawForeground(QPainter* painter, const QRectF&)
{
    painter->save();
    painter->resetTransform();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(textFont(TextRole::Caption));
    painter->setPen(paletteColor(palette(), Token::Muted));
    painter->drawText(QPointF(12, 18), m_data.title);
    drawLabels(*painter);
    drawCrosshair(*painter);
    if (hasFocus()) {
        painter->setPen(paletteColor(palette(), Token::Accent));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter->restore();
}

} // namespace hub::kit
