#include "tests/support/hub_fake/hub_fake.h"
#include "ui/kit/table_view.h"
#include "ui/shell/main_window.h"
#include "ui/shell/pane_table.h"

#include <QtCore/QDir>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QTableView>

#include <cstdio>
#include <functional>
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
                    m_requests.push_back({QString::fromLatin1(spec.id), theme, size, 300});
    }
    void next()
    {
        if (m_at == m_requests.size()) return QCoreApplication::quit();
        const auto& request = m_requests[m_at];
        hub::panes::Jump jump;
        jump.pane = request.pane;
        if (request.pane == QStringLiteral("trace") || request.pane == QStringLiteral("transfers"))
            jump.transferId = request.pane == QStringLiteral("trace") ? m_transferId : QString();
        m_window.go(jump);
        if (request.pane == QStringLiteral("transfers"))
            if (auto* table =
                    m_window.pane(request.pane)->findChild<hub::kit::TableView*>(QStringLiteral("transfers")))
                table->selectKey(m_transferId);
        hub::shell::grabPane(m_window, request, [this, request](const QImage& image) {
            const QString theme =
                request.theme == hub::kit::Theme::Light ? QStringLiteral("light") : QStringLiteral("dark");
            const QString name =
                QStringLiteral("%1-%2-%3.png").arg(request.pane, theme).arg(request.size.width());
            if (!image.save(m_into.filePath(name)))
                std::fprintf(stderr, "cannot write %s\n", qPrintable(name));
            ++m_at;
            next();
        });
    }

private:
    hub::shell::MainWindow& m_window;
    QDir m_into;
    QString m_transferId;
    std::vector<hub::shell::PictureRequest> m_requests;
    std::size_t m_at = 0;
};

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: desk_pictures DIR [LANGUAGE]\n");
        return 64;
    }
    hub::shell::installTranslations(arguments.size() > 2 ? arguments.at(2) : QStringLiteral("en"));
    QDir into(arguments.at(1));
    into.mkpath(QStringLiteral("."));
    hub::test::FakeClock clock;
    hub::test::HubFake fake(clock);
    fake.fillDemoScheme();
    hub::shell::DeskOptions options;
    options.clock = &clock;
    hub::shell::MainWindow window(fake.api(), options);
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, &window, [&fake] { fake.beat(); });
    beat.start(1000);
    const auto& all = fake.scheme().transfers();
    PictureRound round(window, into, QString::fromStdString(all[all.size() - 9].row.id.value().toString()));
    QTimer::singleShot(0, &round, [&round] { round.next(); });
    return QApplication::exec();
}
