#include "tests/gui/desk.h"
#include "tests/support/hub_fake/fake_finalise.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/table_view.h"
#include "ui/panes/settlement/finalise_dialog.h"
#include "ui/panes/settlement/settlement_bench.h"
#include "ui/shell/main_window.h"

#include <QtCore/QMimeData>
#include <QtCore/QTemporaryDir>
#include <QtGui/QDropEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTreeWidget>

using hub::domain::Amount;
using hub::test::Desk;
namespace api = hub::api;
namespace kit = hub::kit;
namespace panes = hub::panes;

namespace {

QString q(const char* text)
{
    return QString::fromLatin1(text);
}

hub::fake::FakeFinalise& finaliseOf(Desk& desk)
{
    return static_cast<hub::fake::FakeFinalise&>(desk.fake.api().finalise);
}
hub::fake::FakeReports& reportsOf(Desk& desk)
{
    return static_cast<hub::fake::FakeReports&>(desk.fake.api().reports);
}

const hub::domain::Currency kUsd = *hub::domain::Currency::parse("USD");

/// Two accounts; the bank holds half a dollar more for the first.
api::BankReportCheck checked(bool hasError)
{
    api::BankReportCheck check;
    check.hash = QString(64, u'a');
    check.hasErrors = hasError;
    check.rows = {{hub::domain::AccountId(5), q("greenbank"), kUsd, Amount::fromMajor(30),
                   Amount::fromUnits(4'970'5000), Amount::fromMajor(4970), Amount::fromMajor(6000)},
                  {hub::domain::AccountId(9), q("mobilecash"), kUsd, Amount::fromMajor(-30),
                   Amount::fromMajor(5030), Amount::fromMajor(5030), Amount::fromMajor(1000)}};
    check.findings.push_back({4, false, q("C7"), q("the balance of greenbank is 4970.5")});
    if (hasError) check.findings.push_back({3, true, q("D8"), q("the transfer of mobilecash is -29")});
    return check;
}

} // namespace

