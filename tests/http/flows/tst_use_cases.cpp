#include "tests/support/blackbox/scheme.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace hub::blackbox;

namespace {

constexpr auto kPacket = "AYIBgQAAAAAAAASwNGxldmVsb25lLmRmc3AxLm1lci45T2RTOF81";

QByteArray isoIn(int ms)
{
    return QDateTime::currentDateTimeUtc()
        .addMSecs(ms)
        .toString(QStringLiteral("yyyy-MM-ddThh:mm:ss.zzzZ"))
        .toLatin1();
}

QByteArray party(const QByteArray& type, const QByteArray& id, const QByteArray& fsp)
{
    return "{\"partyIdInfo\":{\"partyIdType\":\"" + type + "\",\"partyIdentifier\":\"" + id +
           "\",\"fspId\":\"" + fsp + "\"}}";
}

QByteArray money(const QByteArray& amount)
{
    return "{\"currency\":\"USD\",\"amount\":\"" + amount + "\"}";
}

} // namespace

/// The use cases of the scheme from end to end between two simulated DFSPs (FSPIOP API Definition, use
/// cases): every message over the hub, every answer checked at the other side, positions at the end.
class TestUseCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void payerInitiated_data();
    void payerInitiated();
    void payeeInitiated_data();
    void payeeInitiated();
    void bulk();
    void rejectedRequest();
    void transactionState();

private:
    /// DFSP `from` sends, `to` gets it with the same body; what it was.
    Received relayed(const QByteArray& method, const QByteArray& path, const QByteArray& resource, Dfsp* from,
                     Dfsp* to, const QByteArray& body);
    void findParty(const QByteArray& type, const QByteArray& id);
    void agree(const QByteArray& type, const QByteArray& id, const QByteArray& transactionType,
               const QByteArray& requestId);
    void pay();

    HubProcess m_hub;
    std::unique_ptr<Scheme> m_scheme;
    Dfsp* m_payer = nullptr;
    Dfsp* m_payee = nullptr;
    QString m_payerBefore;
    Payment m_payment;
};

