#pragma once

#include "ui/kit/sort_proxy.h"
#include "ui/kit/table_view.h"
#include "ui/models/settlement_rows.h"
#include "ui/panes/pane.h"
#include "ui/panes/report_saver.h"
#include "ui/panes/settlement/settlement_actions.h"
#include "ui/panes/settlement/settlement_bench.h"

namespace hub::panes {

/// Settlements: the list, and the chosen one on the bench.
class SettlementsPane final : public Pane
{
    Q_OBJECT
public:
    explicit SettlementsPane(const PaneContext& context, QWidget* parent = nullptr);
    void arrive(const Jump& jump) override;
    void refresh() override;
    kit::FilterBar* filterBar() override { return m_filter; }

private:
    void buildList();
    void showListState();
    void loadDetail();
    void loadJob();
    void create(const std::vector<domain::WindowId>& wanted);

    models::SettlementsModel* m_model;
    kit::SortProxy* m_proxy;
    kit::TableView* m_table;
    kit::StatefulView* m_list;
    kit::FilterBar* m_filter;
    SettlementActions* m_actions;
    SettlementBench* m_bench;
    kit::StatefulView* m_benchView;
    QPushButton* m_new;
    QPushButton* m_report;
    ReportSaver* m_saver;
    QString m_wanted;
    api::Subscription m_feed;
    QTimer m_second;
    int m_seconds = 0;
    quint64 m_detailAsked = 0;
    bool m_loaded = false;
};

} // namespace hub::panes
