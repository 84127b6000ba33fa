#include "core/store/sqlite/removed_numbers.h"

#include <algorithm>
#include <string>

namespace hub::store {

base::Expected<void, base::Error> keepRemoved(Connection& connection, const char* name, std::int64_t number)
{
    HUB_TRY(const std::int64_t before, lastRemoved(connection, name));
    const std::string text = std::to_string(std::max(before, number));
    Statement put(connection, "INSERT OR REPLACE INTO meta (name, value) VALUES (CAST(? AS TEXT), ?)");
    return put.bindBytes(name).bindBytes(text).exec();
}

base::Expected<std::int64_t, base::Error> lastRemoved(Connection& connection, const char* name)
{
    Statement row(connection,
                  "SELECT CAST(CAST(value AS TEXT) AS INTEGER) FROM meta WHERE name = CAST(? AS TEXT)");
    if (auto done = row.bindBytes(name).exec(); !done) return base::Unexpected(done.error());
    const std::int64_t number = row.next() ? row.integer(0) : 0;
    if (row.failed()) return base::Unexpected(row.error());
    return number;
}

} // namespace hub::store
