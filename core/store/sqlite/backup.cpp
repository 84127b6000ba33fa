#include "core/store/sqlite/backup.h"

#include "core/store/store_error.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <memory>
#include <sqlite3.h>
#include <unistd.h>

namespace hub::store {
namespace {

struct Closer
{
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, Closer>;

base::Unexpected<base::Error> cannot(const QString& file, const char* why)
{
    return base::Unexpected(
        storeError(StoreFault::CannotCreate, "cannot make " + file.toStdString() + ": " + why));
}

base::Expected<Database, base::Error> opened(const QString& file, int flags)
{
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(file).constData(), &raw, flags, nullptr);
    Database database(raw);
    if (code != SQLITE_OK)
        return base::Unexpected(
            storeError(StoreFault::Other, file.toStdString() + ": " + sqlite3_errstr(code)));
    sqlite3_busy_timeout(raw, 10'000);
    return database;
}

/// In one step: a copy in pieces would begin anew with every commit of a running hub. Readers do not hold up
/// the writer; its log only cannot be cut meanwhile.
base::Expected<void, base::Error> copyPages(sqlite3* from, sqlite3* to, const QString& file)
{
    sqlite3_backup* copy = sqlite3_backup_init(to, "main", from, "main");
    if (copy == nullptr) return cannot(file, sqlite3_errmsg(to));
    sqlite3_backup_step(copy, -1);
    const int code = sqlite3_backup_finish(copy);
    if (code == SQLITE_OK) return {};
    const StoreFault fault = (code & 0xFF) == SQLITE_FULL ? StoreFault::DiskFull : StoreFault::Other;
    return base::Unexpected(storeError(fault, file.toStdString() + ": " + sqlite3_errstr(code)));
}

/// The name is on the disk only when its folder is.
void syncFolder(const QString& file)
{
    const int handle =
        ::open(QFile::encodeName(QFileInfo(file).absolutePath()).constData(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return;
    ::fsync(handle);
    ::close(handle);
}

} // namespace

base::Expected<void, base::Error> copyLedger(const QString& ledgerFile, const QString& to)
{
    if (QFileInfo(to).isSymLink() || QFile::exists(to)) return cannot(to, "it is there already");
    const QString part = to + QStringLiteral(".part");
    QFile::remove(part);
    const int handle =
        ::open(QFile::encodeName(part).constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (handle < 0) return cannot(part, "its folder is not there or not writable");
    ::close(handle);
    auto done = [&]() -> base::Expected<void, base::Error> {
        HUB_TRY(const Database from, opened(ledgerFile, SQLITE_OPEN_READONLY));
        HUB_TRY(const Database copy, opened(part, SQLITE_OPEN_READWRITE));
        return copyPages(from.get(), copy.get(), part);
    }();
    if (done && !QFile::rename(part, to)) done = cannot(to, "it cannot be renamed");
    if (done) syncFolder(to);
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(part + QLatin1String(suffix));
    return done;
}

} // namespace hub::store