void TestUseCases::initTestCase()
{
    QVERIFY2(m_hub.start(), m_hub.log().constData());
    m_scheme = std::make_unique<Scheme>(m_hub);
    QVERIFY(m_scheme->prepare());
    m_payer = m_scheme->add(QStringLiteral("greenbank"));
    m_payee = m_scheme->add(QStringLiteral("mobilecash"));
    QVERIFY(m_payer && m_payee);
    const HeaderList headers{{"Accept", "application/json"},
                             {"Content-Type", "application/json"},
                             {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};
    QByteArray csv = "partyIdType,partyIdentifier,fspId\r\n";
    for (const char* type : {"MSISDN", "ALIAS", "BUSINESS", "DEVICE"}) {
        const QByteArray body =
            QByteArray("{\"oracleIdType\":\"") + type +
            "\",\"endpoint\":{\"value\":\"hub:directory\",\"endpointType\":\"URL\"},\"isDefault\":true}";
        QCOMPARE(call("POST", m_hub.operatorApi(QStringLiteral("/oracles")), headers, body).status, 201);
        csv += QByteArray(type) + ",27713803912,mobilecash\r\n";
    }
    const Reply imported =
        call("POST", m_hub.operatorApi(QStringLiteral("/hub/v1/directory/csv?dryRun=false")),
             {{"Content-Type", "text/csv"}}, csv);
    QCOMPARE(imported.status, 200);
    QVERIFY2(imported.json().object().value(QStringLiteral("isWritten")).toBool(), imported.body.constData());
}

void TestUseCases::init()
{
    m_payer->clear();
    m_payee->clear();
    m_payerBefore = m_scheme->position(m_payer->name());
    m_payment = m_scheme->payment(m_payer->name(), m_payee->name(), QStringLiteral("10"));
}

Received TestUseCases::relayed(const QByteArray& method, const QByteArray& path, const QByteArray& resource,
                               Dfsp* from, Dfsp* to, const QByteArray& body)
{
    const Reply reply =
        m_scheme->send(method, QString::fromLatin1(path), resource, from->name(), to->name(), body);
    const int expected = method == "PUT" ? 200 : 202;
    if (reply.status != expected) {
        qWarning("%s %s answered %d: %s", method.constData(), path.constData(), reply.status,
                 reply.body.constData());
        return {};
    }
    Received got = to->take(method, path);
    if (got.body != body || got.header("fspiop-source") != from->name().toUtf8() ||
        got.header("fspiop-destination") != to->name().toUtf8())
        return {};
    return got;
}

void TestUseCases::findParty(const QByteArray& type, const QByteArray& id)
{
    const QByteArray path = "/parties/" + type + "/" + id;
    QCOMPARE(m_scheme->send("GET", QString::fromLatin1(path), "parties", m_payer->name(), {}).status, 202);
    QCOMPARE(m_payee->take("GET", path).header("fspiop-source"), QByteArray("greenbank"));
    QVERIFY(!relayed("PUT", path, "parties", m_payee, m_payer,
                     "{\"party\":" + party(type, id, "mobilecash") + "}")
                 .method.isEmpty());
}

void TestUseCases::agree(const QByteArray& type, const QByteArray& id, const QByteArray& transactionType,
                         const QByteArray& requestId)
{
    const QByteArray quoteId = newId().toUtf8();
    const QByteArray request =
        requestId.isEmpty() ? QByteArray() : ",\"transactionRequestId\":\"" + requestId + "\"";
    const QByteArray quote = "{\"quoteId\":\"" + quoteId + "\",\"transactionId\":\"" + newId().toUtf8() +
                             "\"" + request + ",\"payee\":" + party(type, id, "mobilecash") +
                             ",\"payer\":" + party("MSISDN", "44123456789", "greenbank") +
                             ",\"amountType\":\"SEND\",\"amount\":" + money("10") +
                             ",\"transactionType\":" + transactionType + "}";
    QVERIFY(!relayed("POST", "/quotes", "quotes", m_payer, m_payee, quote).method.isEmpty());
    const QByteArray answer = "{\"transferAmount\":" + money("10") + ",\"payeeFspFee\":" + money("0.5") +
                              ",\"expiration\":\"" + isoIn(60'000) + "\",\"ilpPacket\":\"" + kPacket +
                              "\",\"condition\":\"" + m_payment.condition + "\"}";
    QVERIFY(!relayed("PUT", "/quotes/" + quoteId, "quotes", m_payee, m_payer, answer).method.isEmpty());
}

void TestUseCases::pay()
{
    QCOMPARE(m_scheme->prepareTransfer(m_payment).status, 202);
    QVERIFY(!m_payee->take("POST", "/transfers").method.isEmpty());
    QCOMPARE(m_scheme->fulfil(m_payment).status, 200);
    QVERIFY(m_payer->take("PUT", "/transfers/" + m_payment.id.toUtf8()).body.contains(m_payment.fulfilment));
    QCOMPARE(m_scheme->position(m_payer->name()).toInt(), m_payerBefore.toInt() + 10);
    QCOMPARE(m_scheme->position(m_payee->name()).toInt(), -m_payerBefore.toInt() - 10);
}

void TestUseCases::payerInitiated_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("transactionType");
    QTest::newRow("P2P") << QByteArray("MSISDN")
                         << QByteArray(
                                R"({"scenario":"TRANSFER","initiator":"PAYER","initiatorType":"CONSUMER"})");
    QTest::newRow("merchant")
        << QByteArray("BUSINESS")
        << QByteArray(R"({"scenario":"PAYMENT","initiator":"PAYER","initiatorType":"CONSUMER"})");
    QTest::newRow("agent cash-in")
        << QByteArray("MSISDN")
        << QByteArray(R"({"scenario":"DEPOSIT","initiator":"PAYER","initiatorType":"AGENT"})");
    QTest::newRow("agent cash-out, payer starts")
        << QByteArray("ALIAS")
        << QByteArray(R"({"scenario":"WITHDRAWAL","initiator":"PAYER","initiatorType":"CONSUMER"})");
    QTest::newRow("refund")
        << QByteArray("MSISDN")
        << QByteArray(
               R"({"scenario":"REFUND","initiator":"PAYER","initiatorType":"BUSINESS","refundInfo":)"
               R"({"originalTransactionId":"b51ec534-ee48-4575-b6a9-ead2955b8069","refundReason":"broken"}})");
}

void TestUseCases::payerInitiated()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, transactionType);
    findParty(type, "27713803912");
    agree(type, "27713803912", transactionType, {});
    pay();
}

