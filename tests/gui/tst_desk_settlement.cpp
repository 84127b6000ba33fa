#include "tests/gui/desk.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/models/settlement_rows.h"
#include "ui/panes/settlement/window_content_view.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QListWidget>

using hub::domain::Amount;
using hub::test::Desk;
namespace api = hub::api;
namespace kit = hub::kit;

namespace {

QString q(const char* text)
{
    return QString::fromLatin1(text);
}

} // namespace

class TestDeskSettlement final : public QObject
{
    Q_OBJECT

    static QString cell(const kit::TableView* table, int row, const char* field)
    {
        for (int column = 0; column < table->model()->columnCount(); ++column)
            if (table->model()->headerData(column, Qt::Horizontal, kit::FilterRole).toString() == q(field))
                return table->model()->index(row, column).data(kit::CopyRole).toString();
        return {};
    }
    static kit::TableView* windows(const Desk& desk)
    {
        return desk.find<kit::TableView>("windows", "windows");
    }
    static kit::TableView* settlements(const Desk& desk)
    {
        return desk.find<kit::TableView>("settlements", "settlements");
    }
    static QPushButton* button(const Desk& desk, const char* pane, const char* name)
    {
        return desk.find<QPushButton>(pane, name);
    }
    /// Settles window 127 with its form; the settlement stands on the bench.
    static void settle127(Desk& desk)
    {
        desk.open("windows");
        QTRY_COMPARE(windows(desk)->model()->rowCount(), 3);
        windows(desk)->clearSelection();
        windows(desk)->selectKey(q("127"));
        QTRY_VERIFY(button(desk, "windows", "settleSelected")->isEnabled());
        Desk::press(button(desk, "windows", "settleSelected"));
        QCOMPARE(desk.window->currentPane(), q("settlements"));
        auto* form = desk.dialog<QDialog>("newSettlement");
        QVERIFY(form);
        auto* submit = form->findChild<QPushButton*>(q("submit"));
        QTRY_VERIFY(submit->isEnabled());
        auto* list = form->findChild<QListWidget*>(q("settlementWindows"));
        QCOMPARE(list->count(), 1); // The settled one is not offered.
        QCOMPARE(list->item(0)->checkState(), Qt::Checked);
        QVERIFY(form->findChild<QLabel*>(q("previewTotals"))->text().contains(q("sum of all nets 0.00")));
        QTest::keyClick(form, Qt::Key_Return);
        desk.confirm("nets agreed with the bank");
        QTRY_COMPARE(settlements(desk)->currentKey(), q("8"));
    }

private Q_SLOTS:
    void init() { hub::test::failOnAnyWarning(); }

    void aWindowIsClosedWithItsFigures()
    {
        Desk desk;
        desk.open("windows");
        QTRY_COMPARE(windows(desk)->model()->rowCount(), 3);
        QCOMPARE(cell(windows(desk), 0, "state"), q("OPEN"));
        QVERIFY(!button(desk, "windows", "settleSelected")->isEnabled());
        auto* close = button(desk, "windows", "closeWindow");
        QCOMPARE(close->text(), q("Close window 128"));
        Desk::press(close);
        auto* asked = desk.dialog<kit::ConfirmWithReason>("confirmWithReason");
        QTRY_VERIFY(asked = desk.dialog<kit::ConfirmWithReason>("confirmWithReason"));
        QString facts;
        for (const auto* label : asked->findChildren<QLabel*>())
            facts += label->text() + QLatin1Char('\n');
        QVERIFY(facts.contains(q("Close settlement window 128?")));
        QVERIFY(facts.contains(q("Net USD: ")) && facts.contains(q("(sum 0.00)")));
        QVERIFY(facts.contains(q("still reserved (")));
        QVERIFY(facts.contains(q("window 129")));
        desk.confirm("end of the business day");
        QTRY_COMPARE(cell(windows(desk), 0, "id"), q("129"));
        QTRY_COMPARE(cell(windows(desk), 1, "state"), q("CLOSED"));
        QCOMPARE(cell(windows(desk), 1, "reason"), q("end of the business day"));
        QCOMPARE(desk.fake.calls().filter(q("closeWindow 128: end of the business day")).size(), 1);
        auto* progress = desk.find<kit::FigureLabel>("windows", "closeProgress");
        QTRY_VERIFY(progress->text().contains(q("CLOSED")));
        QTRY_COMPARE(windows(desk)->currentKey(), q("128"));
        QCOMPARE(button(desk, "windows", "settleSelected")->text(), q("Settle 128"));
    }

