#include "ui/kit/ladder_view.h"

#include "ui/kit/figures.h"
#include "ui/kit/theme.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace hub::kit {

namespace {

constexpr int kTop = 32;
constexpr int kStep = 26;
constexpr int kTimeWidth = 112;
/// How far a message that took time falls.
constexpr double kSlant = 5;
constexpr int kSide = 56;
constexpr double kArrow = 6;
/// The right part of the times: how long a message took.
constexpr double kTookWidth = 58;

} // namespace

LadderView::LadderView(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Messages of the transfer"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

void LadderView::setLadder(const QStringList& parties, std::vector<LadderHop> hops)
{
    m_parties = parties;
    m_hops = std::move(hops);
    std::stable_sort(m_hops.begin(), m_hops.end(),
                     [](const LadderHop& a, const LadderHop& b) { return a.atUs < b.atUs; });
    m_leftOut = m_hops.size() > kHopsMax ? m_hops.size() - kHopsMax : 0;
    m_hops.resize(m_hops.size() - m_leftOut);
    QStringList words;
    for (const LadderHop& hop : m_hops)
        words << hop.label;
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize LadderView::sizeHint() const
{
    const int rows = static_cast<int>(m_hops.size()) + (m_leftOut > 0 ? 1 : 0);
    return {420, kTop + std::max(2, rows) * kStep + 12};
}

QSize LadderView::minimumSizeHint() const
{
    return {320, sizeHint().height()};
}

double LadderView::lifeline(int party) const
{
    const double from = kSide;
    const double to = width() - kTimeWidth - kSide;
    const auto gaps = std::max<qsizetype>(1, m_parties.size() - 1);
    return from + (to - from) * party / static_cast<double>(gaps);
}

void LadderView::paintHop(QPainter& painter, const LadderHop& hop, double y) const
{
    const double from = lifeline(hop.from);
    const double to = lifeline(hop.to);
    const QColor colour = paletteColor(palette(), hop.failed ? Token::Bad : Token::Accent);
    const double direction = to >= from ? 1 : -1;
    const double fall = hop.endUs > hop.atUs ? kSlant : 0;
    const QPointF tip(to, y + fall);
    painter.setPen(QPen(colour, 1.5));
    painter.drawLine(QPointF(from, y - fall), tip - QPointF(direction * kArrow, 0));
    painter.setBrush(colour);
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygonF({tip, tip - QPointF(direction * kArrow, kArrow / 2),
                                   tip - QPointF(direction * kArrow, -kArrow / 2)}));
    const QFontMetricsF metrics(painter.font());
    const QString label = hop.failed ? QString(shapeOf(Tone::Bad)) + QLatin1Char(' ') + hop.label : hop.label;
    const QString shown = metrics.elidedText(label, Qt::ElideRight, std::abs(to - from) - 6 * kArrow);
    const double width = metrics.horizontalAdvance(shown) + 8;
    const QRectF box((from + to - width) / 2, y - metrics.height() / 2, width, metrics.height());
    painter.setBrush(paletteColor(palette(), Token::Surface));
    painter.drawRect(box);
    painter.setPen(paletteColor(palette(), hop.failed ? Token::Bad : Token::Text));
    painter.drawText(box, Qt::AlignCenter, shown);
}

void LadderView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    for (int party = 0; party < m_parties.size(); ++party) {
        const double x = lifeline(party);
        painter.setPen(QPen(paletteColor(palette(), Token::Control), 1));
        painter.drawLine(QPointF(x, kTop - 6), QPointF(x, height() - 6));
        painter.setPen(paletteColor(palette(), Token::Text));
        painter.setFont(bold);
        const QRectF name(x - kSide, 4, 2 * kSide, kTop - 12);
        painter.drawText(
            name, Qt::AlignCenter,
            painter.fontMetrics().elidedText(m_parties.at(party), Qt::ElideRight, 2 * kSide - 8));
    }
    painter.setFont(font());
    double y = kTop + kStep / 2.0;
    const qint64 start = m_hops.empty() ? 0 : m_hops.front().atUs;
    const QFontMetricsF metrics(painter.font());
    for (const LadderHop& hop : m_hops) {
        paintHop(painter, hop, y);
        const double baseline = y + (metrics.ascent() - metrics.descent()) / 2;
        const QString time = durationText(hop.atUs - start);
        painter.setPen(paletteColor(palette(), Token::Muted));
        drawFigures(painter, width() - kTookWidth - figuresWidth(metrics, time), baseline, time);
        if (hop.endUs > hop.atUs) {
            const QString took = QLatin1Char('+') + durationText(hop.endUs - hop.atUs);
            drawFigures(painter, width() - figuresWidth(metrics, took) - 4, baseline, took);
        }
        y += kStep;
    }
    if (m_leftOut > 0) {
        painter.setPen(paletteColor(palette(), Token::Muted));
        painter.drawText(QPointF(kSide, y + 4),
                         tr("%n more message(s)", nullptr, static_cast<int>(m_leftOut)));
    }
}

} // namespace hub::kit
