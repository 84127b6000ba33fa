#include "ui/panes/transfers/bulk_view.h"

#include "ui/kit/cell_delegate.h"
#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace hub::panes {

namespace {

enum Column {
    Id,
    StateColumn,
    Payer,
    Payee,
    Transfers,
    AmountColumn,
    CurrencyColumn,
    Received,
    ErrorColumn,
    ColumnCount
};
/// Id of the row; whether it is a bulk; whether its transfers have been read.
enum Role { IdRole = Qt::UserRole + 100, IsBulkRole, IsReadRole };
constexpr int kWidths[ColumnCount] = {150, 168, 110, 110, 84, 116, 48, 156, 220};
constexpr int kPageRows = 100;
constexpr int kTypingMs = 250;

template <class T>
void put(QTreeWidgetItem* item, int column, T typed)
{
    const QVariant value = QVariant::fromValue(std::move(typed));
    item->setData(column, kit::ValueRole, value);
    item->setData(column, Qt::DisplayRole, kit::shownText(value));
    if (kit::isFigure(value)) item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void putText(QTreeWidgetItem* item, int column, const QString& text)
{
    item->setText(column, text);
    item->setData(column, kit::ValueRole, text);
}

QString idText(const domain::BulkTransferId& id)
{
    return QString::fromStdString(id.value().toString());
}

QString timeText(base::Instant at)
{
    return kit::dateTimeText(at) + QStringLiteral(" UTC");
}

} // namespace

BulkView::BulkView(const PaneContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_tree(new QTreeWidget(this))
    , m_list(new kit::StatefulView(m_tree, this))
    , m_filter(new kit::FilterBar(this))
    , m_facts(new kit::FactSheet)
    , m_open(new QPushButton(kit::icon(QStringLiteral("transfers")), tr("Transfer"), this))
    , m_trace(new QPushButton(kit::icon(QStringLiteral("trace")), tr("Trace"), this))
    , m_copy(new QPushButton(kit::icon(QStringLiteral("copy")), tr("Copy id"), this))
{
    buildTree();
    auto* detail = new QWidget(this);
    auto* detailLayout = new QVBoxLayout(detail);
    detailLayout->setContentsMargins(0, 8, 0, 0);
    detailLayout->addWidget(buildHead());
    detailLayout->addWidget(m_facts, 1);
    m_factsView = new kit::StatefulView(detail, this);
    m_factsView->showHint(tr("Choose a bulk or one of its transfers."));
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_factsView);
    split->setSizes({400, 230});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_filter);
    layout->addWidget(split, 1);
    m_list->showLoading();
    m_filter->setFields({QStringLiteral("fsp"), QStringLiteral("id")});
    m_filter->setExample(QStringLiteral("fsp == greenbank"));
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &BulkView::search);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] { m_typing.start(); });
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::NothingMatches) return m_filter->edit().clear();
        if (m_list->state() != kit::ViewState::FirstRun) return search();
        Jump jump;
        jump.pane = QStringLiteral("participants");
        Q_EMIT jumped(jump);
    });
}

void BulkView::buildTree()
{
    m_tree->setObjectName(QStringLiteral("bulks"));
    m_tree->setAccessibleName(tr("Bulks of transfers"));
    m_tree->setColumnCount(ColumnCount);
    m_tree->setHeaderLabels({tr("Bulk, transfer"), tr("State"), tr("Payer"), tr("Payee"), tr("Transfers"),
                             tr("Amount"), tr("Cur"), tr("Received (UTC)"), tr("Error")});
    for (const int column : {Transfers, AmountColumn})
        m_tree->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    for (int column = 0; column < ColumnCount; ++column)
        m_tree->header()->resizeSection(column, kWidths[column]);
    m_tree->setItemDelegate(new kit::CellDelegate(m_tree));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->installEventFilter(this);
    connect(m_tree, &QTreeWidget::itemExpanded, this, &BulkView::loadItems);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &BulkView::choose);
    connect(m_tree, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item) {
        if (!item->data(Id, IsBulkRole).toBool()) openCurrent();
    });
    connect(m_tree->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > 0 && value >= m_tree->verticalScrollBar()->maximum() - 10) loadMore();
    });
}

QWidget* BulkView::buildHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(m_copy);
    row->addWidget(m_open);
    row->addWidget(m_trace);
    m_open->setObjectName(QStringLiteral("bulkOpenTransfer"));
    m_trace->setObjectName(QStringLiteral("bulkTrace"));
    connect(m_open, &QPushButton::clicked, this, &BulkView::openCurrent);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const auto* item = m_tree->currentItem())
            QGuiApplication::clipboard()->setText(item->data(Id, IdRole).toString());
    });
    connect(m_trace, &QPushButton::clicked, this, [this] {
        const auto* item = m_tree->currentItem();
        if (!item) return;
        Jump jump;
        jump.pane = QStringLiteral("trace");
        if (item->data(Id, IsBulkRole).toBool())
            jump.traceId = m_rows.value(item->data(Id, IdRole).toString()).traceId;
        else
            jump.transferId = item->data(Id, IdRole).toString();
        Q_EMIT jumped(jump);
    });
    return head;
}

