#include "tests/support/hub_fake/fake_alerts.h"

#include "tests/support/hub_fake/hub_fake_state.h"

#include <algorithm>

namespace hub::test {

namespace {

class FakeAlerts final : public api::AlertsApi
{
public:
    explicit FakeAlerts(State& state)
        : m_state(state)
    {}
    QFuture<api::Result<api::Page<api::AlertRow>>> list(api::AlertFilter filter, api::PageRequest) override
    {
        using Page = api::Page<api::AlertRow>;
        return m_state.answer<Page>(QStringLiteral("alerts.list"), {}, [this, filter]() -> api::Result<Page> {
            Page page;
            for (const auto& row : m_state.alertRows)
                if ((!filter.state || row.state == *filter.state) &&
                    (!filter.rule || row.rule == *filter.rule) &&
                    (filter.object.isEmpty() || row.object.compare(filter.object, Qt::CaseInsensitive) == 0))
                    page.rows.push_back(row);
            return page;
        });
    }
    QFuture<api::Result<api::AlertRow>> acknowledge(qint64 id, api::ActionNote note) override
    {
        return m_state.answer<api::AlertRow>(
            QStringLiteral("alerts.acknowledge"), words(QString::number(id), note),
            [this, id, note]() -> api::Result<api::AlertRow> {
                auto& rows = m_state.alertRows;
                const auto row =
                    std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.id == id; });
                if (row == rows.end()) return base::Unexpected(State::unknown(QStringLiteral("alert")));
                if (row->state == api::AlertState::Firing) {
                    row->state = api::AlertState::Acknowledged;
                    row->acknowledgedBy = QStringLiteral("operator");
                    row->note = note.reason;
                    row->last = m_state.clock.now();
                    m_state.tellAlert(*row);
                }
                return *row;
            });
    }

private:
    State& m_state;
};

} // namespace

std::unique_ptr<api::AlertsApi> makeFakeAlerts(State& state)
{
    return std::make_unique<FakeAlerts>(state);
}

void HubFake::raise(const api::AlertRow& alert)
{
    auto& rows = m_state->alertRows;
    const auto known =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == alert.id; });
    if (known != rows.end())
        *known = alert;
    else
        rows.insert(rows.begin(), alert);
    m_state->tellAlert(alert);
}

void HubFake::fillAlerts()
{
    const auto at = [this](qint64 secondsAgo) { return m_state->clock.now().plusMs(-1000 * secondsAgo); };
    const auto usd = domain::Currency::parse("USD");
    const auto alert = [](qint64 id, api::AlertSeverity severity, api::AlertRule rule, const char* object,
                          const char* value, const char* text) {
        api::AlertRow row;
        row.id = id;
        row.severity = severity;
        row.rule = rule;
        row.object = QString::fromLatin1(object);
        row.value = QString::fromLatin1(value);
        row.text = QString::fromLatin1(text);
        return row;
    };
    using api::AlertRule;
    using api::AlertSeverity;
    auto disk = alert(1, AlertSeverity::S2, AlertRule::DiskLow, "hub", "",
                      "1.8 GiB are free on the disk of the data.");
    disk.state = api::AlertState::Resolved;
    disk.since = at(86'000);
    disk.last = at(82'000);
    disk.resolvedAt = disk.last;
    raise(disk);
    auto cap = alert(2, AlertSeverity::S4, AlertRule::NetDebitCapAdjustment, "agricoop", "250000.00",
                     "The net debit cap of agricoop in USD was changed to 250000.00.");
    cap.currency = usd;
    cap.state = api::AlertState::Resolved;
    cap.since = cap.last = at(5'400);
    cap.resolvedAt = cap.last;
    cap.mails = 2;
    raise(cap);
    auto seen = alert(3, AlertSeverity::S3, AlertRule::NetDebitCapBreach, "greenbank", "9.61",
                      "greenbank has 9.61 % of its net debit cap in USD left; the alarm is at 10 %.");
    seen.currency = usd;
    seen.state = api::AlertState::Acknowledged;
    seen.since = at(2'760);
    seen.last = at(610);
    seen.count = 3;
    seen.mails = 4;
    seen.acknowledgedBy = QStringLiteral("amina");
    seen.note = QStringLiteral("treasury of greenbank sends funds before noon");
    raise(seen);
    auto firing = alert(4, AlertSeverity::S3, AlertRule::NetDebitCapBreach, "lakeside", "2.75",
                        "lakeside has 2.75 % of its net debit cap in USD left; the alarm is at 10 %.");
    firing.currency = usd;
    firing.since = at(184);
    firing.last = at(12);
    firing.mails = 2;
    raise(firing);
}

} // namespace hub::test
