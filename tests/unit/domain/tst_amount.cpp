#include "core/domain/amount.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>
#include <random>

using namespace hub::domain;

class TestAmount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesFspiop_data();
    void parsesFspiop();
    void refusesFspiop_data();
    void refusesFspiop();
    void fspiopAgreesWithThePattern();
    void fspiopRoundTrips();
    void parsesDecimal_data();
    void parsesDecimal();
    void refusesDecimal_data();
    void refusesDecimal();
    void decimalRoundTrips();
    void prints_data();
    void prints();
    void adds();
    void keepsCurrencyScale();
    void scales_data();
    void scales();
    void scalesExactly();
    void columnsRoundTrip();
    void ratios();
};

void TestAmount::parsesFspiop_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("units");
    QTest::newRow("zero") << QStringLiteral("0") << qint64(0);
    QTest::newRow("one") << QStringLiteral("1") << qint64(10'000);
    QTest::newRow("smallest") << QStringLiteral("0.0001") << qint64(1);
    QTest::newRow("one decimal") << QStringLiteral("5.1") << qint64(51'000);
    QTest::newRow("four decimals") << QStringLiteral("123.4567") << qint64(1'234'567);
    QTest::newRow("inner zeros") << QStringLiteral("100.0101") << qint64(1'000'101);
    QTest::newRow("largest 64-bit") << QStringLiteral("922337203685477.5807")
                                    << std::numeric_limits<qint64>::max();
}

void TestAmount::parsesFspiop()
{
    QFETCH(QString, text);
    QFETCH(qint64, units);
    const auto amount = Amount::parseFspiop(text.toStdString());
    QVERIFY(amount.has_value());
    QCOMPARE(amount->toColumn(), units);
    QCOMPARE(QString::fromStdString(amount->toString()), text);
    QCOMPARE(Amount::parseDecimal(text.toStdString()).value().toColumn(), units);
}

void TestAmount::refusesFspiop_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "-1",
                             "+1",
                             "01",
                             "00",
                             "1.",
                             ".5",
                             "1.0",
                             "0.0",
                             "5.10",
                             "1.00",
                             "1,5",
                             "1e3",
                             "1E3",
                             "0x1",
                             " 1",
                             "1 ",
                             "1.2.3",
                             "NaN",
                             "Infinity",
                             "1_0",
                             "1.00001",
                             "1.12345",
                             "1234567890123456789",
                             "0000000000000000001",
                             "-0",
                             "\"1\"",
                             "1.000000000000000000001",
                             "\xd9\xa1"})
        QTest::addRow("%s", text) << QByteArray(text);
    QTest::newRow("NUL") << QByteArray("1\0", 2);
}

void TestAmount::refusesFspiop()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Amount::parseFspiop(text.toStdString()).has_value());
}

void TestAmount::fspiopAgreesWithThePattern()
{
    // API Definition 7.2.13, read by another engine over random texts of the interesting characters.
    const QRegularExpression pattern(QStringLiteral("\\A([0]|([1-9][0-9]{0,17}))([.][0-9]{0,3}[1-9])?\\z"));
    std::mt19937 random(42);
    const QString kSome = QStringLiteral("00011259.-e ");
    int accepted = 0;
    for (int round = 0; round < 50'000; ++round) {
        QString text;
        const int length = static_cast<int>(random() % (round % 10 == 0 ? 24 : 8));
        for (int i = 0; i < length; ++i)
            text.append(kSome[static_cast<int>(random() % 12)]);
        const bool ours = Amount::parseFspiop(text.toStdString()).has_value();
        QVERIFY2(ours == pattern.match(text).hasMatch(), qPrintable(text));
        accepted += ours ? 1 : 0;
    }
    QVERIFY(accepted > 1000);
}

void TestAmount::fspiopRoundTrips()
{
    std::mt19937_64 random(1);
    for (int round = 0; round < 50'000; ++round) {
        const auto shift = random() % 63;
        const auto units = static_cast<std::int64_t>(random() >> 1 >> shift);
        const Amount amount = Amount::fromUnits(units);
        const auto back = Amount::parseFspiop(amount.toString());
        QVERIFY2(back == amount, amount.toString().c_str());
    }
}

