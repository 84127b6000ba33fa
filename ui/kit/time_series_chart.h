#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"

#include <QtCharts/QChartView>

#include <optional>
#include <utility>
#include <vector>

class QDateTimeAxis;
class QLineSeries;
class QValueAxis;

namespace hub::kit {

/// A bucket of the shown series.
struct ChartPoint
{
    base::Instant at;
    domain::Amount value;
    int count = 0;
};

/// One account's running amount against its cap.
struct ChartData
{
    /// `position against cap, greenbank USD`
    QString title;
    int decimals = 2;
    qint64 bucketMs = 1000;
    std::vector<ChartPoint> points;
    std::optional<domain::Amount> cap;
    std::optional<domain::Amount> alarm;
};

/// A step line over time on QtCharts without decoration: direct labels at the line ends, the cap as a solid
/// line, the alarm dashed, a crosshair with the exact amounts. Holds at most kPointsMax points, the newest
/// ones. A click (or Enter on the crosshair, moved with Left and Right) names the bucket.
class TimeSeriesChart final : public QChartView
{
    Q_OBJECT
public:
    static constexpr std::size_t kPointsMax = 500;
    explicit TimeSeriesChart(QWidget* parent = nullptr);

    void setData(ChartData data);
    /// Adds the newest value; within the last bucket it replaces the last point.
    void append(const ChartPoint& point);
    /// Length of the time axis; it ends at the newest point or at `now`, whichever is later.
    void setSpan(qint64 ms);
    void setNow(base::Instant now);
    const ChartData& data() const { return m_data; }
    /// Where a point is, in widget coordinates; for tests and accessibility.
    QPoint positionOf(std::size_t point) const;
    QString valueText(std::size_t point) const;

Q_SIGNALS:
    void bucketActivated(hub::base::Instant from, hub::base::Instant to);

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void recolour();
    void layoutAxes();
    void layoutTicks(double step);
    std::optional<std::size_t> pointNear(const QPoint& at) const;
    void activate(std::size_t point);
    void drawLabels(QPainter& painter) const;
    void drawCrosshair(QPainter& painter) const;

    ChartData m_data;
    QLineSeries* m_line;
    QLineSeries* m_cap;
    QLineSeries* m_alarm;
    QDateTimeAxis* m_time;
    QValueAxis* m_amount;
    /// Where the amounts' gridlines stand and what is written beside them.
    std::vector<std::pair<double, QString>> m_ticks;
    qint64 m_spanMs = 600'000;
    base::Instant m_now;
    std::optional<std::size_t> m_cross;
};

} // namespace hub::kit
