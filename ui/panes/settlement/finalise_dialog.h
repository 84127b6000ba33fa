#pragma once

#include "core/hub/hub_api.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/models/finalise_rows.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

namespace hub::panes {

/// Takes the settlement bank's file (dropped, chosen or named), shows what the seventeen checks say of it and
/// what it would move, and lets the operator choose what happens to balances and caps. An error cannot be
/// passed; each warning is ticked by itself. GUI thread; files are read away from it.
class FinaliseDialog final : public QDialog
{
    Q_OBJECT
public:
    FinaliseDialog(const api::HubApi& hub, const api::SettlementDetail& settlement, QWidget* parent);
    /// As if it had been chosen.
    void open(const QString& path);
    using QDialog::open;
    /// The path of the first local file that is dragged; empty for anything else.
    static QString draggedFile(const QMimeData& data);

Q_SIGNALS:
    void submitted(const hub::api::FinaliseDraft& draft, const hub::api::BankReportCheck& check);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildOptions(QVBoxLayout& layout);
    void choose();
    void load();
    void ask(const QByteArray& bytes, const QString& name);
    void show(const api::BankReportCheck& check);
    void showReady();
    void showLines();
    std::vector<QString> accepted() const;

    const api::HubApi m_hub;
    const api::SettlementDetail m_settlement;
    QLineEdit* m_path;
    QTreeWidget* m_checks;
    kit::StatefulView* m_checksView;
    models::BankLinesModel* m_lines;
    kit::TableView* m_table;
    QCheckBox* m_setLiquidity = nullptr;
    QCheckBox* m_decreaseCaps = nullptr;
    QCheckBox* m_increaseCaps = nullptr;
    QLabel* m_verdict;
    QPushButton* m_action;
    api::BankFile m_file;
    std::optional<api::BankReportCheck> m_check;
    QString m_loaded;
    quint64 m_asked = 0;
};

} // namespace hub::panes
