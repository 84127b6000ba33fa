#include "core/store/verify/settlement_check.h"

#include "core/store/sqlite/settlement_rows.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace hub::store {
namespace {

using Done = base::Expected<void, base::Error>;
using domain::SettlementState;
using domain::TransferState;
using ledger::WindowState;

/// (ledger account type, currency): what one content is about.
using LedgerKey = std::pair<std::int64_t, std::int64_t>;
/// (account, counterparty).
using AccountKey = std::pair<std::int64_t, std::int64_t>;

struct Model
{
    bool isBilateral = false;
    bool isNet = false;
    bool resets = false;
    std::int64_t ledgerType = 0;
};

std::string amountText(std::int64_t units)
{
    return domain::Amount::fromUnits(units).toString();
}

/// Reads every row of a query with one of the store's own readers; a damaged row is told and left out.
template <class Row>
Done readRows(Connection& ledger, const std::string& sql, Done (*add)(const Statement&, std::vector<Row>&),
              Findings& findings, std::vector<Row>& out)
{
    Statement row(ledger, sql);
    if (auto done = row.exec(); !done) return done;
    while (row.next())
        if (auto done = add(row, out); !done) findings.add("I-22", done.error().detail);
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

std::string selectFrom(const char* columns, const char* rest)
{
    return std::string("SELECT ") + columns + " FROM " + rest;
}

class SettlementCheck
{
public:
    SettlementCheck(Connection& ledger, const TransferBook& book, Findings& findings)
        : m_ledger(ledger)
        , m_book(book)
        , m_findings(findings)
        , m_flows(book.flows())
    {}
    Done run();

private:
    Done readModels();
    Done readFees();
    Done checkFeeLegs();
    Done read();
    Done checkWindowsOfSettlements();
    void checkFlows();
    void checkWindow(const ledger::Window& window);
    void checkContents(const ledger::Window& window,
                       const std::vector<const ledger::WindowContent*>& contents);
    void checkBinding(const ledger::WindowContent& content);
    void checkSettlement(const ledger::Settlement& settlement);
    void checkNets(const ledger::Settlement& settlement, const Model& model);
    void checkAccount(const ledger::Settlement& settlement, const Model& model,
                      const ledger::SettlementAccount& account);
    void checkTransfer(const std::string& name, const ledger::SettlementAccount& account);
    LedgerKey ledgerOf(const FlowKey& key) const;
    /// A bilateral settlement that went on without some of its pairs.
    bool isPartial(const ledger::Settlement& settlement) const;
    /// Notes which pairs of its contents a partial settlement has settled: later ones leave them out.
    void noteSettledPairs(const ledger::Settlement& settlement);
    /// The net flows of a content.
    template <class Take>
    void eachFlow(const ledger::WindowContent& content, const Take& take) const;

    Connection& m_ledger;
    const TransferBook& m_book;
    Findings& m_findings;
    std::map<FlowKey, BookFlow> m_flows; ///< as the journal and the fees give them
    std::vector<ledger::Flow> m_kept;
    std::map<std::int64_t, Model> m_models;
    std::vector<ledger::Window> m_windows;
    std::map<std::int64_t, ledger::WindowContent> m_contents;
    std::map<std::int64_t, ledger::Settlement> m_settlements;
    std::multimap<std::int64_t, ledger::SettlementAccount> m_accounts; ///< by settlement
    /// (content, account, counterparty) that a partial settlement has settled.
    std::set<std::tuple<std::int64_t, std::int64_t, std::int64_t>> m_settledPairs;
    std::vector<ledger::TransferSeq> m_used; ///< settlement transfers of accounts
};

Done SettlementCheck::run()
{
    for (const auto step : {&SettlementCheck::readModels, &SettlementCheck::readFees,
                            &SettlementCheck::checkFeeLegs, &SettlementCheck::read})
        if (auto done = (this->*step)(); !done) return done;
    if (auto done = checkWindowsOfSettlements(); !done) return done;
    checkFlows();
    for (const auto& window : m_windows)
        checkWindow(window);
    for (const auto& [id, content] : m_contents)
        checkBinding(content);
    for (const auto& [id, settlement] : m_settlements)
        checkSettlement(settlement);
    for (const auto& [id, account] : m_accounts)
        if (!m_settlements.contains(id))
            m_findings.add("I-15", "account " + std::to_string(account.account.value()) +
                                       " is part of settlement " + std::to_string(id) +
                                       ", which does not exist");
    std::sort(m_used.begin(), m_used.end());
    for (const auto seq : m_book.settlementTransfers())
        if (!std::binary_search(m_used.begin(), m_used.end(), seq))
            m_findings.add("I-16", "settlement transfer " + std::to_string(seq) + " is of no settlement");
    return {};
}

Done SettlementCheck::readModels()
{
    Statement row(m_ledger,
                  "SELECT id, interchange, granularity, auto_position_reset, ledger_type FROM models");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        Model& model = m_models[row.integer(0)];
        model.isBilateral = row.integer(1) == static_cast<int>(domain::SettlementInterchange::Bilateral);
        model.isNet = row.integer(2) == static_cast<int>(domain::SettlementGranularity::Net);
        model.resets = row.integer(3) != 0;
        model.ledgerType = row.integer(4);
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

/// Each fee is of a transfer that committed in its window and, while the rule is as it was, what the rule
/// says.
Done SettlementCheck::readFees()
{
    std::vector<domain::InterchangeRule> rules;
    if (auto done =
            readRows(m_ledger, selectFrom(kRuleColumns, "interchange_rules"), &addRule, m_findings, rules);
        !done)
        return done;
    Statement row(m_ledger, "SELECT transfer, rule, window, payer, payee, amount, at FROM interchange_fees");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        const std::string name = "the fee of transfer " + row.text(0) + " by rule " + row.text(1);
        BookFlow& flow = m_flows[{row.integer(2), row.integer(3), row.integer(4)}];
        flow.net += row.integer(5);
        ++flow.transfers;
        const auto transfer = m_book.transfer(row.natural(0));
        const bool isPaid =
            transfer && transfer->window == row.integer(2) &&
            (transfer->state == TransferState::Committed || transfer->state == TransferState::Settled);
        if (!isPaid) {
            m_findings.add("I-17", name + " is in window " + row.text(2) + ", where that did not commit");
            continue;
        }
        const base::Instant at{row.integer(6)};
        const auto rule = std::find_if(rules.begin(), rules.end(), [&row](const auto& other) {
            return other.id.value() == row.integer(1);
        });
        const BookAccount* account = m_book.account(row.integer(3));
        if (rule == rules.end() || rule->changedAt > at || account == nullptr) continue;
        domain::InterchangeRule asked = *rule;
        asked.isActive = true;
        asked.from = asked.to = std::nullopt;
        const domain::TransactionFacts facts{asked.payerAccountType, asked.payeeAccountType, asked.scenario,
                                             asked.initiator, asked.initiatorType};
        const auto currency =
            domain::Currency::parse(domain::currencyCodes()[static_cast<std::size_t>(account->currency)]);
        const auto fee =
            currency ? domain::feeOf(asked, facts, *currency, domain::Amount::fromUnits(transfer->amount), at)
                     : std::nullopt;
        if (!fee || fee->toColumn() != row.integer(5))
            m_findings.add("I-17", name + " is " + amountText(row.integer(5)) + ", the rule says " +
                                       (fee ? fee->toString() : "nothing"));
    }
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

/// The legs of a client transfer on INTERCHANGE_FEE accounts are its fees.
Done SettlementCheck::checkFeeLegs()
{
    Statement row(
        m_ledger,
        "SELECT transfer, account, sum(amount) FROM (SELECT m.transfer, m.account, m.delta AS amount "
        "FROM position_moves m JOIN accounts a ON a.id = m.account AND a.type = 5 JOIN transfers t ON "
        "t.seq = m.transfer AND t.kind = 1 UNION ALL SELECT transfer, payer, -amount FROM "
        "interchange_fees UNION ALL SELECT transfer, payee, amount FROM interchange_fees) GROUP BY "
        "transfer, account HAVING sum(amount) <> 0");
    if (auto done = row.exec(); !done) return done;
    while (row.next())
        m_findings.add("I-17", "transfer " + row.text(0) + " moved account " + row.text(1) +
                                   " by another amount than its fees");
    if (row.failed()) return base::Unexpected(row.error());
    Statement facts(m_ledger, "SELECT seq, facts FROM transfer_facts");
    if (auto done = facts.exec(); !done) return done;
    while (facts.next()) {
        const std::string bytes = facts.bytes(1);
        ByteReader in(bytes);
        for (int i = 0; i < 5; ++i)
            in.text();
        if (!in.ok() || !in.atEnd() || !m_book.transfer(facts.natural(0)))
            m_findings.add("I-22", "the terms kept of transfer " + facts.text(0) + " are damaged");
    }
    return facts.failed() ? Done(base::Unexpected(facts.error())) : Done();
}

Done SettlementCheck::read()
{
    const auto addWindow = [](const Statement& row, std::vector<ledger::Window>& out) -> Done {
        out.push_back(readWindow(row));
        return {};
    };
    std::vector<ledger::WindowContent> contents;
    std::vector<ledger::Settlement> settlements;
    std::vector<ledger::SettlementAccount> accounts;
    Done done = readRows<ledger::Window>(m_ledger, selectFrom(kWindowColumns, "windows ORDER BY id"),
                                         addWindow, m_findings, m_windows);
    if (done)
        done = readRows(m_ledger, selectFrom(kFlowColumns, "window_flows ORDER BY window, payer, payee"),
                        &addFlow, m_findings, m_kept);
    if (done)
        done = readRows(m_ledger, selectFrom(kContentColumns, "window_contents ORDER BY id"), &addContent,
                        m_findings, contents);
    if (done)
        done = readRows(m_ledger, selectFrom(kSettlementColumns, "settlements ORDER BY id"), &addSettlement,
                        m_findings, settlements);
    if (done)
        done = readRows(m_ledger,
                        selectFrom(kSettlementAccountColumns,
                                   "settlement_accounts ORDER BY settlement, account, counterparty"),
                        &addSettlementAccount, m_findings, accounts);
    for (auto& content : contents)
        m_contents.emplace(content.id.value(), std::move(content));
    for (auto& settlement : settlements)
        m_settlements.emplace(settlement.id.value(), std::move(settlement));
    for (auto& account : accounts)
        m_accounts.emplace(account.settlement.value(), std::move(account));
    return done;
}

/// The list by window says what the settlements say.
Done SettlementCheck::checkWindowsOfSettlements()
{
    std::set<std::pair<std::int64_t, std::int64_t>> missing;
    for (const auto& [id, settlement] : m_settlements)
        for (const auto& ref : settlement.contents)
            missing.emplace(ref.window.value(), id);
    const auto wanted = missing;
    Statement row(m_ledger, "SELECT window, settlement FROM settlement_windows ORDER BY window, settlement");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        const std::pair pair(row.integer(0), row.integer(1));
        if (!wanted.contains(pair))
            m_findings.add("I-15", "settlement " + row.text(1) + " is listed for window " + row.text(0) +
                                       ", which it did not take");
        missing.erase(pair);
    }
    for (const auto& [window, settlement] : missing)
        m_findings.add("I-15", "settlement " + std::to_string(settlement) + " is not listed for window " +
                                   std::to_string(window));
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

void SettlementCheck::checkFlows()
{
    std::map<FlowKey, BookFlow> missing = m_flows;
    for (const ledger::Flow& flow : m_kept) {
        const FlowKey key{flow.window.value(), flow.payer.value(), flow.payee.value()};
        const BookFlow kept{flow.net.toColumn(), flow.gross.toColumn(), flow.transfers, flow.grossTransfers};
        const auto found = m_flows.find(key);
        if (found == m_flows.end() || !(found->second == kept))
            m_findings.add("I-14", "the sum of window " + std::to_string(flow.window.value()) +
                                       " from account " + std::to_string(flow.payer.value()) + " to " +
                                       std::to_string(flow.payee.value()) + " is " + flow.net.toString() +
                                       ", its transfers give " +
                                       amountText(found == m_flows.end() ? 0 : found->second.net));
        missing.erase(key);
    }
    for (const auto& [key, flow] : missing)
        m_findings.add("I-14", "window " + std::to_string(std::get<0>(key)) + " has no sum from account " +
                                   std::to_string(std::get<1>(key)) + " to " +
                                   std::to_string(std::get<2>(key)));
}

LedgerKey SettlementCheck::ledgerOf(const FlowKey& key) const
{
    const BookAccount* account = m_book.account(std::get<1>(key));
    return account != nullptr ? LedgerKey{account->type, account->currency} : LedgerKey{};
}

template <class Take>
void SettlementCheck::eachFlow(const ledger::WindowContent& content, const Take& take) const
{
    const std::int64_t window = content.window.value();
    const LedgerKey wanted{static_cast<std::int64_t>(content.type), content.currency.index()};
    for (auto at = m_flows.lower_bound({window, INT64_MIN, INT64_MIN});
         at != m_flows.end() && std::get<0>(at->first) == window; ++at)
        if (at->second.transfers != at->second.grossTransfers && ledgerOf(at->first) == wanted)
            take(std::get<1>(at->first), std::get<2>(at->first), at->second.net);
}

void SettlementCheck::checkWindow(const ledger::Window& window)
{
    std::vector<const ledger::WindowContent*> contents;
    for (const auto& [id, content] : m_contents)
        if (content.window == window.id) contents.push_back(&content);
    const std::string name = "window " + std::to_string(window.id.value());
    const auto count = [&contents](WindowState state) {
        return static_cast<std::size_t>(
            std::count_if(contents.begin(), contents.end(),
                          [state](const auto* content) { return content->state == state; }));
    };
    const std::size_t settled = count(WindowState::Settled);
    const std::size_t bound = settled + count(WindowState::PendingSettlement);
    const std::size_t aborted = count(WindowState::Aborted);
    bool fits = true;
    switch (window.state) {
    case WindowState::Open:
    case WindowState::Processing:
    case WindowState::Failed:
        if (!contents.empty()) m_findings.add("I-14", name + " is not closed and has contents");
        return;
    case WindowState::Closed:
        fits = bound == 0 && aborted == 0;
        break;
    case WindowState::PendingSettlement:
        fits = bound > 0 && settled < contents.size();
        break;
    case WindowState::Settled:
        fits = settled == contents.size() && !contents.empty();
        break;
    case WindowState::Aborted:
        fits = bound == settled && aborted > 0;
        break;
    }
    if (!fits) m_findings.add("I-15", name + " is in a state that its contents do not give");
    checkContents(window, contents);
}

/// What flowed in a closed window is in one content each (I-14).
void SettlementCheck::checkContents(const ledger::Window& window,
                                    const std::vector<const ledger::WindowContent*>& contents)
{
    const std::int64_t id = window.id.value();
    std::map<LedgerKey, int> ledgers;
    for (auto at = m_flows.lower_bound({id, INT64_MIN, INT64_MIN});
         at != m_flows.end() && std::get<0>(at->first) == id; ++at)
        if (at->second.transfers != at->second.grossTransfers) ledgers[ledgerOf(at->first)] = 0;
    const std::string name = "window " + std::to_string(id);
    for (const auto* content : contents) {
        const auto found =
            ledgers.find({static_cast<std::int64_t>(content->type), content->currency.index()});
        if (found == ledgers.end() || found->second++ > 0)
            m_findings.add("I-14", "content " + std::to_string(content->id.value()) + " of " + name +
                                       " holds no transfers of its own");
        const auto model = m_models.find(content->model.value());
        if (model == m_models.end() || !model->second.isNet ||
            model->second.ledgerType != static_cast<std::int64_t>(content->type))
            m_findings.add("I-14", "content " + std::to_string(content->id.value()) + " of " + name +
                                       " is under a model that does not settle it");
    }
    for (const auto& [ledger, seen] : ledgers)
        if (seen == 0) m_findings.add("I-14", "transfers of " + name + " are in none of its contents");
}

void SettlementCheck::checkBinding(const ledger::WindowContent& content)
{
    const std::string name = "content " + std::to_string(content.id.value());
    std::size_t holders = 0;
    for (const auto& [id, settlement] : m_settlements)
        if (settlement.state != SettlementState::Aborted &&
            (content.settlement.value() == id || !isPartial(settlement)))
            holders += static_cast<std::size_t>(
                std::count_if(settlement.contents.begin(), settlement.contents.end(),
                              [&content](const auto& ref) { return ref.content == content.id; }));
    if (holders > 1) m_findings.add("I-14", name + " is held by " + std::to_string(holders) + " settlements");
    const bool isBound =
        content.state == WindowState::PendingSettlement || content.state == WindowState::Settled;
    if (isBound != (content.settlement.value() != 0) || (isBound && holders == 0)) {
        m_findings.add("I-15", name + " is in a state that no settlement gives");
        return;
    }
    if (!isBound) return;
    const auto settlement = m_settlements.find(content.settlement.value());
    const bool holds = settlement != m_settlements.end() &&
                       settlement->second.state != SettlementState::Aborted &&
                       std::any_of(settlement->second.contents.begin(), settlement->second.contents.end(),
                                   [&content](const auto& ref) {
                                       return ref.content == content.id && ref.window == content.window;
                                   });
    if (!holds) {
        m_findings.add("I-15", name + " is bound to settlement " +
                                   std::to_string(content.settlement.value()) + ", which does not hold it");
        return;
    }
    const SettlementState state = settlement->second.state;
    const bool isSettled = content.state == WindowState::Settled;
    if ((state == SettlementState::Settled && !isSettled) ||
        (isSettled && state != SettlementState::Settled && state != SettlementState::Settling))
        m_findings.add("I-15", name + " and its settlement disagree about being settled");
}

bool SettlementCheck::isPartial(const ledger::Settlement& settlement) const
{
    const auto [from, to] = m_accounts.equal_range(settlement.id.value());
    return settlement.state != SettlementState::Aborted && std::any_of(from, to, [](const auto& entry) {
               return entry.second.state == SettlementState::Aborted;
           });
}

void SettlementCheck::noteSettledPairs(const ledger::Settlement& settlement)
{
    const auto [from, to] = m_accounts.equal_range(settlement.id.value());
    for (auto at = from; at != to; ++at)
        if (at->second.state == SettlementState::Settled)
            for (const auto& ref : settlement.contents)
                m_settledPairs.emplace(ref.content.value(), at->second.account.value(),
                                       at->second.counterparty.value());
}

void SettlementCheck::checkSettlement(const ledger::Settlement& settlement)
{
    const std::string name = "settlement " + std::to_string(settlement.id.value());
    const auto model = m_models.find(settlement.model.value());
    if (model == m_models.end()) {
        m_findings.add("I-15", name + " is under a model that does not exist");
        return;
    }
    checkNets(settlement, model->second);
    if (isPartial(settlement)) noteSettledPairs(settlement);
    std::size_t settled = 0;
    std::size_t ahead = 0;
    std::size_t count = 0;
    const auto next = domain::nextAccountState(settlement.state);
    const auto [from, to] = m_accounts.equal_range(settlement.id.value());
    for (auto at = from; at != to; ++at) {
        checkAccount(settlement, model->second, at->second);
        settled += at->second.state == SettlementState::Settled ? 1 : 0;
        ahead += next && at->second.state == *next ? 1 : 0;
        count += at->second.state == SettlementState::Aborted ? 0 : 1;
    }
    // When all are ahead, or one is settled, the settlement has followed.
    const bool isBehind = next && ((ahead == count && count > 0) ||
                                   (settled > 0 && settlement.state == SettlementState::TransfersCommitted));
    const bool isEmptySettling = settlement.state == SettlementState::Settling && settled == 0;
    if (isBehind || isEmptySettling)
        m_findings.add("I-15", name + " is " + std::string(domain::toString(settlement.state)) +
                                   ", its accounts say otherwise");
}

/// Per settlement and currency the nets add up to nothing, and each is what its contents give (I-15).
void SettlementCheck::checkNets(const ledger::Settlement& settlement, const Model& model)
{
    const std::string name = "settlement " + std::to_string(settlement.id.value());
    std::map<AccountKey, std::int64_t> nets;
    std::set<std::int64_t> alone; // Who paid only itself, in a bilateral settlement.
    for (const auto& ref : settlement.contents) {
        const auto content = m_contents.find(ref.content.value());
        if (content == m_contents.end() || content->second.window != ref.window ||
            content->second.model != settlement.model) {
            m_findings.add("I-15", name + " took content " + std::to_string(ref.content.value()) +
                                       ", which is not there for it");
            continue;
        }
        eachFlow(content->second, [&](std::int64_t payer, std::int64_t payee, std::int64_t net) {
            if (model.isBilateral && payer == payee) {
                alone.insert(payer);
                return;
            }
            if (m_settledPairs.contains({ref.content.value(), payer, payee})) return;
            nets[{payer, model.isBilateral ? payee : 0}] += net;
            nets[{payee, model.isBilateral ? payer : 0}] -= net;
        });
    }
    for (const auto account : alone)
        if (const auto at = nets.lower_bound({account, INT64_MIN});
            at == nets.end() || at->first.first != account)
            nets[{account, 0}] = 0;
    std::map<std::int64_t, domain::Amount> sums;
    const auto [from, to] = m_accounts.equal_range(settlement.id.value());
    for (auto at = from; at != to; ++at) {
        const ledger::SettlementAccount& account = at->second;
        const auto found = nets.find({account.account.value(), account.counterparty.value()});
        if (const BookAccount* kept = m_book.account(account.account.value()))
            sums[kept->currency] += account.net;
        if (found == nets.end() || found->second != account.net.toColumn())
            m_findings.add("I-15", "the net of account " + std::to_string(account.account.value()) + " in " +
                                       name + " is " + account.net.toString() + ", its windows give " +
                                       amountText(found == nets.end() ? 0 : found->second));
        if (found != nets.end()) nets.erase(found);
    }
    for (const auto& [key, net] : nets)
        m_findings.add("I-15", "account " + std::to_string(key.first) + " is not in " + name +
                                   ", its windows give it " + amountText(net));
    for (const auto& [currency, sum] : sums)
        if (!sum.isZero())
            m_findings.add("I-15",
                           "the nets of " + name + " in " +
                               std::string(domain::currencyCodes()[static_cast<std::size_t>(currency)]) +
                               " add up to " + sum.toString());
}

void SettlementCheck::checkAccount(const ledger::Settlement& settlement, const Model& model,
                                   const ledger::SettlementAccount& account)
{
    const std::string name = "account " + std::to_string(account.account.value()) + " of settlement " +
                             std::to_string(settlement.id.value());
    const auto next = domain::nextAccountState(settlement.state);
    const bool isSettling = settlement.state == SettlementState::Settling;
    const SettlementState own = isSettling ? SettlementState::TransfersCommitted : settlement.state;
    const bool isLeftOut = model.isBilateral && account.state == SettlementState::Aborted;
    if (!isLeftOut && account.state != own && !(next && account.state == *next))
        m_findings.add("I-15", name + " is " + std::string(domain::toString(account.state)) +
                                   ", the settlement " + std::string(domain::toString(settlement.state)));
    const bool isPending = account.state == SettlementState::PendingSettlement;
    const bool mayHave = model.resets && !isPending;
    const bool mustHave = mayHave && account.state != SettlementState::Aborted;
    if ((account.transferSeq != 0 && !mayHave) || (account.transferSeq == 0 && mustHave))
        m_findings.add("I-16",
                       name + (mustHave ? " has no settlement transfer" : " has a settlement transfer"));
    if (account.transferSeq == 0) return;
    m_used.push_back(account.transferSeq);
    checkTransfer(name, account);
}

void SettlementCheck::checkTransfer(const std::string& name, const ledger::SettlementAccount& account)
{
    struct Pair
    {
        SettlementState account;
        TransferState transfer;
    };
    static constexpr std::array kPairs{
        Pair{SettlementState::TransfersRecorded, TransferState::ReceivedPrepare},
        Pair{SettlementState::TransfersReserved, TransferState::Reserved},
        Pair{SettlementState::TransfersCommitted, TransferState::Committed},
        Pair{SettlementState::Settled, TransferState::Committed},
        Pair{SettlementState::Aborted, TransferState::AbortedRejected},
    };
    const auto transfer = m_book.transfer(account.transferSeq);
    const std::int64_t side =
        !transfer ? 0 : (account.net.isNegative() ? transfer->debitAccount : transfer->creditAccount);
    const bool isIt = transfer && transfer->kind == ledger::TransferKind::Settlement &&
                      transfer->amount == account.net.absolute().toColumn() &&
                      side == account.account.value();
    if (!isIt) {
        m_findings.add("I-16", name + " has transfer " + std::to_string(account.transferSeq) +
                                   ", which does not settle it");
        return;
    }
    const bool fits = std::any_of(kPairs.begin(), kPairs.end(), [&](const Pair& pair) {
        return pair.account == account.state && pair.transfer == transfer->state;
    });
    if (!fits)
        m_findings.add("I-16", name + " is " + std::string(domain::toString(account.state)) +
                                   ", its settlement transfer " +
                                   std::string(domain::toString(transfer->state)));
}

} // namespace

Done checkSettlement(Connection& ledger, const TransferBook& book, Findings& findings)
{
    if (auto done = SettlementCheck(ledger, book, findings).run(); !done) return done;
    return checkSettlementHistory(ledger, findings);
}

} // namespace hub::store
