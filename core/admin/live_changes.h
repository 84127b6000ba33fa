#pragma once

#include "core/base/clock.h"
#include "core/domain/ids.h"
#include "core/domain/transfer_states.h"
#include "core/ledger/decision.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hub::admin {

/// A transfer as the live lists show it: what it is and where it stands.
struct LiveTransfer
{
    ledger::TransferReceived received; ///< without relay bytes
    domain::TransferState state{};
    base::Instant changedAt;
    std::string errorCode;
    domain::WindowId window;
};

/// What commits changed since the last tick.
struct LiveChanges
{
    std::vector<domain::AccountId> accounts; ///< moved, limited or put; each once
    std::vector<LiveTransfer> transfers;     ///< in order of change, newest form, at most kTransfersMax
    std::uint64_t leftOut = 0;
    std::vector<domain::ParticipantId> participants; ///< put, or an endpoint of theirs
    std::vector<ledger::Window> windows;
    std::vector<domain::SettlementId> settlements; ///< put, or an account of theirs
    bool empty() const
    {
        return accounts.empty() && transfers.empty() && participants.empty() && windows.empty() &&
               settlements.empty();
    }
    static constexpr std::size_t kTransfersMax = 200;
};

} // namespace hub::admin
