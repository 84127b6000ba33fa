#include "core/store/sqlite/ledger_head.h"

#include "core/base/bytes.h"
#include "core/store/store_error.h"

#include <QFile>
#include <QSaveFile>

namespace hub::store {
namespace {

constexpr const char* kFirstLine = "hubdeck ledger head 1";

QByteArray textOf(const LedgerHead& head)
{
    QByteArray text(kFirstLine);
    text += '\n' + QByteArray::fromStdString(head.storeId);
    for (const std::int64_t value : {head.transfer, head.state, head.move, head.audit})
        text += '\n' + QByteArray::number(static_cast<qlonglong>(value));
    text += '\n' + QByteArray::fromStdString(head.auditChain) + '\n';
    return text;
}

base::Unexpected<base::Error> damaged(const std::string& what)
{
    return base::Unexpected(storeError(StoreFault::Damaged, what));
}

} // namespace

base::Expected<LedgerHead, base::Error> headOf(Connection& ledger)
{
    LedgerHead head;
    Statement statement(ledger, "SELECT (SELECT value FROM meta WHERE name = 'store_id'), "
                                "(SELECT max(seq) FROM transfers), (SELECT max(key) FROM transfer_states), "
                                "(SELECT max(key) FROM position_moves), (SELECT max(seq) FROM audit), "
                                "(SELECT chain FROM audit ORDER BY seq DESC LIMIT 1)");
    if (auto done = statement.exec(); !done) return base::Unexpected(done.error());
    if (!statement.next()) return base::Unexpected(statement.error());
    head.storeId = base::toHex(statement.bytes(0));
    head.transfer = statement.integer(1);
    head.state = statement.integer(2);
    head.move = statement.integer(3);
    head.audit = statement.integer(4);
    head.auditChain = base::toHex(statement.bytes(5));
    return head;
}

base::Expected<void, base::Error> writeHead(const QString& file, const LedgerHead& head)
{
    QSaveFile out(file);
    const QByteArray text = textOf(head);
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
        return base::Unexpected(storeError(StoreFault::Other, "cannot write " + file.toStdString() + ": " +
                                                                  out.errorString().toStdString()));
    return {};
}

base::Expected<void, base::Error> checkHead(const QString& file, Connection& ledger)
{
    QFile in(file);
    if (!in.exists()) return {};
    if (!in.open(QIODevice::ReadOnly)) return damaged("cannot read " + file.toStdString());
    const QList<QByteArray> lines = in.read(4096).split('\n');
    if (lines.size() < 7 || lines[0] != kFirstLine)
        return damaged(file.toStdString() + " is not a head file");
    HUB_TRY(const LedgerHead now, headOf(ledger));
    if (lines[1].toStdString() != now.storeId)
        return damaged(file.toStdString() + " belongs to another ledger.db");
    const auto behind = [&](const char* what, qsizetype line, std::int64_t value) {
        return lines[line].toLongLong() > value ? std::string(what) + " ends at " + std::to_string(value) +
                                                      ", but had come to " + lines[line].toStdString() + "; "
                                                : std::string();
    };
    const std::string missing = behind("transfers", 2, now.transfer) + behind("states", 3, now.state) +
                                behind("moves", 4, now.move) + behind("audit", 5, now.audit);
    if (!missing.empty())
        return damaged("the ledger has lost its newest entries (log deleted or older file put back): " +
                       missing);
    if (lines[5].toLongLong() == 0) return {};
    Statement link(ledger, "SELECT chain FROM audit WHERE seq = ?");
    if (auto done = link.bind(lines[5].toLongLong()).exec(); !done) return done;
    if (!link.next() || base::toHex(link.bytes(0)) != lines[6].toStdString())
        return damaged("the audit chain is not the one the head file has seen at entry " +
                       lines[5].toStdString());
    return {};
}

} // namespace hub::store
