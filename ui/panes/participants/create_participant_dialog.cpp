#include "ui/panes/participants/create_participant_dialog.h"

#include "ui/kit/confirm_with_reason.h"
#include "ui/kit/figures.h"
#include "ui/models/callback_rows.h"
#include "ui/models/wording.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kNameMin = 2;
constexpr int kNameMax = 30;

QFormLayout* formOn(QWidget* page)
{
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 8, 0, 8);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft);
    return form;
}

QLabel* note(const QString& text, QWidget* parent)
{
    auto* label = kit::makeCaption(text, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

CreateParticipantDialog::CreateParticipantDialog(QStringList taken, QWidget* parent)
    : QDialog(parent)
    , m_taken(std::move(taken))
    , m_pages(new QStackedWidget(this))
    , m_step(kit::makeCaption(QString(), this))
    , m_fault(new QLabel(this))
    , m_back(new QPushButton(tr("Back"), this))
    , m_next(new QPushButton(tr("Next"), this))
{
    setObjectName(QStringLiteral("createParticipant"));
    setWindowTitle(tr("Create a participant"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setMinimumSize(760, 560);
    m_pages->addWidget(buildNamePage());
    m_pages->addWidget(buildMoneyPage());
    m_pages->addWidget(buildEndpointPage());
    m_pages->addWidget(buildSummaryPage());
    m_fault->setProperty("role", QStringLiteral("muted"));
    m_fault->setObjectName(QStringLiteral("fault"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_back->setAutoDefault(false);
    m_next->setAutoDefault(false);
    m_next->setObjectName(QStringLiteral("next"));
    m_next->setProperty("role", QStringLiteral("primary"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_fault, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->addWidget(kit::makeTitle(tr("Create a participant"), this));
    layout->addWidget(m_step);
    layout->addWidget(m_pages, 1);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] { show(m_pages->currentIndex() - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_pages->currentIndex() + 1 < m_pages->count()) return show(m_pages->currentIndex() + 1);
        Q_EMIT confirmed(plan());
        accept();
    });
    for (auto* edit :
         {m_name, static_cast<QLineEdit*>(m_cap), static_cast<QLineEdit*>(m_funds), m_reference, m_reason})
        connect(edit, &QLineEdit::textChanged, this, &CreateParticipantDialog::check);
    connect(m_addresses, &AddressSet::changed, this, &CreateParticipantDialog::check);
    show(0);
}

QWidget* CreateParticipantDialog::buildNamePage()
{
    auto* page = new QWidget(this);
    auto* form = formOn(page);
    m_name = new QLineEdit(page);
    m_name->setObjectName(QStringLiteral("name"));
    m_name->setMaxLength(kNameMax);
    m_currency = new QComboBox(page);
    m_currency->setObjectName(QStringLiteral("newCurrency"));
    m_currency->setAccessibleName(tr("Currency"));
    for (const auto code : domain::currencyCodes())
        m_currency->addItem(QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size())));
    m_currency->setCurrentText(QStringLiteral("USD"));
    form->addRow(tr("Name"), m_name);
    form->addRow(
        QString(),
        note(tr("2 to 30 letters, digits, hyphens or underscores, as the DFSP writes it in FSPIOP-Source."),
             page));
    form->addRow(tr("Currency"), m_currency);
    form->addRow(QString(),
                 note(tr("A position and a settlement account are made; more currencies can follow."), page));
    connect(m_currency, &QComboBox::currentTextChanged, this, [this] {
        m_cap->setDecimals(currency().decimals());
        m_funds->setDecimals(currency().decimals());
    });
    return page;
}

QWidget* CreateParticipantDialog::buildMoneyPage()
{
    auto* page = new QWidget(this);
    auto* form = formOn(page);
    m_cap = new kit::AmountEdit(page);
    m_cap->setObjectName(QStringLiteral("cap"));
    m_funds = new kit::AmountEdit(page);
    m_funds->setObjectName(QStringLiteral("funds"));
    m_reference = new QLineEdit(page);
    m_reference->setObjectName(QStringLiteral("reference"));
    m_reference->setMaxLength(128);
    form->addRow(tr("Net debit cap"), m_cap);
    form->addRow(QString(),
                 note(tr("How far the position may go before payments are refused (4001, 4200)."), page));
    form->addRow(tr("First funds, optional"), m_funds);
    form->addRow(tr("Bank reference"), m_reference);
    form->addRow(QString(),
                 note(tr("Money that the settlement bank already holds for this participant."), page));
    return page;
}

QWidget* CreateParticipantDialog::buildEndpointPage()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(8);
    m_addresses = new AddressSet(page);
    layout->addWidget(m_addresses, 1);
    layout->addWidget(
        note(tr("Callbacks of every ticked kind go below this address; each can be changed later. "
                "Without one the participant cannot receive."),
             page));
    return page;
}

QWidget* CreateParticipantDialog::buildSummaryPage()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 8);
    m_summary = new QLabel(page);
    m_summary->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_reason = new QLineEdit(page);
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setMaxLength(250);
    m_ticket = new QLineEdit(page);
    m_ticket->setObjectName(QStringLiteral("ticket"));
    m_ticket->setMaxLength(64);
    m_dryRun = new QListWidget(page);
    m_dryRun->setObjectName(QStringLiteral("dryRun"));
    m_dryRun->setAccessibleName(tr("What will be made, in this order"));
    m_dryRun->setSelectionMode(QAbstractItemView::SingleSelection);
    layout->addWidget(m_summary);
    layout->addWidget(m_dryRun, 1);
    auto* form = new QFormLayout;
    form->addRow(tr("Reason, at least %n character(s)", nullptr, kit::ConfirmWithReason::kReasonMin),
                 m_reason);
    form->addRow(tr("Ticket, optional"), m_ticket);
    layout->addLayout(form);
    return page;
}

domain::Currency CreateParticipantDialog::currency() const
{
    return *domain::Currency::parse(m_currency->currentText().toStdString());
}

QString CreateParticipantDialog::faultOf(int page) const
{
    const QString name = m_name->text();
    const bool characters = std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c.isLetterOrNumber() && c.unicode() < 128) || c == QLatin1Char('-') || c == QLatin1Char('_');
    });
    switch (page) {
    case 0:
        if (name.size() < kNameMin) return tr("The name is missing.");
        if (!characters) return tr("The name has a character that is not allowed.");
        if (m_taken.contains(name, Qt::CaseInsensitive)) return tr("This name is in use.");
        return {};
    case 1:
        if (!m_cap->amount() || m_cap->amount()->isNegative()) return tr("The cap is missing.");
        if (m_funds->text().isEmpty()) return {};
        if (!m_funds->amount() || m_funds->amount()->isNegative() || m_funds->amount()->isZero())
            return tr("The funds are not an amount.");
        return m_reference->text().trimmed().isEmpty() ? tr("Funds need the bank's reference.") : QString();
    case 2:
        return m_addresses->fault(true);
    default:
        return m_reason->text().trimmed().size() < kit::ConfirmWithReason::kReasonMin
                   ? tr("The reason is too short.")
                   : QString();
    }
}

