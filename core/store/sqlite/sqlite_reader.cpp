#include "core/store/sqlite/sqlite_reader.h"

#include "core/base/bytes.h"
#include "core/store/sqlite/audit_chain.h"
#include "core/store/sqlite/bulk_rows.h"
#include "core/store/sqlite/directory_rows.h"
#include "core/store/sqlite/finalise_rows.h"
#include "core/store/sqlite/ledger_rows.h"
#include "core/store/sqlite/message_rows.h"
#include "core/store/sqlite/settlement_rows.h"
#include "core/store/sqlite/span_rows.h"
#include "core/store/sqlite/transfer_search.h"
#include "core/store/transfer_match.h"

#include <algorithm>

namespace hub::store {
namespace {

/// Longest answers; a caller that asks for more gets these.
constexpr int kPointsMax = 100'000;
constexpr int kRowsMax = 10'000;
/// A reader also serves GETs of DFSPs: no step of a walk holds it for long.
constexpr std::int64_t kSpanRowsWalkedMax = 20'000;
constexpr int kDirectoryMax = 1000;

std::int64_t bounded(int asked, int max)
{
    return std::clamp(asked, 1, max);
}

} // namespace

struct SqliteReader::Impl
{
    explicit Impl(DataDirectory& dir)
        : directory(dir)
    {}
    DataDirectory& directory;
    std::unique_ptr<LedgerRows> rows;
    std::unique_ptr<SpanRows> spans;
    IndexReach reach;

    base::Expected<std::unique_ptr<Transaction>, base::Error> snapshot()
    {
        if (!rows) {
            HUB_TRY(rows, LedgerRows::open(directory));
        }
        return rows->snapshot(reach);
    }
    base::Expected<SpanRows*, base::Error> spanRows()
    {
        if (!spans) {
            HUB_TRY(spans, SpanRows::open(directory));
        }
        return spans.get();
    }
    base::Expected<std::vector<std::int64_t>, base::Error>
    moveKeys(domain::AccountId account, base::Instant from, base::Instant to, int max);
};

// Newest first: the tail, then the index; at most `max` in all.
base::Expected<std::vector<std::int64_t>, base::Error>
SqliteReader::Impl::moveKeys(domain::AccountId account, base::Instant from, base::Instant to, int max)
{
    std::vector<std::int64_t> keys;
    Statement tail(rows->connection(),
                   "SELECT key FROM main.position_moves WHERE key > ? AND account = ? AND at >= "
                   "? AND at < ? ORDER BY key DESC LIMIT ?");
    tail.bind(reach.moveKey).bind(account.value()).bind(from.ms).bind(to.ms).bind(max);
    if (auto done = tail.exec(); !done) return base::Unexpected(done.error());
    while (tail.next())
        keys.push_back(tail.integer(0));
    if (tail.failed()) return base::Unexpected(tail.error());
    Statement index(rows->connection(),
                    "SELECT move FROM idx.account_moves WHERE account = ? AND at >= ? AND at < ? "
                    "ORDER BY at DESC, move DESC LIMIT ?");
    index.bind(account.value()).bind(from.ms).bind(to.ms);
    if (auto done = index.bind(max - static_cast<std::int64_t>(keys.size())).exec(); !done)
        return base::Unexpected(done.error());
    while (index.next())
        keys.push_back(index.integer(0));
    if (index.failed()) return base::Unexpected(index.error());
    return keys;
}

SqliteReader::SqliteReader(DataDirectory& directory)
    : m_impl(std::make_unique<Impl>(directory))
{}

SqliteReader::~SqliteReader() = default;

base::Expected<std::optional<ledger::TransferFacts>, base::Error>
SqliteReader::transfer(const domain::TransferId& id)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    HUB_TRY(const auto seq, m_impl->rows->seqOf(id.value(), m_impl->reach));
    if (!seq) return std::optional<ledger::TransferFacts>();
    HUB_TRY(ledger::TransferFacts facts, m_impl->rows->facts(*seq, m_impl->reach));
    return std::optional(std::move(facts));
}

