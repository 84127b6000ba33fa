#include "ui/kit/span_timeline.h"

#include "ui/kit/figures.h"
#include "ui/kit/theme.h"

#include <QtCore/QHash>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <array>
#include <cmath>

namespace hub::kit {

namespace {

constexpr int kRowPx = 26;
constexpr int kOverviewPx = 44;
constexpr int kRulerPx = 22;
constexpr int kHeadPx = kOverviewPx + kRulerPx;
constexpr int kIndentPx = 14;
constexpr int kRightPx = 72;
constexpr double kMinBarPx = 2;
constexpr int kDepthMax = 64;

Token tokenOfKind(const QString& kind)
{
    if (kind == QStringLiteral("commit")) return Token::Good;
    if (kind == QStringLiteral("deliver") || kind == QStringLiteral("outbox")) return Token::Info;
    if (kind == QStringLiteral("queue")) return Token::Muted;
    return Token::Accent;
}

} // namespace

SpanTimeline::SpanTimeline(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Trace timeline"));
    setMinimumHeight(kHeadPx + 4 * kRowPx);
    viewport()->setAutoFillBackground(false);
}

void SpanTimeline::setSpans(std::vector<TimelineSpan> spans)
{
    buildTree(std::move(spans));
    m_current = -1;
    collectRows();
    fit();
}

void SpanTimeline::buildTree(std::vector<TimelineSpan> spans)
{
    m_nodes.clear();
    m_roots.clear();
    std::stable_sort(spans.begin(), spans.end(),
                     [](const TimelineSpan& a, const TimelineSpan& b) { return a.startUs < b.startUs; });
    QHash<QString, std::size_t> byId;
    for (auto& span : spans) {
        byId.insert(span.id, m_nodes.size());
        m_nodes.push_back(Node{std::move(span), {}, 0, false, false});
    }
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        Node& node = m_nodes[i];
        const auto parent = byId.constFind(node.span.parent);
        // A parent that starts later would make a loop possible: such a span stands on its own.
        if (parent != byId.constEnd() && *parent < i) {
            node.depth = std::min(m_nodes[*parent].depth + 1, kDepthMax);
            m_nodes[*parent].children.push_back(i);
        } else {
            node.foreignParent = !node.span.parent.isEmpty();
            m_roots.push_back(i);
        }
    }
    m_startUs = m_nodes.empty() ? 0 : m_nodes.front().span.startUs;
    m_endUs = m_startUs + 1;
    for (const Node& node : m_nodes)
        m_endUs = std::max(m_endUs, node.span.endUs);
}

void SpanTimeline::addRows(std::size_t node)
{
    // An own stack: the depth of a trace comes from outside.
    std::vector<std::size_t> stack{node};
    while (!stack.empty()) {
        const std::size_t next = stack.back();
        stack.pop_back();
        m_rows.push_back(next);
        if (m_nodes[next].folded) continue;
        const auto& children = m_nodes[next].children;
        stack.insert(stack.end(), children.rbegin(), children.rend());
    }
}

void SpanTimeline::collectRows()
{
    m_rows.clear();
    for (const std::size_t root : m_roots)
        addRows(root);
    verticalScrollBar()->setPageStep(std::max(1, (viewport()->height() - kHeadPx) / kRowPx));
    verticalScrollBar()->setRange(0, std::max(0, visibleRows() - verticalScrollBar()->pageStep()));
    viewport()->update();
}

void SpanTimeline::fit()
{
    m_viewStartUs = m_startUs;
    m_viewEndUs = m_endUs;
    viewport()->update();
}

QString SpanTimeline::selectedSpan() const
{
    return m_current >= 0 && m_current < visibleRows()
               ? m_nodes[m_rows[static_cast<std::size_t>(m_current)]].span.id
               : QString();
}

void SpanTimeline::selectSpan(const QString& id)
{
    for (int row = 0; row < visibleRows(); ++row)
        if (m_nodes[m_rows[static_cast<std::size_t>(row)]].span.id == id) return select(row);
}

