#pragma once

#include <QtWidgets/QWidget>

#include <vector>

namespace hub::kit {

/// One message between two of the parties.
struct LadderHop
{
    qint64 atUs = 0;
    int from = 0;
    int to = 1;
    QString label;
    bool failed = false;
    /// When it had arrived and was answered; 0 or not after `atUs`: at once.
    qint64 endUs = 0;
};

/// The messages of a transfer between its parties, top to bottom in time order, with the time since the
/// first. One that took time slants from its start to its end, and says how long that was.
class LadderView final : public QWidget
{
    Q_OBJECT
public:
    /// More messages are not drawn; their number is written below.
    static constexpr std::size_t kHopsMax = 200;
    explicit LadderView(QWidget* parent = nullptr);
    void setLadder(const QStringList& parties, std::vector<LadderHop> hops);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double lifeline(int party) const;
    void paintHop(QPainter& painter, const LadderHop& hop, double y) const;
    QStringList m_parties;
    std::vector<LadderHop> m_hops;
    std::size_t m_leftOut = 0;
};

} // namespace hub::kit
