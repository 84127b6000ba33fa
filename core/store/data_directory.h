#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"

#include <QString>

#include <atomic>
#include <cstdint>
#include <memory>

namespace hub::store {

/// How far the threads of one data directory have come; each tells the others here. Any thread.
struct StoreProgress
{
    std::atomic<std::uint64_t> committedSeq{0}; ///< newest transfer on the disk
    std::atomic<std::uint64_t> indexedSeq{0};   ///< transfers up to it are found by id
    std::atomic<std::uint64_t> writtenBytes{0}; ///< put into ledger.db's log since the start, about
    std::atomic<std::uint64_t> logBytes{0};     ///< size of ledger.db's log at the last checkpoint
};

/// The folder that holds everything a hub keeps: ledger.db, index.db, events.db, perhaps quotes.db, keys/.
/// Held by one program at a time: a lock of the operating system that dies with its holder. Any thread;
/// outlives all who use it.
class DataDirectory
{
public:
    /// Makes what is missing, takes the lock, brings the databases to this program's schema. Errors are
    /// storeError()s: InUse names the holder's pid; CannotCreate; NewerSchema; Damaged.
    static base::Expected<std::unique_ptr<DataDirectory>, base::Error> open(const QString& path);
    ~DataDirectory();
    DataDirectory(const DataDirectory&) = delete;
    DataDirectory& operator=(const DataDirectory&) = delete;

    QString path() const { return m_path; }
    QString ledgerFile() const { return m_path + QStringLiteral("/ledger.db"); }
    QString indexFile() const { return m_path + QStringLiteral("/index.db"); }
    QString eventsFile() const { return m_path + QStringLiteral("/events.db"); }
    QString quotesFile() const { return m_path + QStringLiteral("/quotes.db"); }
    /// Where the ledger had come to when it was last looked at; a start that finds less refuses (row 11).
    QString headFile() const { return m_path + QStringLiteral("/ledger.head"); }
    /// Exists, readable by the owner only.
    QString keysFolder() const { return m_path + QStringLiteral("/keys"); }
    /// Copies of the ledger made before its schema changed.
    QString backupsFolder() const { return m_path + QStringLiteral("/backups"); }
    StoreProgress& progress() { return m_progress; }
    /// Makes quotes.db or brings it to this program's schema; a hub that keeps no quotes has none.
    base::Expected<void, base::Error> prepareQuotes();

private:
    class Lock;
    explicit DataDirectory(QString path);

    QString m_path;
    std::unique_ptr<Lock> m_lock;
    StoreProgress m_progress;
};

} // namespace hub::store
