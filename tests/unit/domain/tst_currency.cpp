#include "core/domain/currency.h"

#include <QTest>

#include <algorithm>

using namespace hub::domain;

class TestCurrency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableIsWhole();
    void parses();
    void refuses();
    void decimals_data();
    void decimals();
    void schemaCodes();
};

void TestCurrency::tableIsWhole()
{
    const auto codes = currencyCodes();
    QCOMPARE(codes.size(), std::size_t(191));
    QVERIFY(std::is_sorted(codes.begin(), codes.end()));
    QVERIFY(std::adjacent_find(codes.begin(), codes.end()) == codes.end());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const auto currency = Currency::parse(codes[i]);
        QVERIFY(currency.has_value());
        QCOMPARE(std::size_t(currency->index()), i);
        QVERIFY(currency->code() == codes[i]);
        QVERIFY(currency->decimals() >= 0 && currency->decimals() <= 4);
        QCOMPARE(std::hash<Currency>()(*currency), i);
    }
}

void TestCurrency::parses()
{
    QVERIFY(Currency::parse("USD") == Currency::parse("USD"));
    QVERIFY(Currency::parse("USD") != Currency::parse("KES"));
    QVERIFY(*Currency::parse("KES") < *Currency::parse("USD"));
}

void TestCurrency::refuses()
{
    for (const char* code : {"", "US", "USDX", "usd", "Usd", " USD", "ZZZ", "AAA", "000", "840"})
        QVERIFY2(!Currency::parse(code).has_value(), code);
}

void TestCurrency::decimals_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("decimals");
    QTest::newRow("USD") << QByteArray("USD") << 2;
    QTest::newRow("KES") << QByteArray("KES") << 2;
    QTest::newRow("JPY") << QByteArray("JPY") << 0;
    QTest::newRow("XOF") << QByteArray("XOF") << 0;
    QTest::newRow("UGX") << QByteArray("UGX") << 0;
    QTest::newRow("KWD") << QByteArray("KWD") << 3;
    QTest::newRow("TND") << QByteArray("TND") << 3;
    QTest::newRow("CLF") << QByteArray("CLF") << 4;
}

void TestCurrency::decimals()
{
    QFETCH(QByteArray, code);
    QFETCH(int, decimals);
    QCOMPARE(Currency::parse(code.toStdString()).value().decimals(), decimals);
}

void TestCurrency::schemaCodes()
{
    const auto codes = currencyCodes();
    const auto listed = std::count_if(codes.begin(), codes.end(),
                                      [](auto code) { return Currency::parse(code)->isFspiop(); });
    QCOMPARE(listed, 164);
    for (const char* code : {"USD", "EUR", "KES", "TZS", "XOF", "XXX", "ZWD"})
        QVERIFY2(Currency::parse(code)->isFspiop(), code);
    for (const char* code : {"AFA", "CLF", "SSP", "XAU", "ZMK", "ZWL"})
        QVERIFY2(!Currency::parse(code)->isFspiop(), code);
}

QTEST_APPLESS_MAIN(TestCurrency)
#include "tst_currency.moc"
