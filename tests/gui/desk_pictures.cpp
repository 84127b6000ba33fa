#include "tests/support/hub_fake/fake_finalise.h"
#include "tests/support/hub_fake/hub_fake.h"
#include "ui/kit/table_view.h"
#include "ui/panes/settlement/finalise_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/pane_table.h"

#include <QtCore/QDir>
#include <QtCore/QHash>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTreeWidget>

#include <cstdio>
#include <functional>
#include <iterator>
#include <vector>

namespace {

/// Takes one picture after the other from the event loop and leaves when all are written.
class PictureRound final : public QObject
{
public:
    PictureRound(hub::shell::MainWindow& window, const QDir& into, const QString& transferId)
        : m_window(window)
        , m_into(into)
        , m_transferId(transferId)
    {
        for (const auto& spec : hub::shell::paneTable())
            for (const auto theme : {hub::kit::Theme::Light, hub::kit::Theme::Dark})
                for (const QSize size : {QSize(1280, 800), QSize(1600, 1000)})
                    m_requests.push_back({QString::fromLatin1(spec.id), {}, theme, size, 300});
        // The other parts of the transfers pane.
        for (const auto theme : {hub::kit::Theme::Light, hub::kit::Theme::Dark})
            for (int part = 1; part < kParts; ++part) {
                m_requests.push_back({QStringLiteral("transfers"), {}, theme, QSize(1280, 800), 300});
                m_partAt.insert(m_requests.size() - 1, part);
            }
    }
    void next()
    {
        if (m_at == m_requests.size()) return dialogs();
        const auto& request = m_requests[m_at];
        hub::panes::Jump jump;
        jump.pane = request.pane;
        if (request.pane == QStringLiteral("trace") || request.pane == QStringLiteral("transfers"))
            jump.transferId = request.pane == QStringLiteral("trace") ? m_transferId : QString();
        m_window.go(jump);
        if (request.pane == QStringLiteral("callbacks")) showDeliveries();
        if (request.pane == QStringLiteral("transfers"))
            if (auto* table =
                    m_window.pane(request.pane)->findChild<hub::kit::TableView*>(QStringLiteral("transfers")))
                table->selectKey(m_transferId);
        const int part = m_partAt.value(m_at, 0);
        if (request.pane == QStringLiteral("transfers")) showPart(part);
        hub::shell::grabPane(m_window, request, [this, request, part](const QImage& image) {
            const QString theme =
                request.theme == hub::kit::Theme::Light ? QStringLiteral("light") : QStringLiteral("dark");
            const QString pane = part > 0 ? request.pane + QString::number(part) : request.pane;
            const QString name = QStringLiteral("%1-%2-%3.png").arg(pane, theme).arg(request.size.width());
            if (!image.save(m_into.filePath(name)))
                std::fprintf(stderr, "cannot write %s\n", qPrintable(name));
            ++m_at;
            next();
        });
    }

private:
    /// Transfers, look-ups, quotes, requests, bulks; the first line of each is chosen.
    static constexpr int kParts = 5;
    void showPart(int part)
    {
        auto* pane = m_window.pane(QStringLiteral("transfers"));
        pane->findChild<QTabBar*>(QStringLiteral("parts"))->setCurrentIndex(part);
        for (const char* name : {"lookups", "quotes", "requests"})
            if (auto* list = pane->findChild<hub::kit::TableView*>(QString::fromLatin1(name));
                list->model()->rowCount() > 0)
                list->setCurrentIndex(list->model()->index(0, 0));
        auto* bulks = pane->findChild<QTreeWidget*>(QStringLiteral("bulks"));
        if (bulks->topLevelItemCount() > 0) bulks->topLevelItem(0)->setExpanded(true);
    }
    /// A participant whose deliveries fail, with another tab in each picture.
    void showDeliveries()
    {
        auto* pane = m_window.pane(QStringLiteral("callbacks"));
        pane->findChild<hub::kit::TableView*>(QStringLiteral("destinations"))
            ->selectKey(QStringLiteral("lakeside"));
        auto* tabs = pane->findChild<QTabWidget*>(QStringLiteral("deliveryTabs"));
        tabs->setCurrentIndex(m_tab++ % tabs->count());
        constexpr int kLoadMs = 200;
        QTimer::singleShot(kLoadMs, pane, [pane] {
            for (const char* name : {"deliveryFailures", "deadLetters", "callbackAddresses"}) {
                auto* table = pane->findChild<hub::kit::TableView*>(QString::fromLatin1(name));
                table->setCurrentIndex(table->model()->index(0, 0));
            }
        });
    }
    /// The dialogs of the panes, one after the other.
    void dialogs()
    {
        struct Asked
        {
            const char* pane;
            const char* button;
        };
        static constexpr Asked kAsked[] = {{"participants", "createParticipantButton"},
                                           {"participants", "toggleActive"},
                                           {"callbacks", "pauseDeliveries"},
                                           {"callbacks", "setFromBase"},
                                           {"accounts", "fundsIn"},
                                           {"accounts", "changeCap"},
                                           {"windows", "closeWindow"},
                                           {"windows", "settleSelected"},
                                           {"settlements", "finalise"},
                                           {"settlements", "finalise"},
                                           {"settlements", "abortSettlement"},
                                           {"models", "newModel"}};
        if (m_dialog == std::size(kAsked)) return QCoreApplication::quit();
        const auto& asked = kAsked[m_dialog];
        hub::panes::Jump jump;
        jump.pane = QString::fromLatin1(asked.pane);
        m_window.go(jump);
        m_window.setTheme(m_dialog++ % 2 == 0 ? hub::kit::Theme::Light : hub::kit::Theme::Dark);
        const QString name = QString::fromLatin1(asked.button);
        if (name == QStringLiteral("settleSelected"))
            m_window.pane(jump.pane)
                ->findChild<hub::kit::TableView*>(QStringLiteral("windows"))
                ->selectKey(QStringLiteral("127"));
        auto* button = m_window.pane(jump.pane)->findChild<QPushButton*>(name);
        button->setEnabled(true);
        button->click();
        for (auto* dialog : m_window.findChildren<hub::panes::FinaliseDialog*>())
            dialog->open(QCoreApplication::applicationDirPath() + QStringLiteral("/CTestTestfile.cmake"));
        constexpr int kSettleMs = 300;
        QTimer::singleShot(kSettleMs, this, [this, name, number = m_dialog] {
            for (auto* dialog : m_window.findChildren<QDialog*>()) {
                dialog->grab().save(
                    m_into.filePath(QStringLiteral("dialog-%1-%2.png").arg(number).arg(name)));
                dialog->reject();
            }
            QTimer::singleShot(100, this, [this] { dialogs(); });
        });
    }

