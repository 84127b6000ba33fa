#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/ledger/bulk.h"
#include "core/store/row_bytes.h"
#include "core/store/sqlite/connection.h"

#include <optional>
#include <utility>
#include <vector>

/// Bulks and their transfers in ledger.db. Reads check the rows' checksums (Damaged).
namespace hub::store {

/// Puts whole rows in. Within the transaction of a batch; ledger thread only.
class BulkWriter
{
public:
    explicit BulkWriter(Connection& connection);
    base::Expected<void, base::Error> put(const ledger::Bulk& bulk);
    base::Expected<void, base::Error> put(const ledger::BulkItem& item);

private:
    Statement m_bulk;
    Statement m_item;
    ByteWriter m_scratch;
};

/// The statement's present row, columns as the constants say.
inline constexpr const char* kBulkColumns =
    "seq, id, payer, payee, source, state, received_at, changed_at, expiration, completed_at, hash, "
    "fulfil_hash, error_hash, error_code, error_text, items, trace, crc";
base::Expected<ledger::Bulk, base::Error> readBulkRow(const Statement& row);
inline constexpr const char* kBulkItemColumns =
    "bulk, item, transfer_id, transfer, state, fulfilment, error_code, error_text, crc";
base::Expected<ledger::BulkItem, base::Error> readItemRow(const Statement& row);

base::Expected<std::optional<ledger::Bulk>, base::Error> readBulk(Connection& connection,
                                                                  const domain::CorrelationId& id);
/// By index.
base::Expected<std::vector<ledger::BulkItem>, base::Error> readBulkItems(Connection& connection,
                                                                         ledger::BulkSeq bulk);
/// Newest first, only seq < `before` (0: from the newest).
base::Expected<std::vector<ledger::Bulk>, base::Error> readBulks(Connection& connection,
                                                                 ledger::BulkSeq before, int limit);
/// What can still move, oldest first, with the transfers.
base::Expected<std::vector<std::pair<ledger::Bulk, std::vector<ledger::BulkItem>>>, base::Error>
readOpenBulks(Connection& connection);

} // namespace hub::store
