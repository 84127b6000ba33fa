#include "ui/models/settlement_rows.h"

#include "ui/kit/figures.h"
#include "ui/models/wording.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <set>

namespace hub::models {

namespace {

using domain::Amount;
using domain::SettlementState;
using kit::AmountValue;
using kit::CountValue;
using kit::StateValue;
using kit::TimeShape;
using kit::TimeValue;
using kit::Tone;

/// Context of the translations.
struct SettlementColumns
{
    Q_DECLARE_TR_FUNCTIONS(SettlementColumns)
};

constexpr qint64 kUsPerMs = 1000;
constexpr std::size_t kNetsShown = 6;

template <class T>
QVariant value(T typed)
{
    return QVariant::fromValue(std::move(typed));
}

QVariant money(std::optional<Amount> amount, domain::Currency currency)
{
    return value(AmountValue{amount, currency.decimals()});
}

QVariant state(const StateValue& typed)
{
    return value(typed);
}

QString totalsText(const std::vector<api::CurrencyTotal>& totals, Amount api::CurrencyTotal::*member)
{
    QStringList parts;
    for (const auto& total : totals)
        parts << moneyText(total.*member, total.currency);
    return parts.join(QStringLiteral("  "));
}

bool isBalanced(const std::vector<api::CurrencyTotal>& totals)
{
    return std::all_of(totals.begin(), totals.end(), [](const auto& total) { return total.check.isZero(); });
}

QVariant checkCell(const std::vector<api::CurrencyTotal>& totals)
{
    if (totals.empty()) return QVariant(QString());
    return state(isBalanced(totals) ? StateValue{Tone::Good, QStringLiteral("0")}
                                    : StateValue{Tone::Bad, SettlementColumns::tr("not zero")});
}

int participantsOf(const api::WindowRow& row)
{
    int most = 0;
    for (const auto& total : row.totals)
        most = std::max(most, total.participants);
    return most;
}

QString settlementIds(const api::WindowRow& row)
{
    QStringList out;
    for (const auto id : row.settlements)
        out << QString::number(id.value());
    return out.join(QStringLiteral(", "));
}

QString paysOrGets(Amount net)
{
    if (net.isZero()) return {};
    return net.isNegative() ? SettlementColumns::tr("gets") : SettlementColumns::tr("pays");
}

std::optional<Amount> expectedHeld(const api::SettlementAccountRow& row)
{
    if (!row.liquidity) return std::nullopt;
    return *row.liquidity - row.net;
}

QString currencyCodes(const std::vector<api::CurrencyTotal>& totals)
{
    QStringList codes;
    for (const auto& total : totals)
        codes << currencyText(total.currency);
    return codes.join(QLatin1Char(' '));
}

QString whyThisModel(const ModelReach& reach)
{
    if (reach.model.isEmpty())
        return SettlementColumns::tr("no active model names the currency and there is no default");
    return reach.byDefault
               ? SettlementColumns::tr("no active model names the currency, so the default counts")
               : SettlementColumns::tr("it names the currency");
}

StateValue rungOf(const LadderStep& step)
{
    auto shown = settlementStateOf(step.state);
    if (!step.reached)
        shown.tone = Tone::Muted;
    else if (!step.current)
        shown.tone = Tone::Good;
    return shown;
}

} // namespace

kit::StateValue windowStateOf(const QString& name)
{
    if (name == QLatin1String("OPEN")) return {Tone::Info, name};
    if (name == QLatin1String("PROCESSING") || name == QLatin1String("PENDING_SETTLEMENT"))
        return {Tone::Warn, name};
    if (name == QLatin1String("FAILED") || name == QLatin1String("ABORTED")) return {Tone::Bad, name};
    if (name == QLatin1String("SETTLED")) return {Tone::Good, name};
    return {Tone::Neutral, name};
}

kit::StateValue settlementStateOf(SettlementState entered)
{
    const auto name = domain::toString(entered);
    const QString text = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    switch (entered) {
    case SettlementState::Settled:
        return {Tone::Good, text};
    case SettlementState::Aborted:
        return {Tone::Bad, text};
    case SettlementState::PendingSettlement:
        return {Tone::Warn, text};
    default:
        return {Tone::Info, text};
    }
}

QString methodText(domain::SettlementGranularity granularity, domain::SettlementInterchange interchange,
                   domain::SettlementDelay delay)
{
    const QString first = granularity == domain::SettlementGranularity::Net ? SettlementColumns::tr("net")
                                                                            : SettlementColumns::tr("gross");
    const QString second = interchange == domain::SettlementInterchange::Bilateral
                               ? SettlementColumns::tr("bilateral")
                               : SettlementColumns::tr("multilateral");
    const QString third = delay == domain::SettlementDelay::Deferred ? SettlementColumns::tr("deferred")
                                                                     : SettlementColumns::tr("immediate");
    return first + QLatin1Char(' ') + second + QStringLiteral(", ") + third;
}

QString windowIdsText(const std::vector<domain::WindowId>& ids)
{
    QStringList out;
    for (const auto id : ids)
        out << QString::number(id.value());
    return out.join(QStringLiteral(", "));
}

std::vector<domain::Currency> currenciesOf(const std::vector<api::NetRow>& nets)
{
    std::vector<domain::Currency> out;
    for (const auto& row : nets)
        if (std::find(out.begin(), out.end(), row.currency) == out.end()) out.push_back(row.currency);
    std::sort(out.begin(), out.end(), [](auto a, auto b) { return a.code() < b.code(); });
    return out;
}

QString netsLine(const std::vector<api::NetRow>& nets, domain::Currency currency)
{
    std::vector<const api::NetRow*> rows;
    Amount sum;
    for (const auto& row : nets)
        if (row.currency == currency) {
            rows.push_back(&row);
            sum += row.net;
        }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto* a, const auto* b) { return a->net.absolute() > b->net.absolute(); });
    QStringList parts;
    for (std::size_t i = 0; i < rows.size() && i < kNetsShown; ++i) {
        const auto shown = rows[i]->net.negated();
        const QString sign = shown.isNegative() || shown.isZero() ? QString() : QStringLiteral("+");
        parts << rows[i]->participant + QLatin1Char(' ') + sign + kit::amountText(shown, currency.decimals());
    }
    if (rows.size() > kNetsShown)
        parts << SettlementColumns::tr("%n more", nullptr, static_cast<int>(rows.size() - kNetsShown));
    return SettlementColumns::tr("%1 (sum %2)")
        .arg(parts.join(QStringLiteral(", ")), kit::amountText(sum, currency.decimals()));
}

