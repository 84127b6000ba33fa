#include "core/base/clock.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>
#include <QTimeZone>

#include <random>

using namespace hub::base;

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isoKnownAnswers_data();
    void isoKnownAnswers();
    void isoOffsets();
    void isoRefuses_data();
    void isoRefuses();
    void isoAgreesWithQt();
    void everyDayOfFourCenturies();
    void imfKnownAnswers();
    void imfRefuses_data();
    void imfRefuses();
    void imfAgreesWithQt();
    void instantsCompare();
    void systemClockRuns();
};

void TestClock::isoKnownAnswers_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00.000Z");
    QTest::newRow("one ms") << qint64(1) << QByteArray("1970-01-01T00:00:00.001Z");
    QTest::newRow("before the epoch") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999Z");
    QTest::newRow("leap day 2000") << qint64(951782400000) << QByteArray("2000-02-29T00:00:00.000Z");
    QTest::newRow("leap day 2024") << qint64(1709251199999) << QByteArray("2024-02-29T23:59:59.999Z");
    QTest::newRow("end of 2099") << qint64(4102444799999) << QByteArray("2099-12-31T23:59:59.999Z");
    QTest::newRow("no leap day 2100") << qint64(4107542400000) << QByteArray("2100-03-01T00:00:00.000Z");
    QTest::newRow("32 bits are not enough")
        << qint64(2147483648000) << QByteArray("2038-01-19T03:14:08.000Z");
}

void TestClock::isoKnownAnswers()
{
    QFETCH(qint64, ms);
    QFETCH(QByteArray, text);
    QCOMPARE(toIso8601(Instant{ms}), text.toStdString());
    QCOMPARE(parseIso8601(text.toStdString()).value(), Instant{ms});
}

void TestClock::isoOffsets()
{
    const Instant noon = parseIso8601("2026-11-23T12:00:00.000Z").value();
    QCOMPARE(parseIso8601("2026-11-23T14:30:00.000+02:30").value(), noon);
    QCOMPARE(parseIso8601("2026-11-23T07:00:00.000-05:00").value(), noon);
    QCOMPARE(parseIso8601("2026-11-24T02:00:00.000+14:00").value(), noon);
    QCOMPARE(parseIso8601("2026-11-23T12:00:00.000+00:00").value(), noon);
    QCOMPARE(parseIso8601("2026-11-23T12:00:00.000-00:00").value(), noon);
    QCOMPARE(toIso8601(parseIso8601("1000-01-01T02:00:00.000+02:00").value()), "1000-01-01T00:00:00.000Z");
    QCOMPARE(toIso8601(parseIso8601("9999-12-31T23:58:59.999-00:01").value()), "9999-12-31T23:59:59.999Z");
}

void TestClock::isoRefuses_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "2026-11-23",
                             "2026-11-23T12:00:00Z",
                             "2026-11-23T12:00:00.0Z",
                             "2026-11-23T12:00:00.0000Z",
                             "2026-11-23 12:00:00.000Z",
                             "2026-11-23T12:00:00,000Z",
                             "2026-11-23T12:00:00.000",
                             "2026-11-23T12:00:00.000z",
                             "2026-11-23t12:00:00.000Z",
                             "2026-13-01T12:00:00.000Z",
                             "2026-00-01T12:00:00.000Z",
                             "2026-11-31T12:00:00.000Z",
                             "2026-11-00T12:00:00.000Z",
                             "2026-02-29T12:00:00.000Z",
                             "2100-02-29T12:00:00.000Z",
                             "2026-11-23T24:00:00.000Z",
                             "2026-11-23T12:60:00.000Z",
                             "2026-11-23T12:00:60.000Z",
                             "0999-11-23T12:00:00.000Z",
                             "1000-01-01T00:00:00.345+02:00",
                             "9999-12-31T23:59:59.999-00:01",
                             "+026-11-23T12:00:00.000Z",
                             "2026-11-23T12:00:00.000+0200",
                             "2026-11-23T12:00:00.000+02:60",
                             "2026-11-23T12:00:00.000+20:00",
                             "2026-11-23T12:00:00.000 02:00",
                             "2026-11-23T12:00:00.000Z ",
                             " 2026-11-23T12:00:00.000Z",
                             "2026-1a-23T12:00:00.000Z",
                             "2026-11-23T12:00:00.000Z+02:0"})
        QTest::addRow("%s", text) << QByteArray(text);
}

