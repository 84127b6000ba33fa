#include "core/settlement/cron.h"

#include <QtTest>

using hub::settlement::Cron;
using hub::settlement::CronClock;

/// When a window closes by itself.
class TestCron : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
    void eachMinuteCountsOnce();
};

namespace {

/// Minutes of the wall clock since 1970 of a UTC text.
std::int64_t minutes(const QString& text)
{
    return QDateTime::fromString(text + QStringLiteral(":00Z"), Qt::ISODate).toSecsSinceEpoch() / 60;
}

} // namespace

void TestCron::fits_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("at");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* cron, const char* at, bool expected) {
        QTest::addRow("%s at %s", cron, at)
            << QString::fromLatin1(cron) << QString::fromLatin1(at) << expected;
    };
    row("0 18 * * 1-5", "2026-11-25T18:00", true); // A Wednesday.
    row("0 18 * * 1-5", "2026-11-25T18:01", false);
    row("0 18 * * 1-5", "2026-11-28T18:00", false);
    row("*/15 * * * *", "2026-11-28T07:45", true);
    row("*/15 * * * *", "2026-11-28T07:46", false);
    row("30 23 31 12 *", "2026-12-31T23:30", true);
    row("0 0 * * 7", "2026-11-29T00:00", true);
    row("0 0 1,15 * *", "2026-11-15T00:00", true);
    row("0 0 13 * 5", "2026-11-13T00:00", true);
    row("0 0 13 * 5", "2026-11-20T00:00", true); // Either fits.
    row("0 0 13 * 5", "2026-11-21T00:00", false);
    row("5-10/5 4 * 2 *", "2026-02-03T04:10", true);
}

void TestCron::fits()
{
    QFETCH(QString, cron);
    QFETCH(QString, at);
    QFETCH(bool, expected);
    const auto parsed = Cron::parse(cron.toStdString());
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->fits(minutes(at)), expected);
}

void TestCron::refusesWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("cron");
    for (const char* cron :
         {"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8",
          "a * * * *", "5-1 * * * *", "*/0 * * * *", "1, * * * *"})
        QTest::addRow("'%s'", cron) << QByteArray(cron);
}

void TestCron::refusesWhatIsNone()
{
    QFETCH(QByteArray, cron);
    QVERIFY(!Cron::parse(cron.toStdString()).has_value());
}

void TestCron::eachMinuteCountsOnce()
{
    CronClock clock(*Cron::parse("30 2 * * *"));
    const auto start = minutes(QStringLiteral("2026-10-25T01:00"));
    QVERIFY(!clock.isDue(start + 90)); // The first look only starts.
    CronClock night(*Cron::parse("30 2 * * *"));
    QVERIFY(!night.isDue(start));
    QVERIFY(!night.isDue(start + 89));
    QVERIFY(night.isDue(start + 90));
    QVERIFY(!night.isDue(start + 90));
    QVERIFY(!night.isDue(start + 31)); // Set back by an hour.
    QVERIFY(!night.isDue(start + 90));
    QVERIFY(!night.isDue(start + 91));
    CronClock spring(*Cron::parse("30 2 * * *"));
    QVERIFY(!spring.isDue(start + 59));
    QVERIFY(spring.isDue(start + 121)); // 02:00 to 03:00 is not there.
    CronClock asleep(*Cron::parse("30 2 * * *"));
    QVERIFY(!asleep.isDue(start));
    QVERIFY(!asleep.isDue(start + 600)); // Not made up for.
}

QTEST_APPLESS_MAIN(TestCron)
#include "tst_cron.moc"
