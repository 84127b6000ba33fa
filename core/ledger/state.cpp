#include "core/ledger/state.h"

#include "core/base/check.h"

#include <map>

namespace hub::ledger {
namespace {

using domain::AccountType;
using domain::Amount;

/// Deposits: what the hub administers is what the participants have on deposit, but for withdrawals that are
/// reserved and not yet paid out (admin-settlement 2.2).
bool depositsBalance(const State& state)
{
    std::map<domain::Currency, Amount> sums;
    for (const auto& entry : state.registry->participants()) {
        for (const auto& account : entry->accounts) {
            if (account.type == AccountType::Settlement || account.type == AccountType::HubReconciliation)
                sums[account.currency] += state.position(account.id).value;
        }
    }
    for (const auto& [seq, transfer] : state.open)
        if (transfer.kind == TransferKind::FundsOut) sums[transfer.currency] -= transfer.amount;
    for (const auto& [currency, sum] : sums)
        if (!sum.isZero()) return false;
    return true;
}

/// Open bulks hold exactly the open transfers that name them.
std::optional<std::string> brokenBulk(const State& state)
{
    std::size_t accepted = 0;
    for (const auto& [seq, bulk] : state.bulks.all()) {
        if (domain::isFinal(bulk.state)) continue;
        const auto* items = state.bulks.items(seq);
        if (items == nullptr || items->size() != bulk.items) return "an open bulk without its transfers";
        for (const BulkItem& item : *items) {
            if (item.state != domain::BulkItemState::Accepted) continue;
            ++accepted;
            const auto open = state.open.find(item.transferSeq);
            if (open == state.open.end() || open->second.bulk != seq)
                return "a transfer of a bulk that is not open";
        }
    }
    for (const auto& [seq, transfer] : state.open)
        accepted -= transfer.bulk != 0 ? 1 : 0;
    if (accepted != 0) return "an open transfer without its bulk";
    return std::nullopt;
}

} // namespace

const domain::Position& State::position(domain::AccountId account) const
{
    static const domain::Position none;
    const auto index = static_cast<std::size_t>(account.value());
    return account.value() > 0 && index < positions.size() ? positions[index] : none;
}

std::optional<std::int64_t> State::nextDueMs() const
{
    // Due is what lies before now, so a transfer is one millisecond after its deadline.
    std::optional<std::int64_t> due;
    if (!deadlines.empty()) due = deadlines.begin()->first + 1;
    if (rules.settlement == nullptr) return due;
    for (const auto& [window, at] : closing)
        if (!due || at < *due) due = at;
    return due;
}

std::vector<Change> seedChanges(const Rules& rules, base::Instant now)
{
    std::vector<Change> changes;
    for (domain::LedgerAccountType type : domain::seededAccountTypes()) {
        type.createdAt = now;
        changes.emplace_back(AccountTypePut{std::move(type)});
    }
    domain::Participant hub;
    hub.id = kHubParticipant;
    hub.name = domain::FspId(rules.hubName);
    hub.createdAt = now;
    changes.emplace_back(ParticipantPut{std::move(hub)});
    changes.emplace_back(
        WindowPut{Window{domain::WindowId(1), WindowState::Open, "initial window", now, now}});
    domain::InterchangeRule rule = domain::shippedInterchangeRule();
    rule.id = domain::InterchangeRuleId(1);
    rule.createdAt = now;
    rule.changedAt = now;
    changes.emplace_back(InterchangeRulePut{std::move(rule)});
    return changes;
}

std::optional<std::string> brokenInvariant(const State& state)
{
    if (state.registry == nullptr || state.registry->find(kHubParticipant) == nullptr)
        return "no hub participant";
    if (state.openWindow.state != WindowState::Open || state.openWindow.id.value() < 1)
        return "no open settlement window";
    std::size_t clients = 0;
    for (const auto& [seq, transfer] : state.open) {
        const auto* record = state.transfers.find(transfer.id.value());
        if (record == nullptr || record->seq != seq || record->state != transfer.state)
            return "an open transfer without its record";
        if (domain::isFinal(transfer.state)) return "a final transfer among the open ones";
        if (seq >= state.nextTransferSeq) return "a transfer beyond the journal's end";
        if (transfer.kind != TransferKind::Client) continue;
        ++clients;
        if (!state.deadlines.contains({transfer.expiration.ms, seq}))
            return "an open transfer without a deadline";
    }
    if (clients != state.deadlines.size()) return "a deadline without its transfer";
    if (const auto broken = brokenBulk(state)) return broken;
    if (!depositsBalance(state)) return "settlement accounts and reconciliation account do not balance";
    return std::nullopt;
}

void checkInvariants(const State& state)
{
    const auto broken = brokenInvariant(state);
    HUB_CHECK(!broken.has_value());
}

} // namespace hub::ledger
