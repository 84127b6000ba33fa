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

QString say(const char* text)
{
    return QCoreApplication::translate("Columns", text);
}

template <class T>
QVariant value(T typed)
{
    return QVariant::fromValue(std::move(typed));
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
        return {Tone::Good, say("ok")};
    case api::ServiceState::Degraded:
        return {Tone::Warn, say("degraded")};
    case api::ServiceState::Down:
        break;
    }
    return {Tone::Bad, say("down")};
}

StateValue breakerState(api::BreakerState state)
{
    switch (state) {
    case api::BreakerState::Closed:
        return {Tone::Good, say("closed")};
    case api::BreakerState::HalfOpen:
        return {Tone::Warn, say("half open")};
    case api::BreakerState::Open:
        break;
    }
    return {Tone::Bad, say("open")};
}

StateValue callbackState(api::CallbackState state)
{
    switch (state) {
    case api::CallbackState::Queued:
        return {Tone::Info, say("queued")};
    case api::CallbackState::Delivered:
        return {Tone::Good, say("delivered")};
    case api::CallbackState::Retrying:
        return {Tone::Warn, say("retrying")};
    case api::CallbackState::DeadLetter:
        break;
    }
    return {Tone::Bad, say("dead letter")};
}

QString kindText(api::TransferKind kind)
{
    switch (kind) {
    case api::TransferKind::Payment:
        return say("payment");
    case api::TransferKind::FundsIn:
        return say("funds in");
    case api::TransferKind::FundsOut:
        return say("funds out");
    case api::TransferKind::Settlement:
        break;
    }
    return say("settlement");
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
        {QStringLiteral("participant"), say("Participant"), 150, [](const Row& r) { return QVariant(r.participant); }},
        {QStringLiteral("currency"), say("Cur"), 52, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("position"), say("Position (+ owes)"), 130, [](const Row& r) { return value(AmountValue{r.position, r.currency.decimals()}); }, true},
        {QStringLiteral("reserved"), say("Reserved"), 110, [](const Row& r) { return value(AmountValue{r.reserved, r.currency.decimals()}); }, true},
        {QStringLiteral("cap"), say("Cap"), 120, [](const Row& r) { return value(AmountValue{r.cap, r.currency.decimals()}); }, true},
        {QStringLiteral("used"), say("Used"), 170, [](const Row& r) { return value(usedOf(r)); }},
        {QStringLiteral("headroom"), say("Headroom"), 120, [](const Row& r) { return value(AmountValue{r.cap ? std::optional(*r.cap - r.position) : std::nullopt, r.currency.decimals()}); }, true},
        {QStringLiteral("liquidity"), say("Held"), 120, [](const Row& r) { return value(AmountValue{r.liquidity, r.currency.decimals()}); }, true},
        {QStringLiteral("change"), say("Change 15 min"), 118, [](const Row& r) { return value(kit::TrendValue{r.change15Min, r.currency.decimals()}); }, true},
        {QStringLiteral("active"), say("State"), 90, [](const Row& r) { return value(activeState(r.active)); }},
    };
    return new PositionsModel(std::move(columns), [](const Row& r) { return QString::number(r.account.value()); }, parent);
}

