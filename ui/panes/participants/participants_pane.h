#pragma once

#include "ui/kit/sort_proxy.h"
#include "ui/kit/table_view.h"
#include "ui/models/tables.h"
#include "ui/panes/pane.h"
#include "ui/panes/participants/onboarding.h"
#include "ui/panes/participants/participant_detail_view.h"

namespace hub::panes {

/// Participants: list above, the chosen one with accounts, limits and callbacks below; creating one step by
/// step.
class ParticipantsPane final : public Pane
{
    Q_OBJECT
public:
    explicit ParticipantsPane(const PaneContext& context, QWidget* parent = nullptr);
    void arrive(const Jump& jump) override;
    void refresh() override;
    kit::FilterBar* filterBar() override { return m_filter; }

private:
    void buildList();
    void showListState();
    void choose(const QString& name);
    void chooseFirst();
    void create();
    void onboard(const OnboardingPlan& plan);

    models::ParticipantsModel* m_model;
    kit::SortProxy* m_proxy;
    kit::TableView* m_table;
    kit::StatefulView* m_list;
    kit::FilterBar* m_filter;
    kit::AsyncButton* m_new;
    ParticipantActions* m_actions;
    AccountActions* m_accountActions;
    ParticipantDetailView* m_detail;
    kit::StatefulView* m_detailView;
    api::Subscription m_feed;
    QString m_wanted;
    bool m_loaded = false;
};

} // namespace hub::panes
