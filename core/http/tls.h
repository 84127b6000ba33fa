#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

struct ssl_ctx_st;
struct ssl_session_st;
struct ssl_st;
struct stack_st_X509;
struct x509_st;

namespace hub::http {

/// PEM files of one side of TLS; paths.
struct TlsFiles
{
    std::string
        certificateChain; ///< own certificate first; empty: none (outbound without client certificate)
    std::string privateKey;
    std::string authorities; ///< who may sign the other side; empty: the system's (outbound), nobody (server)
    std::string revocationList; ///< CRL; empty: not checked
};

/// Ready-made settings of TLS 1.2 and 1.3 for many connections. Immutable, any thread.
class TlsContext
{
public:
    enum class Role { Server, Client };
    /// Takes over the reference.
    TlsContext(ssl_ctx_st* context, Role role)
        : m_context(context)
        , m_role(role)
    {}
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    ssl_ctx_st* native() const { return m_context; }
    Role role() const { return m_role; }

    /// Client: keeps a session for the next connection to the same place, or takes it up. At most 1024
    /// places.
    void keep(const std::string& key, ssl_session_st* session) const;
    void resume(const std::string& key, ssl_st* connection) const;
    /// Server: whether a client certificate that an older context let in would be let in by this one.
    bool trusts(x509_st* certificate, stack_st_X509* chain) const;

private:
    ssl_ctx_st* m_context;
    Role m_role;
    mutable std::mutex m_mutex;
    mutable std::map<std::string, ssl_session_st*> m_sessions;
};

/// For a listener. With `requireClientCertificate` the handshake fails without a certificate that
/// `authorities` signed and whose purpose is client authentication; it becomes Request::peer.
/// Invalid with a reason when a file cannot be used or the key does not fit.
base::Expected<std::shared_ptr<const TlsContext>, base::Error> serverTls(const TlsFiles& files,
                                                                         bool requireClientCertificate);
/// For the sender: the peer's chain and name are always checked.
base::Expected<std::shared_ptr<const TlsContext>, base::Error> clientTls(const TlsFiles& files);

} // namespace hub::http
