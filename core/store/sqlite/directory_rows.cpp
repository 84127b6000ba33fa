#include "core/store/sqlite/directory_rows.h"

#include <algorithm>
#include <string>

namespace hub::store {
namespace {

constexpr int kPageMax = 10'000;

/// Conditions of the query with their values in the same order.
struct Where
{
    std::string sql = " FROM main.directory_entries WHERE 1";
    std::vector<std::string> values;
};

Where whereOf(const ledger::DirectoryQuery& query)
{
    Where where;
    const auto add = [&where](const char* condition, std::string value) {
        where.sql += condition;
        where.values.push_back(std::move(value));
    };
    if (!query.partyIdType.empty()) add(" AND type = CAST(? AS TEXT)", query.partyIdType);
    if (!query.identifierPrefix.empty()) {
        add(" AND identifier >= CAST(? AS TEXT)", query.identifierPrefix);
        // No UTF-8 text sorts behind this one when it begins with the prefix.
        add(" AND identifier < CAST(? AS TEXT)", query.identifierPrefix + "\xF4\x8F\xBF\xBF");
    }
    if (!query.fspId.empty()) add(" AND fsp = CAST(? AS TEXT) COLLATE NOCASE", query.fspId);
    return where;
}

} // namespace

base::Expected<std::vector<ledger::DirectoryEntry>, base::Error>
readDirectory(Connection& connection, const ledger::DirectoryQuery& query)
{
    Where where = whereOf(query);
    if (query.after) {
        where.sql +=
            " AND (type, identifier, sub_id, currency) > (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS "
            "TEXT), CAST(? AS TEXT))";
        where.values.push_back(query.after->partyIdType);
        where.values.push_back(query.after->partyIdentifier);
        where.values.push_back(query.after->partySubIdOrType);
        where.values.push_back(query.after->currency ? std::string(query.after->currency->code())
                                                     : std::string());
    }
    Statement row(connection, "SELECT type, identifier, sub_id, currency, fsp" + where.sql +
                                  " ORDER BY type, identifier, sub_id, currency LIMIT ?");
    for (const std::string& value : where.values)
        row.bindBytes(value);
    if (auto done = row.bind(std::clamp(query.limit, 1, kPageMax)).exec(); !done)
        return base::Unexpected(done.error());
    std::vector<ledger::DirectoryEntry> entries;
    while (row.next())
        entries.push_back({row.text(0), row.text(1), row.text(2), domain::Currency::parse(row.text(3)),
                           domain::FspId(row.text(4))});
    if (row.failed()) return base::Unexpected(row.error());
    return entries;
}

base::Expected<std::int64_t, base::Error> countDirectory(Connection& connection,
                                                         const ledger::DirectoryQuery& query)
{
    const Where where = whereOf(query);
    Statement row(connection, "SELECT count(*)" + where.sql);
    for (const std::string& value : where.values)
        row.bindBytes(value);
    if (auto done = row.exec(); !done) return base::Unexpected(done.error());
    if (!row.next()) return base::Unexpected(row.error());
    return row.integer(0);
}

} // namespace hub::store
