#include "core/store/sqlite/sqlite_journal.h"

#include "core/base/bytes.h"
#include "core/base/log.h"
#include "core/store/ballast.h"
#include "core/store/sqlite/audit_chain.h"
#include "core/store/sqlite/batch_writer.h"
#include "core/store/sqlite/bulk_rows.h"
#include "core/store/sqlite/indexer.h"
#include "core/store/sqlite/ledger_rows.h"
#include "core/store/sqlite/message_rows.h"
#include "core/store/sqlite/registry_rows.h"
#include "core/store/sqlite/removed_numbers.h"
#include "core/store/sqlite/settlement_rows.h"
#include "core/store/store_error.h"

#include <QStorageInfo>

#include <algorithm>
#include <unordered_map>

namespace hub::store {
namespace {

/// A start that is further behind than this indexes first, so that the tail in memory stays small.
constexpr ledger::TransferSeq kTailMax = 50'000;
/// Audit rows checked at every start; all of them by the full verification.
constexpr std::int64_t kAuditTail = 1024;

using Done = base::Expected<void, base::Error>;

class Names
{
public:
    void put(const domain::Participant& participant)
    {
        m_ids[base::toLowerAscii(participant.name.value())] =
            static_cast<std::uint32_t>(participant.id.value());
    }
    std::uint32_t idOf(const domain::FspId& name) const
    {
        const auto found = m_ids.find(base::toLowerAscii(name.value()));
        return found == m_ids.end() ? 0 : found->second;
    }

private:
    std::unordered_map<std::string, std::uint32_t> m_ids; ///< lower-case name -> participant id
};

Done readPositions(Connection& connection, ledger::Loaded& loaded)
{
    Statement row(connection,
                  "SELECT account, value, reserved, changed_at, crc FROM positions ORDER BY account");
    ByteWriter scratch;
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        const domain::AccountId account(row.integer(0));
        domain::Position position;
        position.value = domain::Amount::fromColumn(row.integer(1));
        position.reserved = domain::Amount::fromColumn(row.integer(2));
        position.changedAt = base::Instant{row.integer(3)};
        if (checksumOf(account, position, scratch) != row.integer(4))
            return base::Unexpected(damagedRow("positions", account.value()));
        loaded.positions.emplace_back(account, position);
    }
    if (row.failed()) return base::Unexpected(row.error());
    return {};
}

ledger::OpenTransfer openOf(const ledger::TransferReceived& row, domain::TransferState state)
{
    ledger::OpenTransfer open{row.seq,      row.id,     row.kind,         state,
                              row.payer,    row.payee,  row.payerAccount, row.payeeAccount,
                              row.currency, row.amount, row.expiration,   row.condition,
                              {},           0};
    open.trace.trace = row.trace;
    return open;
}

Done addRecord(LedgerRows& rows, const Names& names, const IndexReach& reach,
               const ledger::TransferReceived& transfer, ledger::Loaded& loaded)
{
    HUB_TRY(ledger::TransferRecord record, rows.record(transfer, reach));
    record.payer = names.idOf(transfer.payer);
    record.payee = names.idOf(transfer.payee);
    loaded.records.push_back(record);
    return {};
}

Done readOpen(LedgerRows& rows, const Names& names, const IndexReach& reach, ledger::Loaded& loaded)
{
    std::vector<std::pair<ledger::TransferSeq, domain::TransferState>> found;
    ByteWriter scratch;
    Statement row(rows.connection(), "SELECT seq, state, crc FROM main.open_transfers ORDER BY seq");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        found.emplace_back(row.natural(0), static_cast<domain::TransferState>(row.integer(1)));
        if (checksumOfOpen(found.back().first, found.back().second, scratch) != row.integer(2))
            return base::Unexpected(damagedRow("open_transfers", row.integer(0)));
    }
    if (row.failed()) return base::Unexpected(row.error());
    for (const auto& [seq, state] : found) {
        HUB_TRY(const ledger::TransferReceived transfer, rows.transfer(seq));
        if (seq <= reach.seq)
            if (auto done = addRecord(rows, names, reach, transfer, loaded); !done) return done;
        loaded.open.push_back(openOf(transfer, state));
        HUB_TRY(loaded.open.back().facts, readFacts(rows.connection(), seq));
    }
    return {};
}

