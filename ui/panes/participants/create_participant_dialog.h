#pragma once

#include "ui/kit/widgets.h"
#include "ui/panes/callbacks/address_set.h"
#include "ui/panes/participants/onboarding.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

namespace hub::panes {

/// Four steps to a participant that can pay: name and currency, cap and first funds, callback addresses, the
/// list of everything that will be made and the reason. Nothing is sent before the last button; the plan is
/// handed out by confirmed().
class CreateParticipantDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `taken`: names that are in use, compared without case.
    CreateParticipantDialog(QStringList taken, QWidget* parent);

Q_SIGNALS:
    void confirmed(const hub::panes::OnboardingPlan& plan);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildNamePage();
    QWidget* buildMoneyPage();
    QWidget* buildEndpointPage();
    QWidget* buildSummaryPage();
    void show(int page);
    void check();
    void showSummary();
    OnboardingPlan plan() const;
    QString faultOf(int page) const;
    domain::Currency currency() const;

    QStringList m_taken;
    QStackedWidget* m_pages;
    QLabel* m_step;
    QLabel* m_fault;
    QLabel* m_summary;
    QLineEdit* m_name;
    QComboBox* m_currency;
    kit::AmountEdit* m_cap;
    kit::AmountEdit* m_funds;
    QLineEdit* m_reference;
    AddressSet* m_addresses;
    QListWidget* m_dryRun;
    QLineEdit* m_reason;
    QLineEdit* m_ticket;
    QPushButton* m_back;
    QPushButton* m_next;
};

} // namespace hub::panes
