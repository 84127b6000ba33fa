#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hub::http {

/// Longest URL that is accepted, characters.
inline constexpr std::size_t kUrlMax = 2048;

/// An absolute http or https URL as messages are sent to.
struct Url
{
    bool tls = false;
    std::string host; ///< name or numeric address; IPv6 without brackets
    std::uint16_t port = 80;
    std::string authority; ///< as the Host header says it
    std::string target;    ///< path and query, at least `/`

    bool sameOrigin(const Url& other) const
    {
        return tls == other.tls && port == other.port && host == other.host;
    }
};

/// Strict: visible ASCII, no user information, no fragment, no braces left of a template, at most kUrlMax
/// characters.
std::optional<Url> parseUrl(std::string_view text);

} // namespace hub::http
