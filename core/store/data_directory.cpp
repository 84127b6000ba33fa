#include "core/store/data_directory.h"

#include "core/base/bytes.h"
#include "core/base/log.h"
#include "core/store/sqlite/backup.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/ledger_head.h"
#include "core/store/sqlite/migrator.h"
#include "core/store/store_error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QSysInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace hub::store {
namespace {

base::Unexpected<base::Error> cannotCreate(const QString& what, const std::string& why)
{
    return base::Unexpected(storeError(StoreFault::CannotCreate, "cannot make " + what.toStdString() + why));
}

base::Unexpected<base::Error> inUse(const QString& path, const std::string& holder)
{
    return base::Unexpected(storeError(StoreFault::InUse, "the data directory " + path.toStdString() +
                                                              " is in use by another hub (" + holder + ")"));
}

} // namespace

#ifdef Q_OS_UNIX
// A lock of the kernel on an open file: it ends with its holder however that ends, so there is no stale lock
// to judge, and it also keeps out a second opener in the same process. The text inside is for people.
class DataDirectory::Lock
{
public:
    static base::Expected<std::unique_ptr<Lock>, base::Error> take(const QString& directory)
    {
        const QString file = directory + QStringLiteral("/lock");
        const int handle = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (handle < 0) return cannotCreate(file, std::string(": ") + std::strerror(errno));
        auto lock = std::make_unique<Lock>(handle);
        std::string text(256, '\0');
        if (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
            const ssize_t size = ::pread(handle, text.data(), text.size(), 0);
            text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
            return inUse(directory, text.empty() ? "pid unknown" : text.substr(0, text.find('\n')));
        }
        text = "pid " + std::to_string(QCoreApplication::applicationPid()) + " on " +
               QSysInfo::machineHostName().toStdString() + "\n";
        if (::ftruncate(handle, 0) != 0 ||
            ::pwrite(handle, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
            return cannotCreate(file, std::string(": ") + std::strerror(errno));
        return lock;
    }
    explicit Lock(int handle)
        : m_handle(handle)
    {}
    ~Lock() { ::close(m_handle); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    int m_handle;
};
#else
class DataDirectory::Lock
{
public:
    static base::Expected<std::unique_ptr<Lock>, base::Error> take(const QString& directory)
    {
        auto lock = std::make_unique<Lock>(directory + QStringLiteral("/lock"));
        lock->m_file.setStaleLockTime(0);
        if (lock->m_file.tryLock(0)) return lock;
        qint64 pid = 0;
        QString host;
        QString program;
        if (lock->m_file.error() != QLockFile::LockFailedError)
            return cannotCreate(directory + QStringLiteral("/lock"), {});
        lock->m_file.getLockInfo(&pid, &host, &program);
        return inUse(directory, "pid " + std::to_string(pid) + " on " + host.toStdString());
    }
    explicit Lock(const QString& file)
        : m_file(file)
    {}

private:
    QLockFile m_file;
};
#endif

namespace {

base::Expected<void, base::Error> prepareFile(const QString& file, const QString& database, ConnectionUse use)
{
    HUB_TRY(const auto connection, Connection::open(file, use));
    return migrate(*connection, builtInMigrations(database));
}

/// Before a ledger with content gets another schema, it is copied (reliability row 31).
base::Expected<void, base::Error> backUpBeforeMigration(const DataDirectory& directory)
{
    if (!QFile::exists(directory.ledgerFile())) return {};
    QString first;
    {
        HUB_TRY(const auto connection, Connection::open(directory.ledgerFile(), ConnectionUse::WriteDurable));
        HUB_TRY(const std::int64_t tables,
                connection->integer(QStringLiteral("SELECT count(*) FROM sqlite_master")));
        if (tables == 0) return {};
        HUB_TRY(const auto pending,
                pendingMigrations(*connection, builtInMigrations(QStringLiteral("ledger"))));
        if (pending.empty()) return {};
        first = pending.front();
    }
    if (!QDir().mkpath(directory.backupsFolder())) return cannotCreate(directory.backupsFolder(), {});
    const QString copy = directory.backupsFolder() + QStringLiteral("/ledger-before-%1.db").arg(first);
    if (QFile::exists(copy)) return {}; // Of an upgrade that did not end.
    base::log(base::LogLevel::Info, "the ledger is copied before its schema changes",
              {{"file", copy.toStdString()}});
    return copyLedger(directory.ledgerFile(), copy);
}

/// What can be made anew is made anew when it does not open or is not of this ledger.
void dropDatabase(const QString& file)
{
    for (const auto* suffix : {"", "-wal", "-shm"})
        QFile::remove(file + QLatin1String(suffix));
}

base::Expected<void, base::Error> prepareDerived(const QString& file, const QString& database)
{
    auto done = prepareFile(file, database, ConnectionUse::WriteRelaxed);
    if (done || faultOf(done.error()) != StoreFault::Damaged) return done;
    base::log(base::LogLevel::Warning, "database is made anew", {{"file", file.toStdString()}});
    dropDatabase(file);
    return prepareFile(file, database, ConnectionUse::WriteRelaxed);
}

/// The index belongs to the ledger beside it and is not ahead of it.
base::Expected<bool, base::Error> indexFits(DataDirectory& directory, Connection& ledger)
{
    HUB_TRY(const LedgerHead head, headOf(ledger));
    HUB_TRY(const auto index, Connection::open(directory.indexFile(), ConnectionUse::WriteRelaxed));
    Statement progress(*index, "SELECT store_id, seq, state_key, move_key FROM progress");
    if (auto done = progress.exec(); !done) return base::Unexpected(done.error());
    if (!progress.next()) return false;
    const std::string storeId = progress.bytes(0);
    if (storeId.empty()) {
        progress.finish();
        const auto id = base::fromHex(head.storeId).value_or(std::string());
        Statement stamp(*index, "UPDATE progress SET store_id = ?");
        if (auto done = stamp.bindBytes(id).exec(); !done) return base::Unexpected(done.error());
        return true;
    }
    directory.progress().indexedSeq = progress.natural(1);
    return base::toHex(storeId) == head.storeId && progress.integer(1) <= head.transfer &&
           progress.integer(2) <= head.state && progress.integer(3) <= head.move;
}

base::Expected<void, base::Error> prepareIndex(DataDirectory& directory)
{
    if (auto done = prepareDerived(directory.indexFile(), QStringLiteral("index")); !done) return done;
    HUB_TRY(const auto ledger, Connection::open(directory.ledgerFile(), ConnectionUse::WriteDurable));
    if (auto done = checkHead(directory.headFile(), *ledger); !done) return done;
    HUB_TRY(const bool fits, indexFits(directory, *ledger));
    if (fits) return {};
    base::log(base::LogLevel::Warning, "the index does not belong to this ledger and is made anew");
    directory.progress().indexedSeq = 0;
    dropDatabase(directory.indexFile());
    if (auto done = prepareDerived(directory.indexFile(), QStringLiteral("index")); !done) return done;
    HUB_TRY(const bool stamped, indexFits(directory, *ledger));
    static_cast<void>(stamped);
    return {};
}

base::Expected<void, base::Error> makeFolder(const QString& path)
{
    if (!QDir().mkpath(path)) return cannotCreate(path, {});
    if (!QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return cannotCreate(path, ": its permissions cannot be set");
    return {};
}

} // namespace

DataDirectory::DataDirectory(QString path)
    : m_path(std::move(path))
{}

DataDirectory::~DataDirectory() = default;

base::Expected<std::unique_ptr<DataDirectory>, base::Error> DataDirectory::open(const QString& path)
{
    std::unique_ptr<DataDirectory> directory(new DataDirectory(QDir(path).absolutePath()));
    if (!QFile::exists(directory->m_path))
        if (auto made = makeFolder(directory->m_path); !made) return base::Unexpected(made.error());
    HUB_TRY(directory->m_lock, Lock::take(directory->m_path));
    if (auto made = makeFolder(directory->keysFolder()); !made) return base::Unexpected(made.error());
    auto done = backUpBeforeMigration(*directory);
    if (done)
        done = prepareFile(directory->ledgerFile(), QStringLiteral("ledger"), ConnectionUse::WriteDurable);
    if (done) done = prepareIndex(*directory);
    if (done) done = prepareDerived(directory->eventsFile(), QStringLiteral("events"));
    if (!done) return base::Unexpected(done.error());
    return directory;
}

base::Expected<void, base::Error> DataDirectory::prepareQuotes()
{
    return prepareDerived(quotesFile(), QStringLiteral("quotes"));
}

} // namespace hub::store
