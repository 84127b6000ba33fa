#include "core/admin/finalise_service.h"

#include "core/base/log.h"
#include "core/base/thread_name.h"
#include "core/http/digest.h"

#include <QUuid>

#include <algorithm>
#include <chrono>

namespace hub::admin {
namespace {

using namespace domain::fspiop_code;
using api::FinaliseStepKind;
using domain::SettlementState;
using domain::TransferState;

domain::TransferId newTransferId()
{
    const auto text = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    return domain::TransferId(*domain::CorrelationId::parse(text));
}

Caller callerOf(const ledger::Finalise& job)
{
    return Caller{job.who, "finalise", false, events::TraceContext::start()};
}

Note noteOf(const ledger::Finalise& job)
{
    const auto reason = "Finalise settlement " + std::to_string(job.settlement.value());
    return Note{job.reason.empty() ? reason : job.reason, job.ticket};
}

/// What the journal knows the bank's file by: the beginning of its hash (a name may be too long or say
/// nothing).
std::string referenceOf(const ledger::Finalise& job)
{
    constexpr std::size_t kShown = 16;
    return "file " + base::toHex(base::asText(job.fileHash)).substr(0, kShown);
}

/// Warnings that nobody accepted, and errors; empty when the file may be taken.
std::string refusalOf(const settlement::BankVerdict& verdict, const std::vector<std::string>& accepted)
{
    for (const bool isError : {true, false})
        for (const auto& finding : verdict.findings) {
            const auto key = std::to_string(static_cast<int>(finding.check)) + '@' + finding.cell;
            const bool isAccepted =
                !finding.isError && std::find(accepted.begin(), accepted.end(), key) != accepted.end();
            if (finding.isError == isError && !isAccepted)
                return (finding.cell.empty() ? std::string() : finding.cell + ": ") + finding.text;
        }
    return {};
}

using MaybeFacts = std::optional<BankFacts>;

base::Expected<MaybeFacts, base::Error> readFacts(ledger::LedgerReader& reader,
                                                  domain::SettlementId settlement, const base::Digest& hash)
{
    BankFacts out;
    ledger::SettlementFilter filter;
    filter.id = settlement;
    HUB_TRY(auto found, reader.settlements(filter));
    if (found.empty()) return MaybeFacts();
    out.settlement = std::move(found.front());
    HUB_TRY(auto standing, readStanding(reader, settlement));
    if (standing && standing->job.state == ledger::FinaliseState::Failed) {
        out.moved = movedAccounts(*standing);
        out.before = std::move(standing->job);
    }
    ledger::FinaliseFilter same;
    same.fileHash = hash;
    HUB_TRY(const auto jobs, reader.finalises(same));
    out.wasSeenBefore = std::any_of(jobs.begin(), jobs.end(), [settlement](const auto& job) {
        return job.settlement != settlement || job.state == ledger::FinaliseState::Done;
    });
    return MaybeFacts(std::move(out));
}

} // namespace

FinaliseService::FinaliseService(Ports ports, FinaliseOptions options)
    : m_ports(ports)
    , m_options(options)
{}

FinaliseService::~FinaliseService()
{
    stop();
}

void FinaliseService::start()
{
    m_stopping = false;
    m_thread = std::thread([this] {
        base::nameThread("finalise");
        run();
    });
}

void FinaliseService::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) m_thread.join();
    for (const Work& work : std::exchange(m_work, {}))
        work();
}

bool FinaliseService::isStopping()
{
    const std::lock_guard lock(m_mutex);
    return m_stopping;
}

bool FinaliseService::enqueue(Work work)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_work.size() >= kWorkMax) return false;
        m_work.push_back(std::move(work));
    }
    m_wake.notify_all();
    return true;
}

template <class T>
void FinaliseService::ask(Done<T> done, std::function<Result<T>()> work)
{
    const auto shared = std::make_shared<Done<T>>(std::move(done));
    const bool isTaken = enqueue([this, shared, work = std::move(work)] {
        (*shared)(isStopping() ? unavailable("The hub is stopping") : work());
    });
    if (!isTaken) (*shared)(unavailable("Finalising is stopped or has too much to do"));
}

