#include "tests/gui/desk.h"
#include "ui/kit/fact_sheet.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/panes/transfers/bulk_view.h"
#include "ui/panes/transfers/forwarded_view.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

using hub::test::Desk;
namespace api = hub::api;
namespace kit = hub::kit;

namespace {

QString q(const char* text)
{
    return QString::fromLatin1(text);
}

} // namespace

/// The whole payment in the transfers pane, driven like an operator does.
class TestDeskTransfers final : public QObject
{
    Q_OBJECT

    enum Part { Transfers, Lookups, Quotes, Requests, Bulks };
    /// Chooses a part with the keyboard.
    static void goTo(const Desk& desk, int part)
    {
        auto* parts = desk.find<QTabBar>("transfers", "parts");
        parts->setFocus();
        QTest::keyClick(parts, Qt::Key_Home);
        for (int i = 0; i < part; ++i)
            QTest::keyClick(parts, Qt::Key_Right);
        QCOMPARE(parts->currentIndex(), part);
    }
    static kit::TableView* table(const Desk& desk, const char* name)
    {
        return desk.find<kit::TableView>("transfers", name);
    }
    static hub::panes::ForwardedView* view(const Desk& desk, const char* name)
    {
        return desk.find<hub::panes::ForwardedView>("transfers", name);
    }
    static QString label(const Desk& desk, const char* viewName, const char* name)
    {
        return view(desk, viewName)->findChild<QLabel*>(q(name))->text();
    }
    static QString cell(const kit::TableView* table, int row, const char* field)
    {
        for (int column = 0; column < table->model()->columnCount(); ++column)
            if (table->model()->headerData(column, Qt::Horizontal, kit::FilterRole).toString() == q(field))
                return table->model()->index(row, column).data(kit::CopyRole).toString();
        return {};
    }
    static int column(const kit::TableView* table, const char* field)
    {
        for (int at = 0; at < table->model()->columnCount(); ++at)
            if (table->model()->headerData(at, Qt::Horizontal, kit::FilterRole).toString() == q(field))
                return at;
        return -1;
    }
    static void choosePage(const Desk& desk, const char* title)
    {
        auto* tabs = desk.find<QTabWidget>("transfers", "detailTabs");
        for (int i = 0; i < tabs->count(); ++i)
            if (tabs->tabText(i) == q(title)) tabs->setCurrentIndex(i);
        QCOMPARE(tabs->tabText(tabs->currentIndex()), q(title));
    }

private Q_SLOTS:
    void init() { hub::test::failOnAnyWarning(); }

