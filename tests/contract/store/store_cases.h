#pragma once

#include "core/ledger/ports.h"
#include "core/ledger/queries.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

/// Batches as the engine makes them, for tests of any store.
namespace hub::store_test {

domain::TransferId transferId(std::uint64_t n);
domain::Currency usd();
domain::Currency eur();
base::Digest digest(std::uint64_t n);
base::Instant at(std::int64_t ms);
ledger::Relay relay(const std::string& body);
events::TraceId trace(std::uint64_t n);

/// A scheme of `dfsps` participants (ids 2 ..) with a POSITION account in USD (ids 10, 11, ..) each, limits,
/// endpoints, a model, an oracle and window 1.
ledger::Batch registryBatch(int dfsps);
domain::FspId dfsp(int n);
domain::AccountId accountOf(int n);

/// Adds the changes and the notice of one accepted prepare: RESERVED, payer's position up.
void addPrepare(ledger::Batch& batch, ledger::TransferSeq seq, int payer, int payee, domain::Amount amount,
                ledger::OutboxSeq outbox, domain::Currency currency = usd());
/// Adds a refused prepare: INVALID with an error.
void addInvalid(ledger::Batch& batch, ledger::TransferSeq seq, const std::string& code);
/// Adds a fulfil: COMMITTED in window 1, payee's position down, hash kept.
void addFulfil(ledger::Batch& batch, ledger::TransferSeq seq, int payee, domain::Amount amount,
               ledger::OutboxSeq outbox, std::int64_t window = 1);
/// Adds an expiry.
void addExpiry(ledger::Batch& batch, ledger::TransferSeq seq, int payer, domain::Amount amount);
ledger::Batch emptyBatch(std::int64_t ms);
/// Window 1 closed and taken by a bilateral settlement of two accounts, window 2 open, flows in both, a rule.
ledger::Batch settlementBatch(std::int64_t ms);
ledger::AuditRow auditRow(std::int64_t ms, const std::string& action, const std::string& subject);

/// One line that says everything, for comparing answers of different stores.
std::string describe(const ledger::TransferFacts& facts);
std::string describe(const ledger::TransferRow& row);
std::string describe(const ledger::BulkItem& item);
std::string describe(const ledger::Bulk& bulk);
std::string describe(const ledger::Notice& notice);
std::string describe(const ledger::Loaded& loaded);
std::string describe(const ledger::WindowFacts& facts);
std::string describe(const ledger::SettlementFacts& facts);
std::string describe(const ledger::HistoryRow& row);

} // namespace hub::store_test