/// Waits for what another service tells, on the service's own thread.
template <class T, class Call>
Result<T> FinaliseService::wait(Call call)
{
    struct Slot
    {
        std::mutex mutex;
        std::condition_variable filled;
        std::optional<Result<T>> result;
    };
    const auto slot = std::make_shared<Slot>();
    call(Done<T>([slot](Result<T> result) {
        const std::lock_guard lock(slot->mutex);
        slot->result.emplace(std::move(result));
        slot->filled.notify_all();
    }));
    std::unique_lock lock(slot->mutex);
    const bool isAnswered = slot->filled.wait_for(lock, std::chrono::milliseconds(m_options.answerMs),
                                                  [&slot] { return slot->result.has_value(); });
    if (!isAnswered) return unavailable("The ledger did not answer in time");
    return *std::move(slot->result);
}

void FinaliseService::sleepMs(std::int64_t ms)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, std::chrono::milliseconds(ms), [this] { return m_stopping; });
}

void FinaliseService::pauseMs(std::int64_t ms)
{
    m_nextTurn = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
}

/// What is asked from outside comes first; otherwise the jobs take turns, each turn when it is due.
void FinaliseService::run()
{
    takeUp();
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (!m_work.empty()) {
            const Work work = std::move(m_work.front());
            m_work.pop_front();
            lock.unlock();
            work();
            lock.lock();
        } else if (m_jobs.empty()) {
            m_wake.wait(lock, [this] { return m_stopping || !m_work.empty(); });
        } else if (!m_wake.wait_until(lock, m_nextTurn, [this] { return m_stopping || !m_work.empty(); })) {
            lock.unlock();
            turn();
            lock.lock();
        }
    }
}

/// Jobs that were running when the hub ended.
void FinaliseService::takeUp()
{
    using Jobs = std::vector<ledger::Finalise>;
    while (!isStopping()) {
        ledger::FinaliseFilter running;
        running.state = ledger::FinaliseState::Running;
        running.limit = ledger::FinaliseFilter::kLimitMax;
        auto jobs = wait<Jobs>([&](auto done) {
            m_ports.readers.read<Jobs>(
                [running](ledger::LedgerReader& reader) { return reader.finalises(running); },
                std::move(done));
        });
        if (jobs) {
            for (auto job = jobs->rbegin(); job != jobs->rend(); ++job)
                m_jobs.push_back(job->settlement);
            return;
        }
        base::log(base::LogLevel::Error, "settlements being finalised cannot be read",
                  {{"detail", jobs.error().error.description}});
        sleepMs(m_options.retryMs);
    }
}

void FinaliseService::adopt(domain::SettlementId settlement)
{
    if (std::find(m_jobs.begin(), m_jobs.end(), settlement) == m_jobs.end()) m_jobs.push_back(settlement);
}

/// One step of the job whose turn it is.
void FinaliseService::turn()
{
    const auto settlement = m_jobs.front();
    m_jobs.pop_front();
    if (!advance(settlement)) {
        m_capsSet.erase(settlement);
        m_troubles.erase(settlement);
        return;
    }
    m_jobs.push_back(settlement);
    pauseMs(m_troubles.contains(settlement) ? m_options.retryMs : m_options.pauseMs);
}

// ---- asked from outside

Result<BankFacts> FinaliseService::facts(domain::SettlementId settlement, const BankFile& file)
{
    const auto hash = http::sha256(file.bytes);
    auto found = wait<MaybeFacts>([&](auto done) {
        m_ports.readers.read<MaybeFacts>(
            [settlement, hash](ledger::LedgerReader& reader) { return readFacts(reader, settlement, hash); },
            std::move(done));
    });
    if (!found) return base::Unexpected(found.error());
    if (!*found)
        return refuse(kGenericIDNotFound, "Settlement " + std::to_string(settlement.value()) + " not found",
                      404);
    return **std::move(found);
}

void FinaliseService::check(domain::SettlementId settlement, BankFile file, Done<api::BankReportCheck> done)
{
    ask<api::BankReportCheck>(std::move(done),
                              [this, settlement, file = std::move(file)]() -> Result<api::BankReportCheck> {
                                  auto known = facts(settlement, file);
                                  if (!known) return base::Unexpected(known.error());
                                  auto verdict = checkBankFile(file, *known, m_ports.view);
                                  if (!verdict) return base::Unexpected(verdict.error());
                                  return bankReportCheck(*verdict);
                              });
}

void FinaliseService::begin(const Caller& caller, FinaliseRequest request, Note note,
                            Done<api::FinaliseRow> done)
{
    ask<api::FinaliseRow>(std::move(done),
                          [this, caller, request = std::move(request), note = std::move(note)] {
                              return beginNow(caller, request, note);
                          });
}

