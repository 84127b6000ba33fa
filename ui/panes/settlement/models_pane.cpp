#include "ui/panes/settlement/models_pane.h"

#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/account_lines.h"
#include "ui/models/wording.h"

#include <algorithm>

namespace hub::panes {

ModelsPane::ModelsPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Settlement models"), parent)
    , m_model(models::makeSettlementModelsModel(this))
    , m_reach(models::makeModelReachModel(this))
    , m_proxy(new kit::SortProxy(this))
    , m_table(new kit::TableView(this))
    , m_reachTable(new kit::TableView(this))
    , m_list(new kit::StatefulView(m_table, this))
    , m_filter(new kit::FilterBar(this))
    , m_actions(new SettlementActions(context.hub, this))
    , m_new(new QPushButton(kit::icon(QStringLiteral("plus"), kit::Token::OnAccent), tr("New model"), this))
    , m_toggle(new QPushButton(tr("Deactivate"), this))
{
    m_new->setObjectName(QStringLiteral("newModel"));
    m_new->setProperty("role", QStringLiteral("primary"));
    m_toggle->setObjectName(QStringLiteral("toggleModel"));
    tools().addWidget(m_toggle);
    tools().addWidget(m_new);
    connect(m_new, &QPushButton::clicked, this, [this] { m_actions->createModel(m_model->rows()); });
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        if (const auto* row = m_model->find(m_table->currentKey()))
            m_actions->setModelActive(*row, !row->active);
    });
    buildList();
    body().addWidget(m_list, 3);
    body().addWidget(kit::makeSection(tr("Which model settles what"), this));
    m_reachTable->setAccessibleName(tr("Which model settles what"));
    m_reachTable->setModel(m_reach);
    m_reachTable->persistAs(context.settings, QStringLiteral("modelReach"));
    body().addWidget(m_reachTable, 2);
    watchAge(m_list);
    m_list->showLoading();
    connect(m_actions, &OperatorActions::done, this, [this](const QString& words) {
        refresh();
        banner().showDone(words);
    });
    connect(m_actions, &OperatorActions::failed, this, &ModelsPane::showFailedAction);
    choose();
    refresh();
}

void ModelsPane::buildList()
{
    m_proxy->setSourceModel(m_model);
    m_table->setAccessibleName(tr("Settlement models"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->persistAs(context().settings, QStringLiteral("settlementModels"));
    m_filter->setFields(m_proxy->fields());
    m_filter->setExample(QStringLiteral("active == active && currency == USD"));
    body().addWidget(m_filter);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] {
        m_proxy->setExpression(m_filter->expression());
        showListState();
    });
    connect(m_table, &kit::TableView::currentKeyChanged, this, &ModelsPane::choose);
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::NothingMatches) return m_filter->edit().clear();
        if (m_list->state() == kit::ViewState::FirstRun) return m_actions->createModel({});
        refresh();
    });
}

void ModelsPane::arrive(const Jump&)
{
    m_table->setFocus();
}

void ModelsPane::refresh()
{
    take(context().hub.settlement.models(),
         [this](const api::Result<std::vector<api::SettlementModelRow>>& result) {
             if (!result) return showError(*m_list, result.error(), m_loaded);
             m_loaded = true;
             m_model->setRows(*result);
             showListState();
             if (m_table->currentKey().isEmpty() && m_proxy->rowCount() > 0)
                 m_table->setCurrentIndex(m_proxy->index(0, 0));
             showReach();
             choose();
         });
    take(context().hub.participants.accounts(QString()),
         [this](const api::Result<std::vector<api::AccountRow>>& result) {
             if (!result) return;
             m_used.clear();
             for (const auto& row : *result) {
                 const bool isSettled = row.type == domain::AccountType::Position ||
                                        row.type == domain::AccountType::InterchangeFee;
                 const std::pair<QString, domain::Currency> pair{row.typeName, row.currency};
                 if (isSettled && std::find(m_used.begin(), m_used.end(), pair) == m_used.end())
                     m_used.push_back(pair);
             }
             std::sort(m_used.begin(), m_used.end(), [](const auto& a, const auto& b) {
                 return a.first != b.first ? a.first > b.first : a.second.code() < b.second.code();
             });
             showReach();
         });
}

void ModelsPane::showListState()
{
    if (m_model->rowCount() == 0)
        m_list->showFirstRun(
            tr("A model says how the movements of one kind of account are settled. Without one no "
               "window can be settled."),
            tr("Create the first model"));
    else if (m_proxy->rowCount() == 0)
        m_list->showNothingMatches(
            tr("0 of %1 models match this filter.").arg(kit::countText(m_model->rowCount())),
            tr("Clear the filter"));
    else
        m_list->showContent();
    m_filter->setCounts(m_proxy->rowCount(), m_model->rowCount());
}

void ModelsPane::showReach()
{
    if (m_loaded) m_reach->setRows(models::reachOf(m_model->rows(), m_used));
}

void ModelsPane::choose()
{
    const auto* row = m_model->find(m_table->currentKey());
    m_toggle->setEnabled(row != nullptr);
    m_toggle->setText(row && !row->active ? tr("Activate") : tr("Deactivate"));
}

} // namespace hub::panes
