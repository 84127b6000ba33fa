#pragma once

#include "core/ledger/decision.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace hub::store {

/// Transfers that share one summary in index.db.
inline constexpr std::int64_t kBlockTransfers = 256;
inline std::int64_t blockOf(ledger::TransferSeq seq)
{
    return static_cast<std::int64_t>(seq) / kBlockTransfers;
}

/// A row of `blocks`: what the transfers of a block span, so that a search can pass it by.
struct BlockSummary
{
    std::int64_t receivedMin = std::numeric_limits<std::int64_t>::max();
    std::int64_t receivedMax = std::numeric_limits<std::int64_t>::min();
    std::int64_t states = 0; ///< bit n: a transfer was indexed in state n at some time
    std::int64_t kinds = 0;
    std::int64_t windowMin = std::numeric_limits<std::int64_t>::max();
    std::int64_t windowMax = std::numeric_limits<std::int64_t>::min();
    bool hasError = false;

    void received(std::int64_t at)
    {
        receivedMin = std::min(receivedMin, at);
        receivedMax = std::max(receivedMax, at);
    }
    void entered(std::int64_t state, std::int64_t window, bool withError)
    {
        states |= 1LL << state;
        hasError = hasError || withError;
        if (window == 0) return;
        windowMin = std::min(windowMin, window);
        windowMax = std::max(windowMax, window);
    }
};

} // namespace hub::store
