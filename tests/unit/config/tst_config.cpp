#include "core/config/config.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hub::config;

class TestConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDefaultFitsItsRow();
    void fileOverDefaultsEnvironmentOverFile();
    void everyProblemIsNamedWithItsPlace();
    void hostPort();
    void documentationIsFresh();
};

void TestConfig::everyDefaultFitsItsRow()
{
    Config config;
    for (const auto& row : keyTable()) {
        const auto done = config.set(row.key, std::string(row.defaultText));
        QVERIFY2(done.has_value(), row.name.data());
        QVERIFY2(!row.help.empty(), row.name.data());
    }
}

void TestConfig::fileOverDefaultsEnvironmentOverFile()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("hub.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# a comment\nledger.queueMax = 100\r\nswitch.hubName=Central\nledger.batchMax = 7\n");
    file.close();
    qputenv("HUB_LEDGER_BATCHMAX", "9");
    Config config;
    QVERIFY(config.readFile(file.fileName()).empty());
    QVERIFY(config.readEnvironment().empty());
    qunsetenv("HUB_LEDGER_BATCHMAX");
    QCOMPARE(config.integer(Key::LedgerQueueMax), 100);
    QCOMPARE(config.integer(Key::LedgerBatchMax), 9);
    QCOMPARE(config.text(Key::SwitchHubName), std::string("Central"));
    QCOMPARE(config.integer(Key::HttpThreads), 1);
}

void TestConfig::everyProblemIsNamedWithItsPlace()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("hub.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("ledger.queueMax = many\nno such line\nledger.unknown = 1\nledger.batchMax = 0\n"
               "jws.sign = yes\nswitch.contentVersion = 3.0\nswitch.amountMax = 1.00001\n");
    file.close();
    Config config;
    const auto problems = config.readFile(file.fileName());
    QCOMPARE(problems.size(), std::size_t(7));
    QVERIFY(problems[0].where.find(":1") != std::string::npos);
    QVERIFY(problems[2].text.find("ledger.unknown") != std::string::npos);
    QCOMPARE(config.integer(Key::LedgerQueueMax), 8192);
    QCOMPARE(config.readFile(dir.filePath(QStringLiteral("absent"))).size(), std::size_t(1));
}

void TestConfig::hostPort()
{
    QVERIFY(HostPort::parse("127.0.0.1:0").value().isLoopback());
    QVERIFY(HostPort::parse("localhost:3000").value().isLoopback());
    QVERIFY(HostPort::parse("[::1]:3000").value().isLoopback());
    QVERIFY(!HostPort::parse("0.0.0.0:3000").value().isLoopback());
    for (const char* bad :
         {"3000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:70000", "example.org:80", "127.0.0.1:-1"})
        QVERIFY2(!HostPort::parse(bad), bad);
}

void TestConfig::documentationIsFresh()
{
    QFile file(QStringLiteral(HUB_SOURCE_DIR "/docs/configuration.md"));
    const QByteArray wanted = QByteArray::fromStdString(configurationMarkdown());
    if (qEnvironmentVariableIsSet("HUB_UPDATE_DOCS")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(wanted);
        file.close();
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), wanted);
}

QTEST_APPLESS_MAIN(TestConfig)
#include "tst_config.moc"
