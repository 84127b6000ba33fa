#include "ui/panes/participants/onboarding.h"

#include <QtCore/QUuid>

#include <algorithm>

namespace hub::panes {

Onboarding::Onboarding(const api::HubApi& hub, OnboardingPlan plan, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_plan(std::move(plan))
{
    m_fundsId = domain::TransferId(
        *domain::CorrelationId::parse(QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString()));
    m_steps.push_back({tr("participant created"), [this] { createParticipant(); }});
    m_steps.push_back({tr("accounts opened with their cap"), [this] { openAccounts(); }});
    if (m_plan.funds) m_steps.push_back({tr("funds recorded"), [this] { findSettlementAccount(); }});
    if (!m_plan.callbacks.empty())
        m_steps.push_back({tr("callback addresses set"), [this] { setCallbacks(); }});
}

void Onboarding::start()
{
    m_steps.front().run();
}

template <class T, class Then>
void Onboarding::follow(QFuture<api::Result<T>> future, Then then)
{
    api::whenDone(future, this, [this, then](const api::Result<T>& result) {
        if (result) return then(result);
        QStringList done;
        for (std::size_t i = 0; i < m_done; ++i)
            done << m_steps[i].words;
        Q_EMIT finished(false, done.join(QStringLiteral(", ")), result.error());
        deleteLater();
    });
}

void Onboarding::next()
{
    Q_EMIT progressed(static_cast<int>(m_done) + 1, static_cast<int>(m_steps.size()), m_steps[m_done].words);
    if (++m_done < m_steps.size()) return m_steps[m_done].run();
    Q_EMIT finished(true, QString(), {});
    deleteLater();
}

void Onboarding::createParticipant()
{
    follow(m_hub.participants.create(m_plan.name, m_plan.currency, m_plan.note),
           [this](const auto&) { next(); });
}

void Onboarding::openAccounts()
{
    follow(m_hub.participants.initialPositionAndLimits(m_plan.name, m_plan.currency, m_plan.cap,
                                                       domain::Amount{}, m_plan.note),
           [this](const auto&) { next(); });
}

void Onboarding::findSettlementAccount()
{
    follow(m_hub.participants.accounts(m_plan.name),
           [this](const api::Result<std::vector<api::AccountRow>>& result) {
               const auto& rows = *result;
               const auto account =
                   std::find_if(rows.begin(), rows.end(), [this](const api::AccountRow& row) {
                       return row.type == domain::AccountType::Settlement && row.currency == m_plan.currency;
                   });
               if (account == rows.end()) return next();
               recordFunds(account->id);
           });
}

void Onboarding::recordFunds(domain::AccountId account)
{
    const api::FundsMovement movement{m_plan.name,   account,         m_fundsId,
                                      *m_plan.funds, m_plan.currency, m_plan.externalReference};
    follow(m_hub.funds.recordFundsIn(movement, m_plan.note), [this](const auto&) { next(); });
}

void Onboarding::setCallbacks()
{
    follow(m_hub.callbacks.setEndpoints(m_plan.name, m_plan.callbacks, m_plan.note),
           [this](const auto&) { next(); });
}

} // namespace hub::panes
