#include "core/hub/remote/remote_forwarded.h"

namespace hub::remote {

QFuture<api::Result<api::ForwardedPage>> RemoteForwarded::search(api::ForwardedFilter filter,
                                                                 api::PageRequest page)
{
    return m_hub.ask<api::ForwardedPage>(QStringLiteral("/hub/v1/forwarded/search"),
                                         wire::ForwardedSearch{std::move(filter), std::move(page)});
}

QFuture<api::Result<api::ForwardedDetail>> RemoteForwarded::one(api::ForwardedKind kind, QString id)
{
    const auto name = wire::nameOf(kind);
    return m_hub.get<api::ForwardedDetail>(
        QStringLiteral("/hub/v1/forwarded/%1/%2")
            .arg(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())), segment(id)));
}

} // namespace hub::remote
