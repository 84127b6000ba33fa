#include "core/store/sqlite/connection.h"

#include "core/store/store_error.h"

#include <QSqlError>
#include <QUrl>

#include <array>
#include <atomic>

namespace hub::store {
namespace {

QString uniqueName()
{
    static std::atomic<int> next{0};
    return QStringLiteral("hub-store-%1").arg(next.fetch_add(1));
}

// SQLite's extended result codes first, then the primary ones, their low byte.
StoreFault faultOfCode(int code)
{
    switch (code) {
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

/// As many values as any statement of ours binds.
constexpr int kBindsMax = 24;

/// `:p0`, `:p1`, …: bound by name, because Qt Sql 6.4 formats a text for every value that is bound by
/// position, which costs more than SQLite's own work on the row.
const std::array<QString, kBindsMax>& placeholders()
{
    static const std::array<QString, kBindsMax> names = [] {
        std::array<QString, kBindsMax> made;
        for (int i = 0; i < kBindsMax; ++i)
            made[static_cast<std::size_t>(i)] = QStringLiteral(":p%1").arg(i);
        return made;
    }();
    return names;
}

/// Our SQL says `?` for a value and nothing else.
QString namedPlaceholders(std::string_view sql)
{
    QString out;
    int count = 0;
    for (const char c : sql) {
        if (c == '?')
            out += placeholders().at(static_cast<std::size_t>(count++));
        else
            out += QLatin1Char(c);
    }
    return out;
}

} // namespace

base::Error errorOf(const QSqlError& error)
{
    const int code = error.nativeErrorCode().toInt();
    return storeError(faultOfCode(code), error.text().toStdString() + " (" + std::to_string(code) + ")");
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
    QString open = QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyMs);
    if (use == ConnectionUse::Read) open += QStringLiteral(";QSQLITE_OPEN_READONLY");
    database.setConnectOptions(open);
    if (!database.open()) {
        base::Error error = errorOf(database.lastError());
        error.detail += " " + file.toStdString();
        return base::Unexpected(std::move(error));
    }
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
    if (!query.exec(sql)) return base::Unexpected(errorOf(query.lastError()));
    return {};
}

base::Expected<std::int64_t, base::Error> Connection::integer(const QString& sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql)) return base::Unexpected(errorOf(query.lastError()));
    if (!query.next()) {
        if (query.lastError().isValid()) return base::Unexpected(errorOf(query.lastError()));
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
    if (!query.exec()) return base::Unexpected(errorOf(query.lastError()));
    return {};
}

Statement::Statement(Connection& connection, std::string_view sql)
    : m_query(connection.database())
{
    m_query.setForwardOnly(true);
    m_prepared = m_query.prepare(namedPlaceholders(sql));
}

void Statement::bindNext(const QVariant& value)
{
    m_query.bindValue(placeholders().at(static_cast<std::size_t>(m_bound++)), value);
}

Statement& Statement::bind(std::int64_t value)
{
    bindNext(QVariant(static_cast<qlonglong>(value)));
    return *this;
}

Statement& Statement::bindBytes(std::string_view value)
{
    const char* data = value.data() == nullptr ? "" : value.data();
    bindNext(QVariant(QByteArray::fromRawData(data, static_cast<qsizetype>(value.size()))));
    return *this;
}

Statement& Statement::bindNull()
{
    bindNext(QVariant());
    return *this;
}

base::Expected<void, base::Error> Statement::exec()
{
    m_bound = 0;
    if (!m_prepared || !m_query.exec()) return base::Unexpected(errorOf(m_query.lastError()));
    return {};
}

bool Statement::next()
{
    return m_query.next();
}

bool Statement::failed() const
{
    return m_query.lastError().isValid();
}

base::Error Statement::error() const
{
    return errorOf(m_query.lastError());
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
