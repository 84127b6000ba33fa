#include "core/hub/local/local_alerts.h"

#include "core/admin/alert_json.h"

#include <algorithm>

namespace hub::local {
namespace {

// The rows of the desk name the rules; the numbers of the store are in the same order.
events::AlertRule storedRule(api::AlertRule rule)
{
    for (const auto stored : {events::AlertRule::NetDebitCapBreach, events::AlertRule::NetDebitCapAdjustment,
                              events::AlertRule::SettlementPositionChange, events::AlertRule::StoreReadOnly,
                              events::AlertRule::DiskLow}) {
        events::Alert alert;
        alert.rule = stored;
        if (admin::alertRow(alert).rule == rule) return stored;
    }
    return events::AlertRule::NetDebitCapBreach;
}

events::AlertState storedState(api::AlertState state)
{
    switch (state) {
    case api::AlertState::Firing:
        return events::AlertState::Firing;
    case api::AlertState::Acknowledged:
        return events::AlertState::Acknowledged;
    case api::AlertState::Resolved:
        break;
    }
    return events::AlertState::Resolved;
}

} // namespace

QFuture<api::Result<api::Page<api::AlertRow>>> LocalAlerts::list(api::AlertFilter filter,
                                                                 api::PageRequest page)
{
    events::AlertFilter wanted;
    if (filter.state) wanted.state = storedState(*filter.state);
    if (filter.rule) wanted.rule = storedRule(*filter.rule);
    wanted.object = filter.object.toStdString();
    wanted.before = page.after.toLongLong();
    const int limit = std::clamp(page.limit, 1, 500);
    wanted.limit = limit + 1;
    const Pending<api::Page<api::AlertRow>> pending;
    m_desk.services.alerts.list(
        std::move(wanted),
        pending.done<std::vector<events::Alert>>([limit](const std::vector<events::Alert>& alerts) {
            api::Page<api::AlertRow> out;
            for (const auto& alert : alerts) {
                if (static_cast<int>(out.rows.size()) == limit) {
                    out.next = QString::number(out.rows.back().id);
                    break;
                }
                out.rows.push_back(admin::alertRow(alert));
            }
            return out;
        }));
    return pending.future();
}

QFuture<api::Result<api::AlertRow>> LocalAlerts::acknowledge(qint64 id, api::ActionNote note)
{
    const Pending<api::AlertRow> pending;
    m_desk.services.alerts.acknowledge(
        m_desk.now(), id, noteOf(note),
        pending.done<events::Alert>([](const events::Alert& alert) { return admin::alertRow(alert); }));
    return pending.future();
}

} // namespace hub::local
