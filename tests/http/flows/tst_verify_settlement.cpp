#include "tests/http/flows/data_folder.h"
#include "tests/support/blackbox/settlement_day.h"

#include <QDateTime>
#include <QTest>

using namespace hub::blackbox;

namespace {

/// The terms between two wallets in an older ILP payment: the shipped interchange rule charges for it.
QByteArray walletPacket()
{
    const auto octets = [](const QByteArray& bytes) {
        QByteArray out("\x82");
        out += static_cast<char>(bytes.size() >> 8);
        out += static_cast<char>(bytes.size() & 255);
        return out + bytes;
    };
    const QByteArray wallet =
        R"({"partyIdInfo":{"partyIdType":"MSISDN","extensionList":{"extension":[{"key":"accountType","value":"Wallet"}]}}})";
    const QByteArray terms =
        "{\"payer\":" + wallet + ",\"payee\":" + wallet +
        R"(,"transactionType":{"scenario":"TRANSFER","initiator":"PAYER","initiatorType":"CONSUMER"}})";
    const auto base64 = [](const QByteArray& bytes) {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return base64(
        '\x01' + octets(QByteArray(8, '\0') + octets("g.fsp") + octets(base64(terms)) + QByteArray(1, '\0')));
}

QByteArray isoIn(int ms)
{
    return QDateTime::currentDateTimeUtc()
        .addMSecs(ms)
        .toString(QStringLiteral("yyyy-MM-ddThh:mm:ss.zzzZ"))
        .toLatin1();
}

} // namespace

/// `hubdeckd verify` on settlements in every state, fees, bulks and the directory, sound and spoilt.
class TestVerifySettlement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void soundDataIsSound();
    void plantedFaultIsNamed_data();
    void plantedFaultIsNamed();

private:
    bool bulk(const QList<Payment>& payments, bool withAnswer);
    bool closeAndWait();
    QTemporaryDir m_folder;
    SettlementDay m_day;
};

