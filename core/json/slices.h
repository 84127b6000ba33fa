#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace hub::json {

/// The bytes of an object around one of its array members: `head` up to and with `[`, the elements, `tail`
/// from `]`. Views into the text.
struct ArraySlices
{
    std::string_view head;
    std::vector<std::string_view> elements; ///< without the blanks around them
    std::string_view tail;
};

/// Cuts the text of an object at the elements of its array `member`, so that they can be passed on byte for
/// byte. Only for texts that Document::parse has accepted. Nothing: no such array, or its name is written
/// with escapes.
std::optional<ArraySlices> slicesOf(std::string_view text, std::string_view member);

} // namespace hub::json
