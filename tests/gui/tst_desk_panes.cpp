#include "tests/gui/desk.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/kit/time_series_chart.h"
#include "ui/panes/participants/action_dialog.h"
#include "ui/panes/participants/create_participant_dialog.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabWidget>

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

class TestDeskPanes final : public QObject
{
    Q_OBJECT

    /// The view of the pane that shows its main list.
    static kit::StatefulView* mainView(const Desk& desk, const char* pane)
    {
        return desk.pane(pane)->findChild<kit::StatefulView*>(q("mainView"));
    }
    static void confirm(const Desk& desk)
    {
        auto* dialog = desk.dialog<kit::ConfirmWithReason>("confirmWithReason");
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<QLineEdit*>(q("reason")), q("agreed with the bank"));
        QTest::mouseClick(dialog->findChild<QPushButton*>(q("action")), Qt::LeftButton);
    }

private Q_SLOTS:
    void init() { hub::test::failOnAnyWarning(); }

    void listsShowTheirStates_data()
    {
        QTest::addColumn<QByteArray>("pane");
        QTest::addColumn<QString>("method");
        QTest::newRow("positions") << QByteArray("positions") << q("positions.snapshot");
        QTest::newRow("transfers") << QByteArray("transfers") << q("transfers.search");
        QTest::newRow("alerts") << QByteArray("alerts") << q("alerts.list");
        QTest::newRow("accounts") << QByteArray("accounts") << q("participants.accounts");
        QTest::newRow("windows") << QByteArray("windows") << q("settlement.windows");
        QTest::newRow("settlements") << QByteArray("settlements") << q("settlement.settlements");
        QTest::newRow("models") << QByteArray("models") << q("settlement.models");
        QTest::newRow("participants") << QByteArray("participants") << q("participants.list");
    }
    void listsShowTheirStates()
    {
        QFETCH(QByteArray, pane);
        QFETCH(QString, method);
        const auto open = [&](Desk& desk) {
            desk.open(pane.constData());
            return mainView(desk, pane.constData());
        };
        {
            Desk desk(false);
            auto* view = open(desk);
            QTRY_COMPARE(view->state(), kit::ViewState::FirstRun);
        }
        {
            Desk desk;
            desk.fake.hold(method);
            auto* view = open(desk);
            QCOMPARE(view->state(), kit::ViewState::Loading);
            desk.fake.release();
            QTRY_COMPARE(view->state(), kit::ViewState::Content);
            auto* bar = desk.pane(pane.constData())->filterBar();
            QTest::keyClicks(&bar->edit(), q("no-such-name"));
            QTRY_COMPARE(view->state(), kit::ViewState::NothingMatches);
            QTest::mouseClick(view->findChild<QPushButton*>(q("stateButton")), Qt::LeftButton);
            QTRY_COMPARE(view->state(), kit::ViewState::Content);
        }
        {
            Desk desk;
            desk.fake.fail(
                method, {{}, q("Not permitted."), {}, api::ErrorKind::NotAllowed, q("view"), q("auditor")});
            auto* view = open(desk);
            QTRY_COMPARE(view->state(), kit::ViewState::NoPermission);
            QVERIFY(view->findChild<QLabel*>(q("stateText"))->text().contains(q("auditor")));
        }
        {
            Desk desk;
            desk.fake.fail(method, {q("2001"),
                                    q("The store is busy."),
                                    q("4bf92f3577b34da6a3ce929d0e0e4736"),
                                    api::ErrorKind::Internal,
                                    {},
                                    {}});
            auto* view = open(desk);
            QTRY_COMPARE(view->state(), kit::ViewState::Failed);
            QVERIFY(view->findChild<QLabel*>(q("stateText"))->text().contains(q("2001")));
            desk.fake.clearFailures();
            QTest::mouseClick(view->findChild<QPushButton*>(q("stateButton")), Qt::LeftButton);
            QTRY_COMPARE(view->state(), kit::ViewState::Content);
        }
    }

    void healthShowsFailureAndContent()
    {
        Desk desk;
        desk.fake.fail(q("health.snapshot"),
                       {q("2001"), q("Down."), {}, api::ErrorKind::Unreachable, {}, {}});
        desk.open("health");
        auto* view = mainView(desk, "health");
        QTRY_COMPARE(view->state(), kit::ViewState::Failed);
        desk.fake.clearFailures();
        desk.fake.beat();
        QTRY_COMPARE(view->state(), kit::ViewState::Content);
        auto* lanes = desk.find<kit::TableView>("health", "lanes");
        QVERIFY(lanes->model()->rowCount() > 5);
        // The open breaker stands first.
        QCOMPARE(lanes->model()->index(0, 0).data().toString(), q("highveld"));
        QTest::mouseClick(desk.find<kit::AsyncButton>("health", "runChecks"), Qt::LeftButton);
        QTRY_VERIFY(desk.pane("health")->banner().isVisible());
    }

    void aSilentHubMakesTheViewsStale()
    {
        Desk desk;
        desk.open("positions", 800);
        auto* view = mainView(desk, "positions");
        QTRY_COMPARE(view->state(), kit::ViewState::Content);
        QVERIFY(!view->isStale());
        QTRY_VERIFY(view->isStale());
        QTRY_VERIFY(desk.window->statusStrip().text().contains(q("no news")));
        desk.fake.beat();
        QTRY_VERIFY(!view->isStale());
    }

    void positionsFollowTheFeedAndPause()
    {
        Desk desk;
        desk.open("positions");
        auto* table = desk.find<kit::TableView>("positions", "positions");
        QTRY_COMPARE(table->model()->rowCount(), 11);
        table->selectKey(q("1"));
        auto* chart = desk.pane("positions")->findChild<kit::TimeSeriesChart*>();
        QTRY_VERIFY(chart->data().points.size() > 3);
        const auto text = [&] {
            return table->model()->index(table->currentIndex().row(), 2).data().toString();
        };
        table->setFocus();
        const QString before = text();
        const auto usd = *hub::domain::Currency::parse("USD");
        auto* account = desk.fake.scheme().account(q("greenbank"), usd, hub::domain::AccountType::Position);
        QVERIFY(account);
        account->value += Amount::fromMajor(7);
        desk.fake.pay(20, 2000);
        QTRY_VERIFY(text() != before);
        QTest::keyClick(table, Qt::Key_Space);
        QVERIFY(desk.find<QToolButton>("positions", "pause")->isChecked());
        const QString frozen = text();
        account->value += Amount::fromMajor(7);
        desk.fake.pay(20, 2000);
        QTRY_VERIFY(desk.find<QLabel>("positions", "live")->text().contains(q("new")));
        QCOMPARE(text(), frozen);
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_VERIFY(text() != frozen);
    }

    void filterAndTileNarrowTheGrid()
    {
        Desk desk;
        desk.open("positions");
        auto* table = desk.find<kit::TableView>("positions", "positions");
        QTRY_COMPARE(table->model()->rowCount(), 11);
        auto& edit = desk.pane("positions")->filterBar()->edit();
        QTest::keyClicks(&edit, q("currency == XOF"));
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(edit.property("state").toString(), q("good"));
        QTest::keyClick(&edit, Qt::Key_Escape);
        QTest::keyClicks(&edit, q("used >"));
        QCOMPARE(edit.property("state").toString(), q("bad"));
        QTest::keyClick(&edit, Qt::Key_Escape);
        QTest::mouseClick(desk.find<kit::Tile>("positions", "atRisk"), Qt::LeftButton);
        QVERIFY(table->model()->rowCount() > 0 && table->model()->rowCount() < 11);
        desk.find<QComboBox>("positions", "currency")->setCurrentText(q("TZS"));
        QTRY_COMPARE(mainView(desk, "positions")->state(), kit::ViewState::NothingMatches);
    }

    void fromTheChartToTheTraceInTwoSteps()
    {
        Desk desk;
        desk.open("positions");
        auto* table = desk.find<kit::TableView>("positions", "positions");
        QTRY_COMPARE(table->model()->rowCount(), 11);
        table->selectKey(q("1"));
        auto* chart = desk.pane("positions")->findChild<kit::TimeSeriesChart*>();
        QTRY_VERIFY(chart->data().points.size() > 10 && chart->data().title.contains(q("greenbank")));
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {},
                          chart->positionOf(chart->data().points.size() - 3));
        QCOMPARE(desk.window->currentPane(), q("transfers"));
        auto* list = desk.find<kit::TableView>("transfers", "transfers");
        QTRY_VERIFY(list->model()->rowCount() >= 1 && list->model()->rowCount() < 30);
        QVERIFY(desk.find<QPushButton>("transfers", "sentFilter")->text().contains(q("greenbank")));
        auto* trace = desk.find<QPushButton>("transfers", "openTrace");
        QTRY_VERIFY(trace->isVisible());
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(trace->hasFocus() || !desk.window->isActiveWindow());
        QTest::mouseClick(trace, Qt::LeftButton);
        QCOMPARE(desk.window->currentPane(), q("trace"));
        QTRY_VERIFY(desk.find<QLabel>("trace", "traceSummary")->text().contains(q("14")));
        QTest::mouseClick(desk.find<QPushButton>("trace", "openTransfer"), Qt::LeftButton);
        QCOMPARE(desk.window->currentPane(), q("transfers"));
    }

    void transfersTailPausesSearchesAndCopies()
    {
        Desk desk;
        desk.open("transfers");
        auto* list = desk.find<kit::TableView>("transfers", "transfers");
        QTRY_COMPARE(list->model()->rowCount(), 200);
        desk.fake.pay(5, 500);
        QTRY_COMPARE(list->model()->rowCount(), 205);
        QTest::keyClick(list, Qt::Key_Space);
        desk.fake.pay(4, 400);
        QTRY_VERIFY(desk.find<QLabel>("transfers", "live")->text().contains(q("4")));
        QCOMPARE(list->model()->rowCount(), 205);
        QTest::keyClick(list, Qt::Key_Space);
        QTRY_COMPARE(list->model()->rowCount(), 200);
        auto& edit = desk.pane("transfers")->filterBar()->edit();
        QTest::keyClicks(&edit, q("state in {RESERVED} && payer == greenbank"));
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QTRY_COMPARE(desk.find<QLabel>("transfers", "detailId")->text(), list->currentKey());
        edit.clear();
        const QString id =
            QString::fromStdString(desk.fake.scheme().transfers().front().row.id.value().toString());
        QTest::keyClicks(&edit, id);
        QTRY_COMPARE(list->currentKey(), id);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), id);
        edit.clear();
        QTest::keyClicks(&edit, q("currency == ZZZ"));
        const auto* note = desk.pane("transfers")->filterBar()->findChild<QLabel*>(q("filterNote"));
        QTRY_VERIFY(note->text().contains(q("currency")));
    }

    void olderTransfersComeByPage()
    {
        Desk desk;
        desk.open("transfers");
        auto* list = desk.find<kit::TableView>("transfers", "transfers");
        QTRY_COMPARE(list->model()->rowCount(), 200);
        list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum());
        QTRY_COMPARE(list->model()->rowCount(), int(desk.fake.scheme().transfers().size()));
    }

    void traceRefusesWhatIsNoId()
    {
        Desk desk;
        desk.open("trace");
        auto* edit = desk.find<QLineEdit>("trace", "traceId");
        QTest::keyClicks(edit, q("hello"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(mainView(desk, "trace")->state(), kit::ViewState::NothingMatches);
        edit->clear();
        QTest::keyClicks(edit, desk.fake.scheme().transfers().back().row.traceId);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(mainView(desk, "trace")->state(), kit::ViewState::Content);
    }

    void participantIsMadeStepByStep()
    {
        Desk desk(false);
        desk.open("participants");
        auto* view = mainView(desk, "participants");
        QTRY_COMPARE(view->state(), kit::ViewState::FirstRun);
        QTest::mouseClick(view->findChild<QPushButton*>(q("stateButton")), Qt::LeftButton);
        auto* dialog = desk.dialog<hub::panes::CreateParticipantDialog>("createParticipant");
        QVERIFY(dialog);
        auto* next = dialog->findChild<QPushButton*>(q("next"));
        QVERIFY(!next->isEnabled());
        const auto type = [&](const char* field, const char* text) {
            auto* edit = dialog->findChild<QLineEdit*>(q(field));
            edit->clear();
            QTest::keyClicks(edit, q(text));
        };
        type("name", "Hub");
        QVERIFY(!next->isEnabled()); // in use
        type("name", "greenbank");
        QTest::keyClick(dialog, Qt::Key_Return);
        type("cap", "100 000.00");
        type("funds", "150000.001");
        QVERIFY(!next->isEnabled()); // finer than the currency
        type("funds", "150000");
        QVERIFY(!next->isEnabled()); // no reference
        type("reference", "BANK-77");
        QTest::mouseClick(next, Qt::LeftButton);
        type("callbackBase", "ftp://x");
        QVERIFY(!next->isEnabled());
        type("callbackBase", "https://fspiop.greenbank.example");
        QTest::mouseClick(next, Qt::LeftButton);
        QVERIFY(dialog->findChild<QLabel*>(q("summary"))->text().contains(q("BANK-77")));
        QVERIFY(!next->isEnabled());
        type("reason", "onboarding of week 48");
        QTest::keyClick(dialog, Qt::Key_Return); // Enter never sends
        QVERIFY(desk.fake.calls().filter(q("participants.create")).isEmpty());
        QTest::mouseClick(next, Qt::LeftButton);
        auto* table = desk.find<kit::TableView>("participants", "participants");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QTRY_VERIFY(desk.pane("participants")->banner().text().contains(q("ready")));
        QCOMPARE(desk.fake.calls().filter(q("onboarding of week 48")).size(), 4);
        const auto usd = *hub::domain::Currency::parse("USD");
        const auto* held =
            desk.fake.scheme().account(q("greenbank"), usd, hub::domain::AccountType::Settlement);
        QCOMPARE(held->value, Amount::fromMajor(-150'000));
    }

    void onboardingStopsAtARefusalAndSaysWhatIsDone()
    {
        Desk desk(false);
        desk.fake.fail(q("funds.recordFundsIn"),
                       {q("3100"), q("Duplicate reference."), {}, api::ErrorKind::Refused, {}, {}});
        desk.open("participants");
        hub::panes::OnboardingPlan plan{q("lakeside"),
                                        *hub::domain::Currency::parse("USD"),
                                        Amount::fromMajor(10),
                                        Amount::fromMajor(5),
                                        q("R1"),
                                        {{q("FSPIOP_CALLBACK_URL"), q("https://x.example")}},
                                        {q("a good reason"), {}}};
        auto* onboarding = new hub::panes::Onboarding(desk.fake.api(), plan, desk.pane("participants"));
        QSignalSpy finished(onboarding, &hub::panes::Onboarding::finished);
        onboarding->start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.front().at(0).toBool(), false);
        QVERIFY(finished.front().at(1).toString().contains(q("created")));
        QVERIFY(desk.fake.calls().filter(q("setEndpoint")).isEmpty());
    }

    void readinessSaysWhatIsMissingAndLeadsThere()
    {
        Desk desk;
        desk.fake.scheme().member(q("greenbank"))->endpoints.clear();
        desk.open("participants");
        auto* table = desk.find<kit::TableView>("participants", "participants");
        QTRY_VERIFY(table->model()->rowCount() > 1);
        table->selectKey(q("greenbank"));
        QTRY_COMPARE(table->currentKey(), q("greenbank"));
        desk.find<QTabWidget>("participants", "participantTabs")->setCurrentIndex(4);
        auto* rows = desk.find<kit::TableView>("participants", "readiness");
        auto* verdict = desk.find<QWidget>("participants", "verdict");
        QTRY_VERIFY(verdict->accessibleName().contains(q("cannot receive")));
        QTRY_VERIFY(rows->model()->rowCount() > 5);
        rows->setFocus();
        rows->selectKey(q("transfers"));
        QTRY_COMPARE(rows->currentKey(), q("transfers"));
        QTest::keyClick(rows, Qt::Key_Return);
        QTRY_VERIFY(desk.pane("callbacks")->isVisible());
        auto* matrix = desk.find<kit::TableView>("callbacks", "destinations");
        QTRY_COMPARE(matrix->currentKey(), q("greenbank"));
        // With addresses, and the rest as in the demo, it can receive.
        desk.fake.scheme().member(q("greenbank"))->endpoints = {
            {q("FSPIOP_CALLBACK_URL"), q("https://green.example")}};
        desk.find<QTabWidget>("participants", "participantTabs")->setCurrentIndex(0);
        desk.find<QTabWidget>("participants", "participantTabs")->setCurrentIndex(4);
        QTRY_VERIFY(verdict->accessibleName().contains(q("can receive")));
    }

    void participantsArePausedRestrictedAndHaveContacts()
    {
        Desk desk;
        desk.open("participants");
        auto* table = desk.find<kit::TableView>("participants", "participants");
        QTRY_COMPARE(table->model()->rowCount(), 10);
        table->selectKey(q("greenbank"));
        QTest::mouseClick(desk.find<QPushButton>("participants", "togglePaused"), Qt::LeftButton);
        confirm(desk);
        QTRY_COMPARE(desk.find<QPushButton>("participants", "togglePaused")->text(), q("Resume"));
        QVERIFY(desk.fake.scheme().member(q("greenbank"))->row.paused);
        QVERIFY(desk.fake.scheme().member(q("greenbank"))->row.active);
        QTRY_VERIFY(!desk.dialog<kit::ConfirmWithReason>("confirmWithReason"));
        QTest::mouseClick(desk.find<QPushButton>("participants", "restrictParticipant"), Qt::LeftButton);
        auto* form = desk.dialog<hub::panes::ActionDialog>("actionDialog");
        QVERIFY(form && !form->findChild<QPushButton*>(q("submit"))->isEnabled());
        form->findChild<QComboBox*>(q("tradeDirection"))->setCurrentIndex(2);
        QTest::mouseClick(form->findChild<QPushButton*>(q("submit")), Qt::LeftButton);
        confirm(desk);
        QTRY_VERIFY(desk.fake.scheme().member(q("greenbank"))->row.direction ==
                    hub::domain::TradeDirection::ReceiveOnly);
        QTRY_VERIFY(!desk.dialog<kit::ConfirmWithReason>("confirmWithReason"));
        desk.find<QTabWidget>("participants", "participantTabs")->setCurrentIndex(3);
        QTest::mouseClick(desk.find<QPushButton>("participants", "addContact"), Qt::LeftButton);
        form = desk.dialog<hub::panes::ActionDialog>("actionDialog");
        QVERIFY(form);
        QTest::keyClicks(form->findChild<QLineEdit*>(q("contactName")), q("Ama Mensah"));
        QVERIFY(!form->findChild<QPushButton*>(q("submit"))->isEnabled());
        QTest::keyClicks(form->findChild<QLineEdit*>(q("contactEmail")), q("ama@bank.example"));
        QTest::mouseClick(form->findChild<QPushButton*>(q("submit")), Qt::LeftButton);
        confirm(desk);
        auto* contacts = desk.find<kit::TableView>("participants", "contacts");
        QTRY_COMPARE(contacts->model()->rowCount(), 1);
        QCOMPARE(contacts->model()->index(0, 0).data().toString(), q("Ama Mensah"));
        QTRY_VERIFY(!desk.dialog<kit::ConfirmWithReason>("confirmWithReason"));
        QTest::mouseClick(desk.find<QPushButton>("participants", "removeContact"), Qt::LeftButton);
        confirm(desk);
        QTRY_COMPARE(contacts->model()->rowCount(), 0);
    }

    void fundsCapAndActivationAskForAReason()
    {
        Desk desk;
        desk.open("participants");
        auto* table = desk.find<kit::TableView>("participants", "participants");
        QTRY_COMPARE(table->model()->rowCount(), 10);
        table->selectKey(q("greenbank"));
        auto* accounts = desk.find<kit::TableView>("participants", "accounts");
        QTRY_COMPARE(accounts->model()->rowCount(), 2);
        const auto usd = *hub::domain::Currency::parse("USD");
        auto& scheme = desk.fake.scheme();

        QTest::mouseClick(desk.find<QPushButton>("participants", "fundsIn"), Qt::LeftButton);
        auto* form = desk.dialog<hub::panes::ActionDialog>("actionDialog");
        QVERIFY(form);
        QTest::keyClicks(form->findChild<QLineEdit*>(q("fundsAmount")), q("2500.50"));
        QVERIFY(!form->findChild<QPushButton*>(q("submit"))->isEnabled());
        QTest::keyClicks(form->findChild<QLineEdit*>(q("fundsReference")), q("B-9"));
        QVERIFY(form->findChild<QLabel*>(q("outcome"))->text().contains(q("500.50")));
        QTest::mouseClick(form->findChild<QPushButton*>(q("submit")), Qt::LeftButton);
        QVERIFY(desk.fake.calls().filter(q("funds.recordFundsIn")).isEmpty());
        confirm(desk);
        QTRY_COMPARE(
            desk.fake.calls().filter(q("funds.recordFundsIn greenbank: agreed with the bank")).size(), 1);
        QCOMPARE(scheme.account(q("greenbank"), usd, hub::domain::AccountType::Settlement)->value,
                 Amount::fromUnits(-1'525'005'000));
        QTRY_VERIFY(desk.pane("participants")->banner().isVisible());
        QTRY_VERIFY(!desk.dialog<kit::ConfirmWithReason>("confirmWithReason"));

        desk.find<QTabWidget>("participants", "participantTabs")->setCurrentIndex(1);
        QTest::mouseClick(desk.find<QPushButton>("participants", "changeLimit"), Qt::LeftButton);
        QTRY_VERIFY(desk.dialog<hub::panes::ActionDialog>("actionDialog"));
        form = desk.dialog<hub::panes::ActionDialog>("actionDialog");
        auto* cap = form->findChild<QLineEdit*>(q("newCap"));
        cap->selectAll();
        QTest::keyClicks(cap, q("120000"));
        QTest::mouseClick(form->findChild<QPushButton*>(q("submit")), Qt::LeftButton);
        confirm(desk);
        QTRY_COMPARE(*scheme.account(q("greenbank"), usd, hub::domain::AccountType::Position)->cap,
                     Amount::fromMajor(120'000));
        QTRY_VERIFY(!desk.dialog<kit::ConfirmWithReason>("confirmWithReason"));

        desk.fake.fail(q("participants.setActive"),
                       {q("2001"), q("No answer."), {}, api::ErrorKind::Unreachable, {}, {}});
        QTest::mouseClick(desk.find<QPushButton>("participants", "toggleActive"), Qt::LeftButton);
        confirm(desk);
        QTRY_VERIFY(desk.pane("participants")->banner().text().contains(q("not known")));
        QTRY_VERIFY(!desk.dialog<kit::ConfirmWithReason>("confirmWithReason"));
        desk.fake.clearFailures();
        QTest::mouseClick(desk.find<QPushButton>("participants", "toggleActive"), Qt::LeftButton);
        QTRY_VERIFY(desk.dialog<kit::ConfirmWithReason>("confirmWithReason"));
        QTest::keyClick(desk.dialog<kit::ConfirmWithReason>("confirmWithReason"), Qt::Key_Escape);
        QTRY_VERIFY(!desk.dialog<kit::ConfirmWithReason>("confirmWithReason"));
        QVERIFY(scheme.member(q("greenbank"))->row.active);
        QTest::mouseClick(desk.find<QPushButton>("participants", "toggleActive"), Qt::LeftButton);
        confirm(desk);
        QTRY_VERIFY(!scheme.member(q("greenbank"))->row.active);
        QTRY_COMPARE(desk.find<QPushButton>("participants", "toggleActive")->text(), q("Activate"));
    }
};

QTEST_MAIN(TestDeskPanes)
#include "tst_desk_panes.moc"
