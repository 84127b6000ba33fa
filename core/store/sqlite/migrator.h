#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/store/sqlite/connection.h"

#include <QString>

#include <vector>

namespace hub::store {

/// One numbered step of a database's schema: the folder NNNN_name of resources/sql/<engine>/<database>.
struct Migration
{
    QString name;     ///< `0001_init`
    QString up;       ///< statements
    QString after;    ///< queries that must return no row afterwards
    QString checksum; ///< SHA-256 of `up`, hex
};

/// The compiled-in migrations of `database` (`ledger`, `index`, `events`, `quotes`), in order.
std::vector<Migration> builtInMigrations(const QString& database);

/// Names of those that the database does not have yet, in order. NewerSchema as with migrate(). Writes
/// nothing.
base::Expected<std::vector<QString>, base::Error> pendingMigrations(Connection& connection,
                                                                    const std::vector<Migration>& migrations);

/// Brings a database to the last of `migrations`, each in one transaction, and records it in
/// schema_migrations. Writes nothing when the database is of a newer program or was made by other files of
/// the same names: NewerSchema. A failed after-query rolls its migration back: Damaged.
base::Expected<void, base::Error> migrate(Connection& connection, const std::vector<Migration>& migrations);

} // namespace hub::store
