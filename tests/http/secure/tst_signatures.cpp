// FSPIOP-Signature on the real hub (fspiop 12, reliability 6.11): keys through the operator API, every way to
// get a signature wrong, what is relayed and what the hub signs itself.
#include "core/base/bytes.h"
#include "core/http/jws.h"
#include "tests/support/blackbox/scheme.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QtTest/QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace hub;
using namespace hub::blackbox;

namespace {

std::string pemOf(EVP_PKEY* key, bool secret)
{
    BIO* bio = BIO_new(BIO_s_mem());
    if (secret)
        PEM_write_bio_PKCS8PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    else
        PEM_write_bio_PUBKEY(bio, key);
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    std::string pem(data, static_cast<std::size_t>(size));
    BIO_free(bio);
    EVP_PKEY_free(key);
    return pem;
}

QByteArray jsonText(const std::string& text)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("publicKey"), QString::fromStdString(text)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

class TestSignatures : public QObject
{
    Q_OBJECT

private:
    HubProcess m_hub;
    Scheme m_scheme{m_hub};
    Dfsp* m_payer = nullptr;
    Dfsp* m_payee = nullptr;
    QTemporaryDir m_dir;
    mutable QHash<QString, QByteArray> m_bodies;
    std::shared_ptr<const http::SigningKey> m_payerKey;
    std::shared_ptr<const http::SigningKey> m_payeeKey;
    std::shared_ptr<const http::VerifyKey> m_hubKey;

