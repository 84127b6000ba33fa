#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace hub::sim {

/// Counts durations in microseconds in buckets under 1 % wide, from 1 us to more than an hour, in a fixed
/// 16 KiB: recording never allocates and any quantile can be read.
class LatencyHistogram
{
public:
    void record(std::int64_t us);
    void clear();
    std::uint64_t count() const { return m_count; }
    std::int64_t maxUs() const { return m_maxUs; }
    /// The value at or below which `perMille` thousandths of the records lie (0..1000); 0 when empty.
    std::int64_t quantileUs(std::uint32_t perMille) const;

private:
    static constexpr int kSubBits = 7; ///< 128 buckets a power of two
    static constexpr std::size_t kBuckets = std::size_t{28} << kSubBits;
    static std::size_t bucketOf(std::uint64_t us);
    static std::int64_t topOf(std::size_t bucket);

    std::array<std::uint32_t, kBuckets> m_buckets{};
    std::uint64_t m_count = 0;
    std::int64_t m_maxUs = 0;
};

} // namespace hub::sim
