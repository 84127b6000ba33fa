#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/ledger/queries.h"
#include "core/store/sqlite/connection.h"

#include <cstdint>
#include <vector>

/// Searches over the built-in directory. A search by type and beginning of the identifier follows the key;
/// one by DFSP alone reads the whole table.
namespace hub::store {

base::Expected<std::vector<ledger::DirectoryEntry>, base::Error>
readDirectory(Connection& connection, const ledger::DirectoryQuery& query);
base::Expected<std::int64_t, base::Error> countDirectory(Connection& connection,
                                                         const ledger::DirectoryQuery& query);

} // namespace hub::store
