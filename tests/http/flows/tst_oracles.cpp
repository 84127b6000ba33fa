#include "tests/support/blackbox/scheme.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace hub::blackbox;

/// Look-ups at an external oracle over HTTP: answers, failures in time, the cache and what forgets it.
class TestOracles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void answersAreKeptUntilTheyAreWritten();
    void subIdsAndCurrenciesAreAskedFor();
    void failuresAreTold_data();
    void failuresAreTold();
    void silenceIsToldInTime();
    void noOracleIsTold();
    void testLookupAsksNow();

private:
    static QString codeOf(const Received& message)
    {
        return message.json()
            .object()
            .value(QStringLiteral("errorInformation"))
            .toObject()
            .value(QStringLiteral("errorCode"))
            .toString();
    }
    void answer(const QByteArray& entries, int status = 200)
    {
        m_oracle->status = status;
        m_oracle->answerBody = entries.isNull() ? QByteArray() : "{\"partyList\":[" + entries + "]}";
    }
    int get(const QString& path)
    {
        return m_scheme->send("GET", path, "parties", m_payer->name(), {}).status;
    }

    HubProcess m_hub;
    std::unique_ptr<Scheme> m_scheme;
    std::unique_ptr<Dfsp> m_oracle;
    Dfsp* m_payer = nullptr;
    Dfsp* m_payee = nullptr;
};

void TestOracles::initTestCase()
{
    QVERIFY2(
        m_hub.start({QStringLiteral("oracle.timeoutMs = 400"), QStringLiteral("oracle.cacheMs = 60000")}),
        m_hub.log().constData());
    m_scheme = std::make_unique<Scheme>(m_hub);
    QVERIFY(m_scheme->prepare());
    m_payer = m_scheme->add(QStringLiteral("greenbank"));
    m_payee = m_scheme->add(QStringLiteral("mobilecash"));
    QVERIFY(m_payer && m_payee);
    m_oracle = std::make_unique<Dfsp>(QStringLiteral("oracle"));
    const HeaderList headers{{"Accept", "application/json"},
                             {"Content-Type", "application/json"},
                             {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};
    const QByteArray body = "{\"oracleIdType\":\"MSISDN\",\"endpoint\":{\"value\":\"" +
                            m_oracle->url().toString().toUtf8() +
                            "\",\"endpointType\":\"URL\"},\"isDefault\":true}";
    QCOMPARE(call("POST", m_hub.operatorApi(QStringLiteral("/oracles")), headers, body).status, 201);
}

void TestOracles::init()
{
    m_payer->clear();
    m_payee->clear();
    m_oracle->clear();
    answer("{\"fspId\":\"mobilecash\"}");
}

void TestOracles::answersAreKeptUntilTheyAreWritten()
{
    const QByteArray party = "/participants/MSISDN/1001";
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(get(QStringLiteral("/parties/MSISDN/1001")), 202);
        QCOMPARE(m_payee->take("GET", "/parties/MSISDN/1001").header("fspiop-destination"),
                 QByteArray("mobilecash"));
    }
    QVERIFY(!m_oracle->take("GET", party).method.isEmpty());
    QVERIFY(m_oracle->staysSilent("GET", party)); // The second came from the cache.
    answer({}, 201);
    QCOMPARE(m_scheme
                 ->send("POST", QString::fromLatin1(party), "participants", m_payer->name(), {},
                        R"({"fspId":"greenbank","currency":"USD"})")
                 .status,
             202);
    QCOMPARE(m_oracle->take("POST", party).json().object().value(QStringLiteral("fspId")).toString(),
             QStringLiteral("greenbank"));
    QVERIFY(!m_payer->take("PUT", party).method.isEmpty());
    answer("{\"fspId\":\"greenbank\"}");
    QCOMPARE(get(QStringLiteral("/parties/MSISDN/1001")), 202);
    QVERIFY(!m_payer->take("GET", "/parties/MSISDN/1001").method.isEmpty());
}

void TestOracles::subIdsAndCurrenciesAreAskedFor()
{
    answer(R"({"fspId":"greenbank"},{"fspId":"mobilecash","partySubIdOrType":"home"})");
    QCOMPARE(get(QStringLiteral("/parties/MSISDN/1002/home?currency=USD")), 202);
    QVERIFY(!m_oracle->take("GET", "/participants/MSISDN/1002?currency=USD&partySubIdOrType=home")
                 .method.isEmpty());
    QVERIFY(!m_payee->take("GET", "/parties/MSISDN/1002/home?currency=USD").method.isEmpty());
    QCOMPARE(get(QStringLiteral("/parties/MSISDN/1002/work")), 202);
    QCOMPARE(codeOf(m_payer->take("PUT", "/parties/MSISDN/1002/work/error")), QStringLiteral("3200"));
}

void TestOracles::failuresAreTold_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("entries");
    QTest::addColumn<QString>("code");
    QTest::newRow("nobody") << 200 << QByteArray("") << QStringLiteral("3204");
    QTest::newRow("400") << 400 << QByteArray() << QStringLiteral("3204");
    QTest::newRow("404") << 404 << QByteArray() << QStringLiteral("3201");
    QTest::newRow("500") << 500 << QByteArray() << QStringLiteral("1001");
    QTest::newRow("no list") << 200 << QByteArray() << QStringLiteral("2001");
    QTest::newRow("unknown DFSP") << 200 << QByteArray("{\"fspId\":\"nobody\"}") << QStringLiteral("3204");
}

void TestOracles::failuresAreTold()
{
    QFETCH(int, status);
    QFETCH(QByteArray, entries);
    QFETCH(QString, code);
    const QString id = QString::number(2000 + status) + QString::number(code.toInt());
    answer(entries, status);
    QCOMPARE(get(QStringLiteral("/parties/MSISDN/") + id), 202);
    QCOMPARE(codeOf(m_payer->take("PUT", "/parties/MSISDN/" + id.toUtf8() + "/error")), code);
}

void TestOracles::silenceIsToldInTime()
{
    m_oracle->status = 0;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(get(QStringLiteral("/parties/MSISDN/1003")), 202);
    QCOMPARE(codeOf(m_payer->take("PUT", "/parties/MSISDN/1003/error")), QStringLiteral("1001"));
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

void TestOracles::noOracleIsTold()
{
    QCOMPARE(get(QStringLiteral("/parties/IBAN/GB29NWBK60161331926819")), 202);
    const Received told = m_payer->take("PUT", "/parties/IBAN/GB29NWBK60161331926819/error");
    QCOMPARE(codeOf(told), QStringLiteral("3003"));
    QVERIFY(told.body.contains("Oracle type: IBAN not found"));
}

void TestOracles::testLookupAsksNow()
{
    const Reply found = callJson("POST", m_hub.operatorApi(QStringLiteral("/hub/v1/oracles/testLookup")),
                                 R"({"partyIdType":"MSISDN","partyIdentifier":"1001"})");
    QCOMPARE(found.status, 200);
    QVERIFY2(found.body.contains("mobilecash"), found.body.constData());
    QVERIFY(!m_oracle->take("GET", "/participants/MSISDN/1001").method.isEmpty());
    const Reply figures = callJson("GET", m_hub.operatorApi(QStringLiteral("/hub/v1/oracles/figures")));
    QCOMPARE(figures.status, 200);
    QVERIFY2(figures.body.contains("\"fromCache\":1"), figures.body.constData());
}

QTEST_GUILESS_MAIN(TestOracles)
#include "tst_oracles.moc"
