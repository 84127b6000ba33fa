#pragma once

#include "core/store/sqlite/connection.h"
#include "core/store/verify/findings.h"
#include "core/store/verify/transfer_book.h"

namespace hub::store {

/// Caps that are a share of what the participant has on deposit (decision 20): each that was put, and each in
/// force after the deposit moved, must be that share of the deposit at that moment. The deposit is the
/// account that the currency's model named then, which the audit tells. A second writing of the rule, without
/// the ledger's. `book` knows every transfer.
base::Expected<void, base::Error> checkCaps(Connection& ledger, const TransferBook& book, Findings& findings);

} // namespace hub::store
