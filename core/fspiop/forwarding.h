#pragma once

#include "core/fspiop/call.h"
#include "core/fspiop/callbacks.h"
#include "core/fspiop/error_map.h"
#include "core/fspiop/services.h"

#include <functional>
#include <optional>
#include <string>

namespace hub::fspiop {

/// Where the error callback goes when a forwarded message fails.
struct ErrorReturn
{
    std::string destination; ///< the FSP that sent the message
    Target target;
    std::string resource;
    std::string contentType; ///< empty: the hub's default for the resource
};

/// A message of one FSP on its way to another.
struct Forward
{
    std::string source;
    std::string destination;
    http::Method method = http::Method::Post;
    Target target;
    http::Headers headers; ///< forwardable() ones, addressed
    base::SharedBytes body;
    events::TraceContext trace;
    std::string subject;
    std::string spanName;
    ForwardKind kind = ForwardKind::General;
    ErrorReturn onError;
    /// Told to the sender when the destination has no address; none: 1001.
    std::optional<domain::FspiopError> noEndpoint;
};

/// Relays between FSPs and the hub's own answers to them. Any thread.
class Forwarding
{
public:
    explicit Forwarding(FspiopServices& services)
        : m_services(services)
    {}

    /// Sends once; a failure ends in the error callback.
    void send(Forward&& forward) const;
    /// PUT .../error in the hub's name.
    void sendError(const ErrorReturn& to, const domain::FspiopError& error, const events::TraceContext& trace,
                   const std::string& subject) const;
    void sendError(ErrorReturn&& to, const domain::FspiopError& error, const Call& call) const
    {
        sendError(to, error, call.trace, call.subject);
    }
    /// Any other message of the hub.
    void sendMessage(HubMessage&& message) const;

    /// The message of `call` as it is passed on to `destination`.
    Forward relayOf(const Call& call, std::string destination, Target target, ErrorReturn onError) const;

    bool isRegistered(std::string_view fspId) const;
    bool isActive(std::string_view fspId) const;
    /// Active, with an active POSITION account in `currency`.
    bool canTrade(std::string_view fspId, domain::Currency currency) const;

    FspiopServices& services() const { return m_services; }

private:
    FspiopServices& m_services;
};

} // namespace hub::fspiop
