#include "ui/panes/transfers/forwarded_view.h"

#include "ui/kit/figures.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kPageRows = 100;
constexpr int kTypingMs = 250;
/// Spans are written behind the messages; more often shows nothing more.
constexpr int kPollMs = 2000;

QString timesText(base::Instant at)
{
    return kit::dateTimeText(at) + QStringLiteral(" UTC");
}

} // namespace

ForwardedView::ForwardedView(const PaneContext& context, std::vector<api::ForwardedKind> kinds,
                             const char* name, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_kinds(std::move(kinds))
    , m_model(models::makeForwardedModel(m_kinds, this))
    , m_table(new kit::TableView(this))
    , m_list(new kit::StatefulView(m_table, this))
    , m_detail(new ForwardedDetailView(this))
    , m_detailView(new kit::StatefulView(m_detail, this))
    , m_filter(new kit::FilterBar(this))
    , m_kind(new QComboBox(this))
{
    setObjectName(QString::fromLatin1(name) + QStringLiteral("View"));
    m_table->setModel(m_model);
    m_table->persistAs(context.settings, QString::fromLatin1(name));
    m_table->setAccessibleName(models::forwardedKindText(m_kinds.front()));
    buildFilter(name);
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_detailView);
    split->setSizes({330, 300});
    auto* bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_kind);
    bar->addWidget(m_filter, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(bar);
    layout->addWidget(split, 1);
    m_list->showLoading();
    m_detailView->showHint(tr("Choose a line to see its messages."));
    connect(m_table, &kit::TableView::currentKeyChanged, this, &ForwardedView::loadDetail);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > 0 && value >= m_table->verticalScrollBar()->maximum() - 10) loadMore();
    });
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::Failed) return search();
        if (!m_next.isEmpty()) return loadMore();
        if (m_list->state() == kit::ViewState::NothingMatches) return m_filter->edit().clear();
        Jump jump;
        jump.pane = QStringLiteral("participants");
        Q_EMIT jumped(jump);
    });
    connect(m_detailView, &kit::StatefulView::actionRequested, this,
            [this] { loadDetail(m_table->currentKey()); });
    connect(m_detail, &ForwardedDetailView::jumped, this, &ForwardedView::jumped);
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &ForwardedView::poll);
}

void ForwardedView::buildFilter(const char* name)
{
    m_kind->setObjectName(QString::fromLatin1(name) + QStringLiteral("Kind"));
    m_kind->setAccessibleName(tr("Kind of message"));
    for (const auto kind : m_kinds)
        m_kind->addItem(models::forwardedKindText(kind), static_cast<int>(kind));
    m_kind->setVisible(m_kinds.size() > 1);
    const bool isLookup = m_kinds.front() == api::ForwardedKind::Lookup;
    QStringList fields{QStringLiteral("id"), QStringLiteral("fsp"), QStringLiteral("state"),
                       QStringLiteral("error")};
    if (isLookup) fields << QStringLiteral("party");
    m_filter->setFields(fields);
    m_filter->setExample(isLookup ? QStringLiteral("state == failed && party == 27713803912")
                                  : QStringLiteral("fsp == greenbank && state == refused"));
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &ForwardedView::search);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] { m_typing.start(); });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ForwardedView::search);
}

api::ForwardedKind ForwardedView::kind() const
{
    return static_cast<api::ForwardedKind>(m_kind->currentData().toInt());
}

bool ForwardedView::isOpen() const
{
    return m_filter->expression().isEmpty();
}

void ForwardedView::setShown(bool shown)
{
    if (!shown) return m_poll.stop();
    m_poll.start();
    search();
    m_table->setFocus();
}

void ForwardedView::refresh()
{
    search();
}

void ForwardedView::find(api::ForwardedKind wanted, const QString& id)
{
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(wanted)));
    m_filter->setText(id);
    m_typing.stop();
    search();
}

std::optional<api::ForwardedFilter> ForwardedView::filterOf()
{
    api::ForwardedFilter filter;
    filter.kind = kind();
    for (const auto& term : m_filter->expression().terms()) {
        const QString& value = term.values.front();
        bool isTaken = term.values.size() == 1 &&
                       (term.op == kit::FilterOperator::Equal || term.op == kit::FilterOperator::Contains);
        if (term.field == QStringLiteral("state")) {
            filter.state = models::parseForwardedState(value);
            isTaken = isTaken && filter.state.has_value();
        } else if (term.field == QStringLiteral("fsp"))
            filter.fsp = value;
        else if (term.field == QStringLiteral("error"))
            filter.errorCode = value;
        else if (term.field == QStringLiteral("party"))
            filter.party = value;
        else
            filter.id = value;
        if (isTaken) continue;
        m_filter->setNote(
            tr("“%1” cannot be searched with this value").arg(term.field.isEmpty() ? value : term.field));
        return std::nullopt;
    }
    return filter;
}