void TestClock::isoRefuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseIso8601(text.toStdString()).has_value());
}

void TestClock::isoAgreesWithQt()
{
    std::mt19937_64 random(3);
    const qint64 from = QDateTime(QDate(1000, 1, 1), QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch();
    const qint64 to = QDateTime(QDate(9999, 12, 31), QTime(23, 59), QTimeZone::utc()).toMSecsSinceEpoch();
    for (int round = 0; round < 5000; ++round) {
        const qint64 ms = from + static_cast<qint64>(random() % static_cast<quint64>(to - from));
        const QString text = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
        QCOMPARE(QString::fromStdString(toIso8601(Instant{ms})), text);
        QCOMPARE(parseIso8601(text.toStdString()).value(), Instant{ms});
    }
}

void TestClock::everyDayOfFourCenturies()
{
    // The Gregorian calendar repeats after 400 years: every day of one period is read back as written.
    constexpr qint64 kDayMs = 86'400'000;
    for (qint64 day = -36525; day < 146097 - 36525; ++day) {
        const Instant instant{day * kDayMs};
        QCOMPARE(parseIso8601(toIso8601(instant)).value(), instant);
        QCOMPARE(parseImfFixdate(toImfFixdate(instant)).value(), instant);
    }
}

void TestClock::imfKnownAnswers()
{
    // The example of RFC 9110 section 5.6.7.
    QCOMPARE(toImfFixdate(Instant{784111777000}), std::string("Sun, 06 Nov 1994 08:49:37 GMT"));
    QCOMPARE(parseImfFixdate("Sun, 06 Nov 1994 08:49:37 GMT").value(), Instant{784111777000});
    QCOMPARE(toImfFixdate(Instant{784111777999}), std::string("Sun, 06 Nov 1994 08:49:37 GMT"));
    QCOMPARE(toImfFixdate(Instant{0}), std::string("Thu, 01 Jan 1970 00:00:00 GMT"));
    QCOMPARE(toImfFixdate(Instant{-86'400'000}), std::string("Wed, 31 Dec 1969 00:00:00 GMT"));
}

void TestClock::imfRefuses_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
          "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 nov 1994 08:49:37 GMT",
          "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 GMT ",
          "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:60 GMT",
          "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08.49.37 GMT",
          "1994-11-06T08:49:37.000Z"})
        QTest::addRow("%s", text) << QByteArray(text);
}

void TestClock::imfRefuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseImfFixdate(text.toStdString()).has_value());
}

void TestClock::imfAgreesWithQt()
{
    std::mt19937_64 random(5);
    for (int round = 0; round < 2000; ++round) {
        const qint64 seconds = static_cast<qint64>(random() % 8'000'000'000ULL) - 2'000'000'000;
        const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::utc());
        const QString text =
            QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss")) + QStringLiteral(" GMT");
        QCOMPARE(QString::fromStdString(toImfFixdate(Instant{seconds * 1000})), text);
    }
}

void TestClock::instantsCompare()
{
    QVERIFY(Instant{1} < Instant{2});
    QCOMPARE(Instant{5}.plusMs(-7), Instant{-2});
}

void TestClock::systemClockRuns()
{
    const SystemClock clock;
    const qint64 qt = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(qAbs(clock.now().ms - qt) < 10'000);
    const std::int64_t first = clock.steadyUs();
    QVERIFY(clock.steadyUs() >= first);
}

QTEST_APPLESS_MAIN(TestClock)
#include "tst_clock.moc"
