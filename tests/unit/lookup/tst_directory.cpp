#include "core/lookup/directory_csv.h"
#include "core/lookup/lookup_figures.h"
#include "core/lookup/result_cache.h"

#include <QtTest/QtTest>

using namespace hub;
using namespace hub::lookup;

/// CSV of the built-in directory, the cache of oracle answers, the figures of oracles.
class TestDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvGoesThereAndBack();
    void csvProblems_data();
    void csvProblems();
    void csvNamesOnlyTheFirstProblems();
    void cacheKeepsAWhile();
    void cacheForgetsWhatIsWritten();
    void cacheIsBounded();
    void figures();
};

void TestDirectory::csvGoesThereAndBack()
{
    std::string text = directoryCsvHeader();
    addDirectoryCsv(text, {"ALIAS", "a,\"b\"", ""}, "", "Green");
    addDirectoryCsv(text, {"MSISDN", "+23276", "home"}, "USD", "Blue");
    QCOMPARE(QByteArray::fromStdString(text),
             QByteArray("partyIdType,partyIdentifier,partySubIdOrType,currency,fspId\r\n"
                        "ALIAS,\"a,\"\"b\"\"\",,,Green\r\nMSISDN,+23276,home,USD,Blue\r\n"));
    for (const std::string& form : {text, "\xEF\xBB\xBF" + text, text.substr(0, text.size() - 2)}) {
        const auto read = readDirectoryCsv(form);
        QCOMPARE(read.problemCount, std::size_t(0));
        QCOMPARE(read.rows.size(), std::size_t(2));
        QCOMPARE(read.rows[0].party.identifier, std::string("a,\"b\""));
        QVERIFY(!read.rows[0].currency);
        QCOMPARE(read.rows[1].line, 3);
        QCOMPARE(read.rows[1].party.subId, std::string("home"));
        QCOMPARE(std::string(read.rows[1].currency->code()), std::string("USD"));
        QCOMPARE(read.rows[1].fspId, std::string("Blue"));
    }
    const auto turned =
        readDirectoryCsv("fspId,partyIdentifier,partyIdType\nBlue,1,MSISDN\n\nGreen,2,MSISDN");
    QCOMPARE(turned.rows.size(), std::size_t(2));
    QCOMPARE(turned.rows[1].line, 4);
}

void TestDirectory::csvProblems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("problem");
    const auto row = [](const char* tag, const char* lines, int line, const char* problem) {
        QTest::newRow(tag) << QByteArray("partyIdType,partyIdentifier,currency,fspId\n") + lines << line
                           << QByteArray(problem);
    };
    row("cells", "MSISDN,1,USD\n", 2, "3 cells where the header has 4");
    row("type", "PHONE,1,USD,Blue\n", 2, "Generic validation error - ");
    row("identifier", "MSISDN,abc,USD,Blue\n", 2, "Malformed syntax - ");
    row("currency", "MSISDN,1,USX,Blue\n", 2, "currency \"USX\" is not known");
    row("fsp", "MSISDN,1,USD,\n", 2, "fspId must have 1 to 32 characters");
    row("quotes", "MSISDN,\"1,USD,Blue\n", 2, "quotes are not closed");
    row("after quotes", "MSISDN,\"1\"2,USD,Blue\n", 2, "quotes are not closed");
    row("twice", "MSISDN,1,USD,Blue\nMSISDN,1,USD,Green\n", 3, "the same party as in line 2");
    QTest::newRow("nothing") << QByteArray() << 1 << QByteArray("there is no header line");
    QTest::newRow("unknown column") << QByteArray("partyIdType,phone,fspId") << 1
                                    << QByteArray("unknown column \"phone\"");
    QTest::newRow("missing column") << QByteArray("partyIdType,fspId") << 1
                                    << QByteArray("column partyIdentifier is missing");
    QTest::newRow("column twice") << QByteArray("fspId,fspId") << 1 << QByteArray("column fspId comes twice");
}

void TestDirectory::csvProblems()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(QByteArray, problem);
    const auto read = readDirectoryCsv(text.toStdString());
    QCOMPARE(read.problemCount, std::size_t(1));
    QCOMPARE(read.problems[0].line, line);
    QVERIFY2(QByteArray::fromStdString(read.problems[0].text).startsWith(problem),
             read.problems[0].text.c_str());
}

