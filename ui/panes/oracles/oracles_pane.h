#pragma once

#include "ui/kit/sort_proxy.h"
#include "ui/kit/table_view.h"
#include "ui/models/oracle_rows.h"
#include "ui/panes/oracles/oracle_actions.h"
#include "ui/panes/pane.h"

#include <QtWidgets/QComboBox>

namespace hub::panes {

/// Who is asked where a party is: the oracles with what the hub has seen of them, and the built-in directory
/// below.
class OraclesPane final : public Pane
{
    Q_OBJECT
public:
    explicit OraclesPane(const PaneContext& context, QWidget* parent = nullptr);
    void arrive(const Jump& jump) override;
    void refresh() override;
    kit::FilterBar* filterBar() override { return m_filter; }

private:
    void buildTools();
    void buildList();
    QWidget* buildDirectory();
    void showListState();
    void showDirectoryState();
    void choose();
    void searchDirectory();
    void moreDirectory();
    void chooseImportFile();
    void chooseExportFile();
    api::DirectoryFilter directoryFilter() const;
    const api::OracleRow* chosen() const;

    models::OraclesModel* m_model;
    models::DirectoryModel* m_directory;
    kit::SortProxy* m_proxy;
    kit::TableView* m_table;
    kit::StatefulView* m_list;
    kit::FilterBar* m_filter;
    kit::TableView* m_entries = nullptr;
    kit::StatefulView* m_entriesView = nullptr;
    QComboBox* m_type = nullptr;
    QLineEdit* m_prefix = nullptr;
    QLabel* m_total = nullptr;
    OracleActions* m_actions;
    QPushButton* m_edit = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_removeEntry = nullptr;
    QTimer m_typing;
    QTimer m_poll;
    QString m_next;
    quint64 m_asked = 0;
    bool m_loaded = false;
    bool m_loadingMore = false;
};

} // namespace hub::panes
