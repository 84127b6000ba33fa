#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/ledger/queries.h"
#include "core/store/sqlite/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace hub::store {

/// Settlements being finalised (resources/sql/sqlite/ledger/0008_finalise/notes.md). Errors are Storage, also
/// for a row whose checksum is wrong.

/// Inside the writer's transaction.
base::Expected<void, base::Error> putFinalise(Connection& connection, const ledger::FinalisePut& change);
/// What a start needs: those that are not done, and the newest of the others.
base::Expected<void, base::Error> readFinalises(Connection& connection, std::vector<ledger::Change>& changes);
base::Expected<std::vector<ledger::Finalise>, base::Error>
findFinalises(Connection& connection, const ledger::FinaliseFilter& filter);
base::Expected<std::optional<std::string>, base::Error> finaliseFile(Connection& connection,
                                                                     domain::SettlementId settlement);

} // namespace hub::store