/// What of the tail's states and hashes belongs to a record, in one pass each: no lookup per transfer.
Done readTail(LedgerRows& rows, const Names& names, const IndexReach& reach, ledger::Loaded& loaded)
{
    const std::size_t first = loaded.records.size();
    std::unordered_map<ledger::TransferSeq, std::size_t> places;
    Statement transfers(rows.connection(), std::string("SELECT ") + kTransferColumns +
                                               " FROM main.transfers WHERE seq > ? ORDER BY seq");
    if (auto done = transfers.bindNatural(reach.seq).exec(); !done) return done;
    while (transfers.next()) {
        HUB_TRY(const ledger::TransferReceived transfer, readTransfer(transfers, 0));
        ledger::TransferRecord record;
        record.id = transfer.id.value();
        record.seq = transfer.seq;
        record.kind = transfer.kind;
        record.state = domain::TransferState::ReceivedPrepare;
        record.payer = names.idOf(transfer.payer);
        record.payee = names.idOf(transfer.payee);
        record.prepareHash = shortHashOf(transfer.hash);
        places[record.seq] = loaded.records.size();
        loaded.records.push_back(record);
    }
    if (transfers.failed()) return base::Unexpected(transfers.error());
    if (loaded.records.size() == first) return {};
    const auto keep = [&](ledger::TransferRecord& record, ledger::HashStore store,
                          const base::Digest& digest) {
        const bool isError = store == ledger::HashStore::Error;
        (isError ? record.hasErrorHash : record.hasFulfilHash) = true;
        (isError ? record.errorHash : record.fulfilHash) = shortHashOf(digest);
    };
    Statement states(rows.connection(), std::string("SELECT ") + kStateColumns +
                                            " FROM main.transfer_states WHERE key > ? ORDER BY key");
    if (auto done = states.bind(reach.stateKey).exec(); !done) return done;
    while (states.next()) {
        HUB_TRY(const StateRow row, readState(states, 0));
        const auto place = places.find(row.seq);
        if (place == places.end()) continue;
        ledger::TransferRecord& record = loaded.records[place->second];
        record.state = row.step.state;
        if (row.fulfilHash) keep(record, ledger::HashStore::Fulfil, *row.fulfilHash);
        if (row.errorHash) keep(record, ledger::HashStore::Error, *row.errorHash);
    }
    if (states.failed()) return base::Unexpected(states.error());
    Statement hashes(rows.connection(),
                     "SELECT seq, store, hash FROM main.transfer_hashes WHERE key > ? ORDER BY key");
    if (auto done = hashes.bind(reach.hashKey).exec(); !done) return done;
    while (hashes.next()) {
        const auto digest = digestOf(hashes.bytes(2));
        const auto place = places.find(hashes.natural(0));
        if (place != places.end() && digest)
            keep(loaded.records[place->second], static_cast<ledger::HashStore>(hashes.integer(1)), *digest);
    }
    if (hashes.failed()) return base::Unexpected(hashes.error());
    return {};
}

/// The newest outbox number ever given: rows leave, so it is kept beside them.
base::Expected<ledger::OutboxSeq, base::Error> lastOutboxSeq(Connection& connection)
{
    HUB_TRY(const std::int64_t last,
            connection.integer(
                QStringLiteral("SELECT max((SELECT coalesce(max(seq), 0) FROM outbox), (SELECT "
                               "coalesce(max(seq), 0) FROM dead_letters), (SELECT coalesce(max(CAST("
                               "CAST(value AS TEXT) AS INTEGER)), 0) FROM meta WHERE name = "
                               "'outbox_seq'))")));
    return static_cast<ledger::OutboxSeq>(last);
}

} // namespace

struct SqliteJournal::Impl
{
    Impl(DataDirectory& dir, SqliteOptions opts)
        : directory(dir)
        , options(opts)
        , ballast(dir.path() + QStringLiteral("/ballast"), opts.ballastBytes)
    {}

    DataDirectory& directory;
    SqliteOptions options;
    Ballast ballast;
    bool isLatched = false; ///< the ballast is spent: no more writes until the disk has room again
    std::unique_ptr<Connection> connection;
    std::unique_ptr<BatchWriter> writer;
    std::unique_ptr<LedgerRows> rows;
    Names names;
    /// The index as find() sees it within one batch, and how far it reached at least when it was taken.
    std::unique_ptr<Transaction> snapshot;
    IndexReach reach;
    ledger::TransferSeq snapshotSeq = 0;
    mutable ledger::TransferSeq told = 0; ///< newest value that indexedUpTo() has returned

