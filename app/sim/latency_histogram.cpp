#include "app/sim/latency_histogram.h"

#include <algorithm>
#include <bit>

namespace hub::sim {

// Below 128 the value is its own bucket; above, the top 8 bits and their place name it.
std::size_t LatencyHistogram::bucketOf(std::uint64_t us)
{
    const int width = static_cast<int>(std::bit_width(us));
    if (width <= kSubBits) return us;
    const auto shift = static_cast<std::size_t>(width - kSubBits - 1);
    const std::size_t bucket = ((shift + 1) << kSubBits) + ((us >> shift) & ((1U << kSubBits) - 1));
    return std::min(bucket, kBuckets - 1);
}

std::int64_t LatencyHistogram::topOf(std::size_t bucket)
{
    const std::size_t row = bucket >> kSubBits;
    if (row == 0) return static_cast<std::int64_t>(bucket);
    const std::uint64_t low = (1ULL << kSubBits) | (bucket & ((1U << kSubBits) - 1));
    return static_cast<std::int64_t>(((low + 1) << (row - 1)) - 1);
}

void LatencyHistogram::record(std::int64_t us)
{
    us = std::max<std::int64_t>(us, 0);
    ++m_buckets[bucketOf(static_cast<std::uint64_t>(us))];
    ++m_count;
    m_maxUs = std::max(m_maxUs, us);
}

void LatencyHistogram::clear()
{
    m_buckets.fill(0);
    m_count = 0;
    m_maxUs = 0;
}

std::int64_t LatencyHistogram::quantileUs(std::uint32_t perMille) const
{
    const std::uint64_t wanted = (m_count * perMille + 999) / 1000;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < kBuckets && wanted > 0; ++i) {
        seen += m_buckets[i];
        if (seen >= wanted) return std::min(topOf(i), m_maxUs);
    }
    return 0;
}

} // namespace hub::sim
