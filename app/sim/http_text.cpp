#include "app/sim/http_text.h"

#include "core/base/bytes.h"

#include <charconv>
#include <optional>

namespace hub::sim {
namespace {

constexpr std::string_view kEol = "\r\n";

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

std::string_view headerOf(std::string_view head, std::string_view name)
{
    while (!head.empty()) {
        const std::size_t end = head.find(kEol);
        const std::string_view line = head.substr(0, end);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            base::equalsIgnoreCase(line.substr(0, name.size()), name))
            return trimmed(line.substr(name.size() + 1));
        if (end == std::string_view::npos) break;
        head.remove_prefix(end + kEol.size());
    }
    return {};
}

// What framing needs, found in one walk over the header lines.
struct FrameHeaders
{
    std::optional<std::size_t> length;
    bool closes = false;
    bool isBroken = false;
};

FrameHeaders frameHeaders(std::string_view head)
{
    FrameHeaders found;
    while (!head.empty()) {
        const std::size_t end = head.find(kEol);
        const std::string_view line = head.substr(0, end);
        if (line.size() > 15 && (line[0] | 0x20) == 'c' && line[14] == ':' &&
            base::equalsIgnoreCase(line.substr(0, 14), "content-length")) {
            const std::string_view digits = trimmed(line.substr(15));
            std::size_t value = 0;
            const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
            found.isBroken |= error != std::errc{} || rest != digits.data() + digits.size() ||
                              value > kBodyMax || found.length.has_value();
            found.length = value;
        } else if (line.size() > 11 && (line[0] | 0x20) == 'c' && line[10] == ':' &&
                   base::equalsIgnoreCase(line.substr(0, 10), "connection")) {
            found.closes = base::equalsIgnoreCase(trimmed(line.substr(11)), "close");
        } else if (line.size() > 17 && (line[0] | 0x20) == 't' && line[17] == ':' &&
                   base::equalsIgnoreCase(line.substr(0, 17), "transfer-encoding")) {
            found.isBroken = true;
        }
        if (end == std::string_view::npos) break;
        head.remove_prefix(end + kEol.size());
    }
    return found;
}

// The start line and the header lines; nothing yet, or broken, by `framing`.
Framing splitHead(std::string_view bytes, std::string_view& first, std::string_view& head, std::size_t& used)
{
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return bytes.size() > kHeadMax ? Framing::Malformed : Framing::Incomplete;
    if (end > kHeadMax) return Framing::Malformed;
    const std::size_t line = bytes.find(kEol);
    first = bytes.substr(0, line);
    head = line == end ? std::string_view{} : bytes.substr(line + 2, end - line - 2);
    used = end + 4;
    return Framing::Complete;
}

std::string_view reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

} // namespace

std::string_view HttpRequest::header(std::string_view name) const
{
    return headerOf(head, name);
}

std::string_view HttpRequest::path() const
{
    return target.substr(0, target.find('?'));
}

std::string_view HttpRequest::query() const
{
    const std::size_t at = target.find('?');
    return at == std::string_view::npos ? std::string_view{} : target.substr(at + 1);
}

Framing readRequest(std::string_view bytes, HttpRequest& out, std::size_t& used)
{
    std::string_view first;
    const Framing framing = splitHead(bytes, first, out.head, used);
    if (framing != Framing::Complete) return framing;
    const std::size_t a = first.find(' ');
    const std::size_t b = a == std::string_view::npos ? a : first.find(' ', a + 1);
    if (b == std::string_view::npos || first.substr(b + 1) != "HTTP/1.1") return Framing::Malformed;
    out.method = first.substr(0, a);
    out.target = first.substr(a + 1, b - a - 1);
    const FrameHeaders frame = frameHeaders(out.head);
    if (frame.isBroken || !out.target.starts_with('/')) return Framing::Malformed;
    const std::size_t length = frame.length.value_or(0);
    if (bytes.size() - used < length) return Framing::Incomplete;
    out.body = bytes.substr(used, length);
    out.closes = frame.closes;
    used += length;
    return Framing::Complete;
}

Framing readReply(std::string_view bytes, HttpReply& out, std::size_t& used)
{
    std::string_view first;
    const Framing framing = splitHead(bytes, first, out.head, used);
    if (framing != Framing::Complete) return framing;
    if (first.size() < 12 || !first.starts_with("HTTP/1.1 ")) return Framing::Malformed;
    const auto [rest, error] = std::from_chars(first.data() + 9, first.data() + 12, out.status);
    if (error != std::errc{} || rest != first.data() + 12 || out.status < 200) return Framing::Malformed;
    const FrameHeaders frame = frameHeaders(out.head);
    const bool isBodyless = out.status == 204 || out.status == 304;
    if (frame.isBroken || (!frame.length && !isBodyless)) return Framing::Malformed;
    const std::size_t length = isBodyless ? 0 : *frame.length;
    if (bytes.size() - used < length) return Framing::Incomplete;
    out.body = bytes.substr(used, length);
    out.closes = frame.closes;
    used += length;
    return Framing::Complete;
}

void appendAnswer(std::string& out, int status, std::string_view body)
{
    if (body.empty() && status == 202) {
        out += "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
        return;
    }
    if (body.empty() && status == 200) {
        out += "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        return;
    }
    out += "HTTP/1.1 " + std::to_string(status) + ' ';
    out += reasonOf(status);
    if (status != 204) out += "\r\nContent-Length: " + std::to_string(body.size());
    if (!body.empty()) out += "\r\nContent-Type: application/json";
    out += "\r\n\r\n";
    out += body;
}

std::string percentDecoded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            if (const auto byte = base::fromHex(base::toLowerAscii(text.substr(i + 1, 2)))) {
                out += *byte;
                i += 2;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

std::string queryValue(std::string_view query, std::string_view name)
{
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        const std::size_t equals = pair.find('=');
        if (pair.substr(0, equals) == name)
            return equals == std::string_view::npos ? std::string{} : percentDecoded(pair.substr(equals + 1));
        if (end == std::string_view::npos) break;
        query.remove_prefix(end + 1);
    }
    return {};
}

} // namespace hub::sim
