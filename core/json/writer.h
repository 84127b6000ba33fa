#pragma once

#include "core/domain/amount.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hub::json {

/// `text` as a JSON string with its quotes: only what must be escaped is, so UTF-8 stays readable.
void appendQuoted(std::string& out, std::string_view text);

/// Writes one JSON value, compact. Commas are its business, nesting is the caller's. Numbers are integers or
/// amounts written in full, never with an exponent.
class Writer
{
public:
    Writer& beginObject() { return open('{'); }
    Writer& endObject() { return close('}'); }
    Writer& beginArray() { return open('['); }
    Writer& endArray() { return close(']'); }
    /// Name of the next member.
    Writer& key(std::string_view name);
    Writer& string(std::string_view text);
    Writer& number(std::int64_t value);
    /// As a JSON number (operator API); FSPIOP amounts are strings: string(amount.toString()).
    Writer& number(domain::Amount amount);
    Writer& boolean(bool value);
    Writer& null();
    /// A complete JSON value as it is.
    Writer& raw(std::string_view json);

    /// key and string in one.
    Writer& member(std::string_view name, std::string_view text) { return key(name).string(text); }

    const std::string& text() const { return m_out; }
    std::string take() { return std::move(m_out); }

private:
    Writer& open(char bracket);
    Writer& close(char bracket);
    void comma();

    std::string m_out;
    bool m_needsComma = false;
};

} // namespace hub::json
