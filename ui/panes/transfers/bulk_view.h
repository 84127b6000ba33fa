#pragma once

#include "ui/kit/fact_sheet.h"
#include "ui/models/forwarded_rows.h"
#include "ui/panes/pane.h"

#include <QtCore/QHash>
#include <QtWidgets/QTreeWidget>

namespace hub::panes {

/// Bulks of transfers as a tree: each with its transfers below, read when it is unfolded. Enter on a transfer
/// leads to it. GUI thread.
class BulkView final : public QWidget
{
    Q_OBJECT
public:
    BulkView(const PaneContext& context, QWidget* parent);
    kit::FilterBar* filterBar() { return m_filter; }
    kit::StatefulView* list() { return m_list; }
    void refresh();
    void setShown(bool shown);

Q_SIGNALS:
    void failed(hub::kit::StatefulView* view, const hub::api::Error& error, bool holdsData);
    void jumped(const hub::panes::Jump& jump);

private:
    void buildTree();
    QWidget* buildHead();
    void search();
    void find(const QString& id);
    void loadMore();
    void addRows(const std::vector<api::BulkRow>& rows);
    void loadItems(QTreeWidgetItem* item);
    void fill(QTreeWidgetItem* item, const api::BulkDetail& detail);
    void choose();
    void openCurrent();
    void showListState();
    bool eventFilter(QObject* watched, QEvent* event) override;
    template <class T, class Handler>
    void take(QFuture<api::Result<T>> future, Handler handle)
    {
        api::whenDone(future, this, std::move(handle));
    }

    const PaneContext m_context;
    QTreeWidget* m_tree;
    kit::StatefulView* m_list;
    kit::FilterBar* m_filter;
    kit::FactSheet* m_facts;
    kit::StatefulView* m_factsView;
    QPushButton* m_open;
    QPushButton* m_trace;
    QPushButton* m_copy;
    QTimer m_typing;
    QHash<QString, api::BulkRow> m_rows;
    QHash<QString, QString> m_texts;
    QString m_next;
    quint64 m_asked = 0;
    bool m_loaded = false;
    bool m_loadingMore = false;
};

} // namespace hub::panes
