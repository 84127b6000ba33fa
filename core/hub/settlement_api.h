#pragma once

#include "core/base/clock.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/hub/result.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hub::api {

/// A settlement window as a row of a list.
struct WindowRow
{
    domain::WindowId id;
    /// `OPEN`, `PROCESSING`, `CLOSED`, … as the settlement API names them.
    QString state;
    QString reason;
    base::Instant openedAt;
    std::optional<base::Instant> closedAt;
    /// Transfers committed into it.
    qint64 transfers = 0;
};

struct WindowFilter
{
    QString state;
    std::optional<domain::Currency> currency;
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
};

/// Windows and settlements. Any thread; answers come as futures.
class SettlementApi
{
public:
    virtual ~SettlementApi() = default;
    /// Newest first.
    virtual QFuture<Result<Page<WindowRow>>> windows(WindowFilter filter, PageRequest page) = 0;
    /// The one that is open now.
    virtual QFuture<Result<WindowRow>> currentWindow() = 0;
};

} // namespace hub::api