    void stuckOnesAreOneClickAwayEachWithWhy()
    {
        Desk desk;
        desk.open("transfers");
        auto* list = table(desk, "transfers");
        QTRY_COMPARE(list->model()->rowCount(), 200);
        const int cause = column(list, "cause");
        QVERIFY(list->isColumnHidden(cause));
        auto* stuck = desk.find<QPushButton>("transfers", "stuck");
        QTest::mouseClick(stuck, Qt::LeftButton);
        auto* view = desk.pane("transfers")->findChild<kit::StatefulView*>(q("mainView"));
        QTRY_COMPARE(view->state(), kit::ViewState::NothingMatches); // Nothing is old enough.
        QTest::mouseClick(view->findChild<QPushButton*>(q("stateButton")), Qt::LeftButton);
        QTRY_COMPARE(list->model()->rowCount(), 200);
        desk.clock.advance(60'000);
        Desk::press(stuck);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QVERIFY(!list->isColumnHidden(cause));
        QVERIFY(cell(list, 0, "cause").contains(q("Waits for the answer of mobilecash")));
        desk.fake.pay(3, 300); // The feed does not mix in.
        QTest::qWait(150);
        QCOMPARE(list->model()->rowCount(), 1);
        Desk::press(stuck);
        QTRY_COMPARE(list->model()->rowCount(), 200);
        QVERIFY(list->isColumnHidden(cause));
    }

    void thePacketIsShownFieldByField()
    {
        Desk desk;
        desk.open("transfers");
        auto& edit = desk.pane("transfers")->filterBar()->edit();
        QTest::keyClicks(&edit, q("state == COMMITTED && payer == greenbank"));
        auto* list = table(desk, "transfers");
        QTRY_VERIFY(list->model()->rowCount() > 0 && list->model()->rowCount() < 100);
        choosePage(desk, "ILP packet");
        auto* packet = desk.find<kit::FactSheet>("transfers", "ilpPacket");
        QTRY_VERIFY(packet->text().contains(q("transactionType.scenario: TRANSFER")));
        const QString amount = cell(list, list->currentIndex().row(), "amount");
        QVERIFY2(packet->text().contains(q("amount: ") + amount + q(" USD")), qPrintable(packet->text()));
        QVERIFY(!desk.find<QLabel>("transfers", "ilpPacketNote")->isVisible());
        edit.clear();
        QTest::keyClicks(&edit, q("state == RESERVED"));
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QTRY_VERIFY(desk.find<QLabel>("transfers", "ilpPacketNote")->text().contains(q("does not decode")));
    }

    void theQuoteOfATransferIsReadAndOpened()
    {
        Desk desk;
        desk.open("transfers");
        auto* list = table(desk, "transfers");
        QTRY_COMPARE(list->model()->rowCount(), 200);
        list->setCurrentIndex(list->model()->index(3, 0));
        QVERIFY(desk.fake.calls().filter(q("forwarded.one")).isEmpty()); // Not before it is looked at.
        choosePage(desk, "Quote");
        auto* quote = desk.find<kit::FactSheet>("transfers", "transferQuote");
        QTRY_VERIFY(quote->text().contains(q("payeeFspFee: 0.50 USD")));
        Desk::press(desk.find<QPushButton>("transfers", "openQuote"));
        QCOMPARE(desk.find<QTabBar>("transfers", "parts")->currentIndex(), int(Quotes));
        auto* quotes = table(desk, "quotes");
        QTRY_COMPARE(quotes->model()->rowCount(), 1);
        QTRY_VERIFY(label(desk, "quotesView", "forwardedId").startsWith(q("77aa")));
    }

    void aQuoteThatIsGoneIsSaidSo()
    {
        Desk desk;
        desk.fake.fail(q("forwarded.one"),
                       {q("3200"), q("No message."), {}, api::ErrorKind::Refused, {}, {}});
        desk.open("transfers");
        auto* list = table(desk, "transfers");
        QTRY_COMPARE(list->model()->rowCount(), 200);
        list->setCurrentIndex(list->model()->index(0, 0));
        choosePage(desk, "Quote");
        QTRY_VERIFY(desk.find<QLabel>("transfers", "transferQuoteNote")->text().contains(q("does not keep")));
        QVERIFY(!desk.find<QPushButton>("transfers", "openQuote")->isVisible());
    }

    void idsAreCopiedAndParticipantsOpened()
    {
        Desk desk;
        desk.open("transfers");
        auto* list = table(desk, "transfers");
        QTRY_COMPARE(list->model()->rowCount(), 200);
        list->setCurrentIndex(list->model()->index(2, 0));
        auto* payee = desk.find<QPushButton>("transfers", "openPayee");
        QTRY_VERIFY(payee->isVisible());
        QCOMPARE(payee->text(), cell(list, 2, "payee"));
        auto* menu = desk.find<QToolButton>("transfers", "copyMenu")->menu();
        QHash<QString, QString> copied;
        for (auto* action : menu->actions()) {
            if (action->isSeparator()) continue;
            action->trigger();
            copied.insert(action->text(), QGuiApplication::clipboard()->text());
        }
        QCOMPARE(copied.value(q("Transfer id")), list->currentKey());
        QVERIFY(copied.value(q("Quote id")).startsWith(q("77aa")));
        QCOMPARE(copied.value(q("Trace id")).size(), 32);
        QVERIFY(copied.value(q("All facts as text")).contains(list->currentKey()));
        const QString name = payee->text();
        Desk::press(payee);
        QCOMPARE(desk.window->currentPane(), q("participants"));
        QTRY_COMPARE(desk.find<kit::TableView>("participants", "participants")->currentKey(), name);
    }

    void lookupsAreListedSearchedAndTraced()
    {
        Desk desk;
        desk.open("transfers");
        goTo(desk, Lookups);
        auto* list = table(desk, "lookups");
        QTRY_COMPARE(list->model()->rowCount(), 100);
        QCOMPARE(cell(list, 0, "about"), QStringLiteral("MSISDN 277\u202689"));
        auto& edit = desk.pane("transfers")->filterBar()->edit();
        QTest::keyClicks(&edit, q("state == refused && fsp == greenbank"));
        QTRY_VERIFY(list->model()->rowCount() > 0 && list->model()->rowCount() < 100);
        QTRY_COMPARE(cell(list, 0, "error"), q("3204"));
        list->setCurrentIndex(list->model()->index(0, 0));
        QTRY_VERIFY(label(desk, "lookupsView", "forwardedCause").contains(q("refused")));
        const QString trace = label(desk, "lookupsView", "forwardedId");
        Desk::press(view(desk, "lookupsView")->findChild<QPushButton*>(q("forwardedTrace")));
        QCOMPARE(desk.window->currentPane(), q("trace"));
        QCOMPARE(desk.find<QLineEdit>("trace", "traceId")->text(), trace);
        QTest::keyClick(desk.window.get(), Qt::Key_Left, Qt::AltModifier);
        edit.clear();
        QTest::keyClicks(&edit, q("state == purple"));
        QTRY_VERIFY(label(desk, "lookupsView", "filterNote").contains(q("state")));
    }

    void newOnesComeByThemselvesAndOldOnesByPage()
    {
        Desk desk;
        desk.open("transfers");
        goTo(desk, Quotes);
        auto* list = table(desk, "quotes");
        QTRY_COMPARE(list->model()->rowCount(), 100);
        const QString newest = list->model()->index(0, 0).data(kit::KeyRole).toString();
        desk.fake.pay(2, 200);
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->index(0, 0).data(kit::KeyRole).toString() != newest, 4000);
        QCOMPARE(list->model()->rowCount(), 102);
        list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum());
        QTRY_VERIFY(list->model()->rowCount() > 150);
    }

    void requestsAndTheirAuthorizations()
    {
        Desk desk;
        desk.open("transfers");
        goTo(desk, Requests);
        auto* list = table(desk, "requests");
        QTRY_VERIFY(list->model()->rowCount() > 20);
        QCOMPARE(cell(list, 0, "kind"), q("request to pay"));
        auto* kind = desk.find<QComboBox>("transfers", "requestsKind");
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        QTRY_COMPARE(cell(list, 0, "kind"), q("authorization"));
        QCOMPARE(cell(list, 0, "about"), q("ENTERED"));
    }

    void aBulkUnfoldsIntoItsTransfers()
    {
        Desk desk;
        desk.open("transfers");
        goTo(desk, Bulks);
        auto* tree = desk.find<QTreeWidget>("transfers", "bulks");
        QTRY_COMPARE(tree->topLevelItemCount(), 3);
        tree->setFocus();
        tree->setCurrentItem(tree->topLevelItem(0));
        QCOMPARE(tree->topLevelItem(0)->text(1), q("COMPLETED"));
        QTest::keyClick(tree, Qt::Key_Return);
        QTRY_COMPARE(tree->topLevelItem(0)->childCount(), 4);
        auto* refused = tree->topLevelItem(0)->child(2);
        QCOMPARE(refused->text(1), q("refused by the hub"));
        QVERIFY(refused->text(8).contains(q("4001 Payer FSP insufficient liquidity")));
        auto* paid = tree->topLevelItem(0)->child(0);
        tree->setCurrentItem(paid);
        const QString id = paid->toolTip(0);
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(desk.find<QTabBar>("transfers", "parts")->currentIndex(), int(Transfers));
        QTRY_COMPARE(desk.find<QLabel>("transfers", "detailId")->text(), id);
    }

    void thePartsShowTheirStates_data()
    {
        QTest::addColumn<int>("part");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("nobody");
        QTest::newRow("look-ups") << int(Lookups) << q("forwarded.search") << q("fsp == nobody");
        QTest::newRow("quotes") << int(Quotes) << q("forwarded.search") << q("fsp == nobody");
        QTest::newRow("requests") << int(Requests) << q("forwarded.search") << q("fsp == nobody");
        QTest::newRow("bulks") << int(Bulks) << q("transfers.bulks") << q("fsp == nobody");
    }
    void thePartsShowTheirStates()
    {
        QFETCH(int, part);
        QFETCH(QString, method);
        QFETCH(QString, nobody);
        const auto listOf = [part](const Desk& desk) -> kit::StatefulView* {
            if (part == Bulks) return desk.pane("transfers")->findChild<hub::panes::BulkView*>()->list();
            static constexpr const char* kViews[] = {"lookupsView", "quotesView", "requestsView"};
            return view(desk, kViews[part - Lookups])->list();
        };
        {
            Desk desk(false);
            desk.open("transfers");
            goTo(desk, part);
            QTRY_COMPARE(listOf(desk)->state(), kit::ViewState::FirstRun);
        }
        {
            Desk desk;
            desk.fake.hold(method);
            desk.open("transfers");
            goTo(desk, part);
            QCOMPARE(listOf(desk)->state(), kit::ViewState::Loading);
            desk.fake.release();
            QTRY_COMPARE(listOf(desk)->state(), kit::ViewState::Content);
            QTest::keyClicks(&desk.pane("transfers")->filterBar()->edit(), nobody);
            QTRY_COMPARE(listOf(desk)->state(), kit::ViewState::NothingMatches);
            QTest::mouseClick(listOf(desk)->findChild<QPushButton*>(q("stateButton")), Qt::LeftButton);
            QTRY_COMPARE(listOf(desk)->state(), kit::ViewState::Content);
        }
        {
            Desk desk;
            desk.fake.fail(
                method, {{}, q("Not permitted."), {}, api::ErrorKind::NotAllowed, q("view"), q("auditor")});
            desk.open("transfers");
            goTo(desk, part);
            QTRY_COMPARE(listOf(desk)->state(), kit::ViewState::NoPermission);
        }
        {
            Desk desk;
            desk.fake.fail(method,
                           {q("2001"), q("The store is busy."), {}, api::ErrorKind::Internal, {}, {}});
            desk.open("transfers");
            goTo(desk, part);
            QTRY_COMPARE(listOf(desk)->state(), kit::ViewState::Failed);
            desk.fake.clearFailures();
            QTest::mouseClick(listOf(desk)->findChild<QPushButton*>(q("stateButton")), Qt::LeftButton);
            QTRY_COMPARE(listOf(desk)->state(), kit::ViewState::Content);
        }
    }
};

QTEST_MAIN(TestDeskTransfers)
#include "tst_desk_transfers.moc"
