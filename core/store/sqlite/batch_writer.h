#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/ledger/ports.h"
#include "core/store/row_bytes.h"
#include "core/store/sqlite/bulk_rows.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/registry_rows.h"
#include "core/store/sqlite/row_codec.h"
#include "core/store/sqlite/settlement_rows.h"

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace hub::store {

/// Writes batches into ledger.db, each as one transaction. Ledger thread only.
class BatchWriter
{
public:
    explicit BatchWriter(Connection& connection);
    /// Reads where the tables end. Once, before the first write().
    base::Expected<void, base::Error> start();
    /// All of it on the disk, or nothing of it anywhere.
    base::Expected<void, base::Error> write(const ledger::Batch& batch);
    /// Bytes that the last batch put into the log, about.
    std::uint64_t lastBytes() const { return m_bytes; }

private:
    using Done = base::Expected<void, base::Error>;
    struct Ends ///< newest keys; put back when a batch fails
    {
        std::int64_t state = 0;
        std::int64_t move = 0;
        std::int64_t hash = 0;
        std::int64_t audit = 0;
        std::string auditChain;
        ledger::OutboxSeq outbox = 0;
    };
    struct RelayPlace
    {
        RelayFrom from = RelayFrom::Row;
        std::int64_t key = 0;
        const std::string* headers = nullptr;
    };

    Done writeRows(const ledger::Batch& batch);
    void attachHashes(const std::vector<ledger::Change>& changes);
    Done put(const ledger::TransferReceived& row);
    Done put(const ledger::TransferMoved& row, const base::Digest* fulfilHash, const base::Digest* errorHash);
    Done put(const ledger::HashKept& row);
    Done put(const ledger::PositionMoved& row);
    Done put(const ledger::OutboxEnded& row, base::Instant at);
    Done put(const ledger::AuditRow& row);
    Done put(const ledger::Notice& notice);
    Done putPositions(const ledger::Batch& batch);
    Done putOpen();
    Done dropDelivered();
    void bindRelay(Statement& statement, const ledger::Relay& relay);
    void bindText(Statement& statement, const std::string& text, bool isThere);

    Connection& m_connection;
    RegistryWriter m_registry;
    BulkWriter m_bulks;
    SettlementWriter m_settlement;
    Statement m_begin, m_commit, m_transfer, m_state, m_hash, m_move, m_position, m_openPut, m_openDrop;
    Statement m_notice, m_delivered, m_dead, m_deadDrop, m_outboxEnd, m_audit;
    Ends m_ends;
    std::unordered_set<ledger::TransferSeq> m_open;
    // Scratch of one batch.
    ByteWriter m_scratch;
    std::uint64_t m_bytes = 0;
    /// Per change: the hashes that become columns of a state row, and whether a HashKept was taken so.
    std::vector<std::array<const base::Digest*, 2>> m_hashes;
    std::vector<bool> m_attached;
    std::unordered_map<const std::string*, RelayPlace> m_relays;
    std::unordered_map<ledger::TransferSeq, domain::TransferState> m_openChanges;
    std::vector<ledger::OutboxSeq> m_deliveredSeqs;
};

} // namespace hub::store
