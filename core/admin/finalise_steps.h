#pragma once

#include "core/hub/finalise_api.h"
#include "core/ledger/engine.h"
#include "core/ledger/queries.h"

#include <optional>
#include <set>
#include <vector>

namespace hub::admin {

/// How far a job has come, as the store says it: nothing about it is kept anywhere else.
struct FinaliseStanding
{
    ledger::Finalise job;
    ledger::SettlementFacts settlement;
    /// By entry of the job: the movement of its net, and what is booked on top. Nothing: not made yet.
    std::vector<std::optional<domain::TransferState>> movements;
    std::vector<std::optional<domain::TransferState>> adjustments;
};

/// Reads it; nothing when the settlement has no job. On a reader thread.
base::Expected<std::optional<FinaliseStanding>, base::Error> readStanding(ledger::LedgerReader& reader,
                                                                          domain::SettlementId settlement);

/// POSITION accounts of the job whose net has left or reached the money held for their owner.
std::vector<domain::AccountId> movedAccounts(const FinaliseStanding& standing);

/// A step with the entry that it is about.
struct FinaliseStep
{
    api::FinaliseStepKind kind{};
    std::size_t entry = 0; ///< meaningless for steps of the whole settlement
    bool isDone = false;
    domain::Amount amount; ///< MoveFunds, SetLiquidity: above zero comes in; SetCap: the cap
};

/// All steps of a job in their order (admin-settlement 4.7): recipients get their money before those who pay
/// lose theirs, and caps come last. `capsSet` are accounts whose cap this run has set.
std::vector<FinaliseStep> stepsOf(const FinaliseStanding& standing, const ledger::LedgerView& view,
                                  const std::set<domain::AccountId>& capsSet);

/// Money moved and states walked as planned; else what is wrong. When all steps are done.
std::optional<std::string> brokenPromise(const FinaliseStanding& standing);

/// The job as the desk sees it; `trouble` is what a running one waits for.
api::FinaliseRow finaliseRow(const FinaliseStanding& standing, const ledger::LedgerView& view,
                             const std::string& trouble);

} // namespace hub::admin
