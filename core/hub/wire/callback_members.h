#pragma once

#include "core/hub/wire/members.h"

/// The members of what core/hub says of deliveries (see members.h).
namespace hub::wire {

template <class V, Of<api::ProbeResult> R>
void members(V& v, R& r)
{
    v("origin", r.origin);
    v("reachable", r.reachable);
    v("status", r.status);
    v.omitEmpty("reason", r.reason);
    v.omitEmpty("detail", r.detail);
    v("tookUs", r.tookUs);
    v("at", r.at);
}

template <class V, Of<api::CallbackEndpoint> R>
void members(V& v, R& r)
{
    v("type", r.type);
    v("state", r.state);
    v.omitEmpty("value", r.value);
    v("delivered", r.delivered);
    v("failed", r.failed);
    v("failedInARow", r.failedInARow);
    v("lastSuccessAt", r.lastSuccessAt);
    v("lastErrorAt", r.lastErrorAt);
    v.omitEmpty("lastError", r.lastError);
    v("probe", r.probe);
}

template <class V, Of<api::DestinationRow> R>
void members(V& v, R& r)
{
    v("participant", r.participant);
    v("active", r.active);
    v("paused", r.paused);
    v("draining", r.draining);
    v("pausedAt", r.pausedAt);
    v.omitEmpty("pausedBy", r.pausedBy);
    v.omitEmpty("pauseReason", r.pauseReason);
    v("breaker", r.breaker);
    v("queued", r.queued);
    v("inFlight", r.inFlight);
    v("oldestQueuedAt", r.oldestQueuedAt);
    v("delivered", r.delivered);
    v("failed", r.failed);
    v("p95Us", r.p95Us);
    v("lastSuccessAt", r.lastSuccessAt);
    v("lastErrorAt", r.lastErrorAt);
    v.omitEmpty("lastError", r.lastError);
    v("deadLetters", r.deadLetters);
    v("endpoints", r.endpoints);
}

template <class V, Of<api::DeadLetterRow> R>
void members(V& v, R& r)
{
    v("id", r.id);
    v("participant", r.participant);
    v("type", r.type);
    v("message", r.message);
    v("subject", r.subject);
    v("attempts", r.attempts);
    v("reason", r.reason);
    v("queuedAt", r.queuedAt);
    v("at", r.at);
}

template <class V, Of<api::DeadLetterDetail> R>
void members(V& v, R& r)
{
    v("letter", r.row);
    v("path", r.path);
    v("headers", r.headers);
    v("body", r.body);
}

template <class V, Of<api::DeadLetterFilter> R>
void members(V& v, R& r)
{
    v.omitEmpty("participant", r.participant);
    v.omitEmpty("subject", r.subject);
    v.omitEmpty("reason", r.reason);
    v("from", r.from);
    v("to", r.to);
}

template <class V, Of<api::ReplayOrder> R>
void members(V& v, R& r)
{
    v.omitEmpty("ids", r.ids);
    v.omitEmpty("participant", r.participant);
}

template <class V, Of<api::ReplayReport> R>
void members(V& v, R& r)
{
    v("replayed", r.replayed);
    v("gone", r.gone);
    v("remaining", r.remaining);
}

template <class V, Of<api::DeliveryFailure> R>
void members(V& v, R& r)
{
    v("at", r.at);
    v("type", r.type);
    v("message", r.message);
    v("subject", r.subject);
    v("url", r.url);
    v("attempt", r.attempt);
    v("reason", r.reason);
    v("status", r.status);
    v("tookUs", r.tookUs);
    v("detail", r.detail);
    v("answer", r.answer);
    v("traceId", r.traceId);
}

/// The body of POST /hub/v1/deadLetters/search.
struct DeadLetterSearch
{
    api::DeadLetterFilter filter;
    api::PageRequest page;
};

template <class V, Of<DeadLetterSearch> R>
void members(V& v, R& r)
{
    v("filter", r.filter);
    v("page", r.page);
}

/// The body of PUT /hub/v1/callbacks/{name}.
struct DeliveryPause
{
    bool paused = false;
};

template <class V, Of<DeliveryPause> R>
void members(V& v, R& r)
{
    v("paused", r.paused);
}

/// The body of PUT /hub/v1/callbacks/{name}/endpoints.
struct EndpointSet
{
    std::vector<api::EndpointRow> endpoints;
};

template <class V, Of<EndpointSet> R>
void members(V& v, R& r)
{
    v("endpoints", r.endpoints);
}

/// The body of POST /hub/v1/callbacks/{name}/probe.
struct ProbeOrder
{
    QString type;
};

template <class V, Of<ProbeOrder> R>
void members(V& v, R& r)
{
    v("type", r.type);
}

} // namespace hub::wire
