#include "app/desktop/demo_traffic.h"

#include <QCoreApplication>

namespace hub::desktop {

bool DemoTraffic::start(const std::string& fspiop, const std::string& operatorApi, int rate, QString& why)
{
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/hubdeck-sim");
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start(program,
                    {QStringLiteral("demo"), QStringLiteral("--fspiop"), QString::fromStdString(fspiop),
                     QStringLiteral("--operator"), QString::fromStdString(operatorApi),
                     QStringLiteral("--rate"), QString::number(rate), QStringLiteral("--quiet")});
    if (m_process.waitForStarted(5000)) return true;
    why = program + QStringLiteral(": ") + m_process.errorString();
    return false;
}

DemoTraffic::~DemoTraffic()
{
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.terminate();
    if (!m_process.waitForFinished(3000)) m_process.kill();
}

} // namespace hub::desktop
