#include "core/store/data_directory.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/events_store.h"
#include "core/store/sqlite/sqlite_reader.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hub;

namespace {

events::Span spanOf(std::uint64_t trace, std::uint64_t id, const std::string& subject)
{
    events::Span span;
    span.trace.bytes[0] = static_cast<std::uint8_t>(trace);
    span.trace.bytes[1] = static_cast<std::uint8_t>(trace >> 8);
    span.trace.bytes[15] = 1;
    span.id = id;
    span.startUs = static_cast<std::int64_t>(id);
    span.endUs = span.startUs + 1;
    span.name = "apply";
    span.subject = subject;
    return span;
}

} // namespace

/// Spans are found whether their row is indexed yet or not, old rows leave, a second run goes on.
class TestEventsStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foundWhileRunning();
    void oldRowsLeave();
};

void TestEventsStore::foundWhileRunning()
{
    QTemporaryDir folder;
    auto directory = store::DataDirectory::open(folder.filePath(QStringLiteral("data")));
    QVERIFY(directory.has_value());
    events::SpanBus bus(10'000);
    store::EventsOptions options;
    options.gather = std::chrono::milliseconds(1);
    options.flush = std::chrono::milliseconds(1);
    store::EventsStore writer(**directory, bus, options);
    store::SqliteReader reader(**directory);
    writer.start();
    for (std::uint64_t round = 0; round < 3; ++round) {
        for (std::uint64_t n = 0; n < 50; ++n)
            bus.record(spanOf(n, round * 100 + n, "s" + std::to_string(n)));
        QTRY_COMPARE(writer.written(), (round + 1) * 50);
        const auto spans = reader.spansOfSubject("s7");
        QVERIFY2(spans.has_value(), spans ? "" : spans.error().detail.c_str());
        QCOMPARE(spans->size(), round + 1);
    }
    writer.stop();
    QCOMPARE(reader.spansOfTrace(spanOf(7, 0, {}).trace)->size(), std::size_t{3});
    QCOMPARE(writer.failed(), 0ULL);
}

void TestEventsStore::oldRowsLeave()
{
    QTemporaryDir folder;
    auto directory = store::DataDirectory::open(folder.filePath(QStringLiteral("data")));
    store::EventsOptions options;
    options.rowsMax = 100;
    for (std::uint64_t run = 0; run < 5; ++run) {
        events::SpanBus bus(10'000);
        store::EventsStore writer(**directory, bus, options);
        for (std::uint64_t n = 0; n < 60; ++n)
            bus.record(spanOf(run * 60 + n, n, "x" + std::to_string(run)));
        writer.start();
        writer.stop();
    }
    store::SqliteReader reader(**directory);
    QCOMPARE(reader.spansOfSubject("x4")->size(), std::size_t{60});
    QVERIFY(reader.spansOfSubject("x0")->empty());
    auto connection = store::Connection::open((*directory)->eventsFile(), store::ConnectionUse::Read);
    for (const char* table : {"spans", "trace_index", "subject_index"}) {
        const auto rows =
            (*connection)->integer(QStringLiteral("SELECT count(*) FROM ") + QLatin1String(table));
        QVERIFY2(*rows <= 100, table);
    }
}

QTEST_GUILESS_MAIN(TestEventsStore)
#include "tst_events_store.moc"
