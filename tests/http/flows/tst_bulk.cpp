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

QByteArray elementOf(const Payment& payment)
{
    return "{\"transferId\":\"" + payment.id.toUtf8() + "\", \"transferAmount\":{\"currency\":\"" +
           payment.currency.toUtf8() + "\",\"amount\":\"" + payment.amount.toUtf8() + "\"},\"ilpPacket\":\"" +
           kPacket + "\",\"condition\":\"" + payment.condition +
           "\",\"extensionList\":{\"extension\":[{\"key\":\"k\",\"value\":\"v\"}]}}";
}

QByteArray bulkBody(const QString& id, const QByteArray& payer, const QByteArray& payee,
                    const QList<Payment>& payments, const QByteArray& expiration)
{
    QByteArray elements;
    for (const Payment& payment : payments)
        elements += (elements.isEmpty() ? "" : ",") + elementOf(payment);
    return "{\"bulkTransferId\":\"" + id.toUtf8() + "\",\"bulkQuoteId\":\"" + newId().toUtf8() +
           "\",\"payerFsp\":\"" + payer + "\",\"payeeFsp\":\"" + payee + "\",\"individualTransfers\":[" +
           elements + "],\"expiration\":\"" + expiration + "\"}";
}

QByteArray answerBody(const QList<Payment>& payments, const QByteArray& completedAt)
{
    QByteArray results;
    for (const Payment& payment : payments)
        results += (results.isEmpty() ? "" : ",") +
                   ("{\"transferId\":\"" + payment.id.toUtf8() + "\",\"fulfilment\":\"" + payment.fulfilment +
                    "\",\"extensionList\":{\"extension\":[{\"key\":\"of\",\"value\":\"" +
                    payment.amount.toUtf8() + "\"}]}}");
    return "{\"bulkTransferState\":\"COMPLETED\",\"completedTimestamp\":\"" + completedAt +
           "\",\"individualTransferResults\":[" + results +
           "],\"extensionList\":{\"extension\":[{\"key\":\"bulk\",\"value\":\"x\"}]}}";
}

} // namespace

/// Bulk transfers through the real program (fspiop 11).
class TestBulk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void allArePaid();
    void onePartIsRefusedAtOnce();
    void amountsBeyondTheLedgerAreRefused();
    void payeeRefusesTheWhole();
    void undefinedErrorCodeIsReplaced();
    void futureTimestampAborts();
    void silenceExpires();
    void restartKeepsTheBulk();
    void unknownParties();
    void wrongVersion();

private:
    Reply send(const QString& id, const QList<Payment>& payments, int expiresInMs = 30'000)
    {
        m_body = bulkBody(id, "greenbank", "mobilecash", payments, isoIn(expiresInMs));
        return m_scheme->send("POST", QStringLiteral("/bulkTransfers"), "bulkTransfers", m_payer->name(),
                              m_payee->name(), m_body);
    }
    Reply answer(const QString& id, const QByteArray& body)
    {
        return m_scheme->send("PUT", QStringLiteral("/bulkTransfers/") + id, "bulkTransfers", m_payee->name(),
                              m_payer->name(), body);
    }
    Payment payment(const QString& amount, const QString& currency = QStringLiteral("USD"))
    {
        Payment out = m_scheme->payment(m_payer->name(), m_payee->name(), amount);
        out.currency = currency;
        return out;
    }
    Received result(Dfsp* dfsp, const QString& id)
    {
        return dfsp->take("PUT", "/bulkTransfers/" + id.toUtf8());
    }

    HubProcess m_hub;
    std::unique_ptr<Scheme> m_scheme;
    Dfsp* m_payer = nullptr;
    Dfsp* m_payee = nullptr;
    QByteArray m_body;
};

void TestBulk::initTestCase()
{
    QVERIFY2(m_hub.start(), m_hub.log().constData());
    m_scheme = std::make_unique<Scheme>(m_hub);
    QVERIFY(m_scheme->prepare());
    m_payer = m_scheme->add(QStringLiteral("greenbank"));
    m_payee = m_scheme->add(QStringLiteral("mobilecash"));
    QVERIFY(m_payer && m_payee);
}

void TestBulk::init()
{
    m_payer->clear();
    m_payee->clear();
}

