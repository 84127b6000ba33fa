#pragma once

#include "core/base/clock.h"
#include "core/hub/health_api.h"
#include "ui/kit/widgets.h"

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

namespace hub::shell {

/// The line at the bottom: hub state, store, open window, speed, queue, clock in UTC.
class StatusStrip final : public QFrame
{
    Q_OBJECT
public:
    explicit StatusStrip(const base::Clock& clock, QWidget* parent = nullptr);
    void showHealth(const api::HealthSnapshot& health);
    /// How many alerts fire.
    void showAlerts(int firing);
    /// No news from the hub for `seconds`.
    void showSilence(qint64 seconds);
    QString text() const;

private:
    void tick();
    const base::Clock& m_clock;
    kit::FigureLabel* m_state;
    kit::FigureLabel* m_facts;
    kit::FigureLabel* m_time;
    QTimer m_timer;
    int m_firing = 0;
    std::optional<api::HealthSnapshot> m_health;
};

} // namespace hub::shell