std::vector<LadderStep> ladderOf(const api::SettlementDetail& detail)
{
    std::vector<LadderStep> out;
    const bool isAborted = detail.row.state == SettlementState::Aborted;
    for (const auto rung : domain::kSettlementStates) {
        if (rung == SettlementState::Aborted && !isAborted) continue;
        LadderStep step;
        step.state = rung;
        const auto name = domain::toString(rung);
        const QString text = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
        for (const auto& entry : detail.history) {
            if (entry.state != text) continue;
            step.reached = true;
            step.at = entry.at;
            step.who = entry.who;
            step.reason = entry.reason;
        }
        step.current = rung == detail.row.state;
        // SETTLING is passed in one step when all accounts settle together.
        if (rung == SettlementState::Settling && !step.reached && !step.current) continue;
        out.push_back(std::move(step));
    }
    return out;
}

std::vector<ModelReach> reachOf(const std::vector<api::SettlementModelRow>& models,
                                const std::vector<std::pair<QString, domain::Currency>>& used)
{
    std::vector<ModelReach> out;
    for (const auto& [type, currency] : used) {
        ModelReach reach{type, currency, {}, false};
        for (const auto& model : models) {
            if (!model.active || model.ledgerType != type) continue;
            if (model.currency && *model.currency == currency) {
                reach.model = model.name;
                reach.byDefault = false;
                break;
            }
            if (model.currency || !reach.model.isEmpty()) continue;
            reach.model = model.name;
            reach.byDefault = true;
        }
        out.push_back(std::move(reach));
    }
    return out;
}

