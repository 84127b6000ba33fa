#include "ui/panes/accounts/account_actions.h"

#include "ui/models/account_lines.h"
#include "ui/models/wording.h"
#include "ui/panes/accounts/cap_form.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QSpinBox>

#include <memory>

namespace hub::panes {

namespace {

constexpr int kPercent = 100;

} // namespace

void AccountActions::fundsIn(const api::AccountRow& settlement)
{
    recordMovement(settlement, false);
}

void AccountActions::fundsOut(const api::AccountRow& settlement)
{
    recordMovement(settlement, true);
}

void AccountActions::recordMovement(const api::AccountRow& settlement, bool out)
{
    const auto currency = settlement.currency;
    const QString code = models::currencyText(currency);
    const auto held = settlement.value.negated();
    auto* form = new ActionDialog(out ? tr("Reserve funds out for %1, %2").arg(settlement.participant, code)
                                      : tr("Record funds in for %1, %2").arg(settlement.participant, code),
                                  tr("Continue"), window());
    auto* amount =
        form->addAmount(tr("Amount, %1").arg(code), QStringLiteral("fundsAmount"), currency.decimals());
    auto* reference = form->addLine(tr("Bank reference"), QStringLiteral("fundsReference"));
    form->setFault([amount, reference, out, held] {
        const auto value = amount->amount();
        if (!value || value->isNegative() || value->isZero()) return tr("An amount above zero is needed.");
        if (out && *value > held) return tr("More than is held.");
        return reference->text().trimmed().isEmpty() ? tr("The bank's reference is needed.") : QString();
    });
    form->setOutcome([amount, held, out, currency] {
        const auto after = out ? held - *amount->amount() : held + *amount->amount();
        return tr("Held before %1, after %2.")
            .arg(models::moneyText(held, currency), models::moneyText(after, currency));
    });
    // The id is made once: a repeat after a lost answer is the same movement.
    const auto id = newTransferId();
    connect(form, &ActionDialog::submitted, this, [this, settlement, amount, reference, out, id] {
        confirmMovement(settlement,
                        api::FundsMovement{settlement.participant, settlement.id, id, *amount->amount(),
                                           settlement.currency, reference->text().trimmed()},
                        out);
    });
    form->open();
}

void AccountActions::confirmMovement(const api::AccountRow& settlement, const api::FundsMovement& movement,
                                     bool out)
{
    const QString money = models::moneyText(movement.amount, movement.currency);
    const QString name = settlement.participant;
    const auto held = settlement.value.negated();
    QStringList facts{
        tr("Held before %1, after %2.")
            .arg(models::moneyText(held, movement.currency),
                 models::moneyText(out ? held - movement.amount : held + movement.amount, movement.currency)),
        tr("Bank reference %1").arg(movement.externalReference)};
    if (out) facts << tr("The money is set aside. It is paid out, or given back, in a second step.");
    confirm({out ? tr("Reserve %1 out of what is held for %2?").arg(money, name)
                 : tr("Record %1 in for %2?").arg(money, name),
             facts, out ? tr("Reserve %1").arg(money) : tr("Record %1").arg(money),
             out ? tr("Reserve nothing") : tr("Record nothing"), out},
            [this, movement, money, out](const api::ActionNote& note) {
                if (out)
                    follow(hub().funds.fundsOutReserve(movement, note),
                           tr("%1 of %2 are reserved. Pay them out below, or take them back.")
                               .arg(money, movement.participant),
                           tr("No money was set aside."));
                else
                    follow(hub().funds.recordFundsIn(movement, note),
                           tr("%1 recorded for %2.").arg(money, movement.participant),
                           tr("No money was recorded."));
            });
}

void AccountActions::finishOut(const api::MovementRow& movement, bool commit)
{
    const QString money = models::moneyText(movement.amount, movement.currency);
    const QString name = movement.participant;
    confirm({commit ? tr("Pay out the %1 reserved for %2?").arg(money, name)
                    : tr("Take back the %1 reserved for %2?").arg(money, name),
             {tr("Bank reference %1").arg(movement.externalReference),
              commit ? tr("The money leaves what the scheme holds for %1.").arg(name)
                     : tr("The money is held for %1 again.").arg(name)},
             commit ? tr("Pay out %1").arg(money) : tr("Take back %1").arg(money),
             tr("Leave it reserved"),
             commit},
            [this, movement, commit, money, name](const api::ActionNote& note) {
                const api::FundsOutStep step{movement.participant, movement.account, movement.transferId};
                if (commit)
                    follow(hub().funds.fundsOutCommit(step, note),
                           tr("%1 of %2 are paid out.").arg(money, name), tr("The money stays reserved."));
                else
                    follow(hub().funds.fundsOutAbort(step, note),
                           tr("%1 are held for %2 again.").arg(money, name), tr("The money stays reserved."));
            });
}

void AccountActions::changeCap(const api::LimitRow& limit, domain::Amount position,
                               std::optional<domain::Amount> held)
{
    auto* form = new ActionDialog(
        tr("Change the net debit cap of %1, %2").arg(limit.participant, models::currencyText(limit.currency)),
        tr("Continue"), window());
    const auto entry = std::make_shared<CapForm>(*form, limit, position, held);
    connect(form, &ActionDialog::submitted, this, [this, limit, entry, position] {
        if (const auto changed = entry->limit()) confirmCap(limit, *changed, position);
    });
    form->open();
}

void AccountActions::confirmCap(const api::LimitRow& before, const api::LimitRow& changed,
                                domain::Amount position)
{
    const auto currency = before.currency;
    const QString money = models::moneyText(changed.cap, currency);
    QStringList facts{tr("Cap before %1, after %2.").arg(models::moneyText(before.cap, currency), money),
                      tr("Headroom before %1, after %2.")
                          .arg(models::moneyText(before.cap - position, currency),
                               models::moneyText(changed.cap - position, currency))};
    if (changed.liquidityPercentHundredths > 0)
        facts << tr("From then on the cap is %1 of the funds held.")
                     .arg(models::shareText(changed.liquidityPercentHundredths));
    else if (before.liquidityPercentHundredths > 0)
        facts << tr("It no longer follows the funds held.");
    confirm({tr("Change the cap of %1 to %2?").arg(before.participant, money), facts,
             tr("Change cap to %1").arg(money), tr("Keep %1").arg(models::moneyText(before.cap, currency)),
             true},
            [this, changed, money](const api::ActionNote& note) {
                follow(hub().limits.change(changed, note),
                       tr("The cap of %1 is %2.").arg(changed.participant, money),
                       tr("The cap was not changed."));
            });
}

void AccountActions::changeAlarm(const api::LimitRow& limit)
{
    const QString code = models::currencyText(limit.currency);
    auto* form =
        new ActionDialog(tr("Alarm of %1, %2").arg(limit.participant, code), tr("Continue"), window());
    auto* alarm = new QSpinBox(form);
    alarm->setObjectName(QStringLiteral("newAlarm"));
    alarm->setAccessibleName(tr("Alarm when this much is left"));
    alarm->setRange(0, kPercent);
    alarm->setSuffix(QStringLiteral(" %"));
    alarm->setValue(limit.alarmPercentHundredths / kPercent);
    form->addWidget(tr("Alarm when this much is left"), alarm);
    form->setFault([alarm, limit] {
        return alarm->value() * kPercent == limit.alarmPercentHundredths
                   ? tr("This is the alarm that is set already.")
                   : QString();
    });
    form->setOutcome([alarm, limit] {
        return tr("It rings when the position reaches %1.")
            .arg(models::moneyText(models::alarmLevel(limit.cap, alarm->value() * kPercent), limit.currency));
    });
    connect(alarm, &QSpinBox::valueChanged, form, &ActionDialog::check);
    connect(form, &ActionDialog::submitted, this, [this, limit, alarm] {
        api::LimitRow changed = limit;
        changed.alarmPercentHundredths = alarm->value() * kPercent;
        const QString before = QStringLiteral("%1 %").arg(limit.alarmPercentHundredths / kPercent);
        const QString after = QStringLiteral("%1 %").arg(alarm->value());
        confirm({tr("Set the alarm of %1 to %2 left?").arg(limit.participant, after),
                 {tr("Alarm before at %1 left, after at %2 left.").arg(before, after),
                  tr("Rings from a position of %1.")
                      .arg(models::moneyText(models::alarmLevel(limit.cap, changed.alarmPercentHundredths),
                                             limit.currency))},
                 tr("Set alarm to %1").arg(after),
                 tr("Keep %1").arg(before),
                 false},
                [this, changed, after](const api::ActionNote& note) {
                    follow(hub().limits.change(changed, note),
                           tr("The alarm of %1 rings at %2 left.").arg(changed.participant, after),
                           tr("The alarm was not changed."));
                });
    });
    form->open();
}

void AccountActions::setActive(const api::AccountRow& row, bool active)
{
    const QString account =
        tr("%1 %2 account %3").arg(row.participant, models::currencyText(row.currency), row.typeName);
    kit::Confirmation question;
    question.question = active ? tr("Activate the %1?").arg(account) : tr("Deactivate the %1?").arg(account);
    question.facts = {tr("Its value is %1.")
                          .arg(models::moneyText(models::friendlyValue(row), row.currency) +
                               QLatin1Char(' ') + models::valueWords(row))};
    if (!active) question.facts << tr("Payments that need it are refused at once.");
    question.action = active ? tr("Activate account") : tr("Deactivate account");
    question.harmless = active ? tr("Keep inactive") : tr("Keep active");
    question.dangerous = !active;
    confirm(question, [this, row, active, account](const api::ActionNote& note) {
        follow(hub().participants.setAccountActive(row.participant, row.id, active, note),
               active ? tr("The %1 is active.").arg(account) : tr("The %1 is inactive.").arg(account),
               tr("The account was not changed."));
    });
}

void AccountActions::addHubAccount()
{
    auto* form = new ActionDialog(tr("Add an account of the hub"), tr("Continue"), window());
    auto* type = new QComboBox(form);
    type->setObjectName(QStringLiteral("hubAccountType"));
    type->setAccessibleName(tr("Account type"));
    type->addItem(tr("Reconciliation (funds the scheme holds)"), QStringLiteral("HUB_RECONCILIATION"));
    type->addItem(tr("Multilateral settlement"), QStringLiteral("HUB_MULTILATERAL_SETTLEMENT"));
    auto* currency = new QComboBox(form);
    currency->setObjectName(QStringLiteral("hubAccountCurrency"));
    currency->setAccessibleName(tr("Currency"));
    for (const auto code : domain::currencyCodes())
        currency->addItem(QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size())));
    form->addWidget(tr("Account type"), type);
    form->addWidget(tr("Currency"), currency);
    connect(form, &ActionDialog::submitted, this, [this, type, currency] {
        const auto code = currency->currentText();
        const auto name = type->currentData().toString();
        const auto chosen = domain::Currency::parse(code.toStdString());
        if (!chosen) return;
        confirm({tr("Add the hub's account %1 in %2?").arg(name, code),
                 {tr("A scheme needs both accounts of the hub in each of its currencies, before the first "
                     "participant joins in it.")},
                 tr("Add account"),
                 tr("Add nothing"),
                 false},
                [this, chosen, name, code](const api::ActionNote& note) {
                    follow(hub().participants.addHubAccount(*chosen, name, note),
                           tr("The hub has the account %1 in %2.").arg(name, code),
                           tr("No account was made."));
                });
    });
    form->open();
}

} // namespace hub::panes
