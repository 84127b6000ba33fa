// TLS end to end: the server's mutual TLS against the sender's client side, good certificates and bad ones.
#include "core/http/peer_certificate.h"
#include "core/http/sender.h"
#include "core/http/server.h"
#include "tests/unit/http/certificates.h"

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

#include <fcntl.h>
#include <mutex>
#include <openssl/ssl.h>

using namespace hub;
using namespace hub::http;

namespace {

class Results final : public DeliverySink
{
public:
    std::mutex mutex;
    std::vector<DeliveryResult> all;
    void delivered(std::vector<DeliveryResult>&& results) override
    {
        const std::lock_guard lock(mutex);
        for (auto& result : results)
            all.push_back(std::move(result));
    }
    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return all.size();
    }
};

} // namespace

class TestTls : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::unique_ptr<test::TestAuthority> m_authority;

    TlsFiles files(const std::string& name) const
    {
        TlsFiles out;
        out.authorities = m_authority->caFile();
        if (name.empty()) return out;
        out.certificateChain = m_authority->certificateFile(name);
        out.privateKey = m_authority->keyFile(name);
        return out;
    }
    // Answers who asks, and how much it sent.
    static std::shared_ptr<const RouteTable> whoTable()
    {
        RouteTable table;
        [[maybe_unused]] const auto added = table.add(
            {Method::Post,
             "/who",
             [](auto exchange) {
                 exchange->answer(Answer::text(200, exchange->request().peer->commonName + ":" +
                                                        std::to_string(exchange->request().body->size())));
             },
             0,
             {},
             {}});
        return std::make_shared<const RouteTable>(std::move(table));
    }
    // One POST with the client's certificate to a server with the server's; body is what the server saw.
    DeliveryResult ask(const std::string& serverName, const std::string& clientName, std::size_t bodySize = 0)
    {
        ServerOptions serverOptions;
        const auto serverSide = serverTls(files(serverName), true);
        if (!serverSide) return {};
        serverOptions.tls = *serverSide;
        Server server(serverOptions, whoTable());
        const auto port = server.start("127.0.0.1", 0);
        const auto clientSide = clientTls(files(clientName));
        return clientSide ? post(*port, *clientSide, bodySize) : DeliveryResult();
    }
    // With a sender of its own, so on a new connection.
    static DeliveryResult post(std::uint16_t port, const std::shared_ptr<const TlsContext>& tls,
                               std::size_t bodySize)
    {
        Results results;
        SenderOptions options;
        options.tls = tls;
        options.timeoutMs = 3000;
        Sender sender(options, &results);
        sender.start();
        Outbound out;
        out.lane = "peer";
        out.resolveUrl = [url = "https://localhost:" + std::to_string(port) + "/who"] { return url; };
        out.body = base::shareBytes(std::string(bodySize, 'x'));
        out.trace = events::TraceContext::start();
        out.policy = SendPolicy::Once;
        if (!sender.send(std::move(out))) return {};
        [&] { QTRY_COMPARE(results.count(), std::size_t(1)); }();
        const std::lock_guard lock(results.mutex);
        return results.all.empty() ? DeliveryResult() : results.all.front();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_authority = std::make_unique<test::TestAuthority>(m_dir.path().toStdString());
        m_authority->issue("hub", {"hub", "DNS:localhost", false, false, false});
        m_authority->issue("hub-expired", {"hub", "DNS:localhost", false, true, false});
        m_authority->issue("hub-other", {"hub", "DNS:other.example", false, false, false});
        m_authority->issue("hub-self", {"hub", "DNS:localhost", false, false, true});
        m_authority->issue("hub-client-purpose", {"hub", "DNS:localhost", true, false, false});
        m_authority->issue("payer", {"payerfsp", "", true, false, false});
        m_authority->issue("payer-expired", {"payerfsp", "", true, true, false});
        m_authority->issue("payer-self", {"payerfsp", "", true, false, true});
        m_authority->issue("payer-server-purpose", {"payerfsp", "", false, false, false});
        m_authority->issue("payer-authority", {"payerfsp", "", true, false, false, true});
        m_authority->issue("payer-weak", {"payerfsp", "", true, false, false, false, true});
        m_authority->issue("payer-sha1", {"payerfsp", "", true, false, false, false, false, true});
        m_authority->issue("payer-early", {"payerfsp", "", true, false, false, false, false, false, true});
    }
    void mutualIdentity()
    {
        const auto result = ask("hub", "payer", 3000000);
        QCOMPARE(QString::fromStdString(result.detail), QString());
        QVERIFY(result.outcome == DeliveryOutcome::Delivered);
        QCOMPARE(result.body, std::string("payerfsp:3000000"));
    }
    void badServersAreRefused()
    {
        for (const char* name : {"hub-expired", "hub-other", "hub-self", "hub-client-purpose"}) {
            const auto result = ask(name, "payer");
            QVERIFY(result.outcome == DeliveryOutcome::Failed);
            QVERIFY2(result.reason == DeliveryReason::Tls, name);
            QVERIFY(!result.detail.empty());
        }
    }
    void badClientsAreRefused()
    {
        for (const char* name : {"", "payer-expired", "payer-self", "payer-server-purpose", "payer-authority",
                                 "payer-weak", "payer-sha1", "payer-early"}) {
            const auto result = ask("hub", name);
            QVERIFY2(result.outcome == DeliveryOutcome::Failed, name);
            QCOMPARE(result.status, 0);
        }
    }
    void sessionsAreTakenUpAgain()
    {
        ServerOptions options;
        const auto serverSide = serverTls(files("hub"), true);
        options.tls = *serverSide;
        Server server(options, whoTable());
        const auto port = server.start("127.0.0.1", 0);
        const auto clientSide = clientTls(files("payer"));
        for (int round = 0; round < 3; ++round) {
            const auto result = post(*port, *clientSide, 5);
            QCOMPARE(result.body, std::string("payerfsp:5"));
            QCOMPARE(SSL_CTX_sess_hits((*serverSide)->native()), long(round));
        }
    }
    // As many clients do: the connection is closed without a word.
    void sessionsOutliveARudeClient()
    {
        ServerOptions options;
        const auto serverSide = serverTls(files("hub"), true);
        options.tls = *serverSide;
        Server server(options, whoTable());
        const auto port = server.start("127.0.0.1", 0);
        const auto clientSide = clientTls(files("payer"));
        SSL_SESSION* session = nullptr;
        for (int round = 0; round < 2; ++round) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), *port);
            QVERIFY(socket.waitForConnected());
            const int fd = static_cast<int>(socket.socketDescriptor());
            ::fcntl(fd, F_SETFL, 0);
            SSL* connection = SSL_new((*clientSide)->native());
            SSL_set_fd(connection, fd);
            if (session != nullptr) SSL_set_session(connection, session);
            QCOMPARE(SSL_connect(connection), 1);
            QCOMPARE(SSL_session_reused(connection), round);
            const std::string text = "POST /who HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
            QVERIFY(SSL_write(connection, text.data(), static_cast<int>(text.size())) > 0);
            std::string answer(4096, '\0');
            answer.resize(static_cast<std::size_t>(SSL_read(connection, answer.data(), 4096)));
            QVERIFY(answer.find("payerfsp:0") != std::string::npos);
            SSL_SESSION_free(session);
            session = SSL_get1_session(connection);
            SSL_set_quiet_shutdown(connection, 1);
            SSL_shutdown(connection);
            socket.abort();
            SSL_free(connection);
            QTRY_COMPARE(server.counters().connectionsOpen, std::uint64_t(0));
        }
        SSL_SESSION_free(session);
    }
    void filesThatDoNotFit()
    {
        TlsFiles mixed = files("hub");
        mixed.privateKey = m_authority->keyFile("payer");
        QVERIFY(!serverTls(mixed, true));
        TlsFiles missing = files("hub");
        missing.certificateChain += ".missing";
        QVERIFY(!serverTls(missing, true));
        TlsFiles nobody = files("hub");
        nobody.authorities.clear();
        QVERIFY(!serverTls(nobody, true));
        QVERIFY(serverTls(nobody, false).has_value());
        QVERIFY(!clientTls(missing));
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
