#include "core/store/data_directory.h"
#include "core/store/row_bytes.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/migrator.h"
#include "core/store/sqlite/sqlite_journal.h"
#include "core/store/sqlite/sqlite_reader.h"
#include "tests/contract/store/store_cases.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hub;
using namespace hub::store_test;

/// Which settlements took a window: found by the window's number, however many came after, and also in data
/// that are older than the list.
class TestSettlementWindows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldWindowKeepsItsSettlements();
    void olderDataAreListed();
};

void TestSettlementWindows::oldWindowKeepsItsSettlements()
{
    QTemporaryDir folder;
    auto directory = store::DataDirectory::open(folder.filePath(QStringLiteral("data")));
    QVERIFY(directory.has_value());
    store::SqliteJournal journal(**directory);
    QVERIFY(journal.load().has_value());
    QVERIFY(journal.commit(registryBatch(2)));
    QVERIFY(journal.commit(settlementBatch(5))); // Settlement 1 took window 1.
    ledger::Batch later = emptyBatch(6);
    for (int id = 2; id <= ledger::SettlementFilter::kLimitMax + 1; ++id) {
        ledger::Settlement settlement;
        settlement.id = domain::SettlementId(id);
        settlement.model = domain::ModelId(1);
        settlement.state = domain::SettlementState::Aborted;
        settlement.createdAt = settlement.changedAt = at(6);
        settlement.contents = {{domain::ContentId(2), domain::WindowId(2)}};
        later.changes.emplace_back(ledger::SettlementPut{settlement, "anna"});
    }
    QVERIFY(journal.commit(later));
    store::SqliteReader reader(**directory);
    ledger::WindowFilter filter;
    filter.id = domain::WindowId(1);
    const auto found = reader.windows(filter);
    QVERIFY(found.has_value() && found->size() == 1);
    QCOMPARE(found->front().settlements, std::vector<domain::SettlementId>{domain::SettlementId(1)});
    filter.id = domain::WindowId(2);
    const auto newer = reader.windows(filter);
    QCOMPARE(newer->front().settlements.size(), std::size_t(ledger::SettlementFilter::kLimitMax));
    QCOMPARE(newer->front().settlements.front(), domain::SettlementId(2));
}

void TestSettlementWindows::olderDataAreListed()
{
    QTemporaryDir folder;
    const auto connection = store::Connection::open(folder.filePath(QStringLiteral("ledger.db")),
                                                    store::ConnectionUse::WriteDurable);
    QVERIFY(connection.has_value());
    const auto all = store::builtInMigrations(QStringLiteral("ledger"));
    auto before = all;
    std::erase_if(before, [](const auto& one) { return one.name >= QLatin1String("0009"); });
    QVERIFY(store::migrate(**connection, before).has_value());
    // Numbers of one byte and of several, several windows in one settlement, two settlements of one window.
    const std::vector<std::vector<std::int64_t>> windows{
        {1}, {1, 63, 64}, {8191, 8192}, {1'234'567'890'123}, {}};
    std::vector<std::pair<std::int64_t, std::int64_t>> wanted;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        store::ByteWriter contents;
        const auto id = static_cast<std::int64_t>(i) + 1;
        for (const auto window : windows[i]) {
            contents.integer(window * 3).integer(window);
            wanted.emplace_back(window, id);
            QVERIFY((*connection)
                        ->run(QStringLiteral("INSERT OR IGNORE INTO windows (id, state, reason, created_at, "
                                             "changed_at) VALUES (%1, 3, '', 0, 0)")
                                  .arg(window))
                        .has_value());
        }
        store::Statement put(**connection,
                             "INSERT INTO settlements (id, model, state, reason, created_by, "
                             "created_at, changed_at, contents, crc) VALUES (?, 1, 1, '', '', 0, "
                             "0, ?, 0)");
        QVERIFY(put.bind(id).bindBytes(contents.bytes()).exec().has_value());
    }
    const auto done = store::migrate(**connection, all);
    QVERIFY2(done.has_value(), done ? "" : done.error().detail.c_str());
    std::sort(wanted.begin(), wanted.end());
    std::vector<std::pair<std::int64_t, std::int64_t>> listed;
    store::Statement row(**connection,
                         "SELECT window, settlement FROM settlement_windows ORDER BY window, settlement");
    QVERIFY(row.exec().has_value());
    while (row.next())
        listed.emplace_back(row.integer(0), row.integer(1));
    QCOMPARE(listed, wanted);
}

QTEST_GUILESS_MAIN(TestSettlementWindows)
#include "tst_settlement_windows.moc"
