#pragma once

#include "core/admin/bank_sheet.h"
#include "core/admin/finalise_steps.h"
#include "core/admin/funds_service.h"
#include "core/admin/limits_service.h"
#include "core/admin/settlement_service.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace hub::admin {

/// What an operator chose for a job.
struct FinaliseRequest
{
    domain::SettlementId settlement;
    BankFile file;
    bool setLiquidity = false;
    bool decreaseCaps = false;
    bool increaseCaps = false;
    std::vector<std::string> acceptedWarnings; ///< keys, `4@C7`
};

struct FinaliseOptions
{
    std::int64_t pauseMs = 0;       ///< between two steps of a job
    std::int64_t retryMs = 1000;    ///< while the hub takes no commands
    std::int64_t answerMs = 30'000; ///< a service that has not answered by then counts as unavailable
};

/// Finalises settlements (admin-settlement 4.7, decision 16): checks the settlement bank's report, then moves
/// the money and walks the states as a job. The plan is a row of the ledger; the next step is whatever the
/// ledger says has not been done, and each step is an ordinary command that does nothing when it comes twice.
/// So a job goes on after any stop, whatever it was doing. One thread of its own; jobs take turns by step.
class FinaliseService
{
public:
    struct Ports
    {
        const ledger::LedgerView& view;
        CommandPost& post;
        ReadPost& readers;
        SettlementService& settlement;
        FundsService& funds;
        LimitsService& limits;
    };
    /// Called on the service's thread before each step; false: the job is left there, as by a crash (tests).
    using StepHook = std::function<bool(const FinaliseStep& step)>;

    explicit FinaliseService(Ports ports, FinaliseOptions options = {});
    /// Stops.
    ~FinaliseService();
    FinaliseService(const FinaliseService&) = delete;
    FinaliseService& operator=(const FinaliseService&) = delete;

    /// Before start().
    void onStep(StepHook hook) { m_hook = std::move(hook); }
    void setOptions(const FinaliseOptions& options) { m_options = options; }
    /// Takes up the jobs that were running. Owner's thread, once, when readers and ledger stand.
    void start();
    /// Owner's thread, before the ledger stops. Jobs go on at the next start.
    void stop();

    // Any thread; `done` runs on the service's, or at once when it is stopped or full.
    void check(domain::SettlementId settlement, BankFile file, Done<api::BankReportCheck> done);
    void begin(const Caller& caller, FinaliseRequest request, Note note, Done<api::FinaliseRow> done);
    /// The job fails after the step in hand.
    void stopJob(const Caller& caller, domain::SettlementId settlement, Note note,
                 Done<api::FinaliseRow> done);
    void job(domain::SettlementId settlement, Done<std::optional<api::FinaliseRow>> done);
    void bankFile(domain::SettlementId settlement, Done<BankFile> done);

private:
    using Work = std::function<void()>;
    using Standing = std::optional<FinaliseStanding>;

    [[nodiscard]] bool enqueue(Work work);
    template <class T>
    void ask(Done<T> done, std::function<Result<T>()> work);
    template <class T, class Call>
    Result<T> wait(Call call);
    void run();
    void takeUp();
    /// Own thread: the job takes its turns from now on, if it does not already.
    void adopt(domain::SettlementId settlement);
    void turn();
    bool isStopping();
    void sleepMs(std::int64_t ms);
    /// No turn before that much time has passed.
    void pauseMs(std::int64_t ms);

    Result<BankFacts> facts(domain::SettlementId settlement, const BankFile& file);
    Result<api::FinaliseRow> beginNow(const Caller& caller, FinaliseRequest request, const Note& note);
    Result<ledger::Finalise> plan(const FinaliseRequest& request, const BankFileVerdict& verdict);
    Result<FinaliseStanding> standing(domain::SettlementId settlement);
    Result<void> end(const FinaliseStanding& standing, const std::optional<std::string>& error);

    /// True when the job has more to do.
    bool advance(domain::SettlementId settlement);
    Result<void> carryOut(const FinaliseStanding& standing, const FinaliseStep& step);
    Result<void> walk(const FinaliseStanding& standing, domain::SettlementState from,
                      domain::SettlementState to, std::optional<domain::AccountId> only);
    Result<void> moveFunds(const FinaliseStanding& standing, const FinaliseStep& step);
    Result<void> payOut(const ledger::Finalise& job, const ledger::RecordFunds& command);
    Result<void> setCap(const FinaliseStanding& standing, const FinaliseStep& step);

    const Ports m_ports;
    FinaliseOptions m_options;
    StepHook m_hook;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Work> m_work; ///< under m_mutex; at most kWorkMax
    bool m_stopping = true;  ///< under m_mutex
    std::thread m_thread;
    static constexpr std::size_t kWorkMax = 64;

    // The service's thread only.
    std::chrono::steady_clock::time_point m_nextTurn{};
    std::deque<domain::SettlementId> m_jobs; ///< that have more to do, in turn
    std::map<domain::SettlementId, std::set<domain::AccountId>> m_capsSet;
    std::map<domain::SettlementId, std::string> m_troubles;
};

} // namespace hub::admin
