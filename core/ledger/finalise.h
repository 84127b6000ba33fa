#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/ids.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hub::ledger {

/// Running goes on by itself, also after a restart; Failed waits for an operator. The numbers are stored.
enum class FinaliseState : std::uint8_t { Running = 1, Failed = 2, Done = 3 };

/// One account of a settlement as its money is moved.
struct FinaliseEntry
{
    domain::AccountId account;           ///< POSITION
    domain::AccountId settlementAccount; ///< of the same participant and currency: where the money is
    domain::Amount net;                  ///< of the settlement; above zero: it pays
    domain::Amount balance;              ///< what the bank says it holds afterwards
    domain::Amount adjust;               ///< booked on top when the bank's balance is taken over
    domain::TransferId movement;         ///< the funds in or out of `net`
    domain::TransferId adjustment;       ///< the funds in or out of `adjust`
    /// Set when the job ends: the movement is committed or reserved.
    bool isMoved = false;
};

/// A settlement being finalised: its money moved as the settlement bank's report says, then its states walked
/// (admin-settlement 4.7). The plan is on the disk before anything moves; how far it has come is in the
/// ledger itself, in the states of its accounts and in its movements.
struct Finalise
{
    domain::SettlementId settlement;
    FinaliseState state = FinaliseState::Running;
    std::string error; ///< Failed: why
    std::string fileName;
    base::Digest fileHash{};
    bool setLiquidity = false; ///< book what the bank's balance differs by
    bool decreaseCaps = false; ///< a cap above the new balance becomes it
    bool increaseCaps = false; ///< a cap below the new balance becomes it
    std::string who;           ///< who began it, or took it up again last
    std::string reason;        ///< of the first; part of what its movements are recognised by
    std::string ticket;
    base::Instant startedAt;
    base::Instant changedAt;
    std::vector<FinaliseEntry> entries;

    static constexpr std::size_t kEntriesMax = 10'000;
};

/// Change: the newest form of a job.
struct FinalisePut
{
    Finalise job;
    base::SharedBytes file{}; ///< the bank's file as it came; null: the one that is kept stays
};

} // namespace hub::ledger
