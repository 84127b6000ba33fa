#include "tests/support/blackbox/finalise_day.h"

using namespace hub::blackbox;

/// The money of a settlement moved by the hub out of the bank's report: to the unit, once, whatever happens
/// to the hub meanwhile (admin-settlement 4.7).
class TestFinalise : public QObject, private FinaliseDay
{
    Q_OBJECT

private Q_SLOTS:
    void reportIsCheckedAndMoneyMoved();
    void stoppedJobIsTakenUpAgain();
    void bankThatHoldsMoreIsBooked();
    void reportsAreFilesOrErrors();
};

void TestFinalise::reportIsCheckedAndMoneyMoved()
{
    HubProcess hub;
    QVERIFY(hub.start());
    Scheme scheme(hub);
    const int settlement = settle(scheme);
    QVERIFY(settlement > 0);
    const QByteArray csv = sheet(hub, settlement);
    QVERIFY2(csv.contains(",USD,9969.50,30.50\r\n") && csv.contains(",USD,10030.50,-30.50\r\n"),
             csv.constData());
    const QUrl checkUrl = hub.operatorApi(QStringLiteral("/hub/v1/settlements/%1/bankFile").arg(settlement));
    const Reply sound = callJson("POST", checkUrl, fileMessage(csv));
    QCOMPARE(sound.status, 200);
    QVERIFY2(sound.body.contains("\"hasErrors\":false,\"findings\":[]"), sound.body.constData());
    // What the bank changed is named by its cell, and nothing is moved.
    QByteArray wrong = csv;
    wrong.replace(",30.50\r\n", ",30.51\r\n");
    const Reply check = callJson("POST", checkUrl, fileMessage(wrong));
    QCOMPARE(check.status, 200);
    QVERIFY2(check.body.contains("\"check\":3,\"isError\":true,\"cell\":\"D7\""), check.body.constData());
    const Reply refused = finalise(hub, settlement, wrong);
    QCOMPARE(refused.status, 400);
    QVERIFY2(refused.errorDescription().contains(QStringLiteral("D7: the transfer of payerfsp is 30.51")),
             qPrintable(refused.errorDescription()));
    QCOMPARE(callJson("GET", hub.operatorApi(finalisePath(settlement))).status, 404);
    QCOMPARE(settlementState(hub, settlement), QStringLiteral("PENDING_SETTLEMENT"));

    const Reply begun = finalise(hub, settlement, csv, ",\"increaseCaps\":true");
    QVERIFY2(begun.status == 202, begun.body.constData());
    QVERIFY(waitForEnd(hub, settlement));
    checkEnd(scheme, settlement);
    // The caps follow the money, the file is kept, and nothing can be done twice.
    const Reply limits = callJson("GET", hub.operatorApi(QStringLiteral("/participants/payeefsp/limits")));
    QVERIFY2(limits.body.contains("10030.5"), limits.body.constData());
    const Reply kept = call("GET", checkUrl);
    QCOMPARE(kept.body, csv);
    const Reply again = finalise(hub, settlement, csv);
    QCOMPARE(again.status, 400);
    QVERIFY2(again.errorDescription().contains(QStringLiteral("has been finalised before")),
             qPrintable(again.errorDescription()));
    checkEnd(scheme, settlement);
    const Reply audit =
        call("GET", hub.operatorApi(QStringLiteral("/hub/v1/audit?action=settlement.finalise")));
    QVERIFY2(audit.body.contains("sha256"), audit.body.constData());
}

void TestFinalise::stoppedJobIsTakenUpAgain()
{
    HubProcess hub;
    QVERIFY(hub.start({QStringLiteral("settlement.finalisePauseMs = 300")}));
    Scheme scheme(hub);
    const int settlement = settle(scheme);
    QVERIFY(settlement > 0);
    const QByteArray file = sheet(hub, settlement, "xlsx");
    QCOMPARE(finalise(hub, settlement, file).status, 202);
    QVERIFY(QTest::qWaitFor([&] { return stepsDone(job(hub, settlement)) >= 3; }, 5000));
    const Reply stopped = callJson("POST", hub.operatorApi(finalisePath(settlement, "/stop")));
    QVERIFY2(stopped.status == 200, stopped.body.constData());
    QCOMPARE(jobState(hub, settlement), QStringLiteral("FAILED"));
    // Money has moved: the settlement cannot be thrown away any more.
    const Reply aborted =
        callJson("PUT", hub.operatorApi(QStringLiteral("/v2/settlements/%1").arg(settlement)),
                 R"({"state":"ABORTED","reason":"changed our mind"})");
    QCOMPARE(aborted.status, 400);
    QVERIFY2(aborted.errorDescription().contains(QStringLiteral("has moved")),
             qPrintable(aborted.errorDescription()));
    const Reply again = finalise(hub, settlement, file);
    QVERIFY2(again.status == 202, again.body.constData());
    QVERIFY(waitForEnd(hub, settlement));
    checkEnd(scheme, settlement);
}

