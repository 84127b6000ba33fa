#include "core/admin/finalise_steps.h"

#include "core/settlement/netting.h"

#include <algorithm>
#include <numeric>

namespace hub::admin {
namespace {

using api::FinaliseStepKind;
using domain::Amount;
using domain::SettlementState;
using domain::TransferState;

base::Expected<std::optional<TransferState>, base::Error> stateOf(ledger::LedgerReader& reader,
                                                                  const domain::TransferId& id)
{
    HUB_TRY(const auto facts, reader.transfer(id));
    return facts ? std::optional(facts->state()) : std::nullopt;
}

/// No account of the settlement (of `only`, when given) is in a state before `state`. Aborted pairs do not
/// count, nothing of an aborted settlement is reached.
bool isReached(const FinaliseStanding& standing, SettlementState state,
               std::optional<domain::AccountId> only = std::nullopt)
{
    constexpr std::array kOrder{SettlementState::PendingSettlement, SettlementState::TransfersRecorded,
                                SettlementState::TransfersReserved, SettlementState::TransfersCommitted,
                                SettlementState::Settling,          SettlementState::Settled};
    const auto place = [&](SettlementState wanted) {
        return std::find(kOrder.begin(), kOrder.end(), wanted) - kOrder.begin();
    };
    if (standing.settlement.file.settlement.state == SettlementState::Aborted) return false;
    const auto& accounts = standing.settlement.file.accounts;
    return std::all_of(accounts.begin(), accounts.end(), [&](const auto& account) {
        return (only && account.account != *only) || account.state == SettlementState::Aborted ||
               place(account.state) >= place(state);
    });
}

/// What the account's cap becomes; nothing when it stays.
std::optional<Amount> capFor(const ledger::Finalise& job, const ledger::FinaliseEntry& entry,
                             const ledger::LedgerView& view)
{
    const auto registry = view.registry();
    const auto* owner = registry->ownerOf(entry.account);
    if (owner == nullptr) return std::nullopt;
    const auto limit = owner->limits.find(entry.account.value());
    // A cap that follows the liquidity has moved with it.
    if (limit == owner->limits.end() || limit->second.liquidityPercentHundredths > 0) return std::nullopt;
    const Amount held = view.position(entry.settlementAccount).value.negated();
    const Amount cap = limit->second.netDebitCap;
    const bool changes = (job.decreaseCaps && cap > held) || (job.increaseCaps && cap < held);
    return changes && !held.isNegative() ? std::optional(held) : std::nullopt;
}

} // namespace

base::Expected<std::optional<FinaliseStanding>, base::Error> readStanding(ledger::LedgerReader& reader,
                                                                          domain::SettlementId settlement)
{
    ledger::FinaliseFilter wanted;
    wanted.settlement = settlement;
    HUB_TRY(auto jobs, reader.finalises(wanted));
    ledger::SettlementFilter filter;
    filter.id = settlement;
    HUB_TRY(auto settlements, reader.settlements(filter));
    if (jobs.empty() || settlements.empty()) return std::optional<FinaliseStanding>();
    FinaliseStanding out{std::move(jobs.front()), std::move(settlements.front()), {}, {}};
    for (const auto& entry : out.job.entries) {
        HUB_TRY(const auto movement, stateOf(reader, entry.movement));
        HUB_TRY(const auto adjustment, stateOf(reader, entry.adjustment));
        out.movements.push_back(movement);
        out.adjustments.push_back(adjustment);
    }
    return std::optional(std::move(out));
}

std::vector<domain::AccountId> movedAccounts(const FinaliseStanding& standing)
{
    std::vector<domain::AccountId> moved;
    for (std::size_t i = 0; i < standing.job.entries.size(); ++i)
        if (standing.movements[i] == TransferState::Committed ||
            standing.movements[i] == TransferState::Reserved)
            moved.push_back(standing.job.entries[i].account);
    return moved;
}

std::vector<FinaliseStep> stepsOf(const FinaliseStanding& standing, const ledger::LedgerView& view,
                                  const std::set<domain::AccountId>& capsSet)
{
    const auto& job = standing.job;
    std::vector<std::size_t> order(job.entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&job](std::size_t a, std::size_t b) {
        return job.entries[a].net < job.entries[b].net;
    });
    std::vector<FinaliseStep> steps;
    const auto isCommitted = [](const auto& state) { return state == TransferState::Committed; };
    steps.push_back(
        {FinaliseStepKind::Record, 0, isReached(standing, SettlementState::TransfersRecorded), {}});
    steps.push_back(
        {FinaliseStepKind::Reserve, 0, isReached(standing, SettlementState::TransfersReserved), {}});
    for (const auto i : order) {
        const auto& entry = job.entries[i];
        if (!entry.net.isZero())
            steps.push_back(
                {FinaliseStepKind::MoveFunds, i, isCommitted(standing.movements[i]), entry.net.negated()});
        steps.push_back({FinaliseStepKind::Commit,
                         i,
                         isReached(standing, SettlementState::TransfersCommitted, entry.account),
                         {}});
    }
    const bool isSettled = standing.settlement.file.settlement.state == SettlementState::Settled;
    steps.push_back({FinaliseStepKind::Settle, 0, isSettled, {}});
    const bool isOver = job.state == ledger::FinaliseState::Done;
    for (const auto i : order) {
        const auto& entry = job.entries[i];
        if (job.setLiquidity && !entry.adjust.isZero())
            steps.push_back(
                {FinaliseStepKind::SetLiquidity, i, isCommitted(standing.adjustments[i]), entry.adjust});
        // What a cap becomes is known when the money has moved.
        if (!isSettled || isOver || (!job.decreaseCaps && !job.increaseCaps)) continue;
        const auto cap = capFor(job, entry, view);
        if (cap) steps.push_back({FinaliseStepKind::SetCap, i, capsSet.contains(entry.account), *cap});
    }
    return steps;
}

