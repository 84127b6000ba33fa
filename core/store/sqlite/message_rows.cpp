#include "core/store/sqlite/message_rows.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <string_view>

namespace hub::store {
namespace {

constexpr std::string_view kColumns =
    "seq, kind, destination, transfer, relay_from, relay_key, facts, crc, headers, body";
constexpr int kRowsMax = 10'000;

std::string select(std::string_view more, std::string_view from)
{
    return "SELECT " + std::string(kColumns) + std::string(more) + " FROM main." + std::string(from);
}

base::Expected<std::vector<ledger::Notice>, base::Error> noticesOf(LedgerRows& rows, Statement& row)
{
    if (auto done = row.exec(); !done) return base::Unexpected(done.error());
    std::vector<ledger::Notice> out;
    while (row.next()) {
        HUB_TRY(ledger::Notice notice, rows.readNotice(row));
        out.push_back(std::move(notice));
    }
    if (row.failed()) return base::Unexpected(row.error());
    return out;
}

} // namespace

base::Expected<std::vector<ledger::DeadLetter>, base::Error>
readDeadLetters(LedgerRows& rows, const IndexReach& reach, const ledger::DeadLetterFilter& filter)
{
    std::string sql = select(", attempts, reason, at", "dead_letters WHERE 1");
    const std::string destination = base::toLowerAscii(filter.destination);
    std::optional<ledger::TransferSeq> transfer; // The id itself is in the packed facts.
    if (filter.transfer) {
        HUB_TRY(transfer, rows.seqOf(filter.transfer->value(), reach));
        if (!transfer) return std::vector<ledger::DeadLetter>();
        sql += " AND transfer = ?";
    }
    if (filter.seq) sql += " AND seq = ?";
    if (!destination.empty()) sql += " AND lower(destination) = CAST(? AS TEXT)";
    if (!filter.reason.empty()) sql += " AND instr(lower(reason), lower(CAST(? AS TEXT))) > 0";
    if (filter.from) sql += " AND at >= ?";
    if (filter.to) sql += " AND at < ?";
    if (filter.before != 0) sql += " AND seq < ?";
    Statement row(rows.connection(), sql + " ORDER BY seq DESC LIMIT ?");
    if (transfer) row.bindNatural(*transfer);
    if (filter.seq) row.bindNatural(*filter.seq);
    if (!destination.empty()) row.bindBytes(destination);
    if (!filter.reason.empty()) row.bindBytes(filter.reason);
    if (filter.from) row.bind(filter.from->ms);
    if (filter.to) row.bind(filter.to->ms);
    if (filter.before != 0) row.bindNatural(filter.before);
    if (auto done = row.bind(std::clamp(filter.limit, 1, kRowsMax)).exec(); !done)
        return base::Unexpected(done.error());
    std::vector<ledger::DeadLetter> letters;
    while (row.next()) {
        HUB_TRY(ledger::Notice notice, rows.readNotice(row));
        letters.push_back({std::move(notice), static_cast<int>(row.integer(10)), row.text(11),
                           base::Instant{row.integer(12)}});
    }
    if (row.failed()) return base::Unexpected(row.error());
    return letters;
}

base::Expected<std::optional<ledger::Notice>, base::Error> readDeadLetter(LedgerRows& rows,
                                                                          ledger::OutboxSeq seq)
{
    Statement row(rows.connection(), select({}, "dead_letters WHERE seq = ?"));
    row.bindNatural(seq);
    HUB_TRY(auto found, noticesOf(rows, row));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

base::Expected<std::vector<ledger::OutboxSeq>, base::Error>
readOldestDeadLetters(LedgerRows& rows, const std::string& destination, int limit)
{
    const std::string name = base::toLowerAscii(destination);
    Statement row(rows.connection(), "SELECT seq FROM main.dead_letters WHERE lower(destination) = CAST(? "
                                     "AS TEXT) ORDER BY seq LIMIT ?");
    if (auto done = row.bindBytes(name).bind(std::max(limit, 1)).exec(); !done)
        return base::Unexpected(done.error());
    std::vector<ledger::OutboxSeq> out;
    while (row.next())
        out.push_back(row.natural(0));
    if (row.failed()) return base::Unexpected(row.error());
    return out;
}

base::Expected<std::vector<ledger::DestinationCount>, base::Error> countDeadLetters(LedgerRows& rows)
{
    Statement row(rows.connection(),
                  "SELECT destination, count(*), min(at) FROM main.dead_letters GROUP BY lower(destination)");
    if (auto done = row.exec(); !done) return base::Unexpected(done.error());
    std::vector<ledger::DestinationCount> out;
    while (row.next())
        out.push_back({domain::FspId(row.text(0)), row.natural(1), base::Instant{row.integer(2)}});
    if (row.failed()) return base::Unexpected(row.error());
    return out;
}

base::Expected<std::vector<ledger::Notice>, base::Error>
readOutboxOf(LedgerRows& rows, const std::string& destination, ledger::OutboxSeq after, int limit)
{
    const std::string name = base::toLowerAscii(destination);
    Statement row(rows.connection(),
                  select({}, "outbox WHERE seq > ? AND lower(destination) = CAST(? AS TEXT) "
                             "ORDER BY seq LIMIT ?"));
    row.bindNatural(after).bindBytes(name).bind(std::clamp(limit, 1, kRowsMax));
    return noticesOf(rows, row);
}

base::Expected<std::vector<ledger::DestinationCount>, base::Error> countOutbox(LedgerRows& rows)
{
    Statement row(rows.connection(),
                  "SELECT destination, count(*), min(seq) FROM main.outbox GROUP BY lower(destination)");
    if (auto done = row.exec(); !done) return base::Unexpected(done.error());
    std::vector<ledger::DestinationCount> out;
    std::vector<std::int64_t> oldest;
    while (row.next()) {
        out.push_back({domain::FspId(row.text(0)), row.natural(1), {}});
        oldest.push_back(row.integer(2));
    }
    if (row.failed()) return base::Unexpected(row.error());
    for (std::size_t i = 0; i < out.size(); ++i) {
        Statement one(rows.connection(), select({}, "outbox WHERE seq = ?"));
        one.bind(oldest[i]);
        HUB_TRY(const auto found, noticesOf(rows, one));
        if (!found.empty()) out[i].oldest = found.front().at;
    }
    return out;
}

base::Expected<std::vector<ledger::Notice>, base::Error> readOutboxToSend(LedgerRows& rows)
{
    Statement row(rows.connection(),
                  select({}, "outbox WHERE lower(destination) NOT IN (SELECT lower(p.name) FROM "
                             "main.delivery_pauses d JOIN main.participants p ON p.id = d.participant) "
                             "ORDER BY seq"));
    return noticesOf(rows, row);
}

} // namespace hub::store
