#include "core/mail/mail.h"

#include <algorithm>

namespace hub::mail {

bool isAddress(std::string_view text)
{
    constexpr std::size_t kLengthMax = 254;
    const auto at = text.find('@');
    if (text.size() > kLengthMax || at == 0 || at == std::string_view::npos || at + 1 == text.size())
        return false;
    return text.find('@', at + 1) == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return c > ' ' && c < '\x7f' &&
                      std::string_view("<>()[]\\,;:\"").find(c) == std::string_view::npos;
           });
}

} // namespace hub::mail
