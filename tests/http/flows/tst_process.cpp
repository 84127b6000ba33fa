#include "tests/support/blackbox/scheme.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace hub::blackbox;

/// hubdeckd as a program: ready line, exit codes, refusals at start (reliability 2.1, decision 2).
class TestProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secondHubOnTheSameDataIsRefused();
    void wrongOptionsEndWithUsage();
    void wrongSettingsEndWithConfig();
    void bindingBeyondLoopbackNeedsTlsOrInsecure();
    void corruptedLedgerIsNotStarted();
    void bothListenersAreHealthy();
    void metricsAreText();

private:
    static int run(const QStringList& arguments)
    {
        QProcess process;
        process.start(QStringLiteral(HUB_BINARY_DIR "/bin/hubdeckd"), arguments);
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 15'000)) {
            process.kill();
            process.waitForFinished();
            return -1;
        }
        return process.exitCode();
    }
};

void TestProcess::secondHubOnTheSameDataIsRefused()
{
    HubProcess hub;
    QVERIFY(hub.start());
    QCOMPARE(
        run({QStringLiteral("--data"), hub.dataDirectory(), QStringLiteral("--fspiop"),
             QStringLiteral("127.0.0.1:0"), QStringLiteral("--operator"), QStringLiteral("127.0.0.1:0")}),
        69);
    QCOMPARE(callJson("GET", hub.operatorApi(QStringLiteral("/health"))).status, 200);
}

void TestProcess::wrongOptionsEndWithUsage()
{
    QCOMPARE(run({}), 64);
    QCOMPARE(run({QStringLiteral("--no-such-option")}), 64);
    QCOMPARE(run({QStringLiteral("--data")}), 64);
    QCOMPARE(run({QStringLiteral("--data"), QStringLiteral("x"), QStringLiteral("--fspiop"),
                  QStringLiteral("nonsense")}),
             64);
    QCOMPARE(run({QStringLiteral("--help")}), 0);
    QCOMPARE(run({QStringLiteral("--version")}), 0);
}

void TestProcess::wrongSettingsEndWithConfig()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("hub.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("ledger.queueMax = lots\n");
    file.close();
    QCOMPARE(run({QStringLiteral("--data"), directory.filePath(QStringLiteral("d")),
                  QStringLiteral("--config"), file.fileName()}),
             78);
    QVERIFY(!QDir(directory.filePath(QStringLiteral("d"))).exists());
}

void TestProcess::bindingBeyondLoopbackNeedsTlsOrInsecure()
{
    QTemporaryDir directory;
    QCOMPARE(run({QStringLiteral("--data"), directory.filePath(QStringLiteral("d")),
                  QStringLiteral("--fspiop"), QStringLiteral("0.0.0.0:0")}),
             78);
    HubProcess hub;
    QVERIFY(hub.start(
        {}, {QStringLiteral("--fspiop"), QStringLiteral("0.0.0.0:0"), QStringLiteral("--insecure")}));
    QVERIFY(hub.log().contains("insecure"));
}

void TestProcess::corruptedLedgerIsNotStarted()
{
    HubProcess hub;
    QVERIFY(hub.start());
    QCOMPARE(hub.terminate(), 0);
    QFile file(hub.dataDirectory() + QStringLiteral("/ledger.db"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(100));
    file.write(QByteArray(4000, '\x5a'));
    file.close();
    QVERIFY(!hub.start());
    QCOMPARE(hub.waitForExit(), 65);
}

void TestProcess::bothListenersAreHealthy()
{
    HubProcess hub;
    QVERIFY(hub.start());
    for (const QUrl& url :
         {hub.fspiop(QStringLiteral("/health")), hub.operatorApi(QStringLiteral("/health"))}) {
        const Reply reply = call("GET", url);
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.body.contains("\"status\":\"OK\""));
        QVERIFY(reply.body.contains("\"services\":[{"));
    }
}

void TestProcess::metricsAreText()
{
    HubProcess hub;
    QVERIFY(hub.start());
    const Reply reply = call("GET", hub.operatorApi(QStringLiteral("/metrics")));
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.header("content-type").startsWith("text/plain"));
    QVERIFY(reply.body.contains("# TYPE"));
}

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