    Done open();
    void close();
    base::Expected<ledger::Loaded, base::Error> load();
    Done probe();
    Done refreshSnapshot();
    Done write(const ledger::Batch& batch);
};

void SqliteJournal::Impl::close()
{
    snapshot.reset();
    rows.reset();
    writer.reset();
    connection.reset();
}

Done SqliteJournal::Impl::open()
{
    close();
    ConnectionOptions connectionOptions;
    connectionOptions.cacheBytes = options.cacheBytes;
    HUB_TRY(connection,
            Connection::open(directory.ledgerFile(), ConnectionUse::WriteDurable, connectionOptions));
    writer = std::make_unique<BatchWriter>(*connection);
    if (auto done = writer->start(); !done) return done;
    HUB_TRY(const std::int64_t last, connection->integer(QStringLiteral("SELECT max(seq) FROM transfers")));
    const auto lastSeq = static_cast<ledger::TransferSeq>(last);
    directory.progress().committedSeq = lastSeq;
    if (lastSeq > directory.progress().indexedSeq + kTailMax) {
        base::log(base::LogLevel::Info, "the index is far behind and is brought up first");
        Indexer indexer(directory);
        bool more = true;
        while (more) {
            HUB_TRY(more, indexer.step());
        }
    }
    HUB_TRY(rows, LedgerRows::open(directory));
    return {};
}

base::Expected<ledger::Loaded, base::Error> SqliteJournal::Impl::load()
{
    ledger::Loaded loaded;
    HUB_TRY(const std::int64_t lastAudit, connection->integer(QStringLiteral("SELECT max(seq) FROM audit")));
    HUB_TRY(const std::int64_t checked,
            verifyAuditChain(*connection, std::max<std::int64_t>(1, lastAudit - kAuditTail)));
    static_cast<void>(checked);
    HUB_TRY(const auto transaction, rows->snapshot(reach));
    HUB_TRY(loaded.registry, readRegistry(rows->connection()));
    for (const ledger::Change& change : loaded.registry)
        if (const auto* put = std::get_if<ledger::ParticipantPut>(&change)) names.put(put->participant);
    if (auto done = readSettlement(rows->connection(), loaded.registry, loaded.flows); !done)
        return base::Unexpected(done.error());
    if (auto done = readPositions(rows->connection(), loaded); !done) return base::Unexpected(done.error());
    if (auto done = readOpen(*rows, names, reach, loaded); !done) return base::Unexpected(done.error());
    if (auto done = readTail(*rows, names, reach, loaded); !done) return base::Unexpected(done.error());
    HUB_TRY(loaded.outbox, readOutboxToSend(*rows));
    HUB_TRY(loaded.openBulks, readOpenBulks(rows->connection()));
    HUB_TRY(const std::int64_t lastBulk, connection->integer(QStringLiteral("SELECT max(seq) FROM bulks")));
    loaded.lastBulkSeq = static_cast<ledger::BulkSeq>(lastBulk);
    loaded.lastTransferSeq = directory.progress().committedSeq;
    HUB_TRY(loaded.lastOutboxSeq, lastOutboxSeq(*connection));
    HUB_TRY(const std::int64_t contact, lastRemoved(*connection, kRemovedContact));
    loaded.lastRemovedContact = domain::ContactId(contact);
    HUB_TRY(const std::int64_t rule, lastRemoved(*connection, kRemovedRule));
    loaded.lastRemovedRule = domain::InterchangeRuleId(rule);
    loaded.isFresh = loaded.registry.empty() && loaded.lastTransferSeq == 0 && lastAudit == 0;
    told = reach.seq;
    return loaded;
}

