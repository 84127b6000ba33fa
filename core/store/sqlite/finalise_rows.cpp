#include "core/store/sqlite/finalise_rows.h"

#include "core/store/row_bytes.h"
#include "core/store/sqlite/row_codec.h"

#include <algorithm>

namespace hub::store {
namespace {

using ledger::Finalise;
using ledger::FinaliseEntry;

constexpr const char* kSelect = "SELECT settlement, state, file_hash, job, crc FROM main.finalises";

std::int64_t number(ledger::FinaliseState state)
{
    return static_cast<std::int64_t>(state);
}

std::string pack(const Finalise& job)
{
    ByteWriter out;
    out.integer(job.settlement.value()).integer(number(job.state)).text(base::asText(job.fileHash));
    out.text(job.error).text(job.fileName).natural(job.setLiquidity).natural(job.decreaseCaps);
    out.natural(job.increaseCaps).text(job.who).text(job.reason).text(job.ticket);
    out.integer(job.startedAt.ms).integer(job.changedAt.ms).natural(job.entries.size());
    for (const FinaliseEntry& entry : job.entries) {
        out.integer(entry.account.value()).integer(entry.settlementAccount.value());
        out.integer(entry.net.toColumn()).integer(entry.balance.toColumn()).integer(entry.adjust.toColumn());
        out.text(entry.movement.value().toColumn()).text(entry.adjustment.value().toColumn());
        out.natural(entry.isMoved);
    }
    return out.bytes();
}

bool unpackId(ByteReader& in, domain::TransferId& id)
{
    const auto value = domain::CorrelationId::fromColumn(in.text());
    if (value) id = domain::TransferId(*value);
    return value.has_value();
}

bool unpackEntry(ByteReader& in, FinaliseEntry& entry)
{
    entry.account = domain::AccountId(in.integer());
    entry.settlementAccount = domain::AccountId(in.integer());
    entry.net = domain::Amount::fromColumn(in.integer());
    entry.balance = domain::Amount::fromColumn(in.integer());
    entry.adjust = domain::Amount::fromColumn(in.integer());
    if (!unpackId(in, entry.movement) || !unpackId(in, entry.adjustment)) return false;
    entry.isMoved = in.natural() != 0;
    return in.ok();
}

bool unpack(std::string_view bytes, Finalise& job)
{
    ByteReader in(bytes);
    job.settlement = domain::SettlementId(in.integer());
    job.state = static_cast<ledger::FinaliseState>(in.integer());
    const std::string_view hash = in.text();
    if (hash.size() != job.fileHash.size()) return false;
    std::copy(hash.begin(), hash.end(), job.fileHash.begin());
    job.error = std::string(in.text());
    job.fileName = std::string(in.text());
    job.setLiquidity = in.natural() != 0;
    job.decreaseCaps = in.natural() != 0;
    job.increaseCaps = in.natural() != 0;
    job.who = std::string(in.text());
    job.reason = std::string(in.text());
    job.ticket = std::string(in.text());
    job.startedAt = base::Instant{in.integer()};
    job.changedAt = base::Instant{in.integer()};
    const auto entries = in.natural();
    if (!in.ok() || entries > Finalise::kEntriesMax) return false;
    job.entries.resize(entries);
    return std::all_of(job.entries.begin(), job.entries.end(),
                       [&in](FinaliseEntry& entry) { return unpackEntry(in, entry); }) &&
           in.atEnd();
}

base::Expected<std::vector<Finalise>, base::Error> jobsOf(Statement& rows)
{
    if (auto done = rows.exec(); !done) return base::Unexpected(done.error());
    std::vector<Finalise> jobs;
    while (rows.next()) {
        const std::string bytes = rows.bytes(3);
        Finalise job;
        if (base::crc32c(bytes) != rows.integer(4) || !unpack(bytes, job) ||
            job.settlement.value() != rows.integer(0) || number(job.state) != rows.integer(1) ||
            base::asText(job.fileHash) != rows.bytes(2))
            return base::Unexpected(damagedRow("finalises", rows.integer(0)));
        jobs.push_back(std::move(job));
    }
    if (rows.failed()) return base::Unexpected(rows.error());
    return jobs;
}

} // namespace

base::Expected<void, base::Error> putFinalise(Connection& connection, const ledger::FinalisePut& change)
{
    const std::string job = pack(change.job);
    const std::string hash(base::asText(change.job.fileHash));
    Statement put(
        connection,
        "INSERT INTO finalises (settlement, state, file_hash, job, crc, file) VALUES (?, ?, ?, ?, ?, "
        "?) ON CONFLICT (settlement) DO UPDATE SET state = excluded.state, file_hash = "
        "excluded.file_hash, job = excluded.job, crc = excluded.crc, file = coalesce(excluded.file, "
        "file)");
    put.bind(change.job.settlement.value()).bind(number(change.job.state)).bindBytes(hash).bindBytes(job);
    put.bind(static_cast<std::int64_t>(base::crc32c(job)));
    if (change.file)
        put.bindBytes(*change.file);
    else
        put.bindNull();
    return put.exec();
}

base::Expected<void, base::Error> readFinalises(Connection& connection, std::vector<ledger::Change>& changes)
{
    Statement rows(connection, (std::string(kSelect) +
                                " WHERE state <> ? OR settlement IN (SELECT settlement FROM main.finalises "
                                "ORDER BY settlement DESC LIMIT ?) ORDER BY settlement")
                                   .c_str());
    rows.bind(number(ledger::FinaliseState::Done)).bind(static_cast<std::int64_t>(ledger::State::kOverKept));
    HUB_TRY(auto jobs, jobsOf(rows));
    for (auto& job : jobs)
        changes.emplace_back(ledger::FinalisePut{std::move(job), {}});
    return {};
}

base::Expected<std::vector<Finalise>, base::Error> findFinalises(Connection& connection,
                                                                 const ledger::FinaliseFilter& filter)
{
    std::string sql = std::string(kSelect) + " WHERE settlement > 0";
    if (filter.settlement) sql += " AND settlement = ?";
    if (filter.state) sql += " AND state = ?";
    if (filter.fileHash) sql += " AND file_hash = ?";
    Statement rows(connection, sql + " ORDER BY settlement DESC LIMIT ?");
    const std::string hash = filter.fileHash ? std::string(base::asText(*filter.fileHash)) : std::string();
    if (filter.settlement) rows.bind(filter.settlement->value());
    if (filter.state) rows.bind(number(*filter.state));
    if (filter.fileHash) rows.bindBytes(hash);
    rows.bind(std::clamp(filter.limit, 1, ledger::FinaliseFilter::kLimitMax));
    return jobsOf(rows);
}

base::Expected<std::optional<std::string>, base::Error> finaliseFile(Connection& connection,
                                                                     domain::SettlementId settlement)
{
    Statement row(connection, "SELECT file FROM main.finalises WHERE settlement = ?");
    row.bind(settlement.value());
    if (auto done = row.exec(); !done) return base::Unexpected(done.error());
    std::optional<std::string> file;
    if (row.next() && !row.isNull(0)) file = row.bytes(0);
    if (row.failed()) return base::Unexpected(row.error());
    return file;
}

} // namespace hub::store
