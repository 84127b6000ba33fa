#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/domain/ids.h"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hub::lookup {

/// How a look-up at an oracle ended.
enum class LookupEnd : std::uint8_t { Found, NotFound, Failed };

/// What has been seen of one oracle since the start; times in microseconds.
struct FiguresOfOracle
{
    std::uint64_t found = 0;
    std::uint64_t notFound = 0;
    std::uint64_t failed = 0;
    std::uint64_t fromCache = 0; ///< of the three above
    std::int64_t p95Us = 0;      ///< of what was asked; upper bound of its bucket
    std::optional<base::Instant> lastAskedAt;
    std::string lastFailure;
    struct Minute
    {
        base::Instant from;
        std::array<std::uint32_t, 3> ends{}; ///< by LookupEnd
    };
    std::deque<Minute> minutes; ///< oldest first, at most 60
};

/// Counts the look-ups of every oracle for the desk. Any thread.
class LookupFigures
{
public:
    void count(domain::OracleId oracle, LookupEnd end, bool fromCache, std::int64_t tookUs, base::Instant at,
               std::string_view failure = {});
    FiguresOfOracle of(domain::OracleId oracle) const;

private:
    struct Counted
    {
        FiguresOfOracle figures;
        std::array<std::uint64_t, 128> buckets{}; ///< four for each doubling
        std::uint64_t timed = 0;
    };
    mutable base::Mutex m_mutex;
    std::map<std::int64_t, Counted> m_oracles HUB_GUARDED_BY(m_mutex); ///< as many as oracles were registered
};

} // namespace hub::lookup