void SpanTimeline::select(int row)
{
    if (m_rows.empty()) return;
    m_current = std::clamp(row, 0, visibleRows() - 1);
    auto* bar = verticalScrollBar();
    if (m_current < bar->value()) bar->setValue(m_current);
    if (m_current >= bar->value() + bar->pageStep()) bar->setValue(m_current - bar->pageStep() + 1);
    const TimelineSpan& span = m_nodes[m_rows[static_cast<std::size_t>(m_current)]].span;
    setAccessibleDescription(span.name + QStringLiteral(", ") + durationText(span.endUs - span.startUs));
    viewport()->update();
    Q_EMIT spanSelected(span.id);
}

double SpanTimeline::treeWidth() const
{
    return std::clamp(viewport()->width() * 0.38, 180.0, 420.0);
}

double SpanTimeline::xOf(qint64 us) const
{
    const double width = viewport()->width() - treeWidth() - kRightPx;
    const auto view = static_cast<double>(std::max<qint64>(1, m_viewEndUs - m_viewStartUs));
    return treeWidth() + 8 + width * static_cast<double>(us - m_viewStartUs) / view;
}

qint64 SpanTimeline::usAt(double x) const
{
    const double width = viewport()->width() - treeWidth() - kRightPx;
    const auto view = static_cast<double>(std::max<qint64>(1, m_viewEndUs - m_viewStartUs));
    return m_viewStartUs + static_cast<qint64>((x - treeWidth() - 8) / std::max(1.0, width) * view);
}

void SpanTimeline::zoom(double factor, double aroundX)
{
    constexpr qint64 kShortestUs = 20;
    const qint64 around = usAt(aroundX);
    const auto scaled = [&](qint64 us) {
        return around + static_cast<qint64>(static_cast<double>(us - around) * factor);
    };
    const qint64 from = std::max(m_startUs, scaled(m_viewStartUs));
    const qint64 to = std::min(m_endUs, scaled(m_viewEndUs));
    if (to - from < kShortestUs) return;
    m_viewStartUs = from;
    m_viewEndUs = to;
    viewport()->update();
}

void SpanTimeline::pan(double share)
{
    const qint64 view = m_viewEndUs - m_viewStartUs;
    const auto wanted = static_cast<qint64>(static_cast<double>(view) * share);
    const qint64 shift = std::clamp(wanted, m_startUs - m_viewStartUs, m_endUs - m_viewEndUs);
    m_viewStartUs += shift;
    m_viewEndUs += shift;
    viewport()->update();
}

void SpanTimeline::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    collectRows();
}

void SpanTimeline::mousePressEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (at.y() < kOverviewPx) {
        m_dragFrom = m_dragTo = at.x();
        return;
    }
    if (at.y() < kHeadPx) return;
    const int row = verticalScrollBar()->value() + static_cast<int>((at.y() - kHeadPx) / kRowPx);
    if (row >= visibleRows()) return;
    Node& node = m_nodes[m_rows[static_cast<std::size_t>(row)]];
    const double foldX = 8 + node.depth * kIndentPx;
    if (!node.children.empty() && at.x() >= foldX - 4 && at.x() <= foldX + kIndentPx) {
        node.folded = !node.folded;
        collectRows();
    }
    select(row);
}

void SpanTimeline::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragFrom) return;
    m_dragTo = event->position().x();
    viewport()->update();
}

void SpanTimeline::mouseReleaseEvent(QMouseEvent*)
{
    if (!m_dragFrom) return;
    constexpr double kShortestDrag = 4;
    const double a = std::min(*m_dragFrom, m_dragTo);
    const double b = std::max(*m_dragFrom, m_dragTo);
    m_dragFrom.reset();
    if (b - a < kShortestDrag) return fit();
    const auto whole = static_cast<double>(m_endUs - m_startUs);
    const double width = std::max(1, viewport()->width());
    m_viewStartUs = m_startUs + static_cast<qint64>(whole * a / width);
    m_viewEndUs = std::max(m_viewStartUs + 1, m_startUs + static_cast<qint64>(whole * b / width));
    viewport()->update();
}

