#include "core/ledger/audit_json.h"

namespace hub::ledger {

AuditJson& AuditJson::put(std::string_view key, std::string_view value)
{
    appendKey(key);
    appendQuoted(value);
    return *this;
}

AuditJson& AuditJson::put(std::string_view key, domain::Amount value)
{
    return put(key, std::string_view(value.toString()));
}

AuditJson& AuditJson::put(std::string_view key, std::int64_t value)
{
    appendKey(key);
    m_text += std::to_string(value);
    return *this;
}

AuditJson& AuditJson::put(std::string_view key, bool value)
{
    appendKey(key);
    m_text += value ? "true" : "false";
    return *this;
}

void AuditJson::appendKey(std::string_view key)
{
    if (m_text.size() > 1) m_text += ',';
    appendQuoted(key);
    m_text += ':';
}

void AuditJson::appendQuoted(std::string_view value)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    m_text += '"';
    for (const char c : value) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            m_text += '\\';
            m_text += c;
        } else if (code < 0x20) {
            m_text += "\\u00";
            m_text += kHex[code >> 4U];
            m_text += kHex[code & 15U];
        } else {
            m_text += c;
        }
    }
    m_text += '"';
}

} // namespace hub::ledger
