#include "core/hub/local/local_forwarded.h"

namespace hub::local {

QFuture<api::Result<api::ForwardedPage>> LocalForwarded::search(api::ForwardedFilter filter,
                                                                api::PageRequest page)
{
    const Pending<api::ForwardedPage> pending;
    m_desk.services.forwarded.search(std::move(filter), std::move(page),
                                     pending.done<api::ForwardedPage>([](auto rows) { return rows; }));
    return pending.future();
}

QFuture<api::Result<api::ForwardedDetail>> LocalForwarded::one(api::ForwardedKind kind, QString id)
{
    const Pending<api::ForwardedDetail> pending;
    m_desk.services.forwarded.one(kind, std::move(id),
                                  pending.done<api::ForwardedDetail>([](auto detail) { return detail; }));
    return pending.future();
}

} // namespace hub::local
