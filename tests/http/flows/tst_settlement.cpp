#include "tests/support/blackbox/settlement_day.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace hub::blackbox;

/// A scheme's day through the operator API of the real binary: close, settle, the four steps.
class TestSettlement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dayWithOneCurrency();
    void abortedAndSettledAgain();
    void aStepTellsTheWindowsThatItTouched();
    void grossSettlesAtOnce();
};

namespace {

QJsonObject objectOf(const Reply& reply)
{
    return reply.json().object();
}

QString textOf(const QJsonObject& object, const char* name)
{
    return object.value(QLatin1String(name)).toString();
}

} // namespace

void TestSettlement::dayWithOneCurrency()
{
    SettlementDay day;
    QVERIFY(day.begin());
    QCOMPARE(day.close().errorDescription(),
             QStringLiteral("Generic validation error - Window %1 is empty").arg(day.window));
    QVERIFY(day.pay(*day.a, *day.b, QStringLiteral("60.25")));
    QVERIFY(day.pay(*day.b, *day.a, QStringLiteral("10")));
    const Reply closed = day.close();
    QCOMPARE(closed.status, 200);
    QCOMPARE(textOf(objectOf(closed), "state"), QStringLiteral("OPEN"));
    QCOMPARE(objectOf(closed).value(QStringLiteral("settlementWindowId")).toInt(), day.window + 1);
    QVERIFY(day.waitClosed());
    const Reply made = day.settle();
    QVERIFY2(made.status == 200, made.body.constData());
    const auto settlement = objectOf(made);
    QCOMPARE(textOf(settlement, "settlementModel"), QStringLiteral("DEFERREDNET"));
    QCOMPARE(textOf(settlement, "state"), QStringLiteral("PENDING_SETTLEMENT"));
    const int id = settlement.value(QStringLiteral("id")).toInt();
    for (const auto& state : SettlementDay::steps()) {
        const Reply stepped = day.step(id, state);
        QVERIFY2(stepped.status == 200, stepped.body.constData());
        QCOMPARE(textOf(objectOf(stepped), "state"), state);
        QCOMPARE(day.windowState(day.window),
                 state == QStringLiteral("SETTLED") ? state : QStringLiteral("PENDING_SETTLEMENT"));
    }
    QCOMPARE(day.scheme.position(day.a->name()), QStringLiteral("0"));
    QCOMPARE(day.scheme.position(day.b->name()), QStringLiteral("0"));
    QCOMPARE(day.scheme.account(day.a->name(), QStringLiteral("SETTLEMENT")), QStringLiteral("-10000"));
    QCOMPARE(day.settle().errorCode(), QStringLiteral("3100"));
    const auto found = callJson("GET", day.hub.operatorApi(QStringLiteral("/v1/settlements?state=SETTLED")));
    QCOMPARE(found.json().array().size(), qsizetype(1));
    const auto audit =
        callJson("GET", day.hub.operatorApi(QStringLiteral("/hub/v1/audit?action=settlement.step")));
    QCOMPARE(audit.json().array().size(), qsizetype(4));
    QCOMPARE(day.hub.terminate(), 0);
}

void TestSettlement::abortedAndSettledAgain()
{
    SettlementDay day;
    QVERIFY(day.begin());
    QVERIFY(day.pay(*day.a, *day.b, QStringLiteral("5")));
    QCOMPARE(day.close().status, 200);
    QVERIFY(day.waitClosed());
    QCOMPARE(day.settle().status, 200);
    for (const QString& state : SettlementDay::steps().mid(0, 2))
        QCOMPARE(day.step(1, state).status, 200);
    const Reply aborted = day.abort(1, QStringLiteral("bank refused"));
    QCOMPARE(aborted.body, QByteArray(R"({"id":1,"state":"ABORTED","reason":"bank refused"})"));
    QCOMPARE(day.scheme.position(day.a->name()), QStringLiteral("5"));
    QCOMPARE(day.scheme.position(day.b->name()), QStringLiteral("-5"));
    QCOMPARE(day.windowState(day.window), QStringLiteral("ABORTED"));
    QCOMPARE(day.settle().status, 200);
    for (const auto& state : SettlementDay::steps())
        QCOMPARE(textOf(objectOf(day.step(2, state)), "state"), state);
    QCOMPARE(day.scheme.position(day.a->name()), QStringLiteral("0"));
    QCOMPARE(day.hub.terminate(), 0);
}

