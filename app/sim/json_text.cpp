#include "app/sim/json_text.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace hub::sim {
namespace {

constexpr int kDepthMax = 32;

class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_text(text)
    {}

    std::optional<JsonText> whole()
    {
        JsonText value;
        if (!read(value, 0)) return std::nullopt;
        skipBlanks();
        if (m_at != m_text.size()) return std::nullopt;
        return value;
    }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != m_text.npos)
            ++m_at;
    }
    bool take(char c)
    {
        skipBlanks();
        if (m_at >= m_text.size() || m_text[m_at] != c) return false;
        ++m_at;
        return true;
    }
    bool read(JsonText& out, int depth)
    {
        skipBlanks();
        if (m_at >= m_text.size() || depth > kDepthMax) return false;
        switch (m_text[m_at]) {
        case '{':
            return readObject(out, depth);
        case '[':
            return readArray(out, depth);
        case '"':
            out.kind = JsonText::Kind::String;
            return readString(out.text);
        default:
            return readWord(out);
        }
    }
    bool readObject(JsonText& out, int depth)
    {
        out.kind = JsonText::Kind::Object;
        ++m_at;
        if (take('}')) return true;
        do {
            skipBlanks();
            std::string name;
            JsonText value;
            if (!readString(name) || !take(':') || !read(value, depth + 1)) return false;
            out.members.emplace_back(std::move(name), std::move(value));
        } while (take(','));
        return take('}');
    }
    bool readArray(JsonText& out, int depth)
    {
        out.kind = JsonText::Kind::Array;
        ++m_at;
        if (take(']')) return true;
        do {
            JsonText value;
            if (!read(value, depth + 1)) return false;
            out.items.push_back(std::move(value));
        } while (take(','));
        return take(']');
    }
    bool readString(std::string& out)
    {
        if (m_at >= m_text.size() || m_text[m_at] != '"') return false;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20) return false;
            if (c != '\\') {
                out += c;
            } else if (!readEscape(out)) {
                return false;
            }
        }
        return false;
    }
    bool readEscape(std::string& out)
    {
        if (++m_at >= m_text.size()) return false;
        constexpr std::string_view kNames = "\"\\/bfnrt";
        constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
        const std::size_t at = kNames.find(m_text[m_at]);
        if (at != kNames.npos) {
            out += kValues[at];
            return true;
        }
        if (m_text[m_at] != 'u' || m_at + 4 >= m_text.size()) return false;
        std::uint32_t code = 0;
        const char* const first = m_text.data() + m_at + 1;
        const auto [rest, error] = std::from_chars(first, first + 4, code, 16);
        if (error != std::errc{} || rest != first + 4) return false;
        m_at += 4;
        // Surrogate pairs are kept as they came; no message here is compared by such a character.
        if (code < 0x80) {
            out += static_cast<char>(code);
        } else if (code < 0x800) {
            out += static_cast<char>(0xC0 | code >> 6);
            out += static_cast<char>(0x80 | (code & 0x3F));
        } else {
            out += static_cast<char>(0xE0 | code >> 12);
            out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
            out += static_cast<char>(0x80 | (code & 0x3F));
        }
        return true;
    }
    bool readWord(JsonText& out)
    {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && std::string_view(",]} \t\r\n").find(m_text[m_at]) == m_text.npos)
            ++m_at;
        const std::string_view word = m_text.substr(start, m_at - start);
        if (word == "null") return true;
        out.text = word;
        if (word == "true" || word == "false") {
            out.kind = JsonText::Kind::Bool;
            return true;
        }
        out.kind = JsonText::Kind::Number;
        return !word.empty() && word.find_first_not_of("0123456789+-.eE") == word.npos;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

const JsonText& JsonText::operator[](std::string_view name) const
{
    static const JsonText kNothing;
    for (const auto& [key, value] : members)
        if (key == name) return value;
    return kNothing;
}

std::optional<JsonText> parseJson(std::string_view text)
{
    return Reader(text).whole();
}

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            constexpr char kDigits[] = "0123456789abcdef";
            out += "\\u00";
            out += kDigits[static_cast<unsigned char>(c) >> 4];
            out += kDigits[static_cast<unsigned char>(c) & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

} // namespace hub::sim