void TestBulk::allArePaid()
{
    const QString id = newId();
    const QList<Payment> payments{payment(QStringLiteral("10")), payment(QStringLiteral("2.5"))};
    QCOMPARE(send(id, payments).status, 202);
    const Received forwarded = m_payee->take("POST", "/bulkTransfers");
    QCOMPARE(forwarded.body, m_body);
    QCOMPARE(forwarded.header("fspiop-source"), QByteArray("Hub"));
    QCOMPARE(forwarded.header("fspiop-destination"), QByteArray("mobilecash"));
    QCOMPARE(forwarded.header("fspiop-uri"), QByteArray("/bulkTransfers"));
    QVERIFY(!forwarded.header("fspiop-signature").isEmpty());
    QVERIFY(forwarded.header("accept").startsWith("application/vnd.interoperability.bulkTransfers+json"));
    const QByteArray at = isoIn(-5);
    QCOMPARE(answer(id, answerBody(payments, at)).status, 200);
    for (Dfsp* dfsp : {m_payer, m_payee}) {
        const Received told = result(dfsp, id);
        QCOMPARE(told.header("fspiop-source"), QByteArray("Hub"));
        QCOMPARE(told.header("fspiop-uri"), "/bulkTransfers/" + id.toUtf8());
        QVERIFY(told.header("accept").isEmpty());
        const QJsonObject body = told.json().object();
        QCOMPARE(body.value(QStringLiteral("bulkTransferState")).toString(), QStringLiteral("COMPLETED"));
        QCOMPARE(body.value(QStringLiteral("completedTimestamp")).toString().toUtf8(), at);
        const QJsonArray results = body.value(QStringLiteral("individualTransferResults")).toArray();
        QCOMPARE(results.size(), 2);
        QVERIFY(told.body.contains("{\"extension\":[{\"key\":\"of\",\"value\":\"2.5\"}]}"));
        QVERIFY(
            told.body.endsWith("\"extensionList\":{\"extension\":[{\"key\":\"bulk\",\"value\":\"x\"}]}}"));
        QCOMPARE(results[1].toObject().value(QStringLiteral("fulfilment")).toString().toUtf8(),
                 payments[1].fulfilment);
    }
    QCOMPARE(m_scheme->position(m_payer->name()), QStringLiteral("12.5"));
    QCOMPARE(m_scheme->position(m_payee->name()), QStringLiteral("-12.5"));
    // The same again is answered with what is stored, another body with 3106.
    QCOMPARE(m_scheme
                 ->send("POST", QStringLiteral("/bulkTransfers"), "bulkTransfers", m_payer->name(),
                        m_payee->name(), m_body)
                 .status,
             202);
    QVERIFY(result(m_payer, id).body.contains(at));
    QCOMPARE(send(id, {payments[0]}).status, 202);
    QVERIFY(m_payer->take("PUT", "/bulkTransfers/" + id.toUtf8() + "/error").body.contains("3106"));
    QCOMPARE(m_scheme->position(m_payer->name()), QStringLiteral("12.5"));
    QCOMPARE(m_scheme->getTransfer(payments[0].id, m_payer->name()).status, 202);
    QVERIFY(m_payer->take("PUT", "/transfers/" + payments[0].id.toUtf8()).body.contains("COMMITTED"));
}

void TestBulk::onePartIsRefusedAtOnce()
{
    const QString id = newId();
    const QList<Payment> payments{payment(QStringLiteral("1")),
                                  payment(QStringLiteral("1"), QStringLiteral("AED"))};
    QCOMPARE(send(id, payments).status, 202);
    const Received forwarded = m_payee->take("POST", "/bulkTransfers");
    const QJsonArray sent = forwarded.json().object().value(QStringLiteral("individualTransfers")).toArray();
    QCOMPARE(sent.size(), 1);
    QVERIFY(forwarded.body.contains(elementOf(payments[0])));
    QCOMPARE(answer(id, answerBody({payments[0]}, isoIn(0))).status, 200);
    const Received toPayer = result(m_payer, id);
    const QJsonArray results =
        toPayer.json().object().value(QStringLiteral("individualTransferResults")).toArray();
    QCOMPARE(results.size(), 2);
    const QJsonObject refused = results[1].toObject();
    QVERIFY(!refused.contains(QStringLiteral("fulfilment")));
    QCOMPARE(refused.value(QStringLiteral("errorInformation"))
                 .toObject()
                 .value(QStringLiteral("errorDescription"))
                 .toString(),
             QStringLiteral("Generic validation error - Participant greenbank AED account not found"));
    QCOMPARE(result(m_payee, id)
                 .json()
                 .object()
                 .value(QStringLiteral("individualTransferResults"))
                 .toArray()
                 .size(),
             1);
    for (const auto& [dfsp, count] : {std::pair(m_payer, 2), std::pair(m_payee, 1)}) {
        QCOMPARE(
            m_scheme->send("GET", QStringLiteral("/bulkTransfers/") + id, "bulkTransfers", dfsp->name(), {})
                .status,
            202);
        QCOMPARE(result(dfsp, id)
                     .json()
                     .object()
                     .value(QStringLiteral("individualTransferResults"))
                     .toArray()
                     .size(),
                 count);
    }
    QCOMPARE(
        m_scheme
            ->send("GET", QStringLiteral("/bulkTransfers/") + newId(), "bulkTransfers", m_payer->name(), {})
            .status,
        202);
}

