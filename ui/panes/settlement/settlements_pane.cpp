#include "ui/panes/settlement/settlements_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"
#include "ui/panes/settlement/new_settlement_dialog.h"

#include <QtWidgets/QSplitter>

namespace hub::panes {

namespace {

constexpr int kPageRows = 500;
constexpr int kSecondMs = 1000;
/// Should an event of the feed have been missed.
constexpr int kHeartbeatSeconds = 15;

} // namespace

SettlementsPane::SettlementsPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Settlements"), parent)
    , m_model(models::makeSettlementsModel(context.clock, this))
    , m_proxy(new kit::SortProxy(this))
    , m_table(new kit::TableView(this))
    , m_list(new kit::StatefulView(m_table, this))
    , m_filter(new kit::FilterBar(this))
    , m_actions(new SettlementActions(context.hub, this))
    , m_bench(new SettlementBench(*m_actions, context.settings, this))
    , m_benchView(new kit::StatefulView(m_bench, this))
    , m_new(new QPushButton(kit::icon(QStringLiteral("plus"), kit::Token::OnAccent), tr("New settlement"),
                            this))
    , m_report(new QPushButton(kit::icon(QStringLiteral("export")), tr("Save report"), this))
    , m_saver(new ReportSaver(context.hub, this))
{
    m_report->setObjectName(QStringLiteral("saveReportButton"));
    m_report->setMenu(makeSettlementReportMenu(
        *m_saver, [this] { return m_bench->detail(); }, m_report));
    m_report->setEnabled(false);
    tools().addWidget(m_report);
    connect(m_saver, &ReportSaver::done, this, [this](const QString& words) { banner().showDone(words); });
    connect(m_saver, &ReportSaver::failed, this, &SettlementsPane::showFailedAction);
    m_new->setObjectName(QStringLiteral("newSettlementButton"));
    m_new->setProperty("role", QStringLiteral("primary"));
    tools().addWidget(m_new);
    connect(m_new, &QPushButton::clicked, this, [this] { create({}); });
    buildList();
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_benchView);
    split->setSizes({210, 380});
    body().addWidget(split, 1);
    watchAge(m_list);
    watchAge(m_benchView);
    m_list->showLoading();
    m_benchView->showHint(tr("Choose a settlement to work on it."));
    connect(m_benchView, &kit::StatefulView::actionRequested, this, &SettlementsPane::loadDetail);
    connect(m_actions, &SettlementActions::settlementMade, this,
            [this](domain::SettlementId id) { m_wanted = QString::number(id.value()); });
    connect(m_actions, &SettlementActions::finaliseBegun, m_bench, &SettlementBench::showJob);
    connect(m_actions, &OperatorActions::done, this, [this](const QString& words) {
        ++m_detailAsked; // What was asked before the step tells of before.
        refresh();
        banner().showDone(words);
    });
    connect(m_actions, &OperatorActions::failed, this,
            [this](const api::Error& error, const QString& unchanged) {
                ++m_detailAsked;
                refresh();
                showFailedAction(error, unchanged);
            });
    m_feed =
        context.hub.feeds.subscribe(api::FeedKind::Settlements, this, [this](const api::FeedBatch& batch) {
            if (!m_loaded) return;
            m_model->upsert(batch.settlements);
            showListState();
            const QString current = m_table->currentKey();
            for (const auto& row : batch.settlements)
                if (QString::number(row.id.value()) == current) loadDetail();
        });
    m_second.setInterval(kSecondMs);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (!isVisible()) return;
        m_table->viewport()->update();
        if (m_bench->isFinalising()) refresh();
        if (++m_seconds % kHeartbeatSeconds == 0 && m_loaded) refresh();
    });
    m_second.start();
    refresh();
}

void SettlementsPane::buildList()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setDynamicSortFilter(true);
    m_table->setAccessibleName(tr("Settlements"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::DescendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->persistAs(context().settings, QStringLiteral("settlements"));
    m_filter->setFields(m_proxy->fields());
    m_filter->setExample(QStringLiteral("state != SETTLED && currency == USD"));
    body().addWidget(m_filter);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] {
        m_proxy->setExpression(m_filter->expression());
        showListState();
    });
    connect(m_table, &kit::TableView::currentKeyChanged, this, &SettlementsPane::loadDetail);
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::NothingMatches) return m_filter->edit().clear();
        if (m_list->state() == kit::ViewState::FirstRun) return create({});
        refresh();
    });
}

void SettlementsPane::arrive(const Jump& jump)
{
    if (jump.settlement.value() != 0) {
        m_filter->edit().clear();
        m_wanted = QString::number(jump.settlement.value());
        m_table->selectKey(m_wanted);
    }
    if (m_loaded) refresh();
    if (!jump.windows.empty()) return create(jump.windows);
    m_table->setFocus();
}

void SettlementsPane::refresh()
{
    take(context().hub.settlement.settlements({}, {QString(), kPageRows}),
         [this](const api::Result<api::Page<api::SettlementRow>>& result) {
             if (!result) return showError(*m_list, result.error(), m_loaded);
             m_loaded = true;
             m_model->setRows(result->rows);
             showListState();
             if (!m_wanted.isEmpty()) m_table->selectKey(std::exchange(m_wanted, {}));
             if (m_table->currentKey().isEmpty() && m_proxy->rowCount() > 0)
                 m_table->setCurrentIndex(m_proxy->index(0, 0));
             loadDetail();
         });
}

void SettlementsPane::showListState()
{
    if (m_model->rowCount() == 0)
        m_list->showFirstRun(
            tr("A settlement takes closed windows and settles what their transfers come to."),
            tr("Create the first settlement"));
    else if (m_proxy->rowCount() == 0)
        m_list->showNothingMatches(
            tr("0 of %1 settlements match this filter.").arg(kit::countText(m_model->rowCount())),
            tr("Clear the filter"));
    else
        m_list->showContent();
    m_filter->setCounts(m_proxy->rowCount(), m_model->rowCount());
}

void SettlementsPane::loadDetail()
{
    const auto* row = m_model->find(m_table->currentKey());
    if (!row) return;
    const quint64 asked = ++m_detailAsked;
    take(context().hub.settlement.settlement(row->id),
         [this, asked](const api::Result<api::SettlementDetail>& result) {
             // Only the answer to the newest question counts.
             if (asked != m_detailAsked) return;
             if (!result) return showError(*m_benchView, result.error(), false);
             m_bench->show(*result);
             m_report->setEnabled(true);
             m_benchView->showContent();
             loadJob();
         });
}

void SettlementsPane::loadJob()
{
    const auto* detail = m_bench->detail();
    if (!detail) return;
    take(context().hub.finalise.job(detail->row.id),
         [this, id = detail->row.id](const api::Result<std::optional<api::FinaliseRow>>& job) {
             const auto* shown = m_bench->detail();
             if (!shown || shown->row.id != id) return;
             // A hub that does not answer is told of by the views; what is known of the job stays.
             if (job) m_bench->showJob(*job);
         });
}

void SettlementsPane::create(const std::vector<domain::WindowId>& wanted)
{
    auto* dialog = new NewSettlementDialog(context().hub, wanted, this);
    connect(dialog, &NewSettlementDialog::submitted, m_actions, &SettlementActions::createSettlement);
    dialog->open();
}

} // namespace hub::panes
