#include "ui/panes/callbacks/callbacks_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"

#include <QtWidgets/QSplitter>

#include <utility>

namespace hub::panes {

namespace {

constexpr int kPollMs = 1000;

} // namespace

CallbacksPane::CallbacksPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Callbacks"), parent)
    , m_model(models::makeDestinationsModel(context.clock, this))
    , m_proxy(new kit::SortProxy(this))
    , m_table(new kit::TableView(this))
    , m_list(new kit::StatefulView(m_table, this))
    , m_filter(new kit::FilterBar(this))
    , m_actions(new CallbackActions(context.hub, this))
    , m_detail(new DeliveryDetailView(context.hub, *m_actions, context.settings, this))
    , m_detailView(new kit::StatefulView(m_detail, this))
{
    buildTools();
    buildList();
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_detailView);
    split->setSizes({240, 380});
    body().addWidget(split, 1);
    watchAge(m_list);
    m_list->showLoading();
    m_detailView->setObjectName(QStringLiteral("detailView"));
    m_detailView->showHint(tr("Choose a participant to see its addresses and failures."));
    connect(m_detail, &DeliveryDetailView::traceRequested, this, &CallbacksPane::openTrace);
    connect(m_detail, &DeliveryDetailView::transferRequested, this, [this](const QString& id) {
        Jump jump;
        jump.pane = QStringLiteral("transfers");
        jump.transferId = id;
        this->context().navigator.go(jump);
    });
    connect(m_actions, &OperatorActions::done, this, [this](const QString& words) {
        refresh();
        m_detail->reload();
        banner().showDone(words);
    });
    connect(m_actions, &CallbackActions::told, this, [this](const QString& words) {
        refresh();
        banner().showInfo(words);
    });
    connect(m_actions, &OperatorActions::failed, this,
            [this](const api::Error& error, const QString& unchanged) {
                refresh();
                showFailedAction(error, unchanged);
            });
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (isVisible()) refresh();
    });
    m_poll.start();
    choose();
    refresh();
}

void CallbacksPane::buildTools()
{
    const auto button = [this](const char* name, const QString& text, const char* icon) {
        auto* made = new QPushButton(kit::icon(QString::fromLatin1(icon)), text, this);
        made->setObjectName(QString::fromLatin1(name));
        tools().addWidget(made);
        return made;
    };
    m_probe = button("probe", tr("Probe addresses"), "search");
    m_pause = button("pauseDeliveries", tr("Pause deliveries"), "pause");
    connect(m_probe, &QPushButton::clicked, this, [this] {
        if (const auto* row = chosen()) m_actions->probe(*row);
    });
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (const auto* row = chosen()) m_actions->setPaused(*row, !row->paused);
    });
}

void CallbacksPane::buildList()
{
    m_proxy->setSourceModel(m_model);
    m_table->setAccessibleName(tr("Participants and their kinds of messages"));
    m_table->setModel(m_proxy);
    m_table->setStretchColumn(0);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->persistAs(context().settings, QStringLiteral("destinations"));
    m_filter->setFields(m_proxy->fields());
    m_filter->setExample(QStringLiteral("state == paused || dead > 0"));
    body().addWidget(m_filter);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] {
        m_proxy->setExpression(m_filter->expression());
        showListState();
    });
    connect(m_table, &kit::TableView::currentKeyChanged, this, &CallbacksPane::choose);
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::NothingMatches) return m_filter->edit().clear();
        if (m_list->state() == kit::ViewState::FirstRun) {
            Jump jump;
            jump.pane = QStringLiteral("participants");
            return context().navigator.go(jump);
        }
        refresh();
    });
}

void CallbacksPane::arrive(const Jump& jump)
{
    if (!jump.participant.isEmpty()) {
        m_filter->edit().clear();
        m_wanted = jump.participant;
        m_table->selectKey(m_wanted);
    }
    m_table->setFocus();
}

void CallbacksPane::refresh()
{
    // One question at a time: a hub that is slow gets no queue of them.
    if (std::exchange(m_asking, true)) return;
    take(context().hub.callbacks.overview(),
         [this](const api::Result<std::vector<api::DestinationRow>>& rows) {
             m_asking = false;
             if (!rows) return showError(*m_list, rows.error(), m_loaded);
             m_loaded = true;
             m_model->setRows(*rows);
             showListState();
             if (!m_wanted.isEmpty()) m_table->selectKey(std::exchange(m_wanted, {}));
             if (m_table->currentKey().isEmpty() && m_proxy->rowCount() > 0)
                 m_table->setCurrentIndex(m_proxy->index(0, 0));
             choose();
         });
}

void CallbacksPane::showListState()
{
    if (m_model->rowCount() == 0)
        m_list->showFirstRun(tr("Callbacks go to participants, and there is none yet."),
                             tr("Go to the participants"));
    else if (m_proxy->rowCount() == 0)
        m_list->showNothingMatches(
            tr("0 of %1 participants match this filter.").arg(kit::countText(m_model->rowCount())),
            tr("Clear the filter"));
    else
        m_list->showContent();
    m_filter->setCounts(m_proxy->rowCount(), m_model->rowCount());
}

const api::DestinationRow* CallbacksPane::chosen() const
{
    return m_model->find(m_table->currentKey());
}

void CallbacksPane::choose()
{
    const auto* row = chosen();
    m_pause->setEnabled(row != nullptr);
    m_probe->setEnabled(row != nullptr);
    if (row == nullptr) return;
    m_pause->setText(row->paused ? tr("Resume deliveries") : tr("Pause deliveries"));
    m_pause->setIcon(kit::icon(row->paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_detail->show(*row);
    m_detailView->showContent();
}

} // namespace hub::panes
