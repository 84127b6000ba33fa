#include "ui/panes/participants/participant_actions.h"

#include "ui/kit/figures.h"
#include "ui/models/wording.h"

#include <QtCore/QUuid>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QSpinBox>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kPercent = 100;

domain::TransferId newTransferId()
{
    const auto text = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    return domain::TransferId(*domain::CorrelationId::parse(text));
}

} // namespace

ParticipantActions::ParticipantActions(const api::HubApi& hub, QWidget* window)
    : QObject(window)
    , m_hub(hub)
    , m_window(window)
{}

void ParticipantActions::confirm(const kit::Confirmation& confirmation,
                                 std::function<void(const api::ActionNote&)> act)
{
    auto* dialog = new kit::ConfirmWithReason(confirmation, m_window);
    connect(dialog, &kit::ConfirmWithReason::confirmed, this,
            [act](const QString& reason, const QString& ticket) {
                act({reason, ticket});
            });
    dialog->open();
}

template <class T>
void ParticipantActions::follow(QFuture<api::Result<T>> future, const QString& words,
                                const QString& unchanged)
{
    api::whenDone(future, this, [this, words, unchanged](const api::Result<T>& result) {
        if (result)
            Q_EMIT done(words);
        else
            Q_EMIT failed(result.error(), unchanged);
    });
}

void ParticipantActions::setActive(const api::ParticipantRow& row, bool active)
{
    const QString name = row.name;
    kit::Confirmation question;
    question.question = active ? tr("Activate %1?").arg(name) : tr("Deactivate %1?").arg(name);
    question.facts = active
                         ? QStringList{tr("Its payments are accepted again at once.")}
                         : QStringList{tr("New payments from and to %1 are refused at once.").arg(name),
                                       tr("Transfers that are already reserved still complete or expire.")};
    question.action = active ? tr("Activate %1").arg(name) : tr("Deactivate %1").arg(name);
    question.harmless = active ? tr("Keep inactive") : tr("Keep active");
    question.dangerous = !active;
    confirm(question, [this, name, active](const api::ActionNote& note) {
        follow(m_hub.participants.setActive(name, active, note),
               active ? tr("%1 is active.").arg(name) : tr("%1 is inactive.").arg(name),
               tr("%1 was not changed.").arg(name));
    });
}

void ParticipantActions::addCurrency(const api::ParticipantRow& row)
{
    auto* form = new ActionDialog(tr("Add a currency to %1").arg(row.name), tr("Add currency"), m_window);
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
                    follow(m_hub.participants.addCurrency(name, *chosen, note),
                           tr("%1 has accounts in %2.").arg(name, code), tr("No account was made."));
                });
    });
    form->open();
}

void ParticipantActions::setAccountActive(const api::AccountRow& row, bool active)
{
    const QString account =
        tr("%1 %2 account %3").arg(row.participant, models::currencyText(row.currency), row.typeName);
    kit::Confirmation question;
    question.question = active ? tr("Activate the %1?").arg(account) : tr("Deactivate the %1?").arg(account);
    question.facts = {tr("Its value is %1.").arg(models::moneyText(row.value, row.currency))};
    question.action = active ? tr("Activate account") : tr("Deactivate account");
    question.harmless = tr("Leave as it is");
    question.dangerous = !active;
    confirm(question, [this, row, active](const api::ActionNote& note) {
        follow(m_hub.participants.setAccountActive(row.participant, row.id, active, note),
               active ? tr("The account is active.") : tr("The account is inactive."),
               tr("The account was not changed."));
    });
}

