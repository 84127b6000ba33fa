#include "ui/shell/status_strip.h"

#include "ui/kit/figures.h"
#include "ui/models/wording.h"

#include <QtWidgets/QHBoxLayout>

#include <utility>

namespace hub::shell {

namespace {

constexpr int kStripPx = 28;

} // namespace

StatusStrip::StatusStrip(const base::Clock& clock, QWidget* parent)
    : QFrame(parent)
    , m_clock(clock)
    , m_state(new kit::FigureLabel(kit::TextRole::Body, this))
    , m_facts(new kit::FigureLabel(kit::TextRole::Body, this))
    , m_time(new kit::FigureLabel(kit::TextRole::Body, this))
{
    setObjectName(QStringLiteral("statusStrip"));
    setAccessibleName(tr("Hub status"));
    setFixedHeight(kStripPx);
    m_state->setObjectName(QStringLiteral("hubState"));
    m_facts->setObjectName(QStringLiteral("hubFacts"));
    m_time->setObjectName(QStringLiteral("clock"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state);
    layout->addWidget(m_facts, 1);
    layout->addWidget(m_time);
    m_state->setFigure(tr("waiting for the hub"), kit::Tone::Info);
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &StatusStrip::tick);
    m_timer.start();
    tick();
}

void StatusStrip::tick()
{
    m_time->setFigure(kit::clockText(m_clock.now()) + QStringLiteral(" UTC"));
}

void StatusStrip::showAlerts(int firing)
{
    m_firing = firing;
    if (m_health) showHealth(*std::exchange(m_health, {}));
}

void StatusStrip::showHealth(const api::HealthSnapshot& health)
{
    m_health = health;
    const auto state = models::hubStateOf(health.state);
    m_state->setFigure(state.text, state.tone);
    m_state->setToolTip(health.stateReason);
    qint64 queued = 0;
    for (const auto& queue : health.queues)
        queued += queue.length;
    qint64 openBreakers = 0;
    for (const auto& lane : health.lanes)
        openBreakers += lane.breaker == api::BreakerState::Open ? 1 : 0;
    QStringList facts;
    if (!health.stateReason.isEmpty()) facts << tr("no payments are taken: %1").arg(health.stateReason);
    facts << health.store;
    if (health.windowOpenedAt) facts << tr("window %1").arg(health.window.value());
    facts << tr("%1/s").arg(kit::countText(qRound64(health.transfersPerSecond)));
    facts << tr("p95 %1").arg(kit::durationText(health.p95Us));
    facts << tr("queue %1").arg(kit::countText(queued));
    if (openBreakers > 0) facts << tr("%n breaker(s) open", nullptr, static_cast<int>(openBreakers));
    facts << tr("alerts %1").arg(kit::countText(m_firing));
    if (health.unclaimed) facts << tr("unclaimed: no login");
    const QString dot = QStringLiteral(" · ");
    m_facts->setFigure(dot + facts.join(dot), kit::Tone::Muted);
}

void StatusStrip::showSilence(qint64 seconds)
{
    constexpr qint64 kUs = 1'000'000;
    m_state->setFigure(tr("no news for %1").arg(kit::durationText(seconds * kUs)), kit::Tone::Bad);
}

QString StatusStrip::text() const
{
    return m_state->text() + m_facts->text();
}

} // namespace hub::shell
