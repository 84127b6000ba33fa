#include "core/store/sqlite/ledger_rows.h"

#include "core/store/store_error.h"

#include <string>
#include <utility>

namespace hub::store {
namespace {

constexpr std::string_view kReach = "SELECT seq, state_key, hash_key, move_key FROM idx.progress";
constexpr std::string_view kIdOf =
    "SELECT seq FROM idx.new_ids WHERE id = ?1 UNION ALL SELECT seq FROM idx.ids WHERE id = ?1 LIMIT 1";
constexpr std::string_view kTailId = "SELECT seq FROM main.transfers WHERE seq > ? AND id = ?";
constexpr std::string_view kKeys = "SELECT keys FROM idx.search WHERE seq = ?";
constexpr std::string_view kTailStates =
    "SELECT key FROM main.transfer_states WHERE key > ? AND seq = ? ORDER BY key";
constexpr std::string_view kTailHashes =
    "SELECT key FROM main.transfer_hashes WHERE key > ? AND seq = ? ORDER BY key";
constexpr std::string_view kTailMoves =
    "SELECT key FROM main.position_moves WHERE key > ? AND transfer = ? ORDER BY key";
constexpr std::string_view kHash = "SELECT seq, store, hash FROM main.transfer_hashes WHERE key = ?";
constexpr std::string_view kMove = "SELECT key, account, delta, value, transfer, state, at, crc FROM "
                                   "main.position_moves WHERE key = ?";
constexpr std::string_view kTransferRelay = "SELECT headers, body FROM main.transfers WHERE seq = ?";
constexpr std::string_view kStateRelay = "SELECT headers, body FROM main.transfer_states WHERE key = ?";

base::Unexpected<base::Error> missing(std::string_view table, std::int64_t key)
{
    return base::Unexpected(storeError(StoreFault::Damaged, "row " + std::to_string(key) + " of " +
                                                                std::string(table) + " is not there"));
}

ledger::Relay relayOf(const Statement& row, int first)
{
    ledger::Relay relay;
    if (!row.isNull(first)) relay.headers = base::shareBytes(row.bytes(first));
    if (!row.isNull(first + 1)) relay.body = base::shareBytes(row.bytes(first + 1));
    return relay;
}

/// Runs a bound statement and stands on its first row; Damaged when there is none.
base::Expected<void, base::Error> firstRow(Statement& statement, std::string_view table, std::int64_t key)
{
    if (auto done = statement.exec(); !done) return done;
    if (statement.next()) return {};
    if (statement.failed()) return base::Unexpected(statement.error());
    return missing(table, key);
}

} // namespace

void packKey(std::uint64_t what, std::int64_t key, ByteWriter& out)
{
    out.natural(what).natural(static_cast<std::uint64_t>(key));
}

base::Expected<std::unique_ptr<LedgerRows>, base::Error> LedgerRows::open(DataDirectory& directory)
{
    ConnectionOptions options;
    options.cacheBytes = 16LL << 20;
    options.mapBytes = 256LL << 20;
    HUB_TRY(auto connection, Connection::open(directory.ledgerFile(), ConnectionUse::Read, options));
    if (auto done = connection->attach(directory.indexFile(), QStringLiteral("idx")); !done)
        return base::Unexpected(done.error());
    return std::unique_ptr<LedgerRows>(new LedgerRows(std::move(connection)));
}

LedgerRows::LedgerRows(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection))
    , m_reach(*m_connection, kReach)
    , m_idOf(*m_connection, kIdOf)
    , m_tailId(*m_connection, kTailId)
    , m_keys(*m_connection, kKeys)
    , m_tailStates(*m_connection, kTailStates)
    , m_tailHashes(*m_connection, kTailHashes)
    , m_tailMoves(*m_connection, kTailMoves)
    , m_transfer(*m_connection,
                 std::string("SELECT ") + kTransferColumns + " FROM main.transfers WHERE seq = ?")
    , m_state(*m_connection,
              std::string("SELECT ") + kStateColumns + " FROM main.transfer_states WHERE key = ?")
    , m_hash(*m_connection, kHash)
    , m_move(*m_connection, kMove)
    , m_transferRelay(*m_connection, kTransferRelay)
    , m_stateRelay(*m_connection, kStateRelay)
{}

base::Expected<std::unique_ptr<Transaction>, base::Error> LedgerRows::snapshot(IndexReach& reach)
{
    HUB_TRY(auto transaction, Transaction::begin(*m_connection, QStringLiteral("BEGIN")));
    if (auto done = m_reach.exec(); !done) return base::Unexpected(done.error());
    if (!m_reach.next()) return missing("progress", 1);
    reach = {m_reach.natural(0), m_reach.integer(1), m_reach.integer(2), m_reach.integer(3)};
    m_reach.finish();
    return transaction;
}

