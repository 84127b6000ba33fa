#include "core/store/sqlite/connection.h"

#include "core/base/check.h"
#include "core/store/store_error.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <sqlite3.h>
#include <thread>

namespace hub::store {
namespace {

QString uniqueName()
{
    static std::atomic<int> next{0};
    return QStringLiteral("hub-store-%1").arg(next.fetch_add(1));
}

// SQLite's extended result codes first, then the primary ones, their low byte. `system` is the errno behind
// the code: a write that the disk failed is another matter than one that a limit refused.
StoreFault faultOfCode(int code, int system)
{
    const bool isIo = (code & 0xFF) == 10 || (code & 0xFF) == 14;
    if (isIo && system == EIO) return StoreFault::InputOutput;
    if (isIo && (system == ENOMEM || system == EMFILE || system == ENFILE)) return StoreFault::OutOfMemory;
    switch (code) {
    case 10 | (12 << 8): // SQLITE_IOERR_NOMEM
        return StoreFault::OutOfMemory;
    case 10 | (3 << 8):  // SQLITE_IOERR_WRITE
    case 10 | (6 << 8):  // SQLITE_IOERR_TRUNCATE
    case 10 | (19 << 8): // SQLITE_IOERR_SHMSIZE
        return StoreFault::CannotWrite;
    default:
        break;
    }
    switch (code & 0xFF) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return StoreFault::CannotWrite;
    case 7: // SQLITE_NOMEM
        return StoreFault::OutOfMemory;
    case 8:  // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
        return StoreFault::CannotCreate;
    case 10: // SQLITE_IOERR
        return StoreFault::InputOutput;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return StoreFault::Damaged;
    case 13: // SQLITE_FULL
        return StoreFault::DiskFull;
    default:
        return StoreFault::Other;
    }
}

// SQLite's own waiting doubles its sleeps up to 100 ms: a writer that a checkpoint held for 10 ms would sleep
// on for 50. `limit` holds how many such sleeps a connection may take.
constexpr std::chrono::microseconds kBusySleep{500};

int sleepWhileBusy(void* limit, int slept)
{
    if (slept >= static_cast<int>(reinterpret_cast<std::intptr_t>(limit))) return 0;
    std::this_thread::sleep_for(kBusySleep);
    return 1;
}

/// Of the handle's last failed call.
base::Error errorOf(sqlite3* handle)
{
    const int code = sqlite3_extended_errcode(handle);
    return storeError(faultOfCode(code, sqlite3_system_errno(handle)),
                      std::string(sqlite3_errmsg(handle)) + " (" + std::to_string(code) + ")");
}

} // namespace

namespace {

/// `handle`: of the connection that failed; null when there is none.
base::Error errorAt(const QSqlError& error, sqlite3* handle)
{
    const int code = error.nativeErrorCode().toInt();
    const int system = handle != nullptr ? sqlite3_system_errno(handle) : 0;
    return storeError(faultOfCode(code, system),
                      error.text().toStdString() + " (" + std::to_string(code) + ")");
}

} // namespace

base::Error errorOf(const QSqlError& error)
{
    return errorAt(error, nullptr);
}

Connection::Connection(QSqlDatabase database, QString name)
    : m_database(std::move(database))
    , m_name(std::move(name))
{}

Connection::~Connection()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

base::Expected<std::unique_ptr<Connection>, base::Error>
Connection::open(const QString& file, ConnectionUse use, ConnectionOptions options)
{
    const QString name = uniqueName();
    std::unique_ptr<Connection> connection(
        new Connection(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name), name));
    QSqlDatabase& database = connection->m_database;
    database.setDatabaseName(file);
    QString open = QStringLiteral("QSQLITE_OPEN_URI");
    if (use == ConnectionUse::Read) open += QStringLiteral(";QSQLITE_OPEN_READONLY");
    database.setConnectOptions(open);
    if (!database.open()) {
        base::Error error = errorOf(database.lastError());
        error.detail += " " + file.toStdString();
        return base::Unexpected(std::move(error));
    }
    const auto sleeps = std::chrono::milliseconds(options.busyMs) / kBusySleep;
    sqlite3_busy_handler(connection->handle(), &sleepWhileBusy,
                         reinterpret_cast<void*>(static_cast<std::intptr_t>(sleeps)));
    if (auto done = connection->setUp(use, options); !done) return base::Unexpected(done.error());
    return connection;
}

