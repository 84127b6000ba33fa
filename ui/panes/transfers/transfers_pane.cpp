#include "ui/panes/transfers/transfers_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"
#include "ui/panes/transfers/transfer_query.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>

namespace hub::panes {

namespace {

constexpr int kPageRows = 200;
constexpr int kTypingMs = 250;
/// A transfer that is not final after this is stuck.
constexpr qint64 kStuckMs = 30'000;

} // namespace

TransfersPane::TransfersPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Transfers"), parent)
    , m_model(models::makeTransfersModel(this))
    , m_table(new kit::TableView(this))
    , m_list(new kit::StatefulView(m_table, this))
    , m_detail(new TransferDetailView(this))
    , m_detailView(new kit::StatefulView(m_detail, this))
    , m_filter(new kit::FilterBar(this))
{
    buildTools();
    buildList();
    auto* transfers = new QWidget(this);
    auto* split = new QSplitter(Qt::Vertical, transfers);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_detailView);
    split->setSizes({330, 300});
    auto* rows = new QVBoxLayout(transfers);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(12);
    rows->addWidget(m_filter);
    rows->addWidget(split, 1);
    watchAge(m_list);
    buildParts(transfers);
    connect(m_detail, &TransferDetailView::quoteWanted, this, &TransfersPane::loadQuote);
    connect(m_detail, &TransferDetailView::jumped, this,
            [this](const Jump& jump) { this->context().navigator.go(jump); });
    connect(m_detailView, &kit::StatefulView::traceRequested, this, &TransfersPane::openTrace);
    connect(m_detailView, &kit::StatefulView::actionRequested, this, [this] { loadDetail(m_wanted); });
    connect(m_detail, &TransferDetailView::traceRequested, this, &TransfersPane::openTraceOfTransfer);
    m_detailView->showHint(tr("Choose a transfer to see its steps."));
    m_list->showLoading();
    m_feed = context.hub.feeds.subscribe(api::FeedKind::Transfers, this,
                                         [this](const api::FeedBatch& batch) { takeBatch(batch); });
    search();
}

void TransfersPane::buildTools()
{
    m_sent = new QPushButton(kit::icon(QStringLiteral("close"), kit::Token::Muted), QString(), this);
    m_sent->setObjectName(QStringLiteral("sentFilter"));
    m_sent->setToolTip(tr("Remove this narrowing"));
    m_sent->hide();
    m_pause = new QToolButton(this);
    m_pause->setObjectName(QStringLiteral("pause"));
    m_pause->setIcon(kit::icon(QStringLiteral("pause")));
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Pause (Space)"));
    m_pause->setAccessibleName(tr("Pause"));
    m_live = new QLabel(tr("live"), this);
    m_live->setProperty("role", QStringLiteral("muted"));
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setMinimumWidth(72);
    m_stuck = new QPushButton(kit::icon(QStringLiteral("warning"), kit::Token::Warn), tr("Stuck"), this);
    m_stuck->setObjectName(QStringLiteral("stuck"));
    m_stuck->setCheckable(true);
    m_stuck->setToolTip(
        tr("Not final and received more than 30 s ago, or with a callback that was given up"));
    connect(m_stuck, &QPushButton::toggled, this, &TransfersPane::showStuck);
    tools().addWidget(m_sent);
    tools().addWidget(m_stuck);
    tools().addWidget(m_pause);
    tools().addWidget(m_live);
    connect(m_pause, &QToolButton::toggled, this, &TransfersPane::setPaused);
    connect(m_sent, &QPushButton::clicked, this, &TransfersPane::clearNarrowing);
    auto* space = new QShortcut(Qt::Key_Space, m_table);
    space->setContext(Qt::WidgetShortcut);
    connect(space, &QShortcut::activated, m_pause, &QToolButton::toggle);
}

