#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hub::base {

/// SHA-256 digest, raw bytes.
using Digest = std::array<std::uint8_t, 32>;

/// Bytes that several owners share and nobody changes (a message body on its way through the rooms).
using SharedBytes = std::shared_ptr<const std::string>;
inline SharedBytes shareBytes(std::string bytes)
{
    return std::make_shared<const std::string>(std::move(bytes));
}

/// Base64url without padding (RFC 4648 section 5).
std::string toBase64Url(std::string_view bytes);
/// Strict: alphabet of RFC 4648 section 5, no padding, no stray bits; anything else is nothing.
std::optional<std::string> fromBase64Url(std::string_view text);
/// Lower-case hex.
std::string toHex(std::string_view bytes);
std::optional<std::string> fromHex(std::string_view text);

inline std::string_view asText(const Digest& digest)
{
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// ASCII only, as protocol names are compared.
bool equalsIgnoreCase(std::string_view a, std::string_view b);
std::string toLowerAscii(std::string_view text);

/// CRC-32C (Castagnoli) over `bytes`, seeded; what a stored row carries to notice a flipped bit.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed = 0);

} // namespace hub::base
