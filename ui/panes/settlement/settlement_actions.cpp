#include "ui/panes/settlement/settlement_actions.h"

#include "ui/kit/figures.h"
#include "ui/models/settlement_rows.h"
#include "ui/models/wording.h"
#include "ui/panes/participants/action_dialog.h"
#include "ui/panes/settlement/finalise_dialog.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>

namespace hub::panes {

using domain::SettlementState;

QString stepVerb(SettlementState state)
{
    switch (state) {
    case SettlementState::TransfersRecorded:
        return SettlementActions::tr("Record");
    case SettlementState::TransfersReserved:
        return SettlementActions::tr("Reserve");
    case SettlementState::TransfersCommitted:
        return SettlementActions::tr("Commit");
    default:
        return SettlementActions::tr("Settle");
    }
}

namespace {

/// What a step does to the ledger (admin-settlement 4.6).
QString stepMeaning(SettlementState state)
{
    switch (state) {
    case SettlementState::TransfersRecorded:
        return SettlementActions::tr("The settlement transfers are written down. No position moves.");
    case SettlementState::TransfersReserved:
        return SettlementActions::tr("Those who get money lose the credit on their position now.");
    case SettlementState::TransfersCommitted:
        return SettlementActions::tr(
            "Those who pay get their headroom back now. After this it cannot be aborted.");
    default:
        return SettlementActions::tr("The windows of these accounts become settled. Nothing moves any more.");
    }
}

} // namespace

void SettlementActions::closeWindow(domain::WindowId id)
{
    api::whenDone(hub().settlement.closePreview(id), this,
                  [this, id](const api::Result<api::ClosePreview>& preview) {
                      if (!preview)
                          Q_EMIT failed(preview.error(), tr("Window %1 stays open.").arg(id.value()));
                      else if (!preview->refusal.isEmpty())
                          Q_EMIT failed({{}, preview->refusal, {}, api::ErrorKind::Refused, {}, {}},
                                        tr("Window %1 stays open.").arg(id.value()));
                      else
                          confirmClose(*preview);
                  });
}

void SettlementActions::confirmClose(const api::ClosePreview& preview)
{
    const auto& window = preview.window;
    const auto currencies = models::currenciesOf(preview.nets);
    QStringList facts{
        tr("%n transfer(s)", nullptr, static_cast<int>(window.transfers)) + QStringLiteral(", ") +
        tr("%n currency(ies)", nullptr, static_cast<int>(currencies.size())) + QLatin1Char('.')};
    for (const auto currency : currencies)
        facts << tr("Net %1: %2.")
                     .arg(models::currencyText(currency), models::netsLine(preview.nets, currency));
    qint64 reserved = 0;
    QStringList amounts;
    for (const auto& total : preview.reserved) {
        reserved += total.transfers;
        amounts << models::moneyText(total.amount, total.currency);
    }
    if (reserved > 0)
        facts << tr("%n transfer(s) are still reserved (%1); if they commit after this they belong to window "
                    "%2.",
                    nullptr, static_cast<int>(reserved))
                     .arg(amounts.join(QStringLiteral(", ")))
                     .arg(window.id.value() + 1);
    confirm({tr("Close settlement window %1?").arg(window.id.value()), facts,
             tr("Close window %1").arg(window.id.value()), tr("Keep open"), true},
            [this, id = window.id](const api::ActionNote& note) {
                api::whenDone(hub().settlement.closeWindow(id, note), this,
                              [this, id](const api::Result<api::WindowRow>& opened) {
                                  if (!opened) {
                                      Q_EMIT failed(opened.error(),
                                                    tr("Window %1 stays open.").arg(id.value()));
                                      return;
                                  }
                                  Q_EMIT windowClosed(id);
                                  Q_EMIT done(tr("Window %1 is being closed; window %2 is open.")
                                                  .arg(id.value())
                                                  .arg(opened->id.value()));
                              });
            });
}

void SettlementActions::retryClose(const api::WindowRow& window)
{
    const auto id = window.id.value();
    confirm({tr("Try again to close window %1?").arg(id),
             {tr("%n try(ies) failed.", nullptr, window.attempts), window.failure,
              tr("Its transfers stay as they are; only the sums are made again.")},
             tr("Try window %1 again").arg(id),
             tr("Leave it"),
             false},
            [this, window, id](const api::ActionNote& note) {
                follow(hub().settlement.retryClose(window.id, note), tr("Window %1 is tried again.").arg(id),
                       tr("Window %1 was not changed.").arg(id));
            });
}

void SettlementActions::createSettlement(const api::SettlementDraft& draft,
                                         const api::SettlementPreview& preview)
{
    QStringList facts{tr("Model %1, windows %2.").arg(draft.model, models::windowIdsText(draft.windows))};
    for (const auto currency : models::currenciesOf(preview.nets))
        facts << tr("Net %1: %2.")
                     .arg(models::currencyText(currency), models::netsLine(preview.nets, currency));
    confirm({tr("Settle the windows %1?").arg(models::windowIdsText(draft.windows)), facts,
             tr("Create the settlement"), tr("Settle nothing"), false},
            [this, draft](const api::ActionNote& note) {
                api::whenDone(hub().settlement.createSettlement(draft, note), this,
                              [this](const api::Result<api::SettlementDetail>& made) {
                                  if (!made) {
                                      Q_EMIT failed(made.error(), tr("No settlement was made."));
                                      return;
                                  }
                                  Q_EMIT settlementMade(made->row.id);
                                  Q_EMIT done(tr("Settlement %1 is made.").arg(made->row.id.value()));
                              });
            });
}

void SettlementActions::step(const api::SettlementDetail& settlement,
                             const std::vector<api::SettlementAccountRow>& accounts)
{
    if (!settlement.nextStep) return;
    const auto to = *settlement.nextStep;
    const auto& moved = accounts.empty() ? settlement.accounts : accounts;
    std::map<QString, std::pair<domain::Amount, domain::Amount>> sums;
    std::vector<domain::Currency> currencies;
    for (const auto& row : moved) {
        const auto [at, isNew] = sums.try_emplace(models::currencyText(row.currency));
        if (isNew) currencies.push_back(row.currency);
        (row.net.isNegative() ? at->second.second : at->second.first) += row.net.absolute();
    }
    QStringList facts{tr("%n account(s).", nullptr, static_cast<int>(moved.size()))};
    for (const auto currency : currencies) {
        const auto& [pay, get] = sums[models::currencyText(currency)];
        facts << tr("They pay %1 and get %2.")
                     .arg(models::moneyText(pay, currency), models::moneyText(get, currency));
    }
    facts << stepMeaning(to);
    const auto id = settlement.row.id;
    api::SettlementStepDraft draft;
    draft.settlement = id;
    draft.state = to;
    for (const auto& row : accounts)
        draft.accounts.push_back({row.account, row.counterpartyAccount});
    const QString verb = stepVerb(to);
    confirm({tr("%1 settlement %2?").arg(verb).arg(id.value()), facts,
             tr("%1 settlement %2").arg(verb).arg(id.value()),
             tr("Leave it at %1").arg(settlement.row.stateName), to == SettlementState::TransfersCommitted},
            [this, draft](const api::ActionNote& note) {
                Q_EMIT stepping();
                api::whenDone(
                    hub().settlement.stepSettlement(draft, note), this,
                    [this](const api::Result<api::SettlementStepResult>& result) { showStep(result); });
            });
}

void SettlementActions::showStep(const api::Result<api::SettlementStepResult>& result)
{
    if (!result) {
        Q_EMIT failed(result.error(), tr("The settlement was not changed."));
        return;
    }
    const auto& row = result->settlement.row;
    if (result->errors.empty()) {
        Q_EMIT done(tr("Settlement %1 is %2.").arg(row.id.value()).arg(row.stateName));
        return;
    }
    QStringList texts;
    for (const auto& error : result->errors)
        texts << tr("account %1: %2").arg(error.account.value()).arg(error.text);
    Q_EMIT failed(
        {{}, texts.join(QStringLiteral("; ")), {}, api::ErrorKind::Refused, {}, {}},
        tr("The other accounts were moved; settlement %1 is %2.").arg(row.id.value()).arg(row.stateName));
}

void SettlementActions::abort(const api::SettlementDetail& settlement)
{
    const auto id = settlement.row.id;
    kit::Confirmation question{
        tr("Abort settlement %1?").arg(id.value()),
        {tr("%n account(s) go back; what was reserved is given back.", nullptr,
            static_cast<int>(settlement.accounts.size())),
         tr("Its windows %1 can be settled again.").arg(models::windowIdsText(settlement.row.windows)),
         tr("A cap that was raised for it stays raised.")},
        tr("Abort settlement %1").arg(id.value()),
        tr("Keep it"),
        true,
        tr("settlement %1").arg(id.value())};
    confirm(question, [this, id](const api::ActionNote& note) {
        Q_EMIT stepping();
        follow(hub().settlement.abortSettlement(id, note), tr("Settlement %1 is aborted.").arg(id.value()),
               tr("The settlement was not changed."));
    });
}

void SettlementActions::abortPair(const api::SettlementDetail& settlement,
                                  const api::SettlementAccountRow& side)
{
    const auto id = settlement.row.id;
    const bool owes = !side.net.isNegative();
    const QString payer = owes ? side.participant : side.counterparty;
    const QString payee = owes ? side.counterparty : side.participant;
    const QString pair = tr("%1 and %2").arg(side.participant, side.counterparty);
    kit::Confirmation question{
        tr("Abort the pair %1 of settlement %2?").arg(pair).arg(id.value()),
        {tr("%1 does not pay %2 to %3 in this settlement; what was reserved for it is given back.")
             .arg(payer, models::moneyText(side.net.absolute(), side.currency), payee),
         tr("The other pairs go on. When no other is left, the whole settlement is aborted."),
         tr("What they owe stays open: windows %1 can be settled again for this pair afterwards.")
             .arg(models::windowIdsText(settlement.row.windows)),
         tr("A cap that was raised for it stays raised.")},
        tr("Abort the pair"),
        tr("Keep it"),
        true,
        pair};
    const api::SettlementAccountRef ref{side.account, side.counterpartyAccount};
    confirm(question, [this, id, ref, pair](const api::ActionNote& note) {
        Q_EMIT stepping();
        follow(hub().settlement.abortPair(id, ref, note),
               tr("The pair %1 of settlement %2 is aborted.").arg(pair).arg(id.value()),
               tr("The settlement was not changed."));
    });
}

void SettlementActions::finalise(const api::SettlementDetail& settlement, const QString& path)
{
    auto* dialog = new FinaliseDialog(hub(), settlement, window());
    connect(dialog, &FinaliseDialog::submitted, this,
            [this, settlement](const api::FinaliseDraft& draft, const api::BankReportCheck& check) {
                confirmFinalise(settlement, draft, check);
            });
    dialog->open();
    if (!path.isEmpty()) dialog->open(path);
}

void SettlementActions::confirmFinalise(const api::SettlementDetail& settlement,
                                        const api::FinaliseDraft& draft, const api::BankReportCheck& check)
{
    std::map<QString, std::pair<domain::Amount, domain::Amount>> sums;
    std::vector<domain::Currency> currencies;
    for (const auto& row : check.rows) {
        const auto [at, isNew] = sums.try_emplace(models::currencyText(row.currency));
        if (isNew) currencies.push_back(row.currency);
        (row.transfer.isNegative() ? at->second.second : at->second.first) += row.transfer.absolute();
    }
    constexpr qsizetype kHashShown = 12;
    QStringList facts{tr("File %1, SHA-256 %2….").arg(draft.file.name, check.hash.left(kHashShown))};
    for (const auto currency : currencies) {
        const auto& [pay, get] = sums[models::currencyText(currency)];
        facts << tr("%1 goes out and %2 comes in.")
                     .arg(models::moneyText(pay, currency), models::moneyText(get, currency));
    }
    if (!draft.acceptedWarnings.empty())
        facts << tr("%n warning(s) accepted.", nullptr, static_cast<int>(draft.acceptedWarnings.size()));
    if (draft.setLiquidity) facts << tr("What the bank's balances differ by is booked.");
    if (draft.decreaseCaps) facts << tr("Caps above the new balance are lowered to it.");
    if (draft.increaseCaps) facts << tr("Caps below the new balance are raised to it.");
    facts << tr(
        "The hub moves the money and walks the states by itself, also after a restart. Once money has "
        "moved the settlement cannot be aborted.");
    const auto id = settlement.row.id;
    confirm({tr("Finalise settlement %1?").arg(id.value()), facts,
             tr("Finalise settlement %1").arg(id.value()), tr("Move nothing"), true},
            [this, draft, id](const api::ActionNote& note) {
                Q_EMIT stepping();
                api::whenDone(hub().finalise.begin(draft, note), this,
                              [this, id](const api::Result<api::FinaliseRow>& job) {
                                  if (!job) {
                                      Q_EMIT failed(job.error(), tr("Nothing was moved."));
                                      return;
                                  }
                                  Q_EMIT finaliseBegun(*job);
                                  Q_EMIT done(tr("Finalising settlement %1 has begun.").arg(id.value()));
                              });
            });
}

void SettlementActions::stopFinalise(const api::FinaliseRow& job)
{
    const auto id = job.settlement;
    confirm({tr("Stop finalising settlement %1?").arg(id.value()),
             {tr("The step in hand is finished first. What has moved stays moved."),
              tr("It can be taken up again with the bank's file.")},
             tr("Stop finalising"),
             tr("Let it go on"),
             true},
            [this, id](const api::ActionNote& note) {
                follow(hub().finalise.stop(id, note),
                       tr("Finalising settlement %1 is stopped.").arg(id.value()),
                       tr("The job was not stopped."));
            });
}

void SettlementActions::createModel(const std::vector<api::SettlementModelRow>& present)
{
    using Draft = api::SettlementModelDraft;
    struct Method
    {
        domain::SettlementGranularity granularity;
        domain::SettlementInterchange interchange;
        domain::SettlementDelay delay;
    };
    // The combinations that there are (admin-settlement 1.12).
    static constexpr Method kMethods[] = {
        {domain::SettlementGranularity::Net, domain::SettlementInterchange::Multilateral,
         domain::SettlementDelay::Deferred},
        {domain::SettlementGranularity::Net, domain::SettlementInterchange::Bilateral,
         domain::SettlementDelay::Deferred},
        {domain::SettlementGranularity::Gross, domain::SettlementInterchange::Bilateral,
         domain::SettlementDelay::Immediate},
        {domain::SettlementGranularity::Gross, domain::SettlementInterchange::Bilateral,
         domain::SettlementDelay::Deferred},
    };
    auto* form = new ActionDialog(tr("New settlement model"), tr("Continue"), window());
    auto* name = form->addLine(tr("Name"), QStringLiteral("modelName"));
    const auto combo = [form](const QString& label, const char* object) {
        auto* box = new QComboBox(form);
        box->setObjectName(QString::fromLatin1(object));
        box->setAccessibleName(label);
        form->addWidget(label, box);
        return box;
    };
    auto* method = combo(tr("Method"), "modelMethod");
    for (const auto& row : kMethods)
        method->addItem(models::methodText(row.granularity, row.interchange, row.delay));
    auto* currency = combo(tr("Currency"), "modelCurrency");
    currency->addItem(tr("Default: all that no model names"));
    for (const auto code : domain::currencyCodes())
        currency->addItem(QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size())));
    auto* type = combo(tr("Settles"), "modelLedger");
    type->addItem(QStringLiteral("POSITION"), QStringLiteral("SETTLEMENT"));
    type->addItem(QStringLiteral("INTERCHANGE_FEE"), QStringLiteral("INTERCHANGE_FEE_SETTLEMENT"));
    auto* reset = new QCheckBox(tr("Settling sets the positions back"), form);
    reset->setObjectName(QStringLiteral("modelReset"));
    reset->setChecked(true);
    form->addWidget(QString(), reset);
    auto* liquidity = new QCheckBox(tr("Reserving may raise a cap that is too low"), form);
    liquidity->setObjectName(QStringLiteral("modelLiquidity"));
    form->addWidget(QString(), liquidity);
    form->setFault([name, present] {
        static const QRegularExpression kName(QStringLiteral("^[A-Za-z0-9_]{2,30}$"));
        const QString text = name->text().trimmed();
        if (!kName.match(text).hasMatch()) return tr("A name has 2 to 30 letters, digits or underscores.");
        for (const auto& model : present)
            if (model.name.compare(text, Qt::CaseInsensitive) == 0) return tr("This name is in use.");
        return QString();
    });
    connect(form, &ActionDialog::submitted, this, [this, name, method, currency, type, reset, liquidity] {
        const auto& chosen = kMethods[method->currentIndex()];
        Draft draft;
        draft.name = name->text().trimmed();
        draft.granularity = chosen.granularity;
        draft.interchange = chosen.interchange;
        draft.delay = chosen.delay;
        if (currency->currentIndex() > 0)
            draft.currency = domain::Currency::parse(currency->currentText().toStdString());
        draft.requireLiquidityCheck = liquidity->isChecked();
        draft.autoPositionReset = reset->isChecked();
        draft.ledgerType = type->currentText();
        draft.settlementType = type->currentData().toString();
        confirmModel(draft);
    });
    form->open();
}

