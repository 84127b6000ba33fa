#include "tests/support/blackbox/scheme.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace hub::blackbox;

/// A scheme's day through the operator API of the real binary: close, settle, the four steps; and the same
/// day with the hub killed at each step, which must end the same.
class TestSettlement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dayWithOneCurrency();
    void killedAtEachStep();
    void abortedAndSettledAgain();
    void grossSettlesAtOnce();

private:
    struct Day
    {
        HubProcess hub;
        Scheme scheme{hub};
        Dfsp* a = nullptr;
        Dfsp* b = nullptr;
        int window = 0;
    };
    static bool begin(Day& day, const char* model = nullptr);
    static bool pay(Day& day, const Dfsp& payer, const Dfsp& payee, const QString& amount);
    static Reply close(Day& day);
    static Reply settle(Day& day, const QString& model);
    static Reply step(Day& day, int settlement, const QString& state);
    static QString windowState(Day& day, int window);
    static bool waitClosed(Day& day);
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

const QStringList kSteps{QStringLiteral("PS_TRANSFERS_RECORDED"), QStringLiteral("PS_TRANSFERS_RESERVED"),
                         QStringLiteral("PS_TRANSFERS_COMMITTED"), QStringLiteral("SETTLED")};

} // namespace

bool TestSettlement::begin(Day& day, const char* model)
{
    if (!day.hub.start() || !day.scheme.prepare()) return false;
    if (model != nullptr &&
        callJson("POST", day.hub.operatorApi(QStringLiteral("/settlementModels")), model).status != 201)
        return false;
    day.a = day.scheme.add(QStringLiteral("dfspa"));
    day.b = day.scheme.add(QStringLiteral("dfspb"));
    const auto open = callJson("GET", day.hub.operatorApi(QStringLiteral("/v2/settlementWindows?state=OPEN")))
                          .json()
                          .array();
    day.window = open.at(0).toObject().value(QStringLiteral("settlementWindowId")).toInt();
    return day.a != nullptr && day.b != nullptr && day.window > 0;
}

bool TestSettlement::pay(Day& day, const Dfsp& payer, const Dfsp& payee, const QString& amount)
{
    const Payment payment = day.scheme.payment(payer.name(), payee.name(), amount);
    return day.scheme.prepareTransfer(payment).status == 202 && day.scheme.fulfil(payment).status == 200;
}

Reply TestSettlement::close(Day& day)
{
    return callJson("POST", day.hub.operatorApi(QStringLiteral("/v2/settlementWindows/%1").arg(day.window)),
                    R"({"state":"CLOSED","reason":"end of day"})");
}

Reply TestSettlement::settle(Day& day, const QString& model)
{
    const auto body =
        QStringLiteral(R"({"settlementModel":"%1","reason":"daily","settlementWindows":[{"id":%2}]})")
            .arg(model)
            .arg(day.window);
    return callJson("POST", day.hub.operatorApi(QStringLiteral("/v2/settlements")), body.toUtf8());
}

Reply TestSettlement::step(Day& day, int settlement, const QString& state)
{
    const auto url = day.hub.operatorApi(QStringLiteral("/v2/settlements/%1").arg(settlement));
    QJsonArray participants;
    for (const auto& row : objectOf(callJson("GET", url)).value(QStringLiteral("participants")).toArray()) {
        QJsonArray accounts;
        for (const auto& account : row.toObject().value(QStringLiteral("accounts")).toArray())
            accounts.append(
                QJsonObject{{QStringLiteral("id"), account.toObject().value(QStringLiteral("id"))},
                            {QStringLiteral("state"), state},
                            {QStringLiteral("reason"), QStringLiteral("step")}});
        participants.append(QJsonObject{{QStringLiteral("id"), row.toObject().value(QStringLiteral("id"))},
                                        {QStringLiteral("accounts"), accounts}});
    }
    return callJson("PUT", url,
                    QJsonDocument(QJsonObject{{QStringLiteral("participants"), participants}}).toJson());
}

QString TestSettlement::windowState(Day& day, int window)
{
    return textOf(objectOf(callJson(
                      "GET", day.hub.operatorApi(QStringLiteral("/v2/settlementWindows/%1").arg(window)))),
                  "state");
}

bool TestSettlement::waitClosed(Day& day)
{
    return QTest::qWaitFor([&day] { return windowState(day, day.window) == QStringLiteral("CLOSED"); }, 5000);
}

