#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"

#include <QSqlDatabase>
#include <QString>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace hub::store {

/// How a connection treats its file.
enum class ConnectionUse : std::uint8_t {
    WriteDurable, ///< synchronous FULL, no checkpoints of its own
    WriteRelaxed, ///< synchronous NORMAL, own checkpoints: what can be made anew or lost
    Read,         ///< read-only
};

struct ConnectionOptions
{
    std::int64_t cacheBytes = 8LL << 20;
    std::int64_t mapBytes = 0; ///< the file is read through a mapping up to this size
    int pageBytes = 4096;      ///< of a file that is made now
    int busyMs = 10'000;       ///< how long to wait for another connection's lock
};

/// One SQLite connection through Qt Sql. One thread only (made, used and destroyed there); its statements go
/// first.
class Connection
{
public:
    static base::Expected<std::unique_ptr<Connection>, base::Error>
    open(const QString& file, ConnectionUse use, ConnectionOptions options = {});
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs one statement that returns nothing of interest.
    base::Expected<void, base::Error> run(const QString& sql);
    /// First column of the first row as an integer, 0 when there is no row or it is null.
    base::Expected<std::int64_t, base::Error> integer(const QString& sql);
    /// Makes `file` readable under `name`, read-only.
    base::Expected<void, base::Error> attach(const QString& file, const QString& name);
    /// SQLite's own handle of the Qt Sql connection; valid as long as this object.
    sqlite3* handle() const;

private:
    Connection(QSqlDatabase database, QString name);
    base::Expected<void, base::Error> setUp(ConnectionUse use, const ConnectionOptions& options);

    QSqlDatabase m_database;
    QString m_name;
};

/// The error of a failed Qt Sql call, by SQLite's own code.
base::Error errorOf(const QSqlError& error);

/// A prepared statement on the SQLite handle of a Qt Sql connection: the write path binds a hundred values a
/// payment, and each would cost QSqlQuery more than SQLite's own work (docs/decisions/0011). Values are bound
/// in order and are not copied: they must live until the rows have been read. Texts are bound as bytes, so
/// the SQL says CAST(? AS TEXT). The connection's thread; goes before the connection.
class Statement
{
public:
    Statement() = default;
    /// A statement that does not compile reports it at exec().
    Statement(Connection& connection, std::string_view sql);

    Statement& bind(std::int64_t value);
    Statement& bindNatural(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bindBytes(std::string_view value);
    Statement& bindNull();
    /// Runs it from the start; a query stands before its first row then.
    base::Expected<void, base::Error> exec();

    /// The next row of a query; false at the end (failed() tells a broken read).
    bool next();
    bool failed() const { return m_failed; }
    base::Error error() const;
    std::int64_t integer(int column) const;
    std::uint64_t natural(int column) const { return static_cast<std::uint64_t>(integer(column)); }
    /// Null is empty.
    std::string text(int column) const { return bytes(column); }
    std::string bytes(int column) const;
    bool isNull(int column) const;
    /// Lets go of the rows that were not read.
    void finish();

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const;
    };
    enum class At : std::uint8_t { End, BeforeRow, OnRow };

    /// One step of SQLite; what it found is in m_at and m_failed.
    void step();

    sqlite3* m_handle = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bound = 0;
    At m_at = At::End;
    bool m_failed = false;
};

/// A transaction that rolls back unless it was committed.
class Transaction
{
public:
    /// `begin`: BEGIN IMMEDIATE for writers, BEGIN for a reading snapshot.
    static base::Expected<std::unique_ptr<Transaction>, base::Error> begin(Connection& connection,
                                                                           const QString& begin);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    base::Expected<void, base::Error> commit();

private:
    explicit Transaction(Connection& connection)
        : m_connection(connection)
    {}
    Connection& m_connection;
    bool m_open = true;
};

} // namespace hub::store