base::Expected<std::optional<ledger::TransferSeq>, base::Error>
LedgerRows::indexedSeqOf(const domain::CorrelationId& id)
{
    const std::string column = id.toColumn();
    std::optional<ledger::TransferSeq> seq;
    if (auto done = m_idOf.bindBytes(column).exec(); !done) return base::Unexpected(done.error());
    if (m_idOf.next()) seq = m_idOf.natural(0);
    if (m_idOf.failed()) return base::Unexpected(m_idOf.error());
    m_idOf.finish();
    return seq;
}

base::Expected<std::optional<ledger::TransferSeq>, base::Error>
LedgerRows::seqOf(const domain::CorrelationId& id, const IndexReach& reach)
{
    HUB_TRY(std::optional<ledger::TransferSeq> seq, indexedSeqOf(id));
    if (seq) return seq;
    const std::string column = id.toColumn();
    if (auto done = m_tailId.bindNatural(reach.seq).bindBytes(column).exec(); !done)
        return base::Unexpected(done.error());
    if (m_tailId.next()) seq = m_tailId.natural(0);
    if (m_tailId.failed()) return base::Unexpected(m_tailId.error());
    m_tailId.finish();
    return seq;
}

base::Expected<void, base::Error> LedgerRows::tailKeys(Statement& statement, std::int64_t after,
                                                       ledger::TransferSeq seq,
                                                       std::vector<std::int64_t>& out)
{
    if (auto done = statement.bind(after).bindNatural(seq).exec(); !done) return done;
    while (statement.next())
        out.push_back(statement.integer(0));
    if (statement.failed()) return base::Unexpected(statement.error());
    return {};
}

base::Expected<TransferKeys, base::Error> LedgerRows::keysOf(ledger::TransferSeq seq, const IndexReach& reach)
{
    TransferKeys keys;
    if (seq <= reach.seq) {
        if (auto done = m_keys.bindNatural(seq).exec(); !done) return base::Unexpected(done.error());
        const std::string packed = m_keys.next() ? m_keys.bytes(0) : std::string();
        m_keys.finish();
        ByteReader in(packed);
        while (in.ok() && !in.atEnd()) {
            const std::uint64_t what = in.natural();
            const auto key = static_cast<std::int64_t>(in.natural());
            (what == kStateKey ? keys.states : what == kHashKey ? keys.hashes : keys.moves).push_back(key);
        }
        if (!in.ok()) return base::Unexpected(damagedRow("search", static_cast<std::int64_t>(seq)));
    }
    if (auto done = tailKeys(m_tailStates, reach.stateKey, seq, keys.states); !done)
        return base::Unexpected(done.error());
    if (auto done = tailKeys(m_tailHashes, reach.hashKey, seq, keys.hashes); !done)
        return base::Unexpected(done.error());
    if (auto done = tailKeys(m_tailMoves, reach.moveKey, seq, keys.moves); !done)
        return base::Unexpected(done.error());
    return keys;
}

base::Expected<ledger::TransferReceived, base::Error> LedgerRows::transfer(ledger::TransferSeq seq)
{
    m_transfer.bindNatural(seq);
    if (auto done = firstRow(m_transfer, "transfers", static_cast<std::int64_t>(seq)); !done)
        return base::Unexpected(done.error());
    auto row = readTransfer(m_transfer, 0);
    m_transfer.finish();
    return row;
}

base::Expected<StateRow, base::Error> LedgerRows::state(std::int64_t key)
{
    m_state.bind(key);
    if (auto done = firstRow(m_state, "transfer_states", key); !done) return base::Unexpected(done.error());
    auto row = readState(m_state, 0);
    m_state.finish();
    return row;
}

base::Expected<ledger::HashKept, base::Error> LedgerRows::hash(std::int64_t key)
{
    m_hash.bind(key);
    if (auto done = firstRow(m_hash, "transfer_hashes", key); !done) return base::Unexpected(done.error());
    ledger::HashKept row;
    row.seq = m_hash.natural(0);
    row.store = static_cast<ledger::HashStore>(m_hash.integer(1));
    const auto digest = digestOf(m_hash.bytes(2));
    m_hash.finish();
    if (!digest) return base::Unexpected(damagedRow("transfer_hashes", key));
    row.hash = *digest;
    return row;
}

