#pragma once

#include "core/http/jws.h"
#include "core/http/sender.h"
#include "core/http/server.h"
#include "tests/support/blackbox/scheme.h"
#include "tests/unit/http/certificates.h"

#include <QTemporaryDir>

#include <memory>
#include <string>

namespace hub::bench {

/// How the edge of a run is set up.
struct EdgeModes
{
    bool signatures = false; ///< DFSPs sign, the hub verifies, and signs a confirmation of each commit
    bool mutualTls = false;  ///< both ways
};

/// One of the two DFSPs: what it sends with.
struct EdgeDfsp
{
    std::string name;
    std::shared_ptr<const http::SigningKey> key; ///< null: nothing is signed
    std::unique_ptr<http::Sender> sender;
};

/// A real hubdeckd with two DFSPs, whose messages the caller writes and whose server it is.
class EdgeScheme
{
public:
    /// `results` takes the outcome of every message of the DFSPs.
    EdgeScheme(EdgeModes modes, http::DeliverySink& results);
    ~EdgeScheme();

    /// Starts everything, with `routes` as the DFSPs' server; false with the reason on stderr.
    bool start(std::shared_ptr<const http::RouteTable> routes);
    /// Makes the directory know party numbers `first` to `first + count - 1` at the payee.
    bool registerParties(int first, int count);
    blackbox::Payment payment();

    /// A message as `from` sends it, signed when this run signs. Built ahead of the measured time.
    http::Outbound message(const EdgeDfsp& from, const EdgeDfsp& to, http::Method method,
                           const std::string& path, const std::string& resource, std::string body);

    EdgeDfsp payer;
    EdgeDfsp payee;

private:
    bool provision(std::uint16_t port);
    std::unique_ptr<http::Sender> senderOf(const std::string& name);
    http::TlsFiles filesOf(const std::string& name) const;

    EdgeModes m_modes;
    http::DeliverySink& m_results;
    QTemporaryDir m_folder;
    std::unique_ptr<test::TestAuthority> m_authority;
    std::unique_ptr<http::Server> m_server;
    blackbox::HubProcess m_hub;
    blackbox::Scheme m_scheme{m_hub};
    std::string m_base;
};

} // namespace hub::bench
