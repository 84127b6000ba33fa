#pragma once

#include "core/hub/wire/members.h"

/// The members of what core/hub says of forwarded messages (see members.h).
namespace hub::wire {

template <class V, Of<api::ForwardedRow> R>
void members(V& v, R& r)
{
    v("kind", r.kind);
    v("id", r.id);
    v("state", r.state);
    v("from", r.from);
    v("to", r.to);
    v("askedAt", r.askedAt);
    v("latencyUs", r.latencyUs);
    v.omitEmpty("errorCode", r.errorCode);
    v("amount", r.amount);
    v("currency", r.currency);
    v.omitEmpty("about", r.about);
    v.omitEmpty("traceId", r.traceId);
}

template <class V, Of<api::ForwardedFilter> R>
void members(V& v, R& r)
{
    v("kind", r.kind);
    v.omitEmpty("id", r.id);
    v.omitEmpty("fsp", r.fsp);
    v("state", r.state);
    v.omitEmpty("errorCode", r.errorCode);
    v("from", r.from);
    v("to", r.to);
    v.omitEmpty("party", r.party);
}

template <class V, Of<api::ForwardedPage> R>
void members(V& v, R& r)
{
    v("rows", r.rows);
    v("next", r.next);
    v("lookedBackTo", r.lookedBackTo);
}

template <class V, Of<api::ForwardedDetail> R>
void members(V& v, R& r)
{
    members(v, r.row);
    v("hops", r.hops);
    v("deliveries", r.deliveries);
    v("cause", r.cause);
    v("facts", r.facts);
}

/// The body of POST /hub/v1/forwarded/search.
struct ForwardedSearch
{
    api::ForwardedFilter filter;
    api::PageRequest page;
};

template <class V, Of<ForwardedSearch> R>
void members(V& v, R& r)
{
    v("filter", r.filter);
    v("page", r.page);
}

} // namespace hub::wire
