#pragma once

#include "core/store/sqlite/connection.h"
#include "core/store/verify/transfer_book.h"

namespace hub::store {

/// Bulks against their transfers (I-18): checksums, numbers without gaps, each transfer of the bulk's parties
/// and in the state that the bulk says, and the bulk in the state that its transfers give.
base::Expected<void, base::Error> checkBulks(Connection& ledger, const TransferBook& book,
                                             Findings& findings);

/// The built-in directory: checksums, owners and types that exist, and the totals that the writer kept.
base::Expected<void, base::Error> checkDirectory(Connection& ledger, Findings& findings);

} // namespace hub::store
