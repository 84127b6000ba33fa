#pragma once

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/base/expected.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Holds a stored ledger against itself: every balance, state, window and settlement is recomputed from the
/// journal's rows, without apply() and without the state that the writer keeps.
namespace hub::store {

/// An invariant of reliability 4.1 that does not hold (`I-3`), or `DB` for the database file itself.
struct Finding
{
    std::string invariant;
    std::string text; ///< names the row
};

struct VerifyOptions
{
    std::size_t findingsMax = 1000; ///< more are only counted
    /// SHA-256 as duplicates are told by, of a message's body; nothing when the bytes are no message. None:
    /// bodies are not looked at.
    std::function<std::optional<base::Digest>(std::string_view body)> bodyHash;
};

/// What was looked at and what is broken.
struct VerifyReport
{
    std::vector<Finding> findings;
    std::uint64_t leftOut = 0; ///< findings beyond the bound
    std::uint64_t transfers = 0;
    std::uint64_t states = 0;
    std::uint64_t legs = 0;
    std::uint64_t accounts = 0;
    std::uint64_t auditRows = 0;
    bool isSound() const { return findings.empty() && leftOut == 0; }
};

/// Looks at the data directory as of one commit; a hub may be running on it. About 32 bytes of memory for
/// each transfer. Errors are storeError()s: the files cannot be read, or their schema is not this program's.
base::Expected<VerifyReport, base::Error> verifyData(const QString& dataDirectory,
                                                     const VerifyOptions& options = {});
/// The same for a ledger alone, as a backup leaves it.
base::Expected<VerifyReport, base::Error> verifyLedgerFile(const QString& file,
                                                           const VerifyOptions& options = {});

} // namespace hub::store
