#include "tests/support/blackbox/scheme.h"

#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace hub::blackbox;

/// The payment of docs/start.md, word by word against a fresh hub.
class TestStartPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paymentByHandWorks();

private:
    /// The indented lines of one chapter.
    static QString commandsOf(const QString& chapter)
    {
        QFile page(QStringLiteral(HUB_SOURCE_DIR "/docs/start.md"));
        if (!page.open(QIODevice::ReadOnly)) return {};
        QString commands;
        bool isInside = false;
        const QStringList lines = QString::fromUtf8(page.readAll()).split(QLatin1Char('\n'));
        for (const QString& line : lines) {
            if (line.startsWith(QLatin1String("## "))) isInside = line == QLatin1String("## ") + chapter;
            if (isInside && line.startsWith(QLatin1String("    ")))
                commands += line.mid(4) + QLatin1Char('\n');
        }
        return commands;
    }
};

void TestStartPage::paymentByHandWorks()
{
    for (const char* program : {"bash", "curl", "openssl"})
        if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
            QSKIP("curl, openssl and bash are needed to follow the page");
    HubProcess hub;
    QVERIFY(hub.start());
    QString commands = commandsOf(QStringLiteral("A payment by hand"));
    const QString addresses = QStringLiteral("O=http://127.0.0.1:3001 F=http://127.0.0.1:3000");
    QVERIFY(commands.contains(addresses));
    commands.replace(
        addresses,
        QStringLiteral("O=%1 F=%2").arg(hub.operatorApi({}).toString(), hub.fspiop({}).toString()));
    QTemporaryDir folder;
    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    shell.start(QStringLiteral("bash"), {QStringLiteral("-eu"), QStringLiteral("-c"), commands});
    QVERIFY(QTest::qWaitFor([&] { return shell.state() == QProcess::NotRunning; }, 60'000));
    const QString out = QString::fromUtf8(shell.readAllStandardOutput());
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    // Three for the hub, three for each participant; the deposit; the payment; the balances.
    QVERIFY2(
        out.count(QRegularExpression(QStringLiteral("^201 http"), QRegularExpression::MultilineOption)) == 9,
        qPrintable(out));
    QVERIFY2(out.contains(QRegularExpression(QStringLiteral("202 http\\S+/accounts/4"),
                                             QRegularExpression::MultilineOption)),
             qPrintable(out));
    QVERIFY2(out.contains(QLatin1String("HTTP/1.1 202")), qPrintable(out));
    QVERIFY2(out.contains(QLatin1String("HTTP/1.1 200")), qPrintable(out));
    QVERIFY2(out.contains(QLatin1String("\"value\":100,")) && out.contains(QLatin1String("\"value\":-100,")),
             qPrintable(out));
}

QTEST_GUILESS_MAIN(TestStartPage)
#include "tst_start_page.moc"
