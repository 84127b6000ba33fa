#include "tests/support/blackbox/scheme.h"

#include <QJsonObject>
#include <QTest>

using namespace hub::blackbox;

/// What was acknowledged survives SIGKILL, what was not told yet is told after the restart.
class TestRestart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acknowledgedMessagesSurviveAKill();
    void undeliveredCallbackIsDeliveredAfterTheRestart();
    void openTransferExpiresAfterTheRestart();
    void duplicateIsKnownAfterTheRestart();
    void terminateDrainsAndExitsCleanly();
};

void TestRestart::acknowledgedMessagesSurviveAKill()
{
    HubProcess hub;
    QVERIFY(hub.start());
    Scheme scheme(hub);
    QVERIFY(scheme.prepare());
    Dfsp* payer = scheme.add(QStringLiteral("payer1"));
    Dfsp* payee = scheme.add(QStringLiteral("payee1"));
    QVERIFY(payer && payee);
    const Payment open = scheme.payment(payer->name(), payee->name(), QStringLiteral("10"));
    QCOMPARE(scheme.prepareTransfer(open).status, 202);
    QVERIFY(!payee->take("POST", "/transfers").method.isEmpty());
    hub.kill();
    QVERIFY2(hub.start(), hub.log().constData());
    QCOMPARE(scheme.position(payer->name()), QStringLiteral("10"));
    QCOMPARE(scheme.fulfil(open).status, 200);
    QVERIFY(!payer->take("PUT", "/transfers/" + open.id.toUtf8()).method.isEmpty());
    QCOMPARE(scheme.position(payee->name()), QStringLiteral("-10"));
    hub.kill();
    QVERIFY(hub.start());
    QCOMPARE(scheme.position(payer->name()), QStringLiteral("10"));
    QCOMPARE(scheme.position(payee->name()), QStringLiteral("-10"));
    QCOMPARE(scheme.account(payer->name(), QStringLiteral("SETTLEMENT")), QStringLiteral("-10000"));
}

void TestRestart::undeliveredCallbackIsDeliveredAfterTheRestart()
{
    HubProcess hub;
    QVERIFY(hub.start());
    Scheme scheme(hub);
    QVERIFY(scheme.prepare());
    Dfsp* payer = scheme.add(QStringLiteral("payer1"));
    Dfsp* payee = scheme.add(QStringLiteral("payee1"));
    QVERIFY(payer && payee);
    payee->status = 0;
    const Payment payment = scheme.payment(payer->name(), payee->name(), QStringLiteral("10"));
    QCOMPARE(scheme.prepareTransfer(payment).status, 202);
    const Received before = payee->take("POST", "/transfers");
    QVERIFY(!before.method.isEmpty());
    hub.kill();
    payee->status = 202;
    QVERIFY(hub.start());
    const Received after = payee->take("POST", "/transfers");
    QCOMPARE(after.body, before.body);
    QCOMPARE(after.header("fspiop-source"), payer->name().toUtf8());
    // A kill right now could deliver it once more (at least once); an orderly end settles it.
    QCOMPARE(hub.terminate(), 0);
    QVERIFY(hub.start());
    QVERIFY(payee->staysSilent("POST", "/transfers", 800));
}

void TestRestart::openTransferExpiresAfterTheRestart()
{
    HubProcess hub;
    QVERIFY(hub.start());
    Scheme scheme(hub);
    QVERIFY(scheme.prepare());
    Dfsp* payer = scheme.add(QStringLiteral("payer1"));
    Dfsp* payee = scheme.add(QStringLiteral("payee1"));
    QVERIFY(payer && payee);
    Payment payment = scheme.payment(payer->name(), payee->name(), QStringLiteral("10"));
    payment.expiresInMs = 700;
    QCOMPARE(scheme.prepareTransfer(payment).status, 202);
    hub.kill();
    QVERIFY(hub.start());
    QVERIFY(!payer->take("PUT", "/transfers/" + payment.id.toUtf8() + "/error").method.isEmpty());
    QCOMPARE(scheme.position(payer->name()), QStringLiteral("0"));
}

void TestRestart::duplicateIsKnownAfterTheRestart()
{
    HubProcess hub;
    QVERIFY(hub.start());
    Scheme scheme(hub);
    QVERIFY(scheme.prepare());
    Dfsp* payer = scheme.add(QStringLiteral("payer1"));
    Dfsp* payee = scheme.add(QStringLiteral("payee1"));
    QVERIFY(payer && payee);
    Payment payment = scheme.payment(payer->name(), payee->name(), QStringLiteral("10"));
    QCOMPARE(scheme.prepareTransfer(payment).status, 202);
    QVERIFY(!payee->take("POST", "/transfers").method.isEmpty());
    QCOMPARE(scheme.fulfil(payment).status, 200);
    QVERIFY(!payer->take("PUT", "/transfers/" + payment.id.toUtf8()).method.isEmpty());
    QCOMPARE(hub.terminate(), 0);
    QVERIFY(hub.start());
    payment.amount = QStringLiteral("11");
    QCOMPARE(scheme.prepareTransfer(payment).status, 202);
    const Received error = payer->take("PUT", "/transfers/" + payment.id.toUtf8() + "/error");
    QVERIFY(error.body.contains("3106"));
    QCOMPARE(scheme.position(payer->name()), QStringLiteral("10"));
}

void TestRestart::terminateDrainsAndExitsCleanly()
{
    HubProcess hub;
    QVERIFY(hub.start());
    QCOMPARE(hub.terminate(), 0);
    QVERIFY(hub.start());
    QCOMPARE(hub.terminate(), 0);
}

QTEST_GUILESS_MAIN(TestRestart)
#include "tst_restart.moc"
