#include "ui/panes/participants/participants_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"
#include "ui/panes/participants/create_participant_dialog.h"

#include <QtWidgets/QSplitter>

#include <algorithm>

namespace hub::panes {

ParticipantsPane::ParticipantsPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Participants"), parent)
    , m_model(models::makeParticipantsModel(this))
    , m_proxy(new kit::SortProxy(this))
    , m_table(new kit::TableView(this))
    , m_list(new kit::StatefulView(m_table, this))
    , m_filter(new kit::FilterBar(this))
    , m_new(new kit::AsyncButton(tr("Create participant"), this))
    , m_actions(new ParticipantActions(context.hub, this))
    , m_accountActions(new AccountActions(context.hub, this))
    , m_detail(new ParticipantDetailView(context.hub, *m_actions, *m_accountActions, this))
    , m_detailView(new kit::StatefulView(m_detail, this))
{
    m_new->setObjectName(QStringLiteral("createParticipantButton"));
    m_new->setProperty("role", QStringLiteral("primary"));
    m_new->setIcon(kit::icon(QStringLiteral("plus"), kit::Token::OnAccent));
    tools().addWidget(m_new);
    connect(m_new, &QPushButton::clicked, this, &ParticipantsPane::create);
    buildList();
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_detailView);
    split->setSizes({300, 330});
    body().addWidget(split, 1);
    watchAge(m_list);
    m_list->showLoading();
    m_detailView->showHint(tr("Choose a participant to see its accounts."));
    connect(m_detail, &ParticipantDetailView::failed, this, [this](const api::Error& error) {
        showFailedAction(error, tr("The list below is not complete."));
    });
    connect(m_detail, &ParticipantDetailView::transfersRequested, this, [this](const QString& name) {
        Jump jump;
        jump.pane = QStringLiteral("transfers");
        api::TransferFilter filter;
        filter.fsp = name;
        jump.transfers = filter;
        jump.filterText = tr("from or to %1").arg(name);
        this->context().navigator.go(jump);
    });
    connect(m_detail, &ParticipantDetailView::fixRequested, this,
            [this](const QString& pane, const QString& name) {
                Jump jump;
                jump.pane = pane;
                jump.participant = name;
                this->context().navigator.go(jump);
            });
    for (auto* actions :
         {static_cast<OperatorActions*>(m_actions), static_cast<OperatorActions*>(m_accountActions)}) {
        connect(actions, &OperatorActions::done, this, [this](const QString& words) {
            refresh();
            m_detail->reload();
            banner().showDone(words);
        });
        connect(actions, &OperatorActions::failed, this, &ParticipantsPane::showFailedAction);
    }
    m_feed =
        context.hub.feeds.subscribe(api::FeedKind::Participants, this, [this](const api::FeedBatch& batch) {
            if (!m_loaded) return;
            m_model->upsert(batch.participants);
            showListState();
            choose(m_table->currentKey());
        });
    refresh();
}

void ParticipantsPane::buildList()
{
    m_proxy->setSourceModel(m_model);
    m_table->setAccessibleName(tr("Participants"));
    m_table->setModel(m_proxy);
    constexpr int kUsedColumn = 3;
    m_table->setStretchColumn(kUsedColumn);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->persistAs(context().settings, QStringLiteral("participants"));
    m_filter->setFields(m_proxy->fields());
    m_filter->setExample(QStringLiteral("active == inactive"));
    body().addWidget(m_filter);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] {
        m_proxy->setExpression(m_filter->expression());
        showListState();
    });
    connect(m_table, &kit::TableView::currentKeyChanged, this, &ParticipantsPane::choose);
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::FirstRun) return create();
        if (m_list->state() == kit::ViewState::NothingMatches) return m_filter->edit().clear();
        refresh();
    });
}

void ParticipantsPane::arrive(const Jump& jump)
{
    if (!jump.participant.isEmpty()) {
        m_filter->edit().clear();
        m_wanted = jump.participant;
        m_table->selectKey(m_wanted);
    }
    m_table->setFocus();
}

void ParticipantsPane::refresh()
{
    take(context().hub.participants.list(),
         [this](const api::Result<std::vector<api::ParticipantRow>>& result) {
             if (!result) return showError(*m_list, result.error(), m_loaded);
             m_loaded = true;
             m_model->setRows(*result);
             showListState();
             if (!m_wanted.isEmpty()) m_table->selectKey(std::exchange(m_wanted, {}));
             if (m_table->currentKey().isEmpty()) chooseFirst();
             choose(m_table->currentKey());
         });
}

void ParticipantsPane::chooseFirst()
{
    // The hub itself is listed, but a DFSP is what the operator came for.
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const QString name = m_proxy->index(row, 0).data(kit::KeyRole).toString();
        const auto* found = m_model->find(name);
        if (found && !found->isHub) return m_table->setCurrentIndex(m_proxy->index(row, 0));
    }
}

void ParticipantsPane::showListState()
{
    const auto rows = m_model->rows();
    const bool onlyHub = std::all_of(rows.begin(), rows.end(), [](const auto& row) { return row.isHub; });
    if (onlyHub)
        m_list->showFirstRun(tr("A scheme starts with its participants: name, currency, cap, first funds and "
                                "callback address."),
                             tr("Create the first participant"));
    else if (m_proxy->rowCount() == 0)
        m_list->showNothingMatches(
            tr("0 of %1 participants match this filter.").arg(kit::countText(m_model->rowCount())),
            tr("Clear the filter"));
    else
        m_list->showContent();
    m_filter->setCounts(m_proxy->rowCount(), m_model->rowCount());
}

void ParticipantsPane::choose(const QString& name)
{
    const auto* row = m_model->find(name);
    if (!row) return;
    m_detail->show(*row);
    m_detailView->showContent();
}

void ParticipantsPane::create()
{
    QStringList taken;
    for (const auto& row : m_model->rows())
        taken << row.name;
    auto* dialog = new CreateParticipantDialog(taken, this);
    connect(dialog, &CreateParticipantDialog::confirmed, this, &ParticipantsPane::onboard);
    dialog->open();
}

void ParticipantsPane::onboard(const OnboardingPlan& plan)
{
    auto* onboarding = new Onboarding(context().hub, plan, this);
    m_new->setBusy(true);
    connect(onboarding, &Onboarding::progressed, this,
            [this, name = plan.name](int done, int all, const QString& step) {
                banner().showInfo(tr("%1: %2 (%3 of %4)").arg(name, step).arg(done).arg(all));
            });
    connect(onboarding, &Onboarding::finished, this,
            [this, name = plan.name](bool complete, const QString& doneSteps, const api::Error& error) {
                m_new->setBusy(false);
                m_wanted = name;
                refresh();
                if (complete) {
                    m_detail->showReadiness();
                    return banner().showDone(tr("%1 is ready.").arg(name));
                }
                showFailedAction(error, doneSteps.isEmpty()
                                            ? tr("%1 was not created.").arg(name)
                                            : tr("Done before: %1. Go on from its detail.").arg(doneSteps));
            });
    onboarding->start();
}

} // namespace hub::panes
