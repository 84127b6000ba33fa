#pragma once

#include "core/base/strong_id.h"

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hub::domain {

/// Name of a participant (FSPIOP FspId, 1..32 characters), kept as given.
using FspId = base::StrongId<struct FspIdTag>;
/// Numeric ids as the operator API shows them; 0 means none.
using ParticipantId = base::StrongId<struct ParticipantIdTag, std::int64_t>;
/// central-ledger's participantCurrencyId: one ledger of one participant in one currency.
using AccountId = base::StrongId<struct AccountIdTag, std::int64_t>;
using WindowId = base::StrongId<struct WindowIdTag, std::int64_t>;
using SettlementId = base::StrongId<struct SettlementIdTag, std::int64_t>;
using ModelId = base::StrongId<struct ModelIdTag, std::int64_t>;
using OracleId = base::StrongId<struct OracleIdTag, std::int64_t>;

/// A 128-bit identifier of FSPIOP: CorrelationId as a UUID (versions 1 to 7, lower case) or a ULID (26
/// characters of Crockford base 32, upper case). Keeps which of the two it was, so toString() gives the
/// received text back. Any thread.
class CorrelationId
{
public:
    CorrelationId() = default;
    /// Nothing for any other text (fspiop 5.1a CORRELATION). A ULID above 128 bits (first character over '7')
    /// is refused.
    static std::optional<CorrelationId> parse(std::string_view text);
    /// The received text.
    std::string toString() const;
    /// 16 raw bytes and the form, for a store column (17 bytes).
    std::string toColumn() const;
    static std::optional<CorrelationId> fromColumn(std::string_view bytes);
    /// A version 5 style UUID out of a digest: the same input gives the same id (idempotent jobs).
    static CorrelationId fromDigest(const std::array<std::uint8_t, 16>& digest);
    const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }
    bool isUlid() const { return m_ulid; }
    friend auto operator<=>(const CorrelationId&, const CorrelationId&) = default;

private:
    std::array<std::uint8_t, 16> m_bytes{};
    bool m_ulid = false;
};

/// Identifies a transfer for all time within one scheme.
using TransferId = base::StrongId<struct TransferIdTag, CorrelationId>;
using QuoteId = base::StrongId<struct QuoteIdTag, CorrelationId>;
using BulkTransferId = base::StrongId<struct BulkTransferIdTag, CorrelationId>;

} // namespace hub::domain

template <>
struct std::hash<hub::domain::CorrelationId>
{
    std::size_t operator()(const hub::domain::CorrelationId& id) const noexcept
    {
        // The bytes come from strangers: mixed, so that chosen ids do not share a bucket by their plain low
        // bits.
        std::uint64_t a = 0;
        std::uint64_t b = 0;
        std::memcpy(&a, id.bytes().data(), 8);
        std::memcpy(&b, id.bytes().data() + 8, 8);
        a ^= b * 0x9E3779B97F4A7C15ULL + (id.isUlid() ? 1 : 0);
        a ^= a >> 32;
        a *= 0xD6E8FEB86659FD93ULL;
        a ^= a >> 32;
        return static_cast<std::size_t>(a);
    }
};