void TestBulk::amountsBeyondTheLedgerAreRefused()
{
    const QString id = newId();
    const QList<Payment> payments{payment(QStringLiteral("123456789012345678")),
                                  payment(QStringLiteral("3"))};
    QCOMPARE(send(id, payments).status, 202);
    QVERIFY(!m_payee->take("POST", "/bulkTransfers").body.contains("123456789012345678"));
    QCOMPARE(answer(id, answerBody({payments[1]}, isoIn(-5))).status, 200);
    const QJsonArray results =
        result(m_payer, id).json().object().value(QStringLiteral("individualTransferResults")).toArray();
    QCOMPARE(results.size(), 2);
    const QJsonObject error = results[0].toObject().value(QStringLiteral("errorInformation")).toObject();
    QCOMPARE(error.value(QStringLiteral("errorCode")).toString(), QStringLiteral("3100"));
    QVERIFY(error.value(QStringLiteral("errorDescription"))
                .toString()
                .endsWith(QStringLiteral("Amount 123456789012345678 exceeds allowed precision of 18")));

    const Payment single = payment(QStringLiteral("123456789012345678"));
    QCOMPARE(m_scheme->prepareTransfer(single).status, 202);
    QVERIFY(m_payer->take("PUT", "/transfers/" + single.id.toUtf8() + "/error")
                .body.contains("exceeds allowed precision of 18"));
}

void TestBulk::payeeRefusesTheWhole()
{
    const QString before = m_scheme->position(m_payer->name());
    const QString id = newId();
    QCOMPARE(send(id, {payment(QStringLiteral("7"))}).status, 202);
    QVERIFY(!m_payee->take("POST", "/bulkTransfers").method.isEmpty());
    const QByteArray body = "{\"errorInformation\":{\"errorCode\":\"5100\",\"errorDescription\":\"No, "
                            "thanks\",\"extensionList\":{\"extension\":[{\"key\":\"a\",\"value\":\"b\"}]}}}";
    QCOMPARE(m_scheme
                 ->send("PUT", QStringLiteral("/bulkTransfers/%1/error").arg(id), "bulkTransfers",
                        m_payee->name(), m_payer->name(), body)
                 .status,
             200);
    const Received told = m_payer->take("PUT", "/bulkTransfers/" + id.toUtf8() + "/error");
    QCOMPARE(told.body, body);
    QCOMPARE(told.header("fspiop-source"), QByteArray("Hub"));
    QVERIFY(!told.header("fspiop-signature").isEmpty());
    QVERIFY(!m_payee->take("PUT", "/bulkTransfers/" + id.toUtf8() + "/error").method.isEmpty());
    QCOMPARE(m_scheme->position(m_payer->name()), before);
    QCOMPARE(
        m_scheme->send("GET", QStringLiteral("/bulkTransfers/") + id, "bulkTransfers", m_payer->name(), {})
            .status,
        202);
    QVERIFY(result(m_payer, id).body.contains("REJECTED"));
}

void TestBulk::undefinedErrorCodeIsReplaced()
{
    const QString id = newId();
    QCOMPARE(send(id, {payment(QStringLiteral("7"))}).status, 202);
    QVERIFY(!m_payee->take("POST", "/bulkTransfers").method.isEmpty());
    QCOMPARE(m_scheme
                 ->send("PUT", QStringLiteral("/bulkTransfers/%1/error").arg(id), "bulkTransfers",
                        m_payee->name(), m_payer->name(),
                        "{\"errorInformation\":{\"errorCode\":\"9999\",\"errorDescription\":\"Odd\"}}")
                 .status,
             200);
    const QByteArray told = m_payer->take("PUT", "/bulkTransfers/" + id.toUtf8() + "/error").body;
    QVERIFY2(told.contains("\"3100\"") && told.contains("API specification undefined errorCode"),
             told.constData());
}

