#include "ui/models/finalise_rows.h"

#include "ui/kit/figures.h"
#include "ui/models/wording.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hub::models {
namespace {

using domain::Amount;

/// Context of the translations.
struct FinaliseWords
{
    Q_DECLARE_TR_FUNCTIONS(FinaliseWords)
};

QVariant money(std::optional<Amount> amount, domain::Currency currency)
{
    return QVariant::fromValue(kit::AmountValue{amount, currency.decimals()});
}

QVariant difference(const BankLine& line)
{
    const Amount left = line.row.balance - line.row.expected;
    if (left.isZero()) return money(Amount(), line.row.currency);
    const QString sign = left.isNegative() ? QString() : QStringLiteral("+");
    return QVariant::fromValue(
        kit::StateValue{kit::Tone::Warn, sign + kit::amountText(left, line.row.currency.decimals())});
}

QVariant doneState(const std::pair<int, api::FinaliseStepRow>& row)
{
    return QVariant::fromValue(row.second.isDone
                                   ? kit::StateValue{kit::Tone::Good, FinaliseWords::tr("done")}
                                   : kit::StateValue{kit::Tone::Neutral, FinaliseWords::tr("to do")});
}

} // namespace

std::optional<Amount> capAfter(const BankLine& line)
{
    if (!line.row.cap || line.row.capFollows) return std::nullopt;
    const Amount held = line.setLiquidity ? line.row.balance : line.row.expected;
    const bool changes =
        (line.decreaseCaps && *line.row.cap > held) || (line.increaseCaps && *line.row.cap < held);
    return changes && !held.isNegative() ? std::optional(held) : std::nullopt;
}

// clang-format off
BankLinesModel* makeBankLinesModel(QObject* parent)
{
    using Row = BankLine;
    BankLinesModel::Columns columns{
        {QStringLiteral("participant"), FinaliseWords::tr("Participant"), 120, [](const Row& r) { return QVariant(r.row.participant); }},
        {QStringLiteral("currency"), FinaliseWords::tr("Cur"), 44, [](const Row& r) { return QVariant(currencyText(r.row.currency)); }},
        {QStringLiteral("transfer"), FinaliseWords::tr("Pays (+)"), 112, [](const Row& r) { return money(r.row.transfer, r.row.currency); }, true},
        {QStringLiteral("expected"), FinaliseWords::tr("Expected balance"), 128, [](const Row& r) { return money(r.row.expected, r.row.currency); }, true},
        {QStringLiteral("balance"), FinaliseWords::tr("Bank's balance"), 122, [](const Row& r) { return money(r.row.balance, r.row.currency); }, true},
        {QStringLiteral("difference"), FinaliseWords::tr("Difference"), 112, difference, true},
        {QStringLiteral("cap"), FinaliseWords::tr("Cap now"), 110, [](const Row& r) { return money(r.row.cap, r.row.currency); }, true},
        {QStringLiteral("capAfter"), FinaliseWords::tr("Cap after"), 110, [](const Row& r) { const auto cap = capAfter(r); return money(cap ? cap : r.row.cap, r.row.currency); }, true},
    };
    return new BankLinesModel(std::move(columns), [](const Row& r) { return QString::number(r.row.account.value()); }, parent);
}

FinaliseStepsModel* makeFinaliseStepsModel(QObject* parent)
{
    using Row = std::pair<int, api::FinaliseStepRow>;
    FinaliseStepsModel::Columns columns{
        {QStringLiteral("done"), FinaliseWords::tr("Done"), 84, doneState},
        {QStringLiteral("step"), FinaliseWords::tr("Step of finalising"), 300, [](const Row& r) { return QVariant(finaliseStepText(r.second)); }},
    };
    return new FinaliseStepsModel(std::move(columns), [](const Row& r) { return QString::number(r.first); }, parent);
}
// clang-format on

QString bankCheckText(int check)
{
    switch (check) {
    case 1:
        return FinaliseWords::tr("settlement id in file = selected settlement");
    case 2:
        return FinaliseWords::tr("transfers sum to zero per currency");
    case 3:
        return FinaliseWords::tr("each transfer = net settlement amount");
    case 4:
        return FinaliseWords::tr("new bank balance = old liquidity + transfer");
    case 5:
        return FinaliseWords::tr("every settlement account present");
    case 6:
        return FinaliseWords::tr("no extra accounts");
    case 7:
        return FinaliseWords::tr("account id exists in switch");
    case 8:
        return FinaliseWords::tr("participant id + account id + name agree");
    case 9:
        return FinaliseWords::tr("account type is POSITION");
    case 10:
        return FinaliseWords::tr("balance valid in currency");
    case 11:
        return FinaliseWords::tr("transfer amount valid in currency");
    case 12:
        return FinaliseWords::tr("no duplicate rows");
    case 13:
        return FinaliseWords::tr("no duplicate file (hash seen before)");
    case 14:
        return FinaliseWords::tr("no stale file (settlement changed since the initiation report)");
    case 15:
        return FinaliseWords::tr("currency column agrees");
    case 16:
        return FinaliseWords::tr("cap does not exceed liquidity");
    case 17:
        return FinaliseWords::tr("participant active");
    default:
        return {};
    }
}

QString finaliseStepText(const api::FinaliseStepRow& step)
{
    using Kind = api::FinaliseStepKind;
    const QString amount =
        step.amount && step.currency ? moneyText(step.amount->absolute(), *step.currency) : QString();
    const bool isOut = step.amount && step.amount->isNegative();
    switch (step.kind) {
    case Kind::Record:
        return FinaliseWords::tr("Record all accounts");
    case Kind::Reserve:
        return FinaliseWords::tr("Reserve all accounts");
    case Kind::MoveFunds:
        return isOut ? FinaliseWords::tr("Funds out %1 for %2").arg(amount, step.participant)
                     : FinaliseWords::tr("Funds in %1 for %2").arg(amount, step.participant);
    case Kind::Commit:
        return FinaliseWords::tr("Commit the account of %1").arg(step.participant);
    case Kind::Settle:
        return FinaliseWords::tr("Settle all accounts");
    case Kind::SetLiquidity:
        return isOut ? FinaliseWords::tr("Book %1 less for %2").arg(amount, step.participant)
                     : FinaliseWords::tr("Book %1 more for %2").arg(amount, step.participant);
    case Kind::SetCap:
        break;
    }
    return FinaliseWords::tr("Cap of %1 to %2").arg(step.participant, amount);
}

QString finaliseProgressText(const api::FinaliseRow& row)
{
    const auto next = std::find_if(row.steps.begin(), row.steps.end(),
                                   [](const api::FinaliseStepRow& step) { return !step.isDone; });
    const auto all = static_cast<int>(row.steps.size());
    if (next == row.steps.end()) return FinaliseWords::tr("all %n step(s) done", nullptr, all);
    return FinaliseWords::tr("step %1 of %2: %3")
        .arg(next - row.steps.begin() + 1)
        .arg(all)
        .arg(finaliseStepText(*next));
}

} // namespace hub::models
