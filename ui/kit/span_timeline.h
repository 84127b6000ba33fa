#pragma once

#include <QtWidgets/QAbstractScrollArea>

#include <optional>
#include <vector>

namespace hub::kit {

/// One hop of a trace.
struct TimelineSpan
{
    QString id;
    QString parent;
    QString kind;
    QString name;
    bool failed = false;
    qint64 startUs = 0;
    qint64 endUs = 0;
};

/// A trace as tree and bars: names left, bars right on a shared time axis, the whole trace small above.
/// Painted row by row, so 10 000 spans scroll. Up/Down choose, Left/Right fold, W/S zoom, A/D move, F fits; a
/// drag in the overview chooses the range. A span whose parent is not in the trace hangs under a dashed
/// "started elsewhere".
class SpanTimeline final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit SpanTimeline(QWidget* parent = nullptr);
    void setSpans(std::vector<TimelineSpan> spans);
    void selectSpan(const QString& id);
    QString selectedSpan() const;
    /// Rows that are not folded away.
    int visibleRows() const { return static_cast<int>(m_rows.size()); }
    void fit();

Q_SIGNALS:
    void spanSelected(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Node
    {
        TimelineSpan span;
        std::vector<std::size_t> children;
        int depth = 0;
        bool folded = false;
        bool foreignParent = false;
    };
    void buildTree(std::vector<TimelineSpan> spans);
    void collectRows();
    void addRows(std::size_t node);
    double xOf(qint64 us) const;
    qint64 usAt(double x) const;
    double treeWidth() const;
    void zoom(double factor, double aroundX);
    void pan(double share);
    void select(int row);
    void paintRow(QPainter& painter, int row, const QRectF& rect) const;
    void paintBar(QPainter& painter, const TimelineSpan& span, const QRectF& rect) const;
    void paintRuler(QPainter& painter) const;
    void paintOverview(QPainter& painter) const;

    std::vector<Node> m_nodes;
    std::vector<std::size_t> m_roots;
    std::vector<std::size_t> m_rows;
    qint64 m_startUs = 0;
    qint64 m_endUs = 1;
    qint64 m_viewStartUs = 0;
    qint64 m_viewEndUs = 1;
    int m_current = -1;
    std::optional<double> m_dragFrom;
    double m_dragTo = 0;
};

} // namespace hub::kit