void TestDirectory::csvNamesOnlyTheFirstProblems()
{
    std::string text = directoryCsvHeader();
    for (int i = 0; i < 10; ++i)
        text += "PHONE,1,,,Blue\r\n";
    const auto read = readDirectoryCsv(text, 3);
    QCOMPARE(read.problems.size(), std::size_t(3));
    QCOMPARE(read.problemCount, std::size_t(10));
}

namespace {

ResultCache::Key keyOf(const char* identifier, const char* currency = "", const char* endpoint = "http://o")
{
    return {domain::OracleId(1), endpoint, {"MSISDN", identifier, ""}, currency};
}

} // namespace

void TestDirectory::cacheKeepsAWhile()
{
    ResultCache cache(10, 1000);
    cache.put(keyOf("1"), {{"Blue", "", ""}}, 0, cache.mark());
    QCOMPARE(cache.find(keyOf("1"), 999)->front().fspId, std::string("Blue"));
    QVERIFY(!cache.find(keyOf("1"), 1000));
    QVERIFY(!cache.find(keyOf("2"), 0));
    QVERIFY(!cache.find(keyOf("1", "USD"), 0));
    QVERIFY(!cache.find(keyOf("1", "", "http://moved"), 0));
    cache.put(keyOf("3"), {}, 0, cache.mark()); // Nobody is not kept.
    QVERIFY(!cache.find(keyOf("3"), 0));
    ResultCache off(10, 0);
    off.put(keyOf("1"), {{"Blue", "", ""}}, 0, off.mark());
    QVERIFY(!off.find(keyOf("1"), 0));
}

void TestDirectory::cacheForgetsWhatIsWritten()
{
    ResultCache cache(10, 1000);
    cache.put(keyOf("1"), {{"Blue", "", ""}}, 0, cache.mark());
    cache.put(keyOf("1", "USD"), {{"Blue", "USD", ""}}, 0, cache.mark());
    cache.put(keyOf("2"), {{"Blue", "", ""}}, 0, cache.mark());
    const auto asked = cache.mark();
    cache.forget({"MSISDN", "1", "any"});
    QVERIFY(!cache.find(keyOf("1"), 0));
    QVERIFY(!cache.find(keyOf("1", "USD"), 0));
    QVERIFY(cache.find(keyOf("2"), 0).has_value());
    cache.put(keyOf("1"), {{"Old", "", ""}}, 0, asked); // Asked before the write: worthless.
    QVERIFY(!cache.find(keyOf("1"), 0));
    cache.clear();
    QCOMPARE(cache.size(), std::size_t(0));
}

void TestDirectory::cacheIsBounded()
{
    ResultCache cache(2, 1000);
    for (const char* id : {"1", "2"})
        cache.put(keyOf(id), {{"Blue", "", ""}}, 0, cache.mark());
    QVERIFY(cache.find(keyOf("1"), 0).has_value()); // Used last: 2 goes.
    cache.put(keyOf("3"), {{"Blue", "", ""}}, 0, cache.mark());
    QCOMPARE(cache.size(), std::size_t(2));
    QVERIFY(cache.find(keyOf("1"), 0).has_value());
    QVERIFY(!cache.find(keyOf("2"), 0));
}

void TestDirectory::figures()
{
    LookupFigures figures;
    const domain::OracleId oracle(7);
    QCOMPARE(figures.of(oracle).found, std::uint64_t(0));
    for (int i = 0; i < 99; ++i)
        figures.count(oracle, LookupEnd::Found, false, 1000, base::Instant{60'000LL * i});
    figures.count(oracle, LookupEnd::NotFound, true, 0, base::Instant{60'000LL * 98 + 5});
    figures.count(oracle, LookupEnd::Failed, false, 5'000'000, base::Instant{60'000LL * 98 + 9}, "late");
    const auto seen = figures.of(oracle);
    QCOMPARE(seen.found, std::uint64_t(99));
    QCOMPARE(seen.notFound, std::uint64_t(1));
    QCOMPARE(seen.failed, std::uint64_t(1));
    QCOMPARE(seen.fromCache, std::uint64_t(1));
    QCOMPARE(seen.lastFailure, std::string("late"));
    QVERIFY(seen.p95Us >= 1000 && seen.p95Us < 1300);
    QCOMPARE(seen.minutes.size(), std::size_t(60));
    QCOMPARE(seen.minutes.back().ends[0], 1U);
    QCOMPARE(seen.minutes.back().ends[1], 1U);
    QCOMPARE(seen.minutes.back().ends[2], 1U);
}

QTEST_APPLESS_MAIN(TestDirectory)
#include "tst_directory.moc"