Result<ledger::Finalise> FinaliseService::plan(const FinaliseRequest& request, const BankFileVerdict& verdict)
{
    ledger::Finalise job;
    job.settlement = request.settlement;
    job.fileName = request.file.name;
    job.fileHash = verdict.hash;
    job.setLiquidity = request.setLiquidity;
    job.decreaseCaps = request.decreaseCaps;
    job.increaseCaps = request.increaseCaps;
    const auto registry = m_ports.view.registry();
    for (const auto& row : verdict.verdict.entries) {
        const auto* owner = registry->ownerOf(row.account);
        const auto* account = owner != nullptr ? owner->account(row.account) : nullptr;
        const auto* money =
            account != nullptr ? owner->account(domain::AccountType::Settlement, account->currency) : nullptr;
        if (money == nullptr)
            return refuse(kGenericValidationError,
                          "Account " + std::to_string(row.account.value()) + " has no SETTLEMENT account");
        if (!money->isActive)
            return refuse(kGenericValidationError,
                          "The SETTLEMENT account of " + owner->participant.name.value() + " is inactive");
        const auto expected = verdict.context.accounts.at(row.account.value()).liquidity - row.transfer;
        job.entries.push_back({row.account, money->id, row.transfer, row.balance, row.balance - expected,
                               newTransferId(), newTransferId(), false});
    }
    return job;
}

Result<api::FinaliseRow> FinaliseService::beginNow(const Caller& caller, FinaliseRequest request,
                                                   const Note& note)
{
    auto known = facts(request.settlement, request.file);
    if (!known) return base::Unexpected(known.error());
    auto verdict = checkBankFile(request.file, *known, m_ports.view);
    if (!verdict) return base::Unexpected(verdict.error());
    if (const auto why = refusalOf(verdict->verdict, request.acceptedWarnings); !why.empty())
        return refuse(kGenericValidationError, why);
    auto job = plan(request, *verdict);
    if (!job) return base::Unexpected(job.error());
    ledger::BeginFinalise command{*std::move(job), base::shareBytes(std::move(request.file.bytes)),
                                  actionNote(caller, note)};
    auto begun = wait<ledger::Answer>(
        [&](auto done) { m_ports.post.postWithReason(caller, note, std::move(command), std::move(done)); });
    if (!begun) return base::Unexpected(begun.error());
    adopt(request.settlement);
    auto now = standing(request.settlement);
    if (!now) return base::Unexpected(now.error());
    return finaliseRow(*now, m_ports.view, {});
}

void FinaliseService::stopJob(const Caller& caller, domain::SettlementId settlement, Note note,
                              Done<api::FinaliseRow> done)
{
    ask<api::FinaliseRow>(
        std::move(done), [this, caller, settlement, note = std::move(note)]() -> Result<api::FinaliseRow> {
            const std::string who = caller.operatorName.empty() ? caller.peer : caller.operatorName;
            ledger::EndFinalise command{settlement, false, "Stopped by " + who + ": " + note.reason,
                                        actionNote(caller, note)};
            auto ended = wait<ledger::Answer>([&](auto then) {
                m_ports.post.postWithReason(caller, note, std::move(command), std::move(then));
            });
            if (!ended) return base::Unexpected(ended.error());
            auto now = standing(settlement);
            if (!now) return base::Unexpected(now.error());
            return finaliseRow(*now, m_ports.view, {});
        });
}

void FinaliseService::job(domain::SettlementId settlement, Done<std::optional<api::FinaliseRow>> done)
{
    ask<std::optional<api::FinaliseRow>>(
        std::move(done), [this, settlement]() -> Result<std::optional<api::FinaliseRow>> {
            auto found = wait<Standing>([&](auto then) {
                m_ports.readers.read<Standing>(
                    [settlement](ledger::LedgerReader& reader) { return readStanding(reader, settlement); },
                    std::move(then));
            });
            if (!found) return base::Unexpected(found.error());
            if (!*found) return std::optional<api::FinaliseRow>();
            // One that the ledger took after its answer was no longer waited for has nobody who runs it.
            if ((*found)->job.state == ledger::FinaliseState::Running) adopt(settlement);
            const auto trouble = m_troubles.find(settlement);
            return std::optional(finaliseRow(**found, m_ports.view,
                                             trouble != m_troubles.end() ? trouble->second : std::string()));
        });
}