base::Expected<std::vector<ledger::TransferRow>, base::Error>
SqliteReader::search(const ledger::TransferFilter& filter)
{
    if (auto done = checkFilter(filter); !done) return base::Unexpected(done.error());
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    if (!filter.id) return TransferSearch(*m_impl->rows, m_impl->reach, filter).run();
    std::vector<ledger::TransferRow> found;
    HUB_TRY(const auto seq, m_impl->rows->seqOf(filter.id->value(), m_impl->reach));
    if (!seq || (filter.before != 0 && *seq >= filter.before)) return found;
    HUB_TRY(const ledger::TransferReceived received, m_impl->rows->transfer(*seq));
    HUB_TRY(const TransferKeys keys, m_impl->rows->keysOf(*seq, m_impl->reach));
    ledger::TransferRow row = rowOf(received);
    for (const std::int64_t key : keys.states) {
        HUB_TRY(const StateRow state, m_impl->rows->state(key));
        applyStep(state.step, state.window, row);
    }
    bool isMoved = !filter.account;
    for (const std::int64_t key : keys.moves) {
        HUB_TRY(const ledger::PositionMoved move, m_impl->rows->move(key));
        isMoved = isMoved || move.account == *filter.account;
    }
    std::vector<Taken> taken;
    if (filter.settlement) {
        HUB_TRY(taken, takenBy(m_impl->rows->connection(), *filter.settlement));
        isMoved = isMoved && wasTaken(taken, row);
    }
    if (isMoved && fits(filter, row)) found.push_back(std::move(row));
    return found;
}

base::Expected<std::vector<ledger::PositionPoint>, base::Error>
SqliteReader::positionHistory(domain::AccountId account, base::Instant from, base::Instant to, int max)
{
    std::vector<ledger::PositionPoint> points;
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    HUB_TRY(const auto keys, m_impl->moveKeys(account, from, to, static_cast<int>(bounded(max, kPointsMax))));
    points.reserve(keys.size());
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
        HUB_TRY(const ledger::PositionMoved move, m_impl->rows->move(*key));
        points.push_back({move.at, move.value, move.delta, move.transfer});
    }
    return points;
}

base::Expected<std::vector<ledger::WindowFacts>, base::Error>
SqliteReader::windows(const ledger::WindowFilter& filter)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return findWindows(m_impl->rows->connection(), filter);
}

base::Expected<std::vector<ledger::SettlementFacts>, base::Error>
SqliteReader::settlements(const ledger::SettlementFilter& filter)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return findSettlements(m_impl->rows->connection(), filter);
}

base::Expected<std::vector<ledger::HistoryRow>, base::Error>
SqliteReader::settlementHistory(ledger::HistoryKind kind, std::int64_t subject)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return findHistory(m_impl->rows->connection(), kind, subject);
}

base::Expected<std::vector<ledger::Finalise>, base::Error>
SqliteReader::finalises(const ledger::FinaliseFilter& filter)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return findFinalises(m_impl->rows->connection(), filter);
}

base::Expected<std::optional<std::string>, base::Error>
SqliteReader::finaliseFile(domain::SettlementId settlement)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return store::finaliseFile(m_impl->rows->connection(), settlement);
}

base::Expected<std::vector<ledger::ReservedTotal>, base::Error> SqliteReader::reservedTotals()
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return store::reservedTotals(m_impl->rows->connection());
}

base::Expected<std::vector<ledger::StoredAuditRow>, base::Error>
SqliteReader::audit(const ledger::AuditFilter& filter)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    std::string sql = std::string("SELECT ") + kAuditColumns + " FROM main.audit WHERE seq < ?";
    if (!filter.action.empty()) sql += " AND action = CAST(? AS TEXT)";
    if (!filter.subject.empty()) sql += " AND subject = CAST(? AS TEXT)";
    if (filter.from) sql += " AND at >= ?";
    if (filter.to) sql += " AND at < ?";
    Statement row(m_impl->rows->connection(), sql + " ORDER BY seq DESC LIMIT ?");
    row.bind(filter.before > 0 ? filter.before : INT64_MAX);
    if (!filter.action.empty()) row.bindBytes(filter.action);
    if (!filter.subject.empty()) row.bindBytes(filter.subject);
    if (filter.from) row.bind(filter.from->ms);
    if (filter.to) row.bind(filter.to->ms);
    if (auto done = row.bind(bounded(filter.limit, kRowsMax)).exec(); !done)
        return base::Unexpected(done.error());
    std::vector<ledger::StoredAuditRow> rows;
    while (row.next())
        rows.push_back({row.integer(0), readAudit(row, 0), base::toHex(row.bytes(10))});
    if (row.failed()) return base::Unexpected(row.error());
    return rows;
}

base::Expected<std::vector<ledger::DeadLetter>, base::Error>
SqliteReader::deadLetters(const ledger::DeadLetterFilter& filter)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return readDeadLetters(*m_impl->rows, m_impl->reach, filter);
}

base::Expected<std::vector<ledger::OutboxSeq>, base::Error>
SqliteReader::oldestDeadLetters(const std::string& destination, int limit)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return readOldestDeadLetters(*m_impl->rows, destination, limit);
}

base::Expected<std::vector<ledger::DestinationCount>, base::Error> SqliteReader::deadLetterCounts()
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return countDeadLetters(*m_impl->rows);
}

base::Expected<std::vector<ledger::Notice>, base::Error>
SqliteReader::outbox(const std::string& destination, ledger::OutboxSeq after, int limit)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return readOutboxOf(*m_impl->rows, destination, after, limit);
}

