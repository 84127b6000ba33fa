#include "core/store/sqlite/audit_chain.h"
#include "core/store/sqlite/ledger_head.h"
#include "core/store/sqlite/ledger_rows.h"
#include "core/store/sqlite/migrator.h"
#include "core/store/sqlite/registry_rows.h"
#include "core/store/store_error.h"
#include "core/store/verify/bulk_check.h"
#include "core/store/verify/cap_check.h"
#include "core/store/verify/questions.h"
#include "core/store/verify/settlement_check.h"
#include "core/store/verify/transfer_book.h"

#include <QCryptographicHash>
#include <QFile>

#include <set>

namespace hub::store {
namespace {

using Done = base::Expected<void, base::Error>;

std::string rowName(std::string_view table, std::int64_t key)
{
    return "row " + std::to_string(key) + " of " + std::string(table) + " fails its checksum";
}

/// SHA-256 of the 32 bytes that a fulfilment stands for.
std::optional<base::Digest> digestOfFulfilment(const std::string& fulfilment)
{
    const auto bytes = base::fromBase64Url(fulfilment);
    if (!bytes || bytes->size() != 32) return std::nullopt;
    const QByteArray hash = QCryptographicHash::hash(
        QByteArray::fromRawData(bytes->data(), static_cast<qsizetype>(bytes->size())),
        QCryptographicHash::Sha256);
    return digestOf({hash.constData(), static_cast<std::size_t>(hash.size())});
}

/// One look at one ledger.
class Verifier
{
public:
    Verifier(Connection& ledger, const VerifyOptions& options, VerifyReport& report)
        : m_ledger(ledger)
        , m_options(options)
        , m_report(report)
        , m_findings(report, options.findingsMax)
        , m_book(m_findings)
    {}
    Findings& findings() { return m_findings; }
    Done run(bool hasIndex);

private:
    Done checkFile();
    Done readAccounts();
    Done readCaps();
    Done readContacts();
    Done readWindows();
    Done readTransfers();
    Done readStates();
    Done readLegs();
    Done readPositions();
    Done readOpen();
    Done readMessages(std::string_view table);
    Done readAuditRows();
    /// Kept header lines and body in `column` and the next, their checksum behind.
    void checkRelay(const std::string& name, const Statement& row, int column);
    void checkBody(const std::string& name, const Statement& row, int column, const base::Digest& hash);

