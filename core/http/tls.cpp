#include "core/http/tls.h"

#include <array>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace hub::http {
namespace {

using Result = base::Expected<std::shared_ptr<const TlsContext>, base::Error>;

constexpr int kChainDepthMax = 3;
constexpr int kSecurityLevel = 2; // RSA and DH from 2048 bits on, no SHA-1, no MD5
constexpr long kSessionSeconds = 3600;
constexpr long kServerSessionsMax = 20000;
constexpr std::size_t kClientSessionsMax = 1024;

// What OpenSSL lets through and the scheme does not: an authority's own certificate as a client's.
int checkLeaf(int isGood, X509_STORE_CTX* context)
{
    if (isGood != 1 || X509_STORE_CTX_get_error_depth(context) != 0) return isGood;
    if (X509_check_ca(X509_STORE_CTX_get_current_cert(context)) == 0) return 1;
    X509_STORE_CTX_set_error(context, X509_V_ERR_INVALID_PURPOSE);
    return 0;
}

// A session of TLS 1.3 comes some time after the handshake: OpenSSL hands it over here.
int keepSession(SSL* connection, SSL_SESSION* session)
{
    const auto* context = static_cast<const TlsContext*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(connection)));
    const auto* key = static_cast<const std::string*>(SSL_get_app_data(connection));
    if (context == nullptr || key == nullptr) return 0;
    // A copy: a peer that closes without a word spoils the session of that connection, not the next one's.
    if (SSL_SESSION* copy = SSL_SESSION_dup(session); copy != nullptr) context->keep(*key, copy);
    return 0;
}

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
    SSL_CTX_set_security_level(context, kSecurityLevel);
    SSL_CTX_set_verify_depth(context, kChainDepthMax);
    SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384");
    SSL_CTX_set_timeout(context, kSessionSeconds);
}

} // namespace

TlsContext::~TlsContext()
{
    for (auto& [key, session] : m_sessions)
        SSL_SESSION_free(session);
    SSL_CTX_set_app_data(m_context, nullptr);
    SSL_CTX_free(m_context);
}

void TlsContext::keep(const std::string& key, ssl_session_st* session) const
{
    const std::lock_guard lock(m_mutex);
    if (m_sessions.size() >= kClientSessionsMax && m_sessions.count(key) == 0) {
        SSL_SESSION_free(m_sessions.begin()->second);
        m_sessions.erase(m_sessions.begin());
    }
    auto& kept = m_sessions[key];
    SSL_SESSION_free(kept);
    kept = session;
}

void TlsContext::resume(const std::string& key, ssl_st* connection) const
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_sessions.find(key); found != m_sessions.end())
        SSL_set_session(connection, found->second);
}

bool TlsContext::trusts(x509_st* certificate, stack_st_X509* chain) const
{
    X509_STORE_CTX* context = X509_STORE_CTX_new();
    const bool isGood =
        context != nullptr &&
        X509_STORE_CTX_init(context, SSL_CTX_get_cert_store(m_context), certificate, chain) == 1 &&
        X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_CLIENT) == 1 && X509_verify_cert(context) == 1;
    X509_STORE_CTX_free(context);
    ERR_clear_error();
    return isGood;
}

Result serverTls(const TlsFiles& files, bool requireClientCertificate)
{
    SSL_CTX* native = SSL_CTX_new(TLS_server_method());
    if (native == nullptr) return base::Unexpected(invalid("TLS"));
    auto context = std::make_shared<const TlsContext>(native, TlsContext::Role::Server);
    setCommon(native);
    constexpr std::array<unsigned char, 7> kSessionScope{'h', 'u', 'b', 'd', 'e', 'c', 'k'};
    SSL_CTX_set_session_id_context(native, kSessionScope.data(), kSessionScope.size());
    // Sessions stay in this program's memory: no ticket key that would have to be changed every hour.
    SSL_CTX_set_options(native, SSL_OP_NO_TICKET);
    // A client that just closes has not spoilt its session: where a request ends is said by its length, so a
    // connection that is cut short is noticed without TLS's own farewell.
    SSL_CTX_set_options(native, SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_sess_set_cache_size(native, kServerSessionsMax);
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
        SSL_CTX_set_verify(native, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, checkLeaf);
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
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
    SSL_CTX_set_app_data(native, const_cast<TlsContext*>(context.get()));
    SSL_CTX_sess_set_new_cb(native, keepSession);
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