void TestSettlement::aStepTellsTheWindowsThatItTouched()
{
    SettlementDay day;
    QVERIFY(day.begin());
    const Dfsp* c = day.scheme.add(QStringLiteral("dfspc"));
    QVERIFY(c);
    QVERIFY(day.pay(*day.a, *day.b, QStringLiteral("5")));
    QCOMPARE(day.close().status, 200);
    QVERIFY(day.waitClosed());
    const int first = day.window++;
    QVERIFY(day.pay(*day.b, *c, QStringLiteral("3")));
    QCOMPARE(day.close().status, 200);
    QVERIFY(day.waitClosed());
    const QUrl settlements = day.hub.operatorApi(QStringLiteral("/v2/settlements"));
    const QString wanted =
        QStringLiteral(
            R"({"settlementModel":"DEFERREDNET","reason":"both","settlementWindows":[{"id":%1},{"id":%2}]})")
            .arg(first)
            .arg(day.window);
    const Reply made = callJson("POST", settlements, wanted.toUtf8());
    QVERIFY2(made.status == 200, made.body.constData());
    const QJsonObject settlement = objectOf(made);
    // Of each participant's accounts only its own windows are told.
    for (const QJsonValue& participant : settlement.value(QStringLiteral("participants")).toArray()) {
        const QJsonObject account = participant[QStringLiteral("accounts")][0].toObject();
        const QString step =
            QStringLiteral(
                R"({"participants":[{"id":%1,"accounts":[{"id":%2,"state":"PS_TRANSFERS_RECORDED",)"
                R"("reason":"bank"}]}]})")
                .arg(participant[QStringLiteral("id")].toInt())
                .arg(account.value(QStringLiteral("id")).toInt());
        const Reply stepped =
            callJson("PUT", day.hub.operatorApi(QStringLiteral("/v2/settlements/1")), step.toUtf8());
        QVERIFY2(stepped.status == 200, stepped.body.constData());
        QStringList told;
        for (const QJsonValue& window :
             objectOf(stepped).value(QStringLiteral("settlementWindows")).toArray())
            told.append(QString::number(window[QStringLiteral("id")].toInt()));
        const qint64 net = account.value(QStringLiteral("netSettlementAmount"))
                               .toObject()
                               .value(QStringLiteral("amount"))
                               .toInteger();
        QStringList expected;
        if (net != -3) expected.append(QString::number(first));
        if (net != 5) expected.append(QString::number(day.window));
        QCOMPARE(told, expected);
    }
    QCOMPARE(day.hub.terminate(), 0);
}

void TestSettlement::grossSettlesAtOnce()
{
    SettlementDay day;
    QVERIFY(day.begin(R"({"name":"CGS","settlementGranularity":"GROSS","settlementInterchange":"BILATERAL",
                          "settlementDelay":"IMMEDIATE","currency":"USD","requireLiquidityCheck":false,
                          "ledgerAccountType":"POSITION","settlementAccountType":"SETTLEMENT",
                          "autoPositionReset":false})"));
    const Payment payment = day.scheme.payment(day.a->name(), day.b->name(), QStringLiteral("15"));
    QCOMPARE(day.scheme.prepareTransfer(payment).status, 202);
    QCOMPARE(day.scheme.fulfil(payment).status, 200);
    QCOMPARE(day.scheme.position(day.a->name()), QStringLiteral("0"));
    QCOMPARE(day.scheme.account(day.a->name(), QStringLiteral("SETTLEMENT")), QStringLiteral("-9985"));
    QCOMPARE(day.scheme.account(day.b->name(), QStringLiteral("SETTLEMENT")), QStringLiteral("-10015"));
    // DFSPs are told COMMITTED: SETTLED is the hub's own business.
    day.a->clear();
    QCOMPARE(day.scheme.getTransfer(payment.id, day.a->name()).status, 202);
    const Received told = day.a->take("PUT", "/transfers/" + payment.id.toUtf8());
    QCOMPARE(textOf(told.json().object(), "transferState"), QStringLiteral("COMMITTED"));
    QCOMPARE(day.hub.terminate(), 0);
}

QTEST_GUILESS_MAIN(TestSettlement)
#include "tst_settlement.moc"
