#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/hub/result.h"
#include "core/hub/transfers_api.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hub::api {

/// One POSITION account of a DFSP. Signs: `position` as on the wire (> 0 owes, < 0 is owed); `liquidity` is
/// the friendly sign of the SETTLEMENT account: > 0 is money held for the participant.
struct PositionRow
{
    domain::AccountId account;
    QString participant;
    domain::Currency currency;
    domain::Amount position;
    /// Part of `position` that belongs to transfers not yet final.
    domain::Amount reserved;
    std::optional<domain::Amount> cap;
    /// Alarm when this share of the cap or less is left; 1/100 percent.
    int alarmPercentHundredths = 1000;
    /// Nothing while the SETTLEMENT account has no position yet.
    std::optional<domain::Amount> liquidity;
    /// position now minus position 15 minutes ago; nothing when the history does not reach back.
    std::optional<domain::Amount> change15Min;
    bool active = false;
    base::Instant changedAt;
};

/// A bucket of the history: the position at its end and how many transfers moved it within.
struct PositionPoint
{
    base::Instant at;
    domain::Amount position;
    int transfers = 0;
};

/// The position of one account over time, at most as many points as asked, in time order.
struct PositionHistory
{
    domain::AccountId account;
    domain::Currency currency;
    /// Length of a bucket; a point covers (at - bucketMs, at].
    qint64 bucketMs = 0;
    std::vector<PositionPoint> points;
    std::optional<domain::Amount> cap;
    int alarmPercentHundredths = 1000;
};

/// One change of an account's value, and what it came from. Amounts carry the wire's sign.
struct AccountMoveRow
{
    base::Instant at;
    domain::Amount change;
    /// The account's value after it.
    domain::Amount value;
    domain::Currency currency;
    domain::TransferId transferId;
    /// Which move of this transfer on the account it is, from 1.
    int number = 1;
    TransferKind kind = TransferKind::Payment;
    /// The other side of the transfer.
    QString counterparty;
    /// Where the transfer stands now.
    domain::TransferState state{};
};

/// Positions as the dashboard shows them. Any thread; answers come as futures.
class PositionsApi
{
public:
    virtual ~PositionsApi() = default;
    /// Every POSITION account of every DFSP.
    virtual QFuture<Result<std::vector<PositionRow>>> snapshot() = 0;
    /// `points` 2..1000, buckets reduced in the store.
    virtual QFuture<Result<PositionHistory>> history(domain::AccountId account, base::Instant from,
                                                     base::Instant to, int points) = 0;
    /// The last `limit` (1..500) changes of any account, newest first.
    virtual QFuture<Result<std::vector<AccountMoveRow>>> moves(domain::AccountId account, int limit) = 0;
};

} // namespace hub::api
