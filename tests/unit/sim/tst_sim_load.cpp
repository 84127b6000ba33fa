#include "tests/unit/sim/null_relay.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <thread>

using namespace hub::sim::test;

namespace {

// A relay on a thread of its own for as long as it is in scope.
class RunningRelay
{
public:
    explicit RunningRelay(RelayFaults faults = {})
        : m_relay(faults)
    {
        m_isListening = m_relay.listen(0, 0);
        m_thread = std::thread([this] { serve(); });
    }
    ~RunningRelay()
    {
        m_isStopping = true;
        m_thread.join();
    }
    bool isListening() const { return m_isListening; }
    void interrupt() { m_isInterrupted = true; }
    QStringList addresses() const
    {
        return {QStringLiteral("--fspiop"), QString::fromStdString(m_relay.fspiopUrl()),
                QStringLiteral("--operator"), QString::fromStdString(m_relay.operatorUrl())};
    }

private:
    void serve()
    {
        while (!m_isStopping) {
            m_relay.turn(10'000);
            if (!m_isInterrupted.exchange(false)) continue;
            m_relay.stopListening();
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            m_isListening = m_relay.listenAgain();
        }
    }

    NullRelay m_relay;
    std::atomic<bool> m_isListening = false;
    std::atomic<bool> m_isStopping = false;
    std::atomic<bool> m_isInterrupted = false;
    std::thread m_thread;
};

struct Outcome
{
    int code = -1;
    QJsonObject report;
    int lines = 0;
    QByteArray errors;
};

Outcome finish(QProcess& program)
{
    Outcome outcome;
    if (!program.waitForFinished(60'000)) return outcome;
    outcome.code = program.exitCode();
    outcome.errors = program.readAllStandardError();
    const QByteArray out = program.readAllStandardOutput();
    outcome.lines = static_cast<int>(out.count('\n'));
    outcome.report = QJsonDocument::fromJson(out).object();
    return outcome;
}

Outcome run(const QStringList& words)
{
    QProcess program;
    program.start(QStringLiteral(HUB_SIM_PROGRAM), words);
    return finish(program);
}

QStringList load(const RunningRelay& relay, const QStringList& more)
{
    return QStringList{QStringLiteral("load"), QStringLiteral("--json")} + relay.addresses() + more;
}

} // namespace

/// The program against a relay that does what it is told to do wrong.
class TestSimLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanRun();
    void pacedRun();
    void repeatedDeliveriesAreCounted();
    void forgottenPositionIsFound();
    void refusalsAreCounted();
    void lostAnswersAreSentAgain();
    void survivesAnInterruption();
    void demoMovesMoney();
    void usageErrors();
    void noHub();
};

void TestSimLoad::cleanRun()
{
    const RunningRelay relay;
    QVERIFY(relay.isListening());
    QTemporaryDir folder;
    const QString journal = folder.filePath(QStringLiteral("journal"));
    const Outcome outcome =
        run(load(relay, {QStringLiteral("--transfers"), QStringLiteral("2000"), QStringLiteral("--inflight"),
                         QStringLiteral("16"), QStringLiteral("--journal"), journal}));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(outcome.lines, 1);
    const QJsonObject& report = outcome.report;
    QCOMPARE(report[QLatin1String("transfers")].toInt(), 2000);
    QCOMPARE(report[QLatin1String("outstanding")].toInt(-1), 0);
    QCOMPARE(report[QLatin1String("duplicates")].toInt(-1), 0);
    QVERIFY(report[QLatin1String("errors")].toObject().isEmpty());
    QCOMPARE(report[QLatin1String("positionsChecked")].toInt(), 4);
    QVERIFY(report[QLatin1String("positionsOk")].toBool());
    QVERIFY(report[QLatin1String("p50Ms")].toDouble() > 0);
    QVERIFY(report[QLatin1String("p99Ms")].toDouble() <= report[QLatin1String("maxMs")].toDouble());
    QFile file(journal);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray lines = file.readAll();
    QCOMPARE(lines.count(" COMMIT "), 2000);
    QCOMPARE(lines.count(" PREPARE-ACK "), 2000);
    // The run ends with the last commit; the answer to that fulfil may still be on its way.
    QVERIFY(lines.count(" FULFIL-ACK ") >= 2000 - 64);
    // What the same hub has moved before is no difference of a second run.
    QCOMPARE(run(load(relay, {QStringLiteral("--transfers"), QStringLiteral("50")})).code, 0);
}

void TestSimLoad::pacedRun()
{
    const RunningRelay relay;
    const Outcome outcome = run(load(relay, {QStringLiteral("--rate"), QStringLiteral("200"),
                                             QStringLiteral("--seconds"), QStringLiteral("2")}));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const int transfers = outcome.report[QLatin1String("transfers")].toInt();
    QVERIFY2(transfers > 350 && transfers <= 401, qPrintable(QString::number(transfers)));
}

void TestSimLoad::repeatedDeliveriesAreCounted()
{
    const RunningRelay relay(RelayFaults{.repeatEvery = 5});
    const Outcome outcome = run(load(relay, {QStringLiteral("--transfers"), QStringLiteral("1000"),
                                             QStringLiteral("--inflight"), QStringLiteral("8")}));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QVERIFY(outcome.report[QLatin1String("duplicates")].toInt() > 100);
}

void TestSimLoad::forgottenPositionIsFound()
{
    const RunningRelay relay(RelayFaults{.forgetPositionOf = 999});
    const Outcome outcome = run(load(relay, {QStringLiteral("--transfers"), QStringLiteral("1000")}));
    QCOMPARE(outcome.code, 1);
    QVERIFY(!outcome.report[QLatin1String("positionsOk")].toBool(true));
    QCOMPARE(outcome.report[QLatin1String("differences")].toArray().size(), 2);
}

void TestSimLoad::refusalsAreCounted()
{
    const RunningRelay relay(RelayFaults{.refuseEvery = 100});
    const Outcome outcome = run(load(relay, {QStringLiteral("--transfers"), QStringLiteral("1000")}));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(outcome.report[QLatin1String("errors")].toObject()[QLatin1String("prepare 503")].toInt(), 10);
    QCOMPARE(outcome.report[QLatin1String("transfers")].toInt(), 990);
}

void TestSimLoad::lostAnswersAreSentAgain()
{
    const RunningRelay relay(RelayFaults{.dropEvery = 50});
    const Outcome outcome = run(load(relay, {QStringLiteral("--transfers"), QStringLiteral("1000")}));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(outcome.report[QLatin1String("transfers")].toInt(), 1000);
}

void TestSimLoad::survivesAnInterruption()
{
    RunningRelay relay;
    QProcess program;
    program.start(QStringLiteral(HUB_SIM_PROGRAM),
                  load(relay, {QStringLiteral("--seconds"), QStringLiteral("3"), QStringLiteral("--survive"),
                               QStringLiteral("--inflight"), QStringLiteral("32")}));
    QVERIFY(program.waitForStarted());
    QVERIFY(!program.waitForFinished(1'000));
    relay.interrupt();
    QVERIFY(!program.waitForFinished(800));
    relay.interrupt();
    const Outcome outcome = finish(program);
    QVERIFY2(outcome.code == 0, QJsonDocument(outcome.report).toJson().constData());
    QVERIFY(outcome.report[QLatin1String("errors")].toObject().isEmpty());
    QVERIFY(outcome.report[QLatin1String("resent")].toInt() > 0);
    QVERIFY(outcome.report[QLatin1String("transfers")].toInt() > 100);
}

void TestSimLoad::demoMovesMoney()
{
    const RunningRelay relay;
    QProcess program;
    program.start(QStringLiteral(HUB_SIM_PROGRAM),
                  QStringList{QStringLiteral("demo"), QStringLiteral("--rate"), QStringLiteral("40"),
                              QStringLiteral("--dfsps"), QStringLiteral("3")} +
                      relay.addresses());
    QByteArray out;
    const auto hasCommitted = [&] {
        out += program.readAllStandardOutput();
        return out.contains(" committed ") && out.contains("agricoop");
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasCommitted(), 20'000);
    program.terminate();
    QVERIFY(program.waitForFinished(20'000));
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(program.readAllStandardOutput().contains(" committed, "));
}

void TestSimLoad::usageErrors()
{
    const QStringList modes{QStringLiteral("load"), QStringLiteral("demo"), QStringLiteral("dfsp"),
                            QStringLiteral("oracle")};
    QCOMPARE(run({}).code, 64);
    QCOMPARE(run({QStringLiteral("other")}).code, 64);
    for (const QString& mode : modes) {
        QCOMPARE(run({mode}).code, 64);
        QCOMPARE(run({mode, QStringLiteral("--help")}).code, 0);
        QCOMPARE(run({mode, QStringLiteral("--listen"), QStringLiteral("x")}).code, 64);
    }
}

void TestSimLoad::noHub()
{
    const QString nowhere = QStringLiteral("http://127.0.0.1:1");
    QCOMPARE(run({QStringLiteral("load"), QStringLiteral("--fspiop"), nowhere, QStringLiteral("--operator"),
                  nowhere})
                 .code,
             69);
}

QTEST_GUILESS_MAIN(TestSimLoad)
#include "tst_sim_load.moc"
