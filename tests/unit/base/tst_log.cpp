#include "core/base/clock.h"
#include "core/base/log.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>
#include <QTest>

#include <thread>
#include <unistd.h>
#include <vector>

using namespace hub::base;

namespace {

/// Puts stderr into a file for as long as it lives.
class CapturedStderr
{
public:
    CapturedStderr()
    {
        std::fflush(stderr);
        m_saved = ::dup(2);
        if (m_file.open()) ::dup2(m_file.handle(), 2);
    }
    ~CapturedStderr() { restore(); }
    CapturedStderr(const CapturedStderr&) = delete;
    CapturedStderr& operator=(const CapturedStderr&) = delete;
    QList<QByteArray> lines()
    {
        restore();
        m_file.seek(0);
        QList<QByteArray> all = m_file.readAll().split('\n');
        if (!all.isEmpty() && all.last().isEmpty()) all.removeLast();
        return all;
    }

private:
    void restore()
    {
        if (m_saved < 0) return;
        std::fflush(stderr);
        ::dup2(m_saved, 2);
        ::close(m_saved);
        m_saved = -1;
    }
    QTemporaryFile m_file;
    int m_saved = -1;
};

} // namespace

class TestLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { setLogLevel(LogLevel::Info); }
    void writesOneJsonLine();
    void escapes();
    void dropsBelowTheLevel();
    void linesDoNotMix();
};

void TestLog::writesOneJsonLine()
{
    CapturedStderr captured;
    log(LogLevel::Warning, "lane is slow", {{"participant", "greenbank"}, {"queued", "17"}});
    const auto lines = captured.lines();
    QCOMPARE(lines.size(), 1);
    const QJsonObject object = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(object.value(QStringLiteral("level")).toString(), QStringLiteral("warning"));
    QCOMPARE(object.value(QStringLiteral("message")).toString(), QStringLiteral("lane is slow"));
    QCOMPARE(object.value(QStringLiteral("participant")).toString(), QStringLiteral("greenbank"));
    QCOMPARE(object.value(QStringLiteral("queued")).toString(), QStringLiteral("17"));
    QVERIFY(parseIso8601(object.value(QStringLiteral("time")).toString().toStdString()).has_value());
}

void TestLog::escapes()
{
    CapturedStderr captured;
    log(LogLevel::Error, "a \"quoted\" \\ line\nbreak\tand \x01", {{"k\"ey", "v\r\nInjected: 1"}});
    const auto lines = captured.lines();
    QCOMPARE(lines.size(), 1); // A value cannot start a line of its own.
    const QJsonObject object = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(object.value(QStringLiteral("message")).toString(),
             QStringLiteral("a \"quoted\" \\ line break and  "));
    QCOMPARE(object.value(QStringLiteral("k\"ey")).toString(), QStringLiteral("v  Injected: 1"));
}

void TestLog::dropsBelowTheLevel()
{
    CapturedStderr captured;
    log(LogLevel::Debug, "not seen");
    setLogLevel(LogLevel::Error);
    log(LogLevel::Warning, "not seen either");
    log(LogLevel::Error, "seen");
    setLogLevel(LogLevel::Debug);
    log(LogLevel::Debug, "seen too");
    QCOMPARE(captured.lines().size(), 2);
}

void TestLog::linesDoNotMix()
{
    CapturedStderr captured;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([] {
            for (int i = 0; i < 250; ++i)
                log(LogLevel::Info, "same words", {{"a", "1"}, {"b", "2"}});
        });
    for (auto& thread : threads)
        thread.join();
    const auto lines = captured.lines();
    QCOMPARE(lines.size(), 1000);
    for (const auto& line : lines)
        QVERIFY(!QJsonDocument::fromJson(line).isNull());
}

QTEST_APPLESS_MAIN(TestLog)
#include "tst_log.moc"
