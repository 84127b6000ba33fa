#include "core/mail/smtp_relay.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace hub::mail;

namespace {

/// A relay in a test: keeps what it is told and answers by the book, but for one command.
class TinyRelay : public QObject
{
public:
    TinyRelay()
    {
        m_server.listen(QHostAddress::LocalHost, 0);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = m_server.nextPendingConnection();
            ++connections;
            socket->write("220 tiny ESMTP\r\n");
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                while (socket->canReadLine())
                    take(socket, socket->readLine());
            });
        });
    }
    std::uint16_t port() const { return m_server.serverPort(); }

    QList<QByteArray> commands;
    QList<QByteArray> messages;
    int connections = 0;
    QByteArray failOn;   ///< a command that begins so
    QByteArray failWith; ///< is answered so
    int failTimes = 0;
    bool isSilent = false;

private:
    void take(QTcpSocket* socket, const QByteArray& line)
    {
        if (m_inMessage) {
            if (line == ".\r\n") {
                m_inMessage = false;
                messages.append(m_message);
                socket->write("250 kept\r\n");
            } else {
                m_message += line;
            }
            return;
        }
        commands.append(line.trimmed());
        if (isSilent) return;
        if (failTimes > 0 && line.startsWith(failOn)) {
            --failTimes;
            socket->write(failWith + "\r\n");
        } else if (line.startsWith("EHLO")) {
            socket->write("250-tiny\r\n250 8BITMIME\r\n");
        } else if (line.startsWith("DATA")) {
            m_inMessage = true;
            m_message.clear();
            socket->write("354 go on\r\n");
        } else if (line.startsWith("QUIT")) {
            socket->write("221 bye\r\n");
        } else {
            socket->write("250 ok\r\n");
        }
    }
    QTcpServer m_server;
    QByteArray m_message;
    bool m_inMessage = false;
};

QList<QByteArray> withPrefix(const QList<QByteArray>& lines, const QByteArray& prefix)
{
    QList<QByteArray> out;
    for (const QByteArray& line : lines)
        if (line.startsWith(prefix)) out.append(line);
    return out;
}

SmtpOptions optionsOf(const TinyRelay& relay)
{
    SmtpOptions options;
    options.host = "127.0.0.1";
    options.port = relay.port();
    options.tls = SmtpTls::None;
    options.from = "hub@example.org";
    options.retryFirstMs = 1;
    return options;
}

Mail mailTo(std::string address)
{
    return Mail{{std::move(address)}, "NET_DEBIT_CAP BREACH", "first\n.dot\nlast"};
}

} // namespace

/// Mail over a relay: what is said to it, what is tried again, what is given up.
class TestSmtpRelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreChecked_data();
    void addressesAreChecked();
    void delivers();
    void triesAgainAfterTroubleThatPasses();
    void givesUpWhatIsRefusedForGood();
    void givesUpAfterTheLastTry();
    void boundsTheQueue();
    void passwordNeedsTls();
    void startTlsIsDemanded();
    void silenceEnds();
    void withoutRelayOnlyTheLogSpeaks();
};

void TestSmtpRelay::addressesAreChecked_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("plain") << "ops@bank.example" << true;
    QTest::newRow("tag") << "ops+hub@bank.example" << true;
    QTest::newRow("empty") << "" << false;
    QTest::newRow("no host") << "ops@" << false;
    QTest::newRow("no name") << "@bank.example" << false;
    QTest::newRow("two") << "a@b@c" << false;
    QTest::newRow("line break") << "a@b\r\nRCPT TO:<evil@x>" << false;
    QTest::newRow("bracket") << "a@b>" << false;
    QTest::newRow("blank") << "a b@c" << false;
}

void TestSmtpRelay::addressesAreChecked()
{
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    QCOMPARE(isAddress(text.toStdString()), isGood);
}

void TestSmtpRelay::delivers()
{
    TinyRelay tiny;
    SmtpRelay relay(optionsOf(tiny));
    relay.start();
    QVERIFY(relay.send(
        Mail{{"a@x.example", "bad address", "b@y.example"}, "Größe\r\nBcc: evil@x", "first\n.dot\nlast"}));
    QVERIFY(QTest::qWaitFor([&] { return relay.statistics().delivered == 1; }));
    QCOMPARE(tiny.messages.size(), 1);
    const QByteArray message = tiny.messages.front();
    QVERIFY2(message.contains("\r\nSubject: =?UTF-8?B?"), message.constData());
    QVERIFY(!message.contains("\r\nBcc"));
    QVERIFY(message.contains("\r\n..dot\r\nlast"));
    QVERIFY(tiny.commands.contains("MAIL FROM:<hub@example.org>"));
    QVERIFY(tiny.commands.contains("RCPT TO:<a@x.example>"));
    QVERIFY(tiny.commands.contains("RCPT TO:<b@y.example>"));
    QCOMPARE(withPrefix(tiny.commands, "RCPT").size(), 2);
}

