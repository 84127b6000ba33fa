#include "core/base/bytes.h"

#include <cstring>

namespace hub::base {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::int8_t, 256> makeReverse()
{
    std::array<std::int8_t, 256> table{};
    for (auto& cell : table)
        cell = -1;
    for (std::size_t i = 0; i < 64; ++i)
        table[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
    return table;
}
constexpr auto kReverse = makeReverse();

/// Table k is for a byte that k more bytes follow: four bytes go in one step.
using CrcTables = std::array<std::array<std::uint32_t, 256>, 4>;

constexpr CrcTables makeCrcTables()
{
    CrcTables tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t c = i;
        for (int k = 0; k < 8; ++k)
            c = (c & 1U) != 0 ? 0x82F63B78U ^ (c >> 1) : c >> 1;
        tables[0][i] = c;
    }
    for (std::size_t k = 1; k < tables.size(); ++k)
        for (std::size_t i = 0; i < 256; ++i)
            tables[k][i] = tables[0][tables[k - 1][i] & 255U] ^ (tables[k - 1][i] >> 8);
    return tables;
}
constexpr auto kCrc = makeCrcTables();

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

} // namespace

std::string toBase64Url(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char c : bytes) {
        buffer = (buffer << 8) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out.push_back(kAlphabet[(buffer >> bits) & 63U]);
        }
    }
    if (bits > 0) out.push_back(kAlphabet[(buffer << (6 - bits)) & 63U]);
    return out;
}

std::optional<std::string> fromBase64Url(std::string_view text)
{
    if (text.size() % 4 == 1) return std::nullopt;
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char c : text) {
        const std::int8_t value = kReverse[static_cast<unsigned char>(c)];
        if (value < 0) return std::nullopt;
        buffer = (buffer << 6) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out.push_back(static_cast<char>((buffer >> bits) & 255U));
        }
    }
    if ((buffer & ((1U << bits) - 1U)) != 0) return std::nullopt;
    return out;
}

std::string toHex(std::string_view bytes)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        out.push_back(kHex[static_cast<unsigned char>(c) >> 4]);
        out.push_back(kHex[static_cast<unsigned char>(c) & 15U]);
    }
    return out;
}

std::optional<std::string> fromHex(std::string_view text)
{
    if (text.size() % 2 != 0) return std::nullopt;
    std::string out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hexValue(text[i]);
        const int low = hexValue(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<char>(high * 16 + low));
    }
    return out;
}

bool equalsIgnoreCase(std::string_view a, std::string_view b)
{
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

std::string toLowerAscii(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        c = lower(c);
    return out;
}

namespace {

std::uint32_t crcByTables(std::string_view bytes, std::uint32_t crc)
{
    const auto at = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i]));
    };
    std::size_t i = 0;
    for (; i + 4 <= bytes.size(); i += 4) {
        crc ^= at(i) | (at(i + 1) << 8) | (at(i + 2) << 16) | (at(i + 3) << 24);
        crc = kCrc[3][crc & 255U] ^ kCrc[2][(crc >> 8) & 255U] ^ kCrc[1][(crc >> 16) & 255U] ^
              kCrc[0][crc >> 24];
    }
    for (; i < bytes.size(); ++i)
        crc = kCrc[0][(crc ^ at(i)) & 255U] ^ (crc >> 8);
    return crc;
}

#if defined(__x86_64__)
/// The processor's own CRC-32C instruction, eight bytes a step.
__attribute__((target("sse4.2"))) std::uint32_t crcByProcessor(std::string_view bytes, std::uint32_t crc)
{
    std::uint64_t wide = crc;
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + i, sizeof eight);
        wide = __builtin_ia32_crc32di(wide, eight);
    }
    crc = static_cast<std::uint32_t>(wide);
    for (; i < bytes.size(); ++i)
        crc = __builtin_ia32_crc32qi(crc, static_cast<unsigned char>(bytes[i]));
    return crc;
}
const bool kHasCrcInstruction = __builtin_cpu_supports("sse4.2") != 0;
#endif

} // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed)
{
#if defined(__x86_64__)
    if (kHasCrcInstruction) return ~crcByProcessor(bytes, ~seed);
#endif
    return ~crcByTables(bytes, ~seed);
}

} // namespace hub::base
