#pragma once

#include "core/base/clock.h"
#include "core/hub/hub_api.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/models/account_lines.h"
#include "ui/panes/accounts/account_actions.h"

#include <QtCore/QTimer>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QTabWidget>

namespace hub::panes {

/// What happened to an account: the movements of funds, with the second step of a withdrawal, and every
/// change of the account's value. GUI thread.
class AccountBookView final : public QWidget
{
    Q_OBJECT
public:
    AccountBookView(const api::HubApi& hub, const base::Clock& clock, AccountActions& actions,
                    QSettings* settings, QWidget* parent);
    /// Shows the books of this account; the movements of its participant in its currency.
    void show(const api::AccountRow& account);
    void reload();

Q_SIGNALS:
    void transferRequested(const QString& transferId);

private:
    QWidget* buildMovements(QSettings* settings);
    QWidget* buildMoves(QSettings* settings);
    void loadMovements();
    void loadMoves();
    void showButtons();
    void tick();
    const api::MovementRow* chosenMovement() const;

    api::HubApi m_hub;
    const base::Clock& m_clock;
    AccountActions& m_actions;
    QTabWidget* m_tabs;
    models::MovementsModel* m_movements;
    models::AccountMovesModel* m_moves;
    kit::TableView* m_movementTable;
    kit::TableView* m_moveTable;
    kit::StatefulView* m_movementView;
    kit::StatefulView* m_moveView;
    QCheckBox* m_everybody;
    QPushButton* m_commit;
    QPushButton* m_abort;
    std::optional<api::AccountRow> m_account;
    quint64 m_movementsAsked = 0;
    quint64 m_movesAsked = 0;
    api::Subscription m_feed;
    QTimer m_reload;
    QTimer m_second;
};

} // namespace hub::panes
