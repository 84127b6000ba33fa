#include "core/http/message.h"

#include <algorithm>
#include <array>

namespace hub::http {
namespace {

constexpr std::size_t kExtensionsMax = 16;
constexpr std::size_t kExtensionKeyMax = 32;
constexpr std::size_t kExtensionValueMax = 128;
constexpr std::string_view kHexDigits = "0123456789ABCDEF";
constexpr std::array<std::string_view, 8> kMethods{"GET",    "POST", "PUT",     "PATCH",
                                                   "DELETE", "HEAD", "OPTIONS", "OTHER"};

int hexValue(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool isAlnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What a field name (1) and a field value (2) may hold; every header of every message goes through it.
constexpr std::array<std::uint8_t, 256> makeFieldBytes()
{
    std::array<std::uint8_t, 256> table{};
    for (std::size_t c = 0x20; c < 256; ++c)
        table[c] = c != 0x7F ? 2 : 0;
    table['\t'] = 2;
    for (std::size_t c = '0'; c <= '9'; ++c)
        table[c] = 3;
    for (std::size_t c = 'a'; c <= 'z'; ++c)
        table[c] = 3;
    for (std::size_t c = 'A'; c <= 'Z'; ++c)
        table[c] = 3;
    for (const char c : std::string_view("!#$%&'*+-.^_`|~"))
        table[static_cast<unsigned char>(c)] = 3;
    return table;
}
constexpr auto kFieldBytes = makeFieldBytes();

bool allAre(std::string_view text, std::uint8_t kind)
{
    return std::all_of(text.begin(), text.end(),
                       [kind](char c) { return (kFieldBytes[static_cast<unsigned char>(c)] & kind) != 0; });
}

void appendJsonString(std::string& out, std::string_view text)
{
    out.push_back('"');
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out.push_back(kHexDigits[static_cast<unsigned char>(c) >> 4]);
                out.push_back(kHexDigits[static_cast<unsigned char>(c) & 15U]);
            } else {
                out.push_back(c);
            }
        }
    }
    out.push_back('"');
}

std::string_view cutAt(std::string_view text, std::size_t max)
{
    if (text.size() <= max) return text;
    while (max > 0 && (static_cast<unsigned char>(text[max]) & 0xC0U) == 0x80U)
        --max;
    return text.substr(0, max);
}

std::string decodeQuery(std::string_view text)
{
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    auto decoded = percentDecode(spaced);
    return decoded ? *std::move(decoded) : std::string(text);
}

} // namespace

std::string_view toString(Method method)
{
    return kMethods[static_cast<std::size_t>(method)];
}

Method parseMethod(std::string_view text)
{
    for (std::size_t i = 0; i + 1 < kMethods.size(); ++i)
        if (kMethods[i] == text) return static_cast<Method>(i);
    return Method::Other;
}

std::string_view reasonPhrase(int status)
{
    switch (status) {
    case 100:
        return "Continue";
    case 101:
        return "Switching Protocols";
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 203:
        return "Non-Authoritative Information";
    case 204:
        return "No Content";
    case 205:
        return "Reset Content";
    case 206:
        return "Partial Content";
    case 300:
        return "Multiple Choices";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 402:
        return "Payment Required";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 411:
        return "Length Required";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 416:
        return "Range Not Satisfiable";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Content";
    case 423:
        return "Locked";
    case 425:
        return "Too Early";
    case 426:
        return "Upgrade Required";
    case 428:
        return "Precondition Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    case 507:
        return "Insufficient Storage";
    default:
        return "Unknown";
    }
}

const std::string* Headers::find(std::string_view name) const
{
    for (const auto& [key, value] : m_fields)
        if (base::equalsIgnoreCase(key, name)) return &value;
    return nullptr;
}

std::string_view Headers::get(std::string_view name) const
{
    const auto* value = find(name);
    return value != nullptr ? std::string_view(*value) : std::string_view();
}

void Headers::set(std::string_view name, std::string value)
{
    const auto same = [name](const Field& field) { return base::equalsIgnoreCase(field.first, name); };
    const auto first = std::find_if(m_fields.begin(), m_fields.end(), same);
    if (first == m_fields.end()) {
        m_fields.emplace_back(name, std::move(value));
        return;
    }
    first->second = std::move(value);
    m_fields.erase(std::remove_if(std::next(first), m_fields.end(), same), m_fields.end());
}

std::size_t Headers::remove(std::string_view name)
{
    return std::erase_if(m_fields,
                         [name](const Field& field) { return base::equalsIgnoreCase(field.first, name); });
}

bool isValidField(std::string_view name, std::string_view value)
{
    return !name.empty() && allAre(name, 1) && allAre(value, 2);
}

std::optional<std::string> percentDecode(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(text[i]);
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = hexValue(text[i + 1]);
        const int low = hexValue(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return out;
}

std::string percentEncode(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (isAlnum(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            out.push_back(c);
        } else {
            out.push_back('%');
            out.push_back(kHexDigits[static_cast<unsigned char>(c) >> 4]);
            out.push_back(kHexDigits[static_cast<unsigned char>(c) & 15U]);
        }
    }
    return out;
}

std::string_view Request::param(std::string_view name) const
{
    for (const auto& [key, value] : params)
        if (key == name) return value;
    return {};
}

std::vector<std::pair<std::string, std::string>> Request::queryItems() const
{
    std::vector<std::pair<std::string, std::string>> items;
    std::string_view rest = query;
    while (!rest.empty()) {
        const auto end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        const auto value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
        items.emplace_back(decodeQuery(pair.substr(0, equals)), decodeQuery(value));
    }
    return items;
}

std::optional<std::string> Request::queryItem(std::string_view name) const
{
    for (auto& [key, value] : queryItems())
        if (key == name) return std::move(value);
    return std::nullopt;
}

Answer Answer::empty(int status)
{
    Answer answer;
    answer.status = status;
    return answer;
}

Answer Answer::json(int status, std::string text)
{
    return Answer::text(status, std::move(text), "application/json; charset=utf-8");
}

Answer Answer::text(int status, std::string text, std::string contentType)
{
    Answer answer;
    answer.status = status;
    answer.body = std::move(text);
    answer.contentType = std::move(contentType);
    return answer;
}

Answer Answer::fspiopError(const domain::FspiopError& error, const std::vector<Extension>& extensions)
{
    return fspiopError(error, domain::httpStatusOf(error.code), extensions);
}

Answer Answer::fspiopError(const domain::FspiopError& error, int status,
                           const std::vector<Extension>& extensions)
{
    return json(status, fspiopErrorBody(error, extensions));
}

std::string fspiopErrorBody(const domain::FspiopError& error,
                            const std::vector<Answer::Extension>& extensions)
{
    std::string out = R"({"errorInformation":{"errorCode":)";
    appendJsonString(out, error.code);
    out += R"(,"errorDescription":)";
    appendJsonString(out, error.description);
    if (!extensions.empty()) {
        out += R"(,"extensionList":{"extension":[)";
        const std::size_t count = std::min(extensions.size(), kExtensionsMax);
        for (std::size_t i = 0; i < count; ++i) {
            out += i == 0 ? R"({"key":)" : R"(,{"key":)";
            appendJsonString(out, cutAt(extensions[i].first, kExtensionKeyMax));
            out += R"(,"value":)";
            appendJsonString(out, cutAt(extensions[i].second, kExtensionValueMax));
            out.push_back('}');
        }
        out += "]}";
    }
    out += "}}";
    return out;
}

} // namespace hub::http
