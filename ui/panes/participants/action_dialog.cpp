#include "ui/panes/participants/action_dialog.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace hub::panes {

ActionDialog::ActionDialog(const QString& title, const QString& action, QWidget* parent)
    : QDialog(parent)
    , m_form(new QFormLayout)
    , m_outcome(new QLabel(this))
    , m_faultLabel(new QLabel(this))
    , m_action(new QPushButton(action, this))
{
    setObjectName(QStringLiteral("actionDialog"));
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setMinimumWidth(480);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(10);
    m_outcome->setProperty("role", QStringLiteral("muted"));
    m_outcome->setWordWrap(true);
    m_outcome->setObjectName(QStringLiteral("outcome"));
    m_faultLabel->setProperty("role", QStringLiteral("muted"));
    m_action->setObjectName(QStringLiteral("submit"));
    m_action->setProperty("role", QStringLiteral("primary"));
    m_action->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_faultLabel, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_action);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(kit::makeSection(title, this));
    layout->addLayout(m_form);
    layout->addWidget(m_outcome);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_action, &QPushButton::clicked, this, [this] {
        Q_EMIT submitted();
        accept();
    });
}

QLineEdit* ActionDialog::addLine(const QString& label, const QString& name)
{
    auto* edit = new QLineEdit(this);
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    edit->setMaxLength(512);
    addField(label, edit);
    return edit;
}

void ActionDialog::addField(const QString& label, QLineEdit* edit)
{
    if (m_form->rowCount() == 0) edit->setFocus();
    m_form->addRow(label, edit);
    connect(edit, &QLineEdit::textChanged, this, &ActionDialog::check);
}

kit::AmountEdit* ActionDialog::addAmount(const QString& label, const QString& name, int decimals)
{
    auto* edit = new kit::AmountEdit(this);
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    edit->setDecimals(decimals);
    addField(label, edit);
    return edit;
}

void ActionDialog::addWidget(const QString& label, QWidget* widget)
{
    m_form->addRow(label, widget);
}

void ActionDialog::addWide(QWidget* widget)
{
    m_form->addRow(widget);
    auto* all = static_cast<QVBoxLayout*>(layout());
    all->setStretchFactor(m_form, 1);
}

void ActionDialog::setFault(std::function<QString()> fault)
{
    m_fault = std::move(fault);
    check();
}

void ActionDialog::setOutcome(std::function<QString()> outcome)
{
    m_outcomeText = std::move(outcome);
    check();
}

void ActionDialog::check()
{
    const QString fault = m_fault ? m_fault() : QString();
    m_faultLabel->setText(fault);
    m_action->setEnabled(fault.isEmpty());
    m_outcome->setText(m_outcomeText && fault.isEmpty() ? m_outcomeText() : QString());
}

} // namespace hub::panes
