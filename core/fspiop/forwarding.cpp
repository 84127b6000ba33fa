#include "core/fspiop/forwarding.h"

#include "core/base/log.h"
#include "core/fspiop/callback_desk.h"
#include "core/fspiop/relay.h"

namespace hub::fspiop {

void Forwarding::sendMessage(HubMessage&& message) const
{
    const std::string resource = message.resource;
    if (!m_services.desk.post(std::move(message)))
        base::log(base::LogLevel::Warning, "callback dropped: too many are waiting",
                  {{"resource", resource}});
}

void Forwarding::sendError(const ErrorReturn& to, const domain::FspiopError& error,
                           const events::TraceContext& trace, const std::string& subject) const
{
    if (m_services.spans != nullptr) {
        constexpr std::int64_t kUsPerMs = 1000;
        const std::int64_t nowUs = m_services.clock.now().ms * kUsPerMs;
        m_services.spans->record(
            {trace.trace,
             events::newSpanId(),
             trace.parent,
             events::SpanKind::Job,
             true,
             nowUs,
             nowUs,
             "error callback /" + to.resource,
             subject,
             {{"destination", to.destination}, {"code", error.code}, {"description", error.description}}});
    }
    HubMessage message = errorMessage(to.destination, to.target, to.resource, error, m_services.clock.now());
    message.contentType = to.contentType;
    message.trace = trace;
    message.subject = subject;
    sendMessage(std::move(message));
}

void Forwarding::send(Forward&& forward) const
{
    http::Outbound message;
    message.lane = base::toLowerAscii(forward.destination);
    message.method = forward.method;
    message.resolveUrl = [registry = m_services.registry, name = forward.destination,
                          target = forward.target]() -> std::optional<std::string> {
        const auto snapshot = registry();
        const auto* participant = snapshot ? snapshot->find(name) : nullptr;
        if (participant == nullptr) return std::nullopt;
        return endpointUrl(*participant, target);
    };
    message.endpoint = forward.target.type;
    message.headers = std::move(forward.headers);
    message.body = std::move(forward.body);
    message.trace = forward.trace;
    message.spanName = forward.spanName + " -> " + forward.destination;
    message.timeoutMs = m_services.settings.forwardTimeoutMs;
    const auto failed = [this, kind = forward.kind, type = forward.target.type,
                         destination = forward.destination, onError = std::move(forward.onError),
                         noEndpoint = std::move(forward.noEndpoint), trace = forward.trace,
                         subject = std::move(forward.subject)](const http::DeliveryResult& result) {
        const bool isMissing = result.reason == http::DeliveryReason::NoEndpoint && noEndpoint;
        sendError(onError, isMissing ? *noEndpoint : forwardFailure(result, kind, type, destination), trace,
                  subject);
    };
    const bool sent = m_services.desk.sendOnce(std::move(message), [failed](http::DeliveryResult&& result) {
        const bool told = result.outcome == http::DeliveryOutcome::Delivered ||
                          result.outcome == http::DeliveryOutcome::Stopped;
        if (!told) failed(result);
    });
    if (!sent) {
        http::DeliveryResult full;
        full.reason = http::DeliveryReason::BreakerOpen;
        failed(full);
    }
}

Forward Forwarding::relayOf(const Call& call, std::string destination, Target target,
                            ErrorReturn onError) const
{
    Forward forward;
    forward.source = call.source();
    forward.method = call.request().method;
    forward.target = std::move(target);
    forward.headers = forwardable(call.request().headers);
    addressTo(forward.headers, forward.method, forward.source, destination);
    forward.destination = std::move(destination);
    if (!call.request().body->empty()) forward.body = call.request().body;
    forward.trace = call.trace;
    forward.subject = call.subject;
    forward.spanName = call.request().route != nullptr ? call.request().route->name : std::string();
    forward.onError = std::move(onError);
    return forward;
}

bool Forwarding::isRegistered(std::string_view fspId) const
{
    const auto registry = m_services.registry();
    return !fspId.empty() && registry && registry->find(fspId) != nullptr;
}

bool Forwarding::isActive(std::string_view fspId) const
{
    const auto registry = m_services.registry();
    const auto* entry = registry ? registry->find(fspId) : nullptr;
    return entry != nullptr && entry->participant.isActive;
}

bool Forwarding::canTrade(std::string_view fspId, domain::Currency currency) const
{
    const auto registry = m_services.registry();
    const auto* entry = registry ? registry->find(fspId) : nullptr;
    if (entry == nullptr || !entry->participant.isActive || entry->participant.isPaused) return false;
    const auto* account = entry->account(domain::AccountType::Position, currency);
    return account != nullptr && account->isActive;
}

} // namespace hub::fspiop
