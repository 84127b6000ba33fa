// Mutual TLS of the real hub with certificates of its own pilot authority (reliability 5 S1, 6.12): who gets
// in, for whom a certificate speaks, what is refused in the handshake, and the way out to a DFSP's TLS
// server.
#include "core/http/peer_certificate.h"
#include "core/http/sender.h"
#include "core/http/server.h"
#include "tests/http/wire/raw_client.h"
#include "tests/support/blackbox/scheme.h"
#include "tests/unit/http/certificates.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest/QTest>

#include <mutex>

using namespace hub;
using namespace hub::blackbox;

namespace {

class Results final : public http::DeliverySink
{
public:
    std::mutex mutex;
    std::vector<http::DeliveryResult> all;
    void delivered(std::vector<http::DeliveryResult>&& results) override
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

/// The certificate and key files of a client.
struct Identity
{
    QString certificate;
    QString key;
};

} // namespace

class TestMutualTls : public QObject
{
    Q_OBJECT

private:
    HubProcess m_hub;
    Scheme m_scheme{m_hub};
    QTemporaryDir m_dir;
    std::unique_ptr<http::Server> m_dfsp; ///< greenbank's own TLS server
    std::mutex m_mutex;
    std::vector<std::string> m_callbacks; ///< CN of the caller and path

    QString file(const QString& name) const { return m_dir.filePath(name); }
    QString caFolder() const { return m_hub.dataDirectory() + QStringLiteral("/keys/ca"); }

