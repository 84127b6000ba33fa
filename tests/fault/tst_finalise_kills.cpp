#include "tests/support/blackbox/finalise_day.h"

using namespace hub::blackbox;

/// The hub killed after every step of finalising, and at any moment: the same end state.
class TestFinaliseKills : public QObject, private FinaliseDay
{
    Q_OBJECT

private Q_SLOTS:
    void killedAfterEachStepEndsTheSame();
    void killedAtAnyMomentEndsTheSame_data();
    void killedAtAnyMomentEndsTheSame();
};

/// The hub dies after each step that a client can see, and goes on with the next one after its start.
void TestFinaliseKills::killedAfterEachStepEndsTheSame()
{
    const QStringList slow{QStringLiteral("settlement.finalisePauseMs = 200")};
    HubProcess hub;
    QVERIFY(hub.start(slow));
    Scheme scheme(hub);
    const int settlement = settle(scheme);
    QVERIFY(settlement > 0);
    QCOMPARE(finalise(hub, settlement, sheet(hub, settlement), ",\"increaseCaps\":true").status, 202);
    int done = -1;
    int kills = 0;
    while (jobState(hub, settlement) != QLatin1String("DONE")) {
        const bool isMoved = QTest::qWaitFor(
            [&] {
                const QJsonObject now = job(hub, settlement);
                return stepsDone(now) > done ||
                       now.value(QStringLiteral("state")) != QLatin1String("RUNNING");
            },
            5000);
        QVERIFY(isMoved);
        done = stepsDone(job(hub, settlement));
        hub.kill();
        ++kills;
        QVERIFY(kills < 40);
        QVERIFY(hub.start(slow));
    }
    // Recorded, reserved, two movements, three commits, settled, three caps.
    QVERIFY2(kills >= 8, qPrintable(QString::number(kills)));
    checkEnd(scheme, settlement);
    QString other;
    {
        HubProcess calm;
        QVERIFY(calm.start());
        Scheme twin(calm);
        const int id = settle(twin);
        QCOMPARE(finalise(calm, id, sheet(calm, id), ",\"increaseCaps\":true").status, 202);
        QVERIFY(waitForEnd(calm, id));
        other = endOf(twin, id);
    }
    QCOMPARE(endOf(scheme, settlement), other);
}

void TestFinaliseKills::killedAtAnyMomentEndsTheSame_data()
{
    QTest::addColumn<int>("afterMs");
    for (const int ms : {0, 3, 8, 15})
        QTest::newRow(qPrintable(QString::number(ms))) << ms;
}

void TestFinaliseKills::killedAtAnyMomentEndsTheSame()
{
    QFETCH(int, afterMs);
    HubProcess hub;
    QVERIFY(hub.start());
    Scheme scheme(hub);
    const int settlement = settle(scheme);
    QVERIFY(settlement > 0);
    QCOMPARE(finalise(hub, settlement, sheet(hub, settlement)).status, 202);
    QTest::qWait(afterMs);
    hub.kill();
    QVERIFY(hub.start());
    QVERIFY(waitForEnd(hub, settlement));
    checkEnd(scheme, settlement);
}

QTEST_GUILESS_MAIN(TestFinaliseKills)
#include "tst_finalise_kills.moc"
