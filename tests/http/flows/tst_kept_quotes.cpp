#include "tests/support/blackbox/scheme.h"

#include <QJsonObject>
#include <QTest>

using namespace hub::blackbox;

/// Quotes that the hub remembers (quotes.persistent): duplicates, replies, questions, a restart.
class TestKeptQuotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aRepeatedRequestIsPassedOnUntilItIsAnswered();
    void anAnsweredRequestGetsTheKeptAnswer();
    void aChangedRequestIsRefused();
    void nobodyElsesRequestLearnsOfIt();
    void aRepeatedAnswerIsPassedOnAChangedOneRefused();
    void anAnswerOfAStrangerIsRefused();
    void questionsAreAnsweredFromTheBook();
    void refusalsAreKeptToo();
    void aRestartForgetsNothing();

private:
    static QString errorCode(const Received& message)
    {
        const QJsonObject body = message.json().object();
        return body.value(QStringLiteral("errorInformation"))
            .toObject()
            .value(QStringLiteral("errorCode"))
            .toString();
    }
    QByteArray request(const QString& id, const QByteArray& amount = "60") const
    {
        const auto party = [](const QString& fsp) {
            return "{\"partyIdInfo\":{\"partyIdType\":\"MSISDN\",\"partyIdentifier\":\"27713803912\","
                   "\"fspId\":\"" +
                   fsp.toUtf8() + "\"}}";
        };
        return "{\"quoteId\":\"" + id.toUtf8() + "\",\"transactionId\":\"" + id.toUtf8() +
               "\",\"payee\":" + party(m_payee->name()) + ",\"payer\":" + party(m_payer->name()) +
               ",\"amountType\":\"SEND\",\"amount\":{\"currency\":\"USD\",\"amount\":\"" + amount +
               "\"},\"transactionType\":{\"scenario\":\"TRANSFER\",\"initiator\":\"PAYER\",\"initiatorType\":"
               "\"CONSUMER\"}}";
    }
    static QByteArray answer(const QByteArray& amount = "60")
    {
        return "{\"transferAmount\":{\"currency\":\"USD\",\"amount\":\"" + amount +
               "\"},\"expiration\":\"2030-01-01T00:00:00.000Z\",\"ilpPacket\":"
               "\"AYIBgQAAAAAAAASwNGxldmVsb25lLmRmc3AxLm1lci45VDhkUzM5\","
               "\"condition\":\"f5sqb7tBTWPd5Y8BDFdMm9BJR_MNI4isf8p8n4D5pHA\"}";
    }
    static QString path(const QString& id) { return QStringLiteral("/quotes/") + id; }
    void ask(const QByteArray& body)
    {
        QCOMPARE(
            m_scheme
                ->send("POST", QStringLiteral("/quotes"), "quotes", m_payer->name(), m_payee->name(), body)
                .status,
            202);
    }
    void put(const QString& id, const QByteArray& body, const Dfsp& from, const QString& more = {})
    {
        QCOMPARE(m_scheme->send("PUT", path(id) + more, "quotes", from.name(), m_payer->name(), body).status,
                 200);
    }
    // A quote that has been asked for and answered.
    QString answered()
    {
        const QString id = newId();
        ask(request(id));
        [&] { QVERIFY(!m_payee->take("POST", "/quotes").method.isEmpty()); }();
        put(id, answer(), *m_payee);
        [&] { QCOMPARE(m_payer->take("PUT", path(id).toUtf8()).body, answer()); }();
        return id;
    }
    void look(const QString& id, const Dfsp& asker)
    {
        QCOMPARE(m_scheme->send("GET", path(id), "quotes", asker.name(), m_payee->name()).status, 202);
    }

    HubProcess m_hub;
    std::unique_ptr<Scheme> m_scheme;
    Dfsp* m_payer = nullptr;
    Dfsp* m_payee = nullptr;
    Dfsp* m_other = nullptr;
};

void TestKeptQuotes::initTestCase()
{
    QVERIFY2(m_hub.start({QStringLiteral("quotes.persistent = true")}), m_hub.log().constData());
    m_scheme = std::make_unique<Scheme>(m_hub);
    QVERIFY(m_scheme->prepare());
    m_payer = m_scheme->add(QStringLiteral("greenbank"));
    m_payee = m_scheme->add(QStringLiteral("mobilecash"));
    m_other = m_scheme->add(QStringLiteral("otherbank"));
    QVERIFY(m_payer && m_payee && m_other);
}

void TestKeptQuotes::init()
{
    for (Dfsp* dfsp : {m_payer, m_payee, m_other})
        dfsp->clear();
}

void TestKeptQuotes::aRepeatedRequestIsPassedOnUntilItIsAnswered()
{
    const QString id = newId();
    for (int i = 0; i < 2; ++i) {
        ask(request(id));
        QCOMPARE(m_payee->take("POST", "/quotes").body, request(id));
    }
}

