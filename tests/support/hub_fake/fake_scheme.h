#pragma once

#include "core/base/clock.h"
#include "core/hub/hub_api.h"

#include <map>
#include <optional>
#include <random>
#include <vector>

namespace hub::test {

/// A clock that moves when it is told.
class FakeClock final : public base::Clock
{
public:
    base::Instant now() const override { return m_now; }
    std::int64_t steadyUs() const override { return m_now.ms * 1000; }
    void advance(std::int64_t ms) { m_now = m_now.plusMs(ms); }

private:
    /// 2026-11-23T14:02:11Z
    base::Instant m_now{1'795'442'531'000};
};

/// A transfer with what it did.
struct FakeTransfer
{
    api::TransferRow row;
    std::vector<api::PositionEffectRow> effects;
};

/// The books behind HubFake: a small scheme whose sums are right, the same in every run.
class FakeScheme
{
public:
    explicit FakeScheme(FakeClock& clock)
        : m_clock(clock)
    {}

    struct Member
    {
        api::ParticipantRow row;
        std::vector<api::AccountRow> accounts;
        std::vector<api::EndpointRow> endpoints;
        std::vector<api::ContactRow> contacts;
        std::map<QString, int> alarms;
    };

    Member* member(const QString& name);
    std::vector<Member>& members() { return m_members; }
    Member& addMember(const QString& name, bool isHub = false);
    void addCurrency(Member& member, domain::Currency currency);
    api::AccountRow* account(const QString& name, domain::Currency currency, domain::AccountType type);
    api::AccountRow* accountById(domain::AccountId id);
    void open(const QString& name, domain::Currency currency, domain::Amount cap);
    api::ParticipantRow rowOf(const Member& member) const;

    /// Books a payment that ends in `end`; the newest transfer is transfers().back().
    const FakeTransfer& pay(const QString& payer, const QString& payee, domain::Amount amount,
                            domain::Currency currency, domain::TransferState end);
    const FakeTransfer& payAtRandom();
    const std::vector<FakeTransfer>& transfers() const { return m_transfers; }
    const FakeTransfer* transfer(const domain::TransferId& id) const;

    /// An account of the hub in this currency.
    void addHubAccount(domain::Currency currency, domain::AccountType type, const QString& typeName);
    /// Movements of funds, oldest first.
    std::vector<api::MovementRow>& movements() { return m_movements; }
    /// Changes of the account, newest first.
    std::vector<api::AccountMoveRow> moves(domain::AccountId account, int limit) const;

    std::vector<api::PositionRow> positions() const;
    api::PositionRow positionRow(const Member& member, const api::AccountRow& account) const;
    api::PositionHistory history(domain::AccountId account, base::Instant from, base::Instant to,
                                 int points) const;
    api::TransferDetail detail(const FakeTransfer& transfer) const;
    /// The quote that a payment was agreed with.
    static QString quoteIdOf(const api::TransferRow& row);
    api::Trace trace(const FakeTransfer& transfer) const;
    api::HealthSnapshot health() const;
    bool matches(const FakeTransfer& transfer, const api::TransferFilter& filter) const;
    domain::TransferId newId();

    base::Instant now() const { return m_clock.now(); }
    /// Where payments are committed into.
    domain::WindowId window() const { return m_window; }
    base::Instant windowOpenedAt() const { return m_windowOpenedAt.value_or(now().plusMs(-8'040'000)); }
    void openWindow(domain::WindowId id)
    {
        m_window = id;
        m_windowOpenedAt = now();
    }
    /// Puts the oldest `count` transfers into an earlier window.
    void moveToWindow(std::size_t count, domain::WindowId id);

private:
    struct Change
    {
        base::Instant at;
        domain::Amount value;
    };
    void move(api::AccountRow& account, domain::Amount by, FakeTransfer& transfer);

    FakeClock& m_clock;
    std::vector<Member> m_members;
    std::vector<FakeTransfer> m_transfers;
    std::vector<api::MovementRow> m_movements;
    std::map<std::int64_t, std::vector<Change>> m_changes;
    std::int64_t m_nextAccount = 1;
    domain::WindowId m_window{128};
    std::optional<base::Instant> m_windowOpenedAt;
    std::mt19937 m_random{20261123};
};

} // namespace hub::test
