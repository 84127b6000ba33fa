#pragma once

#include "core/ledger/decision.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hub::fspiop {

/// Which messages stay on the disk because an operator has paused their destination, and where to go on when
/// it is no longer paused: the outbox is read from there, in order, until it has been caught up with. Not
/// thread-safe: the desk calls it under its mutex. Destinations are lower case.
class HeldBack
{
public:
    struct Figures
    {
        std::string destination;
        std::uint64_t messages = 0; ///< on the disk only
        std::int64_t oldestMs = 0;  ///< UTC; 0: none
        bool isDraining = false;    ///< not paused any more, the disk is being caught up with
    };
    /// A page of the outbox that is to be read.
    struct Wanted
    {
        std::string destination;
        std::uint64_t generation = 0;
        ledger::OutboxSeq after = 0;
    };

    /// True while nothing is held back, the common case.
    bool isEmpty() const { return m_places.empty() && m_caughtUpTo.empty(); }
    bool isHeld(std::string_view destination) const { return m_places.contains(destination); }
    std::uint64_t messages(std::string_view destination) const;
    bool isDraining() const;

    /// Messages above `given` are not taken any more; those up to it have been, or are delivered.
    void pause(std::string_view destination, ledger::OutboxSeq given);
    void resume(std::string_view destination);
    /// Adds what was on the disk before the start.
    void addStored(std::string_view destination, std::uint64_t messages, std::int64_t oldestMs);
    /// True: the message stays on the disk, or was read from there already.
    bool keeps(const ledger::Notice& notice, std::string_view destination);

    /// The next pages; each is then under way until took() or failed().
    std::vector<Wanted> wanted(const std::vector<std::string>& busy);
    /// What of a page is to be sent; `isLast` says that the page was not full. Empty when the destination was
    /// paused again meanwhile.
    std::vector<ledger::Notice> took(const Wanted& wanted, std::vector<ledger::Notice>&& page, bool isLast);
    void failed(const Wanted& wanted);
    std::vector<Figures> figures() const;

private:
    struct Place
    {
        bool isDraining = false;
        bool isReading = false;
        std::uint64_t generation = 0;
        ledger::OutboxSeq takenUpTo = 0;
        ledger::OutboxSeq lastKept = 0;
        std::uint64_t messages = 0;
        std::int64_t oldestMs = 0;
    };
    Place* placeOf(const Wanted& wanted);

    std::map<std::string, Place, std::less<>> m_places;
    /// Read from the disk before they were handed on: the ledger has committed them and is about to.
    std::map<std::string, ledger::OutboxSeq, std::less<>> m_caughtUpTo;
    std::uint64_t m_generation = 0;
};

} // namespace hub::fspiop
