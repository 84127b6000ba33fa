#include "core/admin/stuck_transfers.h"

#include "core/admin/span_reading.h"

namespace hub::admin {

QString causeOfWaiting(const ledger::WaitingTransfer& waiting, base::Instant now)
{
    using domain::TransferState;
    const auto& row = waiting.row;
    const QString expiry = textOf(base::toIso8601(waiting.expiration));
    switch (row.state) {
    case TransferState::Reserved:
    case TransferState::ReservedForwarded:
        if (now >= waiting.expiration)
            return QStringLiteral("Its expiry %1 has passed and the hub has not aborted it yet").arg(expiry);
        return QStringLiteral("Waits for the answer of %1 until %2").arg(textOf(row.payee.value()), expiry);
    case TransferState::ReservedTimeout:
        return QStringLiteral("Expired; the hub gives the reserved money back");
    case TransferState::ReceivedPrepare:
        return QStringLiteral("Received, and the hub has not decided on it");
    default:
        return QStringLiteral("%1 has answered, and the hub has not finished it")
            .arg(textOf(row.payee.value()));
    }
}

QString causeOfDeadLetter(const ledger::DeadLetter& letter)
{
    return QStringLiteral("A callback to %1 was given up after %2 tries: %3")
        .arg(textOf(letter.notice.destination.value()))
        .arg(letter.attempts)
        .arg(textOf(letter.reason));
}

} // namespace hub::admin