    void anEmptyWindowStaysOpen()
    {
        Desk desk(false);
        desk.open("windows");
        QTRY_VERIFY(button(desk, "windows", "closeWindow")->isEnabled());
        Desk::press(button(desk, "windows", "closeWindow"));
        QTRY_VERIFY2(desk.pane("windows")->banner().text().contains(q("Window 128 is empty")),
                     qPrintable(desk.pane("windows")->banner().text()));
        QVERIFY(!desk.dialog<QDialog>("confirmWithReason"));
    }

    void theContentLeadsToTheTransfers()
    {
        Desk desk;
        desk.open("windows");
        QTRY_COMPARE(windows(desk)->model()->rowCount(), 3);
        windows(desk)->selectKey(q("127"));
        auto* tree = desk.find<hub::panes::WindowContentView>("windows", "windowContent");
        QTRY_COMPARE(tree->window(), hub::domain::WindowId(127));
        QVERIFY(tree->topLevelItemCount() >= 2);
        QTest::keyClick(windows(desk), Qt::Key_Return); // Enter goes on into the content.
        auto* content = tree->topLevelItem(0);
        QVERIFY(content->childCount() > 1);
        const QString name = content->child(0)->text(0);
        tree->setCurrentItem(content->child(0));
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(desk.window->currentPane(), q("transfers"));
        QVERIFY(desk.find<QPushButton>("transfers", "sentFilter")->text().contains(name));
    }