void TestBulk::futureTimestampAborts()
{
    const QString before = m_scheme->position(m_payer->name());
    const QString id = newId();
    const Payment one = payment(QStringLiteral("7"));
    QCOMPARE(send(id, {one}).status, 202);
    QVERIFY(!m_payee->take("POST", "/bulkTransfers").method.isEmpty());
    QCOMPARE(answer(id, answerBody({one}, isoIn(60'000))).status, 200);
    QVERIFY(m_payer->take("PUT", "/bulkTransfers/" + id.toUtf8() + "/error").body.contains("\"3100\""));
    QCOMPARE(m_scheme->position(m_payer->name()), before);
}

void TestBulk::silenceExpires()
{
    const QString before = m_scheme->position(m_payer->name());
    const QString id = newId();
    const Payment one = payment(QStringLiteral("7"));
    QCOMPARE(send(id, {one}, 700).status, 202);
    const Received told = result(m_payer, id);
    QVERIFY(told.body.contains("COMPLETED"));
    QVERIFY(told.body.contains("\"3303\",\"errorDescription\":\"Transfer expired\""));
    QVERIFY(result(m_payee, id).body.contains("3303"));
    QCOMPARE(answer(id, answerBody({one}, isoIn(0))).status, 200);
    QCOMPARE(m_scheme->position(m_payer->name()), before);
}

void TestBulk::restartKeepsTheBulk()
{
    const QString id = newId();
    const QList<Payment> payments{payment(QStringLiteral("3")), payment(QStringLiteral("4"))};
    QCOMPARE(send(id, payments).status, 202);
    QVERIFY(!m_payee->take("POST", "/bulkTransfers").method.isEmpty());
    const QString before = m_scheme->position(m_payee->name());
    m_hub.kill();
    QVERIFY2(m_hub.start(), m_hub.log().constData());
    QCOMPARE(answer(id, answerBody(payments, isoIn(0))).status, 200);
    QVERIFY(result(m_payer, id).body.contains(payments[1].fulfilment));
    QVERIFY(m_scheme->position(m_payee->name()) != before);
    m_hub.kill();
    QVERIFY2(m_hub.start(), m_hub.log().constData());
    QCOMPARE(m_scheme
                 ->send("POST", QStringLiteral("/bulkTransfers"), "bulkTransfers", m_payer->name(),
                        m_payee->name(), m_body)
                 .status,
             202);
    QVERIFY(result(m_payer, id).body.contains(payments[1].fulfilment));
}

void TestBulk::unknownParties()
{
    const auto refusalOf = [this](const QByteArray& payer, const QByteArray& payee) {
        const QString id = newId();
        m_scheme->send("POST", QStringLiteral("/bulkTransfers"), "bulkTransfers", m_payer->name(), {},
                       bulkBody(id, payer, payee, {payment(QStringLiteral("1"))}, isoIn(30'000)));
        return m_payer->take("PUT", "/bulkTransfers/" + id.toUtf8() + "/error").body;
    };
    QVERIFY(
        refusalOf("greenbank", "nobody").contains("Payee FSP ID not found - Participant nobody not found"));
    QVERIFY(refusalOf("mobilecash", "greenbank")
                .contains("Generic validation error - FSPIOP-Source header should match Payer FSP"));
    const QJsonObject all = QJsonDocument::fromJson(refusalOf("noone", "nobody"))
                                .object()
                                .value(QStringLiteral("errorInformation"))
                                .toObject();
    QCOMPARE(all.value(QStringLiteral("errorCode")).toString(), QStringLiteral("3100"));
    const QJsonArray others =
        all.value(QStringLiteral("extensionList")).toObject().value(QStringLiteral("extension")).toArray();
    const QStringList wanted{
        QStringLiteral("additionalErrors1=3202: Payer FSP ID not found - Participant noone not found"),
        QStringLiteral("additionalErrors2=3203: Payee FSP ID not found - Participant nobody not found")};
    QStringList found;
    for (const QJsonValue& value : others)
        found << value[QStringLiteral("key")].toString() + u'=' + value[QStringLiteral("value")].toString();
    QCOMPARE(found, wanted);
}

void TestBulk::wrongVersion()
{
    const Reply reply = m_scheme->send("POST", QStringLiteral("/bulkTransfers"), "bulkTransfers",
                                       m_payer->name(), m_payee->name(), "{}", "9.0");
    QCOMPARE(reply.status, 406);
    QCOMPARE(reply.errorCode(), QStringLiteral("3001"));
    const Reply empty = m_scheme->send("POST", QStringLiteral("/bulkTransfers"), "bulkTransfers",
                                       m_payer->name(), m_payee->name(), "{}");
    QCOMPARE(empty.status, 400);
    QCOMPARE(empty.errorDescription(),
             QStringLiteral("Missing mandatory element - /requestBody must have required property "
                            "'bulkTransferId'"));
}

QTEST_GUILESS_MAIN(TestBulk)
#include "tst_bulk.moc"
