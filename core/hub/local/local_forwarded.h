#pragma once

#include "core/hub/local/local_apis.h"

namespace hub::local {

/// What DFSPs ask of each other, over the operator's service.
class LocalForwarded final : public api::ForwardedApi
{
public:
    explicit LocalForwarded(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<api::ForwardedPage>> search(api::ForwardedFilter filter,
                                                    api::PageRequest page) override;
    QFuture<api::Result<api::ForwardedDetail>> one(api::ForwardedKind kind, QString id) override;

private:
    const Desk& m_desk;
};

} // namespace hub::local
