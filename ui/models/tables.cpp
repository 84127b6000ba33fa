#include "ui/models/tables.h"

#include "ui/kit/cell_values.h"
#include "ui/models/wording.h"

#include <QtCore/QCoreApplication>

namespace hub::models {

namespace {

using kit::AmountValue;
using kit::CountValue;
using kit::DurationValue;
using kit::IdValue;
using kit::StateValue;
using kit::TimeShape;
using kit::TimeValue;
using kit::Tone;

/// Context of the translations.
struct Columns
{
    Q_DECLARE_TR_FUNCTIONS(Columns)
};

template <class T>
QVariant value(T typed)
{
    return QVariant::fromValue(std::move(typed));
}

QString keptAt(const api::LimitRow& row)
{
    if (row.liquidityPercentHundredths == 0) return Columns::tr("a fixed amount");
    return Columns::tr("%1 of the funds held").arg(shareText(row.liquidityPercentHundredths));
}

QString currencies(const api::ParticipantRow& row)
{
    QStringList codes;
    for (const auto currency : row.currencies)
        codes << currencyText(currency);
    return codes.join(QLatin1Char(' '));
}

StateValue serviceState(api::ServiceState state)
{
    switch (state) {
    case api::ServiceState::Ok:
        return {Tone::Good, Columns::tr("ok")};
    case api::ServiceState::Degraded:
        return {Tone::Warn, Columns::tr("degraded")};
    case api::ServiceState::Down:
        break;
    }
    return {Tone::Bad, Columns::tr("down")};
}

StateValue breakerState(api::BreakerState state)
{
    switch (state) {
    case api::BreakerState::Closed:
        return {Tone::Good, Columns::tr("closed")};
    case api::BreakerState::HalfOpen:
        return {Tone::Warn, Columns::tr("half open")};
    case api::BreakerState::Open:
        break;
    }
    return {Tone::Bad, Columns::tr("open")};
}

StateValue callbackState(api::CallbackState state)
{
    switch (state) {
    case api::CallbackState::Queued:
        return {Tone::Info, Columns::tr("queued")};
    case api::CallbackState::Delivered:
        return {Tone::Good, Columns::tr("delivered")};
    case api::CallbackState::Retrying:
        return {Tone::Warn, Columns::tr("retrying")};
    case api::CallbackState::DeadLetter:
        break;
    }
    return {Tone::Bad, Columns::tr("dead letter")};
}

QString kindText(api::TransferKind kind)
{
    switch (kind) {
    case api::TransferKind::Payment:
        return Columns::tr("payment");
    case api::TransferKind::FundsIn:
        return Columns::tr("funds in");
    case api::TransferKind::FundsOut:
        return Columns::tr("funds out");
    case api::TransferKind::Settlement:
        break;
    }
    return Columns::tr("settlement");
}

kit::UsedValue queueUse(qint64 length, qint64 bound)
{
    constexpr int kWhole = 10'000;
    constexpr int kAlarm = 8'000;
    return {bound > 0 ? std::optional<int>(static_cast<int>(length * kWhole / bound)) : std::nullopt, kAlarm};
}

QString lastAttempt(const api::CallbackRow& row)
{
    if (row.attempts.empty()) return {};
    const auto& attempt = row.attempts.back();
    return attempt.status > 0 ? QString::number(attempt.status) : attempt.detail;
}

} // namespace

// clang-format off
PositionsModel* makePositionsModel(QObject* parent)
{
    using Row = api::PositionRow;
    PositionsModel::Columns columns{
        {QStringLiteral("participant"), Columns::tr("Participant"), 104, [](const Row& r) { return QVariant(r.participant); }},
        {QStringLiteral("currency"), Columns::tr("Cur"), 44, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("position"), Columns::tr("Position (+ owes)"), 126, [](const Row& r) { return value(AmountValue{r.position, r.currency.decimals()}); }, true},
        {QStringLiteral("reserved"), Columns::tr("Reserved"), 84, [](const Row& r) { return value(AmountValue{r.reserved, r.currency.decimals()}); }, true},
        {QStringLiteral("cap"), Columns::tr("Cap"), 110, [](const Row& r) { return value(AmountValue{r.cap, r.currency.decimals()}); }, true},
        {QStringLiteral("used"), Columns::tr("Used"), 126, [](const Row& r) { return value(usedOf(r)); }},
        {QStringLiteral("headroom"), Columns::tr("Headroom"), 110, [](const Row& r) { return value(AmountValue{r.cap ? std::optional(*r.cap - r.position) : std::nullopt, r.currency.decimals()}); }, true},
        {QStringLiteral("liquidity"), Columns::tr("Held"), 124, [](const Row& r) { return value(AmountValue{r.liquidity, r.currency.decimals()}); }, true},
        {QStringLiteral("change"), Columns::tr("Last 15 min"), 116, [](const Row& r) { return value(kit::TrendValue{r.change15Min, r.currency.decimals()}); }, true},
        {QStringLiteral("active"), Columns::tr("State"), 82, [](const Row& r) { return value(activeState(r.active)); }},
    };
    return new PositionsModel(std::move(columns), [](const Row& r) { return QString::number(r.account.value()); }, parent);
}

TransfersModel* makeTransfersModel(QObject* parent)
{
    using Row = api::TransferRow;
    TransfersModel::Columns columns{
        {QStringLiteral("time"), Columns::tr("Received (UTC)"), 106, [](const Row& r) { return value(TimeValue{r.receivedAt, TimeShape::ClockMs}); }},
        {QStringLiteral("id"), Columns::tr("Transfer"), 92, [](const Row& r) { return value(kit::shortId(transferIdText(r.id))); }},
        {QStringLiteral("state"), Columns::tr("State"), 160, [](const Row& r) { return value(stateOf(r.state)); }},
        {QStringLiteral("payer"), Columns::tr("Payer"), 110, [](const Row& r) { return QVariant(r.payer); }},
        {QStringLiteral("payee"), Columns::tr("Payee"), 110, [](const Row& r) { return QVariant(r.payee); }},
        {QStringLiteral("amount"), Columns::tr("Amount"), 108, [](const Row& r) { return value(AmountValue{r.amount, r.currency.decimals()}); }, true},
        {QStringLiteral("currency"), Columns::tr("Cur"), 44, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("latency"), Columns::tr("Latency"), 78, [](const Row& r) { return value(DurationValue{r.latencyUs}); }, true},
        {QStringLiteral("error"), Columns::tr("Error"), 54, [](const Row& r) { return QVariant(r.errorCode); }},
        {QStringLiteral("window"), Columns::tr("Window"), 66, [](const Row& r) { return value(CountValue{r.window.value() > 0 ? std::optional(r.window.value()) : std::nullopt}); }, true},
        {QStringLiteral("kind"), Columns::tr("Kind"), 72, [](const Row& r) { return QVariant(kindText(r.kind)); }},
        {QStringLiteral("cause"), Columns::tr("Why"), 420, [](const Row& r) { return QVariant(r.cause); }},
    };
    return new TransfersModel(std::move(columns), [](const Row& r) { return transferIdText(r.id); }, parent);
}

ParticipantsModel* makeParticipantsModel(QObject* parent)
{
    using Row = api::ParticipantRow;
    ParticipantsModel::Columns columns{
        {QStringLiteral("name"), Columns::tr("Name"), 180, [](const Row& r) { return QVariant(r.name); }},
        {QStringLiteral("active"), Columns::tr("State"), 96, [](const Row& r) { return value(participantState(r)); }},
        {QStringLiteral("currency"), Columns::tr("Currencies"), 120, [](const Row& r) { return QVariant(currencies(r)); }},
        {QStringLiteral("used"), Columns::tr("Cap used, worst"), 170, [](const Row& r) { return value(kit::UsedValue{r.worstUsedBasisPoints, 9000}); }},
        {QStringLiteral("accounts"), Columns::tr("Accounts"), 80, [](const Row& r) { return QVariant(QStringLiteral("%1 / %2").arg(r.activeAccounts).arg(r.accounts)); }},
        {QStringLiteral("endpoints"), Columns::tr("Endpoints"), 80, [](const Row& r) { return value(CountValue{r.endpoints}); }, true},
        {QStringLiteral("last"), Columns::tr("Last transfer (UTC)"), 150, [](const Row& r) { return value(TimeValue{r.lastTransferAt, TimeShape::DateTime}); }},
        {QStringLiteral("created"), Columns::tr("Created (UTC)"), 150, [](const Row& r) { return value(TimeValue{r.createdAt, TimeShape::DateTime}); }},
    };
    return new ParticipantsModel(std::move(columns), [](const Row& r) { return r.name; }, parent);
}

AccountsModel* makeAccountsModel(QObject* parent)
{
    using Row = api::AccountRow;
    AccountsModel::Columns columns{
        {QStringLiteral("currency"), Columns::tr("Cur"), 56, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("type"), Columns::tr("Account"), 200, [](const Row& r) { return QVariant(r.typeName); }},
        {QStringLiteral("id"), Columns::tr("Id"), 60, [](const Row& r) { return value(CountValue{r.id.value()}); }, true},
        {QStringLiteral("value"), Columns::tr("Value (wire sign)"), 140, [](const Row& r) { return value(AmountValue{r.value, r.currency.decimals()}); }, true},
        {QStringLiteral("reserved"), Columns::tr("Reserved"), 120, [](const Row& r) { return value(AmountValue{r.reserved, r.currency.decimals()}); }, true},
        {QStringLiteral("cap"), Columns::tr("Cap"), 120, [](const Row& r) { return value(AmountValue{r.cap, r.currency.decimals()}); }, true},
        {QStringLiteral("active"), Columns::tr("State"), 96, [](const Row& r) { return value(activeState(r.active)); }},
        {QStringLiteral("changed"), Columns::tr("Changed (UTC)"), 150, [](const Row& r) { return value(TimeValue{r.changedAt, TimeShape::DateTime}); }},
    };
    return new AccountsModel(std::move(columns), [](const Row& r) { return QString::number(r.id.value()); }, parent);
}

LimitsModel* makeLimitsModel(QObject* parent)
{
    using Row = api::LimitRow;
    LimitsModel::Columns columns{
        {QStringLiteral("currency"), Columns::tr("Cur"), 56, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("cap"), Columns::tr("Net debit cap"), 160, [](const Row& r) { return value(AmountValue{r.cap, r.currency.decimals()}); }, true},
        {QStringLiteral("alarm"), Columns::tr("Alarm when left"), 130, [](const Row& r) { return QVariant(QStringLiteral("%1 %").arg(r.alarmPercentHundredths / 100)); }},
        {QStringLiteral("follows"), Columns::tr("Kept at"), 200, [](const Row& r) { return QVariant(keptAt(r)); }},
    };
    return new LimitsModel(std::move(columns), [](const Row& r) { return currencyText(r.currency); }, parent);
}

EndpointsModel* makeEndpointsModel(QObject* parent)
{
    using Row = api::EndpointRow;
    EndpointsModel::Columns columns{
        {QStringLiteral("type"), Columns::tr("Type"), 330, [](const Row& r) { return value(IdValue{r.type, r.type}); }},
        {QStringLiteral("value"), Columns::tr("Address"), 520, [](const Row& r) { return value(IdValue{r.value, r.value}); }},
    };
    return new EndpointsModel(std::move(columns), [](const Row& r) { return r.type; }, parent);
}

ContactsModel* makeContactsModel(QObject* parent)
{
    using Row = api::ContactRow;
    ContactsModel::Columns columns{
        {QStringLiteral("name"), Columns::tr("Name"), 200, [](const Row& r) { return QVariant(r.name); }},
        {QStringLiteral("role"), Columns::tr("Role"), 180, [](const Row& r) { return QVariant(r.role); }},
        {QStringLiteral("email"), Columns::tr("E-mail"), 260, [](const Row& r) { return value(IdValue{r.email, r.email}); }},
        {QStringLiteral("phone"), Columns::tr("Telephone"), 160, [](const Row& r) { return value(IdValue{r.phone, r.phone}); }},
    };
    return new ContactsModel(std::move(columns), [](const Row& r) { return QString::number(r.id.value()); }, parent);
}

ServicesModel* makeServicesModel(QObject* parent)
{
    using Row = api::ServiceRow;
    ServicesModel::Columns columns{
        {QStringLiteral("name"), Columns::tr("Service"), 150, [](const Row& r) { return QVariant(r.name); }},
        {QStringLiteral("state"), Columns::tr("State"), 100, [](const Row& r) { return value(serviceState(r.state)); }},
        {QStringLiteral("latency"), Columns::tr("Probe"), 80, [](const Row& r) { return value(DurationValue{r.latencyUs}); }, true},
        {QStringLiteral("detail"), Columns::tr("Detail"), 140, [](const Row& r) { return QVariant(r.detail); }},
    };
    return new ServicesModel(std::move(columns), [](const Row& r) { return r.name; }, parent);
}

QueuesModel* makeQueuesModel(QObject* parent)
{
    using Row = api::QueueRow;
    QueuesModel::Columns columns{
        {QStringLiteral("name"), Columns::tr("Queue"), 140, [](const Row& r) { return QVariant(r.name); }},
        {QStringLiteral("length"), Columns::tr("Length"), 80, [](const Row& r) { return value(CountValue{r.length}); }, true},
        {QStringLiteral("bound"), Columns::tr("Bound"), 80, [](const Row& r) { return value(CountValue{r.bound}); }, true},
        {QStringLiteral("used"), Columns::tr("Full"), 170, [](const Row& r) { return value(queueUse(r.length, r.bound)); }},
    };
    return new QueuesModel(std::move(columns), [](const Row& r) { return r.name; }, parent);
}

LanesModel* makeLanesModel(QObject* parent)
{
    using Row = api::LaneRow;
    LanesModel::Columns columns{
        {QStringLiteral("participant"), Columns::tr("Participant"), 104, [](const Row& r) { return QVariant(r.participant); }},
        {QStringLiteral("breaker"), Columns::tr("Breaker"), 100, [](const Row& r) { return value(breakerState(r.breaker)); }},
        {QStringLiteral("queued"), Columns::tr("Queued"), 76, [](const Row& r) { return value(CountValue{r.queued}); }, true},
        {QStringLiteral("inflight"), Columns::tr("In flight"), 76, [](const Row& r) { return value(CountValue{r.inFlight}); }, true},
        {QStringLiteral("delivered"), Columns::tr("Delivered"), 84, [](const Row& r) { return value(CountValue{r.delivered}); }, true},
        {QStringLiteral("failed"), Columns::tr("Failed"), 72, [](const Row& r) { return value(CountValue{r.failed}); }, true},
        {QStringLiteral("dead"), Columns::tr("Dead letters"), 92, [](const Row& r) { return value(CountValue{r.deadLetters}); }, true},
        {QStringLiteral("next"), Columns::tr("Next try"), 86, [](const Row& r) { return value(TimeValue{r.nextAttemptAt, TimeShape::Clock}); }},
        {QStringLiteral("destination"), Columns::tr("Destination"), 196, [](const Row& r) { return value(IdValue{r.destination, r.destination}); }},
        {QStringLiteral("error"), Columns::tr("Last error"), 120, [](const Row& r) { return QVariant(r.lastError); }},
    };
    return new LanesModel(std::move(columns), [](const Row& r) { return r.participant + QLatin1Char(' ') + r.destination; }, parent);
}

SelfChecksModel* makeSelfChecksModel(QObject* parent)
{
    using Row = api::SelfCheckRow;
    SelfChecksModel::Columns columns{
        {QStringLiteral("name"), Columns::tr("Check"), 320, [](const Row& r) { return QVariant(r.name); }},
        {QStringLiteral("state"), Columns::tr("Result"), 96, [](const Row& r) { return value(r.passed ? StateValue{Tone::Good, Columns::tr("holds")} : StateValue{Tone::Bad, Columns::tr("broken")}); }},
        {QStringLiteral("at"), Columns::tr("At (UTC)"), 86, [](const Row& r) { return value(TimeValue{r.at, TimeShape::Clock}); }},
        {QStringLiteral("detail"), Columns::tr("Detail"), 200, [](const Row& r) { return QVariant(r.detail); }},
    };
    return new SelfChecksModel(std::move(columns), [](const Row& r) { return r.name; }, parent);
}

StateChangesModel* makeStateChangesModel(QObject* parent)
{
    using Row = api::StateChangeRow;
    StateChangesModel::Columns columns{
        {QStringLiteral("at"), Columns::tr("At (UTC)"), 112, [](const Row& r) { return value(TimeValue{r.at, TimeShape::ClockMs}); }},
        {QStringLiteral("state"), Columns::tr("State"), 180, [](const Row& r) { return value(stateOf(r.state)); }},
        {QStringLiteral("reason"), Columns::tr("Reason"), 240, [](const Row& r) { return QVariant(r.reason); }},
    };
    return new StateChangesModel(std::move(columns), [](const Row& r) { const auto name = domain::toString(r.state); return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())); }, parent);
}