    QUrl keys(const QString& name, const QString& rest = {}) const
    {
        return m_hub.operatorApi(QStringLiteral("/hub/v1/participants/%1/keys%2").arg(name, rest));
    }
    std::shared_ptr<const http::SigningKey> freshKey(const char* name)
    {
        return *http::SigningKey::create(m_dir.filePath(QLatin1String(name)).toStdString());
    }
    static http::Headers covered(const QString& source, const QString& destination)
    {
        return {{"FSPIOP-Source", source.toStdString()}, {"FSPIOP-Destination", destination.toStdString()}};
    }
    /// POST /transfers of the payer with this value of FSPIOP-Signature.
    Reply post(const Payment& payment, const std::string& signature) const
    {
        return plain(payment, {{"FSPIOP-Signature", QByteArray::fromStdString(signature)}});
    }
    std::string signatureOf(const Payment& payment, const http::SigningKey& key) const
    {
        return *http::signMessage(key, http::Method::Post, "/transfers",
                                  covered(payment.payer, payment.payee), bodyOf(payment).toStdString());
    }
    /// One text for each payment: Payment::body() counts the expiration from now.
    QByteArray bodyOf(const Payment& one) const
    {
        QByteArray& body = m_bodies[one.id + one.amount];
        if (body.isEmpty()) body = one.body();
        return body;
    }
    Reply plain(const Payment& one, const HeaderList& more = {}) const
    {
        return m_scheme.send("POST", QStringLiteral("/transfers"), "transfers", one.payer, one.payee,
                             bodyOf(one), "1.1", more);
    }
    Payment payment() const
    {
        return m_scheme.payment(m_payer->name(), m_payee->name(), QStringLiteral("1"));
    }
    static void refused(const Reply& reply)
    {
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.errorCode(), QStringLiteral("3105"));
        QVERIFY(reply.errorDescription().startsWith(QStringLiteral("Invalid signature - ")));
    }
    /// A signature object over a protected header of the test's own making.
    std::string crafted(const std::string& header, const Payment& payment,
                        const std::function<std::string(std::string_view)>& sign) const
    {
        const std::string protectedHeader = base::toBase64Url(header);
        const std::string text = protectedHeader + "." + base::toBase64Url(bodyOf(payment).toStdString());
        return "{\"signature\":\"" + base::toBase64Url(sign(text)) + "\",\"protectedHeader\":\"" +
               protectedHeader + "\"}";
    }
    std::string header(const std::string& alg, const std::string& more = {}) const
    {
        return "{\"alg\":\"" + alg + "\",\"FSPIOP-URI\":\"/transfers\",\"FSPIOP-HTTP-Method\":\"POST\"," +
               "\"FSPIOP-Source\":\"" + m_payer->name().toStdString() + "\",\"FSPIOP-Destination\":\"" +
               m_payee->name().toStdString() + "\"" + more + "}";
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_hub.start({QStringLiteral("jws.validate = true")}));
        QVERIFY(m_scheme.prepare());
        m_payer = m_scheme.add(QStringLiteral("payerfsp"));
        m_payee = m_scheme.add(QStringLiteral("payeefsp"));
        QVERIFY(m_payer != nullptr && m_payee != nullptr);
        m_payerKey = freshKey("payer.pem");
        m_payeeKey = freshKey("payee.pem");
        const Reply made = callJson("POST", keys(m_payer->name()), jsonText(m_payerKey->publicPem()));
        QCOMPARE(made.status, 201);
        QCOMPARE(made.json().object().value(QStringLiteral("state")).toString(), QStringLiteral("ACTIVE"));
        QCOMPARE(callJson("POST", keys(m_payee->name()), jsonText(m_payeeKey->publicPem())).status, 201);
        const Reply own = callJson("GET", m_hub.operatorApi(QStringLiteral("/hub/v1/keys")));
        QCOMPARE(own.status, 200);
        const auto key = http::VerifyKey::fromPem(
            own.json().object().value(QStringLiteral("publicKey")).toString().toStdString());
        QVERIFY(key.has_value());
        m_hubKey = *key;
        QCOMPARE(own.json().object().value(QStringLiteral("fingerprint")).toString(),
                 QString::fromStdString(m_hubKey->fingerprint()));
    }

    void signedPaymentIsRelayedVerbatim()
    {
        const Payment one = payment();
        const std::string signature = signatureOf(one, *m_payerKey);
        QCOMPARE(post(one, signature).status, 202);
        const Received seen = m_payee->take("POST", "/transfers");
        QCOMPARE(seen.body, bodyOf(one));
        QCOMPARE(seen.header("fspiop-signature").toStdString(), signature);
        // What the payee checks: the payer's signature over what arrived.
        http::Headers headers;
        for (const auto& [name, value] : seen.headers)
            headers.add(name.toStdString(), value.toStdString());
        const std::vector keyOfPayer{*http::VerifyKey::fromPem(m_payerKey->publicPem())};
        QCOMPARE(http::verifyMessage(keyOfPayer, http::Method::Post, "/transfers", headers,
                                     seen.body.toStdString()),
                 std::nullopt);
    }

    void algorithms()
    {
        // RS384 and RS512 through OpenSSL, as SigningKey signs RS256 only.
        for (const auto& [alg, digest] :
             {std::pair("RS384", EVP_sha384()), std::pair("RS512", EVP_sha512())}) {
            const Payment one = payment();
            const std::string pem = fileText(QStringLiteral("payer.pem"));
            QCOMPARE(post(one, crafted(header(alg), one,
                                       [&](std::string_view text) { return signWith(pem, digest, text); }))
                         .status,
                     202);
        }
        for (const char* alg : {"none", "HS256", "ES256", "PS256", "rs256", ""}) {
            const Payment one = payment();
            refused(post(one, crafted(header(alg), one,
                                      [this](std::string_view text) { return m_payerKey->sign(text); })));
        }
        // The public key as the secret of an HMAC.
        const Payment one = payment();
        refused(post(one, crafted(header("HS256"), one, [this](std::string_view text) {
                         return QMessageAuthenticationCode::hash(
                                    QByteArray(text.data(), qsizetype(text.size())),
                                    QByteArray::fromStdString(m_payerKey->publicPem()),
                                    QCryptographicHash::Sha256)
                             .toStdString();
                     })));
        // A key that the message brings along is no key.
        refused(
            post(one, crafted(header("RS256", ",\"kid\":\"x\",\"x5u\":\"http://127.0.0.1/\",\"jwk\":\"x\""),
                              one, [this](std::string_view text) { return m_payeeKey->sign(text); })));
    }

    void wrongSignatures()
    {
        const Payment one = payment();
        const Payment other = payment();
        const auto http = [&](http::Method method, const char* uri, const http::Headers& headers,
                              const QByteArray& body) {
            return *http::signMessage(*m_payerKey, method, uri, headers, body.toStdString());
        };
        const http::Headers right = covered(one.payer, one.payee);
        refused(plain(one));                                 // stripped
        refused(post(one, signatureOf(other, *m_payerKey))); // of another body
        refused(post(one, signatureOf(one, *m_payeeKey)));   // by another DFSP's key
        refused(post(one, http(http::Method::Put, "/transfers", right, bodyOf(one))));
        refused(post(one, http(http::Method::Post, "/quotes", right, bodyOf(one))));
        refused(post(one, http(http::Method::Post, "/transfers?x=1", right, bodyOf(one))));
        refused(post(one, http(http::Method::Post, "/transfers", right, bodyOf(one) + " ")));
        refused(
            post(one, http(http::Method::Post, "/transfers", covered(one.payee, one.payee), bodyOf(one))));
        refused(
            post(one, http(http::Method::Post, "/transfers", covered(one.payer, one.payer), bodyOf(one))));
        refused(post(one, http(http::Method::Post, "/transfers", {{"FSPIOP-Source", one.payer.toStdString()}},
                               bodyOf(one))));
        http::Headers dated = right;
        dated.set("Date", "Mon, 23 Nov 2026 18:02:11 GMT");
        refused(post(one, http(http::Method::Post, "/transfers", dated, bodyOf(one))));
        // A header that says another URI than the request's.
        refused(plain(one, {{"FSPIOP-Signature", QByteArray::fromStdString(signatureOf(one, *m_payerKey))},
                            {"FSPIOP-URI", "/quotes"}}));
        // The right one still goes through: nothing above has changed anything.
        QCOMPARE(post(one, signatureOf(one, *m_payerKey)).status, 202);
    }

    void malformedSignatures()
    {
        const Payment one = payment();
        const std::string good = signatureOf(one, *m_payerKey);
        const std::string signature = good.substr(0, good.find(",\"protectedHeader\""));
        std::string padded = good;
        padded.insert(padded.find("\",\"protectedHeader"), "=");
        std::string spaced = good;
        spaced.insert(spaced.find("\",\"protectedHeader"), " ");
        for (const std::string& value :
             {std::string("x"), std::string("[]"), "[" + good + "]", std::string("{}"), std::string("null"),
              signature + "}", good.substr(0, good.size() - 1) + ",\"more\":\"x\"}",
              good.substr(0, good.size() - 1) + ",\"signature\":\"AA\"}", padded, spaced, good + " x",
              std::string("{\"signature\":1,\"protectedHeader\":{}}"), std::string(40'000, 'x')})
            refused(post(one, value));
        refused(post(one, crafted(header("RS256", ",\"alg\":\"RS256\""), one,
                                  [this](std::string_view text) { return m_payerKey->sign(text); })));
        refused(post(one, crafted(header("RS256", ",\"crit\":[\"x\"]"), one,
                                  [this](std::string_view text) { return m_payerKey->sign(text); })));
    }

    void rotation()
    {
        const auto next = freshKey("payer-next.pem");
        const Payment one = payment();
        refused(post(one, signatureOf(one, *next)));
        const Reply added = callJson("POST", keys(m_payer->name()), jsonText(next->publicPem()));
        QCOMPARE(added.status, 201);
        const int id = added.json().object().value(QStringLiteral("id")).toInt();
        QCOMPARE(post(one, signatureOf(one, *next)).status, 202); // the next request already
        const Payment two = payment();
        QCOMPARE(post(two, signatureOf(two, *m_payerKey)).status, 202); // both
        // The same key again, also for somebody else, is refused; so is a wrong time.
        QCOMPARE(callJson("POST", keys(m_payee->name()), jsonText(next->publicPem())).errorCode(),
                 QStringLiteral("3100"));
        QJsonObject timed{
            {QStringLiteral("publicKey"), QString::fromStdString(freshKey("t.pem")->publicPem())},
            {QStringLiteral("validFrom"), QStringLiteral("2030-01-01T00:00:00.000Z")},
            {QStringLiteral("validUntil"), QStringLiteral("2029-01-01T00:00:00.000Z")}};
        QCOMPARE(callJson("POST", keys(m_payer->name()), QJsonDocument(timed).toJson()).errorCode(),
                 QStringLiteral("3100"));
        timed[QStringLiteral("validUntil")] = QStringLiteral("2031-01-01T00:00:00.000Z");
        const Reply pending = callJson("POST", keys(m_payer->name()), QJsonDocument(timed).toJson());
        QCOMPARE(pending.json().object().value(QStringLiteral("state")).toString(),
                 QStringLiteral("PENDING"));
        // Revoked: not one more.
        QCOMPARE(callJson("DELETE", keys(m_payer->name(), QStringLiteral("/%1").arg(id))).status, 204);
        const Payment three = payment();
        refused(post(three, signatureOf(three, *next)));
        QCOMPARE(callJson("DELETE", keys(m_payer->name(), QStringLiteral("/%1").arg(id))).status, 204);
        QCOMPARE(callJson("DELETE", keys(m_payer->name(), QStringLiteral("/99"))).status, 404);
        QCOMPARE(callJson("DELETE", keys(m_payee->name(), QStringLiteral("/%1").arg(id))).status, 404);
        // All of it is in the audit, and survives a restart.
        const QByteArray audit = callJson("GET", m_hub.operatorApi(QStringLiteral("/hub/v1/audit"))).body;
        QVERIFY(audit.contains("credential.add") && audit.contains("credential.revoke"));
        QVERIFY(!audit.contains("PRIVATE"));
    }

    void importedKeysAreChecked()
    {
        const QUrl url = keys(m_payee->name());
        for (const std::string& pem : {pemOf(EVP_RSA_gen(1024), false), pemOf(EVP_EC_gen("P-384"), false),
                                       pemOf(EVP_RSA_gen(2048), true), std::string("nonsense")}) {
            const Reply reply = callJson("POST", url, jsonText(pem));
            QCOMPARE(reply.status, 400);
            QCOMPARE(reply.errorCode(), QStringLiteral("3100"));
            QVERIFY(!reply.body.contains("BEGIN"));
        }
        QCOMPARE(callJson("POST", url, "{\"publicKey\":\"x\",\"more\":1}").status, 400);
        QCOMPARE(callJson("POST", keys(QStringLiteral("nobody")), jsonText(freshKey("n.pem")->publicPem()))
                     .errorCode(),
                 QStringLiteral("3200"));
        QVERIFY(!m_hub.log().contains("PRIVATE KEY"));
    }

    void hubSignsWhatItOriginates()
    {
        // A look-up that finds nobody ends in an error callback of the hub.
        QCOMPARE(
            m_scheme.send("GET", QStringLiteral("/parties/MSISDN/15550001"), "parties", m_payer->name(), {})
                .status,
            202);
        expectHubSignature(m_payer->take("PUT", "/parties/MSISDN/15550001/error"),
                           "/parties/MSISDN/15550001/error");
        // A modified duplicate too.
        Payment one = payment();
        QCOMPARE(post(one, signatureOf(one, *m_payerKey)).status, 202);
        one.amount = QStringLiteral("2");
        QCOMPARE(post(one, signatureOf(one, *m_payerKey)).status, 202);
        const QByteArray path = "/transfers/" + one.id.toUtf8() + "/error";
        expectHubSignature(m_payer->take("PUT", path), path);
    }

    void rulesOfOneParticipant()
    {
        const Payment one = payment();
        refused(plain(one));
        QCOMPARE(callJson("PUT", keys(m_payer->name()), "{\"signatureCheck\":\"OFF\"}").status, 200);
        QCOMPARE(plain(one).status, 202);
        QCOMPARE(callJson("PUT", keys(m_payer->name()), "{\"signatureCheck\":\"MAYBE\"}").status, 400);
        QCOMPARE(m_hub.terminate(), 0);
        QVERIFY(m_hub.start({QStringLiteral("jws.validate = true")}));
        QCOMPARE(plain(payment()).status, 202); // kept
        QCOMPARE(callJson("PUT", keys(m_payer->name()), "{\"signatureCheck\":\"HUB_DEFAULT\"}").status, 200);
        refused(plain(payment()));
        const Payment two = payment();
        QCOMPARE(post(two, signatureOf(two, *m_payerKey)).status, 202); // keys were kept too
    }

private:
    std::string fileText(const QString& name) const
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }
    static std::string signWith(const std::string& pem, const EVP_MD* digest, std::string_view text)
    {
        BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
        EVP_PKEY* key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
        BIO_free(bio);
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        std::string out(512, '\0');
        std::size_t size = out.size();
        EVP_DigestSignInit(context, nullptr, digest, nullptr, key);
        EVP_DigestSign(context, reinterpret_cast<unsigned char*>(out.data()), &size,
                       reinterpret_cast<const unsigned char*>(text.data()), text.size());
        EVP_MD_CTX_free(context);
        EVP_PKEY_free(key);
        out.resize(size);
        return out;
    }
    void expectHubSignature(const Received& seen, const QByteArray& path) const
    {
        QCOMPARE(seen.method, QByteArray("PUT"));
        QCOMPARE(seen.header("fspiop-source"), QByteArray("Hub"));
        QCOMPARE(seen.header("fspiop-uri"), path);
        QCOMPARE(seen.header("fspiop-http-method"), QByteArray("PUT"));
        http::Headers headers;
        for (const auto& [name, value] : seen.headers)
            headers.add(name.toStdString(), value.toStdString());
        QCOMPARE(http::verifyMessage({m_hubKey}, http::Method::Put, path.toStdString(), headers,
                                     seen.body.toStdString()),
                 std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestSignatures)
#include "tst_signatures.moc"