void SpanTimeline::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        zoom(event->angleDelta().y() > 0 ? 0.8 : 1.25, event->position().x());
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void SpanTimeline::keyPressEvent(QKeyEvent* event)
{
    const double centre = treeWidth() + (viewport()->width() - treeWidth()) / 2;
    const auto fold = [this](bool folded) {
        if (m_current < 0) return;
        m_nodes[m_rows[static_cast<std::size_t>(m_current)]].folded = folded;
        collectRows();
    };
    switch (event->key()) {
    case Qt::Key_Down:
        return select(m_current + 1);
    case Qt::Key_Up:
        return select(m_current - 1);
    case Qt::Key_Home:
        return select(0);
    case Qt::Key_End:
        return select(visibleRows() - 1);
    case Qt::Key_Left:
        return fold(true);
    case Qt::Key_Right:
        return fold(false);
    case Qt::Key_W:
        return zoom(0.8, centre);
    case Qt::Key_S:
        return zoom(1.25, centre);
    case Qt::Key_A:
        return pan(-0.2);
    case Qt::Key_D:
        return pan(0.2);
    case Qt::Key_F:
        return fit();
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void SpanTimeline::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), paletteColor(palette(), Token::Surface));
    const int first = verticalScrollBar()->value();
    const int rows = (viewport()->height() - kHeadPx) / kRowPx + 1;
    for (int row = first; row < std::min(first + rows, visibleRows()); ++row)
        paintRow(painter, row, QRectF(0, kHeadPx + (row - first) * kRowPx, viewport()->width(), kRowPx));
    paintRuler(painter);
    paintOverview(painter);
    painter.setPen(paletteColor(palette(), Token::Line));
    painter.drawLine(QPointF(treeWidth(), kOverviewPx), QPointF(treeWidth(), viewport()->height()));
}

void SpanTimeline::paintRow(QPainter& painter, int row, const QRectF& rect) const
{
    const Node& node = m_nodes[m_rows[static_cast<std::size_t>(row)]];
    if (row == m_current) painter.fillRect(rect, paletteColor(palette(), Token::Selection));
    const QFontMetricsF metrics(font());
    const double baseline = rect.top() + (kRowPx + metrics.ascent() - metrics.descent()) / 2;
    double x = 8 + node.depth * kIndentPx;
    painter.setFont(font());
    painter.setPen(paletteColor(palette(), Token::Muted));
    if (!node.children.empty())
        painter.drawText(QPointF(x, baseline), QString(QChar(node.folded ? 0x25B8 : 0x25BE)));
    x += kIndentPx;
    if (node.span.failed) {
        painter.setPen(paletteColor(palette(), Token::Bad));
        painter.drawText(QPointF(x, baseline), QString(shapeOf(Tone::Warn)));
        x += kIndentPx;
    }
    painter.setPen(paletteColor(palette(), node.span.failed ? Token::Bad : Token::Text));
    const QString name =
        node.foreignParent ? tr("%1 (started elsewhere)").arg(node.span.name) : node.span.name;
    painter.drawText(QPointF(x, baseline), metrics.elidedText(name, Qt::ElideRight, treeWidth() - x - 8));
    paintBar(painter, node.span, rect);
}

