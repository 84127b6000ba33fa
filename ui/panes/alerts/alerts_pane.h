#pragma once

#include "ui/kit/fact_sheet.h"
#include "ui/kit/sort_proxy.h"
#include "ui/kit/table_view.h"
#include "ui/models/alert_rows.h"
#include "ui/panes/operator_actions.h"
#include "ui/panes/pane.h"

namespace hub::panes {

/// Acknowledging an alert: the note that says what is done about it. GUI thread.
class AlertActions final : public OperatorActions
{
    Q_OBJECT
public:
    using OperatorActions::OperatorActions;
    void acknowledge(const api::AlertRow& alert);
};

/// Alerts of the limit rule and of the hub: what fires, since when, who has seen it and what is done about
/// it; from there to the cap that it is about.
class AlertsPane final : public Pane
{
    Q_OBJECT
public:
    explicit AlertsPane(const PaneContext& context, QWidget* parent = nullptr);
    void arrive(const Jump& jump) override;
    void refresh() override;
    kit::FilterBar* filterBar() override { return m_filter; }

private:
    void buildTools();
    void buildList();
    void showListState();
    void showOnlyOpen(bool only);
    void choose();
    void showDetail(const api::AlertRow& alert);
    void openCap();

    models::AlertsModel* m_model;
    kit::SortProxy* m_proxy;
    kit::TableView* m_table;
    kit::StatefulView* m_list;
    kit::FactSheet* m_detail;
    kit::StatefulView* m_detailView;
    kit::FilterBar* m_filter;
    AlertActions* m_actions;
    QPushButton* m_open;
    QPushButton* m_cap;
    QPushButton* m_acknowledge;
    api::Subscription m_feed;
    bool m_loaded = false;
};

} // namespace hub::panes