base::Expected<void, base::Error> Connection::setUp(ConnectionUse use, const ConnectionOptions& options)
{
    QStringList pragmas;
    if (use != ConnectionUse::Read) {
        pragmas << QStringLiteral("PRAGMA page_size=%1").arg(options.pageBytes)
                << QStringLiteral("PRAGMA journal_mode=WAL")
                << (use == ConnectionUse::WriteDurable ? QStringLiteral("PRAGMA synchronous=FULL")
                                                       : QStringLiteral("PRAGMA synchronous=NORMAL"))
                << (use == ConnectionUse::WriteDurable ? QStringLiteral("PRAGMA wal_autocheckpoint=0")
                                                       : QStringLiteral("PRAGMA wal_autocheckpoint=4000"));
    }
    pragmas << QStringLiteral("PRAGMA cache_size=-%1").arg(options.cacheBytes / 1024)
            << QStringLiteral("PRAGMA mmap_size=%1").arg(options.mapBytes)
            << QStringLiteral("PRAGMA temp_store=MEMORY") << QStringLiteral("PRAGMA cell_size_check=ON")
            << QStringLiteral("PRAGMA trusted_schema=OFF");
    for (const QString& pragma : std::as_const(pragmas))
        if (auto done = run(pragma); !done) return done;
    return {};
}

base::Expected<void, base::Error> Connection::run(const QString& sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql)) return base::Unexpected(errorAt(query.lastError(), handle()));
    return {};
}

base::Expected<std::int64_t, base::Error> Connection::integer(const QString& sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql)) return base::Unexpected(errorAt(query.lastError(), handle()));
    if (!query.next()) {
        if (query.lastError().isValid()) return base::Unexpected(errorAt(query.lastError(), handle()));
        return 0;
    }
    return query.value(0).toLongLong();
}

base::Expected<void, base::Error> Connection::attach(const QString& file, const QString& name)
{
    QSqlQuery query(m_database);
    const QString address = QString::fromUtf8(QUrl::fromLocalFile(file).toEncoded(QUrl::FullyEncoded)) +
                            QStringLiteral("?mode=ro");
    query.prepare(QStringLiteral("ATTACH DATABASE ? AS ") + name);
    query.addBindValue(address);
    if (!query.exec()) return base::Unexpected(errorAt(query.lastError(), handle()));
    return {};
}

sqlite3* Connection::handle() const
{
    const QVariant handle = m_database.driver()->handle();
    HUB_CHECK(handle.isValid() && qstrcmp(handle.typeName(), "sqlite3*") == 0);
    return *static_cast<sqlite3* const*>(handle.constData());
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(Connection& connection, std::string_view sql)
    : m_handle(connection.handle())
{
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                       &prepared, nullptr);
    m_statement.reset(prepared);
}

Statement& Statement::bind(std::int64_t value)
{
    finish();
    sqlite3_bind_int64(m_statement.get(), ++m_bound, value);
    return *this;
}

Statement& Statement::bindBytes(std::string_view value)
{
    finish();
    const char* data = value.data() == nullptr ? "" : value.data();
    sqlite3_bind_blob64(m_statement.get(), ++m_bound, data, value.size(), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindNull()
{
    finish();
    sqlite3_bind_null(m_statement.get(), ++m_bound);
    return *this;
}

void Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    m_failed = code != SQLITE_ROW && code != SQLITE_DONE;
    m_at = code == SQLITE_ROW ? At::BeforeRow : At::End;
    // A statement that is left where it stopped would keep its locks; the handle keeps the error.
    if (code != SQLITE_ROW) sqlite3_reset(m_statement.get());
}

base::Expected<void, base::Error> Statement::exec()
{
    finish();
    HUB_CHECK(!m_statement || m_bound == 0 || m_bound == sqlite3_bind_parameter_count(m_statement.get()));
    m_bound = 0;
    if (!m_statement) {
        m_failed = true;
        return base::Unexpected(error());
    }
    step();
    if (m_failed) return base::Unexpected(error());
    return {};
}

bool Statement::next()
{
    if (m_at == At::OnRow) step();
    if (m_at != At::BeforeRow) return false;
    m_at = At::OnRow;
    return true;
}

base::Error Statement::error() const
{
    return errorOf(m_handle);
}

std::int64_t Statement::integer(int column) const
{
    return m_at == At::OnRow ? sqlite3_column_int64(m_statement.get(), column) : 0;
}

std::string Statement::bytes(int column) const
{
    if (m_at != At::OnRow) return {};
    const void* data = sqlite3_column_blob(m_statement.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column));
    return data == nullptr ? std::string() : std::string(static_cast<const char*>(data), size);
}

bool Statement::isNull(int column) const
{
    return m_at != At::OnRow || sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

void Statement::finish()
{
    if (m_at == At::End) return;
    sqlite3_reset(m_statement.get());
    m_at = At::End;
}

base::Expected<std::unique_ptr<Transaction>, base::Error> Transaction::begin(Connection& connection,
                                                                             const QString& begin)
{
    if (auto done = connection.run(begin); !done) return base::Unexpected(done.error());
    return std::unique_ptr<Transaction>(new Transaction(connection));
}

Transaction::~Transaction()
{
    // A failed statement may have rolled back by itself; a second rollback is then refused, which is fine.
    if (m_open) static_cast<void>(m_connection.run(QStringLiteral("ROLLBACK")));
}

base::Expected<void, base::Error> Transaction::commit()
{
    if (auto done = m_connection.run(QStringLiteral("COMMIT")); !done) return done;
    m_open = false;
    return {};
}

} // namespace hub::store
