#include "core/http/peer_certificate.h"

#include "core/base/bytes.h"
#include "core/http/digest.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace hub::http {
namespace {

// Empty for text that holds a NUL: it would end the name early for somebody else.
std::string textOf(const ASN1_STRING* value)
{
    unsigned char* text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, value);
    if (size < 0) return {};
    std::string out(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    OPENSSL_free(text);
    return out.find('\0') == std::string::npos ? out : std::string();
}

std::string commonNameOf(X509* certificate)
{
    X509_NAME* subject = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    // Two CNs would let the issuer of one name speak for another.
    if (at < 0 || X509_NAME_get_index_by_NID(subject, NID_commonName, at) >= 0) return {};
    return textOf(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
}

std::vector<std::string> dnsNamesOf(X509* certificate)
{
    std::vector<std::string> out;
    auto* names =
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    if (names == nullptr) return out;
    for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
        if (name->type != GEN_DNS) continue;
        if (std::string text = textOf(name->d.dNSName); !text.empty())
            out.push_back(base::toLowerAscii(text));
    }
    GENERAL_NAMES_free(names);
    return out;
}

} // namespace

PeerCertificate peerCertificateOf(x509_st* certificate)
{
    PeerCertificate out;
    out.commonName = commonNameOf(certificate);
    out.dnsNames = dnsNamesOf(certificate);
    unsigned char* der = nullptr;
    const int size = i2d_X509(certificate, &der);
    if (size > 0) {
        const auto digest = sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
        out.fingerprint = base::toHex(base::asText(digest));
        OPENSSL_free(der);
    }
    ERR_clear_error();
    return out;
}

base::Expected<PeerCertificate, base::Error> peerCertificateFromPem(std::string_view pem)
{
    const auto refuse = [](const char* why) {
        ERR_clear_error();
        return base::Unexpected(base::Error{base::Error::Kind::Invalid, why});
    };
    if (pem.find("PRIVATE KEY") != std::string_view::npos) return refuse("a private key was given");
    BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    X509* certificate = bio != nullptr ? PEM_read_bio_X509(bio, nullptr, nullptr, nullptr) : nullptr;
    BIO_free(bio);
    if (certificate == nullptr) return refuse("not a PEM certificate");
    PeerCertificate out = peerCertificateOf(certificate);
    X509_free(certificate);
    return out;
}

} // namespace hub::http
