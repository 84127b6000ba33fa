#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"

#include <memory>
#include <string>

struct ssl_ctx_st;

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

private:
    ssl_ctx_st* m_context;
    Role m_role;
};

/// For a listener. With `requireClientCertificate` the handshake fails without a certificate that
/// `authorities` signed and whose purpose is client authentication; its CN becomes Request::peerIdentity.
/// Invalid with a reason when a file cannot be used or the key does not fit.
base::Expected<std::shared_ptr<const TlsContext>, base::Error> serverTls(const TlsFiles& files,
                                                                         bool requireClientCertificate);
/// For the sender: the peer's chain and name are always checked.
base::Expected<std::shared_ptr<const TlsContext>, base::Error> clientTls(const TlsFiles& files);

} // namespace hub::http
