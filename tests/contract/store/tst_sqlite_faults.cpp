#include "core/store/data_directory.h"
#include "core/store/sqlite/batch_writer.h"
#include "core/store/sqlite/checkpointer.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/indexer.h"
#include "core/store/sqlite/ledger_head.h"
#include "core/store/sqlite/migrator.h"
#include "core/store/sqlite/sqlite_journal.h"
#include "core/store/sqlite/sqlite_reader.h"
#include "core/store/store_error.h"
#include "tests/contract/store/store_cases.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace hub;
using namespace hub::store_test;

namespace {

domain::Amount units(std::int64_t n)
{
    return domain::Amount::fromUnits(n);
}

/// Leaves a directory with `count` transfers, two thirds of them ended, and an audit row each.
void makeData(const QString& path, int count)
{
    auto directory = store::DataDirectory::open(path);
    QVERIFY2(directory.has_value(), directory ? "" : directory.error().detail.c_str());
    store::SqliteJournal journal(**directory);
    QVERIFY(journal.load().has_value());
    QVERIFY(journal.commit(registryBatch(3)));
    for (int n = 1; n <= count; ++n) {
        ledger::Batch batch = emptyBatch(n);
        const auto seq = static_cast<ledger::TransferSeq>(n);
        addPrepare(batch, seq, n % 3, (n + 1) % 3, units(n), 2 * seq);
        batch.changes.emplace_back(auditRow(n, "setLimit", "x"));
        QVERIFY(journal.commit(batch));
        if (n % 3 == 0) continue;
        ledger::Batch end = emptyBatch(n);
        addFulfil(end, seq, (n + 1) % 3, units(n), 2 * seq + 1);
        QVERIFY(journal.commit(end));
    }
}

/// Runs one statement on a database that nobody holds.
void tamper(const QString& file, const QString& sql)
{
    auto connection = store::Connection::open(file, store::ConnectionUse::WriteDurable);
    QVERIFY(connection.has_value());
    const auto done = (*connection)->run(sql);
    QVERIFY2(done.has_value(), done ? "" : done.error().detail.c_str());
}

/// How a start on the directory ends; None is a good start.
QString startOf(const QString& path)
{
    auto directory = store::DataDirectory::open(path);
    if (!directory) return QString::number(store::exitCodeOf(directory.error()));
    store::SqliteJournal journal(**directory);
    const auto loaded = journal.load();
    return loaded ? QStringLiteral("good") : QString::number(store::exitCodeOf(loaded.error()));
}

} // namespace