Done SqliteJournal::Impl::probe()
{
    const std::int64_t free = QStorageInfo(directory.path()).bytesAvailable();
    if (free >= 0 && free < options.resumeFreeBytes)
        return base::Unexpected(storeError(
            StoreFault::DiskFull, std::to_string(free >> 20) + " MiB are free, " +
                                      std::to_string(options.resumeFreeBytes >> 20) + " MiB must be"));
    ConnectionOptions probing;
    probing.busyMs = 100;
    HUB_TRY(const auto look, Connection::open(directory.ledgerFile(), ConnectionUse::WriteDurable, probing));
    HUB_TRY(const auto transaction, Transaction::begin(*look, QStringLiteral("BEGIN IMMEDIATE")));
    auto done = look->run(QStringLiteral("INSERT OR REPLACE INTO meta (name, value) VALUES ('probe', "
                                         "randomblob(4096))"));
    if (done) done = transaction->commit();
    return done;
}

Done SqliteJournal::Impl::refreshSnapshot()
{
    if (snapshot && told <= snapshotSeq) return {};
    snapshot.reset();
    snapshotSeq = directory.progress().indexedSeq;
    HUB_TRY(snapshot, rows->snapshot(reach));
    return {};
}

// A full disk: what is held back is given to the batch in hand, and no other comes after it.
Done SqliteJournal::Impl::write(const ledger::Batch& batch)
{
    if (isLatched)
        return base::Unexpected(
            storeError(StoreFault::DiskFull, "the room held back for a full disk is used"));
    auto done = writer->write(batch);
    if (done || faultOf(done.error()) != StoreFault::DiskFull || !ballast.release()) return done;
    done = writer->write(batch);
    isLatched = done.has_value();
    base::log(base::LogLevel::Error, "the disk is full; the room held back has been given to the last batch",
              {{"written", isLatched ? "yes" : "no"}});
    return done;
}

SqliteJournal::SqliteJournal(DataDirectory& directory, SqliteOptions options)
    : m_impl(std::make_unique<Impl>(directory, options))
{}

SqliteJournal::~SqliteJournal() = default;

base::Expected<ledger::Loaded, base::Error> SqliteJournal::load()
{
    if (auto done = m_impl->open(); !done) return base::Unexpected(done.error());
    m_impl->isLatched = false;
    m_impl->ballast.hold();
    return m_impl->load();
}

base::Expected<void, base::Error> SqliteJournal::commit(const ledger::Batch& batch)
{
    m_impl->snapshot.reset();
    if (auto done = m_impl->write(batch); !done) return done;
    StoreProgress& progress = m_impl->directory.progress();
    ledger::TransferSeq last = progress.committedSeq;
    for (const ledger::Change& change : batch.changes) {
        if (const auto* put = std::get_if<ledger::ParticipantPut>(&change))
            m_impl->names.put(put->participant);
        if (const auto* received = std::get_if<ledger::TransferReceived>(&change)) last = received->seq;
    }
    progress.committedSeq = last;
    progress.writtenBytes += m_impl->writer->lastBytes();
    return {};
}

base::Expected<std::optional<ledger::TransferRecord>, base::Error>
SqliteJournal::find(const domain::CorrelationId& id)
{
    if (auto done = m_impl->refreshSnapshot(); !done) return base::Unexpected(done.error());
    HUB_TRY(const auto seq, m_impl->rows->indexedSeqOf(id));
    if (!seq) return std::optional<ledger::TransferRecord>();
    HUB_TRY(const ledger::TransferReceived transfer, m_impl->rows->transfer(*seq));
    HUB_TRY(ledger::TransferRecord record, m_impl->rows->record(transfer, m_impl->reach));
    record.payer = m_impl->names.idOf(transfer.payer);
    record.payee = m_impl->names.idOf(transfer.payee);
    return std::optional(record);
}

base::Expected<std::optional<ledger::Bulk>, base::Error>
SqliteJournal::findBulk(const domain::CorrelationId& id)
{
    return readBulk(*m_impl->connection, id);
}

base::Expected<std::optional<ledger::Notice>, base::Error>
SqliteJournal::findDeadLetter(ledger::OutboxSeq seq)
{
    if (auto done = m_impl->refreshSnapshot(); !done) return base::Unexpected(done.error());
    return readDeadLetter(*m_impl->rows, seq);
}

ledger::TransferSeq SqliteJournal::indexedUpTo() const
{
    m_impl->told = m_impl->directory.progress().indexedSeq;
    return m_impl->told;
}

bool SqliteJournal::mayRecover(const base::Error& error) const
{
    return store::mayRecover(error);
}

base::Expected<void, base::Error> SqliteJournal::probe()
{
    return m_impl->probe();
}

} // namespace hub::store
