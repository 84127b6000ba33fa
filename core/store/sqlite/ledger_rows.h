#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/ledger/queries.h"
#include "core/ledger/state.h"
#include "core/store/data_directory.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/row_codec.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace hub::store {

/// How far index.db reaches: keys up to these are in it.
struct IndexReach
{
    ledger::TransferSeq seq = 0;
    std::int64_t stateKey = 0;
    std::int64_t hashKey = 0;
    std::int64_t moveKey = 0;
};

/// Where the rows of one transfer lie in ledger.db.
struct TransferKeys
{
    std::vector<std::int64_t> states;
    std::vector<std::int64_t> hashes;
    std::vector<std::int64_t> moves;
};

/// Reads single transfers out of ledger.db with the help of index.db, and what index.db does not have yet out
/// of the ledger's tail. One read-only connection with the index attached as `idx`; one thread only.
class LedgerRows
{
public:
    static base::Expected<std::unique_ptr<LedgerRows>, base::Error> open(DataDirectory& directory);

    Connection& connection() { return *m_connection; }
    /// A snapshot over both files until the transaction is gone. The index is read first, so that the ledger
    /// is never behind it.
    base::Expected<std::unique_ptr<Transaction>, base::Error> snapshot(IndexReach& reach);

    /// Through the index alone.
    base::Expected<std::optional<ledger::TransferSeq>, base::Error>
    indexedSeqOf(const domain::CorrelationId& id);
    /// Through the index, then the tail.
    base::Expected<std::optional<ledger::TransferSeq>, base::Error> seqOf(const domain::CorrelationId& id,
                                                                          const IndexReach& reach);
    base::Expected<TransferKeys, base::Error> keysOf(ledger::TransferSeq seq, const IndexReach& reach);
    base::Expected<ledger::TransferReceived, base::Error> transfer(ledger::TransferSeq seq);
    base::Expected<StateRow, base::Error> state(std::int64_t key);
    base::Expected<ledger::HashKept, base::Error> hash(std::int64_t key);
    base::Expected<ledger::PositionMoved, base::Error> move(std::int64_t key);
    /// Header block and body of a transfer or state row; empty when there are none.
    base::Expected<ledger::Relay, base::Error> relay(RelayFrom from, std::int64_t key);
    /// Everything of a transfer.
    base::Expected<ledger::TransferFacts, base::Error> facts(ledger::TransferSeq seq,
                                                             const IndexReach& reach);
    /// The record of a transfer; participants are left 0.
    base::Expected<ledger::TransferRecord, base::Error> record(const ledger::TransferReceived& transfer,
                                                               const IndexReach& reach);

    /// The notice of the present row of a query over outbox or dead_letters: seq, kind, destination,
    /// transfer, relay_from, relay_key, facts, crc, headers, body.
    base::Expected<ledger::Notice, base::Error> readNotice(const Statement& row);

private:
    explicit LedgerRows(std::unique_ptr<Connection> connection);
    base::Expected<void, base::Error> tailKeys(Statement& statement, std::int64_t after,
                                               ledger::TransferSeq seq, std::vector<std::int64_t>& out);

    std::unique_ptr<Connection> m_connection;
    Statement m_reach, m_idOf, m_tailId, m_keys, m_tailStates, m_tailHashes, m_tailMoves;
    Statement m_transfer, m_state, m_hash, m_move, m_transferRelay, m_stateRelay;
};

/// Appends one key to the packed column search.keys; `what` as notes.md of index.db says.
void packKey(std::uint64_t what, std::int64_t key, ByteWriter& out);
inline constexpr std::uint64_t kStateKey = 0;
inline constexpr std::uint64_t kHashKey = 1;
inline constexpr std::uint64_t kMoveKeyBase = 2; ///< + account id

} // namespace hub::store
