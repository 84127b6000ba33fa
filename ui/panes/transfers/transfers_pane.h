#pragma once

#include "ui/kit/table_view.h"
#include "ui/models/tables.h"
#include "ui/panes/pane.h"
#include "ui/panes/transfers/bulk_view.h"
#include "ui/panes/transfers/forwarded_view.h"
#include "ui/panes/transfers/transfer_detail_view.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>

namespace hub::panes {

/// The whole payment: transfers (the live tail while nothing narrows, else pages out of the store, or those
/// that are stuck), and beside them look-ups, quotes, requests and bulks; the chosen one below with its
/// ladder.
class TransfersPane final : public Pane
{
    Q_OBJECT
public:
    /// Rows that the live tail holds.
    static constexpr int kTailRows = 1000;
    explicit TransfersPane(const PaneContext& context, QWidget* parent = nullptr);
    void arrive(const Jump& jump) override;
    void refresh() override;
    kit::FilterBar* filterBar() override;

private:
    /// What of the payment is shown, in the order of the tabs.
    enum Part { Transfers, Lookups, Quotes, Requests, Bulks };
    void buildTools();
    void buildList();
    void buildParts(QWidget* transfers);
    void showPart(int part);
    ForwardedView* forwardedPart(int part) const;
    void showStuck(bool stuck);
    void searchStuck();
    void loadQuote(const QString& quoteId);
    void search();
    void loadMore();
    void takeBatch(const api::FeedBatch& batch);
    void showListState();
    void setPaused(bool paused);
    void loadDetail(const QString& id);
    void clearNarrowing();
    void showSent();
    void openTraceOfTransfer();

    models::TransfersModel* m_model;
    kit::TableView* m_table;
    kit::StatefulView* m_list;
    TransferDetailView* m_detail;
    kit::StatefulView* m_detailView;
    kit::FilterBar* m_filter;
    QTabBar* m_parts;
    QStackedWidget* m_pages;
    ForwardedView* m_lookups;
    ForwardedView* m_quotes;
    ForwardedView* m_requests;
    BulkView* m_bulks;
    QPushButton* m_stuck;
    QToolButton* m_pause;
    QLabel* m_live;
    QPushButton* m_sent;
    QTimer m_typing;
    api::Subscription m_feed;
    api::TransferFilter m_base;
    QString m_baseText;
    api::TransferFilter m_filterInUse;
    QString m_next;
    qint64 m_total = -1;
    QString m_wanted;
    quint64 m_asked = 0;
    quint64 m_detailAsked = 0;
    qint64 m_waiting = 0;
    bool m_paused = false;
    bool m_loaded = false;
    bool m_loadingMore = false;
};

} // namespace hub::panes
