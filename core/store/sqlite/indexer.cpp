#include "core/store/sqlite/indexer.h"

#include "core/base/bytes.h"
#include "core/base/log.h"
#include "core/domain/transfer_states.h"
#include "core/ledger/decision.h"
#include "core/store/row_bytes.h"
#include "core/store/sqlite/blocks.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/ledger_rows.h"
#include "core/store/sqlite/worker_thread.h"
#include "core/store/store_error.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace hub::store {
namespace {

constexpr std::string_view kPutSearch =
    "INSERT INTO search (seq, kind, payer, payee, currency, amount, received_at, state, changed_at, "
    "error_code, "
    "window, keys) VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?, CAST(? AS TEXT), ?, ?)";
constexpr std::string_view kMoveSearch =
    "UPDATE search SET state = coalesce(?, state), changed_at = coalesce(?, changed_at), error_code = "
    "coalesce(CAST(? AS TEXT), error_code), window = coalesce(?, window), keys = CAST(keys || ? AS BLOB) "
    "WHERE "
    "seq = ?";
constexpr std::string_view kPutBlock =
    "INSERT INTO blocks (block, received_min, received_max, states, kinds, window_min, window_max, "
    "has_error) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (block) DO UPDATE SET received_min = min(received_min, "
    "excluded.received_min), received_max = max(received_max, excluded.received_max), states = states | "
    "excluded.states, kinds = kinds | excluded.kinds, window_min = min(window_min, excluded.window_min), "
    "window_max "
    "= max(window_max, excluded.window_max), has_error = has_error | excluded.has_error";

/// The id space moves from the small tree to the large one in so many steps.
constexpr int kMoveParts = 16;

/// A cache of names this large is thrown away: strangers may send any name.
constexpr std::size_t kNamesMax = 20'000;

using Done = base::Expected<void, base::Error>;

/// What one batch adds to one transfer.
struct Addition
{
    bool isNew = false;
    std::int64_t kind = 0;
    std::int64_t payer = 0;
    std::int64_t payee = 0;
    std::string currency;
    std::int64_t amount = 0;
    std::int64_t receivedAt = 0;
    std::int64_t state = 0; ///< 0: no state in this batch
    std::int64_t changedAt = 0;
    std::string errorCode;
    std::int64_t window = 0;
    ByteWriter keys;
};

} // namespace

struct Indexer::Impl
{
    Impl(DataDirectory& dir, IndexerOptions opts)
        : directory(dir)
        , options(opts)
    {}

    DataDirectory& directory;
    IndexerOptions options;
    WorkerThread thread;
    std::unique_ptr<Connection> connection; ///< main is index.db, `ledger` the ledger, read-only
    struct Statements
    {
        explicit Statements(Connection& c)
            : putSearch(c, kPutSearch)
            , moveSearch(c, kMoveSearch)
            , putBlock(c, kPutBlock)
            , putParty(c, "INSERT OR IGNORE INTO party_blocks (party, block) VALUES (?, ?)")
            , putAccount(c, "INSERT OR IGNORE INTO account_blocks (account, block) VALUES (?, ?)")
            , findName(c, "SELECT ref FROM names WHERE name = CAST(? AS TEXT)")
            , putName(c, "INSERT INTO names (ref, name) VALUES (?, CAST(? AS TEXT))")
            , moveIds(
                  c,
                  "INSERT OR IGNORE INTO ids (id, seq) SELECT id, seq FROM new_ids WHERE id >= ? AND id < ? "
                  "ORDER BY id")
            , dropIds(c, "DELETE FROM new_ids WHERE id >= ? AND id < ?")
        {}
        Statement putSearch, moveSearch, putBlock, putParty, putAccount, findName, putName, moveIds, dropIds;
    };
    std::unique_ptr<Statements> statements;
    std::unordered_map<std::string, std::int64_t> names;
    std::int64_t newIds = 0;   ///< rows of new_ids, about
    int movePart = kMoveParts; ///< the next part to move; kMoveParts: none
    std::map<ledger::TransferSeq, Addition> additions;
    std::map<std::int64_t, BlockSummary> blocks;
    std::set<std::pair<std::int64_t, std::int64_t>> parties;
    std::set<std::pair<std::int64_t, std::int64_t>> accounts;

