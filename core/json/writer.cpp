#include "core/json/writer.h"

#include <array>

namespace hub::json {

void appendQuoted(std::string& out, std::string_view text)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    out.push_back('"');
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && c != '"' && c != '\\') {
            out.push_back(c);
            continue;
        }
        out.push_back('\\');
        switch (c) {
        case '"':
        case '\\':
            out.push_back(c);
            break;
        case '\b':
            out.push_back('b');
            break;
        case '\f':
            out.push_back('f');
            break;
        case '\n':
            out.push_back('n');
            break;
        case '\r':
            out.push_back('r');
            break;
        case '\t':
            out.push_back('t');
            break;
        default:
            out += "u00";
            out.push_back(kHex[byte >> 4]);
            out.push_back(kHex[byte & 15U]);
        }
    }
    out.push_back('"');
}

void Writer::comma()
{
    if (m_needsComma) m_out.push_back(',');
    m_needsComma = true;
}

Writer& Writer::open(char bracket)
{
    comma();
    m_out.push_back(bracket);
    m_needsComma = false;
    return *this;
}

Writer& Writer::close(char bracket)
{
    m_out.push_back(bracket);
    m_needsComma = true;
    return *this;
}

Writer& Writer::key(std::string_view name)
{
    comma();
    appendQuoted(m_out, name);
    m_out.push_back(':');
    m_needsComma = false;
    return *this;
}

Writer& Writer::string(std::string_view text)
{
    comma();
    appendQuoted(m_out, text);
    return *this;
}

Writer& Writer::number(std::int64_t value)
{
    return raw(std::to_string(value));
}

Writer& Writer::number(domain::Amount amount)
{
    return raw(amount.toString());
}

Writer& Writer::boolean(bool value)
{
    return raw(value ? "true" : "false");
}

Writer& Writer::null()
{
    return raw("null");
}

Writer& Writer::raw(std::string_view json)
{
    comma();
    m_out += json;
    return *this;
}

} // namespace hub::json
