#include "core/store/sqlite/row_codec.h"

#include "core/store/store_error.h"

#include <algorithm>

namespace hub::store {
namespace {

std::string_view viewOf(const events::TraceId& trace)
{
    return {reinterpret_cast<const char*>(trace.bytes.data()), trace.bytes.size()};
}

void addDigest(ByteWriter& out, const base::Digest* digest)
{
    out.natural(digest != nullptr ? 1 : 0);
    if (digest != nullptr) out.raw(base::asText(*digest));
}

void addTime(ByteWriter& out, const std::optional<base::Instant>& time)
{
    out.natural(time ? 1 : 0);
    if (time) out.integer(time->ms);
}

void addError(ByteWriter& out, const std::optional<domain::FspiopError>& error)
{
    out.natural(error ? 1 : 0);
    if (error) out.text(error->code).text(error->description);
}

void packResults(const ledger::BulkResults& results, ByteWriter& out)
{
    out.natural(static_cast<std::uint64_t>(results.state)).natural(results.items.size());
    for (const ledger::BulkItem& item : results.items) {
        out.natural(item.bulk).natural(item.index).raw(item.transfer.value().toColumn());
        out.natural(item.transferSeq).natural(static_cast<std::uint64_t>(item.state)).text(item.fulfilment);
        addError(out, item.error);
    }
}

/// Null when the bytes do not hold them.
std::shared_ptr<const ledger::BulkResults> unpackResults(ByteReader& in)
{
    auto results = std::make_shared<ledger::BulkResults>();
    results->state = static_cast<domain::BulkState>(in.natural());
    const std::uint64_t count = in.natural();
    for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
        ledger::BulkItem item;
        item.bulk = in.natural();
        item.index = static_cast<std::uint32_t>(in.natural());
        const auto id = domain::CorrelationId::fromColumn(in.raw(17));
        if (!id) return nullptr;
        item.transfer = domain::TransferId(*id);
        item.transferSeq = in.natural();
        item.state = static_cast<domain::BulkItemState>(in.natural());
        item.fulfilment = std::string(in.text());
        if (in.natural() != 0) {
            const std::string code(in.text());
            item.error = domain::FspiopError{code, std::string(in.text())};
        }
        results->items.push_back(std::move(item));
    }
    return results;
}

template <class T>
const T* pointerTo(const std::optional<T>& value)
{
    return value ? &*value : nullptr;
}

} // namespace

std::int64_t checksumOf(const ledger::TransferReceived& row, ByteWriter& out)
{
    out.clear();
    out.natural(row.seq).raw(row.id.value().toColumn()).natural(static_cast<std::uint64_t>(row.kind));
    out.text(row.payer.value()).text(row.payee.value()).text(row.source.value());
    out.integer(row.payerAccount.value()).integer(row.payeeAccount.value()).raw(row.currency.code());
    out.integer(row.amount.toColumn()).integer(row.receivedAt.ms).integer(row.expiration.ms);
    addDigest(out, &row.hash);
    addDigest(out, pointerTo(row.condition));
    out.text(row.externalReference).raw(viewOf(row.trace));
    return out.crc();
}

std::int64_t checksumOf(const ledger::TransferMoved& row, std::int64_t key, const base::Digest* fulfilHash,
                        const base::Digest* errorHash, ByteWriter& out)
{
    out.clear();
    out.integer(key).natural(row.seq).natural(static_cast<std::uint64_t>(row.state)).integer(row.at.ms);
    addError(out, row.error);
    out.text(row.fulfilment);
    addTime(out, row.completedAt);
    out.integer(row.window.value());
    addDigest(out, fulfilHash);
    addDigest(out, errorHash);
    return out.crc();
}

std::int64_t checksumOf(const ledger::PositionMoved& row, std::int64_t key, ByteWriter& out)
{
    out.clear();
    out.integer(key).integer(row.account.value()).integer(row.delta.toColumn()).integer(row.value.toColumn());
    out.natural(row.transfer).natural(static_cast<std::uint64_t>(row.state)).integer(row.at.ms);
    return out.crc();
}

std::int64_t checksumOf(domain::AccountId account, const domain::Position& row, ByteWriter& out)
{
    out.clear();
    out.integer(account.value()).integer(row.value.toColumn()).integer(row.reserved.toColumn());
    out.integer(row.changedAt.ms);
    return out.crc();
}

