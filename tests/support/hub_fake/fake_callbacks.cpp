#include "core/domain/callback_types.h"
#include "tests/support/hub_fake/hub_fake_state.h"

#include <algorithm>

namespace hub::test {
namespace {

QString textOf(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

class FakeCallbacks final : public api::CallbacksApi
{
public:
    explicit FakeCallbacks(State& state)
        : m_state(state)
    {}

    QFuture<api::Result<std::vector<api::DestinationRow>>> overview() override
    {
        using Rows = std::vector<api::DestinationRow>;
        return m_state.answer<Rows>(QStringLiteral("callbacks.overview"), {}, [this]() -> api::Result<Rows> {
            Rows rows;
            for (const auto& member : m_state.scheme.members())
                if (!member.row.isHub) rows.push_back(rowOf(member));
            std::sort(rows.begin(), rows.end(),
                      [](const auto& a, const auto& b) { return a.participant < b.participant; });
            return rows;
        });
    }
    QFuture<api::Result<api::Page<api::DeadLetterRow>>> deadLetters(api::DeadLetterFilter filter,
                                                                    api::PageRequest page) override
    {
        using Rows = api::Page<api::DeadLetterRow>;
        return m_state.answer<Rows>(QStringLiteral("callbacks.deadLetters"), filter.participant,
                                    [this, filter, page]() -> api::Result<Rows> {
                                        Rows out;
                                        for (const auto& letter : m_state.deliveries.letters) {
                                            const auto& row = letter.row;
                                            if (!filter.participant.isEmpty() &&
                                                row.participant != filter.participant)
                                                continue;
                                            if (!row.reason.contains(filter.reason, Qt::CaseInsensitive))
                                                continue;
                                            if (!page.after.isEmpty() && row.id >= page.after.toLongLong())
                                                continue;
                                            if (static_cast<int>(out.rows.size()) == page.limit) {
                                                out.next = QString::number(out.rows.back().id);
                                                break;
                                            }
                                            out.rows.push_back(row);
                                        }
                                        return out;
                                    });
    }
    QFuture<api::Result<api::DeadLetterDetail>> deadLetter(qint64 id) override
    {
        return m_state.answer<api::DeadLetterDetail>(
            QStringLiteral("callbacks.deadLetter"), QString::number(id),
            [this, id]() -> api::Result<api::DeadLetterDetail> {
                for (const auto& letter : m_state.deliveries.letters)
                    if (letter.row.id == id) return letter;
                return base::Unexpected(State::unknown(QStringLiteral("dead letter")));
            });
    }
    QFuture<api::Result<api::ReplayReport>> replay(api::ReplayOrder order, api::ActionNote note) override
    {
        const QString subject = order.ids.empty()
                                    ? order.participant
                                    : QString::number(order.ids.size()) + QStringLiteral(" letters");
        return m_state.answer<api::ReplayReport>(
            QStringLiteral("callbacks.replay"), words(subject, note),
            [this, order]() -> api::Result<api::ReplayReport> {
                auto& letters = m_state.deliveries.letters;
                api::ReplayReport report;
                report.replayed = static_cast<qint64>(std::erase_if(letters, [&](const auto& letter) {
                    if (order.ids.empty()) return letter.row.participant == order.participant;
                    return std::find(order.ids.begin(), order.ids.end(), letter.row.id) != order.ids.end();
                }));
                report.remaining = static_cast<qint64>(letters.size());
                return report;
            });
    }
    QFuture<api::Result<void>> setPaused(QString participant, bool paused, api::ActionNote note) override
    {
        const QString method =
            paused ? QStringLiteral("callbacks.pause") : QStringLiteral("callbacks.resume");
        return m_state.answer<void>(method, words(participant, note),
                                    [this, participant, paused, note]() -> api::Result<void> {
                                        auto& row = m_state.deliveries.rows[participant];
                                        row.paused = paused;
                                        row.pauseReason = paused ? note.reason : QString();
                                        row.pausedAt = m_state.clock.now();
                                        return {};
                                    });
    }
    QFuture<api::Result<void>> setEndpoints(QString participant, std::vector<api::EndpointRow> endpoints,
                                            api::ActionNote note) override
    {
        return m_state.answer<void>(
            QStringLiteral("callbacks.setEndpoints"), words(participant, note),
            [this, participant, endpoints]() -> api::Result<void> {
                auto* member = m_state.scheme.member(participant);
                if (member == nullptr) return base::Unexpected(State::unknown(participant));
                for (const auto& endpoint : endpoints) {
                    std::erase_if(member->endpoints, [&](const auto& e) { return e.type == endpoint.type; });
                    if (!endpoint.value.isEmpty()) member->endpoints.push_back(endpoint);
                }
                return {};
            });
    }
    QFuture<api::Result<std::vector<api::DeliveryFailure>>> failures(QString participant) override
    {
        using Rows = std::vector<api::DeliveryFailure>;
        return m_state.answer<Rows>(
            QStringLiteral("callbacks.failures"), participant,
            [this, participant]() -> api::Result<Rows> { return m_state.deliveries.failures[participant]; });
    }
    QFuture<api::Result<api::ProbeResult>> probe(QString participant, QString type) override
    {
        return m_state.answer<api::ProbeResult>(
            QStringLiteral("callbacks.probe"), participant + QLatin1Char(' ') + type,
            [this, participant, type]() -> api::Result<api::ProbeResult> {
                auto result = m_state.deliveries.probe;
                result.at = m_state.clock.now();
                m_state.deliveries.endpoints[participant + QLatin1Char(' ') + type].probe = result;
                return result;
            });
    }

private:
    api::CallbackEndpoint endpointOf(const FakeScheme::Member& member, const QString& type) const
    {
        const auto valueOf = [&member](const QString& wanted) {
            for (const auto& endpoint : member.endpoints)
                if (endpoint.type == wanted) return endpoint.value;
            return QString();
        };
        auto out = m_state.deliveries.endpoints.value(member.row.name + QLatin1Char(' ') + type);
        out.type = type;
        out.value = valueOf(type);
        out.state = api::EndpointState::Set;
        if (!out.value.isEmpty()) return out;
        out.value = valueOf(textOf(domain::kGenericCallback));
        out.state = out.value.isEmpty() ? api::EndpointState::Missing : api::EndpointState::Inherited;
        return out;
    }
    api::DestinationRow rowOf(const FakeScheme::Member& member) const
    {
        auto row = m_state.deliveries.rows.value(member.row.name);
        row.participant = member.row.name;
        row.active = member.row.active;
        row.deadLetters = std::count_if(
            m_state.deliveries.letters.begin(), m_state.deliveries.letters.end(),
            [&member](const auto& letter) { return letter.row.participant == member.row.name; });
        row.endpoints = {endpointOf(member, textOf(domain::kGenericCallback))};
        for (const auto& type : domain::callbackTypes())
            row.endpoints.push_back(endpointOf(member, textOf(type.type)));
        return row;
    }

    State& m_state;
};

} // namespace

void HubFake::fillDemoDeliveries()
{
    const auto q = [](const char* text) { return QString::fromLatin1(text); };
    State& state = *m_state;
    const base::Instant now = state.clock.now();
    const QString put = q("FSPIOP_CALLBACK_URL_TRANSFER_PUT");
    for (auto& member : state.scheme.members()) {
        auto& row = state.deliveries.rows[member.row.name];
        row.delivered = 4210;
        row.p95Us = 5000;
        row.lastSuccessAt = now.plusMs(-900);
    }
    auto& down = state.deliveries.rows[q("lakeside")];
    down.breaker = api::BreakerState::Open;
    down.queued = 214;
    down.failed = 97;
    down.oldestQueuedAt = now.plusMs(-420'000);
    down.lastErrorAt = now.plusMs(-3'000);
    down.lastError = q("connection refused");
    auto& failing = state.deliveries.endpoints[q("lakeside ") + put];
    failing.delivered = 1204;
    failing.failed = 97;
    failing.failedInARow = 97;
    failing.lastErrorAt = now.plusMs(-3'000);
    auto& paused = state.deliveries.rows[q("paylink")];
    paused.paused = true;
    paused.pausedAt = now.plusMs(-1'800'000);
    paused.pauseReason = q("maintenance at the bank until 16:00");
    paused.queued = 36;
    paused.oldestQueuedAt = now.plusMs(-1'700'000);
    state.scheme.member(q("tontine"))->endpoints.clear();
    if (auto* own = state.scheme.member(q("greenbank")))
        for (const auto& type : domain::callbackTypes())
            own->endpoints.push_back({textOf(type.type), QString::fromStdString(domain::callbackAddress(
                                                             type, "https://fspiop.greenbank.example"))});
    for (int i = 0; i < 14; ++i) {
        api::DeliveryFailure failure;
        failure.at = now.plusMs(-3'000 - i * 5'020);
        failure.type = put;
        failure.message = q("PUT /transfers/{ID}");
        failure.subject = QString::fromStdString(state.scheme.newId().value().toString());
        failure.url = q("http://lakeside.example:4000/transfers/") + failure.subject;
        failure.attempt = 14 - i;
        failure.reason = i % 5 == 4 ? q("status") : q("connect");
        failure.status = i % 5 == 4 ? 502 : 0;
        failure.tookUs = 1'200 + i * 40;
        failure.answer = i % 5 == 4 ? q("<html>Bad Gateway</html>") : QString();
        state.deliveries.failures[q("lakeside")].push_back(failure);
    }
    for (qint64 id = 9; id > 0; --id) {
        api::DeadLetterDetail letter;
        letter.row.id = id;
        letter.row.participant = q("lakeside");
        letter.row.type = put;
        letter.row.message = q("PUT /transfers/{ID}");
        letter.row.subject = QString::fromStdString(state.scheme.newId().value().toString());
        letter.row.attempts = 3;
        letter.row.reason = q("status: 404 Not Found");
        letter.row.queuedAt = now.plusMs(-7'300'000 + id * 60'000);
        letter.row.at = now.plusMs(-7'200'000 + id * 60'000);
        letter.path = q("/transfers/") + letter.row.subject;
        letter.headers = q("content-type: application/vnd.interoperability.transfers+json;version=1.1\n"
                           "date: Mon, 23 Nov 2026 14:02:11 GMT\nfspiop-source: greenbank\n"
                           "fspiop-destination: lakeside\n");
        letter.body =
            q("{\"transferState\":\"COMMITTED\",\"completedTimestamp\":\"2026-11-23T14:02:11.345Z\"}");
        state.deliveries.letters.push_back(letter);
    }
    state.deliveries.probe.origin = q("http://lakeside.example:4000");
    state.deliveries.probe.reason = q("connect");
    state.deliveries.probe.tookUs = 1'800;
}

std::unique_ptr<api::CallbacksApi> makeFakeCallbacks(State& state)
{
    return std::make_unique<FakeCallbacks>(state);
}

} // namespace hub::test
