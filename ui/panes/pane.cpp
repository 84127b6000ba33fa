#include "ui/panes/pane.h"

#include "ui/kit/cell_delegate.h"
#include "ui/models/wording.h"

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kPadding = 16;
constexpr int kToolbarPx = 40;

} // namespace

Pane::Pane(const PaneContext& context, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_tools(new QHBoxLayout)
    , m_body(new QVBoxLayout)
    , m_banner(new kit::ResultBanner(this))
    , m_lastBeatMs(kit::steadyMs())
{
    setAccessibleName(title);
    auto* row = new QWidget(this);
    row->setFixedHeight(kToolbarPx);
    m_tools->setContentsMargins(0, 0, 0, 0);
    m_tools->setSpacing(8);
    auto* rowLayout = new QHBoxLayout(row);
    rowLayout->setContentsMargins(0, 0, 0, 0);
    rowLayout->addWidget(kit::makeTitle(title, row));
    rowLayout->addStretch();
    rowLayout->addLayout(m_tools);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(12);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPadding, 8, kPadding, kPadding);
    layout->setSpacing(12);
    layout->addWidget(row);
    layout->addWidget(m_banner);
    layout->addLayout(m_body, 1);
    connect(m_banner, &kit::ResultBanner::traceRequested, this, &Pane::openTrace);
    m_heartbeat = m_context.hub.feeds.subscribe(api::FeedKind::Health, this, [this](const api::FeedBatch&) {
        m_lastBeatMs = kit::steadyMs();
        showAge();
    });
    m_ageTimer.setInterval(static_cast<int>(std::min<qint64>(1000, m_context.staleAfterMs)));
    connect(&m_ageTimer, &QTimer::timeout, this, &Pane::showAge);
    m_ageTimer.start();
}

void Pane::arrive(const Jump&) {}

kit::FilterBar* Pane::filterBar()
{
    return nullptr;
}

void Pane::watchAge(kit::StatefulView* view)
{
    if (m_aged.empty()) view->setObjectName(QStringLiteral("mainView"));
    m_aged.push_back(view);
    connect(view, &kit::StatefulView::traceRequested, this, &Pane::openTrace);
}

void Pane::showAge()
{
    const qint64 silent = kit::steadyMs() - m_lastBeatMs;
    const qint64 age = silent >= m_context.staleAfterMs ? silent / 1000 : -1;
    for (auto* view : m_aged)
        if (age >= 0 || view->isStale()) view->setStale(age);
}

void Pane::showError(kit::StatefulView& view, const api::Error& error, bool holdsData)
{
    if (error.kind == api::ErrorKind::NotAllowed)
        view.showNoPermission(error.permission, error.heldBy);
    else if (holdsData)
        m_banner->showFailure(models::failureOf(error), tr("The figures below are the last known ones."));
    else
        view.showFailure(models::failureOf(error), tr("Nothing was changed; there is nothing to show."));
}

void Pane::showFailedAction(const api::Error& error, const QString& unchanged)
{
    QString rest = unchanged;
    if (error.kind == api::ErrorKind::Unreachable)
        rest = tr("No answer came: whether it was done is not known. Look before you repeat it.");
    if (error.kind == api::ErrorKind::NotAllowed)
        rest += QLatin1Char(' ') + tr("Missing permission: %1.").arg(error.permission);
    m_banner->showFailure(models::failureOf(error), rest);
}

void Pane::openTrace(const QString& traceId)
{
    Jump jump;
    jump.pane = QStringLiteral("trace");
    jump.traceId = traceId;
    m_context.navigator.go(jump);
}

} // namespace hub::panes