std::int64_t checksumOf(const domain::Account& row, ByteWriter& out)
{
    out.clear();
    out.integer(row.id.value()).integer(row.participant.value()).raw(row.currency.code());
    out.natural(static_cast<std::uint64_t>(row.type)).natural(row.isActive ? 1 : 0);
    out.natural(row.hasPosition ? 1 : 0).integer(row.createdAt.ms);
    return out.crc();
}

std::int64_t checksumOf(const ledger::LimitPut& row, std::int64_t key, ByteWriter& out)
{
    out.clear();
    out.integer(key).integer(row.account.value()).integer(row.limit.netDebitCap.toColumn());
    out.integer(row.limit.alarmPercentHundredths).integer(row.at.ms);
    // Only when it says something: rows of before have no such part.
    if (row.limit.liquidityPercentHundredths != 0) out.integer(row.limit.liquidityPercentHundredths);
    return out.crc();
}

std::int64_t checksumOf(const ledger::Bulk& row, ByteWriter& out)
{
    out.clear();
    out.text("bulk").natural(row.seq).raw(row.id.value().toColumn());
    out.text(row.payer.value()).text(row.payee.value()).text(row.source.value());
    out.natural(static_cast<std::uint64_t>(row.state)).integer(row.receivedAt.ms).integer(row.changedAt.ms);
    out.integer(row.expiration.ms);
    addTime(out, row.completedAt);
    addDigest(out, &row.hash);
    addDigest(out, pointerTo(row.fulfilHash));
    addDigest(out, pointerTo(row.errorHash));
    addError(out, row.error);
    out.natural(row.items).raw(viewOf(row.trace));
    return out.crc();
}

std::int64_t checksumOf(const ledger::BulkItem& row, ByteWriter& out)
{
    out.clear();
    out.text("bulkItem").natural(row.bulk).natural(row.index).raw(row.transfer.value().toColumn());
    out.natural(row.transferSeq).natural(static_cast<std::uint64_t>(row.state)).text(row.fulfilment);
    addError(out, row.error);
    return out.crc();
}

std::int64_t checksumOf(const domain::Contact& row, ByteWriter& out)
{
    out.clear();
    out.integer(row.id.value()).integer(row.participant.value()).text(row.name).text(row.role);
    return out.text(row.email).text(row.phone).integer(row.changedAt.ms).crc();
}

std::int64_t checksumOf(const ledger::DirectoryEntry& row, ByteWriter& out)
{
    out.clear();
    out.text(row.partyIdType).text(row.partyIdentifier).text(row.partySubIdOrType);
    out.text(row.currency ? row.currency->code() : std::string_view());
    return out.text(row.fspId.value()).crc();
}

std::int64_t checksumOf(const ledger::Relay& relay)
{
    const std::uint32_t headers = relay.headers ? base::crc32c(*relay.headers) : 0;
    return relay.body ? base::crc32c(*relay.body, headers) : headers;
}

std::int64_t checksumOfOpen(ledger::TransferSeq seq, domain::TransferState state, ByteWriter& out)
{
    out.clear();
    return out.text("open").natural(seq).natural(static_cast<std::uint64_t>(state)).crc();
}

void packFacts(const ledger::Notice& notice, ByteWriter& out)
{
    out.clear();
    out.text(notice.source.value()).raw(notice.transfer.value().toColumn()).integer(notice.at.ms);
    out.natural(static_cast<std::uint64_t>(notice.state));
    addTime(out, notice.completedAt);
    out.text(notice.fulfilment);
    addError(out, notice.error);
    out.text(notice.contentType).raw(viewOf(notice.trace.trace)).natural(notice.trace.parent);
    out.natural(notice.trace.sampled ? 1 : 0).text(notice.trace.tracestate);
    if (notice.kind == ledger::NoticeKind::HubBulkResult) packResults(*notice.bulk, out);
}

bool unpackFacts(std::string_view bytes, ledger::Notice& notice)
{
    ByteReader in(bytes);
    notice.source = domain::FspId(std::string(in.text()));
    const auto id = domain::CorrelationId::fromColumn(in.raw(17));
    if (!id) return false;
    notice.transfer = domain::TransferId(*id);
    notice.at = base::Instant{in.integer()};
    notice.state = static_cast<domain::ExternalTransferState>(in.natural());
    if (in.natural() != 0) notice.completedAt = base::Instant{in.integer()};
    notice.fulfilment = std::string(in.text());
    if (in.natural() != 0) {
        const std::string code(in.text());
        notice.error = domain::FspiopError{code, std::string(in.text())};
    }
    notice.contentType = std::string(in.text());
    const std::string_view trace = in.raw(16);
    std::copy(trace.begin(), trace.end(), notice.trace.trace.bytes.begin());
    notice.trace.parent = in.natural();
    notice.trace.sampled = in.natural() != 0;
    notice.trace.tracestate = std::string(in.text());
    if (notice.kind == ledger::NoticeKind::HubBulkResult) {
        notice.bulk = unpackResults(in);
        if (notice.bulk == nullptr) return false;
    }
    return in.ok() && in.atEnd();
}

