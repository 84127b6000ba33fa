#include "core/http/response_reader.h"

#include <QtTest/QTest>

using namespace hub::http;

class TestResponseReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitReadsTheSame()
    {
        const std::string text =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: 1\r\n\r\n"
            "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        for (std::size_t piece = 1; piece <= text.size(); ++piece) {
            ResponseReader reader({1000, 100});
            reader.begin(false, true);
            for (std::size_t at = 0; at < text.size(); at += piece)
                reader.feed(std::string_view(text).substr(at, piece));
            QCOMPARE(reader.state(), ResponseReader::State::Complete);
            QCOMPARE(reader.status(), 200);
            QCOMPARE(reader.body(), std::string("abcde"));
            QCOMPARE(reader.headers().get("x"), std::string_view("1"));
            QVERIFY(reader.keepAlive());
        }
    }
    void everySplitOfAnEmptyChunkedBody()
    {
        const std::string text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        for (std::size_t piece = 1; piece <= text.size(); ++piece) {
            ResponseReader reader({1000, 100});
            reader.begin(false, true);
            for (std::size_t at = 0; at < text.size(); at += piece)
                reader.feed(std::string_view(text).substr(at, piece));
            QCOMPARE(reader.state(), ResponseReader::State::Complete);
            QVERIFY(reader.body().empty());
            QVERIFY(reader.keepAlive());
        }
    }
    void bodyEndsWithTheConnection()
    {
        ResponseReader reader({1000, 100});
        reader.begin(false, true);
        reader.feed("HTTP/1.1 200 OK\r\n\r\nabc");
        QCOMPARE(reader.state(), ResponseReader::State::Reading);
        reader.feedEnd();
        QCOMPARE(reader.state(), ResponseReader::State::Complete);
        QCOMPARE(reader.body(), std::string("abc"));
        QVERIFY(!reader.keepAlive());
    }
    void headAnswersHaveNoBody()
    {
        ResponseReader reader({1000, 100});
        reader.begin(true, true);
        reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n");
        QCOMPARE(reader.state(), ResponseReader::State::Complete);
    }
    void longBodiesAreCut()
    {
        ResponseReader reader({1000, 100});
        reader.begin(false, true);
        reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        for (int i = 0; i < 4 && reader.state() == ResponseReader::State::Reading; ++i)
            reader.feed(std::string(60, 'x'));
        QCOMPARE(reader.state(), ResponseReader::State::Complete);
        QCOMPARE(reader.body().size(), std::size_t(100));
        QVERIFY(reader.truncated());
        QVERIFY(!reader.keepAlive());
    }
    void whatIsNotHttpFails_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("garbage") << QByteArray("SSH-2.0-x\r\n\r\n");
        QTest::newRow("text status") << QByteArray("HTTP/1.1 abc OK\r\n\r\n");
        QTest::newRow("endless header") << QByteArray("HTTP/1.1 200 OK\r\nX: ") + QByteArray(3000, 'x');
        QTest::newRow("many fields") << QByteArray("HTTP/1.1 200 OK\r\n") +
                                            QByteArray("A: b\r\n").repeated(300) + QByteArray("\r\n");
        QTest::newRow("interim flood") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(1000);
        QTest::newRow("bad chunk") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n");
        QTest::newRow("two lengths") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
    }
    void whatIsNotHttpFails()
    {
        QFETCH(QByteArray, text);
        ResponseReader reader({1000, 100});
        reader.begin(false, true);
        reader.feed({text.constData(), static_cast<std::size_t>(text.size())});
        reader.feedEnd();
        QCOMPARE(reader.state(), ResponseReader::State::Failed);
    }
};

QTEST_APPLESS_MAIN(TestResponseReader)
#include "tst_response_reader.moc"