void FinaliseService::bankFile(domain::SettlementId settlement, Done<BankFile> done)
{
    using Kept = std::optional<BankFile>;
    m_ports.readers.read<Kept>(
        [settlement](ledger::LedgerReader& reader) -> base::Expected<Kept, base::Error> {
            ledger::FinaliseFilter filter;
            filter.settlement = settlement;
            HUB_TRY(const auto jobs, reader.finalises(filter));
            HUB_TRY(auto bytes, reader.finaliseFile(settlement));
            if (jobs.empty() || !bytes) return Kept();
            return Kept(BankFile{jobs.front().fileName, *std::move(bytes)});
        },
        [done = std::move(done)](Result<Kept> kept) {
            if (!kept)
                done(base::Unexpected(kept.error()));
            else if (*kept)
                done(**std::move(kept));
            else
                done(refuse(kGenericIDNotFound, "The settlement has no bank's file", 404));
        });
}

// ---- the job

Result<FinaliseStanding> FinaliseService::standing(domain::SettlementId settlement)
{
    auto found = wait<Standing>([&](auto done) {
        m_ports.readers.read<Standing>(
            [settlement](ledger::LedgerReader& reader) { return readStanding(reader, settlement); },
            std::move(done));
    });
    if (!found) return base::Unexpected(found.error());
    if (!*found) return refuse(kGenericIDNotFound, "The settlement is not being finalised", 404);
    return **std::move(found);
}

Result<void> FinaliseService::end(const FinaliseStanding& standing, const std::optional<std::string>& error)
{
    const auto& job = standing.job;
    base::log(
        error ? base::LogLevel::Error : base::LogLevel::Info,
        error ? "finalising a settlement failed" : "a settlement is finalised",
        {{"settlement", std::to_string(job.settlement.value())}, {"detail", error.value_or(std::string())}});
    ledger::EndFinalise command{job.settlement, !error, error.value_or(std::string()),
                                actionNote(callerOf(job), noteOf(job))};
    auto ended = wait<ledger::Answer>(
        [&](auto done) { m_ports.post.post(callerOf(job), std::move(command), std::move(done)); });
    if (!ended) return base::Unexpected(ended.error());
    return {};
}

bool FinaliseService::advance(domain::SettlementId settlement)
{
    const auto waits = [&](const Failure& failure) {
        m_troubles[settlement] = failure.error.description;
        return true;
    };
    auto now = standing(settlement);
    if (!now) return now.error().kind != Failure::Kind::Refused && waits(now.error());
    if (now->job.state != ledger::FinaliseState::Running) return false;
    const auto steps = stepsOf(*now, m_ports.view, m_capsSet[settlement]);
    const auto next =
        std::find_if(steps.begin(), steps.end(), [](const FinaliseStep& step) { return !step.isDone; });
    if (next == steps.end()) {
        const auto ended = end(*now, brokenPromise(*now));
        return !ended && ended.error().kind != Failure::Kind::Refused && waits(ended.error());
    }
    if (m_hook && !m_hook(*next)) return false;
    const auto done = carryOut(*now, *next);
    if (done) {
        m_troubles.erase(settlement);
        return true;
    }
    // Nothing was decided: the same step is tried again when the hub takes commands.
    if (done.error().kind != Failure::Kind::Refused) return waits(done.error());
    const auto ended = end(*now, done.error().error.description);
    return !ended && ended.error().kind != Failure::Kind::Refused && waits(ended.error());
}

Result<void> FinaliseService::carryOut(const FinaliseStanding& standing, const FinaliseStep& step)
{
    switch (step.kind) {
    case FinaliseStepKind::Record:
        return walk(standing, SettlementState::PendingSettlement, SettlementState::TransfersRecorded, {});
    case FinaliseStepKind::Reserve:
        return walk(standing, SettlementState::TransfersRecorded, SettlementState::TransfersReserved, {});
    case FinaliseStepKind::Commit:
        return walk(standing, SettlementState::TransfersReserved, SettlementState::TransfersCommitted,
                    standing.job.entries[step.entry].account);
    case FinaliseStepKind::Settle:
        return walk(standing, SettlementState::TransfersCommitted, SettlementState::Settled, {});
    case FinaliseStepKind::SetCap:
        return setCap(standing, step);
    case FinaliseStepKind::MoveFunds:
    case FinaliseStepKind::SetLiquidity:
        break;
    }
    return moveFunds(standing, step);
}

