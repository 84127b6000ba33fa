#include "core/http/jws.h"

#include "core/http/digest.h"
#include "core/http/flat_json.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <sstream>
#include <unistd.h>

namespace hub::http {
namespace {

constexpr int kRsaBitsMin = 2048;
constexpr std::size_t kSignatureHeaderMax = 16384;
constexpr std::size_t kEcHalf = 32; // bytes of r and of s on P-256

struct FreeOpenSsl
{
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};
template <class T>
using Owned = std::unique_ptr<T, FreeOpenSsl>;

base::Error invalid(std::string detail)
{
    ERR_clear_error();
    return base::Error{base::Error::Kind::Invalid, std::move(detail)};
}

Owned<BIO> reading(std::string_view text)
{
    return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string written(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

std::string publicPemOf(EVP_PKEY* key)
{
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PUBKEY(bio.get(), key) != 1) return {};
    return written(bio.get());
}

const EVP_MD* digestOf(std::string_view alg)
{
    if (alg == "RS256" || alg == "ES256") return EVP_sha256();
    if (alg == "RS384") return EVP_sha384();
    if (alg == "RS512") return EVP_sha512();
    return nullptr;
}

bool isP256(const EVP_PKEY* key)
{
    std::array<char, 64> group{};
    std::size_t size = 0;
    return EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(),
                                          &size) == 1 &&
           std::string_view(group.data(), size) == "prime256v1";
}

// JWS carries r and s as they are, OpenSSL wants them in DER (RFC 7518 3.4).
std::string derOfEc(std::string_view raw)
{
    if (raw.size() != 2 * kEcHalf) return {};
    const auto* bytes = reinterpret_cast<const unsigned char*>(raw.data());
    const Owned<ECDSA_SIG> signature(ECDSA_SIG_new());
    BIGNUM* r = BN_bin2bn(bytes, kEcHalf, nullptr);
    BIGNUM* s = BN_bin2bn(bytes + kEcHalf, kEcHalf, nullptr);
    if (!signature || ECDSA_SIG_set0(signature.get(), r, s) != 1) return {};
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    if (size <= 0) return {};
    std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return out;
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

bool sameWhenThere(const FlatJson& header, std::string_view member, const std::string* value)
{
    const auto found = header.find(member);
    if (found == header.end()) return value == nullptr;
    return value != nullptr && found->second == *value;
}

// The rows of fspiop 12.2 about the protected header; null when all hold.
const char* badProtectedHeader(const FlatJson& header, Method method, std::string_view uri,
                               const Headers& headers)
{
    const auto member = [&](std::string_view name) -> const std::string* {
        const auto found = header.find(name);
        return found != header.end() ? &found->second : nullptr;
    };
    const std::string* signedUri = member("FSPIOP-URI");
    if (signedUri == nullptr || *signedUri != uri) return "FSPIOP-URI does not match";
    const std::string* headerUri = headers.find("FSPIOP-URI");
    if (headerUri != nullptr && *headerUri != uri) return "FSPIOP-URI header does not match";
    const std::string* signedMethod = member("FSPIOP-HTTP-Method");
    if (signedMethod == nullptr || *signedMethod != toString(method))
        return "FSPIOP-HTTP-Method does not match";
    const std::string* headerMethod = headers.find("FSPIOP-HTTP-Method");
    if (headerMethod != nullptr && *headerMethod != toString(method))
        return "FSPIOP-HTTP-Method header does not match";
    const std::string* source = headers.find("FSPIOP-Source");
    if (member("FSPIOP-Source") == nullptr || source == nullptr || *member("FSPIOP-Source") != *source)
        return "FSPIOP-Source does not match";
    if (!sameWhenThere(header, "FSPIOP-Destination", headers.find("FSPIOP-Destination")))
        return "FSPIOP-Destination does not match";
    if (member("Date") != nullptr && !sameWhenThere(header, "Date", headers.find("Date")))
        return "Date does not match";
    return nullptr;
}

} // namespace

base::Expected<std::shared_ptr<const VerifyKey>, base::Error> VerifyKey::fromPem(std::string_view pem)
{
    if (pem.find("PRIVATE KEY") != std::string_view::npos)
        return base::Unexpected(invalid("a private key was given"));
    Owned<EVP_PKEY> key;
    if (pem.find("BEGIN CERTIFICATE") != std::string_view::npos) {
        const Owned<X509> certificate(PEM_read_bio_X509(reading(pem).get(), nullptr, nullptr, nullptr));
        if (certificate) key.reset(X509_get_pubkey(certificate.get()));
    } else {
        key.reset(PEM_read_bio_PUBKEY(reading(pem).get(), nullptr, nullptr, nullptr));
    }
    if (!key) return base::Unexpected(invalid("not a PEM public key or certificate"));
    const int kind = EVP_PKEY_get_base_id(key.get());
    if (kind == EVP_PKEY_RSA) {
        if (EVP_PKEY_get_bits(key.get()) < kRsaBitsMin)
            return base::Unexpected(invalid("RSA keys need at least 2048 bits"));
    } else if (kind != EVP_PKEY_EC || !isP256(key.get())) {
        return base::Unexpected(invalid("only RSA and EC P-256 keys are accepted"));
    }
    return std::make_shared<const VerifyKey>(key.release());
}

VerifyKey::~VerifyKey()
{
    EVP_PKEY_free(m_key);
}

bool VerifyKey::verify(std::string_view alg, std::string_view text, std::string_view signature) const
{
    const EVP_MD* digest = digestOf(alg);
    const bool elliptic = EVP_PKEY_get_base_id(m_key) == EVP_PKEY_EC;
    if (digest == nullptr || elliptic != (alg == "ES256")) return false;
    const std::string raw = elliptic ? derOfEc(signature) : std::string(signature);
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    const bool good =
        !raw.empty() && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, m_key) == 1 &&
        EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(raw.data()), raw.size(),
                         reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
    ERR_clear_error();
    return good;
}

std::string VerifyKey::fingerprint() const
{
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(m_key, &der);
    if (size <= 0) return {};
    const auto digest = sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return base::toHex(base::asText(digest));
}

std::string VerifyKey::publicPem() const
{
    return publicPemOf(m_key);
}

base::Expected<std::shared_ptr<const SigningKey>, base::Error> SigningKey::fromPem(std::string_view pem)
{
    // Without a callback OpenSSL would ask for a passphrase on the terminal.
    const auto refuse = [](char*, int, int, void*) { return 0; };
    Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, refuse, nullptr));
    if (!key) return base::Unexpected(invalid("not a PEM private key"));
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key.get()) < kRsaBitsMin)
        return base::Unexpected(invalid("the signing key must be RSA of at least 2048 bits"));
    return std::make_shared<const SigningKey>(key.release());
}