base::Expected<std::vector<ledger::DestinationCount>, base::Error> SqliteReader::outboxCounts()
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return countOutbox(*m_impl->rows);
}

base::Expected<std::vector<ledger::DirectoryEntry>, base::Error>
SqliteReader::directory(const std::string& partyIdType, const std::string& partyIdentifier,
                        const std::string& subId, std::optional<domain::Currency> currency)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    std::string sql = "SELECT currency, fsp, sub_id FROM main.directory_entries WHERE type = CAST(? AS TEXT) "
                      "AND identifier = CAST(? AS TEXT)";
    if (currency) sql += " AND currency IN ('', CAST(? AS TEXT))";
    sql += " ORDER BY sub_id <> CAST(? AS TEXT), sub_id, currency LIMIT ?";
    Statement row(m_impl->rows->connection(), sql);
    row.bindBytes(partyIdType).bindBytes(partyIdentifier);
    if (currency) row.bindBytes(currency->code());
    if (auto done = row.bindBytes(subId).bind(kDirectoryMax).exec(); !done)
        return base::Unexpected(done.error());
    std::vector<ledger::DirectoryEntry> entries;
    while (row.next())
        entries.push_back({partyIdType, partyIdentifier, row.text(2), domain::Currency::parse(row.text(0)),
                           domain::FspId(row.text(1))});
    if (row.failed()) return base::Unexpected(row.error());
    return entries;
}

base::Expected<std::vector<ledger::DirectoryEntry>, base::Error>
SqliteReader::searchDirectory(const ledger::DirectoryQuery& query)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return readDirectory(m_impl->rows->connection(), query);
}

base::Expected<std::int64_t, base::Error> SqliteReader::countDirectory(const ledger::DirectoryQuery& query)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return store::countDirectory(m_impl->rows->connection(), query);
}

base::Expected<std::optional<ledger::BulkFacts>, base::Error>
SqliteReader::bulk(const domain::BulkTransferId& id)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    HUB_TRY(auto found, readBulk(m_impl->rows->connection(), id.value()));
    if (!found) return std::optional<ledger::BulkFacts>();
    HUB_TRY(auto items, readBulkItems(m_impl->rows->connection(), found->seq));
    return std::optional(ledger::BulkFacts{*std::move(found), std::move(items)});
}

base::Expected<std::vector<ledger::Bulk>, base::Error> SqliteReader::bulks(ledger::BulkSeq before, int limit)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    return readBulks(m_impl->rows->connection(), before, static_cast<int>(bounded(limit, kRowsMax)));
}

base::Expected<std::vector<events::Span>, base::Error>
SqliteReader::spansOfTrace(const events::TraceId& trace)
{
    HUB_TRY(SpanRows* const spans, m_impl->spanRows());
    return spans->ofTrace(trace);
}

base::Expected<std::vector<events::Span>, base::Error>
SqliteReader::spansOfSubject(const std::string& subject)
{
    HUB_TRY(SpanRows* const spans, m_impl->spanRows());
    return spans->ofSubject(subject);
}

base::Expected<ledger::SpanWalk, base::Error> SqliteReader::walkSpans(std::string_view name,
                                                                      std::int64_t before, int rows)
{
    HUB_TRY(SpanRows* const spans, m_impl->spanRows());
    return spans->walk(name, before, static_cast<int>(bounded(rows, kSpanRowsWalkedMax)));
}

base::Expected<std::vector<ledger::WaitingTransfer>, base::Error>
SqliteReader::waitingTransfers(base::Instant before, int limit)
{
    HUB_TRY(const auto snapshot, m_impl->snapshot());
    std::vector<std::pair<ledger::TransferSeq, domain::TransferState>> open;
    Statement row(m_impl->rows->connection(), "SELECT seq, state FROM main.open_transfers ORDER BY seq");
    if (auto done = row.exec(); !done) return base::Unexpected(done.error());
    while (row.next())
        open.emplace_back(row.natural(0), static_cast<domain::TransferState>(row.integer(1)));
    if (row.failed()) return base::Unexpected(row.error());
    std::vector<ledger::WaitingTransfer> out;
    for (const auto& [seq, state] : open) {
        if (out.size() >= static_cast<std::size_t>(bounded(limit, kRowsMax))) break;
        HUB_TRY(const ledger::TransferReceived received, m_impl->rows->transfer(seq));
        // Numbers rise with the time of receiving: what follows is younger.
        if (received.receivedAt >= before) break;
        if (received.kind != ledger::TransferKind::Client) continue;
        ledger::WaitingTransfer waiting{rowOf(received), received.expiration, received.trace};
        waiting.row.state = state;
        out.push_back(std::move(waiting));
    }
    return out;
}

} // namespace hub::store