void TestUseCases::payeeInitiated_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("transactionType");
    QTest::addColumn<bool>("hasOtp");
    QTest::newRow("merchant request to pay")
        << QByteArray("BUSINESS")
        << QByteArray(R"({"scenario":"PAYMENT","initiator":"PAYEE","initiatorType":"BUSINESS"})") << false;
    QTest::newRow("merchant request to pay with OTP")
        << QByteArray("DEVICE")
        << QByteArray(R"({"scenario":"PAYMENT","initiator":"PAYEE","initiatorType":"DEVICE"})") << true;
    QTest::newRow("agent cash-out with OTP")
        << QByteArray("ALIAS")
        << QByteArray(R"({"scenario":"WITHDRAWAL","initiator":"PAYEE","initiatorType":"AGENT"})") << true;
    QTest::newRow("ATM cash-out with OTP")
        << QByteArray("DEVICE")
        << QByteArray(R"({"scenario":"WITHDRAWAL","initiator":"PAYEE","initiatorType":"DEVICE"})") << true;
}

void TestUseCases::payeeInitiated()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, transactionType);
    QFETCH(bool, hasOtp);
    const QByteArray id = newId().toUtf8();
    const QByteArray request = "{\"transactionRequestId\":\"" + id +
                               "\",\"payee\":" + party(type, "27713803912", "mobilecash") +
                               ",\"payer\":{\"partyIdType\":\"MSISDN\",\"partyIdentifier\":\"44123456789\","
                               "\"fspId\":\"greenbank\"}," +
                               "\"amount\":" + money("10") + ",\"transactionType\":" + transactionType +
                               (hasOtp ? ",\"authenticationType\":\"OTP\"}" : "}");
    QVERIFY(!relayed("POST", "/transactionRequests", "transactionRequests", m_payee, m_payer, request)
                 .method.isEmpty());
    QVERIFY(
        !relayed("PUT", "/transactionRequests/" + id, "transactionRequests", m_payer, m_payee,
                 "{\"transactionId\":\"" + newId().toUtf8() + "\",\"transactionRequestState\":\"RECEIVED\"}")
             .method.isEmpty());
    agree(type, "27713803912", transactionType, id);
    if (hasOtp) {
        const QByteArray path =
            "/authorizations/" + id + "?authenticationType=OTP&retriesLeft=2&amount=10&currency=USD";
        QVERIFY(!relayed("GET", path, "authorizations", m_payer, m_payee, {}).method.isEmpty());
        QVERIFY(
            !relayed("PUT", "/authorizations/" + id, "authorizations", m_payee, m_payer,
                     "{\"authenticationInfo\":{\"authentication\":\"OTP\",\"authenticationValue\":\"1234\"},"
                     "\"responseType\":\"ENTERED\"}")
                 .method.isEmpty());
    }
    pay();
}

