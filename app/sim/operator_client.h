#pragma once

#include "app/sim/http_link.h"
#include "app/sim/json_text.h"
#include "core/base/expected.h"

#include <string>
#include <string_view>

namespace hub::sim {

/// One answer of the operator API.
struct OperatorAnswer
{
    int status = 0;
    std::string body;
    /// The body as JSON; a null value when it is none.
    JsonText json() const;
    /// `errorInformation.errorCode` and description, for messages to the user.
    std::string refusal() const;
};

/// Calls the operator API one call after the other on one keep-alive connection and waits for each answer:
/// for before and after a run, never on the load path.
class OperatorClient
{
public:
    explicit OperatorClient(Address peer)
        : m_peer(std::move(peer))
    {}
    ~OperatorClient();
    OperatorClient(const OperatorClient&) = delete;
    OperatorClient& operator=(const OperatorClient&) = delete;

    /// How long a hub that refuses connections is waited for; 0 (the default) is not at all.
    void setPatience(std::int64_t us) { m_patienceUs = us; }
    /// `path` starts with '/', `body` is JSON or empty. The error is a text for the user. A call whose
    /// connection breaks is made again once: all calls used here may be repeated (Appendix C of the
    /// contract).
    base::Expected<OperatorAnswer, std::string> call(std::string_view method, std::string_view path,
                                                     std::string_view body = {});

private:
    bool connect();
    void disconnect();
    bool exchange(std::string_view request, OperatorAnswer& answer);

    Address m_peer;
    int m_fd = -1;
    std::int64_t m_patienceUs = 0;
};

} // namespace hub::sim
