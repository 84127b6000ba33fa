#pragma once

#include "core/admin/live_changes.h"

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace hub::admin {

/// Numbers what changed, so that a desk elsewhere can ask for what came after the number it knows. Holds the
/// newest form of each thing only: one entry per account and participant, kWindowsMax windows, kTransfersMax
/// transfers. Any thread.
class ChangeLog
{
public:
    static constexpr std::size_t kTransfersMax = 400;
    static constexpr std::size_t kWindowsMax = 100;
    /// Most transfers of one answer; what is beyond is counted.
    static constexpr std::size_t kAnswerTransfersMax = 200;

    struct Answer
    {
        std::uint64_t last = 0;
        /// The number asked for is not one of this run of the hub: take everything anew.
        bool isWhole = false;
        LiveChanges changes;
    };

    /// `first` is higher than every number of earlier runs: the start in UTC milliseconds.
    explicit ChangeLog(std::uint64_t first)
        : m_first(first)
        , m_last(first)
    {}

    void note(const LiveChanges& changes);
    Answer since(std::uint64_t after) const;
    std::uint64_t last() const;

private:
    template <class Row>
    using Numbered = std::deque<std::pair<std::uint64_t, Row>>;

    const std::uint64_t m_first;
    mutable std::mutex m_mutex; ///< over what follows
    std::uint64_t m_last;
    std::map<std::int64_t, std::uint64_t> m_accounts;
    std::map<std::int64_t, std::uint64_t> m_participants;
    Numbered<LiveTransfer> m_transfers;
    Numbered<ledger::Window> m_windows;
    /// Transfers that fell out, each with its number: only the newest number counts.
    std::uint64_t m_droppedUpTo = 0;
};

} // namespace hub::admin
