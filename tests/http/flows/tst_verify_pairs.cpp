#include "tests/http/flows/data_folder.h"
#include "tests/support/blackbox/settlement_day.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace hub::blackbox;

/// A bilateral settlement of which one pair is aborted: the others are settled, what the pair owes stays, the
/// data are sound and the same after a crash.
class TestVerifyPairs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onePairAbortedTheOthersSettled();

private:
    QString accountId(const Dfsp& dfsp) const;
    SettlementDay m_day;
};

QString TestVerifyPairs::accountId(const Dfsp& dfsp) const
{
    const auto accounts =
        callJson("GET", m_day.hub.operatorApi(QStringLiteral("/participants/%1/accounts").arg(dfsp.name())))
            .json()
            .array();
    for (const QJsonValue& account : accounts)
        if (account[QStringLiteral("ledgerAccountType")] == QStringLiteral("POSITION"))
            return QString::number(account[QStringLiteral("id")].toInteger());
    return {};
}

void TestVerifyPairs::onePairAbortedTheOthersSettled()
{
    QVERIFY2(m_day.begin(R"({"name":"PAIRS","settlementGranularity":"NET","settlementInterchange":"BILATERAL",
        "settlementDelay":"DEFERRED","currency":"USD","requireLiquidityCheck":true,"ledgerAccountType":"POSITION",
        "settlementAccountType":"SETTLEMENT","autoPositionReset":true})"),
             m_day.hub.log().constData());
    const Dfsp& a = *m_day.a;
    const Dfsp& b = *m_day.b;
    const Dfsp* c = m_day.scheme.add(QStringLiteral("dfspc"));
    QVERIFY(c);
    QVERIFY(m_day.pay(a, b, QStringLiteral("30")));
    QVERIFY(m_day.pay(a, *c, QStringLiteral("20")));
    QVERIFY(m_day.pay(b, *c, QStringLiteral("5")));
    QCOMPARE(m_day.close().status, 200);
    QVERIFY(m_day.waitClosed());
    const Reply made = m_day.settle(QStringLiteral("PAIRS"));
    QVERIFY2(made.status == 200, made.body.constData());
    for (const auto* dfsp : {&a, &b, c})
        QCOMPARE(callJson("PUT", m_day.hub.operatorApi(QStringLiteral("/hub/v1/limits")),
                          R"({"participant":")" + dfsp->name().toUtf8() +
                              R"(","currency":"USD","cap":"0","alarmPercentHundredths":1000,)"
                              R"("liquidityPercentHundredths":5000})")
                     .status,
                 200);
    const auto pairOf = [&](const Dfsp& one, const Dfsp& other) {
        return QStringLiteral(
                   R"({"state":"ABORTED","reason":"settled elsewhere","accountId":%1,"counterpartyAccountId":%2})")
            .arg(accountId(one), accountId(other))
            .toUtf8();
    };
    const QUrl url = m_day.hub.operatorApi(QStringLiteral("/v2/settlements/1"));
    const Reply aborted = callJson("PUT", url, pairOf(a, *c));
    QVERIFY2(aborted.status == 200, aborted.body.constData());
    for (const QString& state : SettlementDay::steps()) {
        const Reply stepped = m_day.step(1, state);
        QVERIFY2(stepped.status == 200, stepped.body.constData());
    }
    for (const bool isRestarted : {false, true}) {
        if (isRestarted) {
            m_day.hub.kill();
            QVERIFY2(m_day.hub.start(), m_day.hub.log().constData());
        }
        QCOMPARE(m_day.settlementState(1), QStringLiteral("SETTLED"));
        QCOMPARE(m_day.scheme.account(a.name(), QStringLiteral("POSITION")), QStringLiteral("20"));
        QCOMPARE(m_day.scheme.account(b.name(), QStringLiteral("POSITION")), QStringLiteral("0"));
        QCOMPARE(m_day.scheme.account(c->name(), QStringLiteral("POSITION")), QStringLiteral("-20"));
        // Each side's report names what was settled and nothing else.
        const QString report = QStringLiteral("/hub/v1/reports/dfspSettlement?id=1&format=csv&participant=");
        const QByteArray told = callJson("GET", m_day.hub.operatorApi(report + a.name())).body;
        QVERIFY2(told.contains(b.name().toUtf8()) && !told.contains(c->name().toUtf8()), told.constData());
        QVERIFY2(told.contains("should be zero\",0.00 USD"), told.constData());
        // What is settled cannot be taken back.
        const QUrl again = m_day.hub.operatorApi(QStringLiteral("/v2/settlements/1"));
        QCOMPARE(callJson("PUT", again, pairOf(a, b)).status, 400);
    }
    QCOMPARE(m_day.hub.terminate(), 0);
    const Run run = verify(m_day.hub.dataDirectory());
    QVERIFY2(run.code == 0 && run.out.contains(": sound"), (run.out + run.err).constData());
}

QTEST_GUILESS_MAIN(TestVerifyPairs)
#include "tst_verify_pairs.moc"
