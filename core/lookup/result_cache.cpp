#include "core/lookup/result_cache.h"

#include <algorithm>

namespace hub::lookup {
namespace {

/// Sub-ids and currencies of one party that are kept; the oldest goes.
constexpr std::size_t kAnswersOfParty = 16;

} // namespace

std::string ResultCache::nameOf(const PartyId& party)
{
    return party.type + '\n' + party.identifier;
}

std::uint64_t ResultCache::mark() const
{
    const base::MutexLock lock(m_mutex);
    return m_writes;
}

std::optional<std::vector<PartyEntry>> ResultCache::find(const Key& key, std::int64_t nowMs)
{
    const base::MutexLock lock(m_mutex);
    const auto found = m_byName.find(nameOf(key.party));
    if (found == m_byName.end()) return std::nullopt;
    m_parties.splice(m_parties.begin(), m_parties, found->second);
    for (const Answer& answer : found->second->answers)
        if (answer.key == key && nowMs < answer.untilMs) return answer.entries;
    return std::nullopt;
}

void ResultCache::put(const Key& key, std::vector<PartyEntry> entries, std::int64_t nowMs, std::uint64_t mark)
{
    if (m_partiesMax == 0 || m_keepMs == 0 || entries.empty()) return;
    const base::MutexLock lock(m_mutex);
    if (mark != m_writes) return;
    const std::string name = nameOf(key.party);
    auto found = m_byName.find(name);
    if (found == m_byName.end()) {
        m_parties.push_front(Party{name, {}});
        found = m_byName.emplace(name, m_parties.begin()).first;
    }
    auto& answers = found->second->answers;
    std::erase_if(answers,
                  [&](const Answer& answer) { return answer.key == key || nowMs >= answer.untilMs; });
    if (answers.size() >= kAnswersOfParty) answers.erase(answers.begin());
    answers.push_back(Answer{key, std::move(entries), nowMs + m_keepMs});
    if (m_parties.size() <= m_partiesMax) return;
    m_byName.erase(m_parties.back().name);
    m_parties.pop_back();
}

void ResultCache::forget(const PartyId& party)
{
    const base::MutexLock lock(m_mutex);
    ++m_writes;
    const auto found = m_byName.find(nameOf(party));
    if (found == m_byName.end()) return;
    m_parties.erase(found->second);
    m_byName.erase(found);
}

void ResultCache::clear()
{
    const base::MutexLock lock(m_mutex);
    ++m_writes;
    m_parties.clear();
    m_byName.clear();
}

std::size_t ResultCache::size() const
{
    const base::MutexLock lock(m_mutex);
    return m_parties.size();
}

} // namespace hub::lookup
