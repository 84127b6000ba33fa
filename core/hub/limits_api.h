#pragma once

#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/hub/result.h"

#include <QtCore/QString>

#include <vector>

namespace hub::api {

/// NET_DEBIT_CAP of one participant in one currency.
struct LimitRow
{
    QString participant;
    domain::Currency currency;
    domain::Amount cap;
    /// Alarm when this share of the cap or less is left; 1/100 percent.
    int alarmPercentHundredths = 1000;
    /// The cap follows the liquidity by this share, 1/100 percent, up to 10000; 0: it is fixed.
    int liquidityPercentHundredths = 0;
};

/// Net debit caps. Any thread; answers come as futures.
class LimitsApi
{
public:
    virtual ~LimitsApi() = default;
    /// All limits, or those of one participant when `participant` is not empty.
    virtual QFuture<Result<std::vector<LimitRow>>> list(QString participant) = 0;
    /// Sets cap and alarm to those of `limit`. With a share of the liquidity `limit.cap` is not looked at:
    /// the hub sets the cap, now and whenever the liquidity moves.
    virtual QFuture<Result<LimitRow>> change(LimitRow limit, ActionNote note) = 0;
};

} // namespace hub::api
