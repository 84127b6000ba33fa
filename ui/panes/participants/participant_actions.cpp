#include "ui/panes/participants/participant_actions.h"

#include "ui/models/wording.h"
#include "ui/panes/participants/action_dialog.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QComboBox>

namespace hub::panes {

void ParticipantActions::setActive(const api::ParticipantRow& row, bool active)
{
    const QString name = row.name;
    kit::Confirmation question;
    question.question = active ? tr("Activate %1?").arg(name) : tr("Deactivate %1?").arg(name);
    question.facts =
        active ? QStringList{tr("Its payments are accepted again at once.")}
               : QStringList{tr("New payments from and to %1 are refused at once.").arg(name),
                             tr("Transfers that are already reserved still complete or expire."),
                             tr("Its funds cannot be moved meanwhile, so what it owes or is owed is "
                                "not settled. Pausing it stops its payments only.")};
    question.action = active ? tr("Activate %1").arg(name) : tr("Deactivate %1").arg(name);
    question.harmless = active ? tr("Keep inactive") : tr("Keep active");
    question.dangerous = !active;
    confirm(question, [this, name, active](const api::ActionNote& note) {
        follow(hub().participants.setActive(name, active, note),
               active ? tr("%1 is active.").arg(name) : tr("%1 is inactive.").arg(name),
               tr("%1 was not changed.").arg(name));
    });
}

void ParticipantActions::setPaused(const api::ParticipantRow& row, bool paused)
{
    const QString name = row.name;
    confirm({paused ? tr("Pause %1?").arg(name) : tr("Resume %1?").arg(name),
             paused ? QStringList{tr("New payments from and to %1 are refused at once.").arg(name),
                                  tr("What is under way still completes; funds and settlement go on.")}
                    : QStringList{tr("Its payments are accepted again at once.")},
             paused ? tr("Pause %1").arg(name) : tr("Resume %1").arg(name),
             paused ? tr("Let it go on") : tr("Keep it paused"), paused},
            [this, name, paused](const api::ActionNote& note) {
                follow(hub().participants.setPaused(name, paused, note),
                       paused ? tr("%1 is paused.").arg(name) : tr("%1 goes on.").arg(name),
                       tr("%1 was not changed.").arg(name));
            });
}

void ParticipantActions::restrict(const api::ParticipantRow& row)
{
    using domain::TradeDirection;
    auto* form = new ActionDialog(tr("Restrict %1").arg(row.name), tr("Continue"), window());
    auto* direction = new QComboBox(form);
    direction->setObjectName(QStringLiteral("tradeDirection"));
    direction->setAccessibleName(tr("Which payments it may make"));
    for (const auto way : {TradeDirection::Both, TradeDirection::SendOnly, TradeDirection::ReceiveOnly})
        direction->addItem(models::directionText(way), static_cast<int>(way));
    direction->setCurrentIndex(static_cast<int>(row.direction));
    form->addWidget(tr("This participant"), direction);
    form->setFault([direction, row] {
        return direction->currentData().toInt() == static_cast<int>(row.direction)
                   ? tr("This is how it stands already.")
                   : QString();
    });
    connect(direction, &QComboBox::currentIndexChanged, form, &ActionDialog::check);
    connect(form, &ActionDialog::submitted, this, [this, row, direction] {
        const auto chosen = static_cast<TradeDirection>(direction->currentData().toInt());
        const QString words = models::directionText(chosen);
        confirm({tr("%1 %2 from now on?").arg(row.name, words),
                 {tr("Before: %1.").arg(models::directionText(row.direction)),
                  tr("Transfers that are already reserved still complete or expire.")},
                 tr("Set %1").arg(row.name),
                 tr("Leave as it is"),
                 chosen != TradeDirection::Both},
                [this, name = row.name, chosen, words](const api::ActionNote& note) {
                    follow(hub().participants.setDirection(name, chosen, note), tr("%1 %2.").arg(name, words),
                           tr("%1 was not changed.").arg(name));
                });
    });
    form->open();
}

void ParticipantActions::putContact(const QString& participant, const api::ContactRow& contact)
{
    const bool isNew = contact.id.value() == 0;
    auto* form = new ActionDialog(isNew ? tr("Add a contact of %1").arg(participant)
                                        : tr("Change the contact %1").arg(contact.name),
                                  tr("Continue"), window());
    auto* name = form->addLine(tr("Name"), QStringLiteral("contactName"));
    auto* role = form->addLine(tr("Role"), QStringLiteral("contactRole"));
    auto* email = form->addLine(tr("E-mail"), QStringLiteral("contactEmail"));
    auto* phone = form->addLine(tr("Telephone"), QStringLiteral("contactPhone"));
    name->setText(contact.name);
    role->setText(contact.role);
    email->setText(contact.email);
    phone->setText(contact.phone);
    form->setFault([name, email, phone] {
        if (name->text().trimmed().isEmpty()) return tr("A name is needed.");
        const QString mail = email->text().trimmed();
        if (mail.isEmpty() && phone->text().trimmed().isEmpty())
            return tr("An e-mail address or a telephone number is needed.");
        const auto at = mail.indexOf(QLatin1Char('@'));
        const bool isMail = mail.isEmpty() || (at > 0 && at + 1 < mail.size());
        return isMail ? QString() : tr("This is no e-mail address.");
    });
    connect(form, &ActionDialog::submitted, this,
            [this, participant, contact, name, role, email, phone, isNew] {
                const api::ContactRow changed{contact.id,    name->text(),  role->text(),
                                              email->text(), phone->text(), {}};
                confirm({isNew ? tr("Add %1 to the contacts of %2?").arg(changed.name, participant)
                               : tr("Change the contact %1 of %2?").arg(contact.name, participant),
                         {QStringList{changed.name, changed.role, changed.email, changed.phone}
                              .filter(QRegularExpression(QStringLiteral("\\S")))
                              .join(QStringLiteral(", "))},
                         isNew ? tr("Add contact") : tr("Change contact"),
                         tr("Leave as it is"),
                         false},
                        [this, participant, changed](const api::ActionNote& note) {
                            follow(hub().participants.putContact(participant, changed, note),
                                   tr("%1 is a contact of %2.").arg(changed.name, participant),
                                   tr("The contacts were not changed."));
                        });
            });
    form->open();
}

void ParticipantActions::removeContact(const QString& participant, const api::ContactRow& contact)
{
    confirm({tr("Remove %1 from the contacts of %2?").arg(contact.name, participant),
             {tr("The audit keeps that it was there.")},
             tr("Remove contact"),
             tr("Keep it"),
             true},
            [this, participant, contact](const api::ActionNote& note) {
                follow(hub().participants.removeContact(participant, contact.id, note),
                       tr("%1 is no contact of %2 any more.").arg(contact.name, participant),
                       tr("The contacts were not changed."));
            });
}

void ParticipantActions::addCurrency(const api::ParticipantRow& row)
{
    auto* form = new ActionDialog(tr("Add a currency to %1").arg(row.name), tr("Add currency"), window());
    auto* currency = new QComboBox(form);
    currency->setObjectName(QStringLiteral("addedCurrency"));
    QStringList present;
    for (const auto held : row.currencies)
        present << models::currencyText(held);
    for (const auto code : domain::currencyCodes()) {
        const QString text = QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size()));
        if (!present.contains(text)) currency->addItem(text);
    }
    form->addWidget(tr("Currency"), currency);
    connect(form, &ActionDialog::submitted, this, [this, currency, name = row.name] {
        const QString code = currency->currentText();
        const auto chosen = domain::Currency::parse(code.toStdString());
        if (!chosen) return;
        confirm({tr("Add %1 accounts to %2?").arg(code, name),
                 {tr("A position and a settlement account are made.")},
                 tr("Add %1 accounts").arg(code),
                 tr("Leave as it is"),
                 false},
                [this, name, code, chosen](const api::ActionNote& note) {
                    follow(hub().participants.addCurrency(name, *chosen, note),
                           tr("%1 has accounts in %2.").arg(name, code), tr("No account was made."));
                });
    });
    form->open();
}