// clang-format off
WindowsModel* makeWindowsModel(const base::Clock& clock, QObject* parent)
{
    using Row = api::WindowRow;
    const auto* now = &clock;
    WindowsModel::Columns columns{
        {QStringLiteral("id"), SettlementColumns::tr("Window"), 84, [](const Row& r) { return value(CountValue{r.id.value()}); }, true},
        {QStringLiteral("state"), SettlementColumns::tr("State"), 182, [](const Row& r) { return state(windowStateOf(r.state)); }},
        {QStringLiteral("opened"), SettlementColumns::tr("Opened (UTC)"), 156, [](const Row& r) { return value(TimeValue{r.openedAt, TimeShape::DateTime}); }},
        {QStringLiteral("closed"), SettlementColumns::tr("Closed (UTC)"), 156, [](const Row& r) { return value(TimeValue{r.closedAt, TimeShape::DateTime}); }},
        {QStringLiteral("age"), SettlementColumns::tr("In this state"), 96, [now](const Row& r) { return value(kit::DurationValue{(now->now().ms - std::max(r.openedAt.ms, r.changedAt.ms)) * kUsPerMs}); }, true},
        {QStringLiteral("transfers"), SettlementColumns::tr("Transfers"), 80, [](const Row& r) { return value(CountValue{r.transfers}); }, true},
        {QStringLiteral("participants"), SettlementColumns::tr("DFSPs"), 56, [](const Row& r) { return value(CountValue{r.totals.empty() ? std::nullopt : std::optional<qint64>(participantsOf(r))}); }, true},
        {QStringLiteral("net"), SettlementColumns::tr("Net to be paid"), 300, [](const Row& r) { return QVariant(totalsText(r.totals, &api::CurrencyTotal::netDebit)); }},
        {QStringLiteral("check"), SettlementColumns::tr("Check"), 70, [](const Row& r) { return checkCell(r.totals); }},
        {QStringLiteral("settlement"), SettlementColumns::tr("Settlements"), 84, [](const Row& r) { return QVariant(settlementIds(r)); }},
        {QStringLiteral("gross"), SettlementColumns::tr("Gross"), 320, [](const Row& r) { return QVariant(totalsText(r.totals, &api::CurrencyTotal::gross)); }},
        {QStringLiteral("by"), SettlementColumns::tr("Closed by"), 90, [](const Row& r) { return QVariant(r.closedBy); }},
        {QStringLiteral("reason"), SettlementColumns::tr("Reason"), 180, [](const Row& r) { return QVariant(r.reason); }},
    };
    return new WindowsModel(std::move(columns), [](const Row& r) { return QString::number(r.id.value()); }, parent);
}

NetsModel* makeNetsModel(QObject* parent)
{
    using Row = api::NetRow;
    NetsModel::Columns columns{
        {QStringLiteral("participant"), SettlementColumns::tr("Participant"), 130, [](const Row& r) { return QVariant(r.participant); }},
        {QStringLiteral("currency"), SettlementColumns::tr("Cur"), 44, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("sent"), SettlementColumns::tr("Sent"), 116, [](const Row& r) { return money(r.sent, r.currency); }, true},
        {QStringLiteral("received"), SettlementColumns::tr("Received"), 116, [](const Row& r) { return money(r.received, r.currency); }, true},
        {QStringLiteral("means"), SettlementColumns::tr("Net"), 66, [](const Row& r) { return QVariant(paysOrGets(r.net)); }},
        {QStringLiteral("net"), SettlementColumns::tr("Amount"), 116, [](const Row& r) { return money(r.net.absolute(), r.currency); }, true},
        {QStringLiteral("transfers"), SettlementColumns::tr("Transfers"), 80, [](const Row& r) { return value(CountValue{r.transfers}); }, true},
    };
    return new NetsModel(std::move(columns), [](const Row& r) { return QString::number(r.account.value()); }, parent);
}

