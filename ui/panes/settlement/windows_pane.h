#pragma once

#include "ui/kit/sort_proxy.h"
#include "ui/kit/table_view.h"
#include "ui/models/settlement_rows.h"
#include "ui/panes/pane.h"
#include "ui/panes/report_saver.h"
#include "ui/panes/settlement/settlement_actions.h"
#include "ui/panes/settlement/window_content_view.h"

namespace hub::panes {

/// Settlement windows: the list, what is in the chosen one down to its transfers, closing with its figures
/// and the way to its settlement.
class WindowsPane final : public Pane
{
    Q_OBJECT
public:
    explicit WindowsPane(const PaneContext& context, QWidget* parent = nullptr);
    void arrive(const Jump& jump) override;
    void refresh() override;
    kit::FilterBar* filterBar() override { return m_filter; }

private:
    void buildTools();
    void buildList();
    void showListState();
    void choose();
    void loadDetail();
    void showProgress();
    void settleChosen();
    const api::WindowRow* openWindow() const;
    /// The selected windows that can be settled.
    std::vector<domain::WindowId> settleable() const;

    models::WindowsModel* m_model;
    kit::SortProxy* m_proxy;
    kit::TableView* m_table;
    kit::StatefulView* m_list;
    kit::FilterBar* m_filter;
    SettlementActions* m_actions;
    WindowContentView* m_content;
    kit::StatefulView* m_contentView;
    QPushButton* m_close;
    QPushButton* m_settle;
    QPushButton* m_report;
    ReportSaver* m_saver;
    QPushButton* m_retry;
    kit::FigureLabel* m_progress;
    /// The window whose way to CLOSED is shown; 0: none.
    domain::WindowId m_closing;
    api::Subscription m_feed;
    QTimer m_second;
    int m_seconds = 0;
    quint64 m_detailAsked = 0;
    bool m_loaded = false;
};

} // namespace hub::panes