    /// `hubdeckd ca WORDS...`; what it printed.
    QByteArray authority(const QStringList& words, int wanted = 0) const
    {
        QProcess process;
        process.start(QStringLiteral(HUB_BINARY_DIR "/bin/hubdeckd"),
                      QStringList{QStringLiteral("ca")} + words +
                          QStringList{QStringLiteral("--data"), m_hub.dataDirectory()});
        process.waitForFinished(10'000);
        const QByteArray text = process.readAllStandardOutput();
        const QByteArray errors = process.readAllStandardError();
        if (process.exitCode() != wanted) qWarning("ca: %d %s", process.exitCode(), errors.constData());
        return process.exitCode() == wanted ? text + errors : QByteArray();
    }
    Identity issue(const QString& name, const QStringList& more = {}) const
    {
        const QByteArray text = authority(
            QStringList{QStringLiteral("issue"), name, QStringLiteral("--out"), m_dir.path()} + more);
        if (text.isEmpty()) return {};
        return {file(name + QStringLiteral(".pem")), file(name + QStringLiteral(".key"))};
    }

    http::TlsFiles filesOf(const Identity& identity) const
    {
        http::TlsFiles files;
        files.authorities = (caFolder() + QStringLiteral("/ca.pem")).toStdString();
        files.certificateChain = identity.certificate.toStdString();
        files.privateKey = identity.key.toStdString();
        return files;
    }
    /// GET of an unknown transfer as `source`; the status, 0 when TLS let nobody in.
    int ask(const Identity& identity, const char* source, const char* proxy = nullptr)
    {
        Results results;
        http::SenderOptions options;
        const auto tls = http::clientTls(filesOf(identity));
        if (!tls) return -1;
        options.tls = *tls;
        options.timeoutMs = 3000;
        http::Sender sender(options, &results);
        sender.start();
        send(sender, source, proxy);
        [&] { QTRY_COMPARE(results.count(), std::size_t(1)); }();
        return results.all.empty() ? -1 : results.all.front().status;
    }
    void send(http::Sender& sender, const char* source, const char* proxy = nullptr) const
    {
        http::Outbound out;
        out.lane = "hub";
        out.method = http::Method::Get;
        out.resolveUrl = [url =
                              m_hub.fspiop(QStringLiteral("/transfers/b51ec534-ee48-4575-b6a9-ead2955b8069"))
                                  .toString()
                                  .replace(QStringLiteral("127.0.0.1"), QStringLiteral("localhost"))
                                  .toStdString()] { return url; };
        out.headers = {{"Accept", "application/vnd.interoperability.transfers+json;version=1"},
                       {"Content-Type", "application/vnd.interoperability.transfers+json;version=1.1"},
                       {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};
        if (source != nullptr) out.headers.set("FSPIOP-Source", source);
        if (proxy != nullptr) out.headers.set("FSPIOP-Proxy", proxy);
        out.trace = events::TraceContext::start();
        out.policy = http::SendPolicy::Once;
        QVERIFY(sender.send(std::move(out)));
    }
    quint16 port() const { return static_cast<quint16>(m_hub.fspiop({}).port()); }
    QUrl certificates(const QString& name, const QString& rest = {}) const
    {
        return m_hub.operatorApi(QStringLiteral("/hub/v1/participants/%1/certificates%2").arg(name, rest));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(authority({QStringLiteral("init"), QStringLiteral("--name"), QStringLiteral("Test scheme")})
                    .contains("ca.pem"));
        QVERIFY(!authority({QStringLiteral("init")}, 73).isEmpty()); // there is one
        QCOMPARE(QFile::permissions(caFolder() + QStringLiteral("/ca.key")) &
                     (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
        const Identity own =
            issue(QStringLiteral("hub"),
                  {QStringLiteral("--server"), QStringLiteral("--host"), QStringLiteral("localhost"),
                   QStringLiteral("--host"), QStringLiteral("127.0.0.1")});
        const Identity outgoing = issue(QStringLiteral("hub-out"));
        const QString ca = caFolder() + QStringLiteral("/ca.pem");
        QVERIFY(m_hub.start(
            {QStringLiteral("fspiop.tls.certificate = ") + own.certificate,
             QStringLiteral("fspiop.tls.key = ") + own.key, QStringLiteral("fspiop.tls.clientCa = ") + ca,
             QStringLiteral("fspiop.tls.revocationList = ") + caFolder() + QStringLiteral("/crl.pem"),
             QStringLiteral("sender.tls.ca = ") + ca,
             QStringLiteral("sender.tls.certificate = ") + outgoing.certificate,
             QStringLiteral("sender.tls.key = ") + outgoing.key,
             QStringLiteral("http.headerDeadlineMs = 700")}));
        QCOMPARE(m_hub.fspiop({}).scheme(), QStringLiteral("https"));
        QVERIFY(m_scheme.prepare());
        QVERIFY(m_scheme.add(QStringLiteral("greenbank")) != nullptr);
        QVERIFY(m_scheme.add(QStringLiteral("bluebank")) != nullptr);
    }

    void oneSpeaksForOneself()
    {
        const Identity green = issue(QStringLiteral("greenbank"));
        QCOMPARE(ask(green, "greenbank"), 202);
        QCOMPARE(ask(green, "GREENBANK"), 202);
        QCOMPARE(ask(green, "bluebank"), 403);
        QCOMPARE(ask(green, "nobody"), 403);
        QCOMPARE(ask(green, nullptr), 400);
        QCOMPARE(ask(green, "bluebank", "greenbank"), 202); // as the proxy it is
        QCOMPARE(ask(green, "greenbank", "bluebank"), 403);
        // A good certificate of nobody.
        QCOMPARE(ask(issue(QStringLiteral("stranger")), "greenbank"), 403);
        // Once a pair in log and audit, however often it is tried.
        QCOMPARE(ask(green, "bluebank"), 403);
        const auto refused = [this] {
            return callJson("GET", m_hub.operatorApi(QStringLiteral("/hub/v1/audit")))
                .body.count("peer.refused");
        };
        QTRY_COMPARE(refused(), 3);
    }

    void badCertificatesEndInTheHandshake()
    {
        QVERIFY(QDir().mkpath(file(QStringLiteral("other"))));
        test::TestAuthority other(file(QStringLiteral("other")).toStdString());
        test::CertificateWish client;
        client.commonName = "greenbank";
        client.client = true;
        other.issue("wrong-ca", client);
        const Identity none;
        QCOMPARE(ask(none, "greenbank"), 0);
        QCOMPARE(ask({QString::fromStdString(other.certificateFile("wrong-ca")),
                      QString::fromStdString(other.keyFile("wrong-ca"))},
                     "greenbank"),
                 0);
        // The server purpose of our own authority.
        QCOMPARE(ask(issue(QStringLiteral("serverside"), {QStringLiteral("--server")}), "greenbank"), 0);
    }

    void olderAndPlainProtocols()
    {
        // A ClientHello of TLS 1.1: an alert (protocol_version) and the end.
        std::string hello = std::string("\x03\x02", 2) + std::string(32, 'r') + std::string(1, '\0') +
                            std::string("\x00\x04\xc0\x13\x00\x2f", 6) + std::string("\x01\x00", 2);
        const auto length = [](std::size_t size, int bytes) {
            std::string out;
            for (int i = bytes - 1; i >= 0; --i)
                out.push_back(static_cast<char>((size >> (8 * i)) & 0xFFU));
            return out;
        };
        hello = std::string("\x01", 1) + length(hello.size(), 3) + hello;
        hello = std::string("\x16\x03\x01", 3) + length(hello.size(), 2) + hello;
        test::RawClient old(port());
        old.send(hello);
        const std::string answer = old.readAll();
        QVERIFY(answer.size() >= 7 && answer[0] == 0x15);
        QCOMPARE(static_cast<int>(answer[6]), 70);
        // HTTP to the TLS port: closed, and nothing is answered in clear.
        test::RawClient plain(port());
        plain.send("GET /health HTTP/1.1\r\nHost: h\r\n\r\n");
        QVERIFY(plain.readAll().find("HTTP/1.1 2") == std::string::npos);
        // Handshakes that do not go on.
        std::vector<test::RawClient> half;
        for (int i = 0; i < 50; ++i)
            half.emplace_back(port());
        half.front().send(hello.substr(0, 20));
        for (auto& client : half)
            QVERIFY(client.closedWithin(3000));
    }

    void boundCertificates()
    {
        const Identity first = issue(QStringLiteral("bluebank"));
        QCOMPARE(ask(first, "bluebank"), 202);
        // Bound to another certificate: the name alone is nothing any more.
        const Identity gateway = issue(QStringLiteral("gateway"));
        QFile pem(gateway.certificate);
        QVERIFY(pem.open(QIODevice::ReadOnly));
        const QByteArray body =
            QJsonDocument(QJsonObject{{QStringLiteral("certificate"), QString::fromUtf8(pem.readAll())}})
                .toJson();
        const Reply bound = callJson("POST", certificates(QStringLiteral("bluebank")), body);
        QCOMPARE(bound.status, 201);
        QCOMPARE(bound.json().object().value(QStringLiteral("kind")).toString(),
                 QStringLiteral("FINGERPRINT"));
        QCOMPARE(ask(gateway, "bluebank"), 202);
        QCOMPARE(ask(first, "bluebank"), 403);
        QCOMPARE(ask(gateway, "greenbank"), 403);
        // One certificate, one participant.
        QCOMPARE(callJson("POST", certificates(QStringLiteral("greenbank")), body).errorCode(),
                 QStringLiteral("3100"));
        QCOMPARE(callJson("POST", certificates(QStringLiteral("greenbank")), "{}").status, 400);
        QCOMPARE(
            callJson("POST", certificates(QStringLiteral("greenbank")), "{\"fingerprint\":\"zz\"}").status,
            400);
        const int id = bound.json().object().value(QStringLiteral("id")).toInt();
        QCOMPARE(callJson("DELETE", certificates(QStringLiteral("bluebank"), QStringLiteral("/%1").arg(id)))
                     .status,
                 204);
        QCOMPARE(ask(gateway, "bluebank"), 403);
        QCOMPARE(ask(first, "bluebank"), 202);
    }

    void revokedWhileConnected()
    {
        // The common name of two: one is taken back, the other goes on.
        const QByteArray text = authority({QStringLiteral("list")});
        QByteArray serial;
        for (const QByteArray& line : text.split('\n'))
            if (line.contains("  greenbank  ")) serial = line.left(line.indexOf(' '));
        QVERIFY(!serial.isEmpty());
        const Identity green{file(QStringLiteral("greenbank.pem")), file(QStringLiteral("greenbank.key"))};
        Results results;
        http::SenderOptions options;
        options.tls = *http::clientTls(filesOf(green));
        options.timeoutMs = 3000;
        options.connectionsPerLane = 1;
        http::Sender sender(options, &results);
        sender.start();
        send(sender, "greenbank");
        QTRY_COMPARE(results.count(), std::size_t(1));
        QCOMPARE(results.all[0].status, 202);
        QVERIFY(authority({QStringLiteral("revoke"), QString::fromUtf8(serial)}).contains("revoked"));
        QVERIFY(!authority({QStringLiteral("revoke"), QStringLiteral("00")}, 64).isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(m_hub.log().contains("revocation list taken up"), 10'000);
        send(sender, "greenbank"); // on the connection that is open
        QTRY_COMPARE(results.count(), std::size_t(2));
        QCOMPARE(results.all[1].status, 0);
        QCOMPARE(ask(green, "greenbank"), 0); // and on a new one
        QCOMPARE(
            ask({file(QStringLiteral("bluebank.pem")), file(QStringLiteral("bluebank.key"))}, "bluebank"),
            202);
    }

    void callbacksOverTls()
    {
        http::RouteTable table;
        const auto take = [this](std::shared_ptr<http::Exchange> exchange) {
            const std::lock_guard lock(m_mutex);
            m_callbacks.push_back(exchange->request().peer->commonName + " " + exchange->request().path);
            exchange->answer(http::Answer::empty(200));
        };
        QVERIFY(table.add({http::Method::Put, "/transfers/{ID}/error", take, 0, {}, {}}).has_value());
        http::ServerOptions options;
        const Identity server =
            issue(QStringLiteral("bluebank-server"),
                  {QStringLiteral("--server"), QStringLiteral("--host"), QStringLiteral("localhost")});
        options.tls = *http::serverTls(filesOf(server), true);
        m_dfsp = std::make_unique<http::Server>(options,
                                                std::make_shared<const http::RouteTable>(std::move(table)));
        const auto bound = m_dfsp->start("127.0.0.1", 0);
        QVERIFY(bound.has_value());
        const QByteArray url = "https://localhost:" + QByteArray::number(*bound);
        QCOMPARE(callJson("POST", m_hub.operatorApi(QStringLiteral("/participants/bluebank/endpoints")),
                          "{\"type\":\"FSPIOP_CALLBACK_URL_TRANSFER_ERROR\",\"value\":\"" + url +
                              "/transfers/{{transferId}}/error\"}")
                     .status,
                 201);
        QCOMPARE(
            ask({file(QStringLiteral("bluebank.pem")), file(QStringLiteral("bluebank.key"))}, "bluebank"),
            202);
        const auto count = [this] {
            const std::lock_guard lock(m_mutex);
            return m_callbacks.size();
        };
        QTRY_VERIFY(count() > 0);
        const std::lock_guard lock(m_mutex);
        QCOMPARE(m_callbacks.back(),
                 std::string("hub-out /transfers/b51ec534-ee48-4575-b6a9-ead2955b8069/error"));
    }

    void secretsStayWhereTheyAre()
    {
        QVERIFY(!m_hub.log().contains("PRIVATE KEY"));
        QFile ledger(m_hub.dataDirectory() + QStringLiteral("/ledger.db"));
        QVERIFY(ledger.open(QIODevice::ReadOnly));
        QVERIFY(!ledger.readAll().contains("PRIVATE KEY"));
        // A key that others can read is not used.
        const QString key = caFolder() + QStringLiteral("/ca.key");
        QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::ReadOther));
        QVERIFY(authority({QStringLiteral("list")}, 64).contains("readable by others"));
    }
};

QTEST_GUILESS_MAIN(TestMutualTls)
#include "tst_mutual_tls.moc"
