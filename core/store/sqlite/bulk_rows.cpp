#include "core/store/sqlite/bulk_rows.h"

#include "core/store/sqlite/row_codec.h"

#include <algorithm>

namespace hub::store {
namespace {

constexpr std::string_view kPutBulk =
    "INSERT INTO bulks (seq, id, payer, payee, source, state, received_at, changed_at, expiration, "
    "completed_at, hash, fulfil_hash, error_hash, error_code, error_text, items, trace, crc) VALUES (?, ?, "
    "CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS "
    "TEXT), ?, ?, ?) ON CONFLICT (seq) DO UPDATE SET state = excluded.state, changed_at = "
    "excluded.changed_at, completed_at = excluded.completed_at, fulfil_hash = excluded.fulfil_hash, "
    "error_hash = excluded.error_hash, error_code = excluded.error_code, error_text = excluded.error_text, "
    "crc = excluded.crc";
constexpr std::string_view kPutItem =
    "INSERT OR REPLACE INTO bulk_items (bulk, item, transfer_id, transfer, state, fulfilment, error_code, "
    "error_text, crc) VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?)";
const std::string kSelectBulks = std::string("SELECT ") + kBulkColumns + " FROM main.bulks ";

void bindDigest(Statement& statement, const std::optional<base::Digest>& digest)
{
    if (digest)
        statement.bindBytes(base::asText(*digest));
    else
        statement.bindNull();
}

void bindError(Statement& statement, const std::optional<domain::FspiopError>& error)
{
    if (error)
        statement.bindBytes(error->code).bindBytes(error->description);
    else
        statement.bindNull().bindNull();
}

std::optional<domain::FspiopError> errorAt(const Statement& row, int column)
{
    if (row.isNull(column)) return std::nullopt;
    return domain::FspiopError{row.text(column), row.text(column + 1)};
}

} // namespace

base::Expected<ledger::Bulk, base::Error> readBulkRow(const Statement& row)
{
    ledger::Bulk bulk;
    bulk.seq = row.natural(0);
    const auto id = domain::CorrelationId::fromColumn(row.bytes(1));
    const auto hash = digestOf(row.bytes(10));
    const std::string trace = row.bytes(16);
    if (!id || !hash || trace.size() != bulk.trace.bytes.size())
        return base::Unexpected(damagedRow("bulks", row.integer(0)));
    bulk.id = domain::BulkTransferId(*id);
    bulk.payer = domain::FspId(row.text(2));
    bulk.payee = domain::FspId(row.text(3));
    bulk.source = domain::FspId(row.text(4));
    bulk.state = static_cast<domain::BulkState>(row.integer(5));
    bulk.receivedAt = base::Instant{row.integer(6)};
    bulk.changedAt = base::Instant{row.integer(7)};
    bulk.expiration = base::Instant{row.integer(8)};
    if (!row.isNull(9)) bulk.completedAt = base::Instant{row.integer(9)};
    bulk.hash = *hash;
    if (!row.isNull(11)) bulk.fulfilHash = digestOf(row.bytes(11));
    if (!row.isNull(12)) bulk.errorHash = digestOf(row.bytes(12));
    bulk.error = errorAt(row, 13);
    bulk.items = static_cast<std::uint32_t>(row.integer(15));
    std::copy(trace.begin(), trace.end(), bulk.trace.bytes.begin());
    ByteWriter scratch;
    if (checksumOf(bulk, scratch) != row.integer(17))
        return base::Unexpected(damagedRow("bulks", row.integer(0)));
    return bulk;
}

base::Expected<ledger::BulkItem, base::Error> readItemRow(const Statement& row)
{
    ledger::BulkItem item;
    item.bulk = row.natural(0);
    item.index = static_cast<std::uint32_t>(row.integer(1));
    const auto id = domain::CorrelationId::fromColumn(row.bytes(2));
    if (id) item.transfer = domain::TransferId(*id);
    item.transferSeq = row.natural(3);
    item.state = static_cast<domain::BulkItemState>(row.integer(4));
    item.fulfilment = row.text(5);
    item.error = errorAt(row, 6);
    ByteWriter scratch;
    if (!id || checksumOf(item, scratch) != row.integer(8))
        return base::Unexpected(damagedRow("bulk_items", row.integer(0)));
    return item;
}

namespace {

base::Expected<std::vector<ledger::Bulk>, base::Error> bulksOf(Statement& row)
{
    std::vector<ledger::Bulk> bulks;
    if (auto done = row.exec(); !done) return base::Unexpected(done.error());
    while (row.next()) {
        HUB_TRY(ledger::Bulk bulk, readBulkRow(row));
        bulks.push_back(std::move(bulk));
    }
    if (row.failed()) return base::Unexpected(row.error());
    return bulks;
}

} // namespace

BulkWriter::BulkWriter(Connection& connection)
    : m_bulk(connection, kPutBulk)
    , m_item(connection, kPutItem)
{}

base::Expected<void, base::Error> BulkWriter::put(const ledger::Bulk& bulk)
{
    const std::string id = bulk.id.value().toColumn();
    const std::int64_t crc = checksumOf(bulk, m_scratch);
    m_bulk.bindNatural(bulk.seq).bindBytes(id).bindBytes(bulk.payer.value()).bindBytes(bulk.payee.value());
    m_bulk.bindBytes(bulk.source.value()).bind(static_cast<std::int64_t>(bulk.state));
    m_bulk.bind(bulk.receivedAt.ms).bind(bulk.changedAt.ms).bind(bulk.expiration.ms);
    if (bulk.completedAt)
        m_bulk.bind(bulk.completedAt->ms);
    else
        m_bulk.bindNull();
    m_bulk.bindBytes(base::asText(bulk.hash));
    bindDigest(m_bulk, bulk.fulfilHash);
    bindDigest(m_bulk, bulk.errorHash);
    bindError(m_bulk, bulk.error);
    m_bulk.bind(static_cast<std::int64_t>(bulk.items));
    m_bulk.bindBytes({reinterpret_cast<const char*>(bulk.trace.bytes.data()), bulk.trace.bytes.size()});
    return m_bulk.bind(crc).exec();
}

base::Expected<void, base::Error> BulkWriter::put(const ledger::BulkItem& item)
{
    const std::string id = item.transfer.value().toColumn();
    const std::int64_t crc = checksumOf(item, m_scratch);
    m_item.bindNatural(item.bulk).bind(static_cast<std::int64_t>(item.index)).bindBytes(id);
    m_item.bindNatural(item.transferSeq).bind(static_cast<std::int64_t>(item.state));
    m_item.bindBytes(item.fulfilment);
    bindError(m_item, item.error);
    return m_item.bind(crc).exec();
}

base::Expected<std::optional<ledger::Bulk>, base::Error> readBulk(Connection& connection,
                                                                  const domain::CorrelationId& id)
{
    const std::string column = id.toColumn();
    Statement row(connection, kSelectBulks + "WHERE id = ?");
    row.bindBytes(column);
    HUB_TRY(auto bulks, bulksOf(row));
    if (bulks.empty()) return std::optional<ledger::Bulk>();
    return std::optional(std::move(bulks.front()));
}

base::Expected<std::vector<ledger::BulkItem>, base::Error> readBulkItems(Connection& connection,
                                                                         ledger::BulkSeq bulk)
{
    Statement row(connection, std::string("SELECT ") + kBulkItemColumns +
                                  " FROM main.bulk_items WHERE bulk = ? ORDER BY item");
    if (auto done = row.bindNatural(bulk).exec(); !done) return base::Unexpected(done.error());
    std::vector<ledger::BulkItem> items;
    while (row.next()) {
        HUB_TRY(ledger::BulkItem item, readItemRow(row));
        items.push_back(std::move(item));
    }
    if (row.failed()) return base::Unexpected(row.error());
    return items;
}

base::Expected<std::vector<ledger::Bulk>, base::Error> readBulks(Connection& connection,
                                                                 ledger::BulkSeq before, int limit)
{
    Statement row(connection, kSelectBulks + "WHERE seq < ? ORDER BY seq DESC LIMIT ?");
    row.bind(before != 0 ? static_cast<std::int64_t>(before) : INT64_MAX).bind(limit);
    return bulksOf(row);
}

base::Expected<std::vector<std::pair<ledger::Bulk, std::vector<ledger::BulkItem>>>, base::Error>
readOpenBulks(Connection& connection)
{
    // The condition is that of the index.
    Statement row(connection, kSelectBulks + "WHERE state NOT IN (6, 7, 8) ORDER BY seq");
    HUB_TRY(auto bulks, bulksOf(row));
    std::vector<std::pair<ledger::Bulk, std::vector<ledger::BulkItem>>> open;
    for (ledger::Bulk& bulk : bulks) {
        HUB_TRY(auto items, readBulkItems(connection, bulk.seq));
        open.emplace_back(std::move(bulk), std::move(items));
    }
    return open;
}

} // namespace hub::store
