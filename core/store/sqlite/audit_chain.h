#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/ledger/decision.h"
#include "core/store/sqlite/connection.h"

#include <cstdint>
#include <string>

namespace hub::store {

/// The chain value of an audit row: SHA-256 over the value of the row before (empty for the first) and the
/// row's columns. Raw bytes.
std::string auditLink(const std::string& before, std::int64_t seq, const ledger::AuditRow& row);

/// The audit row of the statement's present row, columns from `first` in the order of kAuditColumns.
inline constexpr const char* kAuditColumns =
    "seq, at, operator_name, action, subject, before, after, reason, ticket, refused, chain";
ledger::AuditRow readAudit(const Statement& row, int first);

/// Damaged when a row from seq `from` on is missing or does not continue the chain. Returns the rows checked.
base::Expected<std::int64_t, base::Error> verifyAuditChain(Connection& ledger, std::int64_t from);

} // namespace hub::store
