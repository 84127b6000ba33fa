#include "core/domain/fspiop_errors.h"
#include "core/settlement/handlers.h"
#include "core/settlement/netting.h"

#include <algorithm>
#include <string>

namespace hub::settlement {
namespace {

using namespace domain::fspiop_code;
using domain::SettlementState;
using domain::TransferState;
using ledger::Decision;
using ledger::Draft;
using ledger::Finalise;
using ledger::FinaliseState;

std::string quoted(domain::SettlementId settlement)
{
    return '\'' + std::to_string(settlement.value()) + '\'';
}

const Finalise* jobOf(const Draft& draft, domain::SettlementId settlement)
{
    const auto& jobs = draft.state().finalises;
    const auto found = jobs.find(settlement.value());
    return found != jobs.end() ? &found->second : nullptr;
}

/// Money has left or is set aside: the movement may not be made again under another number.
bool hasMoved(const Draft& draft, const domain::TransferId& movement)
{
    const auto* record = draft.state().transfers.find(movement.value());
    return record != nullptr &&
           (record->state == TransferState::Committed || record->state == TransferState::Reserved);
}

/// As it is now; as it was when the job ended if the movement is too old to be in memory.
bool hasMoved(const Draft& draft, const ledger::FinaliseEntry& entry)
{
    const bool isInMemory = draft.state().transfers.find(entry.movement.value()) != nullptr;
    return isInMemory ? hasMoved(draft, entry.movement) : entry.isMoved;
}

/// Why the plan does not fit the settlement; empty when it does.
std::string misfit(const Draft& draft, const Finalise& job, const ledger::SettlementFile& file)
{
    if (job.entries.empty() || job.entries.size() > Finalise::kEntriesMax)
        return "The plan has no account, or too many";
    auto nets = netsToSettle(file);
    for (const auto& entry : job.entries) {
        const auto net = nets.find(entry.account.value());
        if (net == nets.end() || net->second != entry.net)
            return "Account " + std::to_string(entry.account.value()) +
                   " has another part in the settlement, none, or is in the plan twice";
        nets.erase(net);
        const auto* owner = draft.registry().ownerOf(entry.account);
        const auto* account = owner != nullptr ? owner->account(entry.account) : nullptr;
        const auto* money = account != nullptr ? owner->account(entry.settlementAccount) : nullptr;
        if (money == nullptr || money->type != domain::AccountType::Settlement ||
            money->currency != account->currency)
            return "Account " + std::to_string(entry.account.value()) + " has no SETTLEMENT account there";
    }
    return nets.empty() ? std::string() : "The plan leaves out accounts of the settlement";
}

/// Why finalising may not begin; empty when it may. `before` is the job that is taken up again, if any.
std::string refusal(const Draft& draft, const ledger::BeginFinalise& command, const Finalise* before)
{
    const auto id = command.job.settlement;
    const auto found = draft.state().settlements.find(id.value());
    if (found == draft.state().settlements.end()) return "Settlement with ID " + quoted(id) + " not found";
    const auto& file = found->second;
    if (file.settlement.state == SettlementState::Aborted) return "Settlement " + quoted(id) + " was aborted";
    if (before != nullptr && before->state == FinaliseState::Running)
        return "Settlement " + quoted(id) + " is being finalised";
    if (before != nullptr && before->state == FinaliseState::Done)
        return "Settlement " + quoted(id) + " has been finalised";
    const bool isOver = file.settlement.state == SettlementState::Settled;
    if (before != nullptr && isOver && before->fileHash != command.job.fileHash)
        return "Settlement " + quoted(id) + " is SETTLED: only the same file may finish it";
    // Whoever committed an account by hand has moved its money by hand too, or not at all.
    const bool isByHand =
        before == nullptr &&
        (isOver || std::any_of(file.accounts.begin(), file.accounts.end(), [](const auto& account) {
             return account.state == SettlementState::TransfersCommitted ||
                    account.state == SettlementState::Settled;
         }));
    if (isByHand) return "Accounts of settlement " + quoted(id) + " were committed already";
    return misfit(draft, command.job, file);
}

/// What the job before has moved keeps its number, and its plan once the settlement is over.
void takeOver(const Draft& draft, const Finalise& before, bool isOver, Finalise& job)
{
    job.reason = before.reason;
    job.startedAt = before.startedAt;
    for (auto& entry : job.entries) {
        const auto old = std::find_if(before.entries.begin(), before.entries.end(),
                                      [&entry](const auto& row) { return row.account == entry.account; });
        if (old == before.entries.end()) continue;
        if (hasMoved(draft, *old)) entry.movement = old->movement;
        if (isOver || hasMoved(draft, old->adjustment)) {
            entry.balance = old->balance;
            entry.adjust = old->adjust;
        }
        if (hasMoved(draft, old->adjustment)) entry.adjustment = old->adjustment;
    }
    if (!isOver) return;
    job.setLiquidity = before.setLiquidity;
    job.decreaseCaps = before.decreaseCaps;
    job.increaseCaps = before.increaseCaps;
}

const char* wordOf(FinaliseState state)
{
    return state == FinaliseState::Running ? "RUNNING" : state == FinaliseState::Done ? "DONE" : "FAILED";
}

} // namespace

Decision beginFinalise(Draft& draft, const ledger::BeginFinalise& command)
{
    const auto id = command.job.settlement;
    const Finalise* before = jobOf(draft, id);
    if (const auto why = refusal(draft, command, before); !why.empty())
        return draft.refuse(kGenericValidationError, why);
    Finalise job = command.job;
    job.state = FinaliseState::Running;
    job.error.clear();
    job.who = command.note.operatorName;
    job.reason = command.note.reason;
    job.ticket = command.note.ticket;
    job.startedAt = job.changedAt = draft.now();
    const bool isOver = draft.state().settlements.at(id.value()).settlement.state == SettlementState::Settled;
    if (before != nullptr) takeOver(draft, *before, isOver, job);
    draft.audit(command.note, "settlement.finalise", std::to_string(id.value()),
                before != nullptr ? ledger::AuditJson().put("state", wordOf(before->state)).text()
                                  : std::string(),
                ledger::AuditJson()
                    .put("file", job.fileName)
                    .put("sha256", base::toHex(base::asText(job.fileHash)))
                    .put("accounts", static_cast<std::int64_t>(job.entries.size()))
                    .put("setLiquidity", job.setLiquidity)
                    .put("decreaseCaps", job.decreaseCaps)
                    .put("increaseCaps", job.increaseCaps)
                    .text());
    draft.change(ledger::FinalisePut{std::move(job), command.file});
    return draft.done();
}

Decision endFinalise(Draft& draft, const ledger::EndFinalise& command)
{
    const Finalise* running = jobOf(draft, command.settlement);
    if (running == nullptr || running->state != FinaliseState::Running)
        return draft.refuse(kGenericValidationError,
                            "Settlement " + quoted(command.settlement) + " is not being finalised");
    Finalise job = *running;
    job.state = command.isDone ? FinaliseState::Done : FinaliseState::Failed;
    job.error = command.isDone ? std::string() : command.error;
    job.changedAt = draft.now();
    for (auto& entry : job.entries)
        entry.isMoved = hasMoved(draft, entry);
    ledger::AuditJson after;
    after.put("state", wordOf(job.state));
    if (!job.error.empty()) after.put("error", job.error);
    draft.audit(command.note, "settlement.finalise.end", std::to_string(command.settlement.value()),
                ledger::AuditJson().put("state", "RUNNING").text(), after.text());
    draft.change(ledger::FinalisePut{std::move(job), {}});
    return draft.done();
}

std::string finaliseForbidsAbort(const Draft& draft, domain::SettlementId settlement)
{
    const Finalise* job = jobOf(draft, settlement);
    if (job == nullptr) return {};
    if (job->state == FinaliseState::Running)
        return "Settlement " + quoted(settlement) + " is being finalised. Aborting is not allowed.";
    const bool isAnyMoved = std::any_of(job->entries.begin(), job->entries.end(),
                                        [&draft](const auto& entry) { return hasMoved(draft, entry); });
    if (isAnyMoved)
        return "Money of settlement " + quoted(settlement) + " has moved. Aborting is not allowed.";
    return {};
}

} // namespace hub::settlement
