#include "tests/gui/desk.h"
#include "ui/kit/confirm_with_reason.h"
#include "ui/kit/figures.h"
#include "ui/kit/filter_expression.h"
#include "ui/kit/icons.h"
#include "ui/kit/span_timeline.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_series_chart.h"
#include "ui/kit/widgets.h"
#include "ui/models/tables.h"
#include "ui/models/wording.h"

#include <QtTest/QAbstractItemModelTester>

using hub::domain::Amount;
namespace kit = hub::kit;

class TestDeskKit final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { hub::test::failOnAnyWarning(); }

    void everyTokenPairIsReadable()
    {
        using kit::Token;
        for (const auto theme : {kit::Theme::Light, kit::Theme::Dark}) {
            for (const auto ground : {Token::Background, Token::Surface})
                for (const auto ink : {Token::Text, Token::Muted, Token::Accent, Token::Good, Token::Warn,
                                       Token::Bad, Token::Info})
                    QVERIFY2(kit::contrastRatio(kit::tokenColor(theme, ink),
                                                kit::tokenColor(theme, ground)) >= 4.5,
                             kit::tokenName(ink).data());
            QVERIFY(kit::contrastRatio(kit::tokenColor(theme, Token::Text),
                                       kit::tokenColor(theme, Token::Selection)) >= 4.5);
            for (const auto ground : {Token::Accent, Token::Bad})
                QVERIFY(kit::contrastRatio(kit::tokenColor(theme, Token::OnAccent),
                                           kit::tokenColor(theme, ground)) >= 4.5);
        }
    }

    void amountsAreWrittenAtTheScale_data()
    {
        QTest::addColumn<qint64>("units");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("text");
        QTest::newRow("groups") << qint64(12'345'678'900) << 2 << QStringLiteral("1\u2009234\u2009567.89");
        QTest::newRow("minus") << qint64(-120'045'000) << 2 << QStringLiteral("\u221212\u2009004.50");
        QTest::newRow("no decimals") << qint64(80'000'000'000) << 0 << QStringLiteral("8\u2009000\u2009000");
        QTest::newRow("kept digits") << qint64(1'234) << 2 << QStringLiteral("0.1234");
        QTest::newRow("zero") << qint64(0) << 3 << QStringLiteral("0.000");
    }
    void amountsAreWrittenAtTheScale()
    {
        QFETCH(qint64, units);
        QFETCH(int, decimals);
        QTEST(kit::amountText(Amount::fromUnits(units), decimals), "text");
        // What is shown can be typed again.
        QCOMPARE(kit::parseAmount(kit::amountText(Amount::fromUnits(units), decimals), 4),
                 Amount::fromUnits(units));
    }

    void amountsAreReadExactlyOrNotAtAll_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << QStringLiteral("1234.50") << true;
        QTest::newRow("spaces") << QStringLiteral("1 234.5") << true;
        QTest::newRow("comma mark") << QStringLiteral("1234,50") << true;
        QTest::newRow("ambiguous comma") << QStringLiteral("1,234") << false;
        QTest::newRow("two commas") << QStringLiteral("1,234,567") << false;
        QTest::newRow("too fine") << QStringLiteral("1.234") << false;
        QTest::newRow("exponent") << QStringLiteral("1e3") << false;
        QTest::newRow("word") << QStringLiteral("ten") << false;
        QTest::newRow("empty") << QString() << false;
    }
    void amountsAreReadExactlyOrNotAtAll()
    {
        QFETCH(QString, text);
        QTEST(kit::parseAmount(text, 2).has_value(), "good");
    }

    void filterSelectsRows_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("empty") << QString() << true;
        QTest::newRow("word") << QStringLiteral("green") << true;
        QTest::newRow("other word") << QStringLiteral("mobile") << false;
        QTest::newRow("greater") << QStringLiteral("used > 80%") << true;
        QTest::newRow("and") << QStringLiteral("used > 80% && currency == USD") << true;
        QTest::newRow("and fails") << QStringLiteral("used > 80% && currency == TZS") << false;
        QTest::newRow("in") << QStringLiteral("currency in {TZS, USD}") << true;
        QTest::newRow("not") << QStringLiteral("currency != usd") << false;
        QTest::newRow("numbers, not letters") << QStringLiteral("position < 9") << false;
        QTest::newRow("quoted") << QStringLiteral("participant == \"greenbank\"") << true;
    }
    void filterSelectsRows()
    {
        QFETCH(QString, text);
        const QStringList names{QStringLiteral("participant"), QStringLiteral("currency"),
                                QStringLiteral("used"), QStringLiteral("position")};
        const QStringList values{QStringLiteral("greenbank"), QStringLiteral("USD"), QStringLiteral("84.10"),
                                 QStringLiteral("82410.00")};
        const auto expression = kit::FilterExpression::parse(text, names);
        QVERIFY(!expression.fault());
        QTEST(expression.accepts(names, values), "accepted");
    }

    void filterFaultsSayWhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("at");
        QTest::newRow("no value") << QStringLiteral("used >") << 6;
        QTest::newRow("unknown field") << QStringLiteral("colour == red") << 0;
        QTest::newRow("open set") << QStringLiteral("used in {1, 2") << 13;
        QTest::newRow("dangling") << QStringLiteral("used > 1 &&") << 11;
        QTest::newRow("operator first") << QStringLiteral("&& used") << 0;
    }
    void filterFaultsSayWhere()
    {
        QFETCH(QString, text);
        const auto expression = kit::FilterExpression::parse(text, {QStringLiteral("used")});
        QVERIFY(expression.fault());
        QTEST(int(expression.fault()->at), "at");
    }

    void filterSurvivesNoise()
    {
        // Any text gives rows or a fault, never anything else.
        std::mt19937 random{7};
        const QString letters = QStringLiteral("used=!<>~&{},\" %1a\u20ac");
        for (int round = 0; round < 5000; ++round) {
            QString text;
            for (auto i = random() % 24; i > 0; --i)
                text += letters.at(static_cast<qsizetype>(random() % static_cast<unsigned>(letters.size())));
            const auto expression = kit::FilterExpression::parse(text, {QStringLiteral("used")});
            expression.accepts({QStringLiteral("used")}, {QStringLiteral("1")});
        }
    }

    void rowTableKeepsTheModelRules()
    {
        hub::test::FakeClock clock;
        hub::test::HubFake fake(clock);
        fake.fillDemoScheme();
        auto* model = hub::models::makePositionsModel(this);
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        auto rows = fake.scheme().positions();
        model->setRows(rows);
        QCOMPARE(model->rowCount(), int(rows.size()));
        QSignalSpy changed(model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(model, &QAbstractItemModel::modelReset);
        rows.front().position += Amount::fromMajor(5);
        rows.erase(rows.begin() + 3);
        model->setRows(rows);
        QCOMPARE(model->rowCount(), int(rows.size()));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(reset.size(), 0);
        QVERIFY(model->index(0, 2).data(kit::ChangedAtRole).toLongLong() > 0);
        QCOMPARE(model->index(0, 0).data(kit::ChangedAtRole).toLongLong(), 0);

        auto* tail = hub::models::makeTransfersModel(this);
        QAbstractItemModelTester tailTester(tail, QAbstractItemModelTester::FailureReportingMode::Fatal);
        tail->setLimit(50);
        for (const auto& transfer : fake.scheme().transfers())
            tail->prepend({transfer.row});
        QCOMPARE(tail->rowCount(), 50);
        QCOMPARE(tail->row(0).id, fake.scheme().transfers().back().row.id);
    }

    void tableCopiesPlainFigures()
    {
        hub::test::FakeClock clock;
        hub::test::HubFake fake(clock);
        fake.fillDemoScheme();
        auto* model = hub::models::makePositionsModel(this);
        model->setRows({*[&] {
            static const auto rows = fake.scheme().positions();
            return &rows.front();
        }()});
        kit::TableView table;
        table.setModel(model);
        table.selectAll();
        const QStringList lines = table.selectionAsText().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.at(1).contains(QStringLiteral("100000.00")));
        QSignalSpy opened(&table, &kit::TableView::opened);
        table.setCurrentIndex(model->index(0, 0));
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
    }

    void confirmationNeedsAReasonAndNeverFiresOnEnter()
    {
        QWidget parent;
        auto* dialog = new kit::ConfirmWithReason({QStringLiteral("Close window 128?"),
                                                   {QStringLiteral("2 418 transfers")},
                                                   QStringLiteral("Close window 128"),
                                                   QStringLiteral("Keep open"),
                                                   true},
                                                  &parent);
        QSignalSpy confirmed(dialog, &kit::ConfirmWithReason::confirmed);
        QSignalSpy rejected(dialog, &QDialog::rejected);
        dialog->open();
        auto* reason = dialog->findChild<QLineEdit*>(QStringLiteral("reason"));
        auto* action = dialog->findChild<QPushButton*>(QStringLiteral("action"));
        QVERIFY(!action->isEnabled());
        QTest::keyClicks(reason, QStringLiteral("too short"));
        QVERIFY(!action->isEnabled());
        QTest::keyClicks(reason, QStringLiteral(", now long"));
        QVERIFY(action->isEnabled());
        QTest::keyClick(reason, Qt::Key_Return);
        action->setFocus();
        QTest::keyClick(action, Qt::Key_Return);
        QTest::keyClick(action, Qt::Key_Enter);
        QCOMPARE(confirmed.size(), 0);
        QCOMPARE(rejected.size(), 0);
        QTest::mouseClick(action, Qt::LeftButton);
        QCOMPARE(confirmed.size(), 1);
        QCOMPARE(confirmed.front().front().toString(), QStringLiteral("too short, now long"));
    }

    void chartKeepsItsBoundAndNamesTheBucket()
    {
        kit::TimeSeriesChart chart;
        chart.resize(800, 240);
        kit::ChartData data;
        data.title = QStringLiteral("greenbank USD");
        data.bucketMs = 1000;
        data.cap = Amount::fromMajor(100);
        const hub::base::Instant start{1'795'442'531'000};
        for (int i = 0; i < 700; ++i)
            data.points.push_back({start.plusMs(i * 1000), Amount::fromMajor(i % 90), 1});
        chart.setSpan(700'000);
        chart.setNow(start.plusMs(700'000));
        chart.setData(data);
        QCOMPARE(chart.data().points.size(), kit::TimeSeriesChart::kPointsMax);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy activated(&chart, &kit::TimeSeriesChart::bucketActivated);
        const std::size_t wanted = 250;
        QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, chart.positionOf(wanted));
        QCOMPARE(activated.size(), 1);
        const auto to = activated.front().at(1).value<hub::base::Instant>();
        QVERIFY(std::abs(to.ms - chart.data().points[wanted].at.ms) <= 2000);
        QTest::keyClick(&chart, Qt::Key_Left);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(activated.size(), 2);
    }

    void timelineFoldsAndSurvivesStrangeTrees()
    {
        kit::SpanTimeline timeline;
        timeline.resize(800, 400);
        std::vector<kit::TimelineSpan> spans{
            {QStringLiteral("a"), {}, QStringLiteral("guard"), QStringLiteral("root"), false, 0, 100},
            {QStringLiteral("b"), QStringLiteral("a"), QStringLiteral("apply"), QStringLiteral("child"), true,
             10, 40},
            {QStringLiteral("c"), QStringLiteral("gone"), QStringLiteral("job"), QStringLiteral("stub"),
             false, 20, 30},
            {QStringLiteral("d"), QStringLiteral("d"), QStringLiteral("job"), QStringLiteral("itself"), false,
             25, 26}};
        timeline.setSpans(spans);
        QCOMPARE(timeline.visibleRows(), 4);
        timeline.selectSpan(QStringLiteral("a"));
        QTest::keyClick(&timeline, Qt::Key_Left);
        QCOMPARE(timeline.visibleRows(), 3);
        QTest::keyClick(&timeline, Qt::Key_Right);
        QTest::keyClick(&timeline, Qt::Key_Down);
        QCOMPARE(timeline.selectedSpan(), QStringLiteral("b"));
        QTest::keyClick(&timeline, Qt::Key_W);
        timeline.grab();

        std::vector<kit::TimelineSpan> many;
        for (int i = 0; i < 10'000; ++i)
            many.push_back({QString::number(i), i > 0 ? QString::number(i - 1) : QString(),
                            QStringLiteral("job"), QStringLiteral("step"), false, i, i + 5});
        QElapsedTimer timer;
        timeline.setSpans(many);
        timer.start();
        timeline.grab();
        QVERIFY2(timer.elapsed() < 1000, "painting 10 000 spans must not be felt");
        QCOMPARE(timeline.visibleRows(), 10'000);
    }

    void everyIconIsThere()
    {
        kit::applyTheme(*qApp, kit::Theme::Light);
        for (const char* name :
             {"positions", "transfers",   "trace",   "participants", "accounts", "callbacks", "oracles",
              "windows",   "settlements", "events",  "health",       "search",   "plus",      "pause",
              "play",      "copy",        "export",  "refresh",      "settings", "theme",     "warning",
              "check",     "close",       "chevron", "menu",         "columns"}) {
            const QImage image = kit::icon(QString::fromLatin1(name)).pixmap(20, 20).toImage();
            bool drawn = false;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    drawn |= qAlpha(image.pixel(x, y)) > 128;
            QVERIFY2(drawn, name);
        }
    }
};

QTEST_MAIN(TestDeskKit)
#include "tst_desk_kit.moc"
