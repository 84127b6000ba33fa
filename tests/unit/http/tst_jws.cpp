#include "core/base/bytes.h"
#include "core/http/jws.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>

using namespace hub;
using namespace hub::http;

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
    return pem;
}

} // namespace

class TestJws : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::shared_ptr<const SigningKey> m_key;
    std::vector<std::shared_ptr<const VerifyKey>> m_keys;
    Headers m_headers{{"FSPIOP-Source", "Hub"},
                      {"FSPIOP-Destination", "payerfsp"},
                      {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"}};
    const std::string m_body = R"({"transferState":"COMMITTED"})";
    const std::string m_uri = "/transfers/11436b17-c690-4a30-8505-42a2c4eafb9d";

    std::optional<std::string> check(const Headers& headers, std::string_view body) const
    {
        return verifyMessage(m_keys, Method::Put, m_uri, headers, body);
    }
    Headers signedHeaders() const
    {
        Headers headers = m_headers;
        headers.set("FSPIOP-Signature", *signMessage(*m_key, Method::Put, m_uri, m_headers, m_body));
        return headers;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const std::string file = m_dir.filePath(QStringLiteral("hub.pem")).toStdString();
        const auto made = SigningKey::create(file);
        QVERIFY(made.has_value());
        m_key = *made;
        struct stat info
        {
        };
        QCOMPARE(::stat(file.c_str(), &info), 0);
        QCOMPARE(static_cast<int>(info.st_mode & 0777), 0600);
        QVERIFY(!SigningKey::create(file));
        QVERIFY(SigningKey::load(file).has_value());
        const auto open = VerifyKey::fromPem(m_key->publicPem());
        QVERIFY(open.has_value());
        QCOMPARE((*open)->fingerprint().size(), std::size_t(64));
        m_keys = {*open};
    }
    void roundTrip() { QCOMPARE(check(signedHeaders(), m_body), std::nullopt); }
    void oneOfSeveralKeysIsEnough()
    {
        const std::string other = m_dir.filePath(QStringLiteral("other.pem")).toStdString();
        const auto key = SigningKey::create(other);
        const auto keys = std::vector{*VerifyKey::fromPem((*key)->publicPem()), m_keys.front()};
        QCOMPARE(verifyMessage(keys, Method::Put, m_uri, signedHeaders(), m_body), std::nullopt);
        QVERIFY(verifyMessage({keys.front()}, Method::Put, m_uri, signedHeaders(), m_body).has_value());
    }
    void changesAreNoticed()
    {
        const Headers headers = signedHeaders();
        QVERIFY(check(headers, m_body + " ").has_value());
        QVERIFY(check(headers, "").has_value());
        QVERIFY(verifyMessage(m_keys, Method::Post, m_uri, headers, m_body).has_value());
        QVERIFY(verifyMessage(m_keys, Method::Put, m_uri + "/error", headers, m_body).has_value());
        QVERIFY(verifyMessage({}, Method::Put, m_uri, headers, m_body).has_value());
        for (const char* name : {"FSPIOP-Source", "FSPIOP-Destination", "Date"}) {
            Headers changed = headers;
            changed.set(name, "Mon, 23 Nov 2026 18:02:12 GMT");
            QVERIFY2(check(changed, m_body).has_value(), name);
            Headers missing = headers;
            missing.remove(name);
            QVERIFY2(check(missing, m_body).has_value(), name);
        }
        Headers uri = headers;
        uri.set("FSPIOP-URI", "/transfers/other");
        QVERIFY(check(uri, m_body).has_value());
    }
    void badSignatureHeaders_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char* text : {"", "x", "[]", "{}", "null", R"({"signature":"AA"})",
                                 R"({"signature":1,"protectedHeader":"AA"})",
                                 R"({"signature":"AA","protectedHeader":"AA","more":"AA"})",
                                 R"({"signature":"AA","signature":"AA","protectedHeader":"AA"})",
                                 R"({"signature":"A=","protectedHeader":"AA"})",
                                 R"({"signature":"AA","protectedHeader":"AA"} x)"})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("40 kB") << QByteArray(40000, 'x');
    }
    void badSignatureHeaders()
    {
        QFETCH(QByteArray, value);
        Headers headers = m_headers;
        headers.set("FSPIOP-Signature", value.toStdString());
        QVERIFY(check(headers, m_body).has_value());
    }
    void algorithmsBelongToKeys()
    {
        for (const char* alg : {"none", "HS256", "ES256", "PS256", "rs256"}) {
            const std::string header = std::string("{\"alg\":\"") + alg + "\",\"FSPIOP-URI\":\"" + m_uri +
                                       "\",\"FSPIOP-HTTP-Method\":\"PUT\",\"FSPIOP-Source\":\"Hub\"}";
            const std::string text = base::toBase64Url(header) + "." + base::toBase64Url(m_body);
            Headers headers{{"FSPIOP-Source", "Hub"}};
            headers.set("FSPIOP-Signature", "{\"signature\":\"" + base::toBase64Url(m_key->sign(text)) +
                                                "\",\"protectedHeader\":\"" + base::toBase64Url(header) +
                                                "\"}");
            QVERIFY2(check(headers, m_body).has_value(), alg);
        }
    }
    void ellipticKeys()
    {
        EVP_PKEY* key = EVP_EC_gen("P-256");
        const auto open = VerifyKey::fromPem(pemOf(key, false));
        QVERIFY(open.has_value());
        const std::string text = "some.text";
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key);
        std::string der(128, '\0');
        std::size_t size = der.size();
        EVP_DigestSign(context, reinterpret_cast<unsigned char*>(der.data()), &size,
                       reinterpret_cast<const unsigned char*>(text.data()), text.size());
        EVP_MD_CTX_free(context);
        EVP_PKEY_free(key);
        const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
        ECDSA_SIG* parts = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(size));
        std::string raw(64, '\0');
        BN_bn2binpad(ECDSA_SIG_get0_r(parts), reinterpret_cast<unsigned char*>(raw.data()), 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(parts), reinterpret_cast<unsigned char*>(raw.data()) + 32, 32);
        ECDSA_SIG_free(parts);
        QVERIFY((*open)->verify("ES256", text, raw));
        QVERIFY(!(*open)->verify("ES256", "other", raw));
        QVERIFY(!(*open)->verify("RS256", text, raw));
        QVERIFY(!(*open)->verify("ES256", text, std::string_view(der).substr(0, size)));
    }
    void weakOrWrongKeysAreRefused()
    {
        EVP_PKEY* weak = EVP_RSA_gen(1024);
        QVERIFY(!VerifyKey::fromPem(pemOf(weak, false)));
        QVERIFY(!SigningKey::fromPem(pemOf(weak, true)));
        EVP_PKEY_free(weak);
        EVP_PKEY* curve = EVP_EC_gen("P-384");
        QVERIFY(!VerifyKey::fromPem(pemOf(curve, false)));
        QVERIFY(!SigningKey::fromPem(pemOf(curve, true)));
        EVP_PKEY_free(curve);
        EVP_PKEY* secret = EVP_RSA_gen(2048);
        QVERIFY(!VerifyKey::fromPem(pemOf(secret, true)));
        EVP_PKEY_free(secret);
        QVERIFY(!VerifyKey::fromPem("nonsense"));
    }
};

QTEST_APPLESS_MAIN(TestJws)
#include "tst_jws.moc"
