#pragma once

#include "core/store/sqlite/connection.h"
#include "core/store/verify/transfer_book.h"

namespace hub::store {

/// Windows, contents, settlements and fees against the journal and each other (I-14 to I-17): the flows of
/// each window are its transfers and fees, contents are the flows, nets are the contents, states agree from
/// account to window, and settlement transfers are those of the accounts. Knows nothing of the rules' own
/// code.
base::Expected<void, base::Error> checkSettlement(Connection& ledger, const TransferBook& book,
                                                  Findings& findings);

/// settlement_history: checksums, each thing went through states that may follow each other, and stands in
/// the last of them.
base::Expected<void, base::Error> checkSettlementHistory(Connection& ledger, Findings& findings);

} // namespace hub::store
