#pragma once

#include "core/hub/feed_dispatcher.h"
#include "tests/support/hub_fake/fake_alerts.h"
#include "tests/support/hub_fake/fake_callbacks.h"
#include "tests/support/hub_fake/fake_finalise.h"
#include "tests/support/hub_fake/hub_fake.h"

#include <QtCore/QHash>
#include <QtCore/QPromise>
#include <QtCore/QSet>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

/// What the parts of the fake hub share. A header for them only.
namespace hub::test {

struct HubFake::State
{
    explicit State(FakeClock& fakeClock)
        : clock(fakeClock)
        , scheme(fakeClock)
    {}

    /// Logs the call, fails when told to, holds the answer when told to.
    template <class T, class Answer>
    QFuture<api::Result<T>> answer(const QString& method, const QString& subject, Answer make)
    {
        calls << (subject.isEmpty() ? method : method + QLatin1Char(' ') + subject);
        const auto result = [this, method, make]() -> api::Result<T> {
            const auto failure = failures.constFind(method);
            if (failure != failures.constEnd()) return base::Unexpected(*failure);
            return make();
        };
        if (!heldMethods.contains(method)) return api::readyResult<T>(result());
        auto promise = std::make_shared<QPromise<api::Result<T>>>();
        promise->start();
        waiting.push_back([promise, result] {
            promise->addResult(result());
            promise->finish();
        });
        return promise->future();
    }

    static api::Error unknown(const QString& name)
    {
        return {QStringLiteral("3200"),
                QStringLiteral("%1 is not known.").arg(name),
                {},
                api::ErrorKind::Refused,
                {},
                {}};
    }

    void tellParticipant(const FakeScheme::Member& member)
    {
        api::FeedBatch batch;
        batch.kind = api::FeedKind::Participants;
        batch.participants.push_back(scheme.rowOf(member));
        feeds.publish(std::move(batch));
    }
    void tellAccounts(const QString& name)
    {
        auto* member = scheme.member(name);
        if (!member) return;
        api::FeedBatch batch;
        batch.kind = api::FeedKind::Positions;
        for (const auto& account : member->accounts)
            if (account.type == domain::AccountType::Position && !member->row.isHub)
                batch.positions.push_back(scheme.positionRow(*member, account));
        feeds.publish(std::move(batch));
        tellParticipant(*member);
    }
    void tellAlert(const api::AlertRow& alert)
    {
        api::FeedBatch batch;
        batch.kind = api::FeedKind::Alerts;
        batch.alerts.push_back(alert);
        feeds.publish(std::move(batch));
    }
    void tell(const FakeTransfer& transfer)
    {
        api::FeedBatch batch;
        batch.kind = api::FeedKind::Transfers;
        batch.transfers.push_back(transfer.row);
        feeds.publish(std::move(batch));
        for (const auto& effect : transfer.effects)
            tellAccounts(effect.participant);
    }

    FakeClock& clock;
    FakeScheme scheme;
    api::FeedDispatcher feeds;
    QStringList calls;
    QHash<QString, api::Error> failures;
    QSet<QString> heldMethods;
    std::vector<std::function<void()>> waiting;
    std::unique_ptr<api::ParticipantsApi> participants;
    std::unique_ptr<api::LimitsApi> limits;
    std::unique_ptr<api::FundsApi> funds;
    std::unique_ptr<api::PositionsApi> positions;
    std::unique_ptr<api::TransfersApi> transfers;
    std::unique_ptr<api::TracesApi> traces;
    std::unique_ptr<api::HealthApi> health;
    std::unique_ptr<api::OraclesApi> oracles;
    std::unique_ptr<api::SettlementApi> settlement;
    std::unique_ptr<api::AlertsApi> alerts;
    std::unique_ptr<api::ForwardedApi> forwarded;
    /// Newest first.
    std::vector<api::AlertRow> alertRows;
    std::unique_ptr<api::CallbacksApi> callbacks;
    FakeDeliveries deliveries;
    fake::FakeFinalise finalise;
    fake::FakeReports reports;
};

using State = HubFake::State;

inline QString codeOf(domain::Currency currency)
{
    const auto code = currency.code();
    return QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size()));
}

inline QString words(const QString& subject, const api::ActionNote& note)
{
    return subject + QStringLiteral(": ") + note.reason;
}

std::unique_ptr<api::LimitsApi> makeFakeLimits(State& state);
/// A look-up and a quote for every payment, a request to pay with its authorization for every tenth.
std::unique_ptr<api::ForwardedApi> makeFakeForwarded(State& state);
/// Three bulks out of the newest payments: one paid in part, one with the payee, one refused.
std::vector<api::BulkDetail> fakeBulks(const FakeScheme& scheme);
std::unique_ptr<api::FundsApi> makeFakeFunds(State& state);
std::unique_ptr<api::SettlementApi> makeFakeSettlement(State& state);
std::unique_ptr<api::CallbacksApi> makeFakeCallbacks(State& state);
/// Two models, a settled, a closed and the open window out of the payments so far. For what
/// makeFakeSettlement() made only.
void fillFakeSettlement(api::SettlementApi& settlement);

} // namespace hub::test
