#pragma once

#include "ui/kit/sort_proxy.h"
#include "ui/kit/table_view.h"
#include "ui/models/account_lines.h"
#include "ui/panes/accounts/account_actions.h"
#include "ui/panes/accounts/account_book_view.h"
#include "ui/panes/pane.h"

namespace hub::panes {

/// Accounts and limits: every ledger of every participant with cap, funds and what is wrong with it; below,
/// the movements of funds and the history of the chosen account. Money moves only through a confirmation.
class AccountsPane final : public Pane
{
    Q_OBJECT
public:
    explicit AccountsPane(const PaneContext& context, QWidget* parent = nullptr);
    void arrive(const Jump& jump) override;
    void refresh() override;
    kit::FilterBar* filterBar() override { return m_filter; }

private:
    void buildGrid();
    void buildButtons();
    void load();
    void showLines();
    void showListState();
    void choose();
    const models::AccountLine* chosen() const;
    /// The account of this type beside the chosen one, or the chosen one itself.
    const api::AccountRow* beside(domain::AccountType type) const;
    void changeCap();
    void changeAlarm();

    models::AccountLinesModel* m_model;
    kit::SortProxy* m_proxy;
    kit::TableView* m_table;
    kit::StatefulView* m_list;
    kit::FilterBar* m_filter;
    AccountActions* m_actions;
    AccountBookView* m_book;
    QPushButton* m_fundsIn;
    QPushButton* m_fundsOut;
    QPushButton* m_cap;
    QPushButton* m_alarm;
    QPushButton* m_toggle;
    std::vector<api::AccountRow> m_accounts;
    std::vector<api::LimitRow> m_limits;
    QString m_wanted;
    std::optional<domain::Currency> m_wantedCurrency;
    api::Subscription m_positions;
    api::Subscription m_participants;
    QTimer m_reload;
    bool m_loaded = false;
};

} // namespace hub::panes
