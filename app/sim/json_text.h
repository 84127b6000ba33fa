#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hub::sim {

/// A JSON value as text: numbers keep their characters, so an amount never passes through a floating type.
/// Strings are decoded. Built by parseJson only; for the few messages a simulated DFSP has to understand.
struct JsonText
{
    enum class Kind { Null, Bool, Number, String, Array, Object };
    Kind kind = Kind::Null;
    std::string text; ///< of a Bool, Number or String
    std::vector<JsonText> items;
    std::vector<std::pair<std::string, JsonText>> members;

    /// A member of an object, or a null value.
    const JsonText& operator[](std::string_view name) const;
    bool isTrue() const { return (kind == Kind::Bool && text == "true") || text == "1"; }
};

/// Nothing unless `text` is one whole JSON value, at most 32 levels deep.
std::optional<JsonText> parseJson(std::string_view text);
/// `text` in quotes with what must be escaped escaped.
std::string quoted(std::string_view text);

} // namespace hub::sim