void BulkView::setShown(bool shown)
{
    if (!shown) return;
    search();
    m_tree->setFocus();
}

void BulkView::refresh()
{
    search();
}

void BulkView::search()
{
    QString fsp;
    for (const auto& term : m_filter->expression().terms()) {
        if (term.field == QStringLiteral("fsp"))
            fsp = term.values.front();
        else
            return find(term.values.front());
    }
    const quint64 asked = ++m_asked;
    m_loadingMore = false;
    take(m_context.hub.transfers.bulks(fsp, {QString(), kPageRows}),
         [this, asked](const api::Result<api::Page<api::BulkRow>>& result) {
             if (asked != m_asked) return;
             if (!result) return Q_EMIT failed(m_list, result.error(), m_loaded);
             m_loaded = true;
             m_next = result->next;
             m_tree->clear();
             m_rows.clear();
             m_texts.clear();
             addRows(result->rows);
             showListState();
         });
}

void BulkView::find(const QString& id)
{
    const auto parsed = domain::CorrelationId::parse(id.toStdString());
    if (!parsed) return m_filter->setNote(tr("A bulk is found by its whole id."));
    const quint64 asked = ++m_asked;
    take(m_context.hub.transfers.bulk(domain::BulkTransferId(*parsed)),
         [this, asked](const api::Result<api::BulkDetail>& result) {
             if (asked != m_asked) return;
             if (!result && result.error().kind != api::ErrorKind::Refused)
                 return Q_EMIT failed(m_list, result.error(), m_loaded);
             m_loaded = true;
             m_next.clear();
             m_tree->clear();
             m_rows.clear();
             m_texts.clear();
             if (result) addRows({result->row});
             if (auto* item = m_tree->topLevelItem(0)) item->setExpanded(true);
             showListState();
         });
}

void BulkView::loadMore()
{
    if (m_next.isEmpty() || m_loadingMore) return;
    QString fsp;
    for (const auto& term : m_filter->expression().terms())
        if (term.field == QStringLiteral("fsp")) fsp = term.values.front();
    m_loadingMore = true;
    const quint64 asked = m_asked;
    take(m_context.hub.transfers.bulks(fsp, {m_next, kPageRows}),
         [this, asked](const api::Result<api::Page<api::BulkRow>>& result) {
             if (asked != m_asked) return;
             m_loadingMore = false;
             if (!result) return Q_EMIT failed(m_list, result.error(), true);
             m_next = result->next;
             addRows(result->rows);
             showListState();
         });
}

void BulkView::addRows(const std::vector<api::BulkRow>& rows)
{
    for (const auto& row : rows) {
        const QString id = idText(row.id);
        auto* item = new QTreeWidgetItem(m_tree);
        item->setData(Id, IdRole, id);
        item->setData(Id, IsBulkRole, true);
        item->setToolTip(Id, id);
        item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
        put(item, Id, kit::shortId(id));
        put(item, StateColumn, models::bulkStateOf(row.state));
        putText(item, Payer, row.payer);
        putText(item, Payee, row.payee);
        put(item, Transfers, kit::CountValue{row.transfers});
        put(item, Received, kit::TimeValue{row.receivedAt, kit::TimeShape::DateTime});
        putText(item, ErrorColumn, row.errorCode);
        m_rows.insert(id, row);
    }
    if (!m_tree->currentItem() && m_tree->topLevelItemCount() > 0)
        m_tree->setCurrentItem(m_tree->topLevelItem(0));
}

void BulkView::loadItems(QTreeWidgetItem* item)
{
    if (!item->data(Id, IsBulkRole).toBool() || item->data(Id, IsReadRole).toBool()) return;
    const QString id = item->data(Id, IdRole).toString();
    const auto known = m_rows.constFind(id);
    if (known == m_rows.constEnd()) return;
    const quint64 asked = m_asked;
    take(m_context.hub.transfers.bulk(known->id),
         [this, asked, id](const api::Result<api::BulkDetail>& result) {
             if (asked != m_asked) return;
             if (!result) return Q_EMIT failed(m_list, result.error(), true);
             for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
                 if (m_tree->topLevelItem(i)->data(Id, IdRole).toString() == id)
                     fill(m_tree->topLevelItem(i), *result);
         });
}

