#pragma once

#include <string>
#include <string_view>

namespace hub::domain {

/// An identifier or name of a person as operators may see it: the first three and the last two characters
/// (`277…89`), of a short one less, never the whole. Counts UTF-8 characters, not bytes. Any thread.
std::string masked(std::string_view identifier);

} // namespace hub::domain