void TestUseCases::bulk()
{
    const QByteArray quoteId = newId().toUtf8();
    const QByteArray type = R"({"scenario":"TRANSFER","initiator":"PAYER","initiatorType":"BUSINESS"})";
    const QByteArray quotes =
        "{\"bulkQuoteId\":\"" + quoteId + "\",\"payer\":" + party("MSISDN", "44123456789", "greenbank") +
        ",\"individualQuotes\":[{\"quoteId\":\"" + newId().toUtf8() + "\",\"transactionId\":\"" +
        newId().toUtf8() + "\",\"payee\":" + party("MSISDN", "27713803912", "mobilecash") +
        ",\"amountType\":\"SEND\",\"amount\":" + money("10") + ",\"transactionType\":" + type + "}]}";
    QVERIFY(!relayed("POST", "/bulkQuotes", "bulkQuotes", m_payer, m_payee, quotes).method.isEmpty());
    QVERIFY(!relayed("PUT", "/bulkQuotes/" + quoteId, "bulkQuotes", m_payee, m_payer,
                     "{\"individualQuoteResults\":[],\"expiration\":\"" + isoIn(60'000) + "\"}")
                 .method.isEmpty());
    const QByteArray id = newId().toUtf8();
    const QByteArray body =
        "{\"bulkTransferId\":\"" + id + "\",\"bulkQuoteId\":\"" + quoteId +
        "\",\"payerFsp\":\"greenbank\",\"payeeFsp\":\"mobilecash\",\"individualTransfers\":[{"
        "\"transferId\":\"" +
        m_payment.id.toUtf8() + "\",\"transferAmount\":" + money("10") + ",\"ilpPacket\":\"" + kPacket +
        "\",\"condition\":\"" + m_payment.condition + "\"}],\"expiration\":\"" + isoIn(60'000) + "\"}";
    QCOMPARE(m_scheme
                 ->send("POST", QStringLiteral("/bulkTransfers"), "bulkTransfers", m_payer->name(),
                        m_payee->name(), body)
                 .status,
             202);
    QCOMPARE(m_payee->take("POST", "/bulkTransfers").body, body);
    QCOMPARE(
        m_scheme
            ->send("PUT", QString::fromLatin1("/bulkTransfers/" + id), "bulkTransfers", m_payee->name(),
                   m_payer->name(),
                   "{\"bulkTransferState\":\"COMPLETED\",\"individualTransferResults\":[{\"transferId\":\"" +
                       m_payment.id.toUtf8() + "\",\"fulfilment\":\"" + m_payment.fulfilment + "\"}]}")
            .status,
        200);
    QVERIFY(m_payer->take("PUT", "/bulkTransfers/" + id).body.contains(m_payment.fulfilment));
    QCOMPARE(m_scheme->position(m_payer->name()).toInt(), m_payerBefore.toInt() + 10);
}

void TestUseCases::rejectedRequest()
{
    const QByteArray id = newId().toUtf8();
    QVERIFY(!relayed("PUT", "/transactionRequests/" + id, "transactionRequests", m_payer, m_payee,
                     R"({"transactionRequestState":"REJECTED"})")
                 .method.isEmpty());
    QVERIFY(!relayed("PUT", "/transactionRequests/" + id + "/error", "transactionRequests", m_payer, m_payee,
                     R"({"errorInformation":{"errorCode":"4101","errorDescription":"No"}})")
                 .method.isEmpty());
}

void TestUseCases::transactionState()
{
    const QByteArray path = "/transactions/" + newId().toUtf8();
    QVERIFY(!relayed("GET", path, "transactions", m_payer, m_payee, {}).method.isEmpty());
    QVERIFY(!relayed("PUT", path, "transactions", m_payee, m_payer,
                     R"({"transactionState":"COMPLETED","code":"ABC123"})")
                 .method.isEmpty());
    QVERIFY(!relayed("PUT", path + "/error", "transactions", m_payee, m_payer,
                     R"({"errorInformation":{"errorCode":"3207","errorDescription":"Not known"}})")
                 .method.isEmpty());
}

QTEST_GUILESS_MAIN(TestUseCases)
#include "tst_use_cases.moc"