void ForwardedView::search()
{
    const auto filter = filterOf();
    if (!filter) return;
    const quint64 asked = ++m_asked;
    m_loadingMore = false;
    take(m_context.hub.forwarded.search(*filter, {QString(), kPageRows}),
         [this, asked](const api::Result<api::ForwardedPage>& result) {
             // Only the answer to the newest question counts.
             if (asked != m_asked) return;
             if (!result) return Q_EMIT failed(m_list, result.error(), m_loaded);
             m_loaded = true;
             m_next = result->next;
             m_lookedBackTo = result->lookedBackTo;
             const QString chosen = m_table->currentKey();
             m_model->reset(result->rows);
             showListState();
             if (!chosen.isEmpty()) m_table->selectKey(chosen);
             if (m_table->currentKey().isEmpty() && !isOpen() && m_model->rowCount() > 0)
                 m_table->setCurrentIndex(m_model->index(0, 0));
         });
}

// New ones come in front; what has been answered meanwhile changes in place.
void ForwardedView::poll()
{
    if (!isVisible() || !m_loaded || !isOpen()) return;
    const quint64 asked = m_asked;
    api::ForwardedFilter filter;
    filter.kind = kind();
    take(m_context.hub.forwarded.search(filter, {QString(), kPageRows}),
         [this, asked](const api::Result<api::ForwardedPage>& result) {
             if (asked != m_asked || !result) return;
             if (m_model->rowCount() == 0) {
                 m_next = result->next;
                 m_lookedBackTo = result->lookedBackTo;
             }
             std::vector<api::ForwardedRow> oldestFirst(result->rows.rbegin(), result->rows.rend());
             auto* bar = m_table->verticalScrollBar();
             const int before = m_model->rowCount();
             const bool isReading = bar->value() > 0;
             m_model->prepend(std::move(oldestFirst));
             if (isReading) bar->setValue(bar->value() + m_model->rowCount() - before);
             showListState();
         });
}

void ForwardedView::loadMore()
{
    const auto filter = filterOf();
    if (!filter || m_next.isEmpty() || m_loadingMore) return;
    m_loadingMore = true;
    const quint64 asked = m_asked;
    take(m_context.hub.forwarded.search(*filter, {m_next, kPageRows}),
         [this, asked](const api::Result<api::ForwardedPage>& result) {
             if (asked != m_asked) return;
             m_loadingMore = false;
             if (!result) return Q_EMIT failed(m_list, result.error(), true);
             m_next = result->next;
             if (result->lookedBackTo) m_lookedBackTo = result->lookedBackTo;
             m_model->upsert(result->rows);
             showListState();
         });
}

void ForwardedView::showListState()
{
    const QString further = tr("Look further back");
    if (m_model->rowCount() > 0)
        m_list->showContent();
    else if (!m_next.isEmpty())
        m_list->showNothingMatches(m_lookedBackTo
                                       ? tr("Nothing fits back to %1.").arg(timesText(*m_lookedBackTo))
                                       : tr("Nothing of this kind is among the newest messages."),
                                   further);
    else if (isOpen())
        m_list->showFirstRun(tr("None is kept. The hub passes these messages on without storing them; what "
                                "is shown here comes from their traces."),
                             tr("Open participants"));
    else
        m_list->showNothingMatches(tr("Nothing that is kept fits this filter."), tr("Clear the filter"));
    m_filter->setNote(m_next.isEmpty() ? tr("%n row(s)", nullptr, m_model->rowCount())
                                       : tr("%n row(s), more below", nullptr, m_model->rowCount()));
}

void ForwardedView::loadDetail(const QString& key)
{
    const auto* row = m_model->find(key);
    if (!row) return;
    const quint64 asked = ++m_detailAsked;
    take(m_context.hub.forwarded.one(row->kind, row->id),
         [this, asked](const api::Result<api::ForwardedDetail>& result) {
             if (asked != m_detailAsked) return;
             if (!result) return Q_EMIT failed(m_detailView, result.error(), false);
             m_detail->show(*result);
             m_detailView->showContent();
         });
}

} // namespace hub::panes
