#include "tests/support/blackbox/scheme.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace hub::blackbox;

/// Party registration in the built-in directory, lookup, quote: relayed between two DFSPs by the real
/// program.
class TestLookupsQuotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void registeredPartyIsFound();
    void unknownPartyIsToldByCallback();
    void removedPartyIsGone();
    void partyOfNobodyIsNotRegistered();
    void subIdsAreToldApart();
    void partyAnswerIsRelayedVerbatim();
    void unknownSourceIsRefusedAtOnce();
    void quoteGoesThereAndBack();
    void quoteToAnUnknownDfspEndsInAnErrorCallback();
    void quoteToADeadDfspEndsInAnErrorCallback();
    void wrongVersionIsUnacceptable();
    void unknownPathAndMethod();
    void theOperatorSeesWhatWasForwarded();

private:
    /// Rows of POST /hub/v1/forwarded/search.
    QJsonArray forwarded(const QByteArray& filter) const
    {
        const Reply reply = callJson("POST", m_hub.operatorApi(QStringLiteral("/hub/v1/forwarded/search")),
                                     "{\"filter\":" + filter + ",\"page\":{\"after\":\"\",\"limit\":50}}");
        return reply.json().object().value(QStringLiteral("rows")).toArray();
    }
    static QString errorCode(const Received& message)
    {
        return message.json()
            .object()
            .value(QStringLiteral("errorInformation"))
            .toObject()
            .value(QStringLiteral("errorCode"))
            .toString();
    }
    static QByteArray quoteBody(const QString& id, const QString& payer, const QString& payee)
    {
        return "{\"quoteId\":\"" + id.toUtf8() + "\",\"transactionId\":\"" + newId().toUtf8() +
               "\",\"payee\":{\"partyIdInfo\":{\"partyIdType\":\"MSISDN\",\"partyIdentifier\":"
               "\"27713803912\",\"fspId\":\"" +
               payee.toUtf8() +
               "\"}},\"payer\":{\"partyIdInfo\":{\"partyIdType\":\"MSISDN\",\"partyIdentifier\":"
               "\"44123456789\",\"fspId\":\"" +
               payer.toUtf8() +
               "\"}},\"amountType\":\"SEND\",\"amount\":{\"currency\":\"USD\",\"amount\":\"60\"},"
               "\"transactionType\":{"
               "\"scenario\":\"TRANSFER\",\"initiator\":\"PAYER\",\"initiatorType\":\"CONSUMER\"}}";
    }

    HubProcess m_hub;
    std::unique_ptr<Scheme> m_scheme;
    Dfsp* m_payer = nullptr;
    Dfsp* m_payee = nullptr;
};

