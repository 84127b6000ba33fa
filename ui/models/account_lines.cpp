#include "ui/models/account_lines.h"

#include "ui/models/wording.h"

#include <QtCore/QCoreApplication>

namespace hub::models {

namespace {

using domain::AccountType;
using domain::Amount;
using kit::AmountValue;
using kit::CountValue;
using kit::StateValue;
using kit::TimeShape;
using kit::TimeValue;
using kit::Tone;

/// Context of the translations.
struct AccountColumns
{
    Q_DECLARE_TR_FUNCTIONS(AccountColumns)
};

constexpr int kWholeBasisPoints = 10'000;
constexpr int kHundred = 100;

template <class T>
QVariant value(T typed)
{
    return QVariant::fromValue(std::move(typed));
}

QVariant money(std::optional<Amount> amount, domain::Currency currency)
{
    return value(AmountValue{amount, currency.decimals()});
}

bool isSettlement(AccountType type)
{
    return type == AccountType::Settlement || type == AccountType::InterchangeFeeSettlement;
}

bool isOut(const api::MovementRow& row)
{
    return row.kind == api::TransferKind::FundsOut;
}

kit::UsedValue usedOfLine(const AccountLine& line)
{
    const auto& row = line.account;
    if (!row.cap) return {};
    const auto used = row.value.isNegative() ? 0 : row.value.ratioBasisPoints(*row.cap);
    return {static_cast<int>(used), kWholeBasisPoints - line.alarmPercentHundredths.value_or(1000)};
}

/// Cap to held funds in percent.
std::optional<qint64> cover(const AccountLine& line)
{
    if (!line.account.cap || !line.held || line.held->isZero() || line.held->isNegative())
        return std::nullopt;
    return (line.account.cap->ratioBasisPoints(*line.held) + kHundred / 2) / kHundred;
}

QString percentText(std::optional<int> hundredths)
{
    return hundredths ? QStringLiteral("%1 %").arg(*hundredths / kHundred) : QString();
}

QString keptAt(const api::AccountRow& row)
{
    if (row.capPercentHundredths == 0) return {};
    return AccountColumns::tr("%1 of funds").arg(shareText(row.capPercentHundredths));
}

StateValue movementState(const api::MovementRow& row, base::Instant now)
{
    auto state = stateOf(row.state);
    if (!isStuck(row, now)) return state;
    return {Tone::Bad, AccountColumns::tr("%1, stuck").arg(state.text)};
}

QString moveKind(api::TransferKind kind)
{
    switch (kind) {
    case api::TransferKind::Payment:
        return AccountColumns::tr("payment");
    case api::TransferKind::FundsIn:
        return AccountColumns::tr("funds in");
    case api::TransferKind::FundsOut:
        return AccountColumns::tr("funds out");
    case api::TransferKind::Settlement:
        break;
    }
    return AccountColumns::tr("settlement");
}

} // namespace

QString accountTypeText(const api::AccountRow& row)
{
    switch (row.type) {
    case AccountType::Position:
        return AccountColumns::tr("Position");
    case AccountType::Settlement:
        return AccountColumns::tr("Settlement");
    case AccountType::HubReconciliation:
        return AccountColumns::tr("Hub reconciliation");
    case AccountType::HubMultilateralSettlement:
        return AccountColumns::tr("Hub multilateral");
    case AccountType::InterchangeFee:
        return AccountColumns::tr("Interchange fee");
    case AccountType::InterchangeFeeSettlement:
        return AccountColumns::tr("Fee settlement");
    }
    return row.typeName; // A type that was created later.
}

bool isHubAccount(const api::AccountRow& row)
{
    return row.typeName.startsWith(QStringLiteral("HUB_"));
}

Amount friendlyValue(const api::AccountRow& row)
{
    return isSettlement(row.type) ? row.value.negated() : row.value;
}

QString valueWords(const api::AccountRow& row)
{
    if (row.value.isZero() || isHubAccount(row)) return {};
    if (isSettlement(row.type))
        return row.value.isNegative() ? AccountColumns::tr("held") : AccountColumns::tr("overdrawn");
    return row.value.isNegative() ? AccountColumns::tr("is owed") : AccountColumns::tr("owes");
}

StateValue checkOf(const AccountLine& line)
{
    const auto& row = line.account;
    if (isSettlement(row.type) && !row.value.isNegative() && !row.value.isZero())
        return {Tone::Bad, AccountColumns::tr("overdrawn")};
    if (!row.cap) return {Tone::Muted, QString()};
    if (row.value > *row.cap) return {Tone::Bad, AccountColumns::tr("above its cap")};
    if (line.held && *row.cap > *line.held) return {Tone::Warn, AccountColumns::tr("cap above funds")};
    if (kit::toneOf(usedOfLine(line)) != Tone::Good) return {Tone::Warn, AccountColumns::tr("alarm")};
    return {Tone::Good, AccountColumns::tr("in order")};
}

std::vector<AccountLine> accountLines(const std::vector<api::AccountRow>& accounts,
                                      const std::vector<api::LimitRow>& limits)
{
    const auto keyOf = [](const QString& participant, domain::Currency currency) {
        return participant + QLatin1Char(' ') + currencyText(currency);
    };
    QHash<QString, Amount> held;
    QHash<QString, int> alarms;
    for (const auto& row : accounts)
        if (row.type == AccountType::Settlement && row.active)
            held.insert(keyOf(row.participant, row.currency), row.value.negated());
    for (const auto& limit : limits)
        alarms.insert(keyOf(limit.participant, limit.currency), limit.alarmPercentHundredths);
    std::vector<AccountLine> lines;
    lines.reserve(accounts.size());
    for (const auto& row : accounts) {
        AccountLine line{row, std::nullopt, std::nullopt};
        const QString key = keyOf(row.participant, row.currency);
        if (row.type == AccountType::Position) {
            if (row.cap) line.alarmPercentHundredths = alarms.value(key, 1000);
            if (const auto at = held.constFind(key); at != held.constEnd()) line.held = *at;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

void applyPosition(std::vector<api::AccountRow>& accounts, std::vector<api::LimitRow>& limits,
                   const api::PositionRow& row)
{
    for (auto& account : accounts) {
        if (account.id == row.account) {
            account.value = row.position;
            account.reserved = row.reserved;
            account.cap = row.cap;
            account.changedAt = row.changedAt;
        } else if (row.liquidity && account.type == AccountType::Settlement &&
                   account.participant == row.participant && account.currency == row.currency) {
            account.value = row.liquidity->negated();
        }
    }
    for (auto& limit : limits)
        if (limit.participant == row.participant && limit.currency == row.currency) {
            if (row.cap) limit.cap = *row.cap;
            limit.alarmPercentHundredths = row.alarmPercentHundredths;
        }
}

bool isStuck(const api::MovementRow& row, base::Instant now)
{
    return !domain::isFinal(row.state) && now.ms - row.changedAt.ms > kStuckAfterMs;
}

// clang-format off
AccountLinesModel* makeAccountLinesModel(QObject* parent)
{
    using Row = AccountLine;
    AccountLinesModel::Columns columns{
        {QStringLiteral("participant"), AccountColumns::tr("Participant"), 104, [](const Row& r) { return QVariant(r.account.participant); }},
        {QStringLiteral("currency"), AccountColumns::tr("Cur"), 44, [](const Row& r) { return QVariant(currencyText(r.account.currency)); }},
        {QStringLiteral("type"), AccountColumns::tr("Account"), 134, [](const Row& r) { return QVariant(accountTypeText(r.account)); }},
        {QStringLiteral("value"), AccountColumns::tr("Value"), 112, [](const Row& r) { return money(friendlyValue(r.account), r.account.currency); }, true},
        {QStringLiteral("means"), AccountColumns::tr("Means"), 72, [](const Row& r) { return QVariant(valueWords(r.account)); }},
        {QStringLiteral("cap"), AccountColumns::tr("Cap"), 110, [](const Row& r) { return money(r.account.cap, r.account.currency); }, true},
        {QStringLiteral("used"), AccountColumns::tr("Used"), 112, [](const Row& r) { return value(usedOfLine(r)); }},
        {QStringLiteral("headroom"), AccountColumns::tr("Headroom"), 110, [](const Row& r) { return money(r.account.cap ? std::optional(*r.account.cap - r.account.value) : std::nullopt, r.account.currency); }, true},
        {QStringLiteral("held"), AccountColumns::tr("Funds held"), 118, [](const Row& r) { return money(r.held, r.account.currency); }, true},
        {QStringLiteral("check"), AccountColumns::tr("Check"), 128, [](const Row& r) { const auto check = checkOf(r); return check.text.isEmpty() ? QVariant(QString()) : value(check); }},
        {QStringLiteral("active"), AccountColumns::tr("State"), 84, [](const Row& r) { return value(activeState(r.account.active)); }},
        {QStringLiteral("reserved"), AccountColumns::tr("Reserved"), 96, [](const Row& r) { return money(r.account.reserved, r.account.currency); }, true},
        {QStringLiteral("alarm"), AccountColumns::tr("Alarm left"), 82, [](const Row& r) { return QVariant(percentText(r.alarmPercentHundredths)); }},
        {QStringLiteral("cover"), AccountColumns::tr("Cap / funds, %"), 120, [](const Row& r) { return value(CountValue{cover(r)}); }, true},
        {QStringLiteral("follows"), AccountColumns::tr("Cap kept at"), 156, [](const Row& r) { return QVariant(keptAt(r.account)); }},
        {QStringLiteral("id"), AccountColumns::tr("Id"), 44, [](const Row& r) { return value(CountValue{r.account.id.value()}); }, true},
        {QStringLiteral("changed"), AccountColumns::tr("Changed (UTC)"), 156, [](const Row& r) { return value(TimeValue{r.account.changedAt, TimeShape::DateTime}); }},
    };
    return new AccountLinesModel(std::move(columns), [](const Row& r) { return QString::number(r.account.id.value()); }, parent);
}

MovementsModel* makeMovementsModel(const base::Clock& clock, QObject* parent)
{
    using Row = api::MovementRow;
    const auto* now = &clock;
    constexpr qint64 kUsPerMs = 1000;
    MovementsModel::Columns columns{
        {QStringLiteral("time"), AccountColumns::tr("Recorded (UTC)"), 156, [](const Row& r) { return value(TimeValue{r.recordedAt, TimeShape::DateTime}); }},
        {QStringLiteral("participant"), AccountColumns::tr("Participant"), 110, [](const Row& r) { return QVariant(r.participant); }},
        {QStringLiteral("kind"), AccountColumns::tr("Way"), 60, [](const Row& r) { return QVariant(isOut(r) ? AccountColumns::tr("out") : AccountColumns::tr("in")); }},
        {QStringLiteral("amount"), AccountColumns::tr("Amount"), 116, [](const Row& r) { return money(r.amount, r.currency); }, true},
        {QStringLiteral("currency"), AccountColumns::tr("Cur"), 44, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("state"), AccountColumns::tr("State"), 170, [now](const Row& r) { return value(movementState(r, now->now())); }},
        {QStringLiteral("age"), AccountColumns::tr("Under way for"), 96, [now](const Row& r) { return value(kit::DurationValue{domain::isFinal(r.state) ? std::nullopt : std::optional((now->now().ms - r.changedAt.ms) * kUsPerMs)}); }, true},
        {QStringLiteral("reference"), AccountColumns::tr("Bank reference"), 170, [](const Row& r) { return QVariant(r.externalReference); }},
        {QStringLiteral("id"), AccountColumns::tr("Transfer"), 92, [](const Row& r) { return value(kit::shortId(transferIdText(r.transferId))); }},
    };
    return new MovementsModel(std::move(columns), [](const Row& r) { return transferIdText(r.transferId); }, parent);
}

AccountMovesModel* makeAccountMovesModel(QObject* parent)
{
    using Row = api::AccountMoveRow;
    AccountMovesModel::Columns columns{
        {QStringLiteral("time"), AccountColumns::tr("At (UTC)"), 156, [](const Row& r) { return value(TimeValue{r.at, TimeShape::DateTime}); }},
        {QStringLiteral("kind"), AccountColumns::tr("What"), 84, [](const Row& r) { return QVariant(moveKind(r.kind)); }},
        {QStringLiteral("other"), AccountColumns::tr("With"), 120, [](const Row& r) { return QVariant(r.counterparty); }},
        {QStringLiteral("change"), AccountColumns::tr("Change"), 130, [](const Row& r) { return value(kit::TrendValue{r.change, r.currency.decimals()}); }, true},
        {QStringLiteral("value"), AccountColumns::tr("Value after (wire sign)"), 160, [](const Row& r) { return money(r.value, r.currency); }, true},
        {QStringLiteral("state"), AccountColumns::tr("State"), 170, [](const Row& r) { return value(stateOf(r.state)); }},
        {QStringLiteral("id"), AccountColumns::tr("Transfer"), 92, [](const Row& r) { return value(kit::shortId(transferIdText(r.transferId))); }},
    };
    return new AccountMovesModel(std::move(columns), [](const Row& r) { return QStringLiteral("%1 %2").arg(transferIdText(r.transferId)).arg(r.number); }, parent);
}
// clang-format on

} // namespace hub::models
