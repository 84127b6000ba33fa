#include "core/fspiop/held_back.h"

#include <algorithm>

namespace hub::fspiop {

std::uint64_t HeldBack::messages(std::string_view destination) const
{
    const auto at = m_places.find(destination);
    return at != m_places.end() ? at->second.messages : 0;
}

bool HeldBack::isDraining() const
{
    return std::any_of(m_places.begin(), m_places.end(),
                       [](const auto& entry) { return entry.second.isDraining; });
}

void HeldBack::pause(std::string_view destination, ledger::OutboxSeq given)
{
    const auto [at, isNew] = m_places.try_emplace(std::string(destination));
    Place& place = at->second;
    place.isDraining = false;
    place.isReading = false;
    place.generation = ++m_generation;
    if (isNew) place.takenUpTo = given;
}

void HeldBack::resume(std::string_view destination)
{
    const auto at = m_places.find(destination);
    if (at == m_places.end()) return;
    at->second.isDraining = true;
    at->second.generation = ++m_generation;
}

void HeldBack::addStored(std::string_view destination, std::uint64_t messages, std::int64_t oldestMs)
{
    const auto at = m_places.find(destination);
    if (at == m_places.end() || messages == 0) return;
    at->second.messages += messages;
    if (at->second.oldestMs == 0 || oldestMs < at->second.oldestMs) at->second.oldestMs = oldestMs;
}

bool HeldBack::keeps(const ledger::Notice& notice, std::string_view destination)
{
    if (const auto read = m_caughtUpTo.find(destination); read != m_caughtUpTo.end()) {
        if (notice.seq <= read->second) return true;
        m_caughtUpTo.erase(read);
    }
    const auto at = m_places.find(destination);
    if (at == m_places.end()) return false;
    Place& place = at->second;
    if (notice.seq <= place.takenUpTo) return true;
    place.lastKept = notice.seq;
    ++place.messages;
    if (place.oldestMs == 0) place.oldestMs = notice.at.ms;
    return true;
}

std::vector<HeldBack::Wanted> HeldBack::wanted(const std::vector<std::string>& busy)
{
    std::vector<Wanted> out;
    for (auto& [destination, place] : m_places) {
        if (!place.isDraining || place.isReading) continue;
        if (std::find(busy.begin(), busy.end(), destination) != busy.end()) continue;
        place.isReading = true;
        out.push_back({destination, place.generation, place.takenUpTo});
    }
    return out;
}

HeldBack::Place* HeldBack::placeOf(const Wanted& wanted)
{
    const auto at = m_places.find(wanted.destination);
    const bool isPresent = at != m_places.end() && at->second.generation == wanted.generation;
    return isPresent ? &at->second : nullptr;
}

std::vector<ledger::Notice> HeldBack::took(const Wanted& wanted, std::vector<ledger::Notice>&& page,
                                           bool isLast)
{
    Place* place = placeOf(wanted);
    if (place == nullptr) return {};
    place->isReading = false;
    for (const ledger::Notice& notice : page)
        place->takenUpTo = std::max(place->takenUpTo, notice.seq);
    place->messages -= std::min<std::uint64_t>(place->messages, page.size());
    place->oldestMs = page.empty() ? place->oldestMs : page.back().at.ms;
    // A page that is not full ends at what was committed when it was read; a message that came since is
    // above.
    if (isLast && place->lastKept <= place->takenUpTo) {
        m_caughtUpTo[wanted.destination] = place->takenUpTo;
        m_places.erase(wanted.destination);
    }
    return std::move(page);
}

void HeldBack::failed(const Wanted& wanted)
{
    if (Place* place = placeOf(wanted)) place->isReading = false;
}

std::vector<HeldBack::Figures> HeldBack::figures() const
{
    std::vector<Figures> out;
    for (const auto& [destination, place] : m_places)
        out.push_back(
            {destination, place.messages, place.messages > 0 ? place.oldestMs : 0, place.isDraining});
    return out;
}

} // namespace hub::fspiop