OnboardingPlan CreateParticipantDialog::plan() const
{
    OnboardingPlan plan{
        m_name->text(), currency(), m_cap->amount().value_or(domain::Amount{}), std::nullopt, {}, {}, {}};
    if (!m_funds->text().isEmpty()) plan.funds = m_funds->amount();
    plan.externalReference = m_reference->text().trimmed();
    plan.callbacks = m_addresses->addresses();
    plan.note = {m_reason->text().trimmed(), m_ticket->text().trimmed()};
    return plan;
}

void CreateParticipantDialog::show(int page)
{
    m_pages->setCurrentIndex(page);
    const QStringList titles{tr("Name and currency"), tr("Cap and first funds"), tr("Callbacks"),
                             tr("Check and create")};
    m_step->setText(tr("Step %1 of %2: %3").arg(page + 1).arg(m_pages->count()).arg(titles.at(page)));
    m_back->setVisible(page > 0);
    const bool last = page + 1 == m_pages->count();
    m_next->setText(last ? tr("Create %1").arg(m_name->text()) : tr("Next"));
    if (last) showSummary();
    QWidget* first = m_pages->currentWidget()->findChild<QLineEdit*>();
    if (first) first->setFocus();
    check();
}

void CreateParticipantDialog::showSummary()
{
    const OnboardingPlan made = plan();
    QStringList lines{
        tr("Participant %1 with accounts in %2").arg(made.name, models::currencyText(made.currency)),
        tr("Net debit cap %1").arg(models::moneyText(made.cap, made.currency))};
    lines << (made.funds ? tr("Funds in %1, reference %2")
                               .arg(models::moneyText(*made.funds, made.currency), made.externalReference)
                         : tr("No funds are recorded"));
    lines << (made.callbacks.empty()
                  ? tr("No callback address: it cannot receive yet")
                  : tr("%n callback address(es)", nullptr, static_cast<int>(made.callbacks.size())));
    m_summary->setText(lines.join(QStringLiteral(" · ")));
    const QString code = models::currencyText(made.currency);
    QStringList steps{tr("Participant %1").arg(made.name), tr("Position account in %1").arg(code),
                      tr("Settlement account in %1").arg(code),
                      tr("Net debit cap %1, position 0").arg(models::moneyText(made.cap, made.currency))};
    if (made.funds)
        steps << tr("Funds in %1, reference %2")
                     .arg(models::moneyText(*made.funds, made.currency), made.externalReference);
    for (const auto& callback : made.callbacks)
        steps << tr("%1 to %2").arg(models::messageText(callback.type), callback.value);
    m_dryRun->clear();
    m_dryRun->addItems(steps);
    m_dryRun->setCurrentRow(0);
}

void CreateParticipantDialog::check()
{
    const QString fault = faultOf(m_pages->currentIndex());
    m_fault->setText(fault);
    m_next->setEnabled(fault.isEmpty());
}

void CreateParticipantDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        // Enter turns a page; it never sends.
        const int page = m_pages->currentIndex();
        if (page + 1 < m_pages->count() && faultOf(page).isEmpty()) show(page + 1);
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace hub::panes
