#include "ui/panes/health/health_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtWidgets/QGridLayout>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr qint64 kUsPerMs = 1000;

} // namespace

HealthPane::HealthPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Hub health"), parent)
    , m_services(models::makeServicesModel(this))
    , m_queues(models::makeQueuesModel(this))
    , m_lanes(models::makeLanesModel(this))
    , m_checks(models::makeSelfChecksModel(this))
    , m_run(new kit::AsyncButton(tr("Run self checks"), this))
{
    m_run->setObjectName(QStringLiteral("runChecks"));
    m_run->setIcon(kit::icon(QStringLiteral("check")));
    tools().addWidget(m_run);
    connect(m_run, &QPushButton::clicked, this, &HealthPane::runChecks);
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(buildTiles());
    auto* grid = new QGridLayout;
    grid->setSpacing(12);
    grid->addWidget(section(tr("Services"), QStringLiteral("services"), m_services), 0, 0);
    grid->addWidget(section(tr("Queues"), QStringLiteral("queues"), m_queues), 0, 1);
    grid->addWidget(section(tr("Outbound lanes"), QStringLiteral("lanes"), m_lanes, 1), 1, 0, 1, 2);
    grid->addWidget(section(tr("Ledger self checks"), QStringLiteral("selfChecks"), m_checks), 2, 0, 1, 2);
    grid->setRowStretch(0, 6);
    grid->setRowStretch(1, 6);
    grid->setRowStretch(2, 5);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    layout->addLayout(grid, 1);
    m_view = new kit::StatefulView(content, this);
    body().addWidget(m_view, 1);
    watchAge(m_view);
    m_view->showLoading();
    connect(m_view, &kit::StatefulView::actionRequested, this, &HealthPane::refresh);
    m_feed = context.hub.feeds.subscribe(api::FeedKind::Health, this, [this](const api::FeedBatch& batch) {
        if (batch.health) show(*batch.health);
    });
    refresh();
}

QWidget* HealthPane::buildTiles()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_state = new kit::Tile(tr("Hub"), row);
    m_state->setObjectName(QStringLiteral("hubState"));
    m_speed = new kit::Tile(tr("Transfers"), row);
    m_p50 = new kit::Tile(tr("p50"), row);
    m_p95 = new kit::Tile(tr("p95"), row);
    m_p99 = new kit::Tile(tr("p99"), row);
    m_dropped = new kit::Tile(tr("Dropped trace steps"), row);
    for (auto* tile : {m_state, m_speed, m_p50, m_p95, m_p99, m_dropped})
        layout->addWidget(tile, 1);
    return row;
}

QWidget* HealthPane::section(const QString& title, const QString& name, QAbstractItemModel* model,
                             int sortedBy)
{
    auto* card = new QFrame(this);
    card->setProperty("role", QStringLiteral("card"));
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 8, 1, 1);
    layout->setSpacing(4);
    auto* heading = kit::makeSection(title, card);
    heading->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(heading);
    auto* table = new kit::TableView(card);
    table->setAccessibleName(title);
    auto* sorted = new kit::SortProxy(table);
    sorted->setSourceModel(model);
    table->setModel(sorted);
    if (sortedBy >= 0) {
        table->setSortingEnabled(true);
        table->sortByColumn(sortedBy, Qt::DescendingOrder);
    }
    table->setDensity(kit::Density::Compact);
    table->setMinimumHeight(96);
    table->persistAs(context().settings, name);
    layout->addWidget(table);
    return card;
}

void HealthPane::refresh()
{
    take(context().hub.health.snapshot(), [this](const api::Result<api::HealthSnapshot>& result) {
        if (!result) return showError(*m_view, result.error(), m_loaded);
        show(*result);
    });
}

void HealthPane::show(const api::HealthSnapshot& health)
{
    m_loaded = true;
    const auto state = models::hubStateOf(health.state);
    m_state->setFigure(
        state.text,
        tr("for %1, %2")
            .arg(kit::durationText((health.at.ms - health.startedAt.ms) * kUsPerMs), health.store),
        state.tone);
    m_state->setToolTip(tr("Version %1").arg(health.version));
    m_speed->setFigure(tr("%1/s").arg(kit::countText(qRound64(health.transfersPerSecond))),
                       tr("%1 committed").arg(kit::countText(health.committedTotal)));
    m_p50->setFigure(kit::durationText(health.p50Us), tr("half are faster"));
    m_p95->setFigure(kit::durationText(health.p95Us), tr("95 of 100 are faster"));
    m_p99->setFigure(kit::durationText(health.p99Us), tr("99 of 100 are faster"));
    m_dropped->setFigure(kit::countText(health.droppedSpans), tr("since the start"),
                         health.droppedSpans > 0 ? kit::Tone::Warn : kit::Tone::Good);
    m_services->setRows(health.services);
    m_queues->setRows(health.queues);
    m_lanes->setRows(health.lanes);
    m_checks->setRows(health.selfChecks);
    m_view->showContent();
}

void HealthPane::runChecks()
{
    const auto running = context().hub.health.runSelfChecks();
    m_run->follow(running);
    take(running, [this](const api::Result<std::vector<api::SelfCheckRow>>& result) {
        if (!result) return showFailedAction(result.error(), tr("The checks did not run."));
        m_checks->setRows(*result);
        const auto broken =
            std::count_if(result->begin(), result->end(), [](const auto& check) { return !check.passed; });
        if (broken == 0)
            banner().showDone(tr("All %n check(s) hold.", nullptr, static_cast<int>(result->size())));
        else
            banner().showFailure(
                {QString(), tr("%n check(s) are broken.", nullptr, static_cast<int>(broken)), QString()},
                tr("See the list below."));
    });
}

} // namespace hub::panes
