#pragma once

#include <string_view>

namespace hub::http {

/// Whether `rest` of a chunked body is the line of its last chunk without all that ends the body. Beast has
/// read the line when it asks for more, and asserts, when it is called again, that the rest is all there:
/// "0\r\n" and then "\r" would end the program. So it must not be called with these.
inline bool isCutLastChunk(std::string_view rest)
{
    constexpr std::string_view kShortest = "0\r\n\r\n";
    return rest.size() < kShortest.size() && rest.starts_with('0') &&
           rest.find('\n') != std::string_view::npos;
}

} // namespace hub::http
