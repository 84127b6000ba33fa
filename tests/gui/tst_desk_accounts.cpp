#include "tests/gui/desk.h"
#include "ui/kit/table_view.h"
#include "ui/models/account_lines.h"
#include "ui/panes/accounts/cap_form.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QSpinBox>

using hub::domain::AccountType;
using hub::domain::Amount;
using hub::test::Desk;
namespace api = hub::api;
namespace kit = hub::kit;

namespace {

QString q(const char* text)
{
    return QString::fromLatin1(text);
}

hub::domain::Currency usd()
{
    return *hub::domain::Currency::parse("USD");
}

} // namespace

class TestDeskAccounts final : public QObject
{
    Q_OBJECT

    static kit::TableView* grid(const Desk& desk)
    {
        return desk.find<kit::TableView>("accounts", "accountLines");
    }
    static QString cell(const Desk& desk, const char* field)
    {
        auto* table = grid(desk);
        for (int column = 0; column < table->model()->columnCount(); ++column)
            if (table->model()->headerData(column, Qt::Horizontal, kit::FilterRole).toString() == q(field))
                return table->model()
                    ->index(table->currentIndex().row(), column)
                    .data(kit::CopyRole)
                    .toString();
        return {};
    }
    /// The desk on the account of greenbank in USD.
    static void openOn(Desk& desk, AccountType type)
    {
        desk.open("accounts");
        QTRY_VERIFY(grid(desk)->model()->rowCount() > 20);
        const auto* account = desk.fake.scheme().account(q("greenbank"), usd(), type);
        grid(desk)->selectKey(QString::number(account->id.value()));
    }
    static QPushButton* button(const Desk& desk, const char* name)
    {
        return desk.find<QPushButton>("accounts", name);
    }

private Q_SLOTS:
    void init() { hub::test::failOnAnyWarning(); }

