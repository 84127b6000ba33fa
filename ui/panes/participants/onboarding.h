#pragma once

#include "core/hub/hub_api.h"

#include <QtCore/QObject>

#include <functional>
#include <optional>
#include <vector>

namespace hub::panes {

/// What an operator entered for a new participant.
struct OnboardingPlan
{
    QString name;
    domain::Currency currency;
    domain::Amount cap;
    /// Nothing: no money is recorded.
    std::optional<domain::Amount> funds;
    QString externalReference;
    /// Addresses of the callbacks; empty: none are set.
    std::vector<api::EndpointRow> callbacks;
    api::ActionNote note;
};

/// Sends a plan to the hub call by call: participant, cap, funds, callback addresses. Stops at the first
/// refusal and says what is done and what is not; every call is safe to repeat from the participant's detail.
/// Deletes itself after finished(). GUI thread.
class Onboarding final : public QObject
{
    Q_OBJECT
public:
    Onboarding(const api::HubApi& hub, OnboardingPlan plan, QObject* parent);
    void start();

Q_SIGNALS:
    /// `done` of `all` steps; after the last: finished.
    void progressed(int done, int all, const QString& step);
    void finished(bool complete, const QString& doneSteps, const hub::api::Error& error);

private:
    void next();
    void createParticipant();
    void openAccounts();
    void findSettlementAccount();
    void recordFunds(domain::AccountId account);
    void setCallbacks();
    template <class T, class Then>
    void follow(QFuture<api::Result<T>> future, Then then);

    struct Step
    {
        QString words;
        std::function<void()> run;
    };
    api::HubApi m_hub;
    OnboardingPlan m_plan;
    domain::TransferId m_fundsId;
    std::vector<Step> m_steps;
    std::size_t m_done = 0;
};

} // namespace hub::panes
