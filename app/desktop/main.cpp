#include "app/desktop/demo_traffic.h"
#include "app/desktop/screenshots.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/hub/remote/remote_hub.h"
#include "core/runtime/command_line.h"
#include "core/runtime/stop_signals.h"
#include "core/runtime/switch.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QFile>
#include <QLocale>
#include <QSettings>
#include <QSslCertificate>
#include <QSslKey>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>
#include <optional>

using namespace hub;

namespace {

constexpr int kDemoRate = 8;
constexpr int kWarmUpMs = 15'000;

const std::vector<runtime::ExtraOption>& options()
{
    static const std::vector<runtime::ExtraOption> all{
        {QStringLiteral("--demo"), false,
         QStringLiteral("a throw-away hub with simulated DFSPs that pay each other")},
        {QStringLiteral("--screenshots"), true,
         QStringLiteral("write pictures of every pane of a demo into a folder and end")},
        {QStringLiteral("--connect"), true,
         QStringLiteral("the desk of a hub elsewhere: URL of its operator listener; no hub is started here")},
        {QStringLiteral("--ca"), true,
         QStringLiteral("with --connect: PEM file of the authority that signed the hub")},
        {QStringLiteral("--client-cert"), true,
         QStringLiteral("with --connect: PEM file of the desk's certificate and its key")},
        {QStringLiteral("--language"), true,
         QStringLiteral("language of the desk, e.g. fr; else the system's")},
    };
    return all;
}

// Options that end the program before it needs a display.
std::optional<int>
answerWithoutDisplay(const base::Expected<runtime::CommandLine, runtime::CommandLineError>& line)
{
    if (!line) {
        for (const auto& text : line.error().lines)
            std::fprintf(stderr, "hubdeck: %s\n", text.c_str());
        return line.error().exitCode;
    }
    if (line->wantsHelp) {
        const QString help = runtime::helpText(QStringLiteral("hubdeck"),
                                               QStringLiteral("the payments hub with its desk"), options());
        std::fputs(help.toUtf8().constData(), stdout);
        return runtime::exit_code::kClean;
    }
    if (line->wantsVersion) {
        std::puts("hubdeck " HUB_VERSION);
        return runtime::exit_code::kClean;
    }
    return std::nullopt;
}

/// TLS of a desk elsewhere; says what is wrong and gives nothing when a file cannot be used.
std::optional<remote::LinkOptions> linkOptionsOf(const runtime::CommandLine& line)
{
    remote::LinkOptions options;
    const auto complain = [](const QString& file, const char* what) {
        std::fprintf(stderr, "hubdeck: %s: %s\n", qPrintable(file), what);
        return std::nullopt;
    };
    if (const QString* file = line.extraValue(u"--ca")) {
        const auto authorities = QSslCertificate::fromPath(*file);
        if (authorities.isEmpty()) return complain(*file, "no certificate in it");
        options.tls.setCaCertificates(authorities);
    }
    if (const QString* file = line.extraValue(u"--client-cert")) {
        const auto own = QSslCertificate::fromPath(*file);
        QFile pem(*file);
        if (own.isEmpty() || !pem.open(QIODevice::ReadOnly)) return complain(*file, "no certificate in it");
        const QByteArray text = pem.readAll();
        QSslKey key(text, QSsl::Rsa);
        if (key.isNull()) key = QSslKey(text, QSsl::Ec);
        if (key.isNull()) return complain(*file, "no private key in it");
        options.tls.setLocalCertificateChain(own);
        options.tls.setPrivateKey(key);
    }
    return options;
}

/// The desk alone, over the network.
int runConnected(const runtime::CommandLine& line, const QString& address)
{
    const auto url = remote::parseHubUrl(address);
    if (!url) {
        std::fprintf(stderr, "hubdeck: --connect: not the address of a hub: %s\n", qPrintable(address));
        return runtime::exit_code::kUsage;
    }
    auto options = linkOptionsOf(line);
    if (!options) return runtime::exit_code::kConfig;
    remote::RemoteHub hub(*url, *std::move(options));
    const base::SystemClock clock;
    QSettings settings;
    shell::DeskOptions deskOptions;
    deskOptions.clock = &clock;
    deskOptions.settings = &settings;
    deskOptions.connection = &hub.connection();
    shell::MainWindow window(hub.api(), deskOptions);
    window.show();
    runtime::StopSignals stopSignals;
    QObject::connect(&stopSignals, &runtime::StopSignals::stopAsked, qApp,
                     [] { QCoreApplication::exit(runtime::exit_code::kClean); });
    return QApplication::exec();
}

int fail(const runtime::Failure& failure)
{
    std::fprintf(stderr, "hubdeck: %s\n", failure.detail.c_str());
    return failure.exitCode;
}

} // namespace

