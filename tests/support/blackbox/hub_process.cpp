#include "tests/support/blackbox/hub_process.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace hub::blackbox {

HubProcess::HubProcess() = default;

HubProcess::~HubProcess()
{
    if (m_process && m_process->state() != QProcess::NotRunning) kill();
}

bool HubProcess::start(const QStringList& settings, const QStringList& arguments)
{
    m_process = std::make_unique<QProcess>();
    QFile file(m_directory.filePath(QStringLiteral("hub.conf")));
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.write(settings.join(QLatin1Char('\n')).toUtf8());
    file.close();
    QStringList all{QStringLiteral("--data"),     dataDirectory(),
                    QStringLiteral("--fspiop"),   QStringLiteral("127.0.0.1:0"),
                    QStringLiteral("--operator"), QStringLiteral("127.0.0.1:0"),
                    QStringLiteral("--config"),   file.fileName()};
    all += arguments;
    m_process->start(QStringLiteral(HUB_BINARY_DIR "/bin/hubdeckd"), all);
    QByteArray line;
    const bool spoke = QTest::qWaitFor(
        [&] {
            if (m_process->canReadLine()) line = m_process->readLine();
            return !line.isEmpty() || m_process->state() == QProcess::NotRunning;
        },
        20'000);
    const QJsonObject ready = QJsonDocument::fromJson(line).object();
    m_fspiop = ready.value(QStringLiteral("fspiop")).toString();
    m_operator = ready.value(QStringLiteral("operator")).toString();
    return spoke && ready.value(QStringLiteral("ready")).toBool();
}

void HubProcess::attach(const QString& fspiop, const QString& operatorApi)
{
    m_fspiop = fspiop;
    m_operator = operatorApi;
}

void HubProcess::kill()
{
    m_process->kill();
    m_process->waitForFinished(10'000);
}

int HubProcess::terminate()
{
    m_process->terminate();
    return waitForExit();
}

int HubProcess::waitForExit(int timeoutMs)
{
    if (!QTest::qWaitFor([&] { return m_process->state() == QProcess::NotRunning; }, timeoutMs)) return -1;
    return m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
}

QUrl HubProcess::fspiop(const QString& path) const
{
    return QUrl(m_fspiop + path);
}

QUrl HubProcess::operatorApi(const QString& path) const
{
    return QUrl(m_operator + path);
}

QByteArray HubProcess::log()
{
    m_log += m_process->readAllStandardError();
    return m_log;
}

} // namespace hub::blackbox