/// What a data directory that is held, old, new, cut or flipped does to a start.
class TestSqliteFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void secondOpenerIsRefused();
    void unwritableIsCannotCreate();
    void newerSchemaIsRefused();
    void changedMigrationIsRefused();
    void failedMigrationLeavesNothing();
    void flippedRowIsFound_data();
    void flippedRowIsFound();
    void brokenAuditChainIsFound();
    void lostTailIsFound();
    void lostIndexIsMadeAnew();
    void idsAreFoundWhileTheyMove();
    void foreignIndexIsMadeAnew();
    void copyTakenUnderWayOpens();
    void failedWriteChangesNothing();
    void diskFullIsTold();
    void lockIsWaitedForWithinBounds();
    void checkpointerBoundsTheLog();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("data")); }
    QString file(const char* name) const { return path() + QLatin1Char('/') + QLatin1String(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSqliteFaults::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestSqliteFaults::secondOpenerIsRefused()
{
    {
        auto first = store::DataDirectory::open(path());
        QVERIFY(first.has_value());
        const auto second = store::DataDirectory::open(path());
        QVERIFY(!second);
        QCOMPARE(store::faultOf(second.error()), store::StoreFault::InUse);
        QCOMPARE(store::exitCodeOf(second.error()), 69);
        const std::string pid = "pid " + std::to_string(QCoreApplication::applicationPid());
        QVERIFY2(second.error().detail.find(pid) != std::string::npos, second.error().detail.c_str());
        QVERIFY(QFile::exists((*first)->keysFolder()));
    }
    QCOMPARE(startOf(path()), QStringLiteral("good"));
}

void TestSqliteFaults::unwritableIsCannotCreate()
{
    QFile plain(path());
    QVERIFY(plain.open(QIODevice::WriteOnly)); // A file stands where the directory should be.
    plain.close();
    QCOMPARE(startOf(path()), QStringLiteral("73"));
    QCOMPARE(startOf(path() + QStringLiteral("/below")), QStringLiteral("73"));
}

void TestSqliteFaults::newerSchemaIsRefused()
{
    makeData(path(), 3);
    tamper(file("ledger.db"),
           QStringLiteral(
               "INSERT INTO schema_migrations (name, checksum, program) VALUES ('9999_later', 'x', '9')"));
    QCOMPARE(startOf(path()), QStringLiteral("66"));
}

void TestSqliteFaults::changedMigrationIsRefused()
{
    makeData(path(), 3);
    tamper(file("ledger.db"), QStringLiteral("UPDATE schema_migrations SET checksum = 'other'"));
    QCOMPARE(startOf(path()), QStringLiteral("66"));
}

void TestSqliteFaults::failedMigrationLeavesNothing()
{
    auto connection = store::Connection::open(m_folder->filePath(QStringLiteral("x.db")),
                                              store::ConnectionUse::WriteDurable);
    QVERIFY(connection.has_value());
    store::Migration good{
        QStringLiteral("0001_a"), QStringLiteral("CREATE TABLE a (x INTEGER);\n"), {}, QStringLiteral("c1")};
    store::Migration bad{QStringLiteral("0002_b"),
                         QStringLiteral("CREATE TABLE b (x INTEGER);\nINSERT INTO b VALUES (1);\n"),
                         QStringLiteral("SELECT 'row ' || x FROM b;\n"), QStringLiteral("c2")};
    const auto done = store::migrate(**connection, {good, bad});
    QVERIFY(!done);
    QVERIFY2(done.error().detail.find("row 1") != std::string::npos, done.error().detail.c_str());
    const QString tables = QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = '%1'");
    QCOMPARE(*(*connection)->integer(tables.arg(QStringLiteral("a"))), 1);
    QCOMPARE(*(*connection)->integer(tables.arg(QStringLiteral("b"))), 0);
    bad.after.clear();
    QVERIFY(store::migrate(**connection, {good, bad}).has_value());
    QVERIFY(store::migrate(**connection, {good, bad}).has_value());
}

void TestSqliteFaults::flippedRowIsFound_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("position") << QStringLiteral(
        "UPDATE positions SET value = value + 1048576 WHERE account = 11");
    QTest::newRow("reserved") << QStringLiteral(
        "UPDATE positions SET reserved = reserved + 1 WHERE account = 11");
    QTest::newRow("account") << QStringLiteral("UPDATE accounts SET is_active = 1 - is_active WHERE id = 10");
    QTest::newRow("limit") << QStringLiteral("UPDATE limits SET net_debit_cap = net_debit_cap * 2");
    QTest::newRow("open state") << QStringLiteral("UPDATE open_transfers SET state = 4 WHERE seq = 3");
    QTest::newRow("open amount") << QStringLiteral("UPDATE transfers SET amount = amount + 1 WHERE seq = 3");
    QTest::newRow("open payee") << QStringLiteral("UPDATE transfers SET payee = 'Dfsp9' WHERE seq = 3");
    QTest::newRow("tail state") << QStringLiteral("UPDATE transfer_states SET state = 2 WHERE state = 4");
    QTest::newRow("outbox") << QStringLiteral("UPDATE outbox SET destination = 'Dfsp9'");
}

void TestSqliteFaults::flippedRowIsFound()
{
    QFETCH(QString, sql);
    makeData(path(), 6);
    tamper(file("ledger.db"), sql);
    QCOMPARE(startOf(path()), QStringLiteral("65"));
}

void TestSqliteFaults::brokenAuditChainIsFound()
{
    makeData(path(), 6);
    tamper(file("ledger.db"), QStringLiteral("UPDATE audit SET reason = 'another' WHERE seq = 3"));
    QCOMPARE(startOf(path()), QStringLiteral("65"));
    tamper(file("ledger.db"), QStringLiteral("UPDATE audit SET reason = 'because' WHERE seq = 3"));
    QCOMPARE(startOf(path()), QStringLiteral("good"));
    tamper(file("ledger.db"), QStringLiteral("DELETE FROM audit WHERE seq = 2"));
    QCOMPARE(startOf(path()), QStringLiteral("65"));
}

void TestSqliteFaults::lostTailIsFound()
{
    makeData(path(), 6);
    {
        auto directory = store::DataDirectory::open(path());
        QVERIFY(directory.has_value());
        store::Checkpointer checkpointer(**directory);
        checkpointer.start();
        checkpointer.stop(); // Leaves the head file.
    }
    QVERIFY(QFile::exists(file("ledger.head")));
    QCOMPARE(startOf(path()), QStringLiteral("good"));
    tamper(file("ledger.db"), QStringLiteral("DELETE FROM audit WHERE seq = 6"));
    QCOMPARE(startOf(path()), QStringLiteral("65"));
}

void TestSqliteFaults::lostIndexIsMadeAnew()
{
    makeData(path(), 30);
    {
        auto directory = store::DataDirectory::open(path());
        QVERIFY(store::Indexer(**directory).step().has_value());
        QCOMPARE((*directory)->progress().indexedSeq.load(), 30U);
    }
    QFile index(file("index.db"));
    QVERIFY(index.open(QIODevice::WriteOnly));
    index.write(QByteArray(8192, 'x'));
    index.close();
    QCOMPARE(startOf(path()), QStringLiteral("good"));
    auto directory = store::DataDirectory::open(path());
    QCOMPARE((*directory)->progress().indexedSeq.load(), 0U);
    QVERIFY(store::Indexer(**directory).step().has_value());
    store::SqliteReader reader(**directory);
    const auto facts = reader.transfer(transferId(30));
    QVERIFY(facts && *facts);
}

/// The index keeps new ids in a small tree and moves them to the large one bit by bit.
void TestSqliteFaults::idsAreFoundWhileTheyMove()
{
    constexpr int kCount = 120;
    makeData(path(), kCount);
    auto directory = store::DataDirectory::open(path());
    store::IndexerOptions options;
    options.batchRows = 5;
    options.newIdsMax = 20;
    store::Indexer indexer(**directory, options);
    store::SqliteReader reader(**directory);
    auto index = store::Connection::open((*directory)->indexFile(), store::ConnectionUse::Read);
    const auto count = [&index](const char* rows) {
        return (*index)->integer(QStringLiteral("SELECT count(*) FROM ") + QLatin1String(rows)).value();
    };
    std::int64_t moved = 0;
    for (int step = 0; (*directory)->progress().indexedSeq < kCount; ++step) {
        QVERIFY(step < 10 * kCount && indexer.step().has_value());
        QCOMPARE(count("new_ids") + count("ids"),
                 static_cast<std::int64_t>((*directory)->progress().indexedSeq));
        QCOMPARE(count("new_ids JOIN ids USING (id)"), 0);
        moved = std::max(moved, count("ids"));
        for (int n = 1; n <= kCount; n += 7) {
            const auto facts = reader.transfer(transferId(n));
            QVERIFY2(facts && *facts, qPrintable(QString::number(n)));
        }
    }
    QVERIFY(moved > 0);
}

void TestSqliteFaults::foreignIndexIsMadeAnew()
{
    makeData(path(), 5);
    makeData(m_folder->filePath(QStringLiteral("other")), 3);
    QFile::remove(file("index.db"));
    QVERIFY(QFile::copy(m_folder->filePath(QStringLiteral("other/index.db")), file("index.db")));
    QCOMPARE(startOf(path()), QStringLiteral("good"));
}

// What kill -9 leaves: the files as they lie while the hub runs, the log not copied back.
void TestSqliteFaults::copyTakenUnderWayOpens()
{
    const QString copy = m_folder->filePath(QStringLiteral("copy"));
    QVERIFY(QDir().mkpath(copy));
    auto directory = store::DataDirectory::open(path());
    store::SqliteJournal journal(**directory);
    QVERIFY(journal.load().has_value());
    QVERIFY(journal.commit(registryBatch(3)));
    ledger::Batch batch = emptyBatch(1);
    addPrepare(batch, 1, 0, 1, units(10), 1);
    QVERIFY(journal.commit(batch));
    for (const char* name : {"ledger.db", "ledger.db-wal", "index.db", "index.db-wal"})
        QVERIFY(QFile::copy(file(name), copy + QLatin1Char('/') + QLatin1String(name)));
    auto other = store::DataDirectory::open(copy);
    QVERIFY2(other.has_value(), other ? "" : other.error().detail.c_str());
    store::SqliteJournal again(**other);
    const auto loaded = again.load();
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().detail.c_str());
    QCOMPARE(loaded->open.size(), 1U);
    QCOMPARE(loaded->outbox.size(), 1U);
    QCOMPARE(loaded->lastTransferSeq, 1U);
}

