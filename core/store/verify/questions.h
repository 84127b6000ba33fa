#pragma once

#include "core/store/sqlite/connection.h"
#include "core/store/verify/findings.h"

namespace hub::store {

/// What SQL alone can tell: numbers without gaps, rows that belong together, the registry against what the
/// audit says last. `ledger` has the index attached as idx when `hasIndex`.
base::Expected<void, base::Error> askQuestions(Connection& ledger, bool hasIndex, Findings& findings);

} // namespace hub::store
