#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/domain/transfer_states.h"
#include "core/hub/result.h"
#include "core/hub/transfers_api.h"

#include <QtCore/QString>

#include <optional>

namespace hub::api {

/// Money into or out of a SETTLEMENT account. `transferId` is made by the caller, so that a repeat after a
/// lost answer is a duplicate and not a second movement. `amount` > 0.
struct FundsMovement
{
    QString participant;
    domain::AccountId account;
    domain::TransferId transferId;
    domain::Amount amount;
    domain::Currency currency;
    /// The settlement bank's reference.
    QString externalReference;
};

/// Commit or abort of a reserved funds-out.
struct FundsOutStep
{
    QString participant;
    domain::AccountId account;
    domain::TransferId transferId;
};

/// Where a movement stands after the call.
struct FundsReceipt
{
    domain::TransferId transferId;
    domain::TransferState state{};
};

/// A movement of funds as a row of a list.
struct MovementRow
{
    domain::TransferId transferId;
    /// FundsIn or FundsOut.
    TransferKind kind = TransferKind::FundsIn;
    domain::TransferState state{};
    QString participant;
    /// Its SETTLEMENT account.
    domain::AccountId account;
    domain::Amount amount;
    domain::Currency currency;
    QString externalReference;
    base::Instant recordedAt;
    base::Instant changedAt;
    /// After this a reserved withdrawal can only be taken back.
    std::optional<base::Instant> expiresAt;
    /// Why it ended without money, as `4001 …`; empty otherwise.
    QString error;
};

/// Every field narrows; empty fields do not.
struct MovementFilter
{
    QString participant;
    std::optional<domain::Currency> currency;
};

/// Funds in and out of settlement accounts (admin-settlement 1.5, 3). Any thread; answers come as futures;
/// the reason of the wire is the note's.
class FundsApi
{
public:
    virtual ~FundsApi() = default;
    virtual QFuture<Result<FundsReceipt>> recordFundsIn(FundsMovement movement, ActionNote note) = 0;
    /// First half of a withdrawal: the money is set aside.
    virtual QFuture<Result<FundsReceipt>> fundsOutReserve(FundsMovement movement, ActionNote note) = 0;
    virtual QFuture<Result<FundsReceipt>> fundsOutCommit(FundsOutStep step, ActionNote note) = 0;
    virtual QFuture<Result<FundsReceipt>> fundsOutAbort(FundsOutStep step, ActionNote note) = 0;
    /// Newest first.
    virtual QFuture<Result<Page<MovementRow>>> movements(MovementFilter filter, PageRequest page) = 0;
};

} // namespace hub::api
