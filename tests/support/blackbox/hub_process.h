#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

namespace hub::blackbox {

/// The real hubdeckd with a data directory of its own and free ports.
class HubProcess
{
public:
    HubProcess();
    ~HubProcess();

    /// Starts (again) and waits for the ready line. `settings` are lines of the config file.
    bool start(const QStringList& settings = {}, const QStringList& arguments = {});
    /// Talks to a hub that serves in this process instead of starting one.
    void attach(const QString& fspiop, const QString& operatorApi);
    /// SIGKILL, as a power cut would.
    void kill();
    /// SIGTERM and wait; the exit code, -1 when it did not end in time.
    int terminate();
    /// Waits for the end of a process that should not come up; the exit code.
    int waitForExit(int timeoutMs = 10'000);

    QUrl fspiop(const QString& path) const;
    QUrl operatorApi(const QString& path) const;
    QString dataDirectory() const { return m_directory.filePath(QStringLiteral("data")); }
    qint64 processId() const { return m_process ? m_process->processId() : 0; }
    /// What it wrote to stderr so far.
    QByteArray log();

private:
    QTemporaryDir m_directory;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_log;
    QString m_fspiop;
    QString m_operator;
};

} // namespace hub::blackbox
