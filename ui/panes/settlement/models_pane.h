#pragma once

#include "ui/kit/sort_proxy.h"
#include "ui/kit/table_view.h"
#include "ui/models/settlement_rows.h"
#include "ui/panes/pane.h"
#include "ui/panes/settlement/settlement_actions.h"

namespace hub::panes {

/// Settlement models, and which of them settles what.
class ModelsPane final : public Pane
{
    Q_OBJECT
public:
    explicit ModelsPane(const PaneContext& context, QWidget* parent = nullptr);
    void arrive(const Jump& jump) override;
    void refresh() override;
    kit::FilterBar* filterBar() override { return m_filter; }

private:
    void buildList();
    void showListState();
    void showReach();
    void choose();

    models::SettlementModelsModel* m_model;
    models::ModelReachModel* m_reach;
    kit::SortProxy* m_proxy;
    kit::TableView* m_table;
    kit::TableView* m_reachTable;
    kit::StatefulView* m_list;
    kit::FilterBar* m_filter;
    SettlementActions* m_actions;
    QPushButton* m_new;
    QPushButton* m_toggle;
    /// Account types and currencies that participants have.
    std::vector<std::pair<QString, domain::Currency>> m_used;
    bool m_loaded = false;
};

} // namespace hub::panes
