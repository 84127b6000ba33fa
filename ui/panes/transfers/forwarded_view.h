#pragma once

#include "ui/kit/fact_sheet.h"
#include "ui/kit/ladder_view.h"
#include "ui/kit/table_view.h"
#include "ui/models/forwarded_rows.h"
#include "ui/models/tables.h"
#include "ui/panes/pane.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

namespace hub::panes {

/// One question between DFSPs: who asked whom what, with the ladder of its messages. GUI thread.
class ForwardedDetailView final : public QWidget
{
    Q_OBJECT
public:
    explicit ForwardedDetailView(QWidget* parent = nullptr);
    void show(const api::ForwardedDetail& detail);

Q_SIGNALS:
    void jumped(const hub::panes::Jump& jump);

private:
    QWidget* buildHead();
    void showFacts(const api::ForwardedDetail& detail);

    std::optional<api::ForwardedRow> m_row;
    QLabel* m_idLabel;
    kit::FigureLabel* m_state;
    QLabel* m_route;
    QLabel* m_cause;
    kit::LadderView* m_ladder;
    kit::FactSheet* m_facts;
    models::CallbacksModel* m_deliveries;
};

/// A list of look-ups, of quotes or of requests: the newest first, older ones by page, searched by a filter
/// line; the chosen one below. GUI thread.
class ForwardedView final : public QWidget
{
    Q_OBJECT
public:
    /// One or two kinds; with two a box chooses. `name` is the object name of the list.
    ForwardedView(const PaneContext& context, std::vector<api::ForwardedKind> kinds, const char* name,
                  QWidget* parent);
    kit::FilterBar* filterBar() { return m_filter; }
    kit::StatefulView* list() { return m_list; }
    void refresh();
    /// Looks for one id.
    void find(api::ForwardedKind kind, const QString& id);
    /// While it is not shown it does not ask.
    void setShown(bool shown);

Q_SIGNALS:
    void failed(hub::kit::StatefulView* view, const hub::api::Error& error, bool holdsData);
    void jumped(const hub::panes::Jump& jump);

private:
    void buildFilter(const char* name);
    void search();
    void poll();
    void loadMore();
    void loadDetail(const QString& key);
    void showListState();
    /// Nothing when a term cannot be asked; says which.
    std::optional<api::ForwardedFilter> filterOf();
    api::ForwardedKind kind() const;
    bool isOpen() const;
    template <class T, class Handler>
    void take(QFuture<api::Result<T>> future, Handler handle)
    {
        api::whenDone(future, this, std::move(handle));
    }

    const PaneContext m_context;
    const std::vector<api::ForwardedKind> m_kinds;
    models::ForwardedModel* m_model;
    kit::TableView* m_table;
    kit::StatefulView* m_list;
    ForwardedDetailView* m_detail;
    kit::StatefulView* m_detailView;
    kit::FilterBar* m_filter;
    QComboBox* m_kind;
    QTimer m_typing;
    QTimer m_poll;
    QString m_next;
    std::optional<base::Instant> m_lookedBackTo;
    quint64 m_asked = 0;
    quint64 m_detailAsked = 0;
    bool m_loaded = false;
    bool m_loadingMore = false;
};

} // namespace hub::panes
