#pragma once

#include "core/base/clock.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/hub/result.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hub::api {

/// A party directory that the hub asks.
struct OracleRow
{
    domain::OracleId id;
    QString partyIdType;
    /// Base URL, or `hub:directory` for the built-in one.
    QString endpoint;
    std::optional<domain::Currency> currency;
    bool isDefault = false;
    bool active = true;
    base::Instant createdAt;
};

/// What an operator enters for an oracle.
struct OracleDraft
{
    QString partyIdType;
    QString endpoint;
    std::optional<domain::Currency> currency;
    bool isDefault = false;
};

/// Oracles (admin-settlement 1.13). Any thread; answers come as futures.
class OraclesApi
{
public:
    virtual ~OraclesApi() = default;
    virtual QFuture<Result<std::vector<OracleRow>>> list() = 0;
    virtual QFuture<Result<OracleRow>> create(OracleDraft draft, ActionNote note) = 0;
    virtual QFuture<Result<OracleRow>> update(domain::OracleId id, OracleDraft draft, ActionNote note) = 0;
    virtual QFuture<Result<void>> remove(domain::OracleId id, ActionNote note) = 0;
};

} // namespace hub::api
