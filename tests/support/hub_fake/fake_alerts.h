#pragma once

#include "core/hub/alerts_api.h"

#include <algorithm>

namespace hub::fake {

/// Alarms of the fake: the rows that a test put in, newest first.
class FakeAlerts final : public api::AlertsApi
{
public:
    std::vector<api::AlertRow> rows;

    QFuture<api::Result<api::Page<api::AlertRow>>> list(api::AlertFilter filter, api::PageRequest) override
    {
        api::Page<api::AlertRow> page;
        for (const auto& row : rows)
            if ((!filter.state || row.state == *filter.state) && (!filter.rule || row.rule == *filter.rule) &&
                (filter.object.isEmpty() || row.object.compare(filter.object, Qt::CaseInsensitive) == 0))
                page.rows.push_back(row);
        return api::readyResult<api::Page<api::AlertRow>>(std::move(page));
    }
    QFuture<api::Result<api::AlertRow>> acknowledge(qint64 id, api::ActionNote note) override
    {
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.id == id; });
        if (row == rows.end())
            return api::readyError<api::AlertRow>({QStringLiteral("3200"),
                                                   QStringLiteral("Alert not found"),
                                                   {},
                                                   api::ErrorKind::Refused,
                                                   {},
                                                   {}});
        if (row->state == api::AlertState::Firing) {
            row->state = api::AlertState::Acknowledged;
            row->note = note.reason;
        }
        return api::readyResult<api::AlertRow>(*row);
    }
};

} // namespace hub::fake
