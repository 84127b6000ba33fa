#include "core/domain/ids.h"

#include "core/base/bytes.h"

#include <algorithm>

namespace hub::domain {
namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int lowerHex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

bool parseUuid(std::string_view text, std::array<std::uint8_t, 16>& out)
{
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < 36; ++i) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i] != '-') return false;
            continue;
        }
        const int value = lowerHex(text[i]);
        if (value < 0) return false;
        auto& byte = out[nibble / 2];
        byte = static_cast<std::uint8_t>((nibble % 2 == 0) ? value << 4 : byte | value);
        ++nibble;
    }
    const int version = out[6] >> 4;
    return version >= 1 && version <= 7 && (out[8] >> 6) == 2;
}

bool parseUlid(std::string_view text, std::array<std::uint8_t, 16>& out)
{
    if (text[0] > '7') return false;
    unsigned buffer = 0;
    int bits = -2; // 26 characters carry 130 bits; the two highest are zero.
    std::size_t at = 0;
    for (const char c : text) {
        const std::size_t value = kCrockford.find(c);
        if (value == std::string_view::npos) return false;
        buffer = (buffer << 5) | static_cast<unsigned>(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out[at++] = static_cast<std::uint8_t>((buffer >> bits) & 255U);
        }
    }
    return true;
}

} // namespace

std::optional<CorrelationId> CorrelationId::parse(std::string_view text)
{
    CorrelationId id;
    if (text.size() == 36) return parseUuid(text, id.m_bytes) ? std::optional(id) : std::nullopt;
    if (text.size() == 26) {
        id.m_ulid = true;
        return parseUlid(text, id.m_bytes) ? std::optional(id) : std::nullopt;
    }
    return std::nullopt;
}

std::string CorrelationId::toString() const
{
    std::string out;
    if (m_ulid) {
        unsigned buffer = 0;
        int bits = 2;
        for (const std::uint8_t byte : m_bytes) {
            buffer = (buffer << 8) | byte;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.push_back(kCrockford[(buffer >> bits) & 31U]);
            }
        }
        return out;
    }
    const std::string hex = base::toHex({reinterpret_cast<const char*>(m_bytes.data()), m_bytes.size()});
    out.reserve(36);
    for (std::size_t i = 0; i < hex.size(); ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20) out.push_back('-');
        out.push_back(hex[i]);
    }
    return out;
}

std::string CorrelationId::toColumn() const
{
    std::string out(reinterpret_cast<const char*>(m_bytes.data()), m_bytes.size());
    out.push_back(m_ulid ? 'L' : 'U');
    return out;
}

std::optional<CorrelationId> CorrelationId::fromColumn(std::string_view bytes)
{
    if (bytes.size() != 17 || (bytes[16] != 'L' && bytes[16] != 'U')) return std::nullopt;
    CorrelationId id;
    std::copy_n(bytes.data(), 16, reinterpret_cast<char*>(id.m_bytes.data()));
    id.m_ulid = bytes[16] == 'L';
    return id;
}

CorrelationId CorrelationId::fromDigest(const std::array<std::uint8_t, 16>& digest)
{
    CorrelationId id;
    id.m_bytes = digest;
    id.m_bytes[6] = static_cast<std::uint8_t>((digest[6] & 0x0F) | 0x50);
    id.m_bytes[8] = static_cast<std::uint8_t>((digest[8] & 0x3F) | 0x80);
    return id;
}

} // namespace hub::domain