void TestAmount::parsesDecimal_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shortest");
    QTest::newRow("negative") << QStringLiteral("-12.5") << QStringLiteral("-12.5");
    QTest::newRow("minus zero") << QStringLiteral("-0") << QStringLiteral("0");
    QTest::newRow("trailing zeros") << QStringLiteral("100.00") << QStringLiteral("100");
    QTest::newRow("leading zeros") << QStringLiteral("007") << QStringLiteral("7");
    QTest::newRow("exponent") << QStringLiteral("1.5e3") << QStringLiteral("1500");
    QTest::newRow("capital exponent with sign") << QStringLiteral("1.5E+3") << QStringLiteral("1500");
    QTest::newRow("negative exponent") << QStringLiteral("25e-1") << QStringLiteral("2.5");
    QTest::newRow("smallest by exponent") << QStringLiteral("1e-4") << QStringLiteral("0.0001");
    QTest::newRow("zeros below the scale") << QStringLiteral("1.230000000") << QStringLiteral("1.23");
    QTest::newRow("zero with exponent") << QStringLiteral("0e9") << QStringLiteral("0");
    QTest::newRow("18 digits") << QStringLiteral("99999999999999.9999")
                               << QStringLiteral("99999999999999.9999");
    QTest::newRow("where a double fails")
        << QStringLiteral("12345678901234567") << QStringLiteral("12345678901234567");
    QTest::newRow("26 digits before the mark")
        << QStringLiteral("12345678901234567890123456") << QStringLiteral("12345678901234567890123456");
}

void TestAmount::parsesDecimal()
{
    QFETCH(QString, text);
    QFETCH(QString, shortest);
    const auto amount = Amount::parseDecimal(text.toStdString());
    QVERIFY(amount.has_value());
    QCOMPARE(QString::fromStdString(amount->toString()), shortest);
}

void TestAmount::refusesDecimal_data()
{
    QTest::addColumn<QByteArray>("text");
    for (
        const char* text :
        {"",     "-",      "+1",    "--1",  "1.",    ".5",     "1.2.3",         "1e",
         "1e+",  "e5",     "1e5.0", "0x10", " 1",    "1 ",     "1,000",         "1.23456",
         "1e-5", "123e-6", "NaN",   "inf",  "1e999", "1e-999", "1e99999999999", "123456789012345678901234567",
         "1e27"})
        QTest::addRow("%s", text) << QByteArray(text);
    QTest::newRow("65 characters") << QByteArray(65, '1');
    QTest::newRow("NUL") << QByteArray("1\0", 2);
}

void TestAmount::refusesDecimal()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Amount::parseDecimal(text.toStdString()).has_value());
}

void TestAmount::decimalRoundTrips()
{
    std::mt19937_64 random(2);
    for (int round = 0; round < 50'000; ++round) {
        const auto units = static_cast<std::int64_t>(random()) >> (random() % 63);
        const Amount amount = Amount::fromUnits(units);
        QVERIFY(Amount::parseDecimal(amount.toString()) == amount);
        QVERIFY(Amount::parseDecimal(amount.toFixed(4)) == amount);
    }
}

