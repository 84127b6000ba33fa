#include "core/report/formats.h"
#include "core/report/sheet.h"

#include <QtTest>

using namespace hub;
using namespace hub::report;

namespace {

Report sample()
{
    const auto usd = *domain::Currency::parse("USD");
    const auto money = [usd](const char* text) { return Money{*domain::Amount::parseDecimal(text), usd}; };
    Report report;
    report.title = "Settlement 5";
    report.fileName = "settlement-5";
    report.scope = {{"Generated", "now by =HYPERLINK(\"x\")"}, {"Check value, should be zero", "0.00 USD"}};
    Table nets;
    nets.title = "Net amounts";
    nets.columns = {{"Participant", false}, {"Net", true}, {"Transfers", true}};
    nets.rows = {{std::string("=cmd|'/c calc'"), money("1234.1"), std::int64_t(3)},
                 {std::string("a \"quoted\", name"), money("-1234.1"), std::int64_t(3)}};
    nets.totals = {{std::string("Total"), money("0"), std::int64_t(6)}};
    Table large;
    large.title = "Second";
    large.columns = {{"Amount", true}};
    large.rows = {{money("99999999999999.9999")}};
    report.tables = {nets, large};
    return report;
}

} // namespace

/// Reports as files, and the sheets that come back: nothing lost, nothing run as a formula, nothing blown up.
class TestReportFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvIsWholeAndHarmless();
    void workbookKeepsEveryAmount();
    void pdfHasItsPlaces();
    void csvIsReadBack_data();
    void csvIsReadBack();
    void brokenFilesAreRefused_data();
    void brokenFilesAreRefused();
    void bombsAreRefused();
    void cellsHaveNames();
};

void TestReportFiles::csvIsWholeAndHarmless()
{
    const std::string text = csvOf(sample());
    QVERIFY(text.starts_with("\xEF\xBB\xBF"
                             "Settlement 5\r\n"));
    QVERIFY(text.find("\"'=cmd|'/c calc'\",1234.10,3\r\n") != std::string::npos);
    QVERIFY(text.find("\"a \"\"quoted\"\", name\",-1234.10,3\r\n") != std::string::npos);
    QVERIFY(text.find("Total,0.00,6\r\n") != std::string::npos);
    QVERIFY(text.find("99999999999999.9999") != std::string::npos);
    QVERIFY(text.find("\nnow") == std::string::npos);
}

void TestReportFiles::workbookKeepsEveryAmount()
{
    const auto file = xlsxOf(sample());
    QVERIFY(file.has_value());
    const auto sheet = readSheet(*file);
    QVERIFY2(sheet.has_value(), sheet ? "" : sheet.error().detail.c_str());
    QCOMPARE(sheet->at(0, 0), std::string("Settlement 5"));
    QCOMPARE(sheet->at(5, 0), std::string("Participant"));
    QCOMPARE(sheet->at(6, 0), std::string("=cmd|'/c calc'"));
    QCOMPARE(sheet->at(6, 1), std::string("1234.1"));
    QCOMPARE(sheet->at(7, 1), std::string("-1234.1"));
    QCOMPARE(sheet->at(8, 2), std::string("6"));
}

void TestReportFiles::pdfHasItsPlaces()
{
    Report report = sample();
    for (int i = 0; i < 200; ++i)
        report.tables[0].rows.push_back(
            {std::string("participant (") + std::to_string(i) + ")", Cell(), Cell()});
    const std::string file = pdfOf(report);
    QVERIFY(file.starts_with("%PDF-1.4\n"));
    QVERIFY(file.ends_with("%%EOF\n"));
    QVERIFY(file.find("/Count 5") != std::string::npos);
    QVERIFY(file.find("participant \\(199\\)") != std::string::npos);
    const auto mark = file.rfind("startxref\n");
    QCOMPARE(file.compare(std::stoul(file.substr(mark + 10)), 5, "xref\n"), 0);
}

void TestReportFiles::csvIsReadBack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("comma") << QByteArray("a,\"b \"\"x\"\", c\"\r\n1,2\r\n");
    QTest::newRow("semicolon") << QByteArray("a;\"b \"\"x\"\", c\"\n1;2");
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF"
                                        "a,\"b \"\"x\"\", c\"\n1,2\n");
}

void TestReportFiles::csvIsReadBack()
{
    QFETCH(QByteArray, bytes);
    const auto sheet = readSheet(bytes.toStdString());
    QVERIFY(sheet.has_value());
    QCOMPARE(sheet->rows.size(), 2U);
    QCOMPARE(sheet->at(0, 1), std::string("b \"x\", c"));
    QCOMPARE(sheet->at(1, 1), std::string("2"));
    QCOMPARE(sheet->at(7, 7), std::string());
}

void TestReportFiles::brokenFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("open quote") << QByteArray("a,\"b");
    QTest::newRow("not UTF-8") << QByteArray("a,\xFF\n");
    QTest::newRow("zero byte") << QByteArray("a\0b", 3);
    QTest::newRow("only a mark") << QByteArray("PK\x03\x04");
    QTest::newRow("too many columns") << QByteArray(100, ',');
    QTest::newRow("too many rows") << QByteArray(20'000, '\n');
    const auto whole = xlsxOf(sample());
    QVERIFY(whole.has_value());
    const QByteArray book = QByteArray::fromStdString(*whole);
    QTest::newRow("cut workbook") << book.left(book.size() / 2);
    QByteArray flipped = book;
    const auto at = flipped.indexOf("xl/worksheets/sheet1.xml");
    flipped[at + 40] = static_cast<char>(flipped[at + 40] ^ 0x55);
    QTest::newRow("flipped byte") << flipped;
}

void TestReportFiles::brokenFilesAreRefused()
{
    QFETCH(QByteArray, bytes);
    const auto sheet = readSheet(bytes.toStdString());
    QVERIFY(!sheet);
    QVERIFY(sheet.error().kind == base::Error::Kind::Invalid);
}

// A part that promises little and unpacks to much, and one that promises much.
void TestReportFiles::bombsAreRefused()
{
    Report report = sample();
    report.tables[0].rows.assign(5000, {std::string(1000, 'x'), Cell(), Cell()});
    const auto file = xlsxOf(report);
    QVERIFY(file.has_value());
    SheetLimits limits;
    limits.partBytesMax = 10'000;
    QVERIFY(!readSheet(*file, limits));
    limits = SheetLimits{};
    limits.rowsMax = 100;
    QVERIFY(!readSheet(*file, limits));
    QVERIFY(readSheet(*file).has_value());
}

void TestReportFiles::cellsHaveNames()
{
    QCOMPARE(cellName(0, 1), std::string("B1"));
    QCOMPARE(cellName(6, 0), std::string("A7"));
    QCOMPARE(cellName(0, 27), std::string("AB1"));
}

QTEST_APPLESS_MAIN(TestReportFiles)
#include "tst_report_files.moc"
