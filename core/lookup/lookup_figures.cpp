#include "core/lookup/lookup_figures.h"

#include <algorithm>
#include <bit>

namespace hub::lookup {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::size_t kMinutesMax = 60;

// Four buckets for each doubling of microseconds: 19 % wide.
std::size_t bucketOf(std::int64_t us)
{
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(us, 4));
    const auto exponent = static_cast<unsigned>(std::bit_width(value) - 1);
    return std::min<std::size_t>((exponent - 2) * 4 + ((value >> (exponent - 2)) & 3U), 127);
}

std::int64_t upperBoundOf(std::size_t bucket)
{
    return std::int64_t(5 + bucket % 4) << (bucket / 4);
}

} // namespace

void LookupFigures::count(domain::OracleId oracle, LookupEnd end, bool fromCache, std::int64_t tookUs,
                          base::Instant at, std::string_view failure)
{
    const base::MutexLock lock(m_mutex);
    Counted& counted = m_oracles[oracle.value()];
    FiguresOfOracle& figures = counted.figures;
    ++(end == LookupEnd::Found      ? figures.found
       : end == LookupEnd::NotFound ? figures.notFound
                                    : figures.failed);
    if (end == LookupEnd::Failed) figures.lastFailure = failure;
    if (fromCache) {
        ++figures.fromCache;
    } else {
        figures.lastAskedAt = at;
        ++counted.buckets[bucketOf(tookUs)];
        ++counted.timed;
    }
    const base::Instant minute{at.ms - at.ms % kMinuteMs};
    if (figures.minutes.empty() || figures.minutes.back().from != minute) {
        figures.minutes.push_back({minute, {}});
        if (figures.minutes.size() > kMinutesMax) figures.minutes.pop_front();
    }
    ++figures.minutes.back().ends[static_cast<std::size_t>(end)];
}

FiguresOfOracle LookupFigures::of(domain::OracleId oracle) const
{
    const base::MutexLock lock(m_mutex);
    const auto found = m_oracles.find(oracle.value());
    if (found == m_oracles.end()) return {};
    const Counted& counted = found->second;
    FiguresOfOracle figures = counted.figures;
    const std::uint64_t wanted = (counted.timed * 95 + 99) / 100;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < counted.buckets.size() && counted.timed > 0; ++i) {
        seen += counted.buckets[i];
        if (seen < wanted) continue;
        figures.p95Us = upperBoundOf(i);
        break;
    }
    return figures;
}

} // namespace hub::lookup