void SettlementActions::confirmModel(const api::SettlementModelDraft& draft)
{
    const QString scope =
        draft.currency ? models::currencyText(*draft.currency) : tr("all currencies without a model");
    confirm({tr("Create the settlement model %1?").arg(draft.name),
             {tr("%1, for %2 accounts in %3.")
                  .arg(models::methodText(draft.granularity, draft.interchange, draft.delay),
                       draft.ledgerType, scope),
              tr("It counts for windows that are closed from now on.")},
             tr("Create %1").arg(draft.name),
             tr("Create nothing"),
             false},
            [this, draft](const api::ActionNote& note) {
                follow(hub().settlement.createModel(draft, note),
                       tr("The model %1 is there.").arg(draft.name), tr("No model was made."));
            });
}

void SettlementActions::setModelActive(const api::SettlementModelRow& model, bool active)
{
    kit::Confirmation question;
    question.question = active ? tr("Activate the model %1?").arg(model.name)
                               : tr("Deactivate the model %1?").arg(model.name);
    if (!active && model.unsettledContents > 0)
        question.facts << tr(
            "%n part(s) of windows under it are not settled; they stay so while it is inactive.", nullptr,
            model.unsettledContents);
    question.facts
        << (active ? tr("It counts for windows that are closed from now on.")
                   : tr("Windows that are closed from now on are settled by another model, or not at all."));
    question.action = active ? tr("Activate %1").arg(model.name) : tr("Deactivate %1").arg(model.name);
    question.harmless = active ? tr("Keep inactive") : tr("Keep active");
    question.dangerous = !active;
    confirm(question, [this, name = model.name, active](const api::ActionNote& note) {
        follow(hub().settlement.setModelActive(name, active, note),
               active ? tr("The model %1 is active.").arg(name) : tr("The model %1 is inactive.").arg(name),
               tr("The model was not changed."));
    });
}

} // namespace hub::panes