    Connection& m_ledger;
    const VerifyOptions& m_options;
    VerifyReport& m_report;
    Findings m_findings;
    TransferBook m_book;
    ByteWriter m_scratch;
};

Done Verifier::run(bool hasIndex)
{
    for (const auto step :
         {&Verifier::checkFile, &Verifier::readAccounts, &Verifier::readCaps, &Verifier::readContacts,
          &Verifier::readWindows, &Verifier::readTransfers, &Verifier::readStates, &Verifier::readLegs,
          &Verifier::readPositions, &Verifier::readOpen, &Verifier::readAuditRows})
        if (auto done = (this->*step)(); !done) return done;
    for (const std::string_view table : {"outbox", "dead_letters"})
        if (auto done = readMessages(table); !done) return done;
    m_book.close();
    if (auto done = checkSettlement(m_ledger, m_book, m_findings); !done) return done;
    if (auto done = checkCaps(m_ledger, m_book, m_findings); !done) return done;
    if (auto done = checkBulks(m_ledger, m_book, m_findings); !done) return done;
    if (auto done = checkDirectory(m_ledger, m_findings); !done) return done;
    return askQuestions(m_ledger, hasIndex, m_findings);
}

Done Verifier::checkFile()
{
    Statement check(m_ledger, "PRAGMA integrity_check(100)");
    if (auto done = check.exec(); !done) return done;
    while (check.next())
        if (check.text(0) != "ok") m_findings.add("DB", check.text(0));
    return {};
}

Done Verifier::readAccounts()
{
    Statement row(m_ledger,
                  "SELECT id, participant, currency, type, is_active, has_position, created_at, crc "
                  "FROM accounts ORDER BY id");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        ++m_report.accounts;
        const auto currency = domain::Currency::parse(row.text(2));
        if (!currency) {
            m_findings.add("I-22", rowName("accounts", row.integer(0)));
            continue;
        }
        const domain::Account account{domain::AccountId(row.integer(0)),
                                      domain::ParticipantId(row.integer(1)),
                                      *currency,
                                      static_cast<domain::AccountType>(row.integer(3)),
                                      row.integer(4) != 0,
                                      row.integer(5) != 0,
                                      base::Instant{row.integer(6)}};
        if (checksumOf(account, m_scratch) != row.integer(7))
            m_findings.add("I-22", rowName("accounts", row.integer(0)));
        m_book.addAccount(account);
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

Done Verifier::readCaps()
{
    Statement row(m_ledger,
                  "SELECT key, account, net_debit_cap, alarm_percent, at, crc, liquidity_percent FROM limits "
                  "ORDER BY key");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        ledger::LimitPut put;
        put.account = domain::AccountId(row.integer(1));
        put.limit.netDebitCap = domain::Amount::fromColumn(row.integer(2));
        put.limit.alarmPercentHundredths = static_cast<std::int32_t>(row.integer(3));
        put.at = base::Instant{row.integer(4)};
        put.limit.liquidityPercentHundredths = static_cast<std::int32_t>(row.integer(6));
        if (checksumOf(put, row.integer(0), m_scratch) != row.integer(5))
            m_findings.add("I-22", rowName("limits", row.integer(0)));
        m_book.addCap(put.account, put.at, put.limit.netDebitCap);
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

Done Verifier::readContacts()
{
    Statement row(m_ledger, std::string("SELECT ") + kContactColumns + " FROM contacts ORDER BY id");
    if (auto done = row.exec(); !done) return done;
    while (row.next())
        if (const auto contact = readContact(row); !contact) m_findings.add("I-22", contact.error().detail);
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

Done Verifier::readWindows()
{
    Statement row(m_ledger, "SELECT id, created_at FROM windows ORDER BY id");
    if (auto done = row.exec(); !done) return done;
    while (row.next())
        m_book.addWindow(row.integer(0), base::Instant{row.integer(1)});
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

void Verifier::checkRelay(const std::string& name, const Statement& row, int column)
{
    if (row.isNull(column + 2)) return;
    const std::uint32_t headers = base::crc32c(row.bytes(column));
    if (base::crc32c(row.bytes(column + 1), headers) != row.integer(column + 2))
        m_findings.add("I-22", "the header lines and body kept of " + name + " fail their checksum");
}

/// A body that is there must be the one that its hash was taken of.
void Verifier::checkBody(const std::string& name, const Statement& row, int column, const base::Digest& hash)
{
    if (!m_options.bodyHash || row.isNull(column)) return;
    const auto found = m_options.bodyHash(row.bytes(column));
    if (!found || *found != hash) m_findings.add("I-22", "the body of " + name + " is not the one received");
}

Done Verifier::readTransfers()
{
    Statement row(m_ledger, std::string("SELECT ") + kTransferColumns +
                                ", body, headers, body, relay_crc FROM transfers ORDER BY seq");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        ++m_report.transfers;
        const auto transfer = readTransfer(row, 0);
        if (!transfer) {
            m_findings.add("I-22", rowName("transfers", row.integer(0)));
            continue;
        }
        m_book.addTransfer(*transfer);
        checkBody("transfer " + std::to_string(transfer->seq), row, 17, transfer->hash);
        checkRelay("transfer " + std::to_string(transfer->seq), row, 18);
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

Done Verifier::readStates()
{
    Statement row(m_ledger,
                  std::string("SELECT ") + kStateColumns +
                      ", body, (SELECT t.condition FROM transfers t WHERE t.seq = "
                      "transfer_states.seq), headers, body, relay_crc FROM transfer_states ORDER BY key");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        ++m_report.states;
        const auto state = readState(row, 0);
        if (!state) {
            m_findings.add("I-22", rowName("transfer_states", row.integer(0)));
            continue;
        }
        std::optional<base::Digest> condition;
        if (!row.isNull(13)) condition = digestOf(row.bytes(13));
        m_book.addState(*state, condition, digestOfFulfilment(state->fulfilment));
        const auto& hash = state->fulfilHash ? state->fulfilHash : state->errorHash;
        if (hash) checkBody("state " + std::to_string(state->key), row, 12, *hash);
        checkRelay("state " + std::to_string(state->key), row, 14);
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

Done Verifier::readLegs()
{
    Statement row(m_ledger, "SELECT key, account, delta, value, transfer, state, at, crc FROM position_moves "
                            "ORDER BY key");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        ++m_report.legs;
        ledger::PositionMoved leg;
        leg.account = domain::AccountId(row.integer(1));
        leg.delta = domain::Amount::fromColumn(row.integer(2));
        leg.value = domain::Amount::fromColumn(row.integer(3));
        leg.transfer = row.natural(4);
        leg.state = static_cast<domain::TransferState>(row.integer(5));
        leg.at = base::Instant{row.integer(6)};
        if (checksumOf(leg, row.integer(0), m_scratch) != row.integer(7))
            m_findings.add("I-22", rowName("position_moves", row.integer(0)));
        else
            m_book.addLeg(leg, row.integer(0));
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

Done Verifier::readPositions()
{
    Statement row(m_ledger,
                  "SELECT account, value, reserved, changed_at, crc FROM positions ORDER BY account");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        const domain::AccountId account(row.integer(0));
        const domain::Position position{domain::Amount::fromColumn(row.integer(1)),
                                        domain::Amount::fromColumn(row.integer(2)),
                                        base::Instant{row.integer(3)}};
        const std::string name = "the balance of account " + std::to_string(account.value());
        if (checksumOf(account, position, m_scratch) != row.integer(4))
            m_findings.add("I-22", rowName("positions", account.value()));
        if (!m_book.isKnown(account)) m_findings.add("I-3", name + " is of no account");
        const auto history = domain::Amount::fromUnits(m_book.valueOf(account));
        if (position.value != history)
            m_findings.add("I-3", name + " is " + position.value.toString() + ", its history gives " +
                                      history.toString());
    }
    if (row.failed()) return base::Unexpected(row.error());
    Statement missing(m_ledger,
                      "SELECT DISTINCT account FROM position_moves WHERE account NOT IN (SELECT account "
                      "FROM positions)");
    if (auto done = missing.exec(); !done) return done;
    while (missing.next())
        m_findings.add("I-3", "account " + missing.text(0) + " has a history and no balance");
    return {};
}

Done Verifier::readOpen()
{
    Statement row(m_ledger, "SELECT seq, state, crc FROM open_transfers ORDER BY seq");
    if (auto done = row.exec(); !done) return done;
    std::size_t fitting = 0;
    while (row.next()) {
        const auto state = static_cast<domain::TransferState>(row.integer(1));
        if (checksumOfOpen(row.natural(0), state, m_scratch) != row.integer(2))
            m_findings.add("I-22", rowName("open_transfers", row.integer(0)));
        domain::TransferState reached{};
        const bool isOpen = m_book.isOpen(row.natural(0), reached);
        if (!isOpen || reached != state)
            m_findings.add("I-4", "transfer " + row.text(0) + " is listed as open in a state it is not in");
        fitting += isOpen ? 1 : 0;
    }
    if (row.failed()) return base::Unexpected(row.error());
    if (fitting != m_book.openCount())
        m_findings.add("I-4", std::to_string(m_book.openCount()) + " transfers are open, " +
                                  std::to_string(fitting) + " of them are listed");
    return {};
}

Done Verifier::readMessages(std::string_view table)
{
    Statement row(m_ledger, "SELECT seq, kind, destination, transfer, facts, crc, headers, body, relay_crc "
                            "FROM " +
                                std::string(table) + " ORDER BY seq");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        ledger::Notice notice;
        notice.seq = row.natural(0);
        notice.kind = static_cast<ledger::NoticeKind>(row.integer(1));
        notice.destination = domain::FspId(row.text(2));
        notice.transferSeq = row.natural(3);
        const std::string facts = row.bytes(4);
        if (!unpackFacts(facts, notice) || checksumOf(notice, facts) != row.integer(5))
            m_findings.add("I-22", rowName(table, row.integer(0)));
        checkRelay("message " + row.text(0), row, 6);
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

Done Verifier::readAuditRows()
{
    Statement row(m_ledger, std::string("SELECT ") + kAuditColumns + " FROM audit ORDER BY seq");
    if (auto done = row.exec(); !done) return done;
    std::string before;
    std::int64_t expected = 1;
    while (row.next()) {
        ++m_report.auditRows;
        const std::int64_t seq = row.integer(0);
        const std::string chain = row.bytes(10);
        if (seq != expected || auditLink(before, seq, readAudit(row, 0)) != chain)
            m_findings.add("I-21", "the audit chain breaks at entry " + std::to_string(expected));
        before = chain;
        expected = seq + 1;
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

base::Expected<void, base::Error> checkSchema(Connection& connection)
{
    HUB_TRY(const auto pending, pendingMigrations(connection, builtInMigrations(QStringLiteral("ledger"))));
    if (pending.empty()) return {};
    return base::Unexpected(storeError(StoreFault::Other,
                                       "the data has an older schema; hubdeckd migrate brings it "
                                       "to this program's"));
}

/// `headFile` and `indexFile` may be empty or not there.
base::Expected<VerifyReport, base::Error> verifyFiles(const QString& ledgerFile, const QString& headFile,
                                                      const QString& indexFile, const VerifyOptions& options)
{
    if (!QFile::exists(ledgerFile))
        return base::Unexpected(
            storeError(StoreFault::CannotCreate, "there is no ledger " + ledgerFile.toStdString()));
    ConnectionOptions connectionOptions;
    connectionOptions.cacheBytes = 64LL << 20;
    HUB_TRY(const auto ledger, Connection::open(ledgerFile, ConnectionUse::Read, connectionOptions));
    if (auto done = checkSchema(*ledger); !done) return base::Unexpected(done.error());
    VerifyReport report;
    // The head first: what it knows of must be in the snapshot that comes after it.
    if (auto head = checkHead(headFile, *ledger); !head) {
        if (faultOf(head.error()) != StoreFault::Damaged) return base::Unexpected(head.error());
        report.findings.push_back({"I-21", head.error().detail});
    }
    const bool hasIndex = QFile::exists(indexFile) && ledger->attach(indexFile, QStringLiteral("idx"));
    HUB_TRY(const auto snapshot, Transaction::begin(*ledger, QStringLiteral("BEGIN")));
    Verifier verifier(*ledger, options, report);
    if (auto done = verifier.run(hasIndex); !done) {
        // A database that SQLite cannot walk is a finding, not a failure of the look.
        if (faultOf(done.error()) != StoreFault::Damaged) return base::Unexpected(done.error());
        verifier.findings().add("DB", done.error().detail);
    }
    return report;
}

} // namespace

base::Expected<VerifyReport, base::Error> verifyData(const QString& dataDirectory,
                                                     const VerifyOptions& options)
{
    const auto file = [&](const char* name) {
        return dataDirectory + QLatin1Char('/') + QLatin1String(name);
    };
    return verifyFiles(file("ledger.db"), file("ledger.head"), file("index.db"), options);
}

base::Expected<VerifyReport, base::Error> verifyLedgerFile(const QString& file, const VerifyOptions& options)
{
    return verifyFiles(file, {}, {}, options);
}

} // namespace hub::store
