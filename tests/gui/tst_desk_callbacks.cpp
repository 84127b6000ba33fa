#include "tests/gui/desk.h"
#include "ui/kit/cell_values.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/panes/callbacks/address_set.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTreeWidget>

using hub::test::Desk;
namespace api = hub::api;
namespace kit = hub::kit;

namespace {

QString q(const char* text)
{
    return QString::fromLatin1(text);
}

constexpr const char* kPost = "FSPIOP_CALLBACK_URL_TRANSFER_POST";
constexpr const char* kPut = "FSPIOP_CALLBACK_URL_TRANSFER_PUT";

api::DeadLetterDetail letter(const Desk& desk, qint64 id, const char* reason)
{
    api::DeadLetterDetail made;
    made.row = {id,
                q("greenbank"),
                q(kPut),
                q("PUT /transfers/{ID}"),
                q("b51ec534-ee48-4575-b6a9-ead2955b8069"),
                3,
                q(reason),
                desk.clock.now().plusMs(-60'000),
                desk.clock.now()};
    made.path = q("/transfers/b51ec534-ee48-4575-b6a9-ead2955b8069");
    made.headers = q("fspiop-source: Hub\n");
    made.body = q("{\"transferState\":\"COMMITTED\"}");
    return made;
}

/// greenbank has an address of its own that fails, and two messages that were given up.
void fill(Desk& desk)
{
    auto& deliveries = desk.fake.deliveries();
    desk.fake.scheme().member(q("greenbank"))->endpoints = {
        {q("FSPIOP_CALLBACK_URL"), q("https://green.example/fspiop")},
        {q(kPost), q("https://green.example/t")}};
    auto& row = deliveries.rows[q("greenbank")];
    row.queued = 12;
    row.oldestQueuedAt = desk.clock.now().plusMs(-240'000);
    row.lastError = q("connection refused");
    row.failed = 4;
    auto& endpoint = deliveries.endpoints[q("greenbank ") + q(kPost)];
    endpoint.failed = 4;
    endpoint.failedInARow = 4;
    deliveries.letters = {letter(desk, 8, "status: 400"), letter(desk, 7, "expired")};
    api::DeliveryFailure failure;
    failure.at = desk.clock.now();
    failure.message = q("POST /transfers");
    failure.subject = q("b51ec534-ee48-4575-b6a9-ead2955b8069");
    failure.url = q("https://green.example/t");
    failure.attempt = 4;
    failure.reason = q("connect");
    failure.traceId = q("4bf92f3577b34da6a3ce929d0e0e4736");
    deliveries.failures[q("greenbank")] = {failure};
    deliveries.probe.origin = q("https://green.example");
    deliveries.probe.reason = q("tls");
    deliveries.probe.tookUs = 8'000;
}

} // namespace

class TestDeskCallbacks final : public QObject
{
    Q_OBJECT

    static kit::TableView* table(const Desk& desk, const char* name)
    {
        return desk.find<kit::TableView>("callbacks", name);
    }
    static QPushButton* button(const Desk& desk, const char* name)
    {
        return desk.find<QPushButton>("callbacks", name);
    }
    static QString bannerText(const Desk& desk) { return desk.pane("callbacks")->banner().text(); }
    static kit::StatefulView* view(const Desk& desk, const char* name)
    {
        return desk.find<kit::StatefulView>("callbacks", name);
    }
    /// Text of a cell by its field.
    static QString cell(const kit::TableView* table, int row, const char* field)
    {
        const auto* model = table->model();
        for (int column = 0; column < model->columnCount(); ++column)
            if (model->headerData(column, Qt::Horizontal, kit::FilterRole).toString() == q(field))
                return model->index(row, column).data(Qt::DisplayRole).toString();
        return {};
    }
    static void openAt(Desk& desk, const char* participant)
    {
        desk.open("callbacks");
        QTRY_COMPARE(view(desk, "mainView")->state(), kit::ViewState::Content);
        table(desk, "destinations")->selectKey(q(participant));
        QTRY_COMPARE(table(desk, "destinations")->currentKey(), q(participant));
    }
    static void tab(const Desk& desk, int index)
    {
        auto* tabs = desk.find<QTabWidget>("callbacks", "deliveryTabs");
        tabs->setFocus();
        while (tabs->currentIndex() < index)
            QTest::keyClick(tabs, Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(tabs->currentIndex(), index);
    }

private Q_SLOTS:
    void init() { hub::test::failOnAnyWarning(); }

    void fiveStatesAndStale()
    {
        {
            Desk desk(false);
            desk.open("callbacks");
            QTRY_COMPARE(view(desk, "mainView")->state(), kit::ViewState::FirstRun);
        }
        for (const bool isForbidden : {true, false}) {
            Desk desk;
            desk.fake.fail(q("callbacks.overview"),
                           {q("2001"),
                            q("Down."),
                            {},
                            isForbidden ? api::ErrorKind::NotAllowed : api::ErrorKind::Unreachable,
                            q("callbacks"),
                            q("operator")});
            desk.open("callbacks");
            QTRY_COMPARE(view(desk, "mainView")->state(),
                         isForbidden ? kit::ViewState::NoPermission : kit::ViewState::Failed);
        }
        {
            Desk desk;
            desk.open("callbacks", 800);
            QTRY_COMPARE(view(desk, "mainView")->state(), kit::ViewState::Content);
            QTRY_VERIFY(view(desk, "mainView")->isStale());
            desk.fake.beat();
            QTRY_VERIFY(!view(desk, "mainView")->isStale());
        }
        Desk desk;
        desk.fake.hold(q("callbacks.overview"));
        desk.open("callbacks");
        QCOMPARE(view(desk, "mainView")->state(), kit::ViewState::Loading);
        desk.fake.release();
        QTRY_COMPARE(view(desk, "mainView")->state(), kit::ViewState::Content);
        auto& edit = desk.pane("callbacks")->filterBar()->edit();
        QTest::keyClicks(&edit, q("participant == nobody"));
        QTRY_COMPARE(view(desk, "mainView")->state(), kit::ViewState::NothingMatches);
        QTest::mouseClick(view(desk, "mainView")->findChild<QPushButton*>(q("stateButton")), Qt::LeftButton);
        QTRY_COMPARE(view(desk, "mainView")->state(), kit::ViewState::Content);
    }

    void matrixSaysHowItIsInWords()
    {
        Desk desk;
        fill(desk);
        openAt(desk, "greenbank");
        auto* matrix = table(desk, "destinations");
        const int row = matrix->currentIndex().row();
        QCOMPARE(cell(matrix, row, "state"), q("failing"));
        QCOMPARE(cell(matrix, row, "transfers"), q("1 failing"));
        QCOMPARE(cell(matrix, row, "quotes"), q("inherited"));
        QCOMPARE(cell(matrix, row, "waiting"), q("12"));
        QCOMPARE(cell(matrix, row, "dead"), q("2"));
        const auto value = matrix->model()->index(row, 1).data(kit::ValueRole).value<kit::StateValue>();
        QCOMPARE(kit::shapeOf(value.tone), QChar(0x25B2)); // Not by colour alone.
        auto* addresses = table(desk, "callbackAddresses");
        QCOMPARE(addresses->model()->rowCount(), 25);
        QCOMPARE(addresses->textElideMode(), Qt::ElideMiddle); // Kinds that end alike stay tellable.
        QCOMPARE(cell(addresses, 1, "state"), q("failing"));
        QCOMPARE(cell(addresses, 2, "state"), q("inherited"));
        QCOMPARE(cell(addresses, 2, "address"), q("https://green.example/fspiop/transfers/{{transferId}}"));
        QVERIFY(desk.find<QLabel>("callbacks", "deliveryFacts")->text().contains(q("connection refused")));
    }

    void addressIsCheckedWhileItIsTyped()
    {
        Desk desk;
        fill(desk);
        openAt(desk, "greenbank");
        table(desk, "callbackAddresses")->selectKey(q(kPut));
        Desk::press(button(desk, "editAddress"));
        auto* form = desk.dialog<QDialog>("actionDialog");
        QVERIFY(form);
        QVERIFY(form->findChild<QLabel*>(q("templateHint"))->text().contains(q("{{transferId}}")));
        auto* submit = form->findChild<QPushButton*>(q("submit"));
        for (const char* wrong : {"green.example", "ftp://green.example", "https://green.example/{{partyId}}",
                                  "https://green.example/{{transferId", "https://green.example/a b"}) {
            Desk::type(form, "endpointValue", wrong);
            QVERIFY2(!submit->isEnabled(), wrong);
        }
        Desk::type(form, "endpointValue", "https://green.example:4000/put/{{transferId}}");
        QVERIFY(submit->isEnabled());
        QTest::keyClick(form, Qt::Key_Return);
        desk.confirm();
        QTRY_COMPARE(desk.fake.calls().filter(q("callbacks.setEndpoints")).size(), 1);
        QTRY_COMPARE(cell(table(desk, "callbackAddresses"), 2, "state"), q("set"));
        QCOMPARE(cell(table(desk, "callbackAddresses"), 2, "address"),
                 q("https://green.example:4000/put/{{transferId}}"));
        Desk::press(button(desk, "takeAddressAway"));
        desk.confirm("the bank moves back to its base");
        QTRY_COMPARE(cell(table(desk, "callbackAddresses"), 2, "state"), q("inherited"));
    }

    void addressesBelowOneBase()
    {
        Desk desk;
        fill(desk);
        openAt(desk, "mobilecash");
        Desk::press(button(desk, "setFromBase"));
        auto* form = desk.dialog<QDialog>("actionDialog");
        QVERIFY(form);
        auto* submit = form->findChild<QPushButton*>(q("submit"));
        QVERIFY(!submit->isEnabled());
        Desk::type(form, "callbackBase", "https://mobile.example/hub/");
        QVERIFY(submit->isEnabled());
        auto* list = form->findChild<QTreeWidget*>(q("callbackTypes"));
        QCOMPARE(list->topLevelItemCount(), 25);
        QCOMPARE(list->topLevelItem(2)->text(1), q("https://mobile.example/hub/transfers/{{transferId}}"));
        QTest::mouseClick(form->findChild<QPushButton*>(q("tickNone")), Qt::LeftButton);
        QVERIFY(!submit->isEnabled());
        list->setFocus();
        list->setCurrentItem(list->topLevelItem(2));
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(submit->isEnabled());
        Desk::press(submit);
        desk.confirm();
        QTRY_VERIFY(bannerText(desk).contains(q("1 address")));
        const auto& endpoints = desk.fake.scheme().member(q("mobilecash"))->endpoints;
        QVERIFY(std::any_of(endpoints.begin(), endpoints.end(), [](const auto& endpoint) {
            return endpoint.type == q(kPut) &&
                   endpoint.value == q("https://mobile.example/hub/transfers/{{transferId}}");
        }));
    }

    void pauseAndResumeAskForAReason()
    {
        Desk desk;
        fill(desk);
        openAt(desk, "greenbank");
        Desk::press(button(desk, "pauseDeliveries"));
        desk.confirm("maintenance at the bank tonight");
        QTRY_VERIFY(bannerText(desk).contains(q("paused")));
        QVERIFY(desk.fake.calls().contains(q("callbacks.pause greenbank: maintenance at the bank tonight")));
        auto* matrix = table(desk, "destinations");
        QTRY_COMPARE(cell(matrix, matrix->currentIndex().row(), "state"), q("paused"));
        QCOMPARE(cell(matrix, matrix->currentIndex().row(), "transfers"), q("paused"));
        QVERIFY(desk.find<QLabel>("callbacks", "deliveryFacts")
                    ->text()
                    .contains(q("maintenance at the bank tonight")));
        QCOMPARE(button(desk, "pauseDeliveries")->text(), q("Resume deliveries"));
        Desk::press(button(desk, "pauseDeliveries"));
        desk.confirm("maintenance is over now");
        QTRY_COMPARE(cell(matrix, matrix->currentIndex().row(), "state"), q("failing"));
        QVERIFY(desk.fake.calls().contains(q("callbacks.resume greenbank: maintenance is over now")));
    }

    void failuresAreToldInPlainWords()
    {
        Desk desk;
        fill(desk);
        openAt(desk, "greenbank");
        tab(desk, 1);
        auto* failures = table(desk, "deliveryFailures");
        QTRY_COMPARE(failures->model()->rowCount(), 1);
        failures->setCurrentIndex(failures->model()->index(0, 0));
        const auto text = desk.find<QPlainTextEdit>("callbacks", "failureText")->toPlainText();
        QVERIFY(text.contains(q("https://green.example/t")));
        QVERIFY(text.contains(q("firewall"))); // Who has to act.
        Desk::press(button(desk, "openFailureTrace"));
        QTRY_VERIFY(desk.pane("trace")->isVisible());
        desk.fake.fail(q("callbacks.failures"),
                       {q("2001"), q("Down."), {}, api::ErrorKind::Internal, {}, {}});
        openAt(desk, "greenbank");
        tab(desk, 1);
        QTRY_COMPARE(view(desk, "failureView")->state(), kit::ViewState::Failed);
    }

    void givenUpMessagesAreSentAgain()
    {
        Desk desk;
        fill(desk);
        openAt(desk, "greenbank");
        tab(desk, 2);
        auto* letters = table(desk, "deadLetters");
        QTRY_COMPARE(letters->model()->rowCount(), 2);
        auto* reason = desk.find<QLineEdit>("callbacks", "letterReason");
        QTest::keyClicks(reason, q("400"));
        QTRY_COMPARE(letters->model()->rowCount(), 1);
        letters->setFocus();
        letters->setCurrentIndex(letters->model()->index(0, 0));
        QTRY_VERIFY(
            desk.find<QPlainTextEdit>("callbacks", "letterText")->toPlainText().contains(q("COMMITTED")));
        Desk::press(button(desk, "replay"));
        desk.confirm("the bank has mended its server");
        QTRY_VERIFY(bannerText(desk).contains(q("1 message")));
        QVERIFY(desk.fake.calls().contains(q("callbacks.replay 1 letters: the bank has mended its server")));
        QTRY_COMPARE(view(desk, "letterView")->state(), kit::ViewState::NothingMatches);
        QTest::mouseClick(view(desk, "letterView")->findChild<QPushButton*>(q("stateButton")),
                          Qt::LeftButton);
        QTRY_COMPARE(letters->model()->rowCount(), 1);
        Desk::press(button(desk, "replayAll"));
        desk.confirm("the bank has mended its server");
        QTRY_COMPARE(view(desk, "letterView")->state(), kit::ViewState::Hint);
        QVERIFY(!button(desk, "replayAll")->isEnabled());
    }

    void probeSaysWhoHasToAct()
    {
        Desk desk;
        fill(desk);
        openAt(desk, "greenbank");
        Desk::press(button(desk, "probe"));
        QTRY_VERIFY(bannerText(desk).contains(q("certificate")));
        // Both addresses are of one server: it is asked once.
        QCOMPARE(desk.fake.calls().filter(q("callbacks.probe")).size(), 1);
        QTRY_VERIFY(desk.find<QLabel>("callbacks", "deliveryFacts")->text().contains(q("Probe at")));
    }

    void everythingHasANameAndIsReachedByTab()
    {
        Desk desk;
        fill(desk);
        openAt(desk, "greenbank");
        for (const char* name : {"destinations", "callbackAddresses", "deliveryFailures", "deadLetters"})
            QVERIFY(!table(desk, name)->accessibleName().isEmpty());
        for (const auto* text : desk.pane("callbacks")->findChildren<QPlainTextEdit*>())
            QVERIFY(!text->accessibleName().isEmpty());
        for (const auto* pressed : desk.pane("callbacks")->findChildren<QPushButton*>())
            QVERIFY2(!pressed->text().isEmpty() || !pressed->accessibleName().isEmpty() ||
                         !pressed->isVisible(),
                     qPrintable(pressed->objectName()));
        QTest::keyClick(table(desk, "destinations"), Qt::Key_Tab);
        QVERIFY(desk.window->focusWidget() != table(desk, "destinations"));
    }
};

QTEST_MAIN(TestDeskCallbacks)
#include "tst_desk_callbacks.moc"