    void run();
    Done open();
    base::Expected<bool, base::Error> step();
    base::Expected<IndexReach, base::Error> gather(const IndexReach& from);
    Done gatherTransfers(IndexReach& reach);
    Done gatherStates(IndexReach& reach);
    Done gatherHashes(IndexReach& reach);
    Done gatherMoves(IndexReach& reach);
    Done write(const IndexReach& from, const IndexReach& to);
    Done moveIds();
    Done writeAdditions();
    Done writeBlocks();
    base::Expected<std::int64_t, base::Error> refOf(const std::string& name);
};

Done Indexer::Impl::open()
{
    if (connection) return {};
    ConnectionOptions connectionOptions;
    connectionOptions.cacheBytes = 32LL << 20;
    HUB_TRY(auto opened,
            Connection::open(directory.indexFile(), ConnectionUse::WriteRelaxed, connectionOptions));
    if (auto done = opened->attach(directory.ledgerFile(), QStringLiteral("ledger")); !done) return done;
    HUB_TRY(newIds, opened->integer(QStringLiteral("SELECT count(*) FROM new_ids")));
    movePart = kMoveParts;
    connection = std::move(opened);
    statements = std::make_unique<Statements>(*connection);
    return {};
}

void Indexer::Impl::run()
{
    bool more = false;
    std::string trouble; // Said once: a full disk lasts.
    do {
        auto done = step();
        if (!done) {
            if (std::exchange(trouble, done.error().detail) != done.error().detail)
                base::log(base::LogLevel::Error, "the index cannot be built", {{"detail", trouble}});
            statements.reset();
            connection.reset();
        } else {
            trouble.clear();
        }
        more = done && *done;
    } while (!thread.waitForStop(more ? std::chrono::milliseconds(0) : options.pause));
    statements.reset();
    connection.reset();
}

base::Expected<std::int64_t, base::Error> Indexer::Impl::refOf(const std::string& name)
{
    const std::string key = base::toLowerAscii(name);
    if (const auto known = names.find(key); known != names.end()) return known->second;
    if (names.size() >= kNamesMax) names.clear();
    Statement& find = statements->findName;
    if (auto done = find.bindBytes(key).exec(); !done) return base::Unexpected(done.error());
    std::int64_t ref = find.next() ? find.integer(0) : 0;
    find.finish();
    if (ref == 0) {
        HUB_TRY(const std::int64_t last, connection->integer(QStringLiteral("SELECT max(ref) FROM names")));
        ref = last + 1;
        if (auto done = statements->putName.bind(ref).bindBytes(key).exec(); !done)
            return base::Unexpected(done.error());
    }
    names[key] = ref;
    return ref;
}

Done Indexer::Impl::gatherTransfers(IndexReach& reach)
{
    Statement row(*connection, "SELECT seq, kind, payer, payee, currency, amount, received_at FROM "
                               "ledger.transfers WHERE seq > ? ORDER BY seq LIMIT ?");
    if (auto done = row.bindNatural(reach.seq).bind(options.batchRows).exec(); !done) return done;
    while (row.next()) {
        reach.seq = row.natural(0);
        Addition& added = additions[reach.seq];
        added.isNew = true;
        added.kind = row.integer(1);
        HUB_TRY(added.payer, refOf(row.text(2)));
        HUB_TRY(added.payee, refOf(row.text(3)));
        added.currency = row.text(4);
        added.amount = row.integer(5);
        added.receivedAt = added.changedAt = row.integer(6);
        added.state = static_cast<std::int64_t>(domain::TransferState::ReceivedPrepare);
        const std::int64_t block = blockOf(reach.seq);
        BlockSummary& summary = blocks[block];
        summary.received(added.receivedAt);
        summary.kinds |= 1LL << added.kind;
        parties.emplace(added.payer, block);
        parties.emplace(added.payee, block);
    }
    if (row.failed()) return base::Unexpected(row.error());
    return {};
}

// States, hashes and moves stop at the first that belongs to a transfer beyond the batch: what is indexed
// never names a transfer that is not, and a transfer of the tail has all its rows in the tail.
Done Indexer::Impl::gatherStates(IndexReach& reach)
{
    Statement row(*connection,
                  "SELECT key, seq, state, at, error_code, window FROM ledger.transfer_states WHERE "
                  "key > ? ORDER BY key LIMIT ?");
    if (auto done = row.bind(reach.stateKey).bind(4LL * options.batchRows).exec(); !done) return done;
    while (row.next()) {
        const ledger::TransferSeq seq = row.natural(1);
        if (seq > reach.seq) break;
        reach.stateKey = row.integer(0);
        Addition& added = additions[seq];
        added.state = row.integer(2);
        added.changedAt = row.integer(3);
        if (!row.isNull(4)) added.errorCode = row.text(4);
        if (row.integer(5) != 0) added.window = row.integer(5);
        packKey(kStateKey, reach.stateKey, added.keys);
    }
    if (row.failed()) return base::Unexpected(row.error());
    return {};
}

