#include "core/store/sqlite/settlement_rows.h"

#include "core/store/sqlite/finalise_rows.h"
#include "core/store/sqlite/removed_numbers.h"
#include "core/store/sqlite/row_codec.h"

#include <algorithm>
#include <map>

namespace hub::store {
namespace {

using Done = base::Expected<void, base::Error>;
using ledger::HistoryKind;
using ledger::HistoryRow;

constexpr const char* kFlow =
    "INSERT OR REPLACE INTO window_flows (window, payer, payee, net, gross, transfers, gross_transfers, crc, "
    "is_settled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

template <class E>
std::int64_t number(E value)
{
    return static_cast<std::int64_t>(value);
}

base::Instant time(const Statement& row, int column)
{
    return base::Instant{row.integer(column)};
}

std::int64_t checksumOf(const ledger::Flow& row, ByteWriter& out)
{
    out.clear();
    out.integer(row.window.value()).integer(row.payer.value()).integer(row.payee.value());
    out.integer(row.net.toColumn()).integer(row.gross.toColumn());
    out.natural(row.transfers).natural(row.grossTransfers);
    // Only when it says something: rows of before have no such part.
    if (row.isSettled) out.natural(1);
    return out.crc();
}

std::int64_t checksumOf(const ledger::WindowContent& row, ByteWriter& out)
{
    out.clear();
    out.integer(row.id.value()).integer(row.window.value()).integer(row.model.value());
    out.integer(number(row.type)).raw(row.currency.code()).integer(number(row.state)).text(row.reason);
    return out.integer(row.settlement.value()).integer(row.createdAt.ms).integer(row.changedAt.ms).crc();
}

void packContents(const ledger::Settlement& row, ByteWriter& out)
{
    out.clear();
    for (const auto& ref : row.contents)
        out.integer(ref.content.value()).integer(ref.window.value());
}

std::int64_t checksumOf(const ledger::Settlement& row, std::string_view contents)
{
    ByteWriter out;
    out.integer(row.id.value()).integer(row.model.value()).integer(number(row.state)).text(row.reason);
    out.text(row.createdBy).integer(row.createdAt.ms).integer(row.changedAt.ms);
    return out.text(contents).crc();
}

std::int64_t checksumOf(const ledger::SettlementAccount& row, ByteWriter& out)
{
    out.clear();
    out.integer(row.settlement.value()).integer(row.account.value()).integer(row.counterparty.value());
    out.integer(row.net.toColumn()).integer(number(row.state)).text(row.reason).text(row.externalReference);
    out.integer(row.createdAt.ms).integer(row.changedAt.ms).natural(row.transferSeq);
    return out.raw(row.transfer.value().toColumn()).integer(row.capRaisedBy.toColumn()).crc();
}

void packTime(ByteWriter& out, const std::optional<base::Instant>& at)
{
    out.integer(at ? at->ms : INT64_MIN);
}

std::optional<base::Instant> unpackTime(ByteReader& in)
{
    const auto ms = in.integer();
    return ms == INT64_MIN ? std::nullopt : std::optional(base::Instant{ms});
}

void packRule(const domain::InterchangeRule& rule, ByteWriter& out)
{
    out.clear();
    out.text(rule.name).natural(rule.isActive ? 1 : 0);
    out.text(rule.currency ? rule.currency->code() : std::string_view());
    out.text(rule.payerAccountType).text(rule.payeeAccountType).text(rule.scenario);
    out.text(rule.initiator).text(rule.initiatorType).integer(rule.percent.toColumn());
    out.integer(rule.decimals).integer(number(rule.direction));
    packTime(out, rule.from);
    packTime(out, rule.to);
    out.integer(rule.createdAt.ms).integer(rule.changedAt.ms);
}

bool unpackRule(std::string_view bytes, domain::InterchangeRule& rule)
{
    ByteReader in(bytes);
    rule.name = std::string(in.text());
    rule.isActive = in.natural() != 0;
    rule.currency = domain::Currency::parse(in.text());
    rule.payerAccountType = std::string(in.text());
    rule.payeeAccountType = std::string(in.text());
    rule.scenario = std::string(in.text());
    rule.initiator = std::string(in.text());
    rule.initiatorType = std::string(in.text());
    rule.percent = domain::Amount::fromColumn(in.integer());
    rule.decimals = static_cast<int>(in.integer());
    rule.direction = static_cast<domain::FeeDirection>(in.integer());
    rule.from = unpackTime(in);
    rule.to = unpackTime(in);
    rule.createdAt = base::Instant{in.integer()};
    rule.changedAt = base::Instant{in.integer()};
    return in.ok() && in.atEnd();
}

/// Runs `query` and gives each row to `take`, which says whether it is sound.
template <class Take>
Done each(Statement& query, const Take& take)
{
    if (auto done = query.exec(); !done) return done;
    while (query.next())
        if (auto taken = take(query); !taken) return taken;
    if (query.failed()) return base::Unexpected(query.error());
    return {};
}

} // namespace

Done addFlow(const Statement& row, std::vector<ledger::Flow>& out)
{
    const ledger::Flow flow{domain::WindowId(row.integer(0)),
                            domain::AccountId(row.integer(1)),
                            domain::AccountId(row.integer(2)),
                            domain::Amount::fromColumn(row.integer(3)),
                            domain::Amount::fromColumn(row.integer(4)),
                            row.natural(5),
                            row.natural(6),
                            row.integer(8) != 0};
    ByteWriter scratch;
    if (!row.isNull(7) && checksumOf(flow, scratch) != row.integer(7))
        return base::Unexpected(damagedRow("window_flows", row.integer(0)));
    out.push_back(flow);
    return {};
}

Done addContent(const Statement& row, std::vector<ledger::WindowContent>& out)
{
    const auto currency = domain::Currency::parse(row.text(4));
    if (!currency) return base::Unexpected(damagedRow("window_contents", row.integer(0)));
    ledger::WindowContent content{domain::ContentId(row.integer(0)),
                                  domain::WindowId(row.integer(1)),
                                  domain::ModelId(row.integer(2)),
                                  static_cast<domain::AccountType>(row.integer(3)),
                                  *currency,
                                  static_cast<ledger::WindowState>(row.integer(5)),
                                  row.text(6),
                                  domain::SettlementId(row.integer(7)),
                                  time(row, 8),
                                  time(row, 9)};
    ByteWriter scratch;
    if (checksumOf(content, scratch) != row.integer(10))
        return base::Unexpected(damagedRow("window_contents", row.integer(0)));
    out.push_back(std::move(content));
    return {};
}

Done addSettlementAccount(const Statement& row, std::vector<ledger::SettlementAccount>& out)
{
    ledger::SettlementAccount account;
    account.settlement = domain::SettlementId(row.integer(0));
    account.account = domain::AccountId(row.integer(1));
    account.counterparty = domain::AccountId(row.integer(2));
    account.net = domain::Amount::fromColumn(row.integer(3));
    account.state = static_cast<domain::SettlementState>(row.integer(4));
    account.reason = row.text(5);
    account.externalReference = row.text(6);
    account.createdAt = time(row, 7);
    account.changedAt = time(row, 8);
    account.transferSeq = row.natural(9);
    const auto id = domain::CorrelationId::fromColumn(row.bytes(10));
    if (id) account.transfer = domain::TransferId(*id);
    account.capRaisedBy = domain::Amount::fromColumn(row.integer(11));
    ByteWriter scratch;
    if (!id || checksumOf(account, scratch) != row.integer(12))
        return base::Unexpected(damagedRow("settlement_accounts", row.integer(0)));
    out.push_back(std::move(account));
    return {};
}

Done addSettlement(const Statement& row, std::vector<ledger::Settlement>& out)
{
    ledger::Settlement settlement;
    settlement.id = domain::SettlementId(row.integer(0));
    settlement.model = domain::ModelId(row.integer(1));
    settlement.state = static_cast<domain::SettlementState>(row.integer(2));
    settlement.reason = row.text(3);
    settlement.createdBy = row.text(4);
    settlement.createdAt = time(row, 5);
    settlement.changedAt = time(row, 6);
    const std::string contents = row.bytes(7);
    ByteReader in(contents);
    while (in.ok() && !in.atEnd()) {
        const domain::ContentId content(in.integer());
        settlement.contents.push_back({content, domain::WindowId(in.integer())});
    }
    if (!in.ok() || checksumOf(settlement, contents) != row.integer(8))
        return base::Unexpected(damagedRow("settlements", row.integer(0)));
    out.push_back(std::move(settlement));
    return {};
}

namespace {

std::string select(const char* columns, const char* rest)
{
    return std::string("SELECT ") + columns + " FROM main." + rest;
}

Done readAccounts(Connection& connection, domain::SettlementId settlement,
                  std::vector<ledger::SettlementAccount>& out)
{
    // In the order in which they were made: by owner, then account.
    Statement row(connection,
                  "SELECT a.settlement, a.account, a.counterparty, a.net, a.state, a.reason, "
                  "a.external_reference, a.created_at, a.changed_at, a.transfer, a.transfer_id, "
                  "a.cap_raised_by, a.crc FROM main.settlement_accounts a JOIN main.accounts c ON c.id = "
                  "a.account WHERE a.settlement = ? ORDER BY c.participant, a.account, a.counterparty");
    row.bind(settlement.value());
    return each(row, [&out](const Statement& at) { return addSettlementAccount(at, out); });
}

} // namespace

std::int64_t checksumOfHistory(std::int64_t key, HistoryKind kind, std::int64_t subject,
                               const HistoryRow& row, ByteWriter& out)
{
    out.clear();
    out.integer(key).integer(number(kind)).integer(subject).integer(row.account.value());
    out.integer(row.counterparty.value()).integer(row.state).integer(row.at.ms).text(row.who);
    return out.text(row.reason).text(row.externalReference).crc();
}

ledger::Window readWindow(const Statement& row)
{
    ledger::Window window;
    window.id = domain::WindowId(row.integer(0));
    window.state = static_cast<ledger::WindowState>(row.integer(1));
    window.reason = row.text(2);
    window.createdAt = time(row, 3);
    window.changedAt = time(row, 4);
    window.closedAt = time(row, 5);
    window.closedBy = row.text(6);
    window.attempts = static_cast<int>(row.integer(7));
    window.dueAt = time(row, 8);
    window.failure = row.text(9);
    return window;
}

// ---- writing

SettlementWriter::SettlementWriter(Connection& connection)
    : m_connection(connection)
    , m_flow(connection, kFlow)
{}

Done SettlementWriter::start()
{
    HUB_TRY(m_lastHistory, m_connection.integer(QStringLiteral("SELECT max(key) FROM settlement_history")));
    return {};
}

// A number that a rolled-back batch took is left out: keys only have to rise.
Done SettlementWriter::addHistory(HistoryKind kind, std::int64_t subject, const HistoryRow& row)
{
    Statement put(
        m_connection,
        "INSERT INTO settlement_history (key, kind, subject, account, counterparty, state, at, who, "
        "reason, external_reference, crc) VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), "
        "CAST(? AS TEXT), ?)");
    put.bind(++m_lastHistory).bind(number(kind)).bind(subject).bind(row.account.value());
    put.bind(row.counterparty.value()).bind(row.state).bind(row.at.ms).bindBytes(row.who);
    put.bindBytes(row.reason).bindBytes(row.externalReference);
    return put.bind(checksumOfHistory(m_lastHistory, kind, subject, row, m_scratch)).exec();
}

Done SettlementWriter::put(const ledger::WindowPut& change)
{
    const ledger::Window& row = change.window;
    Statement put(m_connection,
                  "INSERT OR REPLACE INTO windows (id, state, reason, created_at, changed_at, closed_at, "
                  "closed_by, attempts, due_at, failure) VALUES (?, ?, CAST(? AS TEXT), ?, ?, ?, CAST(? AS "
                  "TEXT), ?, ?, CAST(? AS TEXT))");
    put.bind(row.id.value()).bind(number(row.state)).bindBytes(row.reason);
    put.bind(row.createdAt.ms).bind(row.changedAt.ms).bind(row.closedAt.ms).bindBytes(row.closedBy);
    if (auto done = put.bind(row.attempts).bind(row.dueAt.ms).bindBytes(row.failure).exec(); !done)
        return done;
    return addHistory(HistoryKind::Window, row.id.value(),
                      HistoryRow{number(row.state),
                                 row.changedAt,
                                 change.who,
                                 row.failure.empty() ? row.reason : row.failure,
                                 {},
                                 {},
                                 {}});
}

Done SettlementWriter::put(const ledger::ContentPut& change)
{
    const ledger::WindowContent& row = change.content;
    Statement put(m_connection, "INSERT OR REPLACE INTO window_contents (id, window, model, ledger_type, "
                                "currency, state, reason, settlement, created_at, changed_at, crc) VALUES "
                                "(?, ?, ?, ?, CAST(? AS TEXT), ?, CAST(? AS TEXT), ?, ?, ?, ?)");
    put.bind(row.id.value()).bind(row.window.value()).bind(row.model.value()).bind(number(row.type));
    put.bindBytes(row.currency.code()).bind(number(row.state)).bindBytes(row.reason);
    put.bind(row.settlement.value()).bind(row.createdAt.ms).bind(row.changedAt.ms);
    if (auto done = put.bind(checksumOf(row, m_scratch)).exec(); !done) return done;
    return addHistory(HistoryKind::Content, row.id.value(),
                      HistoryRow{number(row.state), row.changedAt, change.who, row.reason, {}, {}, {}});
}

Done SettlementWriter::put(const ledger::SettlementPut& change)
{
    const ledger::Settlement& row = change.settlement;
    packContents(row, m_scratch);
    Statement put(
        m_connection,
        "INSERT OR REPLACE INTO settlements (id, model, state, reason, created_by, created_at, "
        "changed_at, contents, crc) VALUES (?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?)");
    put.bind(row.id.value()).bind(row.model.value()).bind(number(row.state)).bindBytes(row.reason);
    put.bindBytes(row.createdBy).bind(row.createdAt.ms).bind(row.changedAt.ms).bindBytes(m_scratch.bytes());
    if (auto done = put.bind(checksumOf(row, m_scratch.bytes())).exec(); !done) return done;
    for (const auto& ref : row.contents) {
        Statement window(m_connection,
                         "INSERT OR IGNORE INTO settlement_windows (window, settlement) VALUES (?, ?)");
        if (auto done = window.bind(ref.window.value()).bind(row.id.value()).exec(); !done) return done;
    }
    return addHistory(HistoryKind::Settlement, row.id.value(),
                      HistoryRow{number(row.state), row.changedAt, change.who, row.reason, {}, {}, {}});
}

Done SettlementWriter::put(const ledger::SettlementAccountPut& change)
{
    const ledger::SettlementAccount& row = change.account;
    const std::string id = row.transfer.value().toColumn();
    Statement put(
        m_connection,
        "INSERT OR REPLACE INTO settlement_accounts (settlement, account, counterparty, net, state, "
        "reason, external_reference, created_at, changed_at, transfer, transfer_id, cap_raised_by, "
        "crc) VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?, ?, ?)");
    put.bind(row.settlement.value()).bind(row.account.value()).bind(row.counterparty.value());
    put.bind(row.net.toColumn()).bind(number(row.state)).bindBytes(row.reason);
    put.bindBytes(row.externalReference).bind(row.createdAt.ms).bind(row.changedAt.ms);
    put.bindNatural(row.transferSeq).bindBytes(id).bind(row.capRaisedBy.toColumn());
    if (auto done = put.bind(checksumOf(row, m_scratch)).exec(); !done) return done;
    return addHistory(HistoryKind::Account, row.settlement.value(),
                      HistoryRow{number(row.state), row.changedAt, change.who, row.reason,
                                 row.externalReference, row.account, row.counterparty});
}

Done SettlementWriter::put(const ledger::InterchangeRulePut& change)
{
    packRule(change.rule, m_scratch);
    Statement put(m_connection, "INSERT OR REPLACE INTO interchange_rules (id, rule, crc) VALUES (?, ?, ?)");
    put.bind(change.rule.id.value()).bindBytes(m_scratch.bytes());
    return put.bind(m_scratch.crc()).exec();
}

Done SettlementWriter::put(const ledger::InterchangeRuleRemoved& change)
{
    Statement remove(m_connection, "DELETE FROM interchange_rules WHERE id = ?");
    if (auto done = remove.bind(change.id.value()).exec(); !done) return done;
    return keepRemoved(m_connection, kRemovedRule, change.id.value());
}

Done SettlementWriter::put(const ledger::FinalisePut& change)
{
    return putFinalise(m_connection, change);
}

Done SettlementWriter::put(const ledger::FeeCharged& change)
{
    Statement put(m_connection, "INSERT INTO interchange_fees (transfer, rule, window, payer, payee, amount, "
                                "at) VALUES (?, ?, ?, ?, ?, ?, ?)");
    put.bindNatural(change.transfer).bind(change.rule.value()).bind(change.window.value());
    put.bind(change.payer.value()).bind(change.payee.value()).bind(change.amount.toColumn());
    return put.bind(change.at.ms).exec();
}

Done SettlementWriter::put(const ledger::FactsKept& change)
{
    const domain::TransactionFacts& row = *change.facts;
    m_scratch.clear();
    m_scratch.text(row.payerAccountType).text(row.payeeAccountType).text(row.scenario);
    m_scratch.text(row.initiator).text(row.initiatorType);
    Statement put(m_connection, "INSERT INTO transfer_facts (seq, facts) VALUES (?, ?)");
    return put.bindNatural(change.seq).bindBytes(m_scratch.bytes()).exec();
}

Done SettlementWriter::put(const ledger::Flow& flow)
{
    m_flow.bind(flow.window.value()).bind(flow.payer.value()).bind(flow.payee.value());
    m_flow.bind(flow.net.toColumn()).bind(flow.gross.toColumn()).bindNatural(flow.transfers);
    m_flow.bindNatural(flow.grossTransfers).bind(checksumOf(flow, m_scratch));
    return m_flow.bind(flow.isSettled).exec();
}

// ---- reading

Done addRule(const Statement& row, std::vector<domain::InterchangeRule>& out)
{
    domain::InterchangeRule rule;
    rule.id = domain::InterchangeRuleId(row.integer(0));
    const std::string bytes = row.bytes(1);
    if (base::crc32c(bytes) != row.integer(2) || !unpackRule(bytes, rule))
        return base::Unexpected(damagedRow("interchange_rules", row.integer(0)));
    out.push_back(std::move(rule));
    return {};
}

namespace {

using Changes = std::vector<ledger::Change>;

Done readRules(Connection& connection, Changes& changes)
{
    std::vector<domain::InterchangeRule> found;
    Statement rules(connection, select(kRuleColumns, "interchange_rules ORDER BY id"));
    const auto done = each(rules, [&found](const Statement& row) { return addRule(row, found); });
    for (auto& rule : found)
        changes.emplace_back(ledger::InterchangeRulePut{std::move(rule)});
    return done;
}

/// Windows that are not settled (and the newest of all, so that ids are never given twice) with their flows.
Done readWindows(Connection& connection, Changes& changes, std::vector<ledger::Flow>& flows)
{
    const auto settled = number(ledger::WindowState::Settled);
    Statement windows(connection, select(kWindowColumns, "windows WHERE state <> ? OR id = (SELECT max(id) "
                                                         "FROM main.windows) ORDER BY id"));
    auto done = each(windows.bind(settled), [&changes](const Statement& row) -> Done {
        changes.emplace_back(ledger::WindowPut{readWindow(row)});
        return {};
    });
    if (!done) return done;
    Statement rows(connection,
                   select(kFlowColumns, "window_flows WHERE window IN (SELECT id FROM main.windows WHERE "
                                        "state <> ?) ORDER BY window, payer, payee"));
    return each(rows.bind(settled), [&flows](const Statement& row) { return addFlow(row, flows); });
}

/// Contents of those windows, and the newest of all.
Done readContents(Connection& connection, Changes& changes)
{
    std::vector<ledger::WindowContent> contents;
    Statement rows(connection,
                   select(kContentColumns,
                          "window_contents WHERE window IN (SELECT id FROM main.windows WHERE state "
                          "<> ?) OR id = (SELECT max(id) FROM main.window_contents) ORDER BY id"));
    rows.bind(number(ledger::WindowState::Settled));
    const auto done = each(rows, [&contents](const Statement& row) { return addContent(row, contents); });
    if (!done) return done;
    for (auto& content : contents)
        changes.emplace_back(ledger::ContentPut{std::move(content)});
    return {};
}

/// Settlements that are not over, and the newest of the others, each followed by its accounts.
Done readSettlements(Connection& connection, Changes& changes)
{
    std::vector<ledger::Settlement> settlements;
    Statement rows(connection, select(kSettlementColumns,
                                      "settlements WHERE state NOT IN (?, ?) OR id IN (SELECT id FROM "
                                      "main.settlements ORDER BY id DESC LIMIT ?) ORDER BY id"));
    rows.bind(number(domain::SettlementState::Settled)).bind(number(domain::SettlementState::Aborted));
    rows.bind(static_cast<std::int64_t>(ledger::State::kOverKept));
    auto done = each(rows, [&settlements](const Statement& row) { return addSettlement(row, settlements); });
    for (auto& settlement : settlements) {
        std::vector<ledger::SettlementAccount> accounts;
        if (done) done = readAccounts(connection, settlement.id, accounts);
        if (!done) return done;
        changes.emplace_back(ledger::SettlementPut{std::move(settlement)});
        for (auto& account : accounts)
            changes.emplace_back(ledger::SettlementAccountPut{std::move(account)});
    }
    return done;
}

} // namespace

Done readSettlement(Connection& connection, std::vector<ledger::Change>& changes,
                    std::vector<ledger::Flow>& flows)
{
    if (auto done = readRules(connection, changes); !done) return done;
    if (auto done = readWindows(connection, changes, flows); !done) return done;
    if (auto done = readContents(connection, changes); !done) return done;
    if (auto done = readSettlements(connection, changes); !done) return done;
    return readFinalises(connection, changes);
}

base::Expected<std::shared_ptr<const domain::TransactionFacts>, base::Error>
readFacts(Connection& connection, ledger::TransferSeq seq)
{
    Statement row(connection, "SELECT facts FROM main.transfer_facts WHERE seq = ?");
    if (auto done = row.bindNatural(seq).exec(); !done) return base::Unexpected(done.error());
    std::shared_ptr<const domain::TransactionFacts> facts;
    if (!row.next()) return facts;
    const std::string bytes = row.bytes(0);
    ByteReader in(bytes);
    auto read = std::make_shared<domain::TransactionFacts>();
    for (std::string* text : {&read->payerAccountType, &read->payeeAccountType, &read->scenario,
                              &read->initiator, &read->initiatorType})
        *text = std::string(in.text());
    if (!in.ok()) return base::Unexpected(damagedRow("transfer_facts", static_cast<std::int64_t>(seq)));
    facts = std::move(read);
    return facts;
}

base::Expected<std::vector<ledger::WindowFacts>, base::Error> findWindows(Connection& connection,
                                                                          const ledger::WindowFilter& filter)
{
    std::vector<ledger::WindowFacts> out;
    std::string sql = "windows WHERE id < ?";
    if (filter.id) sql += " AND id = ?";
    if (filter.state) sql += " AND state = ?";
    if (filter.isUnsettled) sql += " AND state NOT IN (?, ?)";
    if (filter.from) sql += " AND created_at >= ?";
    if (filter.to) sql += " AND created_at <= ?";
    Statement windows(connection, select(kWindowColumns, (sql + " ORDER BY id DESC LIMIT ?").c_str()));
    windows.bind(filter.before.value() > 0 ? filter.before.value() : INT64_MAX);
    if (filter.id) windows.bind(filter.id->value());
    if (filter.state) windows.bind(number(*filter.state));
    if (filter.isUnsettled)
        windows.bind(number(ledger::WindowState::Open)).bind(number(ledger::WindowState::Settled));
    if (filter.from) windows.bind(filter.from->ms);
    if (filter.to) windows.bind(filter.to->ms);
    windows.bind(std::clamp(filter.limit, 1, ledger::WindowFilter::kLimitMax));
    auto done = each(windows, [&out](const Statement& row) -> Done {
        out.push_back({readWindow(row), {}, {}, {}});
        return {};
    });
    if (!done) return base::Unexpected(done.error());
    for (auto& facts : out) {
        const auto id = facts.window.id.value();
        Statement flows(connection,
                        select(kFlowColumns, "window_flows WHERE window = ? ORDER BY payer, payee"));
        flows.bind(id);
        done = each(flows, [&facts](const Statement& row) { return addFlow(row, facts.flows); });
        if (!done) return base::Unexpected(done.error());
        Statement contents(connection,
                           select(kContentColumns, "window_contents WHERE window = ? ORDER BY id"));
        contents.bind(id);
        done = each(contents, [&facts](const Statement& row) { return addContent(row, facts.contents); });
        if (!done) return base::Unexpected(done.error());
        // What took any of them, aborted ones too.
        Statement settlements(connection, "SELECT settlement FROM main.settlement_windows WHERE window = ? "
                                          "ORDER BY settlement LIMIT ?");
        settlements.bind(id).bind(ledger::SettlementFilter::kLimitMax);
        done = each(settlements, [&facts](const Statement& row) -> Done {
            facts.settlements.emplace_back(row.integer(0));
            return {};
        });
        if (!done) return base::Unexpected(done.error());
    }
    return out;
}

base::Expected<std::vector<ledger::SettlementFacts>, base::Error>
findSettlements(Connection& connection, const ledger::SettlementFilter& filter)
{
    std::vector<ledger::Settlement> settlements;
    std::string sql = "settlements WHERE id < ?";
    if (filter.id) sql += " AND id = ?";
    if (filter.state) sql += " AND state = ?";
    if (filter.from) sql += " AND created_at >= ?";
    if (filter.to) sql += " AND created_at <= ?";
    Statement rows(connection, select(kSettlementColumns, (sql + " ORDER BY id DESC LIMIT ?").c_str()));
    rows.bind(filter.before.value() > 0 ? filter.before.value() : INT64_MAX);
    if (filter.id) rows.bind(filter.id->value());
    if (filter.state) rows.bind(number(*filter.state));
    if (filter.from) rows.bind(filter.from->ms);
    if (filter.to) rows.bind(filter.to->ms);
    rows.bind(std::clamp(filter.limit, 1, ledger::SettlementFilter::kLimitMax));
    auto done = each(rows, [&](const Statement& row) { return addSettlement(row, settlements); });
    if (!done) return base::Unexpected(done.error());
    std::vector<ledger::SettlementFacts> out;
    for (auto& settlement : settlements) {
        ledger::SettlementFacts facts;
        facts.file.settlement = std::move(settlement);
        if (done = readAccounts(connection, facts.file.settlement.id, facts.file.accounts); !done)
            return base::Unexpected(done.error());
        std::map<std::int64_t, bool> seen;
        for (const auto& ref : facts.file.settlement.contents) {
            Statement content(connection, select(kContentColumns, "window_contents WHERE id = ?"));
            content.bind(ref.content.value());
            done = each(content, [&facts](const Statement& row) { return addContent(row, facts.contents); });
            if (!done) return base::Unexpected(done.error());
            if (!seen.emplace(ref.window.value(), true).second) continue;
            Statement window(connection, select(kWindowColumns, "windows WHERE id = ?"));
            window.bind(ref.window.value());
            done = each(window, [&facts](const Statement& row) -> Done {
                facts.windows.push_back(readWindow(row));
                return {};
            });
            if (!done) return base::Unexpected(done.error());
        }
        out.push_back(std::move(facts));
    }
    return out;
}

base::Expected<std::vector<HistoryRow>, base::Error> findHistory(Connection& connection, HistoryKind kind,
                                                                 std::int64_t subject)
{
    std::vector<HistoryRow> out;
    Statement rows(connection,
                   "SELECT state, at, who, reason, external_reference, account, counterparty FROM "
                   "main.settlement_history WHERE kind = ? AND subject = ? ORDER BY key LIMIT ?");
    rows.bind(number(kind)).bind(subject).bind(HistoryRow::kRowsMax);
    const auto done = each(rows, [&out](const Statement& row) -> Done {
        out.push_back({row.integer(0), time(row, 1), row.text(2), row.text(3), row.text(4),
                       domain::AccountId(row.integer(5)), domain::AccountId(row.integer(6))});
        return {};
    });
    if (!done) return base::Unexpected(done.error());
    return out;
}

base::Expected<std::vector<ledger::ReservedTotal>, base::Error> reservedTotals(Connection& connection)
{
    std::vector<ledger::ReservedTotal> out;
    Statement rows(connection, "SELECT t.currency, count(*), sum(t.amount) FROM main.open_transfers o JOIN "
                               "main.transfers t ON t.seq = o.seq WHERE t.kind = ? GROUP BY t.currency ORDER "
                               "BY t.currency");
    rows.bind(number(ledger::TransferKind::Client));
    const auto done = each(rows, [&out](const Statement& row) -> Done {
        if (const auto currency = domain::Currency::parse(row.text(0)))
            out.push_back({*currency, row.natural(1), domain::Amount::fromColumn(row.integer(2))});
        return {};
    });
    if (!done) return base::Unexpected(done.error());
    return out;
}

} // namespace hub::store
