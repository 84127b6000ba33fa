#include "core/store/sqlite/row_codec.h"
#include "tests/http/flows/data_folder.h"
#include "tests/support/blackbox/finalise_day.h"
#include "tests/support/blackbox/settlement_day.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace hub::blackbox;

namespace {

constexpr const char* kHalf = "5000";

Reply follow(HubProcess& hub, const QString& name, const char* share)
{
    return callJson("PUT", hub.operatorApi(QStringLiteral("/hub/v1/limits")),
                    R"({"participant":")" + name.toUtf8() +
                        R"(","currency":"USD","cap":"0","alarmPercentHundredths":1000,)"
                        R"("liquidityPercentHundredths":)" +
                        share + '}');
}

QString accountId(HubProcess& hub, const QString& name, const QString& type)
{
    const auto accounts =
        callJson("GET", hub.operatorApi(QStringLiteral("/participants/%1/accounts").arg(name)))
            .json()
            .array();
    for (const QJsonValue& account : accounts)
        if (account[QStringLiteral("ledgerAccountType")] == type)
            return QString::number(account[QStringLiteral("id")].toInteger());
    return {};
}

bool book(HubProcess& hub, const QString& name, const char* action, const char* amount,
          const QString& transfer)
{
    const QString account = accountId(hub, name, QStringLiteral("SETTLEMENT"));
    return callJson("POST",
                    hub.operatorApi(QStringLiteral("/participants/%1/accounts/%2").arg(name, account)),
                    R"({"transferId":")" + transfer.toUtf8() + R"(","externalReference":"bank","action":")" +
                        action + R"(","reason":"a test","amount":{"amount":")" + amount +
                        R"(","currency":"USD"}})")
               .status == 202;
}

/// Runs a statement, then signs every row of limits anew: what it changed passes its checksum.
QString plant(const QString& file, const QString& sql)
{
    QString problem = tamper(file, sql);
    const QString name = QStringLiteral("plant");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file);
        if (!database.open()) problem += database.lastError().text();
        QSqlQuery row(database);
        row.exec(QStringLiteral(
            "SELECT key, account, net_debit_cap, alarm_percent, at, liquidity_percent FROM limits"));
        QList<QPair<qint64, qint64>> fresh;
        hub::store::ByteWriter scratch;
        while (row.next()) {
            hub::ledger::LimitPut put;
            put.account = hub::domain::AccountId(row.value(1).toLongLong());
            put.limit.netDebitCap = hub::domain::Amount::fromColumn(row.value(2).toLongLong());
            put.limit.alarmPercentHundredths = row.value(3).toInt();
            put.at = hub::base::Instant{row.value(4).toLongLong()};
            put.limit.liquidityPercentHundredths = row.value(5).toInt();
            const qint64 key = row.value(0).toLongLong();
            fresh.append({key, hub::store::checksumOf(put, key, scratch)});
        }
        for (const auto& [key, crc] : fresh)
            if (!row.exec(QStringLiteral("UPDATE limits SET crc = %1 WHERE key = %2").arg(crc).arg(key)))
                problem += row.lastError().text();
    }
    QSqlDatabase::removeDatabase(name);
    return problem;
}

} // namespace

/// `hubdeckd verify` on caps that are a share of the deposit: histories of every kind of movement are sound,
/// a cap that is another is found though its row passes its checksum.
class TestVerifyCaps : public QObject, private FinaliseDay
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void honestHistoryIsSound();
    void wrongCapIsFound_data();
    void wrongCapIsFound();
    void finalisedDayIsSound();

private:
    QTemporaryDir m_folder;
    SettlementDay m_day;
};

// Payments that settle at once move the deposits, many of them in one commit; money comes and goes.
void TestVerifyCaps::initTestCase()
{
    QVERIFY2(
        m_day.begin(R"({"name":"ATONCE","settlementGranularity":"GROSS","settlementInterchange":"BILATERAL",
        "settlementDelay":"IMMEDIATE","currency":"USD","requireLiquidityCheck":true,"ledgerAccountType":"POSITION",
        "settlementAccountType":"SETTLEMENT","autoPositionReset":false})"),
        m_day.hub.log().constData());
    HubProcess& hub = m_day.hub;
    const QString a = m_day.a->name();
    const QString b = m_day.b->name();
    QCOMPARE(follow(hub, a, kHalf).status, 200);
    QCOMPARE(follow(hub, b, "3333").status, 200);
    for (int i = 0; i < 4; ++i)
        QVERIFY(m_day.pay(*m_day.a, *m_day.b, QStringLiteral("10.01")));
    const QString out = newId();
    QVERIFY(book(hub, a, "recordFundsIn", "100.5", newId()));
    QVERIFY(book(hub, a, "recordFundsOutPrepareReserve", "40", out));
    QVERIFY(m_day.pay(*m_day.b, *m_day.a, QStringLiteral("5")));
    QVERIFY(book(hub, b, "recordFundsOutPrepareReserve", "99999", newId())); // More than there is.
    const QUrl back = hub.operatorApi(QStringLiteral("/participants/%1/accounts/%2/transfers/%3")
                                          .arg(a, accountId(hub, a, QStringLiteral("SETTLEMENT")), out));
    const Reply taken = callJson("PUT", back, R"({"action":"recordFundsOutAbort","reason":"a test"})");
    QVERIFY2(taken.status == 202, taken.body.constData());
    // Fixed for a while, then a share again.
    QCOMPARE(follow(hub, b, "0").status, 200);
    QVERIFY(book(hub, b, "recordFundsIn", "7", newId()));
    QCOMPARE(follow(hub, b, "10000").status, 200);
    QVERIFY(book(hub, b, "recordFundsIn", "3", newId()));
    QCOMPARE(hub.terminate(), 0);
}

