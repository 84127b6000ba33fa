#include "tests/gui/desk.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/panes/participants/action_dialog.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>

using hub::test::Desk;
namespace api = hub::api;
namespace kit = hub::kit;

namespace {

QString q(const char* text)
{
    return QString::fromLatin1(text);
}

/// Oracles for two kinds of parties, and two parties in the directory.
void fill(Desk& desk)
{
    auto& oracles = desk.fake.api().oracles;
    const api::ActionNote note{q("set up for the test"), {}};
    const auto first = oracles.create({q("MSISDN"), q("hub:directory"), {}, true}, note);
    const auto second = oracles.create({q("IBAN"), q("http://oracle.example"), {}, true}, note);
    const auto entries = oracles.importDirectory(
        {"partyIdType,partyIdentifier,fspId\nMSISDN,23276001,greenbank\nMSISDN,23276002,mobilecash\n", false,
         false},
        note);
    QVERIFY(first.result().has_value() && second.result().has_value() && entries.result()->isWritten);
}

} // namespace

class TestDeskOracles final : public QObject
{
    Q_OBJECT

    static kit::TableView* table(const Desk& desk, const char* name)
    {
        return desk.find<kit::TableView>("oracles", name);
    }
    static QPushButton* button(const Desk& desk, const char* name)
    {
        return desk.find<QPushButton>("oracles", name);
    }
    static QString bannerText(const Desk& desk) { return desk.pane("oracles")->banner().text(); }
    /// The open form with its first lines filled; Enter goes on.
    static void submit(const Desk& desk, const QList<std::pair<const char*, const char*>>& lines)
    {
        auto* form = desk.dialog<QDialog>("actionDialog");
        QVERIFY(form);
        for (const auto& [name, text] : lines) {
            auto* edit = form->findChild<QLineEdit*>(q(name));
            QVERIFY(edit);
            edit->selectAll();
            QTest::keyClicks(edit, q(text));
        }
        QVERIFY(form->findChild<QPushButton*>(q("submit"))->isEnabled());
        QTest::keyClick(form, Qt::Key_Return);
    }

private Q_SLOTS:
    void init() { hub::test::failOnAnyWarning(); }

    void statesOfTheList()
    {
        {
            Desk desk(false);
            desk.open("oracles");
            auto* view = desk.find<kit::StatefulView>("oracles", "mainView");
            QTRY_COMPARE(view->state(), kit::ViewState::FirstRun);
            QTest::mouseClick(view->findChild<QPushButton*>(q("stateButton")), Qt::LeftButton);
            QVERIFY(desk.dialog<QDialog>("actionDialog"));
        }
        {
            Desk desk;
            fill(desk);
            desk.open("oracles");
            auto* view = desk.find<kit::StatefulView>("oracles", "mainView");
            QTRY_COMPARE(view->state(), kit::ViewState::Content);
            QTest::keyClicks(&desk.pane("oracles")->filterBar()->edit(), q("type == EMAIL"));
            QTRY_COMPARE(view->state(), kit::ViewState::NothingMatches);
        }
        for (const bool isForbidden : {true, false}) {
            Desk desk;
            desk.fake.fail(q("oracles.list"),
                           {q("2001"),
                            q("Down."),
                            {},
                            isForbidden ? api::ErrorKind::NotAllowed : api::ErrorKind::Unreachable,
                            q("oracles"),
                            q("operator")});
            desk.open("oracles");
            auto* view = desk.find<kit::StatefulView>("oracles", "mainView");
            QTRY_COMPARE(view->state(), isForbidden ? kit::ViewState::NoPermission : kit::ViewState::Failed);
        }
        Desk desk;
        fill(desk);
        desk.open("oracles", 800);
        auto* view = desk.find<kit::StatefulView>("oracles", "mainView");
        QTRY_COMPARE(view->state(), kit::ViewState::Content);
        QTRY_VERIFY(view->isStale());
        desk.fake.beat();
        QTRY_VERIFY(!view->isStale());
    }

