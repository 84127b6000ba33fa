#include "core/admin/routes.h"
#include "core/base/check.h"
#include "core/http/server.h"
#include "core/hub/local/local_hub.h"
#include "core/hub/remote/remote_hub.h"
#include "tests/contract/hub_api/hub_api_cases.h"
#include "tests/unit/admin/hub_in_memory.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace {

using hub::api::ConnectionStatus;

/// The desk's door to a hub behind its operator listener.
class RemoteUnderTest final : public hub::test::HubUnderTest
{
public:
    RemoteUnderTest()
        : m_local(m_hub.services, m_hub.board)
        , m_server(hub::http::ServerOptions{}, hub::admin::makeOperatorRoutes(m_hub.services, options()))
    {
        m_hub.board.start();
        m_hub.openCurrency("USD");
        m_hub.addDfsp("payerfsp", "USD", "1000", "1000");
        m_hub.addDfsp("payeefsp", "USD", "1000", "1000");
        listen(0);
    }
    ~RemoteUnderTest() override
    {
        m_remote.reset();
        m_server.stop(1000);
        m_hub.board.stop();
    }
    hub::api::HubApi api() override { return m_remote->api(); }
    hub::domain::TransferId pay(const char* label, const char* amount) override
    {
        return m_hub.pay(label, "payerfsp", "payeefsp", amount);
    }

private:
    hub::admin::OperatorApiOptions options()
    {
        hub::admin::OperatorApiOptions out;
        out.doorFor = [this](const hub::admin::Caller& caller) { return m_local.apiFor(caller); };
        return out;
    }
    void listen(std::uint16_t wanted)
    {
        const auto port = m_server.start("127.0.0.1", wanted);
        HUB_CHECK(port.has_value());
        m_remote =
            std::make_unique<hub::remote::RemoteHub>(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(*port)));
    }

    hub::test::HubInMemory m_hub;
    hub::local::LocalHub m_local;
    hub::http::Server m_server;
    std::unique_ptr<hub::remote::RemoteHub> m_remote;
};

/// A server that answers everything with the same bytes, or says nothing.
class Stranger
{
public:
    explicit Stranger(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            auto* socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                socket->readAll();
                if (!m_bytes.isEmpty()) socket->write(m_bytes);
            });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }
    void leave() { m_server.close(); }

private:
    QByteArray m_bytes;
    QTcpServer m_server;
};

/// What a desk sees of hubs that are not there, or no hubs.
class TestRemoteLink final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses();
    void aWrongAddressIsToldAndTriedAgain();
    void strangersAreNotHubs_data();
    void strangersAreNotHubs();
    void aSilentOneTimesOut();
    void boundsHold();
};

void TestRemoteLink::addresses()
{
    using hub::remote::parseHubUrl;
    QCOMPARE(parseHubUrl(QStringLiteral("localhost:3001")), QUrl(QStringLiteral("http://localhost:3001")));
    QCOMPARE(parseHubUrl(QStringLiteral("https://hub/base")), QUrl(QStringLiteral("https://hub/base")));
    for (const char* wrong : {"", "ftp://hub", "http://", "http://hub:99999", "http://hub?x=1", "http://a b"})
        QVERIFY2(!parseHubUrl(QString::fromLatin1(wrong)), wrong);
}

void TestRemoteLink::aWrongAddressIsToldAndTriedAgain()
{
    Stranger gone("x");
    const QUrl url = gone.url();
    gone.leave();
    hub::remote::LinkOptions options;
    options.retryFirstMs = 20;
    options.retryMaxMs = 50;
    hub::remote::RemoteHub remote(url, options);
    auto& connection = remote.connection();
    QVERIFY(connection.status().state == ConnectionStatus::State::Connecting);
    QTRY_VERIFY(connection.status().state == ConnectionStatus::State::Lost);
    QVERIFY(!connection.status().problem.isEmpty());
    QTRY_VERIFY(connection.status().failures > 2);
    QFutureWatcher<hub::api::Result<std::vector<hub::api::PositionRow>>> watcher;
    watcher.setFuture(remote.api().positions.snapshot());
    QTRY_VERIFY(watcher.isFinished());
    QCOMPARE(watcher.result().error().kind, hub::api::ErrorKind::Unreachable);
}

void TestRemoteLink::strangersAreNotHubs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("web site") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>");
    QTest::newRow("other json") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    QTest::newRow("not found") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");
    QTest::newRow("redirect") << QByteArray(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
}

void TestRemoteLink::strangersAreNotHubs()
{
    QFETCH(QByteArray, bytes);
    Stranger stranger(bytes);
    hub::remote::RemoteHub remote(stranger.url());
    QTRY_VERIFY(remote.connection().status().state == ConnectionStatus::State::NotAHub);
    QVERIFY(remote.connection().status().retryInMs > 0);
}

void TestRemoteLink::aSilentOneTimesOut()
{
    Stranger stranger({});
    hub::remote::LinkOptions options;
    options.timeoutMs = 100;
    hub::remote::RemoteHub remote(stranger.url(), options);
    QTRY_VERIFY(remote.connection().status().state == ConnectionStatus::State::Lost);
}

void TestRemoteLink::boundsHold()
{
    Stranger stranger({});
    hub::remote::LinkOptions options;
    options.waitingMax = 3;
    options.inFlightMax = 1;
    hub::remote::OperatorLink link(stranger.url(), options);
    int refused = 0;
    for (int i = 0; i < 6; ++i)
        link.call(hub::remote::Call{"GET", QStringLiteral("/x"), {}, {}},
                  [&](const hub::remote::Answer& answer) { refused += answer ? 0 : 1; });
    QCOMPARE(refused, 2);
    Stranger chatty("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + QByteArray(5000, 'x'));
    options.answerBytesMax = 1000;
    hub::remote::OperatorLink small(chatty.url(), options);
    std::optional<hub::api::ErrorKind> kind;
    small.call(hub::remote::Call{"GET", QStringLiteral("/x"), {}, {}},
               [&](const hub::remote::Answer& answer) { kind = answer.error().kind; });
    QTRY_VERIFY(kind == hub::api::ErrorKind::Unreachable);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    TestRemoteLink link;
    hub::test::HubApiCases cases([] { return std::make_unique<RemoteUnderTest>(); });
    const int failed = QTest::qExec(&link, argc, argv);
    return failed + QTest::qExec(&cases, argc, argv);
}

#include "tst_hub_api_remote.moc"
