#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hub::sim {

/// Makes transfer ids that look like random version 4 UUIDs to everybody else and tell the simulator, with no
/// look-up table, which transfer of this run they name: a keyed permutation of slot and sequence number in
/// the low half, a keyed hash of it in the high half. Not cryptography; a stranger's id is told by its hash.
class TransferIds
{
public:
    static constexpr std::size_t kTextSize = 36;
    static constexpr std::uint32_t kSlotsMax = 1U << 20;

    struct Name
    {
        std::uint32_t slot = 0;     ///< below kSlotsMax
        std::uint64_t sequence = 0; ///< below 2^40
    };

    explicit TransferIds(std::uint64_t key)
        : m_key(key)
    {}
    /// Writes 36 characters.
    void write(Name name, char* out) const;
    /// Nothing for an id that this run has not made.
    std::optional<Name> read(std::string_view id) const;

private:
    std::uint64_t highOf(std::uint64_t low) const;
    std::uint64_t m_key;
};

/// One step of SplitMix64: a good 64-bit mix, for ids and choices, never for secrets.
constexpr std::uint64_t mix64(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

/// 16 lower-case hex characters.
void writeHex16(std::uint64_t value, char* out);

} // namespace hub::sim
