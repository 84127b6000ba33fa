#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hub::http {

/// One JSON object whose members are all strings, as signatures and their protected headers are.
using FlatJson = std::map<std::string, std::string, std::less<>>;

/// Strict: nothing but such an object, no member twice, valid escapes, no bare control characters, at most 32
/// members.
std::optional<FlatJson> parseFlatJson(std::string_view text);

} // namespace hub::http
