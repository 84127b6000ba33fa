#include "core/base/bytes.h"

#include <QByteArray>
#include <QTest>

#include <random>
#include <string>

using namespace hub::base;

class TestBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void base64UrlKnownAnswers_data();
    void base64UrlKnownAnswers();
    void base64UrlRefuses_data();
    void base64UrlRefuses();
    void base64UrlAgreesWithQt();
    void base64UrlHasOneSpelling();
    void hexRoundTrips();
    void hexRefuses();
    void caseIsAsciiOnly();
    void crcKnownAnswers();
    void crcContinues();
    void crcNoticesEveryFlippedBit();
    void digestIsSeenAsText();
};

void TestBytes::base64UrlKnownAnswers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    // RFC 4648 section 10, without padding.
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
    QTest::newRow("f") << QByteArray("f") << QByteArray("Zg");
    QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8");
    QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
    QTest::newRow("foob") << QByteArray("foob") << QByteArray("Zm9vYg");
    QTest::newRow("fooba") << QByteArray("fooba") << QByteArray("Zm9vYmE");
    QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
    QTest::newRow("62 and 63") << QByteArray("\xfb\xff", 2) << QByteArray("-_8");
    QTest::newRow("zero bytes") << QByteArray("\0\0\0", 3) << QByteArray("AAAA");
}

void TestBytes::base64UrlKnownAnswers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QCOMPARE(toBase64Url(bytes.toStdString()), text.toStdString());
    const auto back = fromBase64Url(text.toStdString());
    QVERIFY(back.has_value());
    QCOMPARE(*back, bytes.toStdString());
}

void TestBytes::base64UrlRefuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one character") << QByteArray("Z");
    QTest::newRow("five characters") << QByteArray("Zm9vY");
    QTest::newRow("padding") << QByteArray("Zg==");
    QTest::newRow("plain alphabet +") << QByteArray("+_8A");
    QTest::newRow("plain alphabet /") << QByteArray("-/8A");
    QTest::newRow("space") << QByteArray("Zm9 ");
    QTest::newRow("line break") << QByteArray("Zm9\n");
    QTest::newRow("NUL") << QByteArray("Zm9\0", 4);
    QTest::newRow("high byte") << QByteArray("Zm9\xc3");
    QTest::newRow("stray bits, 2 characters") << QByteArray("Zh");
    QTest::newRow("stray bits, 3 characters") << QByteArray("Zm9");
}

void TestBytes::base64UrlRefuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!fromBase64Url(text.toStdString()).has_value());
}

void TestBytes::base64UrlAgreesWithQt()
{
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes(static_cast<qsizetype>(random() % 80), Qt::Uninitialized);
        for (char& c : bytes)
            c = static_cast<char>(random());
        const std::string ours = toBase64Url(bytes.toStdString());
        QCOMPARE(QByteArray::fromStdString(ours),
                 bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        QCOMPARE(fromBase64Url(ours).value(), bytes.toStdString());
    }
}

void TestBytes::base64UrlHasOneSpelling()
{
    // Whatever is read is written the same way: a fulfilment cannot have two texts.
    std::mt19937 random(11);
    constexpr std::string_view kSome = "ABab01-_Zz9w";
    for (int round = 0; round < 20000; ++round) {
        std::string text(random() % 12, 'A');
        for (char& c : text)
            c = kSome[random() % kSome.size()];
        if (const auto bytes = fromBase64Url(text)) QCOMPARE(toBase64Url(*bytes), text);
    }
}

void TestBytes::hexRoundTrips()
{
    std::string all;
    for (int i = 0; i < 256; ++i)
        all.push_back(static_cast<char>(i));
    const std::string text = toHex(all);
    QCOMPARE(text.substr(0, 8), std::string("00010203"));
    QCOMPARE(text.substr(504), std::string("fcfdfeff"));
    QCOMPARE(fromHex(text).value(), all);
    QCOMPARE(fromHex("DEADbeef").value(), std::string("\xde\xad\xbe\xef"));
    QCOMPARE(fromHex("").value(), std::string());
}

void TestBytes::hexRefuses()
{
    for (const char* text : {"0", "0g", "g0", " 0", "0x", "abc", "é0"})
        QVERIFY2(!fromHex(text).has_value(), text);
}

void TestBytes::caseIsAsciiOnly()
{
    QVERIFY(equalsIgnoreCase("FSPIOP-Source", "fspiop-SOURCE"));
    QVERIFY(equalsIgnoreCase("", ""));
    QVERIFY(!equalsIgnoreCase("a", "ab"));
    QVERIFY(!equalsIgnoreCase("[", "{")); // 0x20 apart, not letters
    QVERIFY(!equalsIgnoreCase("Ä", "ä"));
    QCOMPARE(toLowerAscii("AZaz09-Ä"), std::string("azaz09-Ä"));
}

void TestBytes::crcKnownAnswers()
{
    // RFC 3720 appendix B.4.
    QCOMPARE(crc32c("123456789"), 0xE3069283U);
    QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAU);
    QCOMPARE(crc32c(std::string(32, '\xff')), 0x62A8AB43U);
    QCOMPARE(crc32c(""), 0U);
}

void TestBytes::crcContinues()
{
    const std::string text = "position|42|USD|1000000";
    for (std::size_t cut = 0; cut <= text.size(); ++cut)
        QCOMPARE(crc32c(text.substr(cut), crc32c(text.substr(0, cut))), crc32c(text));
}

void TestBytes::crcNoticesEveryFlippedBit()
{
    const std::string row = "7|USD|-1234567890|987654321|2026-11-23T18:02:11.345Z";
    const std::uint32_t good = crc32c(row);
    for (std::size_t i = 0; i < row.size() * 8; ++i) {
        std::string bad = row;
        bad[i / 8] = static_cast<char>(bad[i / 8] ^ (1 << (i % 8)));
        QVERIFY(crc32c(bad) != good);
    }
}

void TestBytes::digestIsSeenAsText()
{
    Digest digest{};
    digest[0] = 'x';
    digest[31] = 'y';
    QCOMPARE(asText(digest).size(), std::size_t(32));
    QCOMPARE(asText(digest).front(), 'x');
    QCOMPARE(asText(digest).back(), 'y');
    QCOMPARE(*shareBytes("body"), std::string("body"));
}

QTEST_APPLESS_MAIN(TestBytes)
#include "tst_bytes.moc"