void TestKeptQuotes::anAnsweredRequestGetsTheKeptAnswer()
{
    const QString id = answered();
    ask(request(id));
    const Received again = m_payer->take("PUT", path(id).toUtf8());
    QCOMPARE(again.body, answer());
    QCOMPARE(again.header("fspiop-source"), m_payee->name().toUtf8());
    QCOMPARE(again.header("fspiop-destination"), m_payer->name().toUtf8());
    QCOMPARE(again.header("content-type"),
             QByteArray("application/vnd.interoperability.quotes+json;version=1.1"));
    QVERIFY(m_payee->staysSilent("POST", "/quotes"));
}

void TestKeptQuotes::aChangedRequestIsRefused()
{
    const QString id = answered();
    ask(request(id, "61"));
    const Received refusal = m_payer->take("PUT", path(id).toUtf8() + "/error");
    QCOMPARE(errorCode(refusal), QStringLiteral("3106"));
    QCOMPARE(refusal.header("fspiop-source"), QByteArray("Hub"));
    QVERIFY(m_payee->staysSilent("POST", "/quotes"));
}

void TestKeptQuotes::nobodyElsesRequestLearnsOfIt()
{
    const QString id = answered();
    QCOMPARE(
        m_scheme
            ->send("POST", QStringLiteral("/quotes"), "quotes", m_other->name(), m_payee->name(), request(id))
            .status,
        202);
    QCOMPARE(errorCode(m_other->take("PUT", path(id).toUtf8() + "/error")), QStringLiteral("3106"));
    QVERIFY(m_other->staysSilent("PUT", path(id).toUtf8()));
}

void TestKeptQuotes::aRepeatedAnswerIsPassedOnAChangedOneRefused()
{
    const QString id = answered();
    put(id, answer(), *m_payee);
    QCOMPARE(m_payer->take("PUT", path(id).toUtf8()).body, answer());
    put(id, answer("59"), *m_payee);
    QCOMPARE(errorCode(m_payee->take("PUT", path(id).toUtf8() + "/error")), QStringLiteral("3106"));
    QVERIFY(m_payer->staysSilent("PUT", path(id).toUtf8()));
}

void TestKeptQuotes::anAnswerOfAStrangerIsRefused()
{
    const QString id = newId();
    ask(request(id));
    QVERIFY(!m_payee->take("POST", "/quotes").method.isEmpty());
    put(id, answer("1"), *m_other);
    QCOMPARE(errorCode(m_other->take("PUT", path(id).toUtf8() + "/error")), QStringLiteral("3205"));
    put(id, answer(), *m_payee);
    QCOMPARE(m_payer->take("PUT", path(id).toUtf8()).body, answer());
}

void TestKeptQuotes::questionsAreAnsweredFromTheBook()
{
    const QString id = answered();
    look(id, *m_payer);
    QCOMPARE(m_payer->take("PUT", path(id).toUtf8()).body, answer());
    QVERIFY(m_payee->staysSilent("GET", path(id).toUtf8()));
    look(id, *m_other);
    QCOMPARE(errorCode(m_other->take("PUT", path(id).toUtf8() + "/error")), QStringLiteral("3205"));
    const QString open = newId();
    look(open, *m_payer);
    QCOMPARE(errorCode(m_payer->take("PUT", path(open).toUtf8() + "/error")), QStringLiteral("3205"));
    ask(request(open));
    QVERIFY(!m_payee->take("POST", "/quotes").method.isEmpty());
    look(open, *m_payer);
    QVERIFY(!m_payee->take("GET", path(open).toUtf8()).method.isEmpty());
}

void TestKeptQuotes::refusalsAreKeptToo()
{
    const QString id = newId();
    const QByteArray refusal =
        "{\"errorInformation\":{\"errorCode\":\"5200\",\"errorDescription\":\"limit\"}}";
    ask(request(id));
    QVERIFY(!m_payee->take("POST", "/quotes").method.isEmpty());
    put(id, refusal, *m_payee, QStringLiteral("/error"));
    QCOMPARE(m_payer->take("PUT", path(id).toUtf8() + "/error").body, refusal);
    ask(request(id));
    QCOMPARE(m_payer->take("PUT", path(id).toUtf8() + "/error").body, refusal);
}

void TestKeptQuotes::aRestartForgetsNothing()
{
    const QString id = answered();
    QCOMPARE(m_hub.terminate(), 0);
    QVERIFY2(m_hub.start({QStringLiteral("quotes.persistent = true")}), m_hub.log().constData());
    ask(request(id));
    QCOMPARE(m_payer->take("PUT", path(id).toUtf8()).body, answer());
    ask(request(id, "61"));
    QCOMPARE(errorCode(m_payer->take("PUT", path(id).toUtf8() + "/error")), QStringLiteral("3106"));
}

QTEST_GUILESS_MAIN(TestKeptQuotes)
#include "tst_kept_quotes.moc"
