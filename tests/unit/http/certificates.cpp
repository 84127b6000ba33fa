#include "tests/unit/http/certificates.h"

#include <cstdio>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace hub::test {
namespace {

void addExtension(X509* certificate, X509* issuer, int nid, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

X509* blank(const std::string& commonName, long serial, EVP_PKEY* key, bool expired)
{
    X509* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -7200);
    X509_gmtime_adj(X509_getm_notAfter(certificate), expired ? -3600 : 86400);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(commonName.c_str()), -1, -1, 0);
    X509_set_pubkey(certificate, key);
    return certificate;
}

void store(const std::string& file, X509* certificate, EVP_PKEY* key)
{
    if (std::FILE* out = std::fopen(file.c_str(), "w")) {
        if (certificate != nullptr) PEM_write_X509(out, certificate);
        if (key != nullptr) PEM_write_PKCS8PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(out);
    }
}

} // namespace

TestAuthority::TestAuthority(std::string folder)
    : m_folder(std::move(folder))
{
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = blank("Test scheme CA", 1, key, false);
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    addExtension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
    addExtension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
    X509_sign(certificate, key, EVP_sha256());
    store(caFile(), certificate, nullptr);
    m_key = key;
    m_certificate = certificate;
}

TestAuthority::~TestAuthority()
{
    EVP_PKEY_free(static_cast<EVP_PKEY*>(m_key));
    X509_free(static_cast<X509*>(m_certificate));
}

void TestAuthority::issue(const std::string& name, const CertificateWish& wish)
{
    static long serial = 1;
    EVP_PKEY* key = wish.isWeak ? EVP_RSA_gen(1024) : EVP_EC_gen("P-256");
    X509* certificate = blank(wish.commonName, ++serial, key, wish.expired);
    if (wish.isEarly) X509_gmtime_adj(X509_getm_notBefore(certificate), 3600);
    if (wish.isAuthority) addExtension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
    X509* issuer = wish.selfSigned ? certificate : static_cast<X509*>(m_certificate);
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
    addExtension(certificate, issuer, NID_ext_key_usage, wish.client ? "clientAuth" : "serverAuth");
    if (!wish.dnsName.empty()) addExtension(certificate, issuer, NID_subject_alt_name, wish.dnsName.c_str());
    X509_sign(certificate, wish.selfSigned ? key : static_cast<EVP_PKEY*>(m_key),
              wish.isSha1 ? EVP_sha1() : EVP_sha256());
    store(certificateFile(name), certificate, nullptr);
    store(keyFile(name), nullptr, key);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

} // namespace hub::test
