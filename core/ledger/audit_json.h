#pragma once

#include "core/domain/amount.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hub::ledger {

/// Writes the compact JSON objects of audit rows: `{"netDebitCap":"1000","isActive":true}`. Amounts are
/// strings, so that no reader rounds them. A value type for one row.
class AuditJson
{
public:
    AuditJson& put(std::string_view key, std::string_view value);
    AuditJson& put(std::string_view key, const char* value) { return put(key, std::string_view(value)); }
    AuditJson& put(std::string_view key, domain::Amount value);
    AuditJson& put(std::string_view key, std::int64_t value);
    AuditJson& put(std::string_view key, bool value);
    /// The object; empty objects are `{}`.
    std::string text() const { return m_text + '}'; }

private:
    void appendKey(std::string_view key);
    void appendQuoted(std::string_view value);
    std::string m_text = "{";
};

} // namespace hub::ledger
