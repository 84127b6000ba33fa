#include "core/store/memory/memory_store.h"
#include "core/store/reader_threads.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>

using namespace hub;

/// Work runs on the reader threads, the queue has its bound, a stop loses nothing.
class TestReaderThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workRunsAndIsBounded();
};

void TestReaderThreads::workRunsAndIsBounded()
{
    store::MemoryStore data;
    store::ReaderThreads threads([&data] { return std::make_unique<store::MemoryReader>(data); }, 2, 3);
    QVERIFY(!threads.read([](ledger::LedgerReader&) {})); // Not started.
    threads.start();
    QSemaphore entered;
    QSemaphore leave;
    std::atomic<int> done{0};
    const auto work = [&](ledger::LedgerReader& reader) {
        entered.release();
        leave.acquire();
        done += reader.windows(ledger::WindowFilter()).has_value() ? 1 : 0;
    };
    QVERIFY(threads.read(work) && threads.read(work));
    QVERIFY(entered.tryAcquire(2, 5000)); // Both threads are busy.
    QVERIFY(threads.read(work) && threads.read(work) && threads.read(work));
    QVERIFY(!threads.read(work));
    QCOMPARE(threads.waiting(), std::size_t{3});
    leave.release(5);
    threads.stop();
    QCOMPARE(done.load(), 5);
    QVERIFY(!threads.read(work));
}

QTEST_APPLESS_MAIN(TestReaderThreads)
#include "tst_reader_threads.moc"
