#include "core/base/bytes.h"
#include "core/store/memory/memory_store.h"

#include <algorithm>

/// Outbox and dead letters of the memory store.
namespace hub::store {
namespace {

bool fits(const ledger::DeadLetter& letter, const ledger::DeadLetterFilter& filter)
{
    const ledger::Notice& notice = letter.notice;
    return (!filter.seq || notice.seq == *filter.seq) &&
           (filter.destination.empty() ||
            base::equalsIgnoreCase(notice.destination.value(), filter.destination)) &&
           (!filter.transfer || notice.transfer == *filter.transfer) &&
           base::toLowerAscii(letter.reason).find(base::toLowerAscii(filter.reason)) != std::string::npos &&
           (!filter.from || letter.at >= *filter.from) && (!filter.to || letter.at < *filter.to) &&
           (filter.before == 0 || notice.seq < filter.before);
}

void count(std::vector<ledger::DestinationCount>& counts, const domain::FspId& destination, base::Instant at)
{
    const auto known = std::find_if(counts.begin(), counts.end(), [&](const auto& entry) {
        return base::equalsIgnoreCase(entry.destination.value(), destination.value());
    });
    if (known == counts.end()) {
        counts.push_back({destination, 1, at});
        return;
    }
    ++known->messages;
    known->oldest = std::min(known->oldest, at);
}

} // namespace

base::Expected<std::optional<ledger::Notice>, base::Error>
MemoryJournal::findDeadLetter(ledger::OutboxSeq seq)
{
    const std::lock_guard lock(m_store.m_mutex);
    for (const auto& letter : m_store.m_deadLetters)
        if (letter.notice.seq == seq) return std::optional(letter.notice);
    return std::optional<ledger::Notice>();
}

base::Expected<std::vector<ledger::DeadLetter>, base::Error>
MemoryReader::deadLetters(const ledger::DeadLetterFilter& filter)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::DeadLetter> letters;
    for (const auto& letter : m_store.m_deadLetters)
        if (fits(letter, filter)) letters.push_back(letter);
    std::sort(letters.begin(), letters.end(),
              [](const auto& a, const auto& b) { return a.notice.seq > b.notice.seq; });
    const auto keep = static_cast<std::size_t>(std::max(filter.limit, 1));
    if (letters.size() > keep)
        letters.erase(letters.begin() + static_cast<std::ptrdiff_t>(keep), letters.end());
    return letters;
}

base::Expected<std::vector<ledger::OutboxSeq>, base::Error>
MemoryReader::oldestDeadLetters(const std::string& destination, int limit)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::OutboxSeq> out;
    for (const auto& letter : m_store.m_deadLetters)
        if (base::equalsIgnoreCase(letter.notice.destination.value(), destination))
            out.push_back(letter.notice.seq);
    std::sort(out.begin(), out.end());
    out.resize(std::min(out.size(), static_cast<std::size_t>(std::max(limit, 1))));
    return out;
}

base::Expected<std::vector<ledger::DestinationCount>, base::Error> MemoryReader::deadLetterCounts()
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::DestinationCount> counts;
    for (const auto& letter : m_store.m_deadLetters)
        count(counts, letter.notice.destination, letter.at);
    return counts;
}

base::Expected<std::vector<ledger::Notice>, base::Error>
MemoryReader::outbox(const std::string& destination, ledger::OutboxSeq after, int limit)
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::Notice> out;
    for (auto at = m_store.m_outbox.upper_bound(after);
         at != m_store.m_outbox.end() && out.size() < static_cast<std::size_t>(std::max(limit, 1)); ++at)
        if (base::equalsIgnoreCase(at->second.destination.value(), destination)) out.push_back(at->second);
    return out;
}

base::Expected<std::vector<ledger::DestinationCount>, base::Error> MemoryReader::outboxCounts()
{
    const std::lock_guard lock(m_store.m_mutex);
    std::vector<ledger::DestinationCount> counts;
    for (const auto& [seq, notice] : m_store.m_outbox)
        count(counts, notice.destination, notice.at);
    return counts;
}

} // namespace hub::store