int main(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    auto line = runtime::parseCommandLine(arguments, options());
    if (const auto code = answerWithoutDisplay(line)) return *code;
    const QString* screenshotFolder = line->extraValue(u"--screenshots");
    const bool isDemo = line->extraValue(u"--demo") != nullptr || screenshotFolder != nullptr;

    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Hubdeck"));
    QApplication::setApplicationName(QStringLiteral("hubdeck"));
    QApplication::setDesktopFileName(QStringLiteral("org.hubdeck.Hubdeck"));
    const QString* language = line->extraValue(u"--language");
    shell::installTranslations(language != nullptr ? *language : QLocale::system().name());

    if (const QString* address = line->extraValue(u"--connect")) return runConnected(*line, *address);

    // A demo must not touch a real hub's data or take its ports.
    std::optional<QTemporaryDir> throwAway;
    if (isDemo && line->dataDirectory.isEmpty()) {
        throwAway.emplace();
        line->dataDirectory = throwAway->path();
        for (const auto key : {config::Key::FspiopListen, config::Key::OperatorListen})
            if (line->config.text(key) == config::row(key).defaultText)
                static_cast<void>(line->config.set(key, "127.0.0.1:0").has_value());
    }
    if (line->dataDirectory.isEmpty())
        line->dataDirectory = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);

    runtime::StopSignals stopSignals;
    runtime::Switch hub({line->dataDirectory, line->config, line->isInsecure}, [](runtime::Failure failure) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(), [failure] { QCoreApplication::exit(fail(failure)); },
            Qt::QueuedConnection);
    });
    const auto started = hub.start();
    if (!started) return fail(started.error());
    std::printf("{\"ready\":true,\"fspiop\":\"%s\",\"operator\":\"%s\"}\n", started->fspiop.c_str(),
                started->operatorApi.c_str());
    std::fflush(stdout);

    int code = runtime::exit_code::kClean;
    {
        desktop::DemoTraffic traffic;
        QString why;
        if (isDemo && !traffic.start(started->fspiop, started->operatorApi, kDemoRate, why))
            base::log(base::LogLevel::Warning, "no demo traffic", {{"why", why.toStdString()}});
        const base::SystemClock clock;
        QSettings settings;
        shell::DeskOptions deskOptions;
        deskOptions.clock = &clock;
        deskOptions.settings = screenshotFolder == nullptr ? &settings : nullptr;
        shell::MainWindow window(hub.hub(), deskOptions);
        window.show();
        std::optional<desktop::Screenshots> screenshots;
        if (screenshotFolder != nullptr) {
            screenshots.emplace(hub.hub(), window, *screenshotFolder);
            QObject::connect(&*screenshots, &desktop::Screenshots::finished, &application,
                             [](const QString& failed) {
                                 if (!failed.isEmpty())
                                     std::fprintf(stderr, "hubdeck: cannot write %s\n", qPrintable(failed));
                                 QCoreApplication::exit(failed.isEmpty() ? runtime::exit_code::kClean
                                                                         : runtime::exit_code::kCannotCreate);
                             });
            screenshots->start(kWarmUpMs);
        }
        QObject::connect(&stopSignals, &runtime::StopSignals::stopAsked, &application,
                         [] { QCoreApplication::exit(runtime::exit_code::kClean); });
        code = QApplication::exec();
    }
    hub.stop();
    return code;
}
