#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/store/sqlite/connection.h"

#include <QString>

#include <cstdint>
#include <string>

namespace hub::store {

/// How far a ledger had come at some moment. Kept beside the database, so that a lost log or yesterday's
/// copy of the file is noticed (reliability row 11).
struct LedgerHead
{
    std::string storeId; ///< hex
    std::int64_t transfer = 0;
    std::int64_t state = 0;
    std::int64_t move = 0;
    std::int64_t audit = 0;
    std::string auditChain; ///< hex; empty when there is no audit row
    friend bool operator==(const LedgerHead&, const LedgerHead&) = default;
};

/// As the database stands now.
base::Expected<LedgerHead, base::Error> headOf(Connection& ledger);
/// Replaces the head file as a whole, on the disk when it returns.
base::Expected<void, base::Error> writeHead(const QString& file, const LedgerHead& head);
/// Damaged when the database is behind the head file or its audit chain does not go through the head's
/// value. No file is no objection.
base::Expected<void, base::Error> checkHead(const QString& file, Connection& ledger);

} // namespace hub::store
