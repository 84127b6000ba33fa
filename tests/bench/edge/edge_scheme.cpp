#include "tests/bench/edge/edge_scheme.h"

#include "core/base/clock.h"

#include <cstdio>

namespace hub::bench {
namespace {

bool fail(const char* what)
{
    std::fprintf(stderr, "bench_edge: %s failed\n", what);
    return false;
}

QByteArray quoted(std::string text)
{
    QByteArray out = QByteArray::fromStdString(text);
    return '"' + out.replace('\n', "\\n") + '"';
}

} // namespace

EdgeScheme::EdgeScheme(EdgeModes modes, http::DeliverySink& results)
    : m_modes(modes)
    , m_results(results)
{
    payer.name = "greenbank";
    payee.name = "bluebank";
}

EdgeScheme::~EdgeScheme()
{
    for (EdgeDfsp* dfsp : {&payer, &payee})
        if (dfsp->sender) dfsp->sender->stop(200);
    m_hub.terminate();
    if (m_server) m_server->stop(200);
}

http::TlsFiles EdgeScheme::filesOf(const std::string& name) const
{
    return {m_authority->certificateFile(name), m_authority->keyFile(name), m_authority->caFile(), {}};
}

std::unique_ptr<http::Sender> EdgeScheme::senderOf(const std::string& name)
{
    http::SenderOptions options;
    options.connectionsPerLane = 32;
    options.laneQueueMax = 100'000;
    if (m_modes.mutualTls) options.tls = *http::clientTls(filesOf(name));
    auto sender = std::make_unique<http::Sender>(options, &m_results);
    sender->start();
    return sender;
}

bool EdgeScheme::start(std::shared_ptr<const http::RouteTable> routes)
{
    QStringList settings{QStringLiteral("log.level = warning")};
    http::ServerOptions options;
    if (m_modes.mutualTls) {
        m_authority = std::make_unique<test::TestAuthority>(m_folder.path().toStdString());
        m_authority->issue("hub", {"hub", "DNS:localhost", false});
        m_authority->issue("hub-out", {"hub", "", true});
        m_authority->issue("dfsps", {"dfsps", "DNS:localhost", false});
        for (const EdgeDfsp* dfsp : {&payer, &payee})
            m_authority->issue(dfsp->name, {dfsp->name, "", true});
        options.tls = *http::serverTls(filesOf("dfsps"), true);
        const auto add = [&](const char* key, const std::string& file) {
            settings << QLatin1String(key) + QStringLiteral(" = ") + QString::fromStdString(file);
        };
        add("fspiop.tls.certificate", m_authority->certificateFile("hub"));
        add("fspiop.tls.key", m_authority->keyFile("hub"));
        add("fspiop.tls.clientCa", m_authority->caFile());
        add("sender.tls.ca", m_authority->caFile());
        add("sender.tls.certificate", m_authority->certificateFile("hub-out"));
        add("sender.tls.key", m_authority->keyFile("hub-out"));
    }
    if (m_modes.signatures)
        settings << QStringLiteral("jws.validate = true") << QStringLiteral("jws.validatePutParties = true")
                 << QStringLiteral("switch.confirmToPayee = true");
    m_server = std::make_unique<http::Server>(options, std::move(routes));
    const auto port = m_server->start("127.0.0.1", 0);
    if (!port || !m_hub.start(settings)) return fail("start");
    m_base = m_hub.fspiop(QString())
                 .toString()
                 .replace(QStringLiteral("127.0.0.1"), QStringLiteral("localhost"))
                 .toStdString();
    if (!provision(*port)) return false;
    for (EdgeDfsp* dfsp : {&payer, &payee})
        dfsp->sender = senderOf(dfsp->name);
    return true;
}

bool EdgeScheme::provision(std::uint16_t port)
{
    using blackbox::callJson;
    if (!m_scheme.prepare()) return fail("hub accounts");
    const QByteArray base =
        (m_modes.mutualTls ? "https://localhost:" : "http://127.0.0.1:") + QByteArray::number(port);
    const std::pair<const char*, const char*> endpoints[] = {
        {"TRANSFER_POST", "/transfers"},
        {"TRANSFER_PUT", "/transfers/{{transferId}}"},
        {"TRANSFER_ERROR", "/transfers/{{transferId}}/error"},
        {"PARTIES_GET", "/parties/{{partyIdType}}/{{partyIdentifier}}"},
        {"PARTIES_PUT", "/parties/{{partyIdType}}/{{partyIdentifier}}"},
        {"PARTIES_PUT_ERROR", "/parties/{{partyIdType}}/{{partyIdentifier}}/error"},
        {"QUOTES", ""}};
    for (EdgeDfsp* dfsp : {&payer, &payee}) {
        const QString name = QString::fromStdString(dfsp->name);
        if (m_scheme.add(name, QStringLiteral("100000000"), QStringLiteral("100000000")) == nullptr)
            return fail("onboarding");
        for (const auto& [type, path] : endpoints)
            if (callJson("POST", m_hub.operatorApi(QStringLiteral("/participants/%1/endpoints").arg(name)),
                         QByteArray("{\"type\":\"FSPIOP_CALLBACK_URL_") + type + "\",\"value\":\"" + base +
                             path + "\"}")
                    .status != 201)
                return fail("endpoints");
        if (!m_modes.signatures) continue;
        dfsp->key = *http::SigningKey::create(m_folder.filePath(name + QStringLiteral(".jws")).toStdString());
        if (callJson("POST", m_hub.operatorApi(QStringLiteral("/hub/v1/participants/%1/keys").arg(name)),
                     "{\"publicKey\":" + quoted(dfsp->key->publicPem()) + "}")
                .status >= 300)
            return fail("keys");
    }
    return true;
}

bool EdgeScheme::registerParties(int first, int count)
{
    const blackbox::HeaderList headers{{"Accept", "application/json"},
                                       {"Content-Type", "application/json"},
                                       {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};
    if (blackbox::call(
            "POST", m_hub.operatorApi(QStringLiteral("/oracles")), headers,
            R"({"oracleIdType":"MSISDN","endpoint":{"value":"hub:directory","endpointType":"URL"},"isDefault":true})")
            .status != 201)
        return fail("oracle");
    QByteArray csv = "partyIdType,partyIdentifier,fspId\r\n";
    for (int i = 0; i < count; ++i)
        csv +=
            "MSISDN," + QByteArray::number(first + i) + ',' + QByteArray::fromStdString(payee.name) + "\r\n";
    const blackbox::HeaderList text{{"Content-Type", "text/csv"}};
    return blackbox::call("POST", m_hub.operatorApi(QStringLiteral("/hub/v1/directory/csv?dryRun=false")),
                          text, csv)
                   .status < 300 ||
           fail("directory");
}

blackbox::Payment EdgeScheme::payment()
{
    blackbox::Payment out = m_scheme.payment(QString::fromStdString(payer.name),
                                             QString::fromStdString(payee.name), QStringLiteral("1"));
    out.id = blackbox::newId();
    out.expiresInMs = 900'000;
    return out;
}

http::Outbound EdgeScheme::message(const EdgeDfsp& from, const EdgeDfsp& to, http::Method method,
                                   const std::string& path, const std::string& resource, std::string body)
{
    http::Outbound out;
    const std::string media = "application/vnd.interoperability." + resource + "+json;version=1.1";
    out.headers.set("content-type", media);
    if (method != http::Method::Put) out.headers.set("accept", media);
    out.headers.set("date", base::toImfFixdate(base::SystemClock().now()));
    out.headers.set("fspiop-source", from.name);
    // A look-up does not know its destination.
    if (resource != "parties" || method == http::Method::Put) out.headers.set("fspiop-destination", to.name);
    if (from.key && !body.empty()) {
        out.headers.set("fspiop-uri", path);
        out.headers.set("fspiop-http-method", std::string(http::toString(method)));
        out.headers.set("fspiop-signature", *http::signMessage(*from.key, method, path, out.headers, body));
    }
    out.lane = "hub";
    out.method = method;
    out.resolveUrl = [url = m_base + path] { return url; };
    if (!body.empty()) out.body = base::shareBytes(std::move(body));
    out.policy = http::SendPolicy::Once;
    out.timeoutMs = 30'000;
    return out;
}

} // namespace hub::bench
