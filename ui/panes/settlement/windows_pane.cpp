#include "ui/panes/settlement/windows_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtWidgets/QSplitter>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kPageRows = 500;
constexpr int kSecondMs = 1000;
/// The feed tells of events only; the sums of an open window grow without one.
constexpr int kHeartbeatSeconds = 15;
constexpr qint64 kUsPerMs = 1000;

bool isSettleable(const api::WindowRow& row)
{
    // PENDING_SETTLEMENT may still hold content of another model; the form of the settlement knows.
    return row.state == QLatin1String("CLOSED") || row.state == QLatin1String("ABORTED") ||
           row.state == QLatin1String("PENDING_SETTLEMENT");
}

} // namespace

WindowsPane::WindowsPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Settlement windows"), parent)
    , m_model(models::makeWindowsModel(context.clock, this))
    , m_proxy(new kit::SortProxy(this))
    , m_table(new kit::TableView(this))
    , m_list(new kit::StatefulView(m_table, this))
    , m_filter(new kit::FilterBar(this))
    , m_actions(new SettlementActions(context.hub, this))
    , m_content(new WindowContentView(this))
    , m_contentView(new kit::StatefulView(m_content, this))
    , m_progress(new kit::FigureLabel(kit::TextRole::Body, this))
{
    buildTools();
    buildList();
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_contentView);
    split->setSizes({300, 290});
    body().addWidget(split, 1);
    watchAge(m_list);
    watchAge(m_contentView);
    m_list->showLoading();
    m_contentView->showHint(tr("Choose a window to see what it holds."));
    connect(m_contentView, &kit::StatefulView::actionRequested, this, &WindowsPane::loadDetail);
    connect(m_content, &WindowContentView::transfersRequested, this,
            [this](const api::TransferFilter& filter, const QString& words) {
                Jump jump;
                jump.pane = QStringLiteral("transfers");
                jump.transfers = filter;
                jump.filterText = words;
                this->context().navigator.go(jump);
            });
    connect(m_actions, &SettlementActions::windowClosed, this, [this](domain::WindowId id) {
        m_closing = id;
        m_table->selectKey(QString::number(id.value()));
        m_table->selectionModel()->select(m_table->currentIndex(),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    });
    connect(m_actions, &OperatorActions::done, this, [this](const QString& words) {
        refresh();
        banner().showDone(words);
    });
    connect(m_actions, &OperatorActions::failed, this, &WindowsPane::showFailedAction);
    m_feed = context.hub.feeds.subscribe(api::FeedKind::Windows, this, [this](const api::FeedBatch& batch) {
        if (!m_loaded) return;
        m_model->upsert(batch.windows);
        showListState();
        const QString current = m_table->currentKey();
        for (const auto& row : batch.windows)
            if (QString::number(row.id.value()) == current) loadDetail();
    });
    m_second.setInterval(kSecondMs);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (!isVisible()) return;
        m_table->viewport()->update();
        showProgress();
        if (++m_seconds % kHeartbeatSeconds == 0 && m_loaded) refresh();
    });
    m_second.start();
    refresh();
}

void WindowsPane::buildTools()
{
    m_close = new QPushButton(tr("Close window"), this);
    m_close->setObjectName(QStringLiteral("closeWindow"));
    m_close->setProperty("role", QStringLiteral("primary"));
    m_close->setEnabled(false);
    m_settle = new QPushButton(kit::icon(QStringLiteral("settlements")), tr("Settle selected"), this);
    m_settle->setObjectName(QStringLiteral("settleSelected"));
    m_retry = new QPushButton(kit::icon(QStringLiteral("refresh")), tr("Try again"), this);
    m_retry->setObjectName(QStringLiteral("retryClose"));
    m_retry->hide();
    m_progress->setObjectName(QStringLiteral("closeProgress"));
    tools().addWidget(m_progress);
    m_report = new QPushButton(kit::icon(QStringLiteral("export")), tr("Save report…"), this);
    m_report->setObjectName(QStringLiteral("saveReportButton"));
    m_saver = new ReportSaver(context().hub, this);
    connect(m_saver, &ReportSaver::done, this, [this](const QString& words) { banner().showDone(words); });
    connect(m_saver, &ReportSaver::failed, this, &WindowsPane::showFailedAction);
    connect(m_report, &QPushButton::clicked, this, [this] {
        const auto* row = m_model->find(m_table->currentKey());
        if (!row) return;
        api::ReportRequest request;
        request.kind = api::ReportKind::SettlementWindow;
        request.id = row->id.value();
        m_saver->save(request, tr("Report of window %1").arg(row->id.value()));
    });
    tools().addWidget(m_report);
    tools().addWidget(m_retry);
    tools().addWidget(m_settle);
    tools().addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (const auto* open = openWindow()) m_actions->closeWindow(open->id);
    });
    connect(m_settle, &QPushButton::clicked, this, &WindowsPane::settleChosen);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        if (const auto* row = m_model->find(m_table->currentKey())) m_actions->retryClose(*row);
    });
}

