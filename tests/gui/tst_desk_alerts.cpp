#include "tests/gui/desk.h"
#include "ui/kit/fact_sheet.h"
#include "ui/kit/table_view.h"

#include <QtWidgets/QListWidget>

using hub::test::Desk;
namespace api = hub::api;
namespace kit = hub::kit;

namespace {

QString q(const char* text)
{
    return QString::fromLatin1(text);
}

} // namespace

/// The pane of alerts and its badge, driven like an operator does; its five states are in tst_desk_panes.
class TestDeskAlerts final : public QObject
{
    Q_OBJECT

    static kit::TableView* table(const Desk& desk) { return desk.find<kit::TableView>("alerts", "alerts"); }
    static QPushButton* button(const Desk& desk, const char* name)
    {
        return desk.find<QPushButton>("alerts", name);
    }
    static QString badge(const Desk& desk)
    {
        auto* list = desk.window->findChild<QListWidget*>(q("navigation"));
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->text() == q("Alerts"))
                return list->item(row)->data(Qt::UserRole + 1).toString();
        return q("no entry");
    }
    static QString cell(const Desk& desk, int row, const char* field)
    {
        const auto* model = table(desk)->model();
        for (int column = 0; column < model->columnCount(); ++column)
            if (model->headerData(column, Qt::Horizontal, kit::FilterRole).toString() == q(field))
                return model->index(row, column).data(kit::CopyRole).toString();
        return {};
    }

private Q_SLOTS:
    void init() { hub::test::failOnAnyWarning(); }

    void theBadgeCountsWhatFires()
    {
        Desk desk;
        desk.open("positions");
        QTRY_COMPARE(badge(desk), q("1"));
        desk.fake.beat();
        QTRY_VERIFY(desk.window->statusStrip().text().contains(q("alerts 1")));
        api::AlertRow fresh;
        fresh.id = 9;
        fresh.severity = api::AlertSeverity::S1;
        fresh.rule = api::AlertRule::StoreReadOnly;
        fresh.object = q("hub");
        fresh.text = q("The disk takes no writes.");
        desk.fake.raise(fresh);
        QTRY_COMPARE(badge(desk), q("2"));
        QTRY_VERIFY(desk.window->statusStrip().text().contains(q("alerts 2")));
        fresh.state = api::AlertState::Resolved;
        desk.fake.raise(fresh);
        QTRY_COMPARE(badge(desk), q("1"));
    }

    void anAlertIsReadAndAcknowledgedByKeyboard()
    {
        Desk desk;
        desk.open("alerts");
        QTRY_COMPARE(table(desk)->model()->rowCount(), 4);
        QCOMPARE(cell(desk, 0, "state"), q("firing"));
        QCOMPARE(cell(desk, 0, "value"), q("2.75 % left"));
        QTRY_COMPARE(table(desk)->currentKey(), q("4"));
        auto* sheet = desk.find<kit::FactSheet>("alerts", "alertDetail");
        QVERIFY(sheet->text().contains(q("lakeside has 2.75 %")));
        Desk::press(button(desk, "acknowledge"));
        desk.confirm("lakeside is called");
        QTRY_COMPARE(cell(desk, 0, "state"), q("acknowledged"));
        QCOMPARE(desk.fake.calls().filter(q("alerts.acknowledge 4: lakeside is called")).size(), 1);
        QTRY_VERIFY(!button(desk, "acknowledge")->isEnabled());
        QVERIFY(sheet->text().contains(q("lakeside is called")));
        QTRY_COMPARE(badge(desk), QString());
        QVERIFY(desk.pane("alerts")->banner().text().contains(q("Alert 4 is acknowledged")));
    }

    void aRefusedAcknowledgementSaysSo()
    {
        Desk desk;
        desk.fake.fail(q("alerts.acknowledge"),
                       {q("2001"), q("The store is busy."), {}, api::ErrorKind::Internal, {}, {}});
        desk.open("alerts");
        QTRY_VERIFY(button(desk, "acknowledge")->isEnabled());
        Desk::press(button(desk, "acknowledge"));
        desk.confirm();
        QTRY_VERIFY(desk.pane("alerts")->banner().text().contains(q("not changed")));
        QCOMPARE(cell(desk, 0, "state"), q("firing"));
    }

    void onlyOpenOnesAndAFilter()
    {
        Desk desk;
        desk.open("alerts");
        QTRY_COMPARE(table(desk)->model()->rowCount(), 4);
        QTest::mouseClick(button(desk, "onlyOpen"), Qt::LeftButton);
        QTRY_COMPARE(table(desk)->model()->rowCount(), 2);
        QTest::mouseClick(button(desk, "onlyOpen"), Qt::LeftButton);
        QTRY_COMPARE(table(desk)->model()->rowCount(), 4);
        QTest::keyClicks(&desk.pane("alerts")->filterBar()->edit(), q("object == greenbank"));
        QTRY_COMPARE(table(desk)->model()->rowCount(), 1);
    }

    void enterGoesToTheCap()
    {
        Desk desk;
        desk.open("alerts");
        QTRY_COMPARE(table(desk)->currentKey(), q("4"));
        QTest::keyClick(table(desk), Qt::Key_Return);
        QCOMPARE(desk.window->currentPane(), q("accounts"));
        auto* lines = desk.find<kit::TableView>("accounts", "accountLines");
        const auto usd = *hub::domain::Currency::parse("USD");
        const auto* account =
            desk.fake.scheme().account(q("lakeside"), usd, hub::domain::AccountType::Position);
        QTRY_COMPARE(lines->currentKey(), QString::number(account->id.value()));
        QVERIFY(desk.find<QPushButton>("accounts", "changeCap")->isEnabled());
    }

    void anAlertOfTheHubHasNoCap()
    {
        Desk desk;
        desk.open("alerts");
        QTRY_COMPARE(table(desk)->model()->rowCount(), 4);
        table(desk)->selectKey(q("1"));
        QTRY_VERIFY(!button(desk, "openCap")->isEnabled());
        QVERIFY(!button(desk, "acknowledge")->isEnabled());
    }
};

QTEST_MAIN(TestDeskAlerts)
#include "tst_desk_alerts.moc"
