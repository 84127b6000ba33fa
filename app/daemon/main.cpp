#include "app/daemon/sub_commands.h"
#include "core/base/log.h"
#include "core/runtime/command_line.h"
#include "core/runtime/resource_exits.h"
#include "core/runtime/stop_signals.h"
#include "core/runtime/switch.h"

#include <QCoreApplication>
#include <QStringList>

#include <csignal>
#include <cstdio>
#include <string>

using namespace hub;

namespace {

int fail(const runtime::Failure& failure)
{
    base::log(base::LogLevel::Error, failure.detail, {{"exitCode", std::to_string(failure.exitCode)}});
    return failure.exitCode;
}

} // namespace

int main(int argc, char** argv)
{
    runtime::installResourceExits();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hubdeckd"));
    if (const auto code = daemon::runSubCommand(QCoreApplication::arguments().mid(1))) return *code;
    const auto line = runtime::parseCommandLine(QCoreApplication::arguments().mid(1), {});
    if (!line) {
        for (const auto& text : line.error().lines)
            std::fprintf(stderr, "hubdeckd: %s\n", text.c_str());
        return line.error().exitCode;
    }
    if (line->wantsHelp) {
        const QString help = runtime::helpText(QStringLiteral("hubdeckd"),
                                               QStringLiteral("the payments hub without a desk"), {});
        std::fputs(help.toUtf8().constData(), stdout);
        std::puts("\nSub-commands (hubdeckd NAME --help says more):");
        for (const auto& command : daemon::subCommands())
            std::printf("  %-10s %s\n", std::string(command.name).c_str(),
                        std::string(command.summary).c_str());
        return runtime::exit_code::kClean;
    }
    if (line->wantsVersion) {
        std::puts("hubdeckd " HUB_VERSION);
        return runtime::exit_code::kClean;
    }
    if (line->dataDirectory.isEmpty()) {
        std::fputs("hubdeckd: --data DIR is needed\n", stderr);
        return runtime::exit_code::kUsage;
    }

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
    QObject::connect(&stopSignals, &runtime::StopSignals::stopAsked, &application,
                     [] { QCoreApplication::exit(runtime::exit_code::kClean); });
    const int code = QCoreApplication::exec();
    hub.stop();
    return code;
}