    void anOracleIsRegisteredChangedAndDeactivated()
    {
        Desk desk;
        fill(desk);
        desk.open("oracles");
        auto* list = table(desk, "oracles");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        Desk::press(button(desk, "newOracle"));
        submit(desk, {{"oracleAddress", "https://other.example"}});
        desk.confirm("a second directory went live");
        QTRY_COMPARE(list->model()->rowCount(), 3);
        QTRY_VERIFY(bannerText(desk).contains(q("registered")));
        list->selectKey(q("2"));
        Desk::press(button(desk, "editOracle"));
        submit(desk, {{"oracleAddress", "http://moved.example"}});
        desk.confirm("the oracle has moved house");
        QTRY_VERIFY(bannerText(desk).contains(q("changed")));
        list->selectKey(q("2"));
        Desk::press(button(desk, "removeOracle"));
        auto* asked = desk.dialog<QDialog>("confirmWithReason");
        QVERIFY(asked);
        QString facts;
        for (const auto* label : asked->findChildren<QLabel*>())
            facts += label->text();
        QVERIFY2(facts.contains(q("No oracle is left for IBAN")), qPrintable(facts));
        desk.confirm("the oracle is switched off");
        QTRY_COMPARE(list->model()->rowCount(), 2);
    }

    void aLookUpIsTested()
    {
        Desk desk;
        fill(desk);
        desk.open("oracles");
        Desk::press(button(desk, "testLookup"));
        submit(desk, {{"lookupIdentifier", "23276002"}});
        QTRY_VERIFY2(bannerText(desk).contains(q("mobilecash")), qPrintable(bannerText(desk)));
    }

    void theDirectoryIsSearchedFilledAndCleared()
    {
        Desk desk;
        fill(desk);
        desk.open("oracles");
        auto* entries = table(desk, "directory");
        QTRY_COMPARE(entries->model()->rowCount(), 2);
        auto* prefix = desk.find<QLineEdit>("oracles", "directoryPrefix");
        QTest::keyClicks(prefix, q("23276002"));
        QTRY_COMPARE(entries->model()->rowCount(), 1);
        QTest::keyClicks(prefix, q("9"));
        auto* view = desk.find<kit::StatefulView>("oracles", "directoryView");
        QTRY_COMPARE(view->state(), kit::ViewState::NothingMatches);
        QTest::mouseClick(view->findChild<QPushButton*>(q("stateButton")), Qt::LeftButton);
        QTRY_COMPARE(entries->model()->rowCount(), 2);
        entries->selectKey(entries->model()->index(0, 0).data(kit::KeyRole).toString());
        Desk::press(button(desk, "removeEntry"));
        desk.confirm("the number was given back");
        QTRY_COMPARE(entries->model()->rowCount(), 1);
    }

    void anImportShowsItsConflictsFirst()
    {
        Desk desk;
        fill(desk);
        desk.open("oracles");
        auto* entries = table(desk, "directory");
        QTRY_COMPARE(entries->model()->rowCount(), 2);
        QTemporaryDir folder;
        QFile file(folder.filePath(q("parties.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "partyIdType,partyIdentifier,fspId\nMSISDN,23276001,mobilecash\nMSISDN,23276003,agricoop\n");
        file.close();
        Desk::press(button(desk, "importCsv"));
        auto* chooser = desk.window->findChild<QFileDialog*>(q("importFile"));
        QVERIFY(chooser);
        Q_EMIT chooser->fileSelected(file.fileName());
        chooser->close();
        QTRY_VERIFY(desk.dialog<QDialog>("actionDialog"));
        auto* form = desk.dialog<QDialog>("actionDialog");
        const QString report = form->findChild<QLabel*>(q("importReport"))->text();
        QVERIFY2(report.contains(q("1 new")) && report.contains(q("greenbank")), qPrintable(report));
        QCOMPARE(entries->model()->rowCount(), 2);
        form->findChild<QCheckBox*>(q("replaceConflicts"))->click();
        QTest::keyClick(form, Qt::Key_Return);
        desk.confirm("numbers ported this morning");
        QTRY_COMPARE(entries->model()->rowCount(), 3);
        QVERIFY(bannerText(desk).contains(q("parties.csv")));
    }
};

QTEST_MAIN(TestDeskOracles)
#include "tst_desk_oracles.moc"