TransfersModel* makeTransfersModel(QObject* parent)
{
    using Row = api::TransferRow;
    TransfersModel::Columns columns{
        {QStringLiteral("time"), say("Received (UTC)"), 112, [](const Row& r) { return value(TimeValue{r.receivedAt, TimeShape::ClockMs}); }},
        {QStringLiteral("id"), say("Transfer"), 96, [](const Row& r) { return value(kit::shortId(transferIdText(r.id))); }},
        {QStringLiteral("state"), say("State"), 168, [](const Row& r) { return value(stateOf(r.state)); }},
        {QStringLiteral("payer"), say("Payer"), 116, [](const Row& r) { return QVariant(r.payer); }},
        {QStringLiteral("payee"), say("Payee"), 116, [](const Row& r) { return QVariant(r.payee); }},
        {QStringLiteral("amount"), say("Amount"), 112, [](const Row& r) { return value(AmountValue{r.amount, r.currency.decimals()}); }, true},
        {QStringLiteral("currency"), say("Cur"), 48, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("latency"), say("Latency"), 82, [](const Row& r) { return value(DurationValue{r.latencyUs}); }, true},
        {QStringLiteral("error"), say("Error"), 56, [](const Row& r) { return QVariant(r.errorCode); }},
        {QStringLiteral("window"), say("Window"), 66, [](const Row& r) { return value(CountValue{r.window.value() > 0 ? std::optional(r.window.value()) : std::nullopt}); }, true},
        {QStringLiteral("kind"), say("Kind"), 84, [](const Row& r) { return QVariant(kindText(r.kind)); }},
        {QStringLiteral("trace"), say("Trace"), 96, [](const Row& r) { return value(kit::shortId(r.traceId)); }},
    };
    return new TransfersModel(std::move(columns), [](const Row& r) { return transferIdText(r.id); }, parent);
}

ParticipantsModel* makeParticipantsModel(QObject* parent)
{
    using Row = api::ParticipantRow;
    ParticipantsModel::Columns columns{
        {QStringLiteral("name"), say("Name"), 180, [](const Row& r) { return QVariant(r.name); }},
        {QStringLiteral("active"), say("State"), 96, [](const Row& r) { return value(r.isHub ? StateValue{Tone::Info, say("hub")} : activeState(r.active)); }},
        {QStringLiteral("currency"), say("Currencies"), 120, [](const Row& r) { return QVariant(currencies(r)); }},
        {QStringLiteral("used"), say("Cap used, worst"), 170, [](const Row& r) { return value(kit::UsedValue{r.worstUsedBasisPoints, 9000}); }},
        {QStringLiteral("accounts"), say("Accounts"), 80, [](const Row& r) { return QVariant(QStringLiteral("%1 / %2").arg(r.activeAccounts).arg(r.accounts)); }},
        {QStringLiteral("endpoints"), say("Endpoints"), 80, [](const Row& r) { return value(CountValue{r.endpoints}); }, true},
        {QStringLiteral("last"), say("Last transfer (UTC)"), 150, [](const Row& r) { return value(TimeValue{r.lastTransferAt, TimeShape::DateTime}); }},
        {QStringLiteral("created"), say("Created (UTC)"), 150, [](const Row& r) { return value(TimeValue{r.createdAt, TimeShape::DateTime}); }},
    };
    return new ParticipantsModel(std::move(columns), [](const Row& r) { return r.name; }, parent);
}

AccountsModel* makeAccountsModel(QObject* parent)
{
    using Row = api::AccountRow;
    AccountsModel::Columns columns{
        {QStringLiteral("currency"), say("Cur"), 56, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("type"), say("Account"), 200, [](const Row& r) { return QVariant(r.typeName); }},
        {QStringLiteral("id"), say("Id"), 60, [](const Row& r) { return value(CountValue{r.id.value()}); }, true},
        {QStringLiteral("value"), say("Value (wire sign)"), 140, [](const Row& r) { return value(AmountValue{r.value, r.currency.decimals()}); }, true},
        {QStringLiteral("reserved"), say("Reserved"), 120, [](const Row& r) { return value(AmountValue{r.reserved, r.currency.decimals()}); }, true},
        {QStringLiteral("cap"), say("Cap"), 120, [](const Row& r) { return value(AmountValue{r.cap, r.currency.decimals()}); }, true},
        {QStringLiteral("active"), say("State"), 96, [](const Row& r) { return value(activeState(r.active)); }},
        {QStringLiteral("changed"), say("Changed (UTC)"), 150, [](const Row& r) { return value(TimeValue{r.changedAt, TimeShape::DateTime}); }},
    };
    return new AccountsModel(std::move(columns), [](const Row& r) { return QString::number(r.id.value()); }, parent);
}

