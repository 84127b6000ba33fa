#include "core/store/verify/bulk_check.h"

#include "core/domain/bulk_states.h"
#include "core/store/sqlite/bulk_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace hub::store {
namespace {

using Done = base::Expected<void, base::Error>;
using domain::BulkItemState;
using domain::BulkState;
using domain::TransferState;

/// What of a bulk's transfers counts for its state.
struct Tally
{
    std::uint32_t items = 0;
    std::uint32_t open = 0;
    std::uint32_t paid = 0;
};

/// States in which the journal's transfer may be while the bulk says `item`.
bool fits(BulkItemState item, TransferState state)
{
    switch (item) {
    case BulkItemState::Duplicate:
        return false;
    case BulkItemState::Invalid:
        return state == TransferState::Invalid || state == TransferState::AbortedRejected;
    case BulkItemState::Accepted:
        return state == TransferState::Reserved;
    case BulkItemState::Completed:
        return state == TransferState::Committed || state == TransferState::Settled;
    case BulkItemState::Rejected:
        return state == TransferState::AbortedError || state == TransferState::AbortedRejected;
    case BulkItemState::Expired:
        return state == TransferState::ExpiredReserved;
    }
    return false;
}

/// The state that the transfers give is one of these.
bool fits(BulkState bulk, const Tally& tally)
{
    if (bulk == BulkState::Invalid) return tally.items == 0;
    if (tally.items == 0) return false;
    if (!domain::isFinal(bulk)) return tally.open > 0;
    return tally.open == 0 && (bulk == BulkState::Completed || tally.paid == 0);
}

std::string nameOf(ledger::BulkSeq bulk)
{
    return "bulk " + std::to_string(bulk);
}

Done tallyItems(Connection& ledger, const TransferBook& book, Findings& findings,
                std::map<ledger::BulkSeq, Tally>& tallies)
{
    Statement row(ledger, std::string("SELECT ") + kBulkItemColumns + " FROM bulk_items ORDER BY bulk, item");
    if (auto done = row.exec(); !done) return done;
    std::set<ledger::TransferSeq> seen;
    while (row.next()) {
        const auto item = readItemRow(row);
        Tally& tally = tallies[row.natural(0)];
        const std::string name = "transfer " + row.text(1) + " of " + nameOf(row.natural(0));
        if (row.natural(1) != tally.items) findings.add("I-18", name + " is not the next of its bulk");
        ++tally.items;
        if (!item) {
            findings.add("I-22", item.error().detail + " (" + name + ")");
            continue;
        }
        if (item->state == BulkItemState::Accepted) ++tally.open;
        if (item->state == BulkItemState::Completed) ++tally.paid;
        if (item->transferSeq == 0) {
            // Refused without a transfer: a known id, or an amount that no row can hold.
            if (item->state != BulkItemState::Duplicate && item->state != BulkItemState::Invalid)
                findings.add("I-18", name + " has no transfer in the journal");
            continue;
        }
        const auto transfer = book.transfer(item->transferSeq);
        if (!transfer || !fits(item->state, transfer->state))
            findings.add("I-18", name + " is in state " + row.text(4) + ", the journal's transfer " +
                                     std::to_string(item->transferSeq) + " says otherwise");
        if (!seen.insert(item->transferSeq).second)
            findings.add("I-18", "transfer " + std::to_string(item->transferSeq) + " is in two bulks");
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

Done checkParties(Connection& ledger, Findings& findings)
{
    Statement row(
        ledger, "SELECT i.bulk, i.item FROM bulk_items i JOIN bulks b ON b.seq = i.bulk JOIN transfers t ON "
                "t.seq = i.transfer WHERE t.id <> i.transfer_id OR t.payer <> b.payer OR t.payee <> b.payee "
                "ORDER BY i.bulk, i.item");
    if (auto done = row.exec(); !done) return done;
    while (row.next())
        findings.add("I-18", "transfer " + row.text(1) + " of " + nameOf(row.natural(0)) +
                                 " is another one in the journal");
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

} // namespace

Done checkBulks(Connection& ledger, const TransferBook& book, Findings& findings)
{
    std::map<ledger::BulkSeq, Tally> tallies;
    if (auto done = tallyItems(ledger, book, findings, tallies); !done) return done;
    Statement row(ledger, std::string("SELECT ") + kBulkColumns + " FROM bulks ORDER BY seq");
    if (auto done = row.exec(); !done) return done;
    ledger::BulkSeq expected = 1;
    while (row.next()) {
        const std::string name = nameOf(row.natural(0));
        if (row.natural(0) != expected) findings.add("I-20", nameOf(expected) + " is missing");
        expected = row.natural(0) + 1;
        const Tally tally = tallies[row.natural(0)];
        tallies.erase(row.natural(0));
        const auto bulk = readBulkRow(row);
        if (!bulk) {
            findings.add("I-22", bulk.error().detail);
            continue;
        }
        if (bulk->items != tally.items)
            findings.add("I-18", name + " has " + std::to_string(tally.items) + " of its " +
                                     std::to_string(bulk->items) + " transfers");
        if (!fits(bulk->state, tally) || bulk->completedAt.has_value() != domain::isFinal(bulk->state))
            findings.add("I-18", name + " is " + std::string(domain::toString(bulk->state)) +
                                     ", its transfers say otherwise");
    }
    if (row.failed()) return base::Unexpected(row.error());
    for (const auto& [seq, tally] : tallies)
        findings.add("I-18", std::to_string(tally.items) + " transfers belong to " + nameOf(seq) +
                                 ", which does not exist");
    return checkParties(ledger, findings);
}

Done checkDirectory(Connection& ledger, Findings& findings)
{
    Statement row(ledger, "SELECT d.type, d.identifier, d.sub_id, d.currency, d.fsp, d.crc, p.id FROM "
                          "directory_entries d LEFT JOIN participants p ON p.name = d.fsp COLLATE NOCASE");
    if (auto done = row.exec(); !done) return done;
    ByteWriter scratch;
    std::int64_t entries = 0;
    std::int64_t crcs = 0;
    const auto types = domain::oracleIdTypes();
    while (row.next()) {
        const ledger::DirectoryEntry entry{row.text(0), row.text(1), row.text(2),
                                           domain::Currency::parse(row.text(3)), domain::FspId(row.text(4))};
        const std::string name = "the directory's entry " + entry.partyIdType + ' ' + entry.partyIdentifier;
        ++entries;
        crcs += row.integer(5);
        if (!row.isNull(5) && checksumOf(entry, scratch) != row.integer(5))
            findings.add("I-22", name + " fails its checksum");
        if (row.isNull(6)) findings.add("I-10", name + " belongs to " + row.text(4) + ", who does not exist");
        if (std::find(types.begin(), types.end(), entry.partyIdType) == types.end())
            findings.add("I-22", name + " has a type that does not exist");
    }
    if (row.failed()) return base::Unexpected(row.error());
    Statement totals(ledger, "SELECT entries, crcs FROM directory_totals");
    if (auto done = totals.exec(); !done) return done;
    if (!totals.next() || totals.integer(0) != entries || totals.integer(1) != crcs)
        findings.add("I-3", "the directory has " + std::to_string(entries) + " entries, the writer kept " +
                                totals.text(0) + " (or others)");
    return {};
}

} // namespace hub::store
