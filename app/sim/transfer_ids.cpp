#include "app/sim/transfer_ids.h"

#include <cstring>

namespace hub::sim {
namespace {

constexpr std::uint64_t kHalfMask = (1ULL << 30) - 1;
constexpr std::uint64_t kLowMask = (1ULL << 60) - 1;
constexpr int kRounds = 4;
constexpr char kDigits[] = "0123456789abcdef";

std::uint64_t roundOf(std::uint64_t half, std::uint64_t key, int round)
{
    return mix64(half ^ key ^ (static_cast<std::uint64_t>(round) << 56)) & kHalfMask;
}

// A Feistel network over 60 bits.
std::uint64_t permuted(std::uint64_t value, std::uint64_t key)
{
    std::uint64_t left = value >> 30;
    std::uint64_t right = value & kHalfMask;
    for (int i = 0; i < kRounds; ++i) {
        const std::uint64_t next = left ^ roundOf(right, key, i);
        left = right;
        right = next;
    }
    return left << 30 | right;
}

std::uint64_t restored(std::uint64_t value, std::uint64_t key)
{
    std::uint64_t left = value >> 30;
    std::uint64_t right = value & kHalfMask;
    for (int i = kRounds - 1; i >= 0; --i) {
        const std::uint64_t before = right ^ roundOf(left, key, i);
        right = left;
        left = before;
    }
    return left << 30 | right;
}

std::optional<std::uint64_t> readHex16(const char* text)
{
    std::uint64_t value = 0;
    for (int i = 0; i < 16; ++i) {
        const char c = text[i];
        std::uint64_t digit = 0;
        if (c >= '0' && c <= '9')
            digit = static_cast<std::uint64_t>(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = static_cast<std::uint64_t>(c - 'a') + 10;
        else
            return std::nullopt;
        value = value << 4 | digit;
    }
    return value;
}

} // namespace

void writeHex16(std::uint64_t value, char* out)
{
    for (int i = 15; i >= 0; --i) {
        out[i] = kDigits[value & 15U];
        value >>= 4;
    }
}

std::uint64_t TransferIds::highOf(std::uint64_t low) const
{
    return (mix64(low ^ m_key) & ~0xF000ULL) | 0x4000ULL; // version 4
}

void TransferIds::write(Name name, char* out) const
{
    const std::uint64_t value = (std::uint64_t{name.slot} << 40 | name.sequence) & kLowMask;
    const std::uint64_t low = 0x8000'0000'0000'0000ULL | permuted(value, m_key); // RFC 4122 variant
    std::array<char, 32> hex;
    writeHex16(highOf(low), hex.data());
    writeHex16(low, hex.data() + 16);
    std::memcpy(out, hex.data(), 8);
    std::memcpy(out + 9, hex.data() + 8, 4);
    std::memcpy(out + 14, hex.data() + 12, 4);
    std::memcpy(out + 19, hex.data() + 16, 4);
    std::memcpy(out + 24, hex.data() + 20, 12);
    out[8] = out[13] = out[18] = out[23] = '-';
}

std::optional<TransferIds::Name> TransferIds::read(std::string_view id) const
{
    if (id.size() != kTextSize || id[8] != '-' || id[13] != '-' || id[18] != '-' || id[23] != '-')
        return std::nullopt;
    std::array<char, 32> hex;
    std::memcpy(hex.data(), id.data(), 8);
    std::memcpy(hex.data() + 8, id.data() + 9, 4);
    std::memcpy(hex.data() + 12, id.data() + 14, 4);
    std::memcpy(hex.data() + 16, id.data() + 19, 4);
    std::memcpy(hex.data() + 20, id.data() + 24, 12);
    const auto high = readHex16(hex.data());
    const auto low = readHex16(hex.data() + 16);
    if (!high || !low || *high != highOf(*low)) return std::nullopt;
    const std::uint64_t value = restored(*low & kLowMask, m_key);
    return Name{static_cast<std::uint32_t>(value >> 40), value & ((1ULL << 40) - 1)};
}

} // namespace hub::sim
