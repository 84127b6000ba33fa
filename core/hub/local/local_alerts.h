#pragma once

#include "core/hub/local/local_apis.h"

namespace hub::local {

/// Alarms over the operator's service.
class LocalAlerts final : public api::AlertsApi
{
public:
    explicit LocalAlerts(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<api::Page<api::AlertRow>>> list(api::AlertFilter filter,
                                                        api::PageRequest page) override;
    QFuture<api::Result<api::AlertRow>> acknowledge(qint64 id, api::ActionNote note) override;

private:
    const Desk& m_desk;
};

} // namespace hub::local