std::optional<std::string> brokenPromise(const FinaliseStanding& standing)
{
    if (standing.settlement.file.settlement.state != SettlementState::Settled)
        return "The settlement is not SETTLED after all its steps";
    auto nets = settlement::netsToSettle(standing.settlement.file);
    for (std::size_t i = 0; i < standing.job.entries.size(); ++i) {
        const auto& entry = standing.job.entries[i];
        const auto net = nets.find(entry.account.value());
        if (net == nets.end() || net->second != entry.net ||
            (!entry.net.isZero() && standing.movements[i] != TransferState::Committed))
            return "The money of account " + std::to_string(entry.account.value()) +
                   " did not move by its net amount";
        nets.erase(net);
    }
    if (!nets.empty()) return "An account of the settlement was left out";
    return std::nullopt;
}

api::FinaliseRow finaliseRow(const FinaliseStanding& standing, const ledger::LedgerView& view,
                             const std::string& trouble)
{
    const auto& job = standing.job;
    api::FinaliseRow row;
    row.settlement = job.settlement;
    row.state = job.state == ledger::FinaliseState::Running  ? api::FinaliseState::Running
                : job.state == ledger::FinaliseState::Failed ? api::FinaliseState::Failed
                                                             : api::FinaliseState::Done;
    row.error = QString::fromStdString(job.state == ledger::FinaliseState::Running ? trouble : job.error);
    row.fileName = QString::fromStdString(job.fileName);
    row.fileHash = QString::fromStdString(base::toHex(base::asText(job.fileHash)));
    row.setLiquidity = job.setLiquidity;
    row.decreaseCaps = job.decreaseCaps;
    row.increaseCaps = job.increaseCaps;
    row.who = QString::fromStdString(job.who);
    row.reason = QString::fromStdString(job.reason);
    row.startedAt = job.startedAt;
    row.changedAt = job.changedAt;
    const auto registry = view.registry();
    for (const auto& step : stepsOf(standing, view, {})) {
        api::FinaliseStepRow out{step.kind, step.isDone, {}, {}, {}, {}};
        const bool isOfAll = step.kind == FinaliseStepKind::Record ||
                             step.kind == FinaliseStepKind::Reserve || step.kind == FinaliseStepKind::Settle;
        if (!isOfAll) {
            out.account = job.entries[step.entry].account;
            if (const auto* owner = registry->ownerOf(out.account)) {
                out.participant = QString::fromStdString(owner->participant.name.value());
                if (const auto* account = owner->account(out.account)) out.currency = account->currency;
            }
            if (step.kind != FinaliseStepKind::Commit) out.amount = step.amount;
        }
        row.steps.push_back(std::move(out));
    }
    return row;
}

} // namespace hub::admin
