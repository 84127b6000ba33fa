#include "ui/panes/alerts/alerts_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtWidgets/QSplitter>

namespace hub::panes {

namespace {

constexpr int kPageRows = 500;

QString timeText(base::Instant at)
{
    return kit::dateTimeText(at) + QStringLiteral(" UTC");
}

} // namespace

void AlertActions::acknowledge(const api::AlertRow& alert)
{
    confirm(
        {tr("Acknowledge alert %1?").arg(alert.id),
         {alert.text, tr("It stays until its condition clears. No more mails are sent about it meanwhile."),
          tr("Your reason is kept with the alert: say what is done about it.")},
         tr("Acknowledge alert %1").arg(alert.id),
         tr("Leave it firing"),
         false},
        [this, id = alert.id](const api::ActionNote& note) {
            follow(hub().alerts.acknowledge(id, note), tr("Alert %1 is acknowledged.").arg(id),
                   tr("The alert was not changed."));
        });
}

AlertsPane::AlertsPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Alerts"), parent)
    , m_model(models::makeAlertsModel(this))
    , m_proxy(new kit::SortProxy(this))
    , m_table(new kit::TableView(this))
    , m_list(new kit::StatefulView(m_table, this))
    , m_detail(new kit::FactSheet(this))
    , m_detailView(new kit::StatefulView(m_detail, this))
    , m_filter(new kit::FilterBar(this))
    , m_actions(new AlertActions(context.hub, this))
    , m_open(new QPushButton(tr("Only open"), this))
    , m_cap(new QPushButton(kit::icon(QStringLiteral("accounts")), tr("Open cap"), this))
    , m_acknowledge(new QPushButton(kit::icon(QStringLiteral("check")), tr("Acknowledge"), this))
{
    buildTools();
    buildList();
    m_detail->setObjectName(QStringLiteral("alertDetail"));
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_detailView);
    split->setSizes({380, 250});
    body().addWidget(split, 1);
    watchAge(m_list);
    m_list->showLoading();
    m_detailView->showHint(tr("Choose an alert to read it."));
    connect(m_actions, &OperatorActions::done, this, [this](const QString& words) {
        refresh();
        banner().showDone(words);
    });
    connect(m_actions, &OperatorActions::failed, this, &AlertsPane::showFailedAction);
    m_feed = context.hub.feeds.subscribe(api::FeedKind::Alerts, this, [this](const api::FeedBatch& batch) {
        if (!m_loaded) return;
        m_model->upsert(batch.alerts);
        showListState();
    });
    choose();
    refresh();
}

void AlertsPane::buildTools()
{
    m_open->setObjectName(QStringLiteral("onlyOpen"));
    m_open->setCheckable(true);
    m_open->setToolTip(tr("Firing, or acknowledged and not over yet"));
    m_cap->setObjectName(QStringLiteral("openCap"));
    m_acknowledge->setObjectName(QStringLiteral("acknowledge"));
    m_acknowledge->setProperty("role", QStringLiteral("primary"));
    tools().addWidget(m_open);
    tools().addWidget(m_cap);
    tools().addWidget(m_acknowledge);
    connect(m_open, &QPushButton::toggled, this, &AlertsPane::showOnlyOpen);
    connect(m_cap, &QPushButton::clicked, this, &AlertsPane::openCap);
    connect(m_acknowledge, &QPushButton::clicked, this, [this] {
        if (const auto* row = m_model->find(m_table->currentKey())) m_actions->acknowledge(*row);
    });
}

void AlertsPane::buildList()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setDynamicSortFilter(true);
    m_table->setObjectName(QStringLiteral("alerts"));
    m_table->setAccessibleName(tr("Alerts"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::DescendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->persistAs(context().settings, QStringLiteral("alerts"));
    m_filter->setFields(m_proxy->fields());
    m_filter->setExample(QStringLiteral("state == firing && currency == USD"));
    body().addWidget(m_filter);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] {
        m_proxy->setExpression(m_filter->expression());
        showListState();
    });
    connect(m_table, &kit::TableView::currentKeyChanged, this, &AlertsPane::choose);
    connect(m_table, &kit::TableView::opened, this, &AlertsPane::openCap);
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::NothingMatches) {
            m_open->setChecked(false);
            return m_filter->edit().clear();
        }
        if (m_list->state() != kit::ViewState::FirstRun) return refresh();
        Jump jump;
        jump.pane = QStringLiteral("accounts");
        context().navigator.go(jump);
    });
}