Done Indexer::Impl::gatherHashes(IndexReach& reach)
{
    Statement row(*connection,
                  "SELECT key, seq FROM ledger.transfer_hashes WHERE key > ? ORDER BY key LIMIT ?");
    if (auto done = row.bind(reach.hashKey).bind(4LL * options.batchRows).exec(); !done) return done;
    while (row.next() && row.natural(1) <= reach.seq) {
        reach.hashKey = row.integer(0);
        packKey(kHashKey, reach.hashKey, additions[row.natural(1)].keys);
    }
    if (row.failed()) return base::Unexpected(row.error());
    return {};
}

Done Indexer::Impl::gatherMoves(IndexReach& reach)
{
    Statement row(*connection,
                  "SELECT key, account, transfer FROM ledger.position_moves WHERE key > ? ORDER BY key "
                  "LIMIT ?");
    if (auto done = row.bind(reach.moveKey).bind(4LL * options.batchRows).exec(); !done) return done;
    while (row.next() && row.natural(2) <= reach.seq) {
        reach.moveKey = row.integer(0);
        const ledger::TransferSeq seq = row.natural(2);
        if (seq == 0) continue; // The opening of an account belongs to no transfer.
        const std::int64_t account = row.integer(1);
        packKey(kMoveKeyBase + static_cast<std::uint64_t>(account), reach.moveKey, additions[seq].keys);
        accounts.emplace(account, blockOf(seq));
    }
    if (row.failed()) return base::Unexpected(row.error());
    return {};
}

base::Expected<IndexReach, base::Error> Indexer::Impl::gather(const IndexReach& from)
{
    additions.clear();
    blocks.clear();
    parties.clear();
    accounts.clear();
    IndexReach reach = from;
    if (auto done = gatherTransfers(reach); !done) return base::Unexpected(done.error());
    if (auto done = gatherStates(reach); !done) return base::Unexpected(done.error());
    if (auto done = gatherHashes(reach); !done) return base::Unexpected(done.error());
    if (auto done = gatherMoves(reach); !done) return base::Unexpected(done.error());
    for (const auto& [seq, added] : additions)
        if (added.state != 0)
            blocks[blockOf(seq)].entered(added.state, added.window, !added.errorCode.empty());
    return reach;
}

Done Indexer::Impl::writeAdditions()
{
    for (const auto& [seq, added] : additions) {
        if (added.isNew) {
            Statement& put = statements->putSearch;
            put.bindNatural(seq)
                .bind(added.kind)
                .bind(added.payer)
                .bind(added.payee)
                .bindBytes(added.currency);
            put.bind(added.amount).bind(added.receivedAt).bind(added.state).bind(added.changedAt);
            put.bindBytes(added.errorCode).bind(added.window).bindBytes(added.keys.bytes());
            if (auto done = put.exec(); !done) return done;
            continue;
        }
        Statement& move = statements->moveSearch;
        const bool moved = added.state != 0;
        moved ? move.bind(added.state).bind(added.changedAt) : move.bindNull().bindNull();
        added.errorCode.empty() ? move.bindNull() : move.bindBytes(added.errorCode);
        added.window == 0 ? move.bindNull() : move.bind(added.window);
        if (auto done = move.bindBytes(added.keys.bytes()).bindNatural(seq).exec(); !done) return done;
    }
    return {};
}

Done Indexer::Impl::writeBlocks()
{
    for (const auto& [block, summary] : blocks) {
        Statement& put = statements->putBlock;
        put.bind(block).bind(summary.receivedMin).bind(summary.receivedMax).bind(summary.states);
        put.bind(summary.kinds)
            .bind(summary.windowMin)
            .bind(summary.windowMax)
            .bind(summary.hasError ? 1 : 0);
        if (auto done = put.exec(); !done) return done;
    }
    for (const auto& [party, block] : parties)
        if (auto done = statements->putParty.bind(party).bind(block).exec(); !done) return done;
    for (const auto& [account, block] : accounts)
        if (auto done = statements->putAccount.bind(account).bind(block).exec(); !done) return done;
    return {};
}