// A statement that fails in the middle of a batch: nothing of the batch stays, and the next one is whole.
void TestSqliteFaults::failedWriteChangesNothing()
{
    auto directory = store::DataDirectory::open(path());
    store::SqliteJournal journal(**directory);
    QVERIFY(journal.load().has_value());
    QVERIFY(journal.commit(registryBatch(3)));
    ledger::Batch first = emptyBatch(1);
    addPrepare(first, 1, 0, 1, units(10), 1);
    first.changes.emplace_back(auditRow(1, "a", "b"));
    QVERIFY(journal.commit(first));
    ledger::Batch bad = emptyBatch(2);
    bad.changes.emplace_back(auditRow(2, "a", "b"));
    addPrepare(bad, 2, 0, 1, units(10), 2);
    addPrepare(bad, 3, 0, 1, units(10), 1); // The outbox number is taken.
    QVERIFY(!journal.commit(bad));
    ledger::Batch next = emptyBatch(3);
    next.changes.emplace_back(auditRow(3, "a", "b"));
    addPrepare(next, 2, 0, 1, units(20), 2);
    QVERIFY(journal.commit(next));
    store::SqliteReader reader(**directory);
    QCOMPARE((*reader.transfer(transferId(2)))->received.amount, units(20));
    QVERIFY(!*reader.transfer(transferId(3)));
    QCOMPARE(reader.audit({})->size(), 2U);
}