MatrixModel* makeMatrixModel(const std::vector<api::PairRow>& pairs, QObject* parent)
{
    using Row = MatrixRow;
    std::set<QString> payees;
    std::map<std::pair<QString, QString>, Row> rows;
    for (const auto& pair : pairs) {
        payees.insert(pair.payee);
        auto& row = rows.try_emplace({currencyText(pair.currency), pair.payer}, Row{pair.payer, pair.currency, {}}).first->second;
        row.sent[pair.payee] += pair.amount;
    }
    MatrixModel::Columns columns{
        {QStringLiteral("payer"), SettlementColumns::tr("From, to the right"), 140, [](const Row& r) { return QVariant(r.payer); }},
        {QStringLiteral("currency"), SettlementColumns::tr("Cur"), 44, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
    };
    for (const auto& payee : payees)
        columns.push_back({payee, payee, 110, [payee](const Row& r) { const auto at = r.sent.find(payee); return money(at == r.sent.end() ? std::nullopt : std::optional(at->second), r.currency); }, true});
    auto* model = new MatrixModel(std::move(columns), [](const Row& r) { return r.payer + QLatin1Char(' ') + currencyText(r.currency); }, parent);
    std::vector<Row> shown;
    for (auto& [key, row] : rows)
        shown.push_back(std::move(row));
    model->reset(std::move(shown));
    return model;
}

SettlementsModel* makeSettlementsModel(const base::Clock& clock, QObject* parent)
{
    using Row = api::SettlementRow;
    const auto* now = &clock;
    SettlementsModel::Columns columns{
        {QStringLiteral("id"), SettlementColumns::tr("Settlement"), 102, [](const Row& r) { return value(CountValue{r.id.value()}); }, true},
        {QStringLiteral("state"), SettlementColumns::tr("State"), 208, [](const Row& r) { return state(settlementStateOf(r.state)); }},
        {QStringLiteral("age"), SettlementColumns::tr("In this state"), 96, [now](const Row& r) { return value(kit::DurationValue{(now->now().ms - r.changedAt.ms) * kUsPerMs}); }, true},
        {QStringLiteral("model"), SettlementColumns::tr("Model"), 140, [](const Row& r) { return QVariant(r.model); }},
        {QStringLiteral("net"), SettlementColumns::tr("To be paid"), 240, [](const Row& r) { return QVariant(totalsText(r.totals, &api::CurrencyTotal::netDebit)); }},
        {QStringLiteral("check"), SettlementColumns::tr("Check"), 70, [](const Row& r) { return checkCell(r.totals); }},
        {QStringLiteral("settled"), SettlementColumns::tr("Settled"), 70, [](const Row& r) { return QVariant(QStringLiteral("%1 / %2").arg(r.settledAccounts).arg(r.accounts)); }},
        {QStringLiteral("windows"), SettlementColumns::tr("Windows"), 90, [](const Row& r) { return QVariant(windowIdsText(r.windows)); }},
        {QStringLiteral("created"), SettlementColumns::tr("Created (UTC)"), 156, [](const Row& r) { return value(TimeValue{r.createdAt, TimeShape::DateTime}); }},
        {QStringLiteral("method"), SettlementColumns::tr("Method"), 170, [](const Row& r) { return QVariant(methodText(r.granularity, r.interchange, r.delay)); }},
        {QStringLiteral("currency"), SettlementColumns::tr("Currencies"), 90, [](const Row& r) { return QVariant(currencyCodes(r.totals)); }},
        {QStringLiteral("by"), SettlementColumns::tr("Made by"), 90, [](const Row& r) { return QVariant(r.createdBy); }},
        {QStringLiteral("reason"), SettlementColumns::tr("Reason"), 180, [](const Row& r) { return QVariant(r.reason); }},
    };
    return new SettlementsModel(std::move(columns), [](const Row& r) { return QString::number(r.id.value()); }, parent);
}

SettlementAccountsModel* makeSettlementAccountsModel(QObject* parent)
{
    using Row = api::SettlementAccountRow;
    SettlementAccountsModel::Columns columns{
        {QStringLiteral("participant"), SettlementColumns::tr("Participant"), 110, [](const Row& r) { return QVariant(r.participant); }},
        {QStringLiteral("counterparty"), SettlementColumns::tr("Against"), 96, [](const Row& r) { return QVariant(r.counterparty.isEmpty() ? SettlementColumns::tr("all") : r.counterparty); }},
        {QStringLiteral("currency"), SettlementColumns::tr("Cur"), 44, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("means"), SettlementColumns::tr("Net"), 66, [](const Row& r) { return QVariant(paysOrGets(r.net)); }},
        {QStringLiteral("net"), SettlementColumns::tr("Amount"), 112, [](const Row& r) { return money(r.net.absolute(), r.currency); }, true},
        {QStringLiteral("state"), SettlementColumns::tr("State"), 208, [](const Row& r) { return state(settlementStateOf(r.state)); }},
        {QStringLiteral("position"), SettlementColumns::tr("Position now"), 112, [](const Row& r) { return money(r.position, r.currency); }, true},
        {QStringLiteral("held"), SettlementColumns::tr("Funds held"), 116, [](const Row& r) { return money(r.liquidity, r.currency); }, true},
        {QStringLiteral("expected"), SettlementColumns::tr("Held when moved"), 122, [](const Row& r) { return money(expectedHeld(r), r.currency); }, true},
        {QStringLiteral("cap"), SettlementColumns::tr("Cap"), 110, [](const Row& r) { return money(r.cap, r.currency); }, true},
        {QStringLiteral("raised"), SettlementColumns::tr("Cap raised by"), 104, [](const Row& r) { return money(r.capRaisedBy, r.currency); }, true},
        {QStringLiteral("reference"), SettlementColumns::tr("Reference"), 120, [](const Row& r) { return QVariant(r.externalReference); }},
        {QStringLiteral("reason"), SettlementColumns::tr("Reason"), 160, [](const Row& r) { return QVariant(r.reason); }},
    };
    return new SettlementAccountsModel(std::move(columns), [](const Row& r) { return QStringLiteral("%1 %2").arg(r.account.value()).arg(r.counterpartyAccount.value()); }, parent);
}

LadderModel* makeLadderModel(QObject* parent)
{
    using Row = LadderStep;
    LadderModel::Columns columns{
        {QStringLiteral("state"), SettlementColumns::tr("Step"), 244, [](const Row& r) { return state(rungOf(r)); }},
        {QStringLiteral("at"), SettlementColumns::tr("At (UTC)"), 84, [](const Row& r) { return value(TimeValue{r.reached ? std::optional(r.at) : std::nullopt, TimeShape::Clock}); }},
        {QStringLiteral("who"), SettlementColumns::tr("By"), 60, [](const Row& r) { return QVariant(r.who); }},
    };
    return new LadderModel(std::move(columns), [](const Row& r) { return QString::number(static_cast<int>(r.state)); }, parent);
}

SettlementModelsModel* makeSettlementModelsModel(QObject* parent)
{
    using Row = api::SettlementModelRow;
    const auto yesNo = [](bool yes) { return yes ? SettlementColumns::tr("yes") : SettlementColumns::tr("no"); };
    SettlementModelsModel::Columns columns{
        {QStringLiteral("name"), SettlementColumns::tr("Name"), 180, [](const Row& r) { return QVariant(r.name); }},
        {QStringLiteral("active"), SettlementColumns::tr("State"), 96, [](const Row& r) { return state(activeState(r.active)); }},
        {QStringLiteral("method"), SettlementColumns::tr("Method"), 190, [](const Row& r) { return QVariant(methodText(r.granularity, r.interchange, r.delay)); }},
        {QStringLiteral("currency"), SettlementColumns::tr("Currency"), 90, [](const Row& r) { return QVariant(r.currency ? currencyText(*r.currency) : SettlementColumns::tr("default")); }},
        {QStringLiteral("ledger"), SettlementColumns::tr("Settles"), 140, [](const Row& r) { return QVariant(r.ledgerType); }},
        {QStringLiteral("against"), SettlementColumns::tr("Funds from"), 140, [](const Row& r) { return QVariant(r.settlementType); }},
        {QStringLiteral("reset"), SettlementColumns::tr("Resets positions"), 110, [yesNo](const Row& r) { return QVariant(yesNo(r.autoPositionReset)); }},
        {QStringLiteral("liquidity"), SettlementColumns::tr("Raises caps"), 90, [yesNo](const Row& r) { return QVariant(yesNo(r.requireLiquidityCheck)); }},
        {QStringLiteral("unsettled"), SettlementColumns::tr("Unsettled"), 80, [](const Row& r) { return value(CountValue{r.unsettledContents}); }, true},
    };
    return new SettlementModelsModel(std::move(columns), [](const Row& r) { return r.name; }, parent);
}

ModelReachModel* makeModelReachModel(QObject* parent)
{
    using Row = ModelReach;
    ModelReachModel::Columns columns{
        {QStringLiteral("ledger"), SettlementColumns::tr("Accounts"), 180, [](const Row& r) { return QVariant(r.ledgerType); }},
        {QStringLiteral("currency"), SettlementColumns::tr("Cur"), 60, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("model"), SettlementColumns::tr("Settled by"), 220, [](const Row& r) { return state(r.model.isEmpty() ? StateValue{Tone::Bad, SettlementColumns::tr("nothing")} : StateValue{Tone::Good, r.model}); }},
        {QStringLiteral("because"), SettlementColumns::tr("Because"), 320, [](const Row& r) { return QVariant(whyThisModel(r)); }},
    };
    return new ModelReachModel(std::move(columns), [](const Row& r) { return r.ledgerType + QLatin1Char(' ') + currencyText(r.currency); }, parent);
}
// clang-format on

} // namespace hub::models