void BulkView::fill(QTreeWidgetItem* item, const api::BulkDetail& detail)
{
    qDeleteAll(item->takeChildren());
    item->setData(Id, IsReadRole, true);
    for (const auto& row : detail.items) {
        const QString id = models::transferIdText(row.transfer);
        auto* child = new QTreeWidgetItem(item);
        child->setData(Id, IdRole, id);
        child->setToolTip(Id, id);
        put(child, Id, kit::shortId(id));
        put(child, StateColumn, models::bulkItemStateOf(row.state));
        putText(child, Payer, detail.row.payer);
        putText(child, Payee, detail.row.payee);
        put(child, AmountColumn, kit::AmountValue{row.amount, row.currency ? row.currency->decimals() : 2});
        putText(child, CurrencyColumn, row.currency ? models::currencyText(*row.currency) : QString());
        putText(child, ErrorColumn,
                row.errorCode.isEmpty() ? QString()
                                        : row.errorCode + QLatin1Char(' ') + row.errorDescription);
        child->setToolTip(ErrorColumn, row.errorDescription);
        if (row.transferState) m_texts.insert(id, models::stateOf(*row.transferState).text);
    }
    if (!detail.errorDescription.isEmpty())
        putText(item, ErrorColumn, detail.row.errorCode + QLatin1Char(' ') + detail.errorDescription);
    choose();
}

void BulkView::choose()
{
    const auto* item = m_tree->currentItem();
    const bool isBulk = item && item->data(Id, IsBulkRole).toBool();
    m_open->setEnabled(item && !isBulk && m_texts.contains(item->data(Id, IdRole).toString()));
    m_copy->setEnabled(item != nullptr);
    if (!item) {
        m_factsView->showHint(tr("Choose a bulk or one of its transfers."));
        return;
    }
    const QString id = item->data(Id, IdRole).toString();
    m_facts->clear();
    const auto* top = isBulk ? item : item->parent();
    const auto row = m_rows.value(top->data(Id, IdRole).toString());
    m_trace->setEnabled(!isBulk || !row.traceId.isEmpty());
    if (isBulk) {
        m_facts->add(tr("Bulk"), id, kit::FactSheet::Shape::Mono);
        m_facts->add(tr("State"), models::bulkStateOf(row.state).text);
        m_facts->add(tr("Transfers"), kit::countText(row.transfers));
        m_facts->add(tr("Received"), timeText(row.receivedAt));
        m_facts->add(tr("Changed"), timeText(row.changedAt));
        m_facts->add(tr("Expires"), timeText(row.expiresAt));
        if (row.completedAt) m_facts->add(tr("Completed"), timeText(*row.completedAt));
    } else {
        m_facts->add(tr("Transfer"), id, kit::FactSheet::Shape::Mono);
        m_facts->add(tr("In the bulk"), item->text(StateColumn));
        m_facts->add(tr("In the ledger"), m_texts.value(id));
        m_facts->add(tr("Amount"), item->text(AmountColumn) + QLatin1Char(' ') + item->text(CurrencyColumn));
        m_facts->add(tr("Place"), tr("%1 of %2")
                                      .arg(top->indexOfChild(const_cast<QTreeWidgetItem*>(item)) + 1)
                                      .arg(top->childCount()));
    }
    if (!item->text(ErrorColumn).isEmpty()) m_facts->add(tr("Error"), item->text(ErrorColumn));
    m_factsView->showContent();
}

void BulkView::openCurrent()
{
    if (!m_open->isEnabled()) return;
    Jump jump;
    jump.pane = QStringLiteral("transfers");
    jump.transferId = m_tree->currentItem()->data(Id, IdRole).toString();
    Q_EMIT jumped(jump);
}

bool BulkView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_tree || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    auto* item = m_tree->currentItem();
    if ((key != Qt::Key_Return && key != Qt::Key_Enter) || !item) return false;
    if (item->data(Id, IsBulkRole).toBool())
        item->setExpanded(!item->isExpanded());
    else
        openCurrent();
    return true;
}

void BulkView::showListState()
{
    const int count = m_tree->topLevelItemCount();
    if (count > 0)
        m_list->showContent();
    else if (m_filter->expression().isEmpty())
        m_list->showFirstRun(
            tr("No bulk of transfers has reached the hub yet. A DFSP sends one with POST /bulkTransfers."),
            tr("Open participants"));
    else
        m_list->showNothingMatches(tr("No bulk fits this filter."), tr("Clear the filter"));
    m_filter->setNote(m_next.isEmpty() ? tr("%n bulk(s)", nullptr, count)
                                       : tr("%n bulk(s), more below", nullptr, count));
    choose();
}

} // namespace hub::panes
