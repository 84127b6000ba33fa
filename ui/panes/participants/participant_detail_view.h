#pragma once

#include "ui/kit/table_view.h"
#include "ui/kit/widgets.h"
#include "ui/models/tables.h"
#include "ui/panes/accounts/account_actions.h"
#include "ui/panes/participants/participant_actions.h"
#include "ui/panes/participants/readiness_view.h"

#include <QtWidgets/QTabWidget>

namespace hub::panes {

/// One participant: head line with its actions, tabs for accounts, limits, endpoints and contacts.
class ParticipantDetailView final : public QWidget
{
    Q_OBJECT
public:
    ParticipantDetailView(const api::HubApi& hub, ParticipantActions& actions, AccountActions& accountActions,
                          QWidget* parent = nullptr);
    void show(const api::ParticipantRow& row);
    /// Fetches accounts, limits, endpoints and contacts of the shown participant again.
    void reload();
    /// Brings the checklist to the front.
    void showReadiness();
    QString participant() const { return m_row ? m_row->name : QString(); }

Q_SIGNALS:
    void failed(const hub::api::Error& error);
    void transfersRequested(const QString& participant);
    /// Pane and participant.
    void fixRequested(const QString& pane, const QString& participant);

private:
    QWidget* buildHead();
    QWidget* buildTab(kit::TableView* table, const QList<QPushButton*>& buttons);
    QWidget* buildAccounts();
    QWidget* buildLimits();
    QWidget* buildEndpoints();
    QWidget* buildContacts();
    void showButtons();
    const api::AccountRow* chosenAccount() const;
    domain::Amount positionIn(domain::Currency currency) const;
    /// Funds held in the currency; nothing without an open settlement account.
    std::optional<domain::Amount> heldIn(domain::Currency currency) const;

    api::HubApi m_hub;
    ParticipantActions& m_actions;
    AccountActions& m_accountActions;
    std::optional<api::ParticipantRow> m_row;
    QLabel* m_name;
    kit::FigureLabel* m_state;
    QPushButton* m_toggle;
    QPushButton* m_pause;
    QPushButton* m_restrict;
    QPushButton* m_currency;
    QPushButton* m_transfers;
    QTabWidget* m_tabs;
    models::AccountsModel* m_accounts;
    models::LimitsModel* m_limits;
    models::EndpointsModel* m_endpoints;
    models::ContactsModel* m_contacts;
    ReadinessView* m_readiness;
    kit::TableView* m_accountTable;
    kit::TableView* m_limitTable;
    kit::TableView* m_endpointTable;
    kit::TableView* m_contactTable;
    QPushButton* m_fundsIn;
    QPushButton* m_open;
    QPushButton* m_accountToggle;
    QPushButton* m_changeLimit;
    QPushButton* m_editEndpoint;
    QPushButton* m_deleteEndpoint;
    QPushButton* m_editContact;
    QPushButton* m_removeContact;
};

} // namespace hub::panes
