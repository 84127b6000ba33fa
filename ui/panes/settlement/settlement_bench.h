#pragma once

#include "ui/kit/table_view.h"
#include "ui/kit/widgets.h"
#include "ui/models/finalise_rows.h"
#include "ui/models/settlement_rows.h"
#include "ui/panes/settlement/settlement_actions.h"

namespace hub::panes {

/// One settlement on the bench: the ladder of its states, its accounts, what can be done next, and the job
/// that finalises it. A bank's file may be dropped on it. GUI thread.
class SettlementBench final : public QWidget
{
    Q_OBJECT
public:
    SettlementBench(SettlementActions& actions, QSettings* settings, QWidget* parent);
    void show(const api::SettlementDetail& detail);
    /// The job of the settlement that is shown; nothing: it has none.
    void showJob(const std::optional<api::FinaliseRow>& job);
    const api::SettlementDetail* detail() const { return m_detail ? &*m_detail : nullptr; }
    bool isFinalising() const { return m_job && m_job->state == api::FinaliseState::Running; }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildLayout();
    void showButtons();
    bool mayFinalise() const;
    std::vector<api::SettlementAccountRow> chosenAccounts() const;
    /// One side of the pair that is chosen, by one of its rows or both; nothing when it is not one pair.
    std::optional<api::SettlementAccountRow> chosenPair() const;

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
    QPushButton* m_finalise;
    QPushButton* m_stop;
    kit::FigureLabel* m_progress;
    models::FinaliseStepsModel* m_steps;
    kit::TableView* m_stepTable;
    std::optional<api::FinaliseRow> m_job;
    QPushButton* m_step;
    QPushButton* m_stepChosen;
    QPushButton* m_abortPair;
    QPushButton* m_abort;
};

} // namespace hub::panes
