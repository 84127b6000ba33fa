#include "app/desktop/demo_traffic.h"

#include <QCoreApplication>
#include <QProcess>

#include <csignal>

namespace hub::desktop {

bool DemoTraffic::start(const std::string& fspiop, const std::string& operatorApi, int rate, QString& why)
{
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/hubdeck-sim");
    QProcess process;
    process.setProgram(program);
    process.setArguments({QStringLiteral("demo"), QStringLiteral("--fspiop"), QString::fromStdString(fspiop),
                          QStringLiteral("--operator"), QString::fromStdString(operatorApi),
                          QStringLiteral("--rate"), QString::number(rate), QStringLiteral("--quiet")});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    // Detached: its end needs no waiting on the GUI thread.
    if (process.startDetached(&m_processId)) return true;
    why = program + QStringLiteral(": ") + process.errorString();
    return false;
}

DemoTraffic::~DemoTraffic()
{
    if (m_processId > 0) ::kill(static_cast<pid_t>(m_processId), SIGTERM);
}

} // namespace hub::desktop