void SpanTimeline::paintBar(QPainter& painter, const TimelineSpan& span, const QRectF& rect) const
{
    painter.save();
    painter.setClipRect(
        QRectF(treeWidth() + 1, rect.top(), viewport()->width() - treeWidth() - 1, rect.height()));
    const double left = xOf(span.startUs);
    const double right = std::max(left + kMinBarPx, xOf(span.endUs));
    const QColor colour = paletteColor(palette(), span.failed ? Token::Bad : tokenOfKind(span.kind));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(left, rect.top() + 7, right - left, kRowPx - 14), 2, 2);
    painter.setFont(textFont(TextRole::Caption));
    const QFontMetricsF metrics(painter.font());
    const QString text = durationText(span.endUs - span.startUs);
    const double textWidth = figuresWidth(metrics, text);
    const bool fits = right + 6 + textWidth < viewport()->width();
    painter.setPen(paletteColor(palette(), Token::Muted));
    drawFigures(painter, fits ? right + 6 : left - 6 - textWidth,
                rect.top() + (kRowPx + metrics.ascent() - metrics.descent()) / 2, text);
    painter.restore();
}

void SpanTimeline::paintRuler(QPainter& painter) const
{
    painter.fillRect(QRectF(0, kOverviewPx, viewport()->width(), kRulerPx),
                     paletteColor(palette(), Token::Surface));
    painter.setFont(textFont(TextRole::Caption));
    const auto view = static_cast<double>(std::max<qint64>(1, m_viewEndUs - m_viewStartUs));
    const double power = std::pow(10.0, std::floor(std::log10(view / 4)));
    double step = power;
    for (const double factor : std::array<double, 3>{1, 2, 5})
        if (view / (factor * power) >= 4) step = factor * power;
    QColor grid = paletteColor(palette(), Token::Text);
    grid.setAlphaF(0.08F);
    const auto stepUs = std::max<qint64>(1, static_cast<qint64>(step));
    const qint64 firstUs = m_startUs + (m_viewStartUs - m_startUs + stepUs - 1) / stepUs * stepUs;
    for (qint64 us = firstUs; us <= m_viewEndUs; us += stepUs) {
        const double x = xOf(us);
        painter.setPen(grid);
        painter.drawLine(QPointF(x, kHeadPx), QPointF(x, viewport()->height()));
        painter.setPen(paletteColor(palette(), Token::Muted));
        drawFigures(painter, x + 3, kOverviewPx + 15, durationText(us - m_startUs));
    }
    painter.setPen(paletteColor(palette(), Token::Line));
    painter.drawLine(QPointF(0, kHeadPx - 0.5), QPointF(viewport()->width(), kHeadPx - 0.5));
}

void SpanTimeline::paintOverview(QPainter& painter) const
{
    const QRectF area(0, 0, viewport()->width(), kOverviewPx);
    painter.fillRect(area, paletteColor(palette(), Token::Raised));
    const auto whole = static_cast<double>(std::max<qint64>(1, m_endUs - m_startUs));
    const auto at = [&](qint64 us) { return area.width() * static_cast<double>(us - m_startUs) / whole; };
    const double step =
        std::min(4.0, (kOverviewPx - 8) / static_cast<double>(std::max<std::size_t>(1, m_nodes.size())));
    double y = 4;
    painter.setPen(Qt::NoPen);
    for (const Node& node : m_nodes) {
        painter.setBrush(
            paletteColor(palette(), node.span.failed ? Token::Bad : tokenOfKind(node.span.kind)));
        const double left = at(node.span.startUs);
        painter.drawRect(QRectF(left, y, std::max(1.0, at(node.span.endUs) - left), std::max(1.0, step - 1)));
        y += step;
    }
    QColor shade = paletteColor(palette(), Token::Surface);
    shade.setAlphaF(0.7F);
    painter.setBrush(shade);
    painter.drawRect(QRectF(0, 0, at(m_viewStartUs), kOverviewPx));
    painter.drawRect(QRectF(at(m_viewEndUs), 0, area.width() - at(m_viewEndUs), kOverviewPx));
    if (m_dragFrom) {
        QColor range = paletteColor(palette(), Token::Accent);
        range.setAlphaF(0.25F);
        painter.setBrush(range);
        painter.drawRect(QRectF(*m_dragFrom, 0, m_dragTo - *m_dragFrom, kOverviewPx));
    }
}

} // namespace hub::kit
