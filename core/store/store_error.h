#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

/// The store: the ports of core/ledger over SQLite, and over plain memory for tests.
namespace hub::store {

/// What went wrong in the store, as far as the rest of the hub acts on it (reliability chapter 2, exit codes
/// 2.1).
enum class StoreFault : std::uint8_t {
    Other,        ///< anything else: a statement refused, a file that cannot be opened; exit 74 at start
    InUse,        ///< another hub holds the data directory; exit 69
    CannotCreate, ///< the directory or a file cannot be made or is not writable; exit 73
    NewerSchema,  ///< written by a newer program; exit 66
    Damaged,      ///< a checksum, the audit chain or the database file is broken; exit 65
    DiskFull,     ///< the hub latches into read-only (row 8)
    OutOfMemory,  ///< the system refuses memory; exit 71
    CannotWrite,  ///< the system refuses a write (a size limit, a quota, a lock): read-only too
    InputOutput,  ///< the disk failed to read or to sync: stop, exit 74 (row 7)
};

/// An Error whose detail begins with the fault's token (`disk-full: ...`), so that faultOf() finds it again.
/// Damaged, InputOutput and Other are Kind::Storage; InUse is Conflict; NewerSchema is Invalid; the others
/// are Unavailable.
base::Error storeError(StoreFault fault, std::string_view detail);
/// Other when `error` did not come from storeError().
StoreFault faultOf(const base::Error& error);
/// True when the same store may take writes again without a restart: nothing of the failed batch is on the
/// disk, and what was there before is still to be trusted. Not so after a failed sync, which may have lost
/// what the system had taken.
bool mayRecover(const base::Error& error);
/// The exit code of a start or run that ended by `error` (reliability 2.1).
int exitCodeOf(const base::Error& error);

} // namespace hub::store
