#pragma once

#include "ui/kit/sort_proxy.h"
#include "ui/kit/table_view.h"
#include "ui/models/callback_rows.h"
#include "ui/panes/callbacks/callback_actions.h"
#include "ui/panes/callbacks/delivery_detail_view.h"
#include "ui/panes/pane.h"

namespace hub::panes {

/// Where callbacks go and whether they arrive: participants against kinds of messages, and below it one
/// participant with its addresses, failures and what was given up.
class CallbacksPane final : public Pane
{
    Q_OBJECT
public:
    explicit CallbacksPane(const PaneContext& context, QWidget* parent = nullptr);
    void arrive(const Jump& jump) override;
    void refresh() override;
    kit::FilterBar* filterBar() override { return m_filter; }

private:
    void buildTools();
    void buildList();
    void showListState();
    void choose();
    const api::DestinationRow* chosen() const;

    models::DestinationsModel* m_model;
    kit::SortProxy* m_proxy;
    kit::TableView* m_table;
    kit::StatefulView* m_list;
    kit::FilterBar* m_filter;
    CallbackActions* m_actions;
    DeliveryDetailView* m_detail;
    kit::StatefulView* m_detailView;
    QPushButton* m_pause = nullptr;
    QPushButton* m_probe = nullptr;
    QTimer m_poll;
    QString m_wanted;
    bool m_loaded = false;
    bool m_asking = false;
};

} // namespace hub::panes