LimitsModel* makeLimitsModel(QObject* parent)
{
    using Row = api::LimitRow;
    LimitsModel::Columns columns{
        {QStringLiteral("currency"), say("Cur"), 56, [](const Row& r) { return QVariant(currencyText(r.currency)); }},
        {QStringLiteral("cap"), say("Net debit cap"), 160, [](const Row& r) { return value(AmountValue{r.cap, r.currency.decimals()}); }, true},
        {QStringLiteral("alarm"), say("Alarm when left"), 130, [](const Row& r) { return QVariant(QStringLiteral("%1 %").arg(r.alarmPercentHundredths / 100)); }},
    };
    return new LimitsModel(std::move(columns), [](const Row& r) { return currencyText(r.currency); }, parent);
}

EndpointsModel* makeEndpointsModel(QObject* parent)
{
    using Row = api::EndpointRow;
    EndpointsModel::Columns columns{
        {QStringLiteral("type"), say("Type"), 330, [](const Row& r) { return value(IdValue{r.type, r.type}); }},
        {QStringLiteral("value"), say("Address"), 520, [](const Row& r) { return value(IdValue{r.value, r.value}); }},
    };
    return new EndpointsModel(std::move(columns), [](const Row& r) { return r.type; }, parent);
}

ServicesModel* makeServicesModel(QObject* parent)
{
    using Row = api::ServiceRow;
    ServicesModel::Columns columns{
        {QStringLiteral("name"), say("Service"), 150, [](const Row& r) { return QVariant(r.name); }},
        {QStringLiteral("state"), say("State"), 100, [](const Row& r) { return value(serviceState(r.state)); }},
        {QStringLiteral("latency"), say("Probe"), 80, [](const Row& r) { return value(DurationValue{r.latencyUs}); }, true},
        {QStringLiteral("detail"), say("Detail"), 220, [](const Row& r) { return QVariant(r.detail); }},
    };
    return new ServicesModel(std::move(columns), [](const Row& r) { return r.name; }, parent);
}

QueuesModel* makeQueuesModel(QObject* parent)
{
    using Row = api::QueueRow;
    QueuesModel::Columns columns{
        {QStringLiteral("name"), say("Queue"), 140, [](const Row& r) { return QVariant(r.name); }},
        {QStringLiteral("length"), say("Length"), 80, [](const Row& r) { return value(CountValue{r.length}); }, true},
        {QStringLiteral("bound"), say("Bound"), 80, [](const Row& r) { return value(CountValue{r.bound}); }, true},
        {QStringLiteral("used"), say("Full"), 170, [](const Row& r) { return value(queueUse(r.length, r.bound)); }},
    };
    return new QueuesModel(std::move(columns), [](const Row& r) { return r.name; }, parent);
}

LanesModel* makeLanesModel(QObject* parent)
{
    using Row = api::LaneRow;
    LanesModel::Columns columns{
        {QStringLiteral("participant"), say("Participant"), 130, [](const Row& r) { return QVariant(r.participant); }},
        {QStringLiteral("breaker"), say("Breaker"), 100, [](const Row& r) { return value(breakerState(r.breaker)); }},
        {QStringLiteral("queued"), say("Queued"), 76, [](const Row& r) { return value(CountValue{r.queued}); }, true},
        {QStringLiteral("inflight"), say("In flight"), 76, [](const Row& r) { return value(CountValue{r.inFlight}); }, true},
        {QStringLiteral("delivered"), say("Delivered"), 92, [](const Row& r) { return value(CountValue{r.delivered}); }, true},
        {QStringLiteral("failed"), say("Failed"), 72, [](const Row& r) { return value(CountValue{r.failed}); }, true},
        {QStringLiteral("dead"), say("Dead letters"), 92, [](const Row& r) { return value(CountValue{r.deadLetters}); }, true},
        {QStringLiteral("next"), say("Next try"), 86, [](const Row& r) { return value(TimeValue{r.nextAttemptAt, TimeShape::Clock}); }},
        {QStringLiteral("destination"), say("Destination"), 190, [](const Row& r) { return value(IdValue{r.destination, r.destination}); }},
        {QStringLiteral("error"), say("Last error"), 180, [](const Row& r) { return QVariant(r.lastError); }},
    };
    return new LanesModel(std::move(columns), [](const Row& r) { return r.participant + QLatin1Char(' ') + r.destination; }, parent);
}