bool TestVerifySettlement::bulk(const QList<Payment>& payments, bool withAnswer)
{
    QByteArray elements;
    QByteArray results;
    for (const Payment& payment : payments) {
        const QByteArray comma = elements.isEmpty() ? "" : ",";
        const QByteArray id = payment.id.toUtf8();
        elements += comma + "{\"transferId\":\"" + id +
                    "\",\"transferAmount\":{\"currency\":\"USD\",\"amount\":\"" + payment.amount.toUtf8() +
                    "\"},\"ilpPacket\":\"" + payment.ilpPacket + "\",\"condition\":\"" + payment.condition +
                    "\"}";
        results += comma + "{\"transferId\":\"" + id + "\",\"fulfilment\":\"" + payment.fulfilment + "\"}";
    }
    const QString id = newId();
    const auto& a = m_day.a->name();
    const auto& b = m_day.b->name();
    const QByteArray body = "{\"bulkTransferId\":\"" + id.toUtf8() + "\",\"bulkQuoteId\":\"" +
                            newId().toUtf8() + "\",\"payerFsp\":\"" + a.toUtf8() + "\",\"payeeFsp\":\"" +
                            b.toUtf8() + "\",\"individualTransfers\":[" + elements + "],\"expiration\":\"" +
                            isoIn(60'000) + "\"}";
    if (m_day.scheme.send("POST", QStringLiteral("/bulkTransfers"), "bulkTransfers", a, b, body).status !=
        202)
        return false;
    if (!withAnswer) return true;
    return m_day.scheme
               .send("PUT", QStringLiteral("/bulkTransfers/") + id, "bulkTransfers", b, a,
                     "{\"bulkTransferState\":\"COMPLETED\",\"completedTimestamp\":\"" + isoIn(-5) +
                         "\",\"individualTransferResults\":[" + results + "]}")
               .status == 200;
}

bool TestVerifySettlement::closeAndWait()
{
    return m_day.close().status == 200 && m_day.waitClosed();
}

// Window 1: payments with fees; its POSITION content settled after an abort, its fees only recorded. Window
// 2: half settled. Window 3: closed. Window 4: open, with bulks.
void TestVerifySettlement::initTestCase()
{
    QVERIFY2(
        m_day.begin(R"({"name":"FEENET","settlementGranularity":"NET","settlementInterchange":"MULTILATERAL",
        "settlementDelay":"DEFERRED","requireLiquidityCheck":false,"ledgerAccountType":"INTERCHANGE_FEE",
        "settlementAccountType":"INTERCHANGE_FEE_SETTLEMENT","autoPositionReset":true})"),
        m_day.hub.log().constData());
    const auto& a = *m_day.a;
    const auto& b = *m_day.b;
    Payment wallet = m_day.scheme.payment(a.name(), b.name(), QStringLiteral("60.25"));
    wallet.ilpPacket = walletPacket();
    QCOMPARE(m_day.scheme.prepareTransfer(wallet).status, 202);
    QCOMPARE(m_day.scheme.fulfil(wallet).status, 200);
    QCOMPARE(m_day.scheme.account(a.name(), QStringLiteral("INTERCHANGE_FEE")), QStringLiteral("0.36"));
    QVERIFY(m_day.pay(b, a, QStringLiteral("10")));
    QVERIFY(closeAndWait());
    const QStringList steps = SettlementDay::steps();
    QCOMPARE(m_day.settle().status, 200);
    for (const QString& state : steps.mid(0, 2))
        QCOMPARE(m_day.step(1, state).status, 200);
    QCOMPARE(m_day.abort(1, QStringLiteral("bank refused")).status, 200);
    QCOMPARE(m_day.settle().status, 200);
    for (const QString& state : steps)
        QCOMPARE(m_day.step(2, state).status, 200);
    QCOMPARE(m_day.settle(QStringLiteral("FEENET")).status, 200);
    QCOMPARE(m_day.step(3, steps[0]).status, 200);
    m_day.window = 2;
    QVERIFY(m_day.pay(a, b, QStringLiteral("5")));
    QVERIFY(closeAndWait());
    QCOMPARE(m_day.settle().status, 200);
    for (const QString& state : steps.mid(0, 3))
        QCOMPARE(m_day.step(4, state).status, 200);
    m_day.window = 3;
    QVERIFY(m_day.pay(b, a, QStringLiteral("2")));
    QVERIFY(closeAndWait());
    const auto payment = [&](const char* amount) {
        return m_day.scheme.payment(a.name(), b.name(), QString::fromLatin1(amount));
    };
    Payment charged = payment("1");
    charged.ilpPacket = walletPacket();
    QVERIFY(bulk({charged, payment("99999"), payment("2")}, true));
    QCOMPARE(m_day.scheme.account(a.name(), QStringLiteral("INTERCHANGE_FEE")), QStringLiteral("0.37"));
    const auto path = [&](const char* rest) {
        return m_day.hub.operatorApi(QStringLiteral("/hub/v1/participants/dfspa") + QLatin1String(rest));
    };
    QCOMPARE(callJson("POST", path("/contacts"), R"({"name":"Ama","email":"ama@bank.example"})").status, 201);
    QCOMPARE(callJson("PUT", path("/restrictions"), R"({"paused":true})").status, 200);
    QCOMPARE(callJson("PUT", path("/restrictions"), R"({"paused":false})").status, 200);
    QCOMPARE(callJson("PUT", m_day.hub.operatorApi(QStringLiteral("/hub/v1/limits")),
                      R"({"participant":"dfspa","currency":"USD","cap":"0","alarmPercentHundredths":1000,)"
                      R"("liquidityPercentHundredths":5000})")
                 .status,
             200);
    QVERIFY(bulk({payment("3"), payment("4")}, false));
    QVERIFY(call("POST", m_day.hub.operatorApi(QStringLiteral("/hub/v1/directory/csv?dryRun=false")),
                 {{"Content-Type", "text/csv"}},
                 "partyIdType,partyIdentifier,fspId\r\nMSISDN,1,dfspa\r\nMSISDN,2,dfspb\r\n")
                .status == 200);
    // All of it is there again after a crash.
    m_day.hub.kill();
    QVERIFY2(m_day.hub.start(), m_day.hub.log().constData());
    QVERIFY(callJson("GET", path("/contacts")).body.contains("ama@bank.example"));
    QVERIFY(callJson("GET", m_day.hub.operatorApi(QStringLiteral("/hub/v1/limits?participant=dfspa")))
                .body.contains("\"liquidityPercentHundredths\":5000"));
    QCOMPARE(m_day.hub.terminate(), 0);
}

void TestVerifySettlement::soundDataIsSound()
{
    const Run run = verify(m_day.hub.dataDirectory());
    QVERIFY2(run.code == 0 && run.out.contains(": sound"), (run.out + run.err).constData());
}

