#include "core/http/flat_json.h"

#include <cstdint>

namespace hub::http {
namespace {

constexpr std::size_t kMembersMax = 32;

class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_rest(text)
    {}

    std::optional<FlatJson> object()
    {
        FlatJson out;
        if (!take('{')) return std::nullopt;
        if (!take('}')) {
            do {
                auto name = string();
                if (!name || !take(':')) return std::nullopt;
                auto value = string();
                if (!value || out.size() >= kMembersMax) return std::nullopt;
                if (!out.emplace(*std::move(name), *std::move(value)).second) return std::nullopt;
            } while (take(','));
            if (!take('}')) return std::nullopt;
        }
        skipSpace();
        if (!m_rest.empty()) return std::nullopt;
        return out;
    }

private:
    void skipSpace()
    {
        const auto at = m_rest.find_first_not_of(" \t\r\n");
        m_rest.remove_prefix(at == std::string_view::npos ? m_rest.size() : at);
    }
    bool take(char wanted)
    {
        skipSpace();
        if (m_rest.empty() || m_rest.front() != wanted) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    char next()
    {
        if (m_rest.empty()) return '\0';
        const char c = m_rest.front();
        m_rest.remove_prefix(1);
        return c;
    }

    std::optional<std::string> string()
    {
        if (!take('"')) return std::nullopt;
        std::string out;
        while (!m_rest.empty()) {
            const char c = next();
            if (c == '"') return out;
            if (static_cast<unsigned char>(c) < 0x20) return std::nullopt;
            if (c != '\\')
                out.push_back(c);
            else if (!escape(out))
                return std::nullopt;
        }
        return std::nullopt;
    }

    bool escape(std::string& out)
    {
        switch (next()) {
        case '"':
            out.push_back('"');
            return true;
        case '\\':
            out.push_back('\\');
            return true;
        case '/':
            out.push_back('/');
            return true;
        case 'b':
            out.push_back('\b');
            return true;
        case 'f':
            out.push_back('\f');
            return true;
        case 'n':
            out.push_back('\n');
            return true;
        case 'r':
            out.push_back('\r');
            return true;
        case 't':
            out.push_back('\t');
            return true;
        case 'u':
            return unicode(out);
        default:
            return false;
        }
    }

    // Characters outside the basic plane have no business in names of participants, paths and dates.
    bool unicode(std::string& out)
    {
        std::uint32_t code = 0;
        for (int i = 0; i < 4; ++i) {
            const char c = next();
            code <<= 4;
            if (c >= '0' && c <= '9')
                code |= static_cast<std::uint32_t>(c - '0');
            else if (c >= 'a' && c <= 'f')
                code |= static_cast<std::uint32_t>(c - 'a' + 10);
            else if (c >= 'A' && c <= 'F')
                code |= static_cast<std::uint32_t>(c - 'A' + 10);
            else
                return false;
        }
        if (code >= 0xD800 && code <= 0xDFFF) return false;
        if (code < 0x80) {
            out.push_back(static_cast<char>(code));
        } else if (code < 0x800) {
            out.push_back(static_cast<char>(0xC0 | (code >> 6)));
            out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
        } else {
            out.push_back(static_cast<char>(0xE0 | (code >> 12)));
            out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
            out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
        }
        return true;
    }

    std::string_view m_rest;
};

} // namespace

std::optional<FlatJson> parseFlatJson(std::string_view text)
{
    return Reader(text).object();
}

} // namespace hub::http
