#include "core/http/request_guard.h"

#include <QtTest/QTest>

using namespace hub::http;

class TestRequestGuard : public QObject
{
    Q_OBJECT

private:
    struct Read
    {
        int status = 0; ///< of the refusal
        bool complete = false;
        bool keepAlive = false;
        std::string body;
        std::size_t left = 0;
    };
    // Hands the text over in pieces, as a socket would.
    static Read read(std::string_view text, std::size_t piece, std::size_t bodyMax = 100)
    {
        RequestGuard guard(GuardLimits{1000, 10, 200});
        std::string pending;
        Read result;
        for (std::size_t at = 0; at < text.size(); at += piece) {
            pending += text.substr(at, piece);
            for (bool more = true; more && guard.state() != RequestGuard::State::Complete;) {
                const std::size_t used = guard.feed(pending);
                pending.erase(0, used);
                more = used > 0 && !pending.empty();
                if (guard.state() == RequestGuard::State::Decide) {
                    guard.allowBody(bodyMax);
                    more = !pending.empty();
                }
                if (guard.state() == RequestGuard::State::Refused) {
                    result.status = guard.refusal().status;
                    return result;
                }
            }
        }
        result.left = pending.size();
        result.complete = guard.state() == RequestGuard::State::Complete;
        if (!result.complete) return result;
        result.keepAlive = guard.keepAlive();
        result.body = *guard.request().body;
        return result;
    }

private Q_SLOTS:
    void everySplitReadsTheSame_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("length") << QByteArray("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")
                                << 0 << QByteArray("hello");
        QTest::newRow("chunks") << QByteArray(
                                       "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                                       "2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nT: 1\r\n\r\n")
                                << 0 << QByteArray("hello");
        QTest::newRow("no chunks") << QByteArray(
                                          "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "0\r\n\r\n")
                                   << 0 << QByteArray();
        QTest::newRow("too long") << QByteArray("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 101\r\n\r\n")
                                  << 413 << QByteArray();
        QTest::newRow("chunks too long")
            << QByteArray("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n") +
                   QByteArray(64, 'x') + QByteArray("\r\n40\r\n") + QByteArray(64, 'x')
            << 413 << QByteArray();
        QTest::newRow("bare LF") << QByteArray("GET / HTTP/1.1\r\nHost: h\n\r\n") << 400 << QByteArray();
        QTest::newRow("fold") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n c\r\n\r\n") << 400
                              << QByteArray();
        QTest::newRow("fields") << QByteArray("GET / HTTP/1.1\r\n") + QByteArray("A: b\r\n").repeated(20)
                                << 431 << QByteArray();
        QTest::newRow("size") << QByteArray("GET / HTTP/1.1\r\nA: ") + QByteArray(2000, 'a') << 431
                              << QByteArray();
        QTest::newRow("last chunk broken")
            << QByteArray("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0;\rz") << 400
            << QByteArray();
        QTest::newRow("target before version")
            << QByteArray("GET /") + QByteArray(2000, 'a') + " HTTP/9.9\r\n"
            << 414 << QByteArray();
        QTest::newRow("target") << QByteArray("GET /") + QByteArray(2000, 'a') << 414 << QByteArray();
        QTest::newRow("version") << QByteArray("GET / HTTP/3.0\r\nHost: h\r\n\r\n") << 505 << QByteArray();
    }
    void everySplitReadsTheSame()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        for (std::size_t piece = 1; piece <= static_cast<std::size_t>(text.size()); ++piece) {
            const Read result = read(text.toStdString(), piece);
            QCOMPARE(result.status, status);
            QCOMPARE(result.complete, status == 0);
            QCOMPARE(QByteArray::fromStdString(result.body), body);
        }
    }
    void nextRequestIsLeft()
    {
        const Read result = read("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b", 1000);
        QVERIFY(result.complete);
        QVERIFY(result.keepAlive);
        QCOMPARE(result.left, std::size_t(6));
    }
    void versionsAndConnectionDecideReuse()
    {
        QVERIFY(!read("GET / HTTP/1.0\r\n\r\n", 1000).keepAlive);
        QVERIFY(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 1000).keepAlive);
        QVERIFY(!read("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", 1000).keepAlive);
    }
    void requestPartsAreRaw()
    {
        RequestGuard guard(GuardLimits{});
        guard.feed("PUT /a%2Fb/c?x=%20y HTTP/1.1\r\nHost: h\r\nfspiop-Source: me\r\n\r\n");
        QCOMPARE(guard.state(), RequestGuard::State::Decide);
        QVERIFY(guard.request().method == Method::Put);
        QCOMPARE(guard.request().path, std::string("/a%2Fb/c"));
        QCOMPARE(guard.request().query, std::string("x=%20y"));
        QCOMPARE(guard.request().headers.get("FSPIOP-Source"), std::string_view("me"));
        guard.allowBody(0);
        QCOMPARE(guard.state(), RequestGuard::State::Complete);
        guard.reset();
        guard.feed("GET /z HTTP/1.1\r\nHost: h\r\n\r\n");
        QCOMPARE(guard.request().path, std::string("/z"));
        QVERIFY(!guard.request().headers.contains("FSPIOP-Source"));
    }
};

QTEST_APPLESS_MAIN(TestRequestGuard)
#include "tst_request_guard.moc"