Result<void> FinaliseService::walk(const FinaliseStanding& standing, SettlementState from, SettlementState to,
                                   std::optional<domain::AccountId> only)
{
    const auto& job = standing.job;
    ledger::StepSettlement command;
    command.settlement = job.settlement;
    for (const auto& account : standing.settlement.file.accounts)
        if (account.state == from && (!only || account.account == *only))
            command.entries.push_back({std::nullopt, account.account, account.counterparty,
                                       std::string(domain::toString(to)), noteOf(job).reason,
                                       referenceOf(job)});
    if (command.entries.empty())
        return refuse(kGenericValidationError,
                      "No account of the settlement can go to " + std::string(domain::toString(to)));
    auto outcome = wait<StepOutcome>([&](auto done) {
        m_ports.settlement.step(callerOf(job), std::move(command), noteOf(job), std::move(done));
    });
    if (!outcome) return base::Unexpected(outcome.error());
    if (outcome->faults.empty()) return {};
    const auto& fault = outcome->faults.front();
    return refuse(kGenericValidationError, "Account " + std::to_string(fault.account.value()) +
                                               " could not go to " + std::string(domain::toString(to)) +
                                               ": " + fault.text);
}

Result<void> FinaliseService::moveFunds(const FinaliseStanding& standing, const FinaliseStep& step)
{
    const auto& job = standing.job;
    const auto& entry = job.entries[step.entry];
    const bool isNet = step.kind == FinaliseStepKind::MoveFunds;
    const bool isIn = !step.amount.isNegative();
    const auto registry = m_ports.view.registry();
    const auto* owner = registry->ownerOf(entry.settlementAccount);
    const auto* account = owner != nullptr ? owner->account(entry.settlementAccount) : nullptr;
    if (account == nullptr) return refuse(kGenericValidationError, "A SETTLEMENT account is gone");
    ledger::RecordFunds command{isNet ? entry.movement : entry.adjustment,
                                owner->participant.name,
                                entry.settlementAccount,
                                isIn ? ledger::RecordFunds::Action::In
                                     : ledger::RecordFunds::Action::OutPrepareReserve,
                                step.amount.absolute(),
                                account->currency,
                                "settlement " + std::to_string(job.settlement.value()),
                                {},
                                {},
                                {}};
    auto outcome = wait<FundsOutcome>(
        [&](auto done) { m_ports.funds.record(callerOf(job), command, noteOf(job), std::move(done)); });
    if (!outcome) return base::Unexpected(outcome.error());
    if (outcome->error) return base::Unexpected(Failure{*outcome->error, 0, Failure::Kind::Refused});
    if (outcome->state == TransferState::Committed) return {};
    if (isIn || outcome->state != TransferState::Reserved)
        return refuse(kGenericValidationError,
                      "The movement of funds for " + owner->participant.name.value() + " was refused");
    return payOut(job, command);
}

/// The second half of funds out. One that has waited too long is given back, so that it can be made anew.
Result<void> FinaliseService::payOut(const ledger::Finalise& job, const ledger::RecordFunds& command)
{
    const auto finish = [&](bool isCommit) {
        return wait<FundsOutcome>([&](auto done) {
            m_ports.funds.finishOut(
                callerOf(job),
                ledger::FinishFundsOut{command.id, command.participant, command.account, isCommit, {}},
                noteOf(job), std::move(done));
        });
    };
    auto paid = finish(true);
    if (!paid) return base::Unexpected(paid.error());
    if (!paid->error) return {};
    if (paid->error->code == kTransferExpired.code)
        if (auto given = finish(false); !given) return base::Unexpected(given.error());
    return base::Unexpected(Failure{*paid->error, 0, Failure::Kind::Refused});
}

Result<void> FinaliseService::setCap(const FinaliseStanding& standing, const FinaliseStep& step)
{
    const auto& job = standing.job;
    const auto& entry = job.entries[step.entry];
    const auto registry = m_ports.view.registry();
    const auto* owner = registry->ownerOf(entry.account);
    const auto* account = owner != nullptr ? owner->account(entry.account) : nullptr;
    if (account == nullptr) return refuse(kGenericValidationError, "An account of the settlement is gone");
    domain::Limit limit = owner->limits.at(entry.account.value());
    limit.netDebitCap = step.amount;
    auto changed = wait<LimitView>([&](auto done) {
        m_ports.limits.change(callerOf(job), owner->participant.name.value(), account->currency,
                              std::string(domain::kNetDebitCap), limit, noteOf(job), std::move(done));
    });
    if (!changed) return base::Unexpected(changed.error());
    m_capsSet[job.settlement].insert(entry.account);
    return {};
}

} // namespace hub::admin
