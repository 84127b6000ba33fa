#include "ui/models/wording.h"

#include "ui/kit/figures.h"

#include <QtCore/QCoreApplication>

namespace hub::models {

namespace {

/// Context of the translations.
struct Wording
{
    Q_DECLARE_TR_FUNCTIONS(Wording)
};

constexpr int kWholePercentHundredths = 10'000;

} // namespace

kit::StateValue stateOf(domain::TransferState state)
{
    using domain::TransferState;
    const auto name = domain::toString(state);
    const QString text = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    switch (state) {
    case TransferState::Committed:
    case TransferState::Settled:
        return {kit::Tone::Good, text};
    case TransferState::Reserved:
    case TransferState::ReservedForwarded:
    case TransferState::ReceivedPrepare:
    case TransferState::ReceivedFulfil:
    case TransferState::ReceivedFulfilDependent:
        return {kit::Tone::Info, text};
    case TransferState::ReservedTimeout:
    case TransferState::ExpiredPrepared:
    case TransferState::ExpiredReserved:
        return {kit::Tone::Warn, text};
    case TransferState::Failed:
    case TransferState::ReceivedReject:
    case TransferState::AbortedRejected:
    case TransferState::ReceivedError:
    case TransferState::AbortedError:
    case TransferState::Invalid:
        break;
    }
    return {kit::Tone::Bad, text};
}

kit::StateValue hubStateOf(api::HubState state)
{
    switch (state) {
    case api::HubState::Starting:
        return {kit::Tone::Info, Wording::tr("starting")};
    case api::HubState::Running:
        return {kit::Tone::Good, Wording::tr("running")};
    case api::HubState::ReadOnly:
        return {kit::Tone::Warn, Wording::tr("read only")};
    case api::HubState::Draining:
        return {kit::Tone::Warn, Wording::tr("draining")};
    case api::HubState::Stopped:
        break;
    }
    return {kit::Tone::Bad, Wording::tr("stopped")};
}

kit::StateValue activeState(bool active)
{
    return active ? kit::StateValue{kit::Tone::Good, Wording::tr("active")}
                  : kit::StateValue{kit::Tone::Muted, Wording::tr("inactive")};
}

kit::StateValue participantState(const api::ParticipantRow& row)
{
    if (row.isHub) return {kit::Tone::Info, Wording::tr("hub")};
    if (row.active && row.paused) return {kit::Tone::Warn, Wording::tr("paused")};
    return activeState(row.active);
}

QString shareText(int percentHundredths)
{
    const auto percent = domain::Amount::fromUnits(std::int64_t{percentHundredths} * 100);
    return QStringLiteral("%1 %").arg(QString::fromStdString(percent.toString()));
}

QString directionText(domain::TradeDirection direction)
{
    switch (direction) {
    case domain::TradeDirection::SendOnly:
        return Wording::tr("only sends");
    case domain::TradeDirection::ReceiveOnly:
        return Wording::tr("only receives");
    case domain::TradeDirection::Both:
        break;
    }
    return Wording::tr("sends and receives");
}

kit::Failure failureOf(const api::Error& error)
{
    return {error.code, error.text, error.traceId};
}

kit::UsedValue usedOf(const api::PositionRow& row)
{
    if (!row.cap) return {};
    // A position below zero uses nothing of the cap.
    const auto used = row.position.isNegative() ? 0 : row.position.ratioBasisPoints(*row.cap);
    return {static_cast<int>(used), kWholePercentHundredths - row.alarmPercentHundredths};
}

domain::Amount alarmLevel(domain::Amount cap, int alarmPercentHundredths)
{
    return cap.scaled(kWholePercentHundredths - alarmPercentHundredths, kWholePercentHundredths);
}

QString currencyText(domain::Currency currency)
{
    const auto code = currency.code();
    return QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size()));
}

QString transferIdText(const domain::TransferId& id)
{
    return QString::fromStdString(id.value().toString());
}

QString moneyText(domain::Amount amount, domain::Currency currency)
{
    return kit::amountText(amount, currency.decimals()) + QChar(0x00A0) + currencyText(currency);
}

} // namespace hub::models
