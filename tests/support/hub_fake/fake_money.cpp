#include "tests/support/hub_fake/hub_fake_state.h"

namespace hub::test {

using domain::AccountType;
using domain::Amount;

namespace {

class FakeLimits final : public api::LimitsApi
{
public:
    explicit FakeLimits(State& state)
        : m_state(state)
    {}
    QFuture<api::Result<std::vector<api::LimitRow>>> list(QString participant) override
    {
        using Rows = std::vector<api::LimitRow>;
        return m_state.answer<Rows>(
            QStringLiteral("limits.list"), participant, [this, participant]() -> api::Result<Rows> {
                Rows rows;
                for (const auto& position : m_state.scheme.positions())
                    if (position.cap && (participant.isEmpty() || position.participant == participant))
                        rows.push_back({position.participant, position.currency, *position.cap,
                                        position.alarmPercentHundredths});
                return rows;
            });
    }
    QFuture<api::Result<api::LimitRow>> change(api::LimitRow limit, api::ActionNote note) override
    {
        return m_state.answer<api::LimitRow>(
            QStringLiteral("limits.change"), words(limit.participant, note),
            [this, limit]() -> api::Result<api::LimitRow> {
                auto* account =
                    m_state.scheme.account(limit.participant, limit.currency, AccountType::Position);
                if (!account) return base::Unexpected(State::unknown(limit.participant));
                const auto* held =
                    m_state.scheme.account(limit.participant, limit.currency, AccountType::Settlement);
                account->capPercentHundredths = limit.liquidityPercentHundredths;
                account->cap = limit.liquidityPercentHundredths == 0 || held == nullptr
                                   ? limit.cap
                                   : domain::capOfLiquidity(held->value.negated(),
                                                            limit.liquidityPercentHundredths, limit.currency);
                m_state.scheme.member(limit.participant)->alarms[codeOf(limit.currency)] =
                    limit.alarmPercentHundredths;
                m_state.tellAccounts(limit.participant);
                return limit;
            });
    }

private:
    State& m_state;
};

class FakeFunds final : public api::FundsApi
{
public:
    explicit FakeFunds(State& state)
        : m_state(state)
    {}
    QFuture<api::Result<api::FundsReceipt>> recordFundsIn(api::FundsMovement m, api::ActionNote note) override
    {
        return record(QStringLiteral("funds.recordFundsIn"), m, false, note);
    }
    QFuture<api::Result<api::FundsReceipt>> fundsOutReserve(api::FundsMovement m,
                                                            api::ActionNote note) override
    {
        return record(QStringLiteral("funds.fundsOutReserve"), m, true, note);
    }
    QFuture<api::Result<api::FundsReceipt>> fundsOutCommit(api::FundsOutStep s, api::ActionNote note) override
    {
        return finish(QStringLiteral("funds.fundsOutCommit"), s, domain::TransferState::Committed, note);
    }
    QFuture<api::Result<api::FundsReceipt>> fundsOutAbort(api::FundsOutStep s, api::ActionNote note) override
    {
        return finish(QStringLiteral("funds.fundsOutAbort"), s, domain::TransferState::AbortedRejected, note);
    }
    QFuture<api::Result<api::Page<api::MovementRow>>> movements(api::MovementFilter filter,
                                                                api::PageRequest page) override
    {
        using Page = api::Page<api::MovementRow>;
        return m_state.answer<Page>(
            QStringLiteral("funds.movements"), filter.participant,
            [this, filter, page]() -> api::Result<Page> {
                Page found;
                const auto& all = m_state.scheme.movements();
                for (auto at = all.rbegin(); at != all.rend(); ++at)
                    if ((filter.participant.isEmpty() || filter.participant == at->participant) &&
                        (!filter.currency || *filter.currency == at->currency) &&
                        static_cast<int>(found.rows.size()) < page.limit)
                        found.rows.push_back(*at);
                return found;
            });
    }

private:
    QFuture<api::Result<api::FundsReceipt>> record(const QString& method, const api::FundsMovement& m,
                                                   bool out, const api::ActionNote& note)
    {
        return m_state.answer<api::FundsReceipt>(
            method, words(m.participant, note), [this, m, out]() -> api::Result<api::FundsReceipt> {
                auto* account = m_state.scheme.accountById(m.account);
                if (!account) return base::Unexpected(State::unknown(QStringLiteral("account")));
                const auto now = m_state.clock.now();
                const auto state = out ? domain::TransferState::Reserved : domain::TransferState::Committed;
                account->value += out ? m.amount : m.amount.negated();
                account->changedAt = now;
                m_state.scheme.movements().push_back(
                    {m.transferId,
                     out ? api::TransferKind::FundsOut : api::TransferKind::FundsIn,
                     state,
                     account->participant,
                     m.account,
                     m.amount,
                     m.currency,
                     m.externalReference,
                     now,
                     now,
                     now.plusMs(432'000'000),
                     {}});
                m_state.tellAccounts(account->participant);
                return api::FundsReceipt{m.transferId, state};
            });
    }
    QFuture<api::Result<api::FundsReceipt>> finish(const QString& method, const api::FundsOutStep& step,
                                                   domain::TransferState end, const api::ActionNote& note)
    {
        return m_state.answer<api::FundsReceipt>(
            method, words(step.participant, note), [this, step, end]() -> api::Result<api::FundsReceipt> {
                for (auto& row : m_state.scheme.movements()) {
                    if (row.transferId != step.transferId || row.state != domain::TransferState::Reserved)
                        continue;
                    row.state = end;
                    row.changedAt = m_state.clock.now();
                    auto* account = m_state.scheme.accountById(row.account);
                    if (end == domain::TransferState::AbortedRejected) account->value -= row.amount;
                    m_state.tellAccounts(row.participant);
                    return api::FundsReceipt{row.transferId, end};
                }
                return base::Unexpected(State::unknown(QStringLiteral("transfer")));
            });
    }
    State& m_state;
};

} // namespace

std::unique_ptr<api::LimitsApi> makeFakeLimits(State& state)
{
    return std::make_unique<FakeLimits>(state);
}

std::unique_ptr<api::FundsApi> makeFakeFunds(State& state)
{
    return std::make_unique<FakeFunds>(state);
}

} // namespace hub::test
