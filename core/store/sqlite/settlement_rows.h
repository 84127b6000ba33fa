#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/ledger/ports.h"
#include "core/ledger/queries.h"
#include "core/store/row_bytes.h"
#include "core/store/sqlite/connection.h"

#include <string>
#include <vector>

namespace hub::store {

/// Writes what belongs to settlement (resources/sql/sqlite/ledger/0002_settlement/notes.md). Runs inside the
/// writer's transaction; only the flows are on the payments' path.
class SettlementWriter
{
public:
    explicit SettlementWriter(Connection& connection);
    base::Expected<void, base::Error> start();

    base::Expected<void, base::Error> put(const ledger::WindowPut& change);
    base::Expected<void, base::Error> put(const ledger::ContentPut& change);
    base::Expected<void, base::Error> put(const ledger::SettlementPut& change);
    base::Expected<void, base::Error> put(const ledger::SettlementAccountPut& change);
    base::Expected<void, base::Error> put(const ledger::InterchangeRulePut& change);
    base::Expected<void, base::Error> put(const ledger::InterchangeRuleRemoved& change);
    base::Expected<void, base::Error> put(const ledger::FinalisePut& change);
    base::Expected<void, base::Error> put(const ledger::FeeCharged& change);
    base::Expected<void, base::Error> put(const ledger::FactsKept& change);
    /// Told by its sums after the batch.
    base::Expected<void, base::Error> put(const ledger::FlowAdded&) { return {}; }
    base::Expected<void, base::Error> put(const ledger::FlowSettled&) { return {}; }
    base::Expected<void, base::Error> put(const ledger::Flow& flow);

private:
    base::Expected<void, base::Error> addHistory(ledger::HistoryKind kind, std::int64_t subject,
                                                 const ledger::HistoryRow& row);
    Connection& m_connection;
    Statement m_flow;
    ByteWriter m_scratch;
    std::int64_t m_lastHistory = 0;
};

/// Everything that a start needs, in put order: interchange rules, windows, contents, settlements with their
/// accounts, those being finalised; and the flows of those windows. Damaged when a checksum is wrong.
base::Expected<void, base::Error> readSettlement(Connection& connection, std::vector<ledger::Change>& changes,
                                                 std::vector<ledger::Flow>& flows);
/// The kept facts of one transfer; null when there are none.
base::Expected<std::shared_ptr<const domain::TransactionFacts>, base::Error>
readFacts(Connection& connection, ledger::TransferSeq seq);

/// Answers of the reader, over one connection.
base::Expected<std::vector<ledger::WindowFacts>, base::Error> findWindows(Connection& connection,
                                                                          const ledger::WindowFilter& filter);
base::Expected<std::vector<ledger::SettlementFacts>, base::Error>
findSettlements(Connection& connection, const ledger::SettlementFilter& filter);
base::Expected<std::vector<ledger::HistoryRow>, base::Error>
findHistory(Connection& connection, ledger::HistoryKind kind, std::int64_t subject);
base::Expected<std::vector<ledger::ReservedTotal>, base::Error> reservedTotals(Connection& connection);

/// The window of the statement's present row, columns as kWindowColumns.
inline constexpr const char* kWindowColumns =
    "id, state, reason, created_at, changed_at, closed_at, closed_by, attempts, due_at, failure";
ledger::Window readWindow(const Statement& row);

/// Rows as they lie in their tables, columns as the constants say: put at the end of `out`. Damaged when the
/// checksum does not fit; nothing is added then.
inline constexpr const char* kFlowColumns =
    "window, payer, payee, net, gross, transfers, gross_transfers, crc, is_settled";
base::Expected<void, base::Error> addFlow(const Statement& row, std::vector<ledger::Flow>& out);
inline constexpr const char* kContentColumns =
    "id, window, model, ledger_type, currency, state, reason, settlement, created_at, changed_at, crc";
base::Expected<void, base::Error> addContent(const Statement& row, std::vector<ledger::WindowContent>& out);
inline constexpr const char* kSettlementColumns =
    "id, model, state, reason, created_by, created_at, changed_at, contents, crc";
base::Expected<void, base::Error> addSettlement(const Statement& row, std::vector<ledger::Settlement>& out);
inline constexpr const char* kSettlementAccountColumns =
    "settlement, account, counterparty, net, state, reason, external_reference, created_at, changed_at, "
    "transfer, transfer_id, cap_raised_by, crc";
base::Expected<void, base::Error> addSettlementAccount(const Statement& row,
                                                       std::vector<ledger::SettlementAccount>& out);
inline constexpr const char* kRuleColumns = "id, rule, crc";
base::Expected<void, base::Error> addRule(const Statement& row, std::vector<domain::InterchangeRule>& out);
/// Over a row of settlement_history.
std::int64_t checksumOfHistory(std::int64_t key, ledger::HistoryKind kind, std::int64_t subject,
                               const ledger::HistoryRow& row, ByteWriter& out);

} // namespace hub::store
