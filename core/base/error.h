#pragma once

#include <string>

namespace hub::base {

/// Why something inside could not be done; English detail for logs, never shown to a DFSP as it is.
struct Error
{
    enum class Kind { Invalid, NotFound, Conflict, Unavailable, Storage, Internal };
    Kind kind = Kind::Internal;
    std::string detail;
};

} // namespace hub::base