void TestLookupsQuotes::initTestCase()
{
    QVERIFY2(m_hub.start(), m_hub.log().constData());
    m_scheme = std::make_unique<Scheme>(m_hub);
    QVERIFY(m_scheme->prepare());
    m_payer = m_scheme->add(QStringLiteral("greenbank"));
    m_payee = m_scheme->add(QStringLiteral("mobilecash"));
    QVERIFY(m_payer && m_payee);
    for (const char* type : {"MSISDN", "ACCOUNT_ID"}) {
        const HeaderList headers{{"Accept", "application/json"},
                                 {"Content-Type", "application/json"},
                                 {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};
        const QByteArray body =
            QByteArray("{\"oracleIdType\":\"") + type +
            "\",\"endpoint\":{\"value\":\"hub:directory\",\"endpointType\":\"URL\"},\"isDefault\":true}";
        QCOMPARE(call("POST", m_hub.operatorApi(QStringLiteral("/oracles")), headers, body).status, 201);
    }
}

void TestLookupsQuotes::init()
{
    m_payer->clear();
    m_payee->clear();
    m_payer->status = m_payee->status = 202;
}

void TestLookupsQuotes::registeredPartyIsFound()
{
    const QString path = QStringLiteral("/participants/MSISDN/27713803912");
    QCOMPARE(m_scheme
                 ->send("POST", path, "participants", m_payee->name(), {},
                        "{\"fspId\":\"" + m_payee->name().toUtf8() + "\",\"currency\":\"USD\"}")
                 .status,
             202);
    const Received created = m_payee->take("PUT", path.toUtf8());
    QVERIFY2(!created.method.isEmpty(), "no callback after the registration");
    QVERIFY(created.body.contains("27713803912"));
    QCOMPARE(m_scheme->send("GET", path, "participants", m_payer->name(), {}).status, 202);
    const Received found = m_payer->take("PUT", path.toUtf8());
    QCOMPARE(found.json().object().value(QStringLiteral("fspId")).toString(), m_payee->name());
    QCOMPARE(found.header("fspiop-source"), QByteArray("Hub"));
    QCOMPARE(
        m_scheme->send("GET", QStringLiteral("/parties/MSISDN/27713803912"), "parties", m_payer->name(), {})
            .status,
        202);
    const Received asked = m_payee->take("GET", "/parties/MSISDN/27713803912");
    QCOMPARE(asked.header("fspiop-source"), m_payer->name().toUtf8());
    QCOMPARE(asked.header("fspiop-destination"), m_payee->name().toUtf8());
}

void TestLookupsQuotes::unknownPartyIsToldByCallback()
{
    QCOMPARE(
        m_scheme->send("GET", QStringLiteral("/parties/MSISDN/99999"), "parties", m_payer->name(), {}).status,
        202);
    const Received error = m_payer->take("PUT", "/parties/MSISDN/99999/error");
    QCOMPARE(errorCode(error), QStringLiteral("3204"));
    QVERIFY(error.body.contains("\"Party not found\""));
}

void TestLookupsQuotes::removedPartyIsGone()
{
    const QString path = QStringLiteral("/participants/ACCOUNT_ID/1234");
    QCOMPARE(m_scheme
                 ->send("POST", path, "participants", m_payee->name(), {},
                        "{\"fspId\":\"" + m_payee->name().toUtf8() + "\",\"currency\":\"USD\"}")
                 .status,
             202);
    QVERIFY(!m_payee->take("PUT", path.toUtf8()).method.isEmpty());
    QCOMPARE(m_scheme->send("DELETE", path, "participants", m_payer->name(), {}).status, 202);
    QCOMPARE(errorCode(m_payer->take("PUT", path.toUtf8() + "/error")), QStringLiteral("3040"));
    QCOMPARE(m_scheme->send("GET", path, "participants", m_payer->name(), {}).status, 202);
    QVERIFY(m_payer->take("PUT", path.toUtf8()).body.contains(m_payee->name().toUtf8()));
    QCOMPARE(m_scheme->send("DELETE", path, "participants", m_payee->name().toUpper(), {}).status, 202);
    QVERIFY(!m_payee->take("PUT", path.toUtf8()).method.isEmpty());
    QCOMPARE(m_scheme->send("GET", path, "participants", m_payer->name(), {}).status, 202);
    QCOMPARE(errorCode(m_payer->take("PUT", path.toUtf8() + "/error")), QStringLiteral("3204"));
}

void TestLookupsQuotes::partyOfNobodyIsNotRegistered()
{
    const QString path = QStringLiteral("/participants/ACCOUNT_ID/4321");
    for (const char* method : {"POST", "PUT"}) {
        const int status = m_scheme
                               ->send(method, path, "participants", m_payee->name(), {},
                                      "{\"fspId\":\"nobody\",\"currency\":\"USD\"}")
                               .status;
        QCOMPARE(status, qstrcmp(method, "POST") == 0 ? 202 : 200);
        const Received error = m_payee->take("PUT", path.toUtf8() + "/error");
        QCOMPARE(errorCode(error), QStringLiteral("3003"));
        QVERIFY(error.body.contains("FSP nobody not found"));
    }
    QCOMPARE(m_scheme->send("GET", path, "participants", m_payer->name(), {}).status, 202);
    QCOMPARE(errorCode(m_payer->take("PUT", path.toUtf8() + "/error")), QStringLiteral("3204"));
}

void TestLookupsQuotes::subIdsAreToldApart()
{
    const QString path = QStringLiteral("/participants/ACCOUNT_ID/shop");
    QCOMPARE(m_scheme
                 ->send("POST", path + QStringLiteral("/till1"), "participants", m_payee->name(), {},
                        "{\"fspId\":\"" + m_payee->name().toUtf8() + "\",\"currency\":\"USD\"}")
                 .status,
             202);
    QVERIFY(!m_payee->take("PUT", path.toUtf8() + "/till1").method.isEmpty());
    // The identifier is known, but not so: 3200; nobody knows it at all: 3204.
    for (const char* known : {"", "/till2"}) {
        QCOMPARE(
            m_scheme->send("GET", path + QLatin1String(known), "participants", m_payer->name(), {}).status,
            202);
        QCOMPARE(errorCode(m_payer->take("PUT", path.toUtf8() + known + "/error")), QStringLiteral("3200"));
    }
    const QString unknown = QStringLiteral("/participants/ACCOUNT_ID/nowhere/till1");
    QCOMPARE(m_scheme->send("GET", unknown, "participants", m_payer->name(), {}).status, 202);
    QCOMPARE(errorCode(m_payer->take("PUT", unknown.toUtf8() + "/error")), QStringLiteral("3204"));
}

void TestLookupsQuotes::partyAnswerIsRelayedVerbatim()
{
    const QByteArray body =
        "{ \"party\" : {\"partyIdInfo\":{\"partyIdType\":\"MSISDN\",\"partyIdentifier\":\"27713803912\","
        "\"fspId\":\"mobilecash\"},\"name\":\"Aung \xE1\x80\x99\xE1\x80\xBC\"}}";
    QCOMPARE(m_scheme
                 ->send("PUT", QStringLiteral("/parties/MSISDN/27713803912"), "parties", m_payee->name(),
                        m_payer->name(), body)
                 .status,
             200);
    QCOMPARE(m_payer->take("PUT", "/parties/MSISDN/27713803912").body, body);
}

void TestLookupsQuotes::unknownSourceIsRefusedAtOnce()
{
    const Reply reply = m_scheme->send("GET", QStringLiteral("/parties/MSISDN/27713803912"), "parties",
                                       QStringLiteral("nobody"), {});
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.errorCode(), QStringLiteral("3101"));
    QCOMPARE(reply.errorDescription(), QStringLiteral("Malformed syntax - invalid fspiop-source header"));
}

