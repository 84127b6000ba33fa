#pragma once

#include "ui/kit/widgets.h"

#include <QtWidgets/QDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <functional>

namespace hub::panes {

/// A short form before a confirmation: fields, what they come to, one button. The button is enabled while
/// `fault()` is empty; Enter presses it, because the confirmation with its reason still follows.
class ActionDialog final : public QDialog
{
    Q_OBJECT
public:
    ActionDialog(const QString& title, const QString& action, QWidget* parent);
    QLineEdit* addLine(const QString& label, const QString& name);
    kit::AmountEdit* addAmount(const QString& label, const QString& name, int decimals);
    void addWidget(const QString& label, QWidget* widget);
    /// Over the whole width, and takes the room that is left.
    void addWide(QWidget* widget);
    /// Says what is wrong, or nothing; asked at every change.
    void setFault(std::function<QString()> fault);
    /// What the entries come to; shown below the fields.
    void setOutcome(std::function<QString()> outcome);
    void check();

Q_SIGNALS:
    void submitted();

private:
    void addField(const QString& label, QLineEdit* edit);
    QFormLayout* m_form;
    QLabel* m_outcome;
    QLabel* m_faultLabel;
    QPushButton* m_action;
    std::function<QString()> m_fault;
    std::function<QString()> m_outcomeText;
};

} // namespace hub::panes
