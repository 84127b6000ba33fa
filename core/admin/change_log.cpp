#include "core/admin/change_log.h"

#include <algorithm>

namespace hub::admin {
namespace {

/// Newest last; an older form of the same thing goes.
template <class Rows, class Row, class Same>
void put(Rows& rows, std::uint64_t number, Row row, Same same, std::size_t max)
{
    const auto old = std::find_if(rows.rbegin(), rows.rend(), [&](const auto& e) { return same(e.second); });
    if (old != rows.rend()) rows.erase(std::next(old).base());
    rows.emplace_back(number, std::move(row));
    if (rows.size() > max) rows.pop_front();
}

} // namespace

void ChangeLog::note(const LiveChanges& changes)
{
    const std::lock_guard lock(m_mutex);
    const auto number = ++m_last;
    for (const auto id : changes.accounts)
        m_accounts[id.value()] = number;
    for (const auto id : changes.participants)
        m_participants[id.value()] = number;
    for (const auto& window : changes.windows)
        put(
            m_windows, number, window, [&](const ledger::Window& old) { return old.id == window.id; },
            kWindowsMax);
    if (changes.leftOut > 0) m_droppedUpTo = number;
    for (const auto& transfer : changes.transfers) {
        if (m_transfers.size() == kTransfersMax) m_droppedUpTo = m_transfers.front().first;
        put(
            m_transfers, number, transfer,
            [&](const LiveTransfer& old) { return old.received.seq == transfer.received.seq; },
            kTransfersMax);
    }
}

ChangeLog::Answer ChangeLog::since(std::uint64_t after) const
{
    const std::lock_guard lock(m_mutex);
    Answer out;
    out.last = m_last;
    out.isWhole = after < m_first || after > m_last;
    if (out.isWhole) after = 0;
    for (const auto& [id, number] : m_accounts)
        if (number > after) out.changes.accounts.emplace_back(id);
    for (const auto& [id, number] : m_participants)
        if (number > after) out.changes.participants.emplace_back(id);
    for (const auto& [number, window] : m_windows)
        if (number > after) out.changes.windows.push_back(window);
    auto from = m_transfers.begin();
    while (from != m_transfers.end() && from->first <= after)
        ++from;
    const auto found = static_cast<std::size_t>(m_transfers.end() - from);
    if (found > kAnswerTransfersMax) {
        out.changes.leftOut = found - kAnswerTransfersMax;
        from += static_cast<std::ptrdiff_t>(out.changes.leftOut);
    }
    if (!out.isWhole && m_droppedUpTo > after) ++out.changes.leftOut;
    for (; from != m_transfers.end(); ++from)
        out.changes.transfers.push_back(from->second);
    return out;
}

std::uint64_t ChangeLog::last() const
{
    const std::lock_guard lock(m_mutex);
    return m_last;
}

} // namespace hub::admin
