#pragma once

#include "core/hub/remote/remote_apis.h"

namespace hub::remote {

/// What DFSPs ask of each other, over the operator API.
class RemoteForwarded final : public api::ForwardedApi
{
public:
    explicit RemoteForwarded(const Caller& hub)
        : m_hub(hub)
    {}
    QFuture<api::Result<api::ForwardedPage>> search(api::ForwardedFilter filter,
                                                    api::PageRequest page) override;
    QFuture<api::Result<api::ForwardedDetail>> one(api::ForwardedKind kind, QString id) override;

private:
    const Caller& m_hub;
};

} // namespace hub::remote