    void theFormFollowsModelAndTicks()
    {
        Desk desk;
        desk.open("models");
        auto* models = desk.find<kit::TableView>("models", "settlementModels");
        QTRY_COMPARE(models->model()->rowCount(), 2);
        models->selectKey(q("DEFERRED_NET_XOF"));
        QTRY_COMPARE(button(desk, "models", "toggleModel")->text(), q("Activate"));
        Desk::press(button(desk, "models", "toggleModel"));
        desk.confirm();
        QTRY_COMPARE(button(desk, "models", "toggleModel")->text(), q("Deactivate"));
        desk.window->go({q("settlements"), {}, {}, {}, {}, {}, {}, {}});
        Desk::press(button(desk, "settlements", "newSettlementButton"));
        auto* form = desk.dialog<QDialog>("newSettlement");
        QVERIFY(form);
        auto* submit = form->findChild<QPushButton*>(q("submit"));
        auto* list = form->findChild<QListWidget*>(q("settlementWindows"));
        QTRY_COMPARE(list->count(), 1);
        QVERIFY(!submit->isEnabled()); // Nothing is ticked.
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Space);
        QTRY_VERIFY(submit->isEnabled());
        auto* table = form->findChild<kit::TableView*>(q("previewNets"));
        QCOMPARE(table->model()->headerData(4, Qt::Horizontal, kit::FilterRole).toString(), q("means"));
        QTest::keyClick(list, Qt::Key_Space);
        QTRY_VERIFY(!submit->isEnabled());
        QTest::keyClick(list, Qt::Key_Space);
        // A bilateral model shows who sent what to whom; the tick is kept.
        auto* box = form->findChild<QComboBox*>(q("settlementModel"));
        box->setFocus();
        QTest::keyClick(box, Qt::Key_End);
        QTRY_COMPARE(table->model()->headerData(0, Qt::Horizontal, kit::FilterRole).toString(), q("payer"));
        QVERIFY(submit->isEnabled());
        QCOMPARE(table->model()->index(0, 1).data().toString(), q("XOF"));
    }

    void aSettlementIsWalkedByKeyboard()
    {
        Desk desk;
        settle127(desk);
        auto* accounts = desk.find<kit::TableView>("settlements", "settlementAccounts");
        QTRY_VERIFY(accounts->model()->rowCount() > 3);
        auto* step = button(desk, "settlements", "stepAll");
        for (const char* state :
             {"PS_TRANSFERS_RECORDED", "PS_TRANSFERS_RESERVED", "PS_TRANSFERS_COMMITTED", "SETTLED"}) {
            QTRY_VERIFY(step->isEnabled());
            QCOMPARE(button(desk, "settlements", "abortSettlement")->isEnabled(),
                     qstrcmp(state, "SETTLED") != 0);
            Desk::press(step);
            desk.confirm("bank has confirmed");
            QTRY_COMPARE(cell(settlements(desk), 0, "state"), q(state));
            QTRY_COMPARE(cell(accounts, 0, "state"), q(state));
        }
        QTRY_VERIFY(!step->isEnabled());
        desk.window->go({q("windows"), {}, {}, {}, {}, {}, {}, {}});
        desk.pane("windows")->refresh();
        QTRY_COMPARE(cell(windows(desk), 1, "state"), q("SETTLED"));
    }

    void aStepIsNotPressedTwiceBeforeItsAnswerIsShown()
    {
        Desk desk;
        settle127(desk);
        auto* step = button(desk, "settlements", "stepAll");
        auto* abort = button(desk, "settlements", "abortSettlement");
        QTRY_VERIFY(step->isEnabled());
        desk.fake.hold(q("settlement.stepSettlement"));
        Desk::press(step);
        QVERIFY(step->isEnabled()); // Asked of the operator only: it may still be left.
        desk.confirm();
        QVERIFY(!step->isEnabled() && !abort->isEnabled());
        desk.pane("settlements")->refresh(); // What is read meanwhile tells of before the step.
        QTest::qWait(0);
        QVERIFY(!step->isEnabled());
        desk.fake.release(); // Done, but the bench still shows the state before.
        desk.fake.hold(q("settlement.settlement"));
        QTRY_VERIFY(desk.fake.calls().filter(q("settlement.settlement")).size() > 0);
        QTRY_VERIFY(desk.pane("settlements")->banner().text().contains(q("PS_TRANSFERS_RECORDED")));
        QVERIFY(!step->isEnabled());
        desk.fake.release();
        QTRY_VERIFY(step->isEnabled());
        QTRY_VERIFY(step->text().startsWith(q("Reserve")));
    }

    void chosenAccountsGoAlone()
    {
        Desk desk;
        settle127(desk);
        auto* accounts = desk.find<kit::TableView>("settlements", "settlementAccounts");
        QTRY_VERIFY(accounts->model()->rowCount() > 3);
        QVERIFY(!button(desk, "settlements", "stepChosen")->isEnabled());
        accounts->setCurrentIndex(accounts->model()->index(1, 0));
        QTRY_VERIFY(button(desk, "settlements", "stepChosen")->text().contains(q("(1)")));
        Desk::press(button(desk, "settlements", "stepChosen"));
        desk.confirm("this one is early");
        QTRY_COMPARE(cell(accounts, 1, "state"), q("PS_TRANSFERS_RECORDED"));
        QCOMPARE(cell(accounts, 0, "state"), q("PENDING_SETTLEMENT"));
        QCOMPARE(cell(settlements(desk), 0, "state"), q("PENDING_SETTLEMENT"));
    }

    void abortingNeedsTheNameTyped()
    {
        Desk desk;
        settle127(desk);
        auto* abort = button(desk, "settlements", "abortSettlement");
        QTRY_VERIFY(abort->isEnabled());
        Desk::press(abort);
        auto* asked = desk.dialog<QDialog>("confirmWithReason");
        QVERIFY(asked);
        Desk::type(asked, "reason", "a DFSP cannot pay");
        auto* action = asked->findChild<QPushButton*>(q("action"));
        QVERIFY(!action->isEnabled());
        Desk::type(asked, "phrase", "settlement 9");
        QVERIFY(!action->isEnabled());
        Desk::type(asked, "phrase", "settlement 8");
        QTest::keyClick(asked->findChild<QLineEdit*>(q("phrase")), Qt::Key_Return);
        QVERIFY(asked->isVisible());
        Desk::press(action);
        QTRY_COMPARE(cell(settlements(desk), 0, "state"), q("ABORTED"));
        QTRY_VERIFY(!button(desk, "settlements", "stepAll")->isEnabled());
    }

    void onePairIsAborted()
    {
        Desk desk;
        auto& settlement = desk.fake.api().settlement;
        const auto made = settlement.createSettlement({q("DEFERRED_NET_XOF"), {hub::domain::WindowId(127)}},
                                                      {q("pairs of the day"), {}});
        QTRY_VERIFY(made.isFinished());
        desk.open("settlements");
        QTRY_COMPARE(settlements(desk)->model()->rowCount(), 2);
        settlements(desk)->selectKey(q("8"));
        auto* accounts = desk.find<kit::TableView>("settlements", "settlementAccounts");
        auto* pair = button(desk, "settlements", "abortPair");
        QTRY_VERIFY(pair->isVisible());
        QVERIFY(accounts->model()->rowCount() > 2);
        QVERIFY(!pair->isEnabled());
        accounts->setFocus();
        accounts->setCurrentIndex(accounts->model()->index(0, 0));
        QTRY_VERIFY(pair->isEnabled());
        const QString name = cell(accounts, 0, "participant");
        const QString other = cell(accounts, 0, "counterparty");
        QTest::keyClick(pair, Qt::Key_Space);
        auto* asked = desk.dialog<QDialog>("confirmWithReason");
        QVERIFY(asked);
        Desk::type(asked, "reason", "the two have agreed otherwise");
        auto* action = asked->findChild<QPushButton*>(q("action"));
        QVERIFY(!action->isEnabled());
        asked->findChild<QLineEdit*>(q("phrase"))->setText(q("%1 and %2").arg(name, other));
        QTRY_VERIFY(action->isEnabled());
        Desk::press(action);
        QTRY_COMPARE(cell(accounts, 0, "state"), q("ABORTED"));
        QCOMPARE(cell(settlements(desk), 0, "state"), q("PENDING_SETTLEMENT"));
        int aborted = 0;
        for (int row = 0; row < accounts->model()->rowCount(); ++row)
            aborted += cell(accounts, row, "state") == q("ABORTED") ? 1 : 0;
        QCOMPARE(aborted, 2); // Both sides, no other pair.
        QTRY_VERIFY(!pair->isEnabled());
        QVERIFY(!pair->toolTip().isEmpty());
        // A settlement against all is not one of pairs.
        settlements(desk)->selectKey(q("7"));
        QTRY_VERIFY(!pair->isVisible());
    }

    void aFailedStepSaysSo()
    {
        Desk desk;
        settle127(desk);
        desk.fake.fail(q("settlement.stepSettlement"),
                       {q("3100"), q("State change not allowed"), {}, api::ErrorKind::Refused, {}, {}});
        QTRY_VERIFY(button(desk, "settlements", "stepAll")->isEnabled());
        Desk::press(button(desk, "settlements", "stepAll"));
        desk.confirm();
        QTRY_VERIFY(desk.pane("settlements")->banner().text().contains(q("not changed")));
    }

    void modelsAreMadeAndTheirReachIsShown()
    {
        Desk desk;
        desk.open("models");
        auto* table = desk.find<kit::TableView>("models", "settlementModels");
        auto* reach = desk.find<kit::TableView>("models", "modelReach");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QTRY_COMPARE(reach->model()->rowCount(), 3);
        QCOMPARE(cell(reach, 2, "currency"), q("XOF"));
        QCOMPARE(cell(reach, 2, "model"), q("DEFERRED_NET"));
        table->selectKey(q("DEFERRED_NET_XOF"));
        QTRY_COMPARE(button(desk, "models", "toggleModel")->text(), q("Activate"));
        Desk::press(button(desk, "models", "toggleModel"));
        desk.confirm();
        QTRY_COMPARE(cell(reach, 2, "model"), q("DEFERRED_NET_XOF"));
        Desk::press(button(desk, "models", "newModel"));
        auto* form = desk.dialog<QDialog>("actionDialog");
        Desk::type(form, "modelName", "deferred_net"); // In use, whatever the case.
        QVERIFY(!form->findChild<QPushButton*>(q("submit"))->isEnabled());
        Desk::type(form, "modelName", "FEES_MONTHLY");
        auto* ledger = form->findChild<QComboBox*>(q("modelLedger"));
        ledger->setFocus();
        QTest::keyClick(ledger, Qt::Key_End);
        QTest::keyClick(form, Qt::Key_Return);
        desk.confirm();
        QTRY_COMPARE(table->model()->rowCount(), 3);
    }

    void netsReadInTheOperatorsSign()
    {
        const auto usd = *hub::domain::Currency::parse("USD");
        const api::NetRow pays{
            {}, q("a"), {}, q("POSITION"), usd, Amount::fromMajor(80), {}, Amount::fromMajor(80), 1};
        const api::NetRow gets{
            {}, q("b"), {}, q("POSITION"), usd, {}, Amount::fromMajor(80), Amount::fromMajor(-80), 1};
        QCOMPARE(hub::models::netsLine({pays, gets}, usd),
                 QStringLiteral("a \u221280.00, b +80.00 (sum 0.00)"));
    }
};

QTEST_MAIN(TestDeskSettlement)
#include "tst_desk_settlement.moc"