void TransfersPane::buildList()
{
    m_model->setLimit(kTailRows);
    m_table->setAccessibleName(tr("Transfers"));
    m_table->setModel(m_model);
    m_table->persistAs(context().settings, QStringLiteral("transfers"));
    m_filter->setFields(transferFields());
    m_filter->setExample(QStringLiteral("payer == greenbank && state in {RESERVED, ABORTED_ERROR}"));
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &TransfersPane::search);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] { m_typing.start(); });
    connect(m_table, &kit::TableView::currentKeyChanged, this, &TransfersPane::loadDetail);
    connect(m_table, &kit::TableView::opened, this, [this] { m_detail->traceButton().setFocus(); });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value >= m_table->verticalScrollBar()->maximum() - 10) loadMore();
    });
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::NothingMatches) return clearNarrowing();
        if (m_list->state() == kit::ViewState::FirstRun) {
            Jump jump;
            jump.pane = QStringLiteral("participants");
            return context().navigator.go(jump);
        }
        search();
    });
}

void TransfersPane::buildParts(QWidget* transfers)
{
    using api::ForwardedKind;
    m_parts = new QTabBar(this);
    m_parts->setObjectName(QStringLiteral("parts"));
    m_parts->setAccessibleName(tr("Parts of the payment"));
    m_parts->setDrawBase(false);
    m_parts->setExpanding(false);
    for (const QString& title : {tr("Transfers"), tr("Look-ups"), tr("Quotes"), tr("Requests"), tr("Bulks")})
        m_parts->addTab(title);
    m_lookups = new ForwardedView(context(), {ForwardedKind::Lookup}, "lookups", this);
    m_quotes = new ForwardedView(context(), {ForwardedKind::Quote, ForwardedKind::BulkQuote}, "quotes", this);
    m_requests = new ForwardedView(
        context(), {ForwardedKind::TransactionRequest, ForwardedKind::Authorization}, "requests", this);
    m_bulks = new BulkView(context(), this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(transfers);
    for (auto* view : {m_lookups, m_quotes, m_requests}) {
        m_pages->addWidget(view);
        watchAge(view->list());
        connect(view, &ForwardedView::failed, this,
                [this](kit::StatefulView* of, const api::Error& error, bool holdsData) {
                    showError(*of, error, holdsData);
                });
        connect(view, &ForwardedView::jumped, this,
                [this](const Jump& jump) { context().navigator.go(jump); });
    }
    m_pages->addWidget(m_bulks);
    watchAge(m_bulks->list());
    connect(m_bulks, &BulkView::failed, this,
            [this](kit::StatefulView* of, const api::Error& error, bool holdsData) {
                showError(*of, error, holdsData);
            });
    connect(m_bulks, &BulkView::jumped, this, [this](const Jump& jump) { context().navigator.go(jump); });
    connect(m_parts, &QTabBar::currentChanged, this, &TransfersPane::showPart);
    body().addWidget(m_parts);
    body().addWidget(m_pages, 1);
}

ForwardedView* TransfersPane::forwardedPart(int part) const
{
    switch (part) {
    case Lookups:
        return m_lookups;
    case Quotes:
        return m_quotes;
    case Requests:
        return m_requests;
    default:
        return nullptr;
    }
}

void TransfersPane::showPart(int part)
{
    for (const int other : {Lookups, Quotes, Requests})
        if (other != part) forwardedPart(other)->setShown(false);
    m_pages->setCurrentIndex(part);
    for (QWidget* tool :
         {static_cast<QWidget*>(m_stuck), static_cast<QWidget*>(m_pause), static_cast<QWidget*>(m_live)})
        tool->setVisible(part == Transfers);
    m_sent->setVisible(part == Transfers && !m_baseText.isEmpty());
    if (auto* view = forwardedPart(part)) view->setShown(true);
    if (part == Bulks) m_bulks->setShown(true);
}

kit::FilterBar* TransfersPane::filterBar()
{
    if (auto* view = forwardedPart(m_parts->currentIndex())) return view->filterBar();
    return m_parts->currentIndex() == Bulks ? m_bulks->filterBar() : m_filter;
}

void TransfersPane::showStuck(bool stuck)
{
    m_base = {};
    m_baseText.clear();
    showSent();
    m_filter->edit().clear();
    m_typing.stop();
    m_filter->setEnabled(!stuck);
    search();
}

void TransfersPane::searchStuck()
{
    m_pause->setEnabled(false);
    m_live->setText(tr("stuck"));
    const quint64 asked = ++m_asked;
    take(context().hub.transfers.stuck(kStuckMs),
         [this, asked](const api::Result<std::vector<api::TransferRow>>& result) {
             if (asked != m_asked) return;
             if (!result) return showError(*m_list, result.error(), m_loaded);
             m_loaded = true;
             m_next.clear();
             m_total = -1;
             m_model->reset(*result);
             showListState();
             if (m_model->rowCount() > 0) m_table->setCurrentIndex(m_model->index(0, 0));
         });
}

void TransfersPane::loadQuote(const QString& quoteId)
{
    take(context().hub.forwarded.one(api::ForwardedKind::Quote, quoteId),
         [this, quoteId](const api::Result<api::ForwardedDetail>& result) {
             if (m_detail->quoteId() == quoteId) m_detail->showQuote(result);
         });
}

void TransfersPane::arrive(const Jump& jump)
{
    if (!jump.quoteId.isEmpty()) {
        m_parts->setCurrentIndex(Quotes);
        return m_quotes->find(api::ForwardedKind::Quote, jump.quoteId);
    }
    const bool isAsked = jump.transfers || !jump.transferId.isEmpty();
    if (isAsked) {
        m_parts->setCurrentIndex(Transfers);
        const QSignalBlocker quiet(m_stuck);
        m_stuck->setChecked(false);
        m_filter->setEnabled(true);
    }
    if (jump.transfers) {
        m_base = *jump.transfers;
        m_baseText = jump.filterText;
        m_filter->edit().clear();
        m_typing.stop();
        showSent();
        search();
    }
    if (!jump.transferId.isEmpty()) {
        m_base = {};
        m_baseText.clear();
        showSent();
        m_filter->setText(jump.transferId);
        m_typing.stop();
        search();
        loadDetail(jump.transferId);
    }
    if (m_parts->currentIndex() == Transfers) m_table->setFocus();
}

void TransfersPane::showSent()
{
    m_sent->setText(m_baseText);
    m_sent->setVisible(!m_baseText.isEmpty());
}

void TransfersPane::clearNarrowing()
{
    if (m_stuck->isChecked()) return m_stuck->setChecked(false);
    m_base = {};
    m_baseText.clear();
    showSent();
    m_filter->edit().clear();
    m_typing.stop();
    search();
}

void TransfersPane::refresh()
{
    if (auto* view = forwardedPart(m_parts->currentIndex())) return view->refresh();
    if (m_parts->currentIndex() == Bulks) return m_bulks->refresh();
    search();
}

void TransfersPane::search()
{
    m_table->setColumnHidden(m_model->columnCount() - 1, !m_stuck->isChecked());
    if (m_stuck->isChecked()) return searchStuck();
    QString problem;
    m_filterInUse = transferFilterOf(m_filter->expression(), m_base, problem);
    if (!problem.isEmpty()) return m_filter->setNote(problem);
    const bool tail = isOpen(m_filterInUse);
    m_pause->setEnabled(tail);
    m_live->setText(tail ? (m_paused ? tr("paused") : tr("live")) : tr("search"));
    const quint64 asked = ++m_asked;
    take(context().hub.transfers.search(m_filterInUse, {QString(), kPageRows}),
         [this, asked](const api::Result<api::Page<api::TransferRow>>& result) {
             // Only the answer to the newest question counts.
             if (asked != m_asked) return;
             if (!result) return showError(*m_list, result.error(), m_loaded);
             m_loaded = true;
             m_next = result->next;
             m_total = result->total;
             m_waiting = 0;
             m_model->reset(result->rows);
             showListState();
             if (!m_wanted.isEmpty()) m_table->selectKey(m_wanted);
             if (m_table->currentKey().isEmpty() && m_model->rowCount() > 0 && !isOpen(m_filterInUse))
                 m_table->setCurrentIndex(m_model->index(0, 0));
         });
}

void TransfersPane::loadMore()
{
    if (m_next.isEmpty() || m_loadingMore) return;
    m_loadingMore = true;
    const quint64 asked = m_asked;
    take(context().hub.transfers.search(m_filterInUse, {m_next, kPageRows}),
         [this, asked](const api::Result<api::Page<api::TransferRow>>& result) {
             m_loadingMore = false;
             if (asked != m_asked) return;
             if (!result) return showError(*m_list, result.error(), true);
             m_next = result->next;
             m_model->upsert(result->rows);
             showListState();
         });
}

void TransfersPane::takeBatch(const api::FeedBatch& batch)
{
    if (!m_loaded || !isOpen(m_filterInUse) || m_stuck->isChecked()) return;
    if (m_paused) {
        m_waiting += static_cast<qint64>(batch.transfers.size()) + static_cast<qint64>(batch.leftOut);
        m_live->setText(tr("paused, %n new", nullptr, static_cast<int>(m_waiting)));
        return;
    }
    // A tail that is scrolled away stays where the operator reads.
    auto* bar = m_table->verticalScrollBar();
    const int before = m_model->rowCount();
    const bool reading = bar->value() > 0;
    m_model->prepend(batch.transfers);
    if (reading) bar->setValue(bar->value() + m_model->rowCount() - before);
    showListState();
    if (batch.leftOut > 0)
        m_filter->setNote(
            tr("%1 more changes than are shown").arg(kit::countText(static_cast<qint64>(batch.leftOut))));
}

void TransfersPane::setPaused(bool paused)
{
    m_paused = paused;
    m_pause->setIcon(kit::icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_live->setText(paused ? tr("paused") : tr("live"));
    if (!paused) search();
}

void TransfersPane::showListState()
{
    const bool open = isOpen(m_filterInUse);
    if (m_model->rowCount() > 0)
        m_list->showContent();
    else if (m_stuck->isChecked())
        m_list->showNothingMatches(tr("No transfer is stuck."), tr("Show all transfers"));
    else if (open)
        m_list->showFirstRun(
            tr("No transfer has reached the hub yet. DFSPs send the first one as soon as two of them have "
               "accounts and callback addresses."),
            tr("Open participants"));
    else
        m_list->showNothingMatches(tr("No transfer fits this narrowing."), tr("Clear the filter"));
    if (m_total >= 0)
        m_filter->setCounts(m_model->rowCount(), std::max<qint64>(m_total, m_model->rowCount()));
    else
        m_filter->setNote(m_next.isEmpty() ? tr("%n row(s)", nullptr, m_model->rowCount())
                                           : tr("%n row(s), more below", nullptr, m_model->rowCount()));
}

void TransfersPane::loadDetail(const QString& id)
{
    if (id.isEmpty()) return;
    const auto parsed = domain::CorrelationId::parse(id.toStdString());
    if (!parsed) return;
    m_wanted = id;
    const quint64 asked = ++m_detailAsked;
    take(context().hub.transfers.one(domain::TransferId(*parsed)),
         [this, asked](const api::Result<api::TransferDetail>& result) {
             if (asked != m_detailAsked) return;
             if (!result) return showError(*m_detailView, result.error(), false);
             m_detail->show(*result);
             m_detailView->showContent();
         });
}

void TransfersPane::openTraceOfTransfer()
{
    Jump jump;
    jump.pane = QStringLiteral("trace");
    jump.transferId = m_detail->transferId();
    context().navigator.go(jump);
}

} // namespace hub::panes
