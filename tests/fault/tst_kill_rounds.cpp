#include "tests/support/blackbox/http_call.h"
#include "tests/support/blackbox/hub_process.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTcpServer>
#include <QTest>

using namespace hub::blackbox;

/// Promises P1 to P4 of docs/architecture.md under SIGKILL: hubdeckd is killed at random moments while
/// hubdeck-sim drives transfers and keeps a journal of what was acknowledged to it; at the end the journal is
/// held against the hub.
class TestKillRounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAcknowledgedIsLost();

private:
    struct Sworn
    {
        QSet<QByteArray> prepared;  ///< 202 seen
        QSet<QByteArray> fulfilled; ///< 200 seen
        QSet<QByteArray> committed; ///< payer's callback seen
        QSet<QByteArray> failed;    ///< error callback seen
    };
    static Sworn readJournal(const QString& path);
    void checkTransfers(HubProcess& hub, const Sworn& sworn);
};

/// A free one below the ports that the system gives to outgoing connections: those may take the hub's own
/// while it is down.
static QString freeAddress()
{
    QTcpServer probe;
    quint16 port = 0;
    while (!probe.isListening()) {
        port = static_cast<quint16>(QRandomGenerator::global()->bounded(20'000, 32'000));
        probe.listen(QHostAddress::LocalHost, port);
    }
    return QStringLiteral("127.0.0.1:%1").arg(port);
}

TestKillRounds::Sworn TestKillRounds::readJournal(const QString& path)
{
    Sworn sworn;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return sworn;
    while (!file.atEnd()) {
        const QList<QByteArray> words = file.readLine().trimmed().split(' ');
        if (words.size() < 3) continue;
        if (words[1] == "PREPARE-ACK") sworn.prepared.insert(words[2]);
        if (words[1] == "FULFIL-ACK") sworn.fulfilled.insert(words[2]);
        if (words[1] == "COMMIT") sworn.committed.insert(words[2]);
        if (words[1].startsWith("ERROR")) sworn.failed.insert(words[2]);
    }
    return sworn;
}

void TestKillRounds::checkTransfers(HubProcess& hub, const Sworn& sworn)
{
    // Everything by one walk through the search: newest first, by page key.
    QHash<QByteArray, QByteArray> states;
    QString next;
    for (int page = 0; page < 100'000; ++page) {
        const Reply reply = callJson(
            "GET", hub.operatorApi(QStringLiteral("/hub/v1/transfers?kind=PAYMENT&limit=1000") +
                                   (next.isEmpty() ? QString() : QStringLiteral("&before=") + next)));
        QCOMPARE(reply.status, 200);
        const QJsonObject body = reply.json().object();
        const QJsonArray rows = body.value(QStringLiteral("transfers")).toArray();
        for (const auto& row : rows)
            states.insert(row.toObject().value(QStringLiteral("transferId")).toString().toLatin1(),
                          row.toObject().value(QStringLiteral("state")).toString().toLatin1());
        if (!body.value(QStringLiteral("next")).isDouble()) break;
        next = QString::number(body.value(QStringLiteral("next")).toInteger());
    }
    int lost = 0;
    int stuck = 0;
    int untold = 0;
    for (const QByteArray& id : sworn.prepared)
        if (!states.contains(id)) ++lost;
    for (const QByteArray& id : sworn.committed)
        if (states.value(id) != "COMMITTED") ++lost;
    for (auto it = states.cbegin(); it != states.cend(); ++it) {
        if (it.value() == "RESERVED" || it.value() == "RECEIVED_PREPARE") ++stuck;
        if (it.value() == "COMMITTED" && !sworn.committed.contains(it.key())) ++untold;
    }
    qInfo("transfers %lld, acknowledged prepares %lld, commits told %lld: lost %d, stuck %d, untold %d",
          static_cast<long long>(states.size()), static_cast<long long>(sworn.prepared.size()),
          static_cast<long long>(sworn.committed.size()), lost, stuck, untold);
    QCOMPARE(lost, 0);
    QCOMPARE(stuck, 0);
    QCOMPARE(untold, 0);
}

void TestKillRounds::nothingAcknowledgedIsLost()
{
    const int rounds =
        qEnvironmentVariableIsSet("HUB_KILL_ROUNDS") ? qEnvironmentVariableIntValue("HUB_KILL_ROUNDS") : 5;
    HubProcess hub;
    const QStringList fixedPorts{QStringLiteral("--fspiop"), freeAddress(), QStringLiteral("--operator"),
                                 freeAddress()};
    QVERIFY2(hub.start({}, fixedPorts), hub.log().right(800).constData());
    const QString journal = hub.dataDirectory() + QStringLiteral(".journal");
    QProcess sim;
    sim.setProcessChannelMode(QProcess::SeparateChannels);
    sim.start(QStringLiteral(HUB_BINARY_DIR "/bin/hubdeck-sim"),
              {QStringLiteral("load"), QStringLiteral("--fspiop"), hub.fspiop({}).toString(),
               QStringLiteral("--operator"), hub.operatorApi({}).toString(), QStringLiteral("--inflight"),
               QStringLiteral("64"), QStringLiteral("--rate"), QStringLiteral("400"),
               QStringLiteral("--seconds"), QStringLiteral("100000"), QStringLiteral("--expiry"),
               QStringLiteral("5"), QStringLiteral("--journal"), journal, QStringLiteral("--survive"),
               QStringLiteral("--json"), QStringLiteral("--quiet")});
    QVERIFY(sim.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(readJournal(journal).committed.size() > 50, 30'000);

    qint64 slowest = 0;
    for (int round = 0; round < rounds; ++round) {
        QTest::qWait(static_cast<int>(QRandomGenerator::global()->bounded(20, 500)));
        hub.kill();
        QElapsedTimer timer;
        timer.start();
        QVERIFY2(hub.start({}, fixedPorts), hub.log().right(800).constData()); // QtTest cuts long texts.
        slowest = std::max(slowest, timer.elapsed());
        QVERIFY2(sim.state() == QProcess::Running, "the simulator gave up");
    }
    qInfo("%d kills, slowest restart to ready %lld ms", rounds, static_cast<long long>(slowest));

    sim.terminate();
    QVERIFY(QTest::qWaitFor([&] { return sim.state() == QProcess::NotRunning; }, 120'000));
    const QJsonObject report =
        QJsonDocument::fromJson(sim.readAllStandardOutput().trimmed().split('\n').last()).object();
    QVERIFY2(!report.isEmpty(), sim.readAllStandardError().constData());
    QVERIFY2(report.value(QStringLiteral("positionsOk")).toBool(),
             QJsonDocument(report).toJson().constData());
    // What is still open expires within its 5 s + 1 s; then nothing may be left between the states.
    QTest::qWait(6500);
    checkTransfers(hub, readJournal(journal));
    QCOMPARE(hub.terminate(), 0);
}

QTEST_GUILESS_MAIN(TestKillRounds)
#include "tst_kill_rounds.moc"