void AlertsPane::arrive(const Jump& jump)
{
    if (!jump.participant.isEmpty()) m_filter->setText(QStringLiteral("object == %1").arg(jump.participant));
    m_table->setFocus();
}

void AlertsPane::refresh()
{
    take(context().hub.alerts.list({}, {QString(), kPageRows}),
         [this](const api::Result<api::Page<api::AlertRow>>& result) {
             if (!result) return showError(*m_list, result.error(), m_loaded);
             m_loaded = true;
             m_model->setRows(result->rows);
             showListState();
             if (m_table->currentKey().isEmpty() && m_proxy->rowCount() > 0)
                 m_table->setCurrentIndex(m_proxy->index(0, 0));
         });
}

void AlertsPane::showOnlyOpen(bool only)
{
    api::AlertRow over;
    over.state = api::AlertState::Resolved;
    m_filter->setText(only ? QStringLiteral("state != \"%1\"").arg(models::alertStateOf(over).text)
                           : QString());
}

void AlertsPane::showListState()
{
    if (m_model->rowCount() == 0)
        m_list->showFirstRun(
            tr("No alert has fired yet. One does when a position comes near its cap, a cap is changed, a "
               "settlement moves a position or the disk fills up."),
            tr("Look at the caps"));
    else if (m_proxy->rowCount() == 0)
        m_list->showNothingMatches(
            tr("0 of %1 alerts match this filter.").arg(kit::countText(m_model->rowCount())),
            tr("Clear the filter"));
    else
        m_list->showContent();
    m_filter->setCounts(m_proxy->rowCount(), m_model->rowCount());
    choose();
}

void AlertsPane::choose()
{
    const auto* row = m_model->find(m_table->currentKey());
    m_acknowledge->setEnabled(row && row->state == api::AlertState::Firing);
    m_cap->setEnabled(row && row->currency.has_value());
    if (row)
        showDetail(*row);
    else
        m_detailView->showHint(tr("Choose an alert to read it."));
}

void AlertsPane::showDetail(const api::AlertRow& alert)
{
    const auto state = models::alertStateOf(alert);
    m_detail->clear();
    m_detail->addSection(alert.text);
    m_detail->add(tr("State"), QString(kit::shapeOf(state.tone)) + QLatin1Char(' ') + state.text);
    m_detail->add(tr("Severity"), models::alertSeverityOf(alert.severity).text);
    m_detail->add(tr("What"), models::alertRuleText(alert.rule));
    m_detail->add(tr("Who"), alert.object);
    m_detail->add(tr("Value"), models::alertValueText(alert));
    m_detail->add(tr("Since"), timeText(alert.since));
    m_detail->add(tr("Last"), timeText(alert.last));
    m_detail->add(tr("Times"), kit::countText(alert.count));
    m_detail->add(tr("Mails sent"), kit::countText(alert.mails));
    if (alert.resolvedAt) m_detail->add(tr("Over"), timeText(*alert.resolvedAt));
    if (!alert.acknowledgedBy.isEmpty() || !alert.note.isEmpty()) {
        m_detail->add(tr("Seen by"), alert.acknowledgedBy);
        m_detail->add(tr("What is done"), alert.note);
    }
    m_detailView->showContent();
}

void AlertsPane::openCap()
{
    const auto* row = m_model->find(m_table->currentKey());
    if (!row || !row->currency) return;
    Jump jump;
    jump.pane = QStringLiteral("accounts");
    jump.participant = row->object;
    jump.currency = row->currency;
    context().navigator.go(jump);
}

} // namespace hub::panes