base::Expected<std::shared_ptr<const SigningKey>, base::Error> SigningKey::load(const std::string& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return base::Unexpected(base::Error{base::Error::Kind::NotFound, file});
    std::ostringstream text;
    text << stream.rdbuf();
    return fromPem(text.str());
}

base::Expected<std::shared_ptr<const SigningKey>, base::Error> SigningKey::create(const std::string& file)
{
    Owned<EVP_PKEY> key(EVP_RSA_gen(kRsaBitsMin));
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    if (!key ||
        PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return base::Unexpected(base::Error{base::Error::Kind::Internal, "RSA key generation failed"});
    const std::string pem = written(bio.get());
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        const auto kind = errno == EEXIST ? base::Error::Kind::Conflict : base::Error::Kind::Storage;
        return base::Unexpected(base::Error{kind, file + ": " + std::strerror(errno)});
    }
    const bool stored =
        ::write(fd, pem.data(), pem.size()) == static_cast<ssize_t>(pem.size()) && ::fsync(fd) == 0;
    ::close(fd);
    if (!stored) {
        ::unlink(file.c_str());
        return base::Unexpected(base::Error{base::Error::Kind::Storage, file + ": not written"});
    }
    return std::make_shared<const SigningKey>(key.release());
}

SigningKey::~SigningKey()
{
    EVP_PKEY_free(m_key);
}

std::string SigningKey::publicPem() const
{
    return publicPemOf(m_key);
}

std::string SigningKey::sign(std::string_view text) const
{
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) != 1)
        return {};
    std::string signature(size, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                       text.size()) != 1)
        return {};
    signature.resize(size);
    return signature;
}

std::optional<std::string> signMessage(const SigningKey& key, Method method, std::string_view uri,
                                       const Headers& headers, std::string_view body)
{
    const std::string* source = headers.find("FSPIOP-Source");
    if (source == nullptr) return std::nullopt;
    std::string header = R"({"alg":"RS256","FSPIOP-URI":")" + escaped(uri) + R"(","FSPIOP-HTTP-Method":")" +
                         std::string(toString(method)) + R"(","FSPIOP-Source":")" + escaped(*source) + '"';
    if (const auto* destination = headers.find("FSPIOP-Destination"))
        header += R"(,"FSPIOP-Destination":")" + escaped(*destination) + '"';
    if (const auto* date = headers.find("Date")) header += R"(,"Date":")" + escaped(*date) + '"';
    header += '}';
    const std::string protectedHeader = base::toBase64Url(header);
    const std::string signature = key.sign(protectedHeader + "." + base::toBase64Url(body));
    if (signature.empty()) return std::nullopt;
    return R"({"signature":")" + base::toBase64Url(signature) + R"(","protectedHeader":")" + protectedHeader +
           R"("})";
}

std::optional<std::string> verifyMessage(const std::vector<std::shared_ptr<const VerifyKey>>& keys,
                                         Method method, std::string_view uri, const Headers& headers,
                                         std::string_view body)
{
    const std::string* value = headers.find("FSPIOP-Signature");
    if (value == nullptr) return "FSPIOP-Signature header is missing";
    if (keys.empty()) return "no key is known for FSPIOP-Source";
    if (value->size() > kSignatureHeaderMax) return "FSPIOP-Signature is too long";
    const auto outer = parseFlatJson(*value);
    if (!outer || outer->size() != 2) return "FSPIOP-Signature is not a signature object";
    const auto signatureText = outer->find("signature");
    const auto headerText = outer->find("protectedHeader");
    if (signatureText == outer->end() || headerText == outer->end())
        return "FSPIOP-Signature is not a signature object";
    const auto signature = base::fromBase64Url(signatureText->second);
    const auto headerJson = base::fromBase64Url(headerText->second);
    if (!signature || !headerJson) return "FSPIOP-Signature is not base64url";
    const auto header = parseFlatJson(*headerJson);
    if (!header) return "protected header is not an object of strings";
    const auto alg = header->find("alg");
    if (alg == header->end() || digestOf(alg->second) == nullptr) return "algorithm is not allowed";
    if (const char* why = badProtectedHeader(*header, method, uri, headers)) return why;
    const std::string text = headerText->second + "." + base::toBase64Url(body);
    for (const auto& key : keys)
        if (key->verify(alg->second, text, *signature)) return std::nullopt;
    return "signature does not verify";
}

} // namespace hub::http