    void linesSayWhatTheyMeanAndWhatIsWrong()
    {
        Desk desk;
        openOn(desk, AccountType::Settlement);
        QCOMPARE(cell(desk, "value"), q("150000.00"));
        QCOMPARE(cell(desk, "means"), q("held"));
        auto* position = desk.fake.scheme().account(q("greenbank"), usd(), AccountType::Position);
        grid(desk)->selectKey(QString::number(position->id.value()));
        QCOMPARE(cell(desk, "means"), q("owes"));
        QCOMPARE(cell(desk, "cover"), q("67"));
        position->value = Amount::fromMajor(100'001);
        desk.fake.pay(1, 100);
        desk.fake.scheme().account(q("greenbank"), usd(), AccountType::Settlement)->value = Amount();
        desk.pane("accounts")->refresh();
        QTRY_COMPARE(cell(desk, "check"), q("above its cap"));
        position->value = Amount::fromMajor(1);
        desk.pane("accounts")->refresh();
        QTRY_COMPARE(cell(desk, "check"), q("cap above funds"));
    }

    void fundsAreRecordedByKeyboard()
    {
        Desk desk;
        openOn(desk, AccountType::Settlement);
        Desk::press(button(desk, "fundsIn"));
        auto* form = desk.dialog<QDialog>("actionDialog");
        QVERIFY(form);
        auto* submit = form->findChild<QPushButton*>(q("submit"));
        Desk::type(form, "fundsReference", "BANK-9");
        for (const char* bad : {"0", "-5", "10.001", "ten", ""}) {
            Desk::type(form, "fundsAmount", bad);
            if (*bad == 0) form->findChild<QLineEdit*>(q("fundsAmount"))->clear();
            QVERIFY2(!submit->isEnabled(), bad);
        }
        Desk::type(form, "fundsAmount", "1 000.50");
        QVERIFY(submit->isEnabled());
        QTest::keyClick(form, Qt::Key_Return);
        desk.confirm("statement of today");
        QTRY_VERIFY(desk.pane("accounts")->banner().text().contains(q("recorded for greenbank")));
        QTRY_COMPARE(cell(desk, "value"), q("151000.50"));
        QCOMPARE(desk.fake.calls().filter(q("funds.recordFundsIn greenbank: statement of today")).size(), 1);
        auto* movements = desk.find<kit::TableView>("accounts", "movements");
        QTRY_COMPARE(movements->model()->rowCount(), 2);
        QCOMPARE(movements->model()->index(0, 7).data().toString(), q("BANK-9"));
    }

    void aWithdrawalHasTwoSteps()
    {
        Desk desk;
        openOn(desk, AccountType::Settlement);
        QTest::mouseClick(button(desk, "fundsOut"), Qt::LeftButton);
        auto* form = desk.dialog<QDialog>("actionDialog");
        Desk::type(form, "fundsReference", "BANK-10");
        Desk::type(form, "fundsAmount", "150000.01");
        QVERIFY(!form->findChild<QPushButton*>(q("submit"))->isEnabled()); // More than is held.
        Desk::type(form, "fundsAmount", "50000");
        QTest::keyClick(form, Qt::Key_Return);
        desk.confirm();
        QTRY_COMPARE(cell(desk, "value"), q("100000.00"));
        auto* movements = desk.find<kit::TableView>("accounts", "movements");
        QTRY_COMPARE(movements->model()->rowCount(), 2);
        movements->setCurrentIndex(movements->model()->index(0, 0));
        QCOMPARE(movements->model()->index(0, 5).data().toString(), q("RESERVED"));
        desk.clock.advance(61'000);
        QVERIFY(movements->model()->index(0, 5).data().toString().contains(q("stuck")));
        Desk::press(button(desk, "abortMovement"));
        desk.confirm();
        QTRY_COMPARE(cell(desk, "value"), q("150000.00"));
        QTRY_VERIFY(!button(desk, "abortMovement")->isEnabled());
        // Another participant's waits from before: it is found among all and paid out.
        auto* everybody = desk.find<QCheckBox>("accounts", "allMovements");
        everybody->setFocus();
        QTest::keyClick(everybody, Qt::Key_Space);
        QTRY_VERIFY(movements->model()->rowCount() > 3);
        movements->setCurrentIndex(movements->model()->index(1, 0));
        QCOMPARE(movements->model()->index(1, 1).data().toString(), q("agricoop"));
        Desk::press(button(desk, "commitMovement"));
        desk.confirm();
        QTRY_COMPARE(movements->model()->index(1, 5).data().toString(), q("COMMITTED"));
    }

    void theCapIsGivenInFiveWays()
    {
        using hub::panes::CapForm;
        const api::LimitRow limit{q("greenbank"), usd(), Amount::fromMajor(100'000), 1000};
        const auto capOf = [&](int mode, const char* text) {
            hub::panes::ActionDialog dialog(q("cap"), q("go"), nullptr);
            CapForm form(dialog, limit, Amount::fromMajor(80'000), Amount::fromMajor(145'000));
            auto* modes = dialog.findChild<QComboBox*>(q("capMode"));
            modes->setCurrentIndex(modes->findData(mode));
            auto* entry = dialog.findChild<QLineEdit*>(q("newCap"));
            entry->setText(q(text));
            return form.cap();
        };
        QCOMPARE(capOf(CapForm::SetTo, "120 000.5"), Amount::parseDecimal("120000.5"));
        QCOMPARE(capOf(CapForm::RaiseBy, "10"), Amount::parseDecimal("100010"));
        QCOMPARE(capOf(CapForm::LowerBy, "100000.01"), std::nullopt);
        QCOMPARE(capOf(CapForm::PercentOfHeld, "33.33"), Amount::parseDecimal("48328.5"));
        QCOMPARE(hub::panes::shareOf(Amount::fromMajor(10), Amount::fromMajor(33), 0), Amount::fromMajor(3));
        QCOMPARE(capOf(CapForm::PercentOfHeld, "33.333"), std::nullopt);
        QCOMPARE(capOf(CapForm::FollowHeld, "33.33"), Amount::parseDecimal("48328.5"));
        QCOMPARE(capOf(CapForm::FollowHeld, "100.01"), std::nullopt);
        QCOMPARE(capOf(CapForm::FollowHeld, "0"), std::nullopt);
    }

    void capAndAlarmAreChangedWithAReason()
    {
        Desk desk;
        openOn(desk, AccountType::Position);
        QTest::keyClick(grid(desk), Qt::Key_Return);
        auto* form = desk.dialog<QDialog>("actionDialog");
        QVERIFY(form);
        Desk::type(form, "newCap", "82000");
        QVERIFY(form->findChild<QLabel*>(q("outcome"))->text().contains(q("refused until it falls")));
        auto* modes = form->findChild<QComboBox*>(q("capMode"));
        modes->setFocus();
        QTest::keyClick(modes, Qt::Key_End); // Follows the funds held.
        Desk::type(form, "newCap", "90");
        QVERIFY(form->findChild<QLabel*>(q("outcome"))->text().contains(QStringLiteral("135\u2009000.00")));
        QVERIFY(form->findChild<QLabel*>(q("outcome"))->text().contains(q("sets it anew")));
        QTest::keyClick(form, Qt::Key_Return);
        desk.confirm("board decision 17");
        QTRY_COMPARE(cell(desk, "cap"), q("135000.00"));
        QTRY_COMPARE(cell(desk, "follows"), q("90 % of funds"));
        QCOMPARE(desk.fake.calls().filter(q("limits.change greenbank: board decision 17")).size(), 1);
        Desk::press(button(desk, "changeAlarm"));
        form = desk.dialog<QDialog>("actionDialog");
        QVERIFY(!form->findChild<QPushButton*>(q("submit"))->isEnabled());
        form->findChild<QSpinBox*>(q("newAlarm"))->setValue(25);
        Desk::press(form->findChild<QPushButton*>(q("submit")));
        desk.confirm();
        QTRY_COMPARE(cell(desk, "alarm"), q("25 %"));
    }

    void accountsAreSwitchedAndTheHubGetsItsOwn()
    {
        Desk desk;
        openOn(desk, AccountType::Position);
        Desk::press(button(desk, "accountToggle"));
        desk.confirm();
        QTRY_COMPARE(cell(desk, "active"), q("inactive"));
        Desk::press(button(desk, "addHubAccount"));
        auto* form = desk.dialog<QDialog>("actionDialog");
        form->findChild<QComboBox*>(q("hubAccountCurrency"))->setCurrentText(q("KES"));
        QTest::keyClick(form, Qt::Key_Return);
        desk.confirm();
        QTRY_VERIFY(desk.pane("accounts")->banner().text().contains(q("KES")));
        QCOMPARE(desk.fake.calls().filter(q("addHubAccount HUB_RECONCILIATION")).size(), 1);
    }

    void aRefusalSaysWhatWasNotChanged()
    {
        Desk desk;
        desk.fake.fail(
            q("limits.change"),
            {q("2001"), q("Participant Limit does not exist"), {}, api::ErrorKind::Refused, {}, {}});
        openOn(desk, AccountType::Position);
        Desk::press(button(desk, "changeCap"));
        Desk::type(desk.dialog<QDialog>("actionDialog"), "newCap", "90000");
        QTest::keyClick(desk.dialog<QDialog>("actionDialog"), Qt::Key_Return);
        desk.confirm();
        QTRY_VERIFY(desk.pane("accounts")->banner().text().contains(q("2001")));
        QVERIFY(desk.pane("accounts")->banner().text().contains(q("not changed")));
    }

    void theHistoryOfAnAccountLeadsToItsTransfers()
    {
        Desk desk;
        openOn(desk, AccountType::Position);
        auto* tabs = desk.find<QTabWidget>("accounts", "accountBooks");
        tabs->setCurrentIndex(1);
        auto* moves = desk.find<kit::TableView>("accounts", "accountMoves");
        QTRY_VERIFY(moves->model()->rowCount() > 3);
        moves->setCurrentIndex(moves->model()->index(0, 0));
        QTest::keyClick(moves, Qt::Key_Return);
        QCOMPARE(desk.window->currentPane(), q("transfers"));
    }
};

QTEST_MAIN(TestDeskAccounts)
#include "tst_desk_accounts.moc"