void WindowsPane::buildList()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setDynamicSortFilter(true);
    m_table->setAccessibleName(tr("Settlement windows"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::DescendingOrder);
    m_table->persistAs(context().settings, QStringLiteral("windows"));
    m_filter->setFields(m_proxy->fields());
    m_filter->setExample(QStringLiteral("state == CLOSED && transfers > 1000"));
    body().addWidget(m_filter);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] {
        m_proxy->setExpression(m_filter->expression());
        showListState();
    });
    connect(m_table, &kit::TableView::currentKeyChanged, this, [this] {
        loadDetail();
        choose();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &WindowsPane::choose);
    connect(m_table, &kit::TableView::opened, this, [this] { m_content->setFocus(); });
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::NothingMatches) return m_filter->edit().clear();
        if (m_list->state() != kit::ViewState::FirstRun) return refresh();
        Jump jump;
        jump.pane = QStringLiteral("participants");
        context().navigator.go(jump);
    });
}

void WindowsPane::arrive(const Jump&)
{
    if (m_loaded) refresh();
    m_table->setFocus();
}

void WindowsPane::refresh()
{
    take(context().hub.settlement.windows({}, {QString(), kPageRows}),
         [this](const api::Result<api::Page<api::WindowRow>>& result) {
             if (!result) return showError(*m_list, result.error(), m_loaded);
             m_loaded = true;
             m_model->setRows(result->rows);
             showListState();
             if (m_table->currentKey().isEmpty() && m_proxy->rowCount() > 0)
                 m_table->setCurrentIndex(m_proxy->index(0, 0));
             loadDetail();
         });
}

void WindowsPane::showListState()
{
    const auto rows = m_model->rows();
    const bool isFresh = std::all_of(rows.begin(), rows.end(), [](const auto& row) {
        return row.state == QLatin1String("OPEN") && row.transfers == 0;
    });
    if (isFresh)
        m_list->showFirstRun(
            tr("A window gathers the committed transfers until you close it. The first one is open "
               "and empty."),
            tr("Open participants"));
    else if (m_proxy->rowCount() == 0)
        m_list->showNothingMatches(
            tr("0 of %1 windows match this filter.").arg(kit::countText(m_model->rowCount())),
            tr("Clear the filter"));
    else
        m_list->showContent();
    m_filter->setCounts(m_proxy->rowCount(), m_model->rowCount());
    choose();
    showProgress();
}

const api::WindowRow* WindowsPane::openWindow() const
{
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->row(row).state == QLatin1String("OPEN")) return &m_model->row(row);
    return nullptr;
}

std::vector<domain::WindowId> WindowsPane::settleable() const
{
    std::vector<domain::WindowId> out;
    for (const auto& index : m_table->selectionModel()->selectedRows()) {
        const auto* row = m_model->find(index.data(kit::KeyRole).toString());
        if (row && isSettleable(*row)) out.push_back(row->id);
    }
    std::sort(out.begin(), out.end());
    return out;
}

void WindowsPane::choose()
{
    const auto* open = openWindow();
    m_close->setEnabled(open != nullptr);
    m_close->setText(open ? tr("Close window %1").arg(open->id.value()) : tr("Close window"));
    const auto chosen = settleable();
    m_settle->setEnabled(!chosen.empty());
    m_settle->setText(chosen.empty() ? tr("Settle selected")
                                     : tr("Settle %1").arg(models::windowIdsText(chosen)));
    const auto* row = m_model->find(m_table->currentKey());
    m_report->setEnabled(row != nullptr);
    m_retry->setVisible(row && row->state == QLatin1String("FAILED"));
}

void WindowsPane::loadDetail()
{
    const auto* row = m_model->find(m_table->currentKey());
    if (!row) return;
    const quint64 asked = ++m_detailAsked;
    take(context().hub.settlement.window(row->id),
         [this, asked](const api::Result<api::WindowDetail>& result) {
             // Only the answer to the newest question counts.
             if (asked != m_detailAsked) return;
             if (!result) return showError(*m_contentView, result.error(), false);
             m_content->show(*result);
             if (result->nets.empty())
                 m_contentView->showHint(tr("Window %1 holds no transfer.").arg(result->row.id.value()));
             else
                 m_contentView->showContent();
         });
}

void WindowsPane::showProgress()
{
    const auto* row = m_closing.value() == 0 ? nullptr : m_model->find(QString::number(m_closing.value()));
    if (!row) return m_progress->setFigure(QString());
    const QString id = QString::number(row->id.value());
    if (row->state == QLatin1String("PROCESSING")) {
        const auto age =
            kit::durationText(std::max<qint64>(0, context().clock.now().ms - row->changedAt.ms) * kUsPerMs);
        const QString text = tr("window %1: OPEN → PROCESSING, %2").arg(id, age);
        return m_progress->setFigure(row->attempts > 1 ? text + tr(", try %1").arg(row->attempts) : text,
                                     kit::Tone::Warn);
    }
    if (row->state == QLatin1String("FAILED"))
        return m_progress->setFigure(tr("window %1 failed: %2").arg(id, row->failure), kit::Tone::Bad);
    m_progress->setFigure(tr("window %1: OPEN → PROCESSING → %2").arg(id, row->state), kit::Tone::Good);
}

void WindowsPane::settleChosen()
{
    Jump jump;
    jump.pane = QStringLiteral("settlements");
    jump.windows = settleable();
    context().navigator.go(jump);
}

} // namespace hub::panes
