#include "tests/http/wire/raw_client.h"
#include "tests/support/blackbox/scheme.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

using namespace hub;
using namespace hub::blackbox;

/// The real hubdeckd against malformed bytes (the same catalogue as tst_wire, which knows the server alone),
/// and what may be an address of callbacks and oracles. After each case the hub must still serve.
class TestOutside : public QObject
{
    Q_OBJECT

private:
    HubProcess m_hub;
    std::unique_ptr<Scheme> m_scheme;
    Dfsp* m_payer = nullptr;
    Dfsp* m_payee = nullptr;

    std::uint16_t port() { return static_cast<std::uint16_t>(m_hub.fspiop(QString()).port()); }
    void isAlive() { QCOMPARE(call("GET", m_hub.fspiop(QStringLiteral("/health"))).status, 200); }
    Reply setEndpoint(const QByteArray& url, const QByteArray& type = "FSPIOP_CALLBACK_URL_QUOTES")
    {
        return callJson("POST", m_hub.operatorApi(QStringLiteral("/participants/mobilecash/endpoints")),
                        "{\"type\":\"" + type + "\",\"value\":\"" + url + "\"}");
    }

private Q_SLOTS:
    void initTestCase()
    {
        // Proxies of the environment must not matter.
        for (const char* name : {"http_proxy", "https_proxy", "ALL_PROXY", "HTTP_PROXY"})
            qputenv(name, "http://127.0.0.1:9");
        QVERIFY2(m_hub.start(), m_hub.log().constData());
        m_scheme = std::make_unique<Scheme>(m_hub);
        QVERIFY(m_scheme->prepare());
        m_payer = m_scheme->add(QStringLiteral("greenbank"));
        m_payee = m_scheme->add(QStringLiteral("mobilecash"));
        QVERIFY(m_payer && m_payee);
    }
    void malformed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const QByteArray post = "POST /quotes HTTP/1.1\r\nHost: h\r\n";
        const QByteArray chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
        const auto row = [](const char* name, const QByteArray& bytes, int status) {
            QTest::newRow(name) << bytes << status;
        };
        row("length and chunks", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400);
        row("two lengths", post + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", 400);
        row("the same length twice", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400);
        row("list of lengths", post + "Content-Length: 5, 5\r\n\r\nabcde", 400);
        row("negative length", post + "Content-Length: -1\r\n\r\n", 400);
        row("endless length", post + "Content-Length: 99999999999999999999\r\n\r\n", 400);
        row("signed length", post + "Content-Length: +5\r\n\r\nabcde", 400);
        row("chunk size of letters", chunked + "ZZ\r\nabc\r\n0\r\n\r\n", 400);
        row("chunk size of 17 digits", chunked + "10000000000000003\r\nabc\r\n0\r\n\r\n", 400);
        row("chunk without end", chunked + "3\r\nabc0\r\n\r\n", 400);
        row("chunk with a bare line end", chunked + "3\nabc\r\n0\r\n\r\n", 400);
        row("blank before the colon", post + "Transfer-Encoding : chunked\r\n\r\n", 400);
        row("no Host", "GET /health HTTP/1.1\r\n\r\n", 400);
        row("two Hosts", "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
        row("Host with a path", "GET /health HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
        row("zero byte", post + QByteArray("A: b\0c\r\n\r\n", 10), 400);
        row("bare CR", post + "A: b\rc\r\n\r\n", 400);
        row("folded line", post + "A: b\r\n c\r\n\r\n", 400);
        row("bare LF", "GET /health HTTP/1.1\nHost: h\n\n", 400);
        row("two sources", post + "FSPIOP-Source: a\r\nFSPIOP-Source: b\r\n\r\n", 400);
        row("unknown method", "BREW / HTTP/1.1\r\nHost: h\r\n\r\n", 501);
        row("TRACE", "TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", 405);
        row("CONNECT", "CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n", 405);
        row("version 9.9", "GET / HTTP/9.9\r\nHost: h\r\n\r\n", 505);
        row("version 2.0", "GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505);
        row("no version", "GET /health\r\n\r\n", 400);
        row("two blanks", "GET  /health HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("tab", "GET\t/health HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("small letters", "GET /health http/1.1\r\nHost: h\r\n\r\n", 505);
        row("dots", "GET /%2e%2e/health HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("another authority", "GET http://evil/health HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("star", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("unknown expectation", post + "Expect: tea\r\nContent-Length: 1\r\n\r\n", 417);
        row("target too long", "GET /" + QByteArray(8300, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("huge header", "GET /health HTTP/1.1\r\nHost: h\r\nA: " + QByteArray(200'000, 'a') + "\r\n\r\n",
            400);
        row("5000 headers",
            "GET /health HTTP/1.1\r\nHost: h\r\n" + QByteArray("A: b\r\n").repeated(5000) + "\r\n", 400);
        row("body too large", post + "Content-Length: 5242881\r\n\r\n", 400);
    }
    void malformed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        test::RawClient client(port());
        client.send({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        const std::string all = client.readAll();
        QCOMPARE(test::statusOf(all), status);
        QCOMPARE(test::answersIn(all), 1);
        if (qstrcmp(QTest::currentDataTag(), "body too large") == 0)
            QVERIFY(
                all.find(R"("3104","errorDescription":"Too large payload - Payload size is too large")") !=
                std::string::npos);
        QVERIFY(client.closedWithin(2000));
        isAlive();
    }
    void anEmptyChunkedBodyInPieces()
    {
        test::RawClient client(port());
        QVERIFY(client.send("POST /quotes HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"));
        for (const char* piece : {"0\r\n", "\r", "\n"}) {
            QVERIFY(client.send(piece));
            QThread::msleep(30); // The pieces have to arrive one by one.
        }
        QCOMPARE(test::statusOf(client.readAnswer()), 400);
        isAlive();
    }
    void pipelinedRequestsAreAnsweredInOrder()
    {
        test::RawClient client(port());
        std::string bytes;
        for (int i = 0; i < 100; ++i)
            bytes += "GET /health HTTP/1.1\r\nHost: h\r\n\r\n";
        QVERIFY(client.send(bytes + "GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n"));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(test::statusOf(client.readAnswer()), 200);
        QCOMPARE(test::statusOf(client.readAnswer()), 404);
    }
    void unfinishedHeadersEnd()
    {
        QElapsedTimer clock;
        HubProcess hub;
        QVERIFY(hub.start({QStringLiteral("http.headerDeadlineMs = 500")}));
        test::RawClient client(static_cast<std::uint16_t>(hub.fspiop(QString()).port()));
        clock.start();
        QVERIFY(client.send("GET /health HTTP/1.1\r\nHo"));
        QCOMPARE(test::statusOf(client.readAll()), 408);
        QVERIFY(clock.elapsed() < 2500);
    }
    void addressesThatCannotBeSaved()
    {
        for (const char* url :
             {"ftp://h/", "file:///etc/passwd", "https://good@evil/", "http://2130706433/", "http://0x7f.1/",
              "http://[::ffff:169.254.169.254]/", "http://169.254.169.254/latest/meta-data",
              "http://0.0.0.0/", "http://[::]/", "http://224.0.0.1/", "http://h/a b", "http://h/{{",
              "http://h/#f", "nonsense"}) {
            const Reply endpoint = setEndpoint(url);
            QVERIFY2(endpoint.status == 400, url);
            QCOMPARE(endpoint.errorCode(), QStringLiteral("3100"));
            const HeaderList headers{{"Accept", "application/json"},
                                     {"Content-Type", "application/json"},
                                     {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};
            const Reply oracle = call("POST", m_hub.operatorApi(QStringLiteral("/oracles")), headers,
                                      QByteArray("{\"oracleIdType\":\"EMAIL\",\"endpoint\":{\"value\":\"") +
                                          url + "\",\"endpointType\":\"URL\"}}");
            QVERIFY2(oracle.status == 400, url);
        }
        QCOMPARE(setEndpoint("ops@bank.example", "NET_DEBIT_CAP_THRESHOLD_BREACH_EMAIL").status, 201);
    }
    void redirectsAreNotFollowed()
    {
        for (const int status : {301, 302, 303, 307, 308}) {
            m_payee->clear();
            m_payer->clear();
            m_payee->status = status;
            const QString id = newId();
            m_scheme->send("GET", QStringLiteral("/quotes/") + id, "quotes", m_payer->name(),
                           m_payee->name());
            QVERIFY(!m_payee->take("GET", "/quotes/" + id.toUtf8()).method.isEmpty());
            QVERIFY(!m_payer->take("PUT", "/quotes/" + id.toUtf8() + "/error").method.isEmpty());
            QVERIFY(m_payee->received().isEmpty());
        }
        m_payee->status = 202;
    }
    void oddStatusesEndInAnErrorCallback()
    {
        for (const int status : {299, 404, 600, 999}) {
            m_payee->clear();
            m_payer->clear();
            m_payee->status = status;
            const QString id = newId();
            m_scheme->send("GET", QStringLiteral("/quotes/") + id, "quotes", m_payer->name(),
                           m_payee->name());
            QVERIFY(!m_payee->take("GET", "/quotes/" + id.toUtf8()).method.isEmpty());
            if (status == 299) continue; // Any 2xx has arrived.
            QVERIFY2(!m_payer->take("PUT", "/quotes/" + id.toUtf8() + "/error").method.isEmpty(),
                     QByteArray::number(status).constData());
        }
        m_payee->status = 202;
        isAlive();
    }
    /// A DFSP that calls the hub while it is being called.
    void callbacksMayCallBack()
    {
        bool isAnswered = false;
        m_payee->clear();
        m_payee->onReceived = [&](const Received&) {
            isAnswered = call("GET", m_hub.fspiop(QStringLiteral("/health"))).status == 200;
        };
        m_scheme->send("GET", QStringLiteral("/quotes/") + newId(), "quotes", m_payer->name(),
                       m_payee->name());
        QTRY_VERIFY(isAnswered);
        m_payee->onReceived = nullptr;
    }
    void cleanupTestCase() { QCOMPARE(m_hub.terminate(), 0); }
};

QTEST_GUILESS_MAIN(TestOutside)
#include "tst_outside.moc"