void TestSqliteFaults::diskFullIsTold()
{
    auto directory = store::DataDirectory::open(path());
    auto connection = store::Connection::open((*directory)->ledgerFile(), store::ConnectionUse::WriteDurable);
    store::BatchWriter writer(**connection);
    QVERIFY(writer.start().has_value());
    // A page limit is SQLite's own way to be full.
    const auto pages = (*connection)->integer(QStringLiteral("PRAGMA page_count"));
    QVERIFY((*connection)->run(QStringLiteral("PRAGMA max_page_count = %1").arg(*pages + 20)).has_value());
    std::optional<base::Error> error;
    for (std::uint64_t n = 1; n < 500 && !error; ++n) {
        ledger::Batch batch = emptyBatch(1);
        addPrepare(batch, n, 0, 1, units(10), n);
        if (const auto done = writer.write(batch); !done) error = done.error();
    }
    QVERIFY(error.has_value());
    QCOMPARE(store::faultOf(*error), store::StoreFault::DiskFull);
    QVERIFY((*connection)->run(QStringLiteral("PRAGMA max_page_count = 100000")).has_value());
    ledger::Batch batch = emptyBatch(1);
    addPrepare(batch, 1000, 0, 1, units(10), 1000);
    QVERIFY(writer.write(batch).has_value());
}

// A connection gives up after as long as it was told to, and takes the lock as soon as it is free.
void TestSqliteFaults::lockIsWaitedForWithinBounds()
{
    auto directory = store::DataDirectory::open(path());
    store::ConnectionOptions brief;
    brief.busyMs = 5;
    const auto use = store::ConnectionUse::WriteDurable;
    auto holder = store::Connection::open((*directory)->ledgerFile(), use);
    auto waiting = store::Connection::open((*directory)->ledgerFile(), use, brief);
    const auto begin = QStringLiteral("BEGIN IMMEDIATE");
    auto held = store::Transaction::begin(**holder, begin);
    QVERIFY(held.has_value());
    const auto refused = store::Transaction::begin(**waiting, begin);
    QVERIFY(!refused.has_value());
    QCOMPARE(store::faultOf(refused.error()), store::StoreFault::CannotWrite);
    held->reset();
    QVERIFY(store::Transaction::begin(**waiting, begin).has_value());
}

void TestSqliteFaults::checkpointerBoundsTheLog()
{
    auto directory = store::DataDirectory::open(path());
    store::SqliteJournal journal(**directory);
    QVERIFY(journal.load().has_value());
    store::CheckpointerOptions options;
    options.pause = std::chrono::milliseconds(1);
    options.passiveBytes = 64 << 10;
    options.restartBytes = 256 << 10;
    options.truncateBytes = 1 << 20;
    store::Checkpointer checkpointer(**directory, options);
    checkpointer.start();
    for (std::uint64_t n = 0; n < 400; ++n) {
        ledger::Batch batch = emptyBatch(static_cast<std::int64_t>(n));
        for (std::uint64_t k = 1; k <= 20; ++k)
            addPrepare(batch, n * 20 + k, 0, 1, units(10), n * 20 + k);
        QVERIFY(journal.commit(batch));
    }
    const qint64 log = QFileInfo(file("ledger.db-wal")).size();
    QVERIFY2(log < (4 << 20), qPrintable(QString::number(log)));
    checkpointer.stop();
    QCOMPARE(QFileInfo(file("ledger.db-wal")).size(), 0);
}

QTEST_GUILESS_MAIN(TestSqliteFaults)
#include "tst_sqlite_faults.moc"