void ParticipantActions::fundsIn(const api::AccountRow& settlement)
{
    const QString code = models::currencyText(settlement.currency);
    auto* form = new ActionDialog(tr("Record funds in for %1, %2").arg(settlement.participant, code),
                                  tr("Continue"), m_window);
    auto* amount = form->addAmount(tr("Amount, %1").arg(code), QStringLiteral("fundsAmount"),
                                   settlement.currency.decimals());
    auto* reference = form->addLine(tr("Bank reference"), QStringLiteral("fundsReference"));
    form->setFault([amount, reference] {
        const auto value = amount->amount();
        if (!value || value->isNegative() || value->isZero()) return tr("An amount above zero is needed.");
        return reference->text().trimmed().isEmpty() ? tr("The bank's reference is needed.") : QString();
    });
    form->setOutcome([amount, settlement] {
        const auto held = settlement.value.negated();
        return tr("Held before %1, after %2.")
            .arg(models::moneyText(held, settlement.currency),
                 models::moneyText(held + *amount->amount(), settlement.currency));
    });
    connect(form, &ActionDialog::submitted, this, [this, settlement, amount, reference] {
        const QString money = models::moneyText(*amount->amount(), settlement.currency);
        // The id is made once: a repeat after a lost answer is the same movement.
        const api::FundsMovement movement{settlement.participant, settlement.id,
                                          newTransferId(),        *amount->amount(),
                                          settlement.currency,    reference->text().trimmed()};
        const auto held = settlement.value.negated();
        confirm({tr("Record %1 in for %2?").arg(money, settlement.participant),
                 {tr("Held before %1, after %2.")
                      .arg(models::moneyText(held, settlement.currency),
                           models::moneyText(held + movement.amount, settlement.currency)),
                  tr("Bank reference %1").arg(movement.externalReference)},
                 tr("Record %1").arg(money),
                 tr("Record nothing"),
                 false},
                [this, movement, money](const api::ActionNote& note) {
                    follow(m_hub.funds.recordFundsIn(movement, note),
                           tr("%1 recorded for %2.").arg(money, movement.participant),
                           tr("No money was recorded."));
                });
    });
    form->open();
}

void ParticipantActions::changeLimit(const api::LimitRow& limit, domain::Amount position)
{
    const QString code = models::currencyText(limit.currency);
    auto* form = new ActionDialog(tr("Change the net debit cap of %1, %2").arg(limit.participant, code),
                                  tr("Continue"), m_window);
    auto* cap =
        form->addAmount(tr("New cap, %1").arg(code), QStringLiteral("newCap"), limit.currency.decimals());
    cap->setAmount(limit.cap);
    auto* alarm = new QSpinBox(form);
    alarm->setObjectName(QStringLiteral("newAlarm"));
    alarm->setAccessibleName(tr("Alarm when this much is left"));
    alarm->setRange(0, kPercent);
    alarm->setSuffix(QStringLiteral(" %"));
    alarm->setValue(limit.alarmPercentHundredths / kPercent);
    form->addWidget(tr("Alarm when this much is left"), alarm);
    form->setFault([cap] {
        const auto value = cap->amount();
        return !value || value->isNegative() ? tr("The cap is not an amount.") : QString();
    });
    form->setOutcome([cap, position, currency = limit.currency] {
        const auto headroom = *cap->amount() - position;
        return headroom.isNegative()
                   ? tr("The position is above this cap: every payment out is refused until it falls.")
                   : tr("Headroom after this: %1.").arg(models::moneyText(headroom, currency));
    });
    connect(form, &ActionDialog::submitted, this, [this, limit, cap, alarm, position] {
        api::LimitRow changed = limit;
        changed.cap = *cap->amount();
        changed.alarmPercentHundredths = alarm->value() * kPercent;
        const QString money = models::moneyText(changed.cap, limit.currency);
        confirm({tr("Change the cap of %1 to %2?").arg(limit.participant, money),
                 {tr("Cap before %1, after %2.").arg(models::moneyText(limit.cap, limit.currency), money),
                  tr("Headroom before %1, after %2.")
                      .arg(models::moneyText(limit.cap - position, limit.currency),
                           models::moneyText(changed.cap - position, limit.currency))},
                 tr("Change cap to %1").arg(money),
                 tr("Keep %1").arg(models::moneyText(limit.cap, limit.currency)),
                 true},
                [this, changed, money](const api::ActionNote& note) {
                    follow(m_hub.limits.change(changed, note),
                           tr("The cap of %1 is %2.").arg(changed.participant, money),
                           tr("The cap was not changed."));
                });
    });
    form->open();
}

void ParticipantActions::openAccounts(const QString& participant, domain::Currency currency)
{
    const QString code = models::currencyText(currency);
    auto* form =
        new ActionDialog(tr("Open the %1 accounts of %2").arg(code, participant), tr("Continue"), m_window);
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
                        m_hub.participants.initialPositionAndLimits(participant, currency, amount, {}, note),
                        tr("The %1 accounts of %2 are open.").arg(code, participant),
                        tr("No account was opened."));
                });
    });
    form->open();
}

void ParticipantActions::setEndpoint(const QString& participant, const api::EndpointRow& endpoint)
{
    auto* form = new ActionDialog(tr("Callback address of %1").arg(participant), tr("Continue"), m_window);
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
                    follow(m_hub.participants.setEndpoint(participant, changed, note),
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
                follow(m_hub.participants.deleteEndpoint(participant, type, note),
                       tr("%1 of %2 is deleted.").arg(type, participant), tr("The address was not changed."));
            });
}

} // namespace hub::panes