void TestLookupsQuotes::quoteGoesThereAndBack()
{
    const QString id = newId();
    const QByteArray body = quoteBody(id, m_payer->name(), m_payee->name());
    QCOMPARE(
        m_scheme->send("POST", QStringLiteral("/quotes"), "quotes", m_payer->name(), m_payee->name(), body)
            .status,
        202);
    const Received asked = m_payee->take("POST", "/quotes");
    QCOMPARE(asked.body, body);
    const QByteArray answer = "{\"transferAmount\":{\"currency\":\"USD\",\"amount\":\"60\"},\"expiration\":"
                              "\"2030-01-01T00:00:00.000Z\",\"ilpPacket\":"
                              "\"AYIBgQAAAAAAAASwNGxldmVsb25lLmRmc3AxLm1lci45T2RTOF81\",\"condition\":"
                              "\"f5sqb7tBTWPd5Y8BDFdMm9BJR_MNI4isf8p8n4D5pHA\"}";
    QCOMPARE(
        m_scheme
            ->send("PUT", QStringLiteral("/quotes/") + id, "quotes", m_payee->name(), m_payer->name(), answer)
            .status,
        200);
    QCOMPARE(m_payer->take("PUT", "/quotes/" + id.toUtf8()).body, answer);
}

void TestLookupsQuotes::quoteToAnUnknownDfspEndsInAnErrorCallback()
{
    const QString id = newId();
    QCOMPARE(m_scheme
                 ->send("POST", QStringLiteral("/quotes"), "quotes", m_payer->name(),
                        QStringLiteral("nobody"), quoteBody(id, m_payer->name(), QStringLiteral("nobody")))
                 .status,
             202);
    const Received error = m_payer->take("PUT", "/quotes/" + id.toUtf8() + "/error");
    QCOMPARE(errorCode(error), QStringLiteral("3201"));
    QCOMPARE(error.header("fspiop-source"), QByteArray("Hub"));
}

void TestLookupsQuotes::quoteToADeadDfspEndsInAnErrorCallback()
{
    m_payee->status = 500;
    const QString id = newId();
    QCOMPARE(m_scheme
                 ->send("POST", QStringLiteral("/quotes"), "quotes", m_payer->name(), m_payee->name(),
                        quoteBody(id, m_payer->name(), m_payee->name()))
                 .status,
             202);
    QCOMPARE(errorCode(m_payer->take("PUT", "/quotes/" + id.toUtf8() + "/error")), QStringLiteral("1001"));
}