SelfChecksModel* makeSelfChecksModel(QObject* parent)
{
    using Row = api::SelfCheckRow;
    SelfChecksModel::Columns columns{
        {QStringLiteral("name"), say("Check"), 260, [](const Row& r) { return QVariant(r.name); }},
        {QStringLiteral("state"), say("Result"), 96, [](const Row& r) { return value(r.passed ? StateValue{Tone::Good, say("holds")} : StateValue{Tone::Bad, say("broken")}); }},
        {QStringLiteral("at"), say("At (UTC)"), 86, [](const Row& r) { return value(TimeValue{r.at, TimeShape::Clock}); }},
        {QStringLiteral("detail"), say("Detail"), 200, [](const Row& r) { return QVariant(r.detail); }},
    };
    return new SelfChecksModel(std::move(columns), [](const Row& r) { return r.name; }, parent);
}

StateChangesModel* makeStateChangesModel(QObject* parent)
{
    using Row = api::StateChangeRow;
    StateChangesModel::Columns columns{
        {QStringLiteral("at"), say("At (UTC)"), 112, [](const Row& r) { return value(TimeValue{r.at, TimeShape::ClockMs}); }},
        {QStringLiteral("state"), say("State"), 180, [](const Row& r) { return value(stateOf(r.state)); }},
        {QStringLiteral("reason"), say("Reason"), 240, [](const Row& r) { return QVariant(r.reason); }},
    };
    return new StateChangesModel(std::move(columns), [](const Row& r) { const auto name = domain::toString(r.state); return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())); }, parent);
}

PositionEffectsModel* makePositionEffectsModel(int decimals, QObject* parent)
{
    using Row = api::PositionEffectRow;
    PositionEffectsModel::Columns columns{
        {QStringLiteral("at"), say("At (UTC)"), 112, [](const Row& r) { return value(TimeValue{r.at, TimeShape::ClockMs}); }},
        {QStringLiteral("participant"), say("Participant"), 130, [](const Row& r) { return QVariant(r.participant); }},
        {QStringLiteral("before"), say("Before"), 110, [decimals](const Row& r) { return value(AmountValue{r.before, decimals}); }, true},
        {QStringLiteral("after"), say("After"), 110, [decimals](const Row& r) { return value(AmountValue{r.after, decimals}); }, true},
        {QStringLiteral("change"), say("Change"), 110, [decimals](const Row& r) { return value(kit::TrendValue{r.after - r.before, decimals}); }, true},
    };
    return new PositionEffectsModel(std::move(columns), [](const Row& r) { return QStringLiteral("%1 %2").arg(r.account.value()).arg(r.at.ms); }, parent);
}

CallbacksModel* makeCallbacksModel(QObject* parent)
{
    using Row = api::CallbackRow;
    CallbacksModel::Columns columns{
        {QStringLiteral("at"), say("At (UTC)"), 112, [](const Row& r) { return value(TimeValue{r.createdAt, TimeShape::ClockMs}); }},
        {QStringLiteral("receiver"), say("Receiver"), 120, [](const Row& r) { return QVariant(r.receiver); }},
        {QStringLiteral("operation"), say("Operation"), 170, [](const Row& r) { return value(IdValue{r.operation, r.operation}); }},
        {QStringLiteral("state"), say("State"), 110, [](const Row& r) { return value(callbackState(r.state)); }},
        {QStringLiteral("attempts"), say("Tries"), 56, [](const Row& r) { return value(CountValue{static_cast<qint64>(r.attempts.size())}); }, true},
        {QStringLiteral("answer"), say("Last answer"), 120, [](const Row& r) { return QVariant(lastAttempt(r)); }},
    };
    return new CallbacksModel(std::move(columns), [](const Row& r) { return QString::number(r.id); }, parent);
}
// clang-format on

} // namespace hub::models