PositionEffectsModel* makePositionEffectsModel(int decimals, QObject* parent)
{
    using Row = api::PositionEffectRow;
    PositionEffectsModel::Columns columns{
        {QStringLiteral("at"), Columns::tr("At (UTC)"), 112, [](const Row& r) { return value(TimeValue{r.at, TimeShape::ClockMs}); }},
        {QStringLiteral("participant"), Columns::tr("Participant"), 130, [](const Row& r) { return QVariant(r.participant); }},
        {QStringLiteral("before"), Columns::tr("Before"), 110, [decimals](const Row& r) { return value(AmountValue{r.before, decimals}); }, true},
        {QStringLiteral("after"), Columns::tr("After"), 110, [decimals](const Row& r) { return value(AmountValue{r.after, decimals}); }, true},
        {QStringLiteral("change"), Columns::tr("Change"), 110, [decimals](const Row& r) { return value(kit::TrendValue{r.after - r.before, decimals}); }, true},
    };
    return new PositionEffectsModel(std::move(columns), [](const Row& r) { return QStringLiteral("%1 %2").arg(r.account.value()).arg(r.at.ms); }, parent);
}

CallbacksModel* makeCallbacksModel(QObject* parent)
{
    using Row = api::CallbackRow;
    CallbacksModel::Columns columns{
        {QStringLiteral("at"), Columns::tr("At (UTC)"), 112, [](const Row& r) { return value(TimeValue{r.createdAt, TimeShape::ClockMs}); }},
        {QStringLiteral("receiver"), Columns::tr("Receiver"), 120, [](const Row& r) { return QVariant(r.receiver); }},
        {QStringLiteral("operation"), Columns::tr("Operation"), 170, [](const Row& r) { return value(IdValue{r.operation, r.operation}); }},
        {QStringLiteral("state"), Columns::tr("State"), 110, [](const Row& r) { return value(callbackState(r.state)); }},
        {QStringLiteral("attempts"), Columns::tr("Tries"), 56, [](const Row& r) { return value(CountValue{static_cast<qint64>(r.attempts.size())}); }, true},
        {QStringLiteral("answer"), Columns::tr("Last answer"), 120, [](const Row& r) { return QVariant(lastAttempt(r)); }},
    };
    return new CallbacksModel(std::move(columns), [](const Row& r) { return QString::number(r.id); }, parent);
}
// clang-format on

} // namespace hub::models
