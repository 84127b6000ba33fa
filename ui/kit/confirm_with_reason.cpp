#include "ui/kit/confirm_with_reason.h"

#include "ui/kit/widgets.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>

namespace hub::kit {

ConfirmWithReason::ConfirmWithReason(const Confirmation& confirmation, QWidget* parent)
    : QDialog(parent)
    , m_wanted(confirmation.phrase)
    , m_phrase(new QLineEdit(this))
    , m_reason(new QLineEdit(this))
    , m_ticket(new QLineEdit(this))
    , m_action(new QPushButton(confirmation.action, this))
    , m_harmless(new QPushButton(confirmation.harmless, this))
{
    setObjectName(QStringLiteral("confirmWithReason"));
    setWindowTitle(confirmation.action);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setMinimumWidth(520);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(8);
    auto* question = makeSection(confirmation.question, this);
    question->setWordWrap(true);
    layout->addWidget(question);
    for (const QString& fact : confirmation.facts) {
        auto* line = new QLabel(fact, this);
        line->setWordWrap(true);
        layout->addWidget(line);
    }
    layout->addSpacing(8);
    auto* fields = new QGridLayout;
    fields->setHorizontalSpacing(12);
    auto* reasonLabel = makeCaption(tr("Reason, at least %n character(s)", nullptr, kReasonMin), this);
    auto* ticketLabel = makeCaption(tr("Ticket, optional"), this);
    reasonLabel->setBuddy(m_reason);
    ticketLabel->setBuddy(m_ticket);
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(250);
    m_ticket->setObjectName(QStringLiteral("ticket"));
    m_ticket->setAccessibleName(tr("Ticket"));
    m_ticket->setMaxLength(64);
    fields->addWidget(reasonLabel, 0, 0);
    fields->addWidget(ticketLabel, 0, 1);
    fields->addWidget(m_reason, 1, 0);
    fields->addWidget(m_ticket, 1, 1);
    fields->setColumnStretch(0, 3);
    fields->setColumnStretch(1, 1);
    layout->addLayout(fields);
    m_phrase->setObjectName(QStringLiteral("phrase"));
    m_phrase->setAccessibleName(tr("Type “%1” to go on").arg(m_wanted));
    m_phrase->setMaxLength(120);
    m_phrase->setVisible(!m_wanted.isEmpty());
    m_phrase->installEventFilter(this);
    if (!m_wanted.isEmpty()) {
        layout->addSpacing(4);
        layout->addWidget(makeCaption(m_phrase->accessibleName(), this));
    }
    layout->addWidget(m_phrase);
    layout->addSpacing(8);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_harmless);
    buttons->addWidget(m_action);
    layout->addLayout(buttons);

    m_action->setObjectName(QStringLiteral("action"));
    m_action->setProperty("role",
                          confirmation.dangerous ? QStringLiteral("danger") : QStringLiteral("primary"));
    m_action->setAutoDefault(false);
    m_action->setEnabled(false);
    m_harmless->setObjectName(QStringLiteral("harmless"));
    m_harmless->setDefault(true);
    m_action->installEventFilter(this);
    m_reason->installEventFilter(this);
    m_ticket->installEventFilter(this);
    m_reason->setFocus();
    connect(m_reason, &QLineEdit::textChanged, this, &ConfirmWithReason::showReady);
    connect(m_phrase, &QLineEdit::textChanged, this, &ConfirmWithReason::showReady);
    connect(m_harmless, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_action, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed(reason(), ticket());
        accept();
    });
}

void ConfirmWithReason::showReady()
{
    const bool isTyped = m_wanted.isEmpty() || m_phrase->text().trimmed() == m_wanted;
    m_action->setEnabled(isTyped && reason().size() >= kReasonMin);
}

QString ConfirmWithReason::reason() const
{
    return m_reason->text().trimmed();
}
QString ConfirmWithReason::ticket() const
{
    return m_ticket->text().trimmed();
}

void ConfirmWithReason::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        // Enter on the harmless button leaves; anywhere else it does nothing at all.
        if (m_harmless->hasFocus()) reject();
        return;
    }
    QDialog::keyPressEvent(event);
}

bool ConfirmWithReason::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace hub::kit
