#include "core/http/tls.h"

#include <array>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace hub::http {
namespace {

using Result = base::Expected<std::shared_ptr<const TlsContext>, base::Error>;

base::Error invalid(const std::string& what)
{
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    ERR_clear_error();
    return base::Error{base::Error::Kind::Invalid, what + ": " + text.data()};
}

base::Expected<void, base::Error> loadOwn(SSL_CTX* context, const TlsFiles& files)
{
    if (SSL_CTX_use_certificate_chain_file(context, files.certificateChain.c_str()) != 1)
        return base::Unexpected(invalid(files.certificateChain));
    if (SSL_CTX_use_PrivateKey_file(context, files.privateKey.c_str(), SSL_FILETYPE_PEM) != 1)
        return base::Unexpected(invalid(files.privateKey));
    if (SSL_CTX_check_private_key(context) != 1)
        return base::Unexpected(invalid("key does not fit the certificate"));
    return {};
}

base::Expected<void, base::Error> loadRevocations(SSL_CTX* context, const std::string& file)
{
    if (file.empty()) return {};
    X509_STORE* store = SSL_CTX_get_cert_store(context);
    X509_LOOKUP* lookup = X509_STORE_add_lookup(store, X509_LOOKUP_file());
    if (lookup == nullptr || X509_load_crl_file(lookup, file.c_str(), X509_FILETYPE_PEM) < 1)
        return base::Unexpected(invalid(file));
    X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
    return {};
}

void setCommon(SSL_CTX* context)
{
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context,
                        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20");
}

} // namespace

TlsContext::~TlsContext()
{
    SSL_CTX_free(m_context);
}

Result serverTls(const TlsFiles& files, bool requireClientCertificate)
{
    SSL_CTX* native = SSL_CTX_new(TLS_server_method());
    if (native == nullptr) return base::Unexpected(invalid("TLS"));
    auto context = std::make_shared<const TlsContext>(native, TlsContext::Role::Server);
    setCommon(native);
    constexpr std::array<unsigned char, 7> kSessionScope{'h', 'u', 'b', 'd', 'e', 'c', 'k'};
    SSL_CTX_set_session_id_context(native, kSessionScope.data(), kSessionScope.size());
    auto own = loadOwn(native, files);
    if (!own) return base::Unexpected(own.error());
    if (!files.authorities.empty()) {
        if (SSL_CTX_load_verify_locations(native, files.authorities.c_str(), nullptr) != 1)
            return base::Unexpected(invalid(files.authorities));
        SSL_CTX_set_client_CA_list(native, SSL_load_client_CA_file(files.authorities.c_str()));
        auto revoked = loadRevocations(native, files.revocationList);
        if (!revoked) return base::Unexpected(revoked.error());
    }
    if (requireClientCertificate) {
        if (files.authorities.empty())
            return base::Unexpected(
                base::Error{base::Error::Kind::Invalid, "client certificates without authorities"});
        SSL_CTX_set_verify(native, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        SSL_CTX_set_purpose(native, X509_PURPOSE_SSL_CLIENT);
    } else if (!files.authorities.empty()) {
        SSL_CTX_set_verify(native, SSL_VERIFY_PEER, nullptr);
    }
    return context;
}

Result clientTls(const TlsFiles& files)
{
    SSL_CTX* native = SSL_CTX_new(TLS_client_method());
    if (native == nullptr) return base::Unexpected(invalid("TLS"));
    auto context = std::make_shared<const TlsContext>(native, TlsContext::Role::Client);
    setCommon(native);
    SSL_CTX_set_verify(native, SSL_VERIFY_PEER, nullptr);
    const int trusted = files.authorities.empty()
                            ? SSL_CTX_set_default_verify_paths(native)
                            : SSL_CTX_load_verify_locations(native, files.authorities.c_str(), nullptr);
    if (trusted != 1) return base::Unexpected(invalid(files.authorities));
    auto revoked = loadRevocations(native, files.revocationList);
    if (!revoked) return base::Unexpected(revoked.error());
    if (!files.certificateChain.empty()) {
        auto own = loadOwn(native, files);
        if (!own) return base::Unexpected(own.error());
    }
    return context;
}

} // namespace hub::http
