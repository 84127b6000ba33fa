#include "core/json/slices.h"

namespace hub::json {
namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t skipBlanks(std::string_view text, std::size_t at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

/// Behind the string that starts at `at`.
std::size_t skipString(std::string_view text, std::size_t at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return text.size();
}

/// Behind the value that starts at `at`.
std::size_t skipValue(std::string_view text, std::size_t at)
{
    int depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = skipString(text, at);
            if (depth == 0) return at;
            continue;
        }
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') {
            if (depth == 0) return at; // The end of what the value stands in.
            if (--depth == 0) return at + 1;
        }
        if (depth == 0 && (c == ',' || isBlank(c))) return at;
        ++at;
    }
    return at;
}

/// The `[` of the member's array; npos when there is none.
std::size_t arrayOf(std::string_view text, std::string_view member)
{
    std::size_t at = skipBlanks(text, 0);
    if (at >= text.size() || text[at] != '{') return std::string_view::npos;
    at = skipBlanks(text, at + 1);
    while (at < text.size() && text[at] == '"') {
        const std::size_t nameEnd = skipString(text, at);
        const std::string_view name = text.substr(at + 1, nameEnd - at - 2);
        at = skipBlanks(text, nameEnd);
        if (at >= text.size() || text[at] != ':') return std::string_view::npos;
        at = skipBlanks(text, at + 1);
        if (name == member) return at < text.size() && text[at] == '[' ? at : std::string_view::npos;
        at = skipBlanks(text, skipValue(text, at));
        if (at >= text.size() || text[at] != ',') return std::string_view::npos;
        at = skipBlanks(text, at + 1);
    }
    return std::string_view::npos;
}

} // namespace

std::optional<ArraySlices> slicesOf(std::string_view text, std::string_view member)
{
    const std::size_t open = arrayOf(text, member);
    if (open == std::string_view::npos) return std::nullopt;
    ArraySlices slices;
    slices.head = text.substr(0, open + 1);
    std::size_t at = skipBlanks(text, open + 1);
    while (at < text.size() && text[at] != ']') {
        const std::size_t end = skipValue(text, at);
        slices.elements.push_back(text.substr(at, end - at));
        at = skipBlanks(text, end);
        if (at < text.size() && text[at] == ',') at = skipBlanks(text, at + 1);
    }
    if (at >= text.size()) return std::nullopt;
    slices.tail = text.substr(at);
    return slices;
}

} // namespace hub::json