void TestSettlement::dayWithOneCurrency()
{
    Day day;
    QVERIFY(begin(day));
    QCOMPARE(close(day).errorDescription(),
             QStringLiteral("Generic validation error - Window %1 is empty").arg(day.window));
    QVERIFY(pay(day, *day.a, *day.b, QStringLiteral("60.25")));
    QVERIFY(pay(day, *day.b, *day.a, QStringLiteral("10")));
    const Reply closed = close(day);
    QCOMPARE(closed.status, 200);
    QCOMPARE(textOf(objectOf(closed), "state"), QStringLiteral("OPEN"));
    QCOMPARE(objectOf(closed).value(QStringLiteral("settlementWindowId")).toInt(), day.window + 1);
    QVERIFY(waitClosed(day));
    const auto models =
        callJson("GET", day.hub.operatorApi(QStringLiteral("/settlementModels"))).json().array();
    const auto model = textOf(models.at(0).toObject(), "name");
    const Reply made = settle(day, model);
    QVERIFY2(made.status == 200, made.body.constData());
    const auto settlement = objectOf(made);
    QCOMPARE(textOf(settlement, "settlementModel"), model);
    QCOMPARE(textOf(settlement, "state"), QStringLiteral("PENDING_SETTLEMENT"));
    const int id = settlement.value(QStringLiteral("id")).toInt();
    for (const auto& state : kSteps) {
        const Reply stepped = step(day, id, state);
        QVERIFY2(stepped.status == 200, stepped.body.constData());
        QCOMPARE(textOf(objectOf(stepped), "state"), state);
        QCOMPARE(windowState(day, day.window),
                 state == QStringLiteral("SETTLED") ? state : QStringLiteral("PENDING_SETTLEMENT"));
    }
    QCOMPARE(day.scheme.position(day.a->name()), QStringLiteral("0"));
    QCOMPARE(day.scheme.position(day.b->name()), QStringLiteral("0"));
    QCOMPARE(day.scheme.account(day.a->name(), QStringLiteral("SETTLEMENT")), QStringLiteral("-10000"));
    QCOMPARE(settle(day, model).errorCode(), QStringLiteral("3100"));
    const auto found = callJson("GET", day.hub.operatorApi(QStringLiteral("/v1/settlements?state=SETTLED")));
    QCOMPARE(found.json().array().size(), qsizetype(1));
    const auto audit =
        callJson("GET", day.hub.operatorApi(QStringLiteral("/hub/v1/audit?action=settlement.step")));
    QCOMPARE(audit.json().array().size(), qsizetype(4));
    QCOMPARE(day.hub.terminate(), 0);
}

void TestSettlement::killedAtEachStep()
{
    Day day;
    QVERIFY(begin(day));
    QVERIFY(pay(day, *day.a, *day.b, QStringLiteral("60.25")));
    QCOMPARE(close(day).status, 200);
    // At once: the step to CLOSED may or may not have happened.
    day.hub.kill();
    QVERIFY2(day.hub.start(), day.hub.log().constData());
    QVERIFY(waitClosed(day));
    const auto model = textOf(callJson("GET", day.hub.operatorApi(QStringLiteral("/settlementModels")))
                                  .json()
                                  .array()
                                  .at(0)
                                  .toObject(),
                              "name");
    const int id = objectOf(settle(day, model)).value(QStringLiteral("id")).toInt();
    QCOMPARE(id, 1);
    for (const auto& state : kSteps) {
        day.hub.kill();
        QVERIFY2(day.hub.start(), day.hub.log().constData());
        QCOMPARE(textOf(objectOf(step(day, id, state)), "state"), state);
        day.hub.kill();
        QVERIFY2(day.hub.start(), day.hub.log().constData());
        // A client that lost the answer asks again; the settlement stands where it stood.
        QCOMPARE(textOf(objectOf(step(day, id, state)), "state"), state);
    }
    QCOMPARE(windowState(day, day.window), QStringLiteral("SETTLED"));
    QCOMPARE(day.scheme.position(day.a->name()), QStringLiteral("0"));
    QCOMPARE(day.scheme.position(day.b->name()), QStringLiteral("0"));
    QCOMPARE(day.scheme.account(QStringLiteral("Hub"), QStringLiteral("HUB_MULTILATERAL_SETTLEMENT")),
             QStringLiteral("0"));
    QCOMPARE(day.hub.terminate(), 0);
}

void TestSettlement::abortedAndSettledAgain()
{
    Day day;
    QVERIFY(begin(day));
    QVERIFY(pay(day, *day.a, *day.b, QStringLiteral("5")));
    QCOMPARE(close(day).status, 200);
    QVERIFY(waitClosed(day));
    const auto model = textOf(callJson("GET", day.hub.operatorApi(QStringLiteral("/settlementModels")))
                                  .json()
                                  .array()
                                  .at(0)
                                  .toObject(),
                              "name");
    QCOMPARE(settle(day, model).status, 200);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(step(day, 1, kSteps[i]).status, 200);
    const auto url = day.hub.operatorApi(QStringLiteral("/v2/settlements/1"));
    const Reply aborted = callJson("PUT", url, R"({"state":"ABORTED","reason":"bank refused"})");
    QCOMPARE(aborted.body, QByteArray(R"({"id":1,"state":"ABORTED","reason":"bank refused"})"));
    QCOMPARE(day.scheme.position(day.a->name()), QStringLiteral("5"));
    QCOMPARE(day.scheme.position(day.b->name()), QStringLiteral("-5"));
    QCOMPARE(windowState(day, day.window), QStringLiteral("ABORTED"));
    QCOMPARE(settle(day, model).status, 200);
    for (const auto& state : kSteps)
        QCOMPARE(textOf(objectOf(step(day, 2, state)), "state"), state);
    QCOMPARE(day.scheme.position(day.a->name()), QStringLiteral("0"));
    QCOMPARE(day.hub.terminate(), 0);
}

void TestSettlement::grossSettlesAtOnce()
{
    Day day;
    QVERIFY(begin(day, R"({"name":"CGS","settlementGranularity":"GROSS","settlementInterchange":"BILATERAL",
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