    QHash<std::size_t, int> m_partAt;
    int m_tab = 0;
    std::size_t m_dialog = 0;
    hub::shell::MainWindow& m_window;
    QDir m_into;
    QString m_transferId;
    std::vector<hub::shell::PictureRequest> m_requests;
    std::size_t m_at = 0;
};

} // namespace

namespace {

/// A bank's file with something to say, and a job half way.
void fillFinalise(hub::fake::FakeFinalise& finalise)
{
    using hub::domain::AccountId;
    using hub::domain::Amount;
    namespace api = hub::api;
    const auto usd = *hub::domain::Currency::parse("USD");
    const auto text = [](const char* words) { return QString::fromLatin1(words); };
    finalise.verdict.hash = QString(64, u'a');
    finalise.verdict.findings = {
        {4, false, text("C7"),
         text("the balance of greenbank is 48 120.5, 48 120 was expected (difference 0.5)")},
        {16, false, text("C9"),
         text("the net debit cap of savanna, 60000, is above its balance of 41300.75")}};
    finalise.verdict.rows = {
        {AccountId(5), text("greenbank"), usd, Amount::fromMajor(1880), Amount::fromUnits(481'205'000),
         Amount::fromMajor(48'120), Amount::fromMajor(40'000)},
        {AccountId(9), text("mobilecash"), usd, Amount::fromMajor(-1200), Amount::fromMajor(51'200),
         Amount::fromMajor(51'200), Amount::fromMajor(50'000)},
        {AccountId(13), text("savanna"), usd, Amount::fromMajor(-680), Amount::fromUnits(413'007'500),
         Amount::fromUnits(413'007'500), Amount::fromMajor(60'000)}};
    finalise.row = api::FinaliseRow{};
    finalise.row->settlement = hub::domain::SettlementId(7);
    finalise.row->state = api::FinaliseState::Running;
    finalise.row->fileName = text("bank-7.xlsx");
    using Kind = api::FinaliseStepKind;
    finalise.row->steps = {
        {Kind::Record, true, {}, {}, {}, {}},
        {Kind::Reserve, true, {}, {}, {}, {}},
        {Kind::MoveFunds, true, AccountId(9), text("mobilecash"), usd, Amount::fromMajor(1200)},
        {Kind::Commit, true, AccountId(9), text("mobilecash"), usd, {}},
        {Kind::MoveFunds, false, AccountId(5), text("greenbank"), usd, Amount::fromMajor(-1880)},
        {Kind::Commit, false, AccountId(5), text("greenbank"), usd, {}},
        {Kind::Settle, false, {}, {}, {}, {}}};
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: desk_pictures DIR [LANGUAGE [empty]]\n");
        return 64;
    }
    hub::shell::installTranslations(arguments.size() > 2 ? arguments.at(2) : QStringLiteral("en"));
    QDir into(arguments.at(1));
    into.mkpath(QStringLiteral("."));
    hub::test::FakeClock clock;
    hub::test::HubFake fake(clock);
    // `empty` shows first run and failure instead.
    const bool empty = arguments.size() > 3 && arguments.at(3) == QStringLiteral("empty");
    if (empty)
        fake.fail(QStringLiteral("transfers.search"), {QStringLiteral("2001"),
                                                       QStringLiteral("The store is busy."),
                                                       QString(32, QLatin1Char('a')),
                                                       hub::api::ErrorKind::Internal,
                                                       {},
                                                       {}});
    else {
        fake.fillDemoScheme();
        fake.fillDemoDeliveries();
        fillFinalise(static_cast<hub::fake::FakeFinalise&>(fake.api().finalise));
    }
    hub::shell::DeskOptions options;
    options.clock = &clock;
    hub::shell::MainWindow window(fake.api(), options);
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, &window, [&fake] { fake.beat(); });
    beat.start(1000);
    const auto& all = fake.scheme().transfers();
    PictureRound round(window, into,
                       empty ? QString()
                             : QString::fromStdString(all[all.size() - 9].row.id.value().toString()));
    QTimer::singleShot(0, &round, [&round] { round.next(); });
    return QApplication::exec();
}