void TestAmount::prints_data()
{
    QTest::addColumn<qint64>("units");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("fixed");
    QTest::newRow("zero, yen") << qint64(0) << 0 << QStringLiteral("0");
    QTest::newRow("zero, dollars") << qint64(0) << 2 << QStringLiteral("0.00");
    QTest::newRow("filled") << qint64(125'000) << 2 << QStringLiteral("12.50");
    QTest::newRow("negative") << qint64(-125'000) << 3 << QStringLiteral("-12.500");
    QTest::newRow("nothing is lost") << qint64(12'345) << 2 << QStringLiteral("1.2345");
    QTest::newRow("nothing is lost without decimals") << qint64(12'345) << 0 << QStringLiteral("1.2345");
    QTest::newRow("below one") << qint64(-1) << 4 << QStringLiteral("-0.0001");
    QTest::newRow("smallest 64-bit") << std::numeric_limits<qint64>::min() << 2
                                     << QStringLiteral("-922337203685477.5808");
}

void TestAmount::prints()
{
    QFETCH(qint64, units);
    QFETCH(int, decimals);
    QFETCH(QString, fixed);
    QCOMPARE(QString::fromStdString(Amount::fromUnits(units).toFixed(decimals)), fixed);
}

void TestAmount::adds()
{
    std::mt19937_64 random(3);
    for (int round = 0; round < 10'000; ++round) {
        const auto a = static_cast<std::int64_t>(random()) / 4;
        const auto b = static_cast<std::int64_t>(random()) / 4;
        const Amount x = Amount::fromUnits(a);
        const Amount y = Amount::fromUnits(b);
        QCOMPARE((x + y).toColumn(), a + b);
        QCOMPARE((x - y).toColumn(), a - b);
        QCOMPARE(x.negated().toColumn(), -a);
        QCOMPARE(x.absolute().toColumn(), a < 0 ? -a : a);
        QCOMPARE(x < y, a < b);
        QCOMPARE(x == y, a == b);
        Amount sum = x;
        sum += y;
        sum -= x;
        QVERIFY(sum == y);
    }
    QVERIFY(Amount().isZero());
    QVERIFY(Amount::fromUnits(-1).isNegative());
    QVERIFY(!Amount().isNegative());
    QCOMPARE(Amount::fromMajor(-3).toColumn(), std::int64_t(-30'000));
}

void TestAmount::keepsCurrencyScale()
{
    QVERIFY(Amount::fromUnits(12'345).fitsDecimals(4));
    QVERIFY(!Amount::fromUnits(12'345).fitsDecimals(3));
    QVERIFY(Amount::fromUnits(12'340).fitsDecimals(3));
    QVERIFY(Amount::fromUnits(-12'300).fitsDecimals(2));
    QVERIFY(!Amount::fromUnits(-12'300).fitsDecimals(1));
    QVERIFY(Amount::fromMajor(7).fitsDecimals(0));
    QVERIFY(!Amount::fromUnits(1).fitsDecimals(0));
}

void TestAmount::scales_data()
{
    QTest::addColumn<qint64>("units");
    QTest::addColumn<qint64>("numerator");
    QTest::addColumn<qint64>("denominator");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("half up") << qint64(5) << qint64(1) << qint64(2) << qint64(3);
    QTest::newRow("half away from zero") << qint64(-5) << qint64(1) << qint64(2) << qint64(-3);
    QTest::newRow("below half") << qint64(7) << qint64(1) << qint64(3) << qint64(2);
    QTest::newRow("above half") << qint64(8) << qint64(1) << qint64(3) << qint64(3);
    QTest::newRow("0.6 percent of 100") << qint64(1'000'000) << qint64(6) << qint64(1000) << qint64(6'000);
    QTest::newRow("negative numerator") << qint64(1'000'000) << qint64(-6) << qint64(1000) << qint64(-6'000);
    QTest::newRow("nothing") << qint64(0) << qint64(7) << qint64(9) << qint64(0);
    QTest::newRow("beyond 64 bits on the way") << std::numeric_limits<qint64>::max() << qint64(1'000'000'000)
                                               << qint64(1'000'000'000) << std::numeric_limits<qint64>::max();
}

void TestAmount::scales()
{
    QFETCH(qint64, units);
    QFETCH(qint64, numerator);
    QFETCH(qint64, denominator);
    QFETCH(qint64, expected);
    QCOMPARE(Amount::fromUnits(units).scaled(numerator, denominator).toColumn(), expected);
}

void TestAmount::scalesExactly()
{
    // |exact - rounded| * denominator <= denominator / 2, and the sign is symmetric.
    std::mt19937_64 random(4);
    for (int round = 0; round < 20'000; ++round) {
        const auto units = static_cast<std::int64_t>(random() >> 24);
        const auto numerator = static_cast<std::int64_t>(random() % 100'000);
        const auto denominator = static_cast<std::int64_t>(1 + random() % 100'000);
        const std::int64_t result = Amount::fromUnits(units).scaled(numerator, denominator).toColumn();
        const Int128 error = Int128(units) * numerator - Int128(result) * denominator;
        QVERIFY(error * 2 < denominator && -error * 2 <= denominator);
        QCOMPARE(Amount::fromUnits(-units).scaled(numerator, denominator).toColumn(), -result);
    }
}

void TestAmount::columnsRoundTrip()
{
    for (const std::int64_t units :
         {std::int64_t(0), std::int64_t(-1), std::numeric_limits<std::int64_t>::max(),
          std::numeric_limits<std::int64_t>::min()}) {
        QVERIFY(Amount::fromColumn(units).isStorable());
        QCOMPARE(Amount::fromColumn(units).toColumn(), units);
    }
    const Amount largest = Amount::fromUnits(std::numeric_limits<std::int64_t>::max());
    QVERIFY(!(largest + Amount::fromUnits(1)).isStorable());
    QVERIFY((largest + Amount::fromUnits(1) - Amount::fromUnits(1)).isStorable());
    QVERIFY(kAmountMaxDefault.isStorable());
    QCOMPARE(kAmountMaxDefault.toString(), std::string("99999999999999.9999"));
}

void TestAmount::ratios()
{
    const Amount cap = Amount::fromMajor(1000);
    QCOMPARE(Amount::fromMajor(843).ratioBasisPoints(cap), std::int64_t(8430));
    QCOMPARE(Amount::fromMajor(-100).ratioBasisPoints(cap), std::int64_t(-1000));
    QCOMPARE(Amount::fromMajor(5).ratioBasisPoints(Amount()), std::int64_t(0));
    QCOMPARE(Amount::fromMajor(1'000'000'000).ratioBasisPoints(Amount::fromUnits(1)),
             std::int64_t(1'000'000));
    QCOMPARE(Amount::fromMajor(-1'000'000'000).ratioBasisPoints(Amount::fromUnits(1)),
             std::int64_t(-1'000'000));
}

QTEST_APPLESS_MAIN(TestAmount)
#include "tst_amount.moc"