void TestVerifyCaps::honestHistoryIsSound()
{
    const Run run = verify(m_day.hub.dataDirectory());
    QVERIFY2(run.code == 0 && run.out.contains(": sound"), (run.out + run.err).constData());
}

void TestVerifyCaps::wrongCapIsFound_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char* name, const char* sql) {
        QTest::newRow(name) << QString::fromLatin1(sql);
    };
    row("a cap that was put by hand", "UPDATE limits SET net_debit_cap = net_debit_cap + 100 WHERE key = "
                                      "(SELECT min(key) FROM limits WHERE liquidity_percent = 5000)");
    row("the smallest unit",
        "UPDATE limits SET net_debit_cap = net_debit_cap + 1 WHERE key = (SELECT min(key) "
        "FROM limits WHERE liquidity_percent = 3333)");
    row("the cap in force",
        "UPDATE limits SET net_debit_cap = net_debit_cap + 100 WHERE key = (SELECT max(key) "
        "FROM limits WHERE liquidity_percent = 5000)");
    row("another share",
        "UPDATE limits SET liquidity_percent = 4000 WHERE key = (SELECT max(key) FROM limits "
        "WHERE liquidity_percent = 5000)");
    row("a movement that was not followed", "DELETE FROM limits WHERE key = (SELECT max(key) FROM limits)");
    row("one payment that was not followed",
        "DELETE FROM limits WHERE key = (SELECT min(key) + 2 FROM limits "
        "WHERE liquidity_percent = 5000)");
    row("a share of a later deposit",
        "UPDATE limits SET at = (SELECT max(received_at) FROM transfers) + 1, net_debit_cap = 1 WHERE key = "
        "(SELECT max(key) FROM limits)");
    row("a share that was fixed",
        "UPDATE limits SET liquidity_percent = 3333 WHERE liquidity_percent = 0 AND "
        "key > (SELECT min(key) FROM limits WHERE liquidity_percent = 3333)");
}

void TestVerifyCaps::wrongCapIsFound()
{
    QFETCH(QString, sql);
    const QString data = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(copyFolder(m_day.hub.dataDirectory(), data));
    QCOMPARE(plant(data + QStringLiteral("/ledger.db"), sql), QString());
    const Run run = verify(data);
    QVERIFY2(run.code == 65, (run.out + run.err).constData());
    QVERIFY2(run.out.contains("broken I-5: the cap of account "), run.out.constData());
    QVERIFY2(!run.out.contains("I-22"), run.out.constData());
}

// Finalising moves the deposits and leaves such caps to follow; a model that names another account as the
// deposit is followed from the next movement or cap on.
void TestVerifyCaps::finalisedDayIsSound()
{
    HubProcess hub;
    QVERIFY(hub.start());
    Scheme scheme(hub);
    QVERIFY(closeDay(scheme));
    for (const char* name : {"payerfsp", "payeefsp"})
        QCOMPARE(follow(hub, QLatin1String(name), kHalf).status, 200);
    const int settlement = createSettlement(hub);
    QVERIFY(settlement > 0);
    QByteArray file = sheet(hub, settlement);
    file.replace(",USD,9969.50,", ",USD,9970.00,");
    const Reply begun = finalise(hub, settlement, file,
                                 R"(,"setLiquidity":true,"increaseCaps":true,"decreaseCaps":true,)"
                                 R"("acceptedWarnings":["4@C7"])");
    QVERIFY2(begun.status == 202, begun.body.constData());
    QVERIFY(waitForEnd(hub, settlement));
    QVERIFY2(limits(hub, QStringLiteral("payerfsp")).contains(QLatin1String("4985")),
             qPrintable(limits(hub, QStringLiteral("payerfsp"))));
    QVERIFY2(limits(hub, QStringLiteral("payeefsp")).contains(QLatin1String("5015.25")),
             qPrintable(limits(hub, QStringLiteral("payeefsp"))));
    const Reply odd =
        callJson("POST", hub.operatorApi(QStringLiteral("/settlementModels")),
                 R"({"name":"ODD","settlementGranularity":"NET","settlementInterchange":"BILATERAL",
        "settlementDelay":"DEFERRED","currency":"USD","requireLiquidityCheck":true,"ledgerAccountType":"POSITION",
        "settlementAccountType":"INTERCHANGE_FEE_SETTLEMENT","autoPositionReset":true})");
    QVERIFY2(odd.status == 201, odd.body.constData());
    QVERIFY(book(hub, QStringLiteral("payerfsp"), "recordFundsIn", "30", newId())); // No deposit now.
    QCOMPARE(follow(hub, QStringLiteral("payeefsp"), kHalf).status, 200);
    QVERIFY2(limits(hub, QStringLiteral("payeefsp")).contains(QLatin1String("\"value\":0,")),
             qPrintable(limits(hub, QStringLiteral("payeefsp"))));
    QCOMPARE(
        callJson("PUT", hub.operatorApi(QStringLiteral("/settlementModels/ODD")), R"({"isActive":false})")
            .status,
        200);
    QVERIFY(book(hub, QStringLiteral("payerfsp"), "recordFundsIn", "2", newId()));
    QVERIFY2(limits(hub, QStringLiteral("payerfsp")).contains(QLatin1String("5001")),
             qPrintable(limits(hub, QStringLiteral("payerfsp"))));
    QCOMPARE(hub.terminate(), 0);
    const Run run = verify(hub.dataDirectory());
    QVERIFY2(run.code == 0 && run.out.contains(": sound"), (run.out + run.err).constData());
}

QTEST_GUILESS_MAIN(TestVerifyCaps)
#include "tst_verify_caps.moc"
