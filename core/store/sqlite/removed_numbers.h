#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/store/sqlite/connection.h"

#include <cstdint>

namespace hub::store {

/// Numbers that were removed with their rows and are not given again: names in the table meta.
inline constexpr const char* kRemovedContact = "removed_contact";
inline constexpr const char* kRemovedRule = "removed_interchange_rule";

/// Keeps the number of a row that is being removed, when it is the highest of its kind so far. Inside the
/// writer's transaction.
base::Expected<void, base::Error> keepRemoved(Connection& connection, const char* name, std::int64_t number);

/// The highest number kept; 0 when none was.
base::Expected<std::int64_t, base::Error> lastRemoved(Connection& connection, const char* name);

} // namespace hub::store