void TestSmtpRelay::triesAgainAfterTroubleThatPasses()
{
    TinyRelay tiny;
    tiny.failOn = "RCPT";
    tiny.failWith = "451 later";
    tiny.failTimes = 2;
    SmtpRelay relay(optionsOf(tiny));
    relay.start();
    QVERIFY(relay.send(mailTo("a@x.example")));
    QVERIFY(QTest::qWaitFor([&] { return relay.statistics().delivered == 1; }));
    QCOMPARE(tiny.connections, 3);
}

void TestSmtpRelay::givesUpWhatIsRefusedForGood()
{
    TinyRelay tiny;
    tiny.failOn = "RCPT";
    tiny.failWith = "550 nobody here";
    tiny.failTimes = 1;
    SmtpRelay relay(optionsOf(tiny));
    relay.start();
    QVERIFY(relay.send(mailTo("a@x.example")));
    QVERIFY(relay.send(mailTo("b@x.example")));
    QVERIFY(QTest::qWaitFor([&] { return relay.statistics().delivered == 1; }));
    QCOMPARE(relay.statistics().dropped, 1U);
}

void TestSmtpRelay::givesUpAfterTheLastTry()
{
    TinyRelay tiny;
    tiny.failOn = "MAIL";
    tiny.failWith = "421 busy";
    tiny.failTimes = 100;
    SmtpOptions options = optionsOf(tiny);
    options.attemptsMax = 3;
    SmtpRelay relay(options);
    relay.start();
    QVERIFY(relay.send(mailTo("a@x.example")));
    QVERIFY(QTest::qWaitFor([&] { return relay.statistics().dropped == 1; }));
    QCOMPARE(tiny.connections, 3);
}

void TestSmtpRelay::boundsTheQueue()
{
    TinyRelay tiny;
    tiny.isSilent = true;
    SmtpOptions options = optionsOf(tiny);
    options.queueMax = 2;
    SmtpRelay relay(options);
    relay.start();
    int refused = 0;
    for (int i = 0; i < 10; ++i)
        refused += relay.send(mailTo("a@x.example")) ? 0 : 1;
    QVERIFY(refused >= 7);
}

void TestSmtpRelay::passwordNeedsTls()
{
    TinyRelay tiny;
    SmtpOptions options = optionsOf(tiny);
    options.user = "hub";
    options.secret = "s3cret";
    SmtpRelay relay(options);
    relay.start();
    QVERIFY(relay.send(mailTo("a@x.example")));
    QVERIFY(QTest::qWaitFor([&] { return relay.statistics().dropped == 1; }));
    QVERIFY(withPrefix(tiny.commands, "AUTH").isEmpty());
}

void TestSmtpRelay::startTlsIsDemanded()
{
    TinyRelay tiny;
    SmtpOptions options = optionsOf(tiny);
    options.tls = SmtpTls::StartTls;
    SmtpRelay relay(options);
    relay.start();
    QVERIFY(relay.send(mailTo("a@x.example")));
    QVERIFY(QTest::qWaitFor([&] { return relay.statistics().dropped == 1; }));
    QVERIFY(withPrefix(tiny.commands, "MAIL").isEmpty());
}

void TestSmtpRelay::silenceEnds()
{
    TinyRelay tiny;
    tiny.isSilent = true;
    SmtpOptions options = optionsOf(tiny);
    options.timeoutMs = 50;
    options.attemptsMax = 2;
    SmtpRelay relay(options);
    relay.start();
    QVERIFY(relay.send(mailTo("a@x.example")));
    QVERIFY(QTest::qWaitFor([&] { return relay.statistics().dropped == 1; }));
}

void TestSmtpRelay::withoutRelayOnlyTheLogSpeaks()
{
    SmtpRelay relay(SmtpOptions{});
    relay.start();
    QVERIFY(relay.send(mailTo("a@x.example")));
    QVERIFY(QTest::qWaitFor([&] { return relay.statistics().delivered == 1; }));
}

QTEST_GUILESS_MAIN(TestSmtpRelay)
#include "tst_smtp_relay.moc"
