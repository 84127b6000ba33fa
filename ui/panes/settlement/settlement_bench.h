#pragma once

#include "ui/kit/table_view.h"
#include "ui/kit/widgets.h"
#include "ui/models/settlement_rows.h"
#include "ui/panes/settlement/settlement_actions.h"

namespace hub::panes {

/// One settlement on the bench: the ladder of its states, its accounts, and what can be done next. GUI
/// thread.
class SettlementBench final : public QWidget
{
    Q_OBJECT
public:
    SettlementBench(SettlementActions& actions, QSettings* settings, QWidget* parent);
    void show(const api::SettlementDetail& detail);

private:
    void showButtons();
    std::vector<api::SettlementAccountRow> chosenAccounts() const;

    SettlementActions& m_actions;
    std::optional<api::SettlementDetail> m_detail;
    /// A step is on its way to the hub.
    bool m_acting = false;
    /// What is shown was read before the last step: the same step must not be pressed again.
    bool m_outdated = false;
    QLabel* m_title;
    kit::FigureLabel* m_check;
    models::LadderModel* m_ladder;
    models::SettlementAccountsModel* m_accounts;
    kit::TableView* m_ladderTable;
    kit::TableView* m_accountTable;
    QPushButton* m_step;
    QPushButton* m_stepChosen;
    QPushButton* m_abort;
};

} // namespace hub::panes