void TestLookupsQuotes::wrongVersionIsUnacceptable()
{
    const Reply reply =
        m_scheme->send("POST", QStringLiteral("/quotes"), "quotes", m_payer->name(), m_payee->name(),
                       quoteBody(newId(), m_payer->name(), m_payee->name()), "9.0");
    QCOMPARE(reply.status, 406);
    QCOMPARE(reply.errorCode(), QStringLiteral("3001"));
    QVERIFY(reply.body.contains("extensionList"));
}

void TestLookupsQuotes::unknownPathAndMethod()
{
    const Reply unknown =
        m_scheme->send("GET", QStringLiteral("/nothing/here"), "quotes", m_payer->name(), {});
    QCOMPARE(unknown.status, 404);
    QCOMPARE(unknown.errorCode(), QStringLiteral("3002"));
    const Reply method =
        m_scheme->send("DELETE", QStringLiteral("/quotes/") + newId(), "quotes", m_payer->name(), {});
    QCOMPARE(method.status, 405);
    QCOMPARE(method.errorCode(), QStringLiteral("3000"));
    QVERIFY(!method.header("allow").isEmpty());
}

// The hub keeps none of these messages: the list is made of the spans of their way.
void TestLookupsQuotes::theOperatorSeesWhatWasForwarded()
{
    const QString id = newId();
    QCOMPARE(m_scheme
                 ->send("POST", QStringLiteral("/quotes"), "quotes", m_payer->name(), m_payee->name(),
                        quoteBody(id, m_payer->name(), m_payee->name()))
                 .status,
             202);
    QVERIFY(!m_payee->take("POST", "/quotes").method.isEmpty());
    QCOMPARE(m_scheme
                 ->send("PUT", QStringLiteral("/quotes/%1/error").arg(id), "quotes", m_payee->name(),
                        m_payer->name(),
                        R"({"errorInformation":{"errorCode":"5103","errorDescription":"Rejected quote"}})")
                 .status,
             200);
    QCOMPARE(
        m_scheme->send("GET", QStringLiteral("/parties/MSISDN/99999"), "parties", m_payer->name(), {}).status,
        202);
    QVERIFY(!m_payer->take("PUT", "/parties/MSISDN/99999/error").method.isEmpty());
    const QUrl one = m_hub.operatorApi(QStringLiteral("/hub/v1/forwarded/QUOTE/") + id);
    const auto refused = [&] {
        return call("GET", one).json().object().value(QStringLiteral("state")).toString() ==
               QStringLiteral("REFUSED");
    };
    QTRY_VERIFY(refused());
    const QJsonObject quote = call("GET", one).json().object();
    QCOMPARE(quote.value(QStringLiteral("from")).toString(), m_payer->name());
    QCOMPARE(quote.value(QStringLiteral("to")).toString(), m_payee->name());
    QCOMPARE(quote.value(QStringLiteral("amount")).toInt(), 60);
    QCOMPARE(quote.value(QStringLiteral("errorCode")).toString(), QStringLiteral("5103"));
    QVERIFY(quote.value(QStringLiteral("cause")).toString().contains(QStringLiteral("Rejected quote")));
    QVERIFY(quote.value(QStringLiteral("hops")).toArray().size() >= 4);
    QCOMPARE(forwarded(R"({"kind":"QUOTE","state":"REFUSED"})").size(), 1);
    QVERIFY(forwarded(R"({"kind":"QUOTE","fsp":"GREENBANK"})").size() >= 3);
    QCOMPARE(forwarded(R"({"kind":"QUOTE","fsp":"agricoop"})").size(), 0);
    const QJsonArray lookups = forwarded(R"({"kind":"LOOKUP","state":"FAILED","party":"99999"})");
    QVERIFY(!lookups.isEmpty());
    const QJsonObject lookup = lookups.first().toObject();
    QCOMPARE(lookup.value(QStringLiteral("errorCode")).toString(), QStringLiteral("3204"));
    QVERIFY(lookup.value(QStringLiteral("about")).toString().startsWith(QStringLiteral("MSISDN 9")));
    QVERIFY(!lookup.value(QStringLiteral("about")).toString().contains(QStringLiteral("99999")));
    const QString path = QStringLiteral("/hub/v1/forwarded/QUOTE/%1").arg(newId());
    QCOMPARE(call("GET", m_hub.operatorApi(path)).errorCode(), QStringLiteral("3200"));
}

QTEST_GUILESS_MAIN(TestLookupsQuotes)
#include "tst_lookups_quotes.moc"