class TestDeskFinalise final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_files;

    QString file(const char* name)
    {
        const QString path = m_files.filePath(q(name));
        QFile out(path);
        if (out.open(QIODevice::WriteOnly)) out.write("Settlement ID,7\r\n");
        return path;
    }
    static QPushButton* button(const Desk& desk, const char* name)
    {
        return desk.find<QPushButton>("settlements", name);
    }
    /// A settlement that is not over stands on the bench.
    static void openBench(Desk& desk)
    {
        desk.open("windows");
        auto* windows = desk.find<kit::TableView>("windows", "windows");
        QTRY_COMPARE(windows->model()->rowCount(), 3);
        windows->clearSelection();
        windows->selectKey(q("127"));
        QTRY_VERIFY(desk.find<QPushButton>("windows", "settleSelected")->isEnabled());
        Desk::press(desk.find<QPushButton>("windows", "settleSelected"));
        auto* form = desk.dialog<QDialog>("newSettlement");
        QVERIFY(form);
        QTRY_VERIFY(form->findChild<QPushButton*>(q("submit"))->isEnabled());
        QTest::keyClick(form, Qt::Key_Return);
        desk.confirm();
        QTRY_VERIFY(button(desk, "finalise")->isEnabled());
    }
    static QTreeWidgetItem* check(const QDialog* form, int number)
    {
        return form->findChild<QTreeWidget*>(q("bankChecks"))->topLevelItem(number - 1);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(hub::shell::installTranslations(q("en"))); }
    void init() { hub::test::failOnAnyWarning(); }

    void aWarningIsTickedAndTheJobIsWatched()
    {
        Desk desk;
        openBench(desk);
        auto& fake = finaliseOf(desk);
        fake.verdict = checked(false);
        fake.begunState = api::FinaliseState::Running;
        fake.steps = {{api::FinaliseStepKind::Record, true, {}, {}, {}, {}},
                      {api::FinaliseStepKind::MoveFunds, false, hub::domain::AccountId(9), q("mobilecash"),
                       kUsd, Amount::fromMajor(30)}};
        Desk::press(button(desk, "finalise"));
        auto* form = desk.dialog<QDialog>("finaliseSettlement");
        QVERIFY(form);
        auto* submit = form->findChild<QPushButton*>(q("submit"));
        QVERIFY(!submit->isEnabled());
        Desk::type(form, "bankFile", file("bank.csv").toUtf8().constData());
        QTest::keyClick(form->findChild<QLineEdit*>(q("bankFile")), Qt::Key_Return);
        auto* tree = form->findChild<QTreeWidget*>(q("bankChecks"));
        QTRY_COMPARE(tree->topLevelItemCount(), 17);
        QVERIFY(form->isVisible()); // Enter takes the file and sends nothing.
        QCOMPARE(check(form, 1)->text(2), q("passed"));
        QCOMPARE(check(form, 4)->text(2), q("1 warning"));
        QCOMPARE(check(form, 4)->child(0)->text(0), q("C7"));
        auto* lines = form->findChild<kit::TableView*>(q("bankLines"))->model();
        QCOMPARE(lines->rowCount(), 2);
        QVERIFY(lines->index(0, 5).data(kit::CopyRole).toString().contains(q("0.50")));
        QVERIFY(!submit->isEnabled());
        QCOMPARE(tree->currentItem(), check(form, 4)->child(0));
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Space);
        QTRY_VERIFY(submit->isEnabled());
        // What becomes of the caps is shown as it is chosen.
        QTest::keyClick(form->findChild<QCheckBox*>(q("decreaseCaps")), Qt::Key_Space);
        QCOMPARE(lines->index(0, 7).data(kit::CopyRole).toString(), q("4970.00"));
        QTest::keyClick(form->findChild<QCheckBox*>(q("setLiquidity")), Qt::Key_Space);
        QCOMPARE(lines->index(0, 7).data(kit::CopyRole).toString(), q("4970.50"));
        Desk::press(submit);
        desk.confirm("the bank has confirmed it");
        QTRY_VERIFY(fake.row.has_value());
        QCOMPARE(fake.lastDraft.file.name, q("bank.csv"));
        QVERIFY(fake.lastDraft.decreaseCaps && fake.lastDraft.setLiquidity && !fake.lastDraft.increaseCaps);
        QCOMPARE(fake.lastDraft.acceptedWarnings, std::vector<QString>{q("4@C7")});
        QCOMPARE(fake.lastNote.reason, q("the bank has confirmed it"));
        auto* progress = desk.find<kit::FigureLabel>("settlements", "finaliseProgress");
        QTRY_VERIFY2(
            progress->text().simplified().contains(q("step 2 of 2: Funds in 30.00 USD for mobilecash")),
            qPrintable(progress->text()));
        QVERIFY(!button(desk, "finalise")->isEnabled() && !button(desk, "stepAll")->isEnabled());
        QVERIFY(button(desk, "stopFinalise")->isVisible());
        // The hub goes on by itself; the pane follows.
        fake.row->steps.back().isDone = true;
        fake.row->state = api::FinaliseState::Done;
        QTRY_VERIFY(progress->text().contains(q("Finalised with bank.csv")));
        QVERIFY(!button(desk, "finalise")->isEnabled());
    }

    void anErrorCannotBePassed()
    {
        Desk desk;
        openBench(desk);
        finaliseOf(desk).verdict = checked(true);
        // Dropped on the bench.
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file("wrong.csv"))});
        auto* bench = desk.pane("settlements")->findChild<panes::SettlementBench*>();
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(bench, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(bench, &drop);
        auto* form = desk.dialog<QDialog>("finaliseSettlement");
        QVERIFY(form);
        QTRY_COMPARE(form->findChild<QTreeWidget*>(q("bankChecks"))->topLevelItemCount(), 17);
        QCOMPARE(check(form, 3)->text(2), q("1 error"));
        QCOMPARE(check(form, 3)->child(0)->text(1), q("the transfer of mobilecash is -29"));
        check(form, 4)->child(0)->setCheckState(0, Qt::Checked);
        QVERIFY(!form->findChild<QPushButton*>(q("submit"))->isEnabled());
        QVERIFY(form->findChild<QLabel*>(q("bankVerdict"))->text().contains(q("cannot be used")));
        // A file that is not there, and a hub that says no.
        Desk::type(form, "bankFile", "/nowhere/at-all.csv");
        QTest::keyClick(form->findChild<QLineEdit*>(q("bankFile")), Qt::Key_Return);
        auto* view = form->findChild<kit::StatefulView*>();
        QTRY_COMPARE(view->state(), kit::ViewState::Failed);
        finaliseOf(desk).refusal = api::Error{
            {}, q("not you"), {}, api::ErrorKind::NotAllowed, q("settlement.finalise"), q("chief")};
        Desk::type(form, "bankFile", file("other.csv").toUtf8().constData());
        QTest::keyClick(form->findChild<QLineEdit*>(q("bankFile")), Qt::Key_Return);
        QTRY_COMPARE(view->state(), kit::ViewState::NoPermission);
        form->reject();
    }

    void aFailedJobIsTakenUpAndAStoppedOneSaysSo()
    {
        Desk desk;
        openBench(desk);
        auto& fake = finaliseOf(desk);
        fake.row = api::FinaliseRow{};
        fake.row->settlement = hub::domain::SettlementId(8);
        fake.row->state = api::FinaliseState::Failed;
        fake.row->error = q("Account is currently set inactive");
        desk.pane("settlements")->refresh();
        auto* progress = desk.find<kit::FigureLabel>("settlements", "finaliseProgress");
        QTRY_VERIFY(progress->text().contains(q("set inactive")));
        QVERIFY(button(desk, "finalise")->isEnabled());
        QVERIFY(button(desk, "finalise")->text().startsWith(q("Take up again")));
        fake.row->state = api::FinaliseState::Running;
        fake.row->error.clear();
        desk.pane("settlements")->refresh();
        QTRY_VERIFY(button(desk, "stopFinalise")->isVisible());
        Desk::press(button(desk, "stopFinalise"));
        desk.confirm("the bank called us");
        QTRY_VERIFY(progress->text().contains(q("the bank called us")));
    }

    void reportsAreSaved()
    {
        Desk desk;
        openBench(desk);
        auto* save = button(desk, "saveReportButton");
        Q_EMIT save->menu()->aboutToShow();
        QVERIFY(save->menu()->actions().size() > 4);
        const auto choose = [&](const QString& path) {
            auto* dialog = desk.dialog<QFileDialog>("saveReport");
            QVERIFY(dialog);
            dialog->selectFile(path);
            Q_EMIT dialog->fileSelected(path);
            dialog->close();
        };
        save->menu()->actions().front()->trigger();
        const QString path = m_files.filePath(q("sheet.csv"));
        choose(path);
        QTRY_VERIFY(desk.pane("settlements")->banner().text().contains(q("sheet.csv")));
        QCOMPARE(reportsOf(desk).lastRequest.kind, api::ReportKind::SettlementInitiation);
        QCOMPARE(reportsOf(desk).lastRequest.format, api::ReportFormat::Csv);
        QVERIFY(QFileInfo(path).size() > 0);
        // Nothing to report is an error, not an empty file.
        reportsOf(desk).refusal =
            api::Error{q("3200"), q("Nothing to report: the window holds no transfers"), {}, {}, {}, {}};
        desk.window->go({q("windows"), {}, {}, {}, {}, {}, {}, {}});
        Desk::press(desk.find<QPushButton>("windows", "saveReportButton"));
        const QString none = m_files.filePath(q("none.pdf"));
        choose(none);
        QTRY_VERIFY(desk.pane("windows")->banner().text().contains(q("holds no transfers")));
        QVERIFY(!QFile::exists(none));
    }
};

QTEST_MAIN(TestDeskFinalise)
#include "tst_desk_finalise.moc"
