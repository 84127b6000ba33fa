#pragma once

#include "core/hub/remote/remote_apis.h"

namespace hub::remote {

/// Alarms over the operator API.
class RemoteAlerts final : public api::AlertsApi
{
public:
    explicit RemoteAlerts(const Caller& hub)
        : m_hub(hub)
    {}
    QFuture<api::Result<api::Page<api::AlertRow>>> list(api::AlertFilter filter,
                                                        api::PageRequest page) override;
    QFuture<api::Result<api::AlertRow>> acknowledge(qint64 id, api::ActionNote note) override;

private:
    const Caller& m_hub;
};

} // namespace hub::remote
