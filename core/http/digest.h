#pragma once

#include "core/base/bytes.h"

#include <string_view>

namespace hub::http {

/// SHA-256 through OpenSSL (ten times faster than Qt's own). Any thread.
base::Digest sha256(std::string_view bytes);

} // namespace hub::http
