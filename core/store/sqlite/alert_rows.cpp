#include "core/store/sqlite/alert_rows.h"

#include "core/store/sqlite/connection.h"

#include <string>

namespace hub::store {
namespace {

using events::Alert;
using Done = base::Expected<void, base::Error>;
using Alerts = base::Expected<std::vector<Alert>, base::Error>;

constexpr const char* kColumns =
    "id, rule, state, severity, account, object, currency, value, text, since, last, "
    "count, mails, mails_in_series, series_since, mailed_at, acknowledged_by, note, "
    "resolved_at";

Alert alertOf(const Statement& row)
{
    Alert alert;
    alert.id = row.integer(0);
    alert.rule = static_cast<events::AlertRule>(row.integer(1));
    alert.state = static_cast<events::AlertState>(row.integer(2));
    alert.severity = static_cast<int>(row.integer(3));
    alert.account = row.integer(4);
    alert.object = row.text(5);
    alert.currency = row.text(6);
    alert.value = row.text(7);
    alert.text = row.text(8);
    alert.since = base::Instant{row.integer(9)};
    alert.last = base::Instant{row.integer(10)};
    alert.count = static_cast<int>(row.integer(11));
    alert.mails = static_cast<int>(row.integer(12));
    alert.mailsInSeries = static_cast<int>(row.integer(13));
    alert.seriesSince = base::Instant{row.integer(14)};
    alert.mailedAt = base::Instant{row.integer(15)};
    alert.acknowledgedBy = row.text(16);
    alert.note = row.text(17);
    alert.resolvedAt = base::Instant{row.integer(18)};
    return alert;
}

Alerts rowsOf(Statement& statement)
{
    if (auto done = statement.exec(); !done) return base::Unexpected(done.error());
    std::vector<Alert> out;
    while (statement.next())
        out.push_back(alertOf(statement));
    if (statement.failed()) return base::Unexpected(statement.error());
    return out;
}

} // namespace

struct AlertRows::Impl
{
    Impl(DataDirectory& dir, std::int64_t max)
        : directory(dir)
        , keptMax(max)
    {}
    Done open()
    {
        if (connection) return {};
        HUB_TRY(connection, Connection::open(directory.eventsFile(), ConnectionUse::WriteRelaxed));
        return {};
    }

    DataDirectory& directory;
    const std::int64_t keptMax;
    std::unique_ptr<Connection> connection;
};

AlertRows::AlertRows(DataDirectory& directory, std::int64_t keptMax)
    : m_impl(std::make_unique<Impl>(directory, keptMax))
{}

AlertRows::~AlertRows() = default;

Done AlertRows::put(Alert& alert)
{
    if (auto done = m_impl->open(); !done) return done;
    Connection& connection = *m_impl->connection;
    HUB_TRY(const auto transaction, Transaction::begin(connection, QStringLiteral("BEGIN IMMEDIATE")));
    std::int64_t id = alert.id;
    if (id == 0) {
        HUB_TRY(const std::int64_t last, connection.integer(QStringLiteral("SELECT max(id) FROM alerts")));
        id = last + 1;
    }
    Statement put(connection,
                  std::string("INSERT OR REPLACE INTO alerts (") + kColumns +
                      ") VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? "
                      "AS TEXT), ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?)");
    put.bind(id).bind(static_cast<std::int64_t>(alert.rule)).bind(static_cast<std::int64_t>(alert.state));
    put.bind(alert.severity).bind(alert.account).bindBytes(alert.object).bindBytes(alert.currency);
    put.bindBytes(alert.value)
        .bindBytes(alert.text)
        .bind(alert.since.ms)
        .bind(alert.last.ms)
        .bind(alert.count);
    put.bind(alert.mails).bind(alert.mailsInSeries).bind(alert.seriesSince.ms).bind(alert.mailedAt.ms);
    put.bindBytes(alert.acknowledgedBy).bindBytes(alert.note).bind(alert.resolvedAt.ms);
    if (auto done = put.exec(); !done) return done;
    if (alert.id == 0) {
        Statement drop(connection, "DELETE FROM alerts WHERE state = 3 AND id <= ?");
        if (auto done = drop.bind(id - m_impl->keptMax).exec(); !done) return done;
    }
    if (auto done = transaction->commit(); !done) return done;
    alert.id = id;
    return {};
}

Alerts AlertRows::list(const events::AlertFilter& filter)
{
    if (auto done = m_impl->open(); !done) return base::Unexpected(done.error());
    std::string sql = std::string("SELECT ") + kColumns + " FROM alerts WHERE 1 = 1";
    if (filter.before != 0) sql += " AND id < ?";
    if (filter.state) sql += " AND state = ?";
    if (filter.rule) sql += " AND rule = ?";
    if (!filter.object.empty()) sql += " AND lower(object) = lower(CAST(? AS TEXT))";
    Statement rows(*m_impl->connection, sql + " ORDER BY id DESC LIMIT ?");
    if (filter.before != 0) rows.bind(filter.before);
    if (filter.state) rows.bind(static_cast<std::int64_t>(*filter.state));
    if (filter.rule) rows.bind(static_cast<std::int64_t>(*filter.rule));
    if (!filter.object.empty()) rows.bindBytes(filter.object);
    rows.bind(filter.limit);
    return rowsOf(rows);
}

Alerts AlertRows::open()
{
    if (auto done = m_impl->open(); !done) return base::Unexpected(done.error());
    Statement rows(*m_impl->connection,
                   std::string("SELECT ") + kColumns + " FROM alerts WHERE state <> 3 ORDER BY id");
    return rowsOf(rows);
}

base::Expected<std::optional<Alert>, base::Error> AlertRows::find(std::int64_t id)
{
    if (auto done = m_impl->open(); !done) return base::Unexpected(done.error());
    Statement row(*m_impl->connection, std::string("SELECT ") + kColumns + " FROM alerts WHERE id = ?");
    row.bind(id);
    HUB_TRY(const auto found, rowsOf(row));
    return found.empty() ? std::optional<Alert>() : std::optional(found.front());
}

} // namespace hub::store
