#include "core/store/sqlite/audit_chain.h"

#include "core/store/row_bytes.h"
#include "core/store/store_error.h"

#include <QCryptographicHash>

namespace hub::store {

std::string auditLink(const std::string& before, std::int64_t seq, const ledger::AuditRow& row)
{
    ByteWriter out;
    out.text(before)
        .integer(seq)
        .integer(row.at.ms)
        .text(row.operatorName)
        .text(row.action)
        .text(row.subject);
    out.text(row.before).text(row.after).text(row.reason).text(row.ticket).natural(row.refused ? 1 : 0);
    const std::string& bytes = out.bytes();
    return QCryptographicHash::hash(
               QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())),
               QCryptographicHash::Sha256)
        .toStdString();
}

ledger::AuditRow readAudit(const Statement& row, int first)
{
    ledger::AuditRow out;
    out.at = base::Instant{row.integer(first + 1)};
    out.operatorName = row.text(first + 2);
    out.action = row.text(first + 3);
    out.subject = row.text(first + 4);
    out.before = row.text(first + 5);
    out.after = row.text(first + 6);
    out.reason = row.text(first + 7);
    out.ticket = row.text(first + 8);
    out.refused = row.integer(first + 9) != 0;
    return out;
}

base::Expected<std::int64_t, base::Error> verifyAuditChain(Connection& ledger, std::int64_t from)
{
    Statement rows(ledger,
                   std::string("SELECT ") + kAuditColumns + " FROM audit WHERE seq >= ? ORDER BY seq");
    // The row before gives the link that the first one continues.
    if (auto done = rows.bind(from - 1).exec(); !done) return base::Unexpected(done.error());
    std::string before;
    std::int64_t expected = from <= 1 ? 1 : from - 1;
    std::int64_t checked = 0;
    while (rows.next()) {
        const std::int64_t seq = rows.integer(0);
        const std::string chain = rows.bytes(10);
        const bool isAnchor = seq < from;
        if (seq != expected || (!isAnchor && auditLink(before, seq, readAudit(rows, 0)) != chain))
            return base::Unexpected(storeError(StoreFault::Damaged,
                                               "the audit chain breaks at entry " + std::to_string(expected) +
                                                   "; the last good one is " + std::to_string(expected - 1)));
        before = chain;
        ++expected;
        checked += isAnchor ? 0 : 1;
    }
    if (rows.failed()) return base::Unexpected(rows.error());
    return checked;
}

} // namespace hub::store