base::Expected<ledger::PositionMoved, base::Error> LedgerRows::move(std::int64_t key)
{
    m_move.bind(key);
    if (auto done = firstRow(m_move, "position_moves", key); !done) return base::Unexpected(done.error());
    ledger::PositionMoved row;
    row.account = domain::AccountId(m_move.integer(1));
    row.delta = domain::Amount::fromColumn(m_move.integer(2));
    row.value = domain::Amount::fromColumn(m_move.integer(3));
    row.transfer = m_move.natural(4);
    row.state = static_cast<domain::TransferState>(m_move.integer(5));
    row.at = base::Instant{m_move.integer(6)};
    const std::int64_t crc = m_move.integer(7);
    m_move.finish();
    ByteWriter scratch;
    if (checksumOf(row, key, scratch) != crc) return base::Unexpected(damagedRow("position_moves", key));
    return row;
}

base::Expected<ledger::Relay, base::Error> LedgerRows::relay(RelayFrom from, std::int64_t key)
{
    if (from == RelayFrom::Row) return ledger::Relay{};
    Statement& statement = from == RelayFrom::Transfer ? m_transferRelay : m_stateRelay;
    statement.bind(key);
    if (auto done = firstRow(statement, "relayed bytes", key); !done) return base::Unexpected(done.error());
    ledger::Relay relay = relayOf(statement, 0);
    statement.finish();
    return relay;
}

base::Expected<ledger::TransferFacts, base::Error> LedgerRows::facts(ledger::TransferSeq seq,
                                                                     const IndexReach& reach)
{
    HUB_TRY(auto received, transfer(seq));
    HUB_TRY(const TransferKeys keys, keysOf(seq, reach));
    ledger::TransferFacts facts{std::move(received), {}, {}, {}, {}, {}, {}};
    HUB_TRY(facts.received.relay, relay(RelayFrom::Transfer, static_cast<std::int64_t>(seq)));
    for (const std::int64_t key : keys.states) {
        HUB_TRY(StateRow row, state(key));
        facts.steps.push_back(row.step);
        if (!row.fulfilment.empty()) facts.fulfilment = row.fulfilment;
        if (row.completedAt) facts.completedAt = row.completedAt;
        if (row.window.value() != 0) facts.window = row.window;
        HUB_TRY(ledger::Relay bytes, relay(RelayFrom::State, key));
        if (bytes.body) facts.fulfilRelay = std::move(bytes);
    }
    for (const std::int64_t key : keys.moves) {
        HUB_TRY(const ledger::PositionMoved leg, move(key));
        facts.legs.push_back({leg.account, leg.delta, leg.value, leg.state, leg.at});
    }
    return facts;
}

base::Expected<ledger::TransferRecord, base::Error>
LedgerRows::record(const ledger::TransferReceived& transfer, const IndexReach& reach)
{
    HUB_TRY(const TransferKeys keys, keysOf(transfer.seq, reach));
    ledger::TransferRecord record;
    record.id = transfer.id.value();
    record.seq = transfer.seq;
    record.kind = transfer.kind;
    record.state = domain::TransferState::ReceivedPrepare;
    record.prepareHash = shortHashOf(transfer.hash);
    const auto keep = [&record](ledger::HashStore store, const base::Digest& digest) {
        const bool isError = store == ledger::HashStore::Error;
        (isError ? record.hasErrorHash : record.hasFulfilHash) = true;
        (isError ? record.errorHash : record.fulfilHash) = shortHashOf(digest);
    };
    for (const std::int64_t key : keys.states) {
        HUB_TRY(const StateRow row, state(key));
        record.state = row.step.state;
        if (row.fulfilHash) keep(ledger::HashStore::Fulfil, *row.fulfilHash);
        if (row.errorHash) keep(ledger::HashStore::Error, *row.errorHash);
    }
    for (const std::int64_t key : keys.hashes) {
        HUB_TRY(const ledger::HashKept row, hash(key));
        keep(row.store, row.hash);
    }
    return record;
}

base::Expected<ledger::Notice, base::Error> LedgerRows::readNotice(const Statement& row)
{
    ledger::Notice notice;
    notice.seq = row.natural(0);
    notice.kind = static_cast<ledger::NoticeKind>(row.integer(1));
    notice.destination = domain::FspId(row.text(2));
    notice.transferSeq = row.natural(3);
    const std::string facts = row.bytes(6);
    if (!unpackFacts(facts, notice) || checksumOf(notice, facts) != row.integer(7))
        return base::Unexpected(damagedRow("outbox", row.integer(0)));
    const auto from = static_cast<RelayFrom>(row.integer(4));
    if (from == RelayFrom::Row) {
        notice.relay = relayOf(row, 8);
        return notice;
    }
    HUB_TRY(notice.relay, relay(from, row.integer(5)));
    return notice;
}

} // namespace hub::store
