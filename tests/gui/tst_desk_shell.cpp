#include "tests/gui/desk.h"
#include "ui/kit/command_palette.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/theme.h"
#include "ui/shell/pane_table.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitterHandle>
#include <QtWidgets/QTabBar>

using hub::test::Desk;
namespace api = hub::api;
namespace kit = hub::kit;

namespace {

QString q(const char* text)
{
    return QString::fromLatin1(text);
}

} // namespace

/// A link that a test switches.
class FakeConnection final : public api::Connection
{
public:
    api::ConnectionStatus status() const override { return now; }
    void retryNow() override { ++retries; }
    void become(api::ConnectionStatus::State state, const QString& problem = {}, qint64 retryInMs = 0)
    {
        now = {state, q("http://hub.example:3001"), problem, retryInMs, 1};
        Q_EMIT changed();
    }
    api::ConnectionStatus now{
        api::ConnectionStatus::State::Connecting, q("http://hub.example:3001"), {}, 0, 0};
    int retries = 0;
};

class TestDeskShell final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { hub::test::failOnAnyWarning(); }

    void aRemoteDeskTellsHowItStandsWithItsHub()
    {
        using State = api::ConnectionStatus::State;
        FakeConnection link;
        Desk desk;
        desk.fake.fail(q("positions.snapshot"),
                       {{}, q("No answer."), {}, api::ErrorKind::Unreachable, {}, {}});
        hub::shell::DeskOptions options;
        options.clock = &desk.clock;
        options.connection = &link;
        hub::shell::MainWindow window(desk.fake.api(), options);
        window.show();
        auto* strip = window.findChild<QFrame*>(q("connectionStrip"));
        auto* text = window.findChild<QLabel*>(q("connectionText"));
        QVERIFY(strip && strip->isVisible());
        QVERIFY(text->text().contains(q("Connecting to http://hub.example:3001")));
        link.become(State::Lost, q("Connection refused"), 3900);
        QVERIFY(text->text().contains(q("Connection refused")) && text->text().contains(q("4 s")));
        auto* retry = window.findChild<QPushButton*>(q("retryNow"));
        QTest::mouseClick(retry, Qt::LeftButton);
        QCOMPARE(link.retries, 1);
        link.become(State::NotAHub, q("What answers there is not a hub's operator API."), 1000);
        QVERIFY(text->text().contains(q("--connect")));
        auto* view = window.pane(q("positions"))->findChild<hub::kit::StatefulView*>(q("mainView"));
        QTRY_COMPARE(view->state(), hub::kit::ViewState::Failed);
        // When the hub is there again the panes ask by themselves.
        desk.fake.clearFailures();
        link.become(State::Connected);
        QVERIFY(!strip->isVisible());
        QTRY_COMPARE(view->state(), hub::kit::ViewState::Content);
    }

    void keysLeadThroughAllPanes()
    {
        Desk desk;
        desk.open();
        const auto table = hub::shell::paneTable();
        for (std::size_t i = 0; i < table.size(); ++i) {
            // Ctrl+1 to Ctrl+9, then Ctrl+Shift+1 on.
            const auto digit = static_cast<int>(i % 9);
            QTest::keyClick(desk.window.get(), static_cast<Qt::Key>(Qt::Key_1 + digit),
                            i < 9 ? Qt::ControlModifier : Qt::ControlModifier | Qt::ShiftModifier);
            QCOMPARE(desk.window->currentPane(), QLatin1String(table[i].id));
        }
        QTest::keyClick(desk.window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(desk.window->currentPane(), QLatin1String(table[table.size() - 2].id));
        QTest::keyClick(desk.window.get(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(desk.window->isNavigationCollapsed());
    }

    void statusTellsTheHub()
    {
        Desk desk;
        desk.open();
        QTRY_VERIFY(desk.window->statusStrip().text().contains(q("running")));
        for (const char* word : {"sqlite", "window 128", "412/s", "p95 8.2 ms", "queue 283"})
            QVERIFY2(desk.window->statusStrip().text().contains(q(word)), word);
        QVERIFY(desk.window->windowTitle().contains(q("Demo scheme")));
    }

    void themeSwitchesAtRunTime()
    {
        Desk desk;
        desk.open();
        QVERIFY(desk.window->grab().toImage().pixelColor(600, 4).lightness() > 200);
        QTest::mouseClick(desk.window->findChild<QToolButton*>(q("themeButton")), Qt::LeftButton);
        QCOMPARE(desk.window->theme(), kit::Theme::Dark);
        QVERIFY(desk.window->grab().toImage().pixelColor(600, 4).lightness() < 60);
        desk.window->setTheme(kit::Theme::Light);
    }

    void paletteFindsPanesAndIds()
    {
        Desk desk;
        desk.open();
        QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = desk.dialog<kit::CommandPalette>("commandPalette");
        QVERIFY(palette);
        auto* edit = palette->findChild<QLineEdit*>();
        QTest::keyClicks(edit, q("health"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(desk.window->currentPane(), q("health"));
        QTRY_VERIFY(!desk.dialog<kit::CommandPalette>("commandPalette"));
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
        palette = desk.dialog<kit::CommandPalette>("commandPalette");
        edit = palette->findChild<QLineEdit*>();
        const auto& row = desk.fake.scheme().transfers().front().row;
        QTest::keyClicks(edit, QString::fromStdString(row.id.value().toString()));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(desk.window->currentPane(), q("transfers"));
        QTRY_COMPARE(desk.find<QLabel>("transfers", "detailId")->text(),
                     QString::fromStdString(row.id.value().toString()));
    }

    void everythingThatTakesTheFocusHasAName()
    {
        Desk desk;
        desk.open();
        for (const auto& spec : hub::shell::paneTable())
            QVERIFY(desk.pane(spec.id));
        QStringList unnamed;
        for (const auto* widget : desk.window->findChildren<QWidget*>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->isWindow()) continue;
            const bool container = qobject_cast<const QScrollArea*>(widget) ||
                                   qobject_cast<const QTabBar*>(widget) ||
                                   widget->inherits("QComboBoxListView");
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const QString name =
                widget->accessibleName().isEmpty() && button ? button->text() : widget->accessibleName();
            if (name.isEmpty() && !container && !widget->objectName().startsWith(q("qt_")) &&
                !(button && !button->isVisibleTo(desk.window.get())))
                unnamed << q(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName() +
                               q(" in ") + q(widget->parentWidget()->metaObject()->className());
        }
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(q(", "))));
    }

    void settingsKeepThemeGeometryAndColumns()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(q("desk.ini")), QSettings::IniFormat);
        Desk desk;
        hub::shell::DeskOptions options;
        options.clock = &desk.clock;
        options.settings = &settings;
        {
            hub::shell::MainWindow window(desk.fake.api(), options);
            window.setTheme(kit::Theme::Dark);
            window.setNavigationCollapsed(true);
            window.show();
            window.close();
        }
        QCOMPARE(settings.value(q("desk/theme")).toString(), q("dark"));
        hub::shell::MainWindow again(desk.fake.api(), options);
        QVERIFY(again.isNavigationCollapsed());
        again.setTheme(kit::Theme::Light);
    }

    void answersAfterTheWindowAreDropped()
    {
        Desk desk;
        for (const char* method : {"positions.snapshot", "positions.history", "health.snapshot",
                                   "transfers.search", "participants.list"})
            desk.fake.hold(q(method));
        desk.open("transfers");
        desk.window.reset();
        desk.fake.release();
        desk.fake.pay(10, 100);
        QCoreApplication::sendPostedEvents();
        QTest::qWait(150);
    }

    void theGuiThreadIsNotHeldByALiveHub()
    {
        Desk desk;
        desk.open("transfers");
        qint64 worst = 0;
        QElapsedTimer since;
        since.start();
        QTimer watch;
        watch.setInterval(5);
        connect(&watch, &QTimer::timeout, this, [&] { worst = std::max(worst, since.restart()); });
        watch.start();
        for (int round = 0; round < 20; ++round) {
            desk.fake.pay(50, 50);
            QTest::qWait(50);
        }
        QVERIFY2(worst < 1000, qPrintable(QString::number(worst)));
        QTest::setBenchmarkResult(static_cast<qreal>(worst), QTest::WalltimeMilliseconds);
    }

    void frenchIsSpoken()
    {
        QVERIFY(!hub::shell::installTranslations(q("xx")));
        QVERIFY(hub::shell::installTranslations(q("fr")));
        Desk desk;
        desk.open("participants");
        QCOMPARE(desk.find<QWidget>("participants", "createParticipantButton")->property("text").toString(),
                 QStringLiteral("Créer un participant"));
        QCOMPARE(hub::shell::paneTitle(hub::shell::paneTable().back()), QStringLiteral("État du hub"));
        auto* columns = desk.find<QAbstractItemView>("participants", "participants");
        QCOMPARE(columns->model()->headerData(2, Qt::Horizontal).toString(), q("Devises"));
    }
};

QTEST_MAIN(TestDeskShell)
#include "tst_desk_shell.moc"
