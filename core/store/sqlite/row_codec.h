#pragma once

#include "core/base/expected.h"
#include "core/ledger/decision.h"
#include "core/ledger/queries.h"
#include "core/ledger/state.h"
#include "core/store/row_bytes.h"
#include "core/store/sqlite/connection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Rows of ledger.db as values: what is packed under a checksum, and how columns become values again.
namespace hub::store {

/// Where the bytes that an outbox row sends lie (resources/sql/sqlite/ledger/0001_init/notes.md).
enum class RelayFrom : std::uint8_t { Row = 0, Transfer = 1, State = 2 };

/// A row of transfer_states.
struct StateRow
{
    std::int64_t key = 0;
    ledger::TransferSeq seq = 0;
    ledger::StateStep step;
    std::string fulfilment;
    std::optional<base::Instant> completedAt;
    domain::WindowId window;
    std::optional<base::Digest> fulfilHash;
    std::optional<base::Digest> errorHash;
    ledger::Relay relay;
};

/// Checksums of rows: each over every column but the key's own place, headers and body. `out` is scratch.
std::int64_t checksumOf(const ledger::TransferReceived& row, ByteWriter& out);
std::int64_t checksumOf(const ledger::TransferMoved& row, std::int64_t key, const base::Digest* fulfilHash,
                        const base::Digest* errorHash, ByteWriter& out);
std::int64_t checksumOf(const ledger::PositionMoved& row, std::int64_t key, ByteWriter& out);
std::int64_t checksumOf(domain::AccountId account, const domain::Position& row, ByteWriter& out);
std::int64_t checksumOf(const domain::Account& row, ByteWriter& out);
std::int64_t checksumOf(const ledger::LimitPut& row, std::int64_t key, ByteWriter& out);
std::int64_t checksumOf(const ledger::Bulk& row, ByteWriter& out);
std::int64_t checksumOf(const ledger::BulkItem& row, ByteWriter& out);
std::int64_t checksumOf(const domain::Contact& row, ByteWriter& out);
std::int64_t checksumOf(const ledger::DirectoryEntry& row, ByteWriter& out);
/// Over the header lines, then the body.
std::int64_t checksumOf(const ledger::Relay& relay);
std::int64_t checksumOfOpen(ledger::TransferSeq seq, domain::TransferState state, ByteWriter& out);

/// The packed column `facts` of outbox and dead_letters: everything of a notice but seq, kind, destination,
/// transferSeq and relay.
void packFacts(const ledger::Notice& notice, ByteWriter& out);
/// False when the bytes do not hold them.
bool unpackFacts(std::string_view bytes, ledger::Notice& notice);
std::int64_t checksumOf(const ledger::Notice& notice, std::string_view facts);

/// Column lists that the readers below expect, in this order.
inline constexpr const char* kTransferColumns =
    "seq, id, kind, payer, payee, source, payer_account, payee_account, currency, amount, received_at, "
    "expiration, hash, condition, external_reference, trace, crc";
inline constexpr const char* kStateColumns = "key, seq, state, at, error_code, error_text, fulfilment, "
                                             "completed_at, window, fulfil_hash, error_hash, crc";

/// The transfer of the statement's present row, columns from `first`; Damaged when its checksum does not fit.
base::Expected<ledger::TransferReceived, base::Error> readTransfer(const Statement& row, int first);
base::Expected<StateRow, base::Error> readState(const Statement& row, int first);

/// `bytes` as a digest; nothing when it is not 32 bytes.
std::optional<base::Digest> digestOf(std::string_view bytes);
ledger::ShortHash shortHashOf(const base::Digest& digest);
base::Error damagedRow(std::string_view table, std::int64_t key);

} // namespace hub::store
