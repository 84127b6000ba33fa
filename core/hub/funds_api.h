#pragma once

#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/domain/transfer_states.h"
#include "core/hub/result.h"

#include <QtCore/QString>

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
};

} // namespace hub::api