void TestVerifySettlement::plantedFaultIsNamed_data()
{
    QTest::addColumn<QString>("invariant");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char* name, const char* invariant, const char* sql) {
        QTest::newRow(name) << QString::fromLatin1(invariant) << QString::fromLatin1(sql);
    };
    // Every row carries a checksum; a fault that keeps it (crc is taken out first) shows by what it means.
    row("sum of a window", "I-22", "UPDATE window_flows SET net = net + 1 WHERE window = 1");
    row("sum of a window, unsigned", "I-14",
        "UPDATE window_flows SET net = net + 1, crc = NULL WHERE window = 1");
    row("lost sum of a window", "I-14", "DELETE FROM window_flows WHERE window = 4");
    row("invented sum of a window", "I-14", "INSERT INTO window_flows VALUES (3, 3, 3, 5, 0, 1, 0, NULL, 0)");
    row("transfer in another window", "I-14", "UPDATE transfer_states SET window = 2 WHERE window = 1");
    row("content", "I-22", "UPDATE window_contents SET currency = 'EUR'");
    row("lost content", "I-14", "DELETE FROM window_contents WHERE window = 3");
    row("window settled too early", "I-15", "UPDATE windows SET state = 5 WHERE id = 3");
    row("window freed", "I-15", "UPDATE windows SET state = 3 WHERE id = 2");
    row("open window with a content", "I-14", "UPDATE windows SET state = 2 WHERE id = 3");
    row("settlement", "I-22", "UPDATE settlements SET state = 6 WHERE id = 4");
    row("lost settlement", "I-15", "DELETE FROM settlements WHERE id = 2");
    row("lost account of a settlement", "I-15",
        "DELETE FROM settlement_accounts WHERE settlement = 2 AND net > 0");
    row("lost window of a settlement", "I-15", "DELETE FROM settlement_windows WHERE settlement = 2");
    row("invented window of a settlement", "I-15", "INSERT INTO settlement_windows VALUES (3, 2)");
    row("net", "I-22", "UPDATE settlement_accounts SET net = net + 1 WHERE settlement = 2");
    row("account of another settlement", "I-15",
        "UPDATE settlement_accounts SET settlement = 9 WHERE settlement = 3 AND net > 0");
    row("lost settlement transfer", "I-16", "UPDATE transfers SET kind = 1 WHERE kind = 4 AND amount > 0");
    row("settlement transfer of nobody", "I-16", "DELETE FROM settlement_accounts WHERE settlement = 4");
    row("state of a settlement transfer", "I-16",
        "DELETE FROM transfer_states WHERE seq = (SELECT max(transfer) FROM settlement_accounts WHERE "
        "settlement "
        "= 4) AND state <> 3");
    row("leg of a settlement transfer", "I-2",
        "DELETE FROM position_moves WHERE key = (SELECT max(key) FROM position_moves WHERE transfer IN "
        "(SELECT "
        "transfer FROM settlement_accounts WHERE settlement = 2))");
    row("step of the history", "I-22", "UPDATE settlement_history SET who = 'another' WHERE kind = 3");
    row("lost step of the history", "I-15", "DELETE FROM settlement_history WHERE kind = 3 AND state = 2");
    row("lost end of the history", "I-15",
        "DELETE FROM settlement_history WHERE key = (SELECT max(key) FROM settlement_history WHERE kind = "
        "4)");
    row("invented step", "I-15",
        "INSERT INTO settlement_history SELECT max(key) + 1, 3, 1, 0, 0, 2, max(at), '', '', '', NULL FROM "
        "settlement_history");
    row("fee", "I-17", "UPDATE interchange_fees SET amount = amount + 1");
    row("lost fee", "I-17", "DELETE FROM interchange_fees");
    row("fee in another window", "I-17", "UPDATE interchange_fees SET window = 2");
    row("fee rule", "I-22", "UPDATE interchange_rules SET rule = CAST(rule || 'x' AS BLOB)");
    row("terms of a transfer", "I-22", "UPDATE transfer_facts SET facts = x'ff'");
    row("bulk", "I-22", "UPDATE bulks SET state = 3 WHERE seq = 1");
    row("lost bulk", "I-20", "DELETE FROM bulks WHERE seq = 1");
    row("lost newest bulk", "I-18", "DELETE FROM bulks WHERE seq = 2");
    row("transfer of a bulk", "I-22", "UPDATE bulk_items SET state = 8 WHERE bulk = 2");
    row("lost transfer of a bulk", "I-18", "DELETE FROM bulk_items WHERE bulk = 1 AND item = 0");
    row("transfer of another bulk", "I-18", "UPDATE bulk_items SET bulk = 3 WHERE bulk = 2");
    row("unpaid transfer of a paid bulk", "I-18",
        "DELETE FROM transfer_states WHERE window > 0 AND seq IN (SELECT transfer FROM bulk_items)");
    row("pause", "I-30", "UPDATE participants SET is_paused = 1 WHERE name = 'dfspa'");
    row("share of a cap", "I-22", "UPDATE limits SET liquidity_percent = 100 WHERE liquidity_percent = 5000");
    row("contact", "I-22", "UPDATE contacts SET email = 'another@bank.example'");
    row("contact of nobody", "I-2", "UPDATE contacts SET participant = 77");
    row("entry of the directory", "I-22",
        "UPDATE directory_entries SET fsp = 'dfspb' WHERE identifier = '1'");
    row("unsigned entry of the directory", "I-3",
        "UPDATE directory_entries SET fsp = 'dfspb', crc = NULL WHERE identifier = '1'");
    row("owner of an entry", "I-10", "UPDATE directory_entries SET fsp = 'nobody' WHERE identifier = '1'");
    row("lost entry of the directory", "I-3", "DELETE FROM directory_entries WHERE identifier = '1'");
    row("invented entry of the directory", "I-3",
        "INSERT INTO directory_entries VALUES ('MSISDN', '3', '', '', 'dfspa', NULL)");
}

void TestVerifySettlement::plantedFaultIsNamed()
{
    QFETCH(QString, invariant);
    QFETCH(QString, sql);
    const QString data = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(copyFolder(m_day.hub.dataDirectory(), data));
    QCOMPARE(tamper(data + QStringLiteral("/ledger.db"), sql), QString());
    const Run run = verify(data);
    QVERIFY2(run.code == 65, (run.out + run.err).constData());
    QVERIFY2(run.out.contains("broken " + invariant.toUtf8() + ":"), run.out.constData());
}

QTEST_GUILESS_MAIN(TestVerifySettlement)
#include "tst_verify_settlement.moc"