void TestFinalise::bankThatHoldsMoreIsBooked()
{
    HubProcess hub;
    QVERIFY(hub.start());
    Scheme scheme(hub);
    const int settlement = settle(scheme);
    QVERIFY(settlement > 0);
    QByteArray file = sheet(hub, settlement);
    file.replace(",USD,9969.50,", ",USD,9970.00,");
    const Reply unaccepted = finalise(hub, settlement, file, ",\"setLiquidity\":true");
    QCOMPARE(unaccepted.status, 400);
    QVERIFY2(unaccepted.errorDescription().contains(QStringLiteral("difference 0.5")),
             qPrintable(unaccepted.errorDescription()));
    const Reply begun =
        finalise(hub, settlement, file, ",\"setLiquidity\":true,\"acceptedWarnings\":[\"4@C7\"]");
    QVERIFY2(begun.status == 202, begun.body.constData());
    QVERIFY(waitForEnd(hub, settlement));
    QCOMPARE(scheme.account(QStringLiteral("payerfsp"), QStringLiteral("SETTLEMENT")),
             QStringLiteral("-9970"));
}

void TestFinalise::reportsAreFilesOrErrors()
{
    HubProcess hub;
    QVERIFY(hub.start());
    for (const char* path : {"settlement?id=7", "settlementInitiation?id=7", "settlementWindow?id=1",
                             "settlementWindow?id=9", "dfspSettlementStatement?participant=x&currency=USD",
                             "dfspSettlement?id=1&participant=x", "noSuchReport"}) {
        const Reply reply = report(hub, QString::fromLatin1(path));
        QVERIFY2(reply.status == 404 && !reply.errorDescription().isEmpty(), path);
    }
    Scheme scheme(hub);
    const int settlement = settle(scheme);
    QVERIFY(settlement > 0);
    for (const char* format : {"csv", "xlsx", "pdf"})
        QCOMPARE(
            report(hub, QStringLiteral("settlementInitiation?id=1&format=") + QLatin1String(format)).status,
            200);
    QCOMPARE(finalise(hub, settlement, sheet(hub, settlement)).status, 202);
    QVERIFY(waitForEnd(hub, settlement));
    const Reply spent = report(hub, QStringLiteral("settlementInitiation?id=1"));
    QVERIFY(spent.status == 404 && spent.errorDescription().contains(QStringLiteral("its money has moved")));
    for (const char* format : {"csv", "xlsx", "pdf"})
        for (const char* query :
             {"settlement?id=1", "settlementWindow?id=1", "dfspSettlement?id=1&participant=evenfsp",
              "dfspSettlementStatement?participant=payerfsp&currency=USD"}) {
            const Reply file =
                report(hub, QLatin1String(query) + QStringLiteral("&format=") + QLatin1String(format));
            QVERIFY2(file.status == 200, query);
            QVERIFY(file.header("content-disposition").endsWith(QByteArray(".") + format + '"'));
            const QByteArray start = qstrcmp(format, "csv") == 0    ? "\xEF\xBB\xBF"
                                     : qstrcmp(format, "xlsx") == 0 ? "PK"
                                                                    : "%PDF-";
            QVERIFY2(file.body.startsWith(start), query);
        }
    const QByteArray part = report(hub, QStringLiteral("dfspSettlement?id=1&participant=evenfsp")).body;
    QVERIFY2(part.contains("payerfsp,USD,1,0.00,10.00,-10.00\r\n") &&
                 part.contains("payeefsp,USD,1,10.00,0.00,10.00\r\n") &&
                 part.contains("should be zero\",0.00 USD\r\n"),
             part.constData());
    const QByteArray statement =
        report(hub, QStringLiteral("dfspSettlementStatement?participant=payerfsp&currency=USD")).body;
    QVERIFY2(statement.contains("funds out,,30.50,9969.50,"), statement.constData());
}

QTEST_GUILESS_MAIN(TestFinalise)
#include "tst_finalise.moc"