void ParticipantActions::openAccounts(const QString& participant, domain::Currency currency)
{
    const QString code = models::currencyText(currency);
    auto* form =
        new ActionDialog(tr("Open the %1 accounts of %2").arg(code, participant), tr("Continue"), window());
    auto* cap =
        form->addAmount(tr("Net debit cap, %1").arg(code), QStringLiteral("firstCap"), currency.decimals());
    form->setFault([cap] {
        const auto value = cap->amount();
        return !value || value->isNegative() ? tr("The cap is not an amount.") : QString();
    });
    connect(form, &ActionDialog::submitted, this, [this, participant, currency, code, value = cap] {
        const auto amount = *value->amount();
        confirm({tr("Open the %1 accounts of %2?").arg(code, participant),
                 {tr("Net debit cap %1, position 0.").arg(models::moneyText(amount, currency))},
                 tr("Open %1 accounts").arg(code),
                 tr("Keep closed"),
                 false},
                [this, participant, currency, amount, code](const api::ActionNote& note) {
                    follow(
                        hub().participants.initialPositionAndLimits(participant, currency, amount, {}, note),
                        tr("The %1 accounts of %2 are open.").arg(code, participant),
                        tr("No account was opened."));
                });
    });
    form->open();
}

void ParticipantActions::setEndpoint(const QString& participant, const api::EndpointRow& endpoint)
{
    auto* form = new ActionDialog(tr("Callback address of %1").arg(participant), tr("Continue"), window());
    auto* type = new QComboBox(form);
    type->setObjectName(QStringLiteral("endpointType"));
    type->setAccessibleName(tr("Type"));
    for (const auto name : domain::endpointTypes())
        type->addItem(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
    type->setCurrentText(endpoint.type.isEmpty() ? QStringLiteral("FSPIOP_CALLBACK_URL") : endpoint.type);
    type->setEnabled(endpoint.type.isEmpty());
    form->addWidget(tr("Type"), type);
    auto* value = form->addLine(tr("Address"), QStringLiteral("endpointValue"));
    value->setText(endpoint.value);
    form->setFault(
        [value] { return value->text().trimmed().isEmpty() ? tr("The address is missing.") : QString(); });
    connect(form, &ActionDialog::submitted, this, [this, participant, type, value, before = endpoint.value] {
        const api::EndpointRow changed{type->currentText(), value->text().trimmed()};
        QStringList facts;
        if (!before.isEmpty()) facts << tr("Before: %1").arg(before);
        facts << tr("After: %1").arg(changed.value);
        confirm({tr("Set %1 of %2?").arg(changed.type, participant), facts, tr("Set address"),
                 tr("Leave as it is"), true},
                [this, participant, changed](const api::ActionNote& note) {
                    follow(hub().participants.setEndpoint(participant, changed, note),
                           tr("%1 of %2 is set.").arg(changed.type, participant),
                           tr("The address was not changed."));
                });
    });
    form->open();
}

void ParticipantActions::deleteEndpoint(const QString& participant, const QString& type)
{
    confirm({tr("Delete %1 of %2?").arg(type, participant),
             {tr("Callbacks of this kind then have nowhere to go, unless the "
                 "generic address covers them.")},
             tr("Delete address"),
             tr("Keep it"),
             true},
            [this, participant, type](const api::ActionNote& note) {
                follow(hub().participants.deleteEndpoint(participant, type, note),
                       tr("%1 of %2 is deleted.").arg(type, participant), tr("The address was not changed."));
            });
}

} // namespace hub::panes