std::int64_t checksumOf(const ledger::Notice& notice, std::string_view facts)
{
    ByteWriter front;
    front.natural(notice.seq).natural(static_cast<std::uint64_t>(notice.kind));
    front.text(notice.destination.value()).natural(notice.transferSeq);
    return base::crc32c(facts, static_cast<std::uint32_t>(front.crc()));
}

base::Expected<ledger::TransferReceived, base::Error> readTransfer(const Statement& row, int first)
{
    const auto id = domain::CorrelationId::fromColumn(row.bytes(first + 1));
    const auto currency = domain::Currency::parse(row.text(first + 8));
    const auto hash = digestOf(row.bytes(first + 12));
    const std::string trace = row.bytes(first + 15);
    if (!id || !currency || !hash || trace.size() != 16)
        return base::Unexpected(damagedRow("transfers", row.integer(first)));
    std::optional<base::Digest> condition;
    if (!row.isNull(first + 13)) condition = digestOf(row.bytes(first + 13));
    ledger::TransferReceived out{row.natural(first),
                                 domain::TransferId(*id),
                                 static_cast<ledger::TransferKind>(row.integer(first + 2)),
                                 domain::FspId(row.text(first + 3)),
                                 domain::FspId(row.text(first + 4)),
                                 domain::FspId(row.text(first + 5)),
                                 domain::AccountId(row.integer(first + 6)),
                                 domain::AccountId(row.integer(first + 7)),
                                 *currency,
                                 domain::Amount::fromColumn(row.integer(first + 9)),
                                 base::Instant{row.integer(first + 10)},
                                 base::Instant{row.integer(first + 11)},
                                 *hash,
                                 condition,
                                 {},
                                 row.text(first + 14),
                                 {},
                                 0};
    std::copy(trace.begin(), trace.end(), out.trace.bytes.begin());
    ByteWriter scratch;
    if (checksumOf(out, scratch) != row.integer(first + 16))
        return base::Unexpected(damagedRow("transfers", row.integer(first)));
    return out;
}

base::Expected<StateRow, base::Error> readState(const Statement& row, int first)
{
    StateRow out;
    ledger::TransferMoved moved;
    out.key = row.integer(first);
    moved.seq = out.seq = row.natural(first + 1);
    moved.state = out.step.state = static_cast<domain::TransferState>(row.integer(first + 2));
    moved.at = out.step.at = base::Instant{row.integer(first + 3)};
    if (!row.isNull(first + 4))
        moved.error = out.step.error = domain::FspiopError{row.text(first + 4), row.text(first + 5)};
    if (!row.isNull(first + 6)) moved.fulfilment = out.fulfilment = row.text(first + 6);
    if (!row.isNull(first + 7)) moved.completedAt = out.completedAt = base::Instant{row.integer(first + 7)};
    moved.window = out.window = domain::WindowId(row.integer(first + 8));
    if (!row.isNull(first + 9)) out.fulfilHash = digestOf(row.bytes(first + 9));
    if (!row.isNull(first + 10)) out.errorHash = digestOf(row.bytes(first + 10));
    ByteWriter scratch;
    if (checksumOf(moved, out.key, pointerTo(out.fulfilHash), pointerTo(out.errorHash), scratch) !=
        row.integer(first + 11))
        return base::Unexpected(damagedRow("transfer_states", out.key));
    return out;
}

std::optional<base::Digest> digestOf(std::string_view bytes)
{
    base::Digest digest{};
    if (bytes.size() != digest.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

ledger::ShortHash shortHashOf(const base::Digest& digest)
{
    ledger::ShortHash hash{};
    std::copy_n(digest.begin(), hash.size(), hash.begin());
    return hash;
}

base::Error damagedRow(std::string_view table, std::int64_t key)
{
    return storeError(StoreFault::Damaged,
                      "row " + std::to_string(key) + " of " + std::string(table) + " fails its checksum");
}

} // namespace hub::store