// Within the step's transaction: a reader finds each id in one of the two.
Done Indexer::Impl::moveIds()
{
    if (movePart == kMoveParts) {
        if (newIds < options.newIdsMax) return {};
        newIds = 0; // What comes from now on waits for the next round, about.
        movePart = 0;
    }
    constexpr int kStride = 256 / kMoveParts;
    const std::string from(1, static_cast<char>(movePart * kStride));
    // 17 bytes of 0xFF are above every id of 16.
    const std::string to = movePart + 1 == kMoveParts
                               ? std::string(17, '\xFF')
                               : std::string(1, static_cast<char>((movePart + 1) * kStride));
    ++movePart;
    if (auto done = statements->moveIds.bindBytes(from).bindBytes(to).exec(); !done) return done;
    return statements->dropIds.bindBytes(from).bindBytes(to).exec();
}

Done Indexer::Impl::write(const IndexReach& from, const IndexReach& to)
{
    Statement ids(*connection,
                  "INSERT OR IGNORE INTO new_ids (id, seq) SELECT id, seq FROM ledger.transfers WHERE "
                  "seq > ? AND seq <= ? ORDER BY id");
    if (auto done = ids.bindNatural(from.seq).bindNatural(to.seq).exec(); !done) return done;
    newIds += static_cast<std::int64_t>(to.seq - from.seq);
    if (auto done = moveIds(); !done) return done;
    Statement moves(*connection,
                    "INSERT OR IGNORE INTO account_moves (account, at, move) SELECT account, at, key "
                    "FROM ledger.position_moves WHERE key > ? AND key <= ? ORDER BY account, at, key");
    if (auto done = moves.bind(from.moveKey).bind(to.moveKey).exec(); !done) return done;
    if (auto done = writeAdditions(); !done) return done;
    if (auto done = writeBlocks(); !done) return done;
    Statement progress(*connection, "UPDATE progress SET seq = ?, state_key = ?, hash_key = ?, move_key = ?");
    progress.bindNatural(to.seq).bind(to.stateKey).bind(to.hashKey);
    return progress.bind(to.moveKey).exec();
}

base::Expected<bool, base::Error> Indexer::Impl::step()
{
    if (auto done = open(); !done) return base::Unexpected(done.error());
    // IMMEDIATE: names are written while the rows are still being read.
    HUB_TRY(const auto transaction, Transaction::begin(*connection, QStringLiteral("BEGIN IMMEDIATE")));
    Statement row(*connection, "SELECT seq, state_key, hash_key, move_key FROM progress");
    if (auto done = row.exec(); !done) return base::Unexpected(done.error());
    if (!row.next()) return base::Unexpected(storeError(StoreFault::Damaged, "index.db has no progress row"));
    const IndexReach from{row.natural(0), row.integer(1), row.integer(2), row.integer(3)};
    row.finish();
    auto to = gather(from);
    auto done = to ? write(from, *to) : Done(base::Unexpected(to.error()));
    const bool isSame = to && to->seq == from.seq && to->stateKey == from.stateKey &&
                        to->hashKey == from.hashKey && to->moveKey == from.moveKey;
    if (done && !isSame) done = transaction->commit();
    if (!done) {
        names.clear();         // Some may have been made in the transaction that is undone.
        movePart = kMoveParts; // So may a part have been moved; the next round takes what is left.
        newIds = options.newIdsMax;
        return base::Unexpected(done.error());
    }
    directory.progress().indexedSeq = to->seq;
    return to->seq - from.seq >= static_cast<ledger::TransferSeq>(options.batchRows) ||
           to->stateKey - from.stateKey >= 4LL * options.batchRows ||
           to->moveKey - from.moveKey >= 4LL * options.batchRows;
}

Indexer::Indexer(DataDirectory& directory, IndexerOptions options)
    : m_impl(std::make_unique<Impl>(directory, options))
{}

Indexer::~Indexer()
{
    stop();
}

void Indexer::start()
{
    m_impl->thread.start("indexer", [this] { m_impl->run(); });
}

void Indexer::stop()
{
    m_impl->thread.stop();
}

base::Expected<bool, base::Error> Indexer::step()
{
    return m_impl->step();
}

} // namespace hub::store
