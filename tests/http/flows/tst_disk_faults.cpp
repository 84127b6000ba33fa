#include "tests/support/blackbox/scheme.h"

#include <QFile>
#include <QTest>

#include <cerrno>

using namespace hub::blackbox;

/// A disk that fails, a disk that is full, a system that gives no memory (reliability rows 7, 8, 28): what
/// the real program does and which code it ends with.
class TestDiskFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void failedWriteEndsTheHub();
    void fullDiskFinishesWhatIsInHand();
    void refusedMemoryHasItsOwnCode();

private:
    struct Hub
    {
        HubProcess process;
        Scheme scheme{process};
        Payment payment() const
        {
            return scheme.payment(QStringLiteral("payerfsp"), QStringLiteral("payeefsp"));
        }
    };
    /// A scheme whose hub's writes into the ledger's log fail with `error` once fail() has been called.
    bool begin(Hub& hub, int error);
    bool fail() { return QFile(trigger()).open(QIODevice::WriteOnly); }
    QString trigger() const { return m_folder.filePath(QStringLiteral("fails")); }
    QTemporaryDir m_folder;
};

bool TestDiskFaults::begin(Hub& hub, int error)
{
    qputenv("LD_PRELOAD", HUB_BINARY_DIR "/tests/failing_io.so");
    qputenv("HUB_FAIL_FILE", "ledger.db-wal");
    qputenv("HUB_FAIL_WHEN", trigger().toUtf8());
    qputenv("HUB_FAIL_WHILE", hub.process.dataDirectory().toUtf8() + (error == ENOSPC ? "/ballast" : ""));
    qputenv("HUB_FAIL_ERRNO", QByteArray::number(error));
    const bool isUp =
        hub.process.start({QStringLiteral("store.ballastMiB = 1"), QStringLiteral("store.resumeFreeMiB = 1"),
                           QStringLiteral("store.resumeAfterMs = 200")});
    qunsetenv("LD_PRELOAD"); // This test's own child only.
    return isUp && hub.scheme.prepare() && hub.scheme.add(QStringLiteral("payerfsp")) != nullptr &&
           hub.scheme.add(QStringLiteral("payeefsp")) != nullptr;
}

void TestDiskFaults::initTestCase()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("the sanitizer takes address space without bound and must be the first that is preloaded");
#endif
}

void TestDiskFaults::cleanup()
{
    QFile::remove(trigger());
}

void TestDiskFaults::failedWriteEndsTheHub()
{
    Hub hub;
    QVERIFY2(begin(hub, EIO), hub.process.log().constData());
    const Payment before = hub.payment();
    QCOMPARE(hub.scheme.prepareTransfer(before).status, 202);
    QVERIFY(fail());
    const Payment lost = hub.payment();
    QVERIFY(hub.scheme.prepareTransfer(lost).status != 202);
    QCOMPARE(hub.process.waitForExit(), 74);
    // The disk works again: what was acknowledged is there, what was not is not.
    QVERIFY(QFile::remove(trigger()));
    QVERIFY2(hub.process.start(), hub.process.log().constData());
    QCOMPARE(hub.scheme.position(QStringLiteral("payerfsp")), QStringLiteral("100"));
    QCOMPARE(hub.scheme.prepareTransfer(lost).status, 202);
    QCOMPARE(hub.process.terminate(), 0);
}

void TestDiskFaults::fullDiskFinishesWhatIsInHand()
{
    Hub hub;
    QVERIFY2(begin(hub, ENOSPC), hub.process.log().constData());
    const QString ballast = hub.process.dataDirectory() + QStringLiteral("/ballast");
    if (!QFile::exists(ballast)) QSKIP("this file system cannot hold room back");
    QCOMPARE(QFile(ballast).size(), 1 << 20);
    QVERIFY(fail());
    const Payment last = hub.payment();
    QCOMPARE(hub.scheme.prepareTransfer(last).status, 202);
    QVERIFY(!QFile::exists(ballast));
    const Reply refused = hub.scheme.prepareTransfer(hub.payment());
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.errorCode(), QStringLiteral("2003"));
    QCOMPARE(hub.scheme.position(QStringLiteral("payerfsp")), QStringLiteral("100"));
    // There is room in truth: the hub goes on by itself and holds some back again.
    QVERIFY(QFile::remove(trigger()));
    QVERIFY(QTest::qWaitFor(
        [&] { return call("GET", hub.process.fspiop(QStringLiteral("/health"))).status == 200; }, 10'000));
    QVERIFY(QFile::exists(ballast));
    QCOMPARE(hub.scheme.fulfil(last).status, 200);
    QCOMPARE(hub.process.terminate(), 0);
    QVERIFY(!QFile::exists(ballast));
}

void TestDiskFaults::refusedMemoryHasItsOwnCode()
{
    QTemporaryDir folder;
    QProcess process;
    // Enough to load the program, not enough for its threads and caches.
    process.start(
        QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"),
         QStringLiteral("ulimit -v 200000; exec '%1' --data '%2' --fspiop 127.0.0.1:0 --operator "
                        "127.0.0.1:0")
             .arg(QStringLiteral(HUB_BINARY_DIR "/bin/hubdeckd"), folder.filePath(QStringLiteral("data")))});
    QVERIFY(process.waitForFinished(20'000));
    const QByteArray log = process.readAllStandardError();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit, log.constData());
    QVERIFY2(process.exitCode() == 71, (QByteArray::number(process.exitCode()) + ' ' + log).constData());
    QVERIFY(log.contains("refuses"));
}

QTEST_GUILESS_MAIN(TestDiskFaults)
#include "tst_disk_faults.moc"
