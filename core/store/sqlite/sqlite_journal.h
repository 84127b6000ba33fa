#pragma once

#include "core/ledger/ports.h"
#include "core/store/data_directory.h"

#include <cstdint>
#include <memory>

namespace hub::store {

struct SqliteOptions
{
    std::int64_t cacheBytes = 32LL << 20; ///< page cache of the write connection
    /// A disk that was full must have this much room before the hub works again (key store.resumeFreeMiB).
    std::int64_t resumeFreeBytes = 256LL << 20;
    /// Room that is held back for the batch in hand when the disk is full (key store.ballastMiB); 0: none.
    std::int64_t ballastBytes = 0;
};

/// The writer's store over SQLite: append-only rows with integer keys, one transaction per batch, write-ahead
/// log with synchronous FULL. Ledger thread only (made, used and destroyed there).
/// Errors are storeError()s: Damaged, DiskFull, CannotWrite, InputOutput, Other.
class SqliteJournal final : public ledger::Journal
{
public:
    /// `directory` outlives the journal.
    explicit SqliteJournal(DataDirectory& directory, SqliteOptions options = {});
    ~SqliteJournal() override;

    base::Expected<ledger::Loaded, base::Error> load() override;
    base::Expected<void, base::Error> commit(const ledger::Batch& batch) override;
    base::Expected<std::optional<ledger::TransferRecord>, base::Error>
    find(const domain::CorrelationId& id) override;
    base::Expected<std::optional<ledger::Bulk>, base::Error>
    findBulk(const domain::CorrelationId& id) override;
    base::Expected<std::optional<ledger::Notice>, base::Error> findDeadLetter(ledger::OutboxSeq seq) override;
    ledger::TransferSeq indexedUpTo() const override;
    bool mayRecover(const base::Error& error) const override;
    base::Expected<void, base::Error> probe() override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::store
