#include "core/http/url.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <charconv>

namespace hub::http {
namespace {

bool isNameText(std::string_view host)
{
    return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               c == '.' || c == '_';
    });
}

bool isBracketText(std::string_view host)
{
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' ||
               c == '.';
    });
}

} // namespace

std::optional<Url> parseUrl(std::string_view text)
{
    if (text.size() > kUrlMax) return std::nullopt;
    for (const char c : text)
        if (c <= 0x20 || c >= 0x7F || c == '#' || c == '\\' || c == '{' || c == '}' || c == '"' || c == '<' ||
            c == '>')
            return std::nullopt;
    Url url;
    if (base::equalsIgnoreCase(text.substr(0, 7), "http://")) {
        text.remove_prefix(7);
    } else if (base::equalsIgnoreCase(text.substr(0, 8), "https://")) {
        url.tls = true;
        url.port = 443;
        text.remove_prefix(8);
    } else {
        return std::nullopt;
    }
    const std::size_t end = std::min(text.find_first_of("/?"), text.size());
    const std::string_view authority = text.substr(0, end);
    url.authority = authority;
    url.target = text.substr(end);
    if (url.target.empty() || url.target.front() == '?') url.target.insert(0, 1, '/');
    std::string_view port;
    if (!authority.empty() && authority.front() == '[') {
        const auto close = authority.find(']');
        if (close == std::string_view::npos || !isBracketText(authority.substr(1, close - 1)))
            return std::nullopt;
        url.host = authority.substr(1, close - 1);
        port = authority.substr(close + 1);
    } else {
        const std::size_t colon = std::min(authority.find(':'), authority.size());
        if (!isNameText(authority.substr(0, colon))) return std::nullopt;
        url.host = base::toLowerAscii(authority.substr(0, colon));
        port = authority.substr(colon);
    }
    if (port.empty()) return url;
    const char* const last = port.data() + port.size();
    const auto [stop, error] = std::from_chars(port.data() + 1, last, url.port);
    if (port.front() != ':' || port.size() < 2 || error != std::errc() || stop != last || url.port == 0)
        return std::nullopt;
    return url;
}

} // namespace hub::http
