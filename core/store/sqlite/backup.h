#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"

#include <QString>

namespace hub::store {

/// Copies a ledger as of one commit while a hub may be writing it, into a new file that only its owner can
/// read. The file appears as a whole, on the disk, or not at all. Errors are storeError()s: CannotCreate when
/// `to` is there already or cannot be made, the store's own otherwise.
base::Expected<void, base::Error> copyLedger(const QString& ledgerFile, const QString& to);

} // namespace hub::store
