#include "core/admin/report_tables.h"

#include "core/admin/settlement_service.h"
#include "core/settlement/netting.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hub::admin {
namespace {

using domain::Amount;
using report::Cell;
using report::Money;

/// An account with its owner, as reports name them.
struct Named
{
    std::int64_t participant = 0;
    std::string name;
    const ledger::ParticipantEntry* entry = nullptr;
    const domain::Account* account = nullptr;
};

Named named(const ledger::Registry& registry, domain::AccountId id)
{
    Named out;
    out.entry = registry.ownerOf(id);
    if (out.entry == nullptr) return out;
    out.account = out.entry->account(id);
    out.participant = out.entry->participant.id.value();
    out.name = out.entry->participant.name.value();
    return out;
}

/// Per currency what is owed, what is due and what both leave: nothing.
struct Totals
{
    Amount debit;
    Amount credit;
    Amount check;
};
using TotalsByCurrency = std::map<domain::Currency, Totals>;

void count(TotalsByCurrency& totals, domain::Currency currency, Amount net)
{
    Totals& sums = totals[currency];
    (net.isNegative() ? sums.credit : sums.debit) += net.absolute();
    sums.check += net;
}

std::string checkText(const TotalsByCurrency& totals)
{
    std::string out;
    for (const auto& [currency, sums] : totals)
        out += (out.empty() ? "" : ", ") + sums.check.toFixed(currency.decimals()) + ' ' +
               std::string(currency.code());
    return out;
}

} // namespace

report::Report initiationSheet(const ledger::SettlementFacts& facts, const ledger::LedgerView& view,
                               const std::vector<domain::AccountId>& moved, base::Instant now)
{
    const auto registry = view.registry();
    const std::string id = std::to_string(facts.file.settlement.id.value());
    report::Report report;
    report::Table table;
    table.columns = {
        {"Participant, account, name", false}, {"Currency", false}, {"Balance", true}, {"Transfer", true}};
    TotalsByCurrency totals;
    for (const auto& [account, net] : settlement::netsToSettle(facts.file)) {
        const Named owner = named(*registry, domain::AccountId(account));
        if (owner.account == nullptr) continue;
        const domain::Currency currency = owner.account->currency;
        const auto* money = owner.entry->account(domain::AccountType::Settlement, currency);
        const Amount liquidity = money != nullptr ? view.position(money->id).value.negated() : Amount();
        const bool isMoved = std::find(moved.begin(), moved.end(), domain::AccountId(account)) != moved.end();
        table.rows.push_back(
            {std::to_string(owner.participant) + ' ' + std::to_string(account) + ' ' + owner.name,
             std::string(currency.code()), Money{isMoved ? liquidity : liquidity - net, currency},
             Money{net, currency}});
        count(totals, currency, net);
    }
    report.scope = {{"Settlement ID", id},
                    {"Generated", base::toIso8601(now)},
                    {"Transfer", "above zero: the participant pays; Balance: after it"},
                    {"Check value", checkText(totals)}};
    report.tables.push_back(std::move(table));
    return report;
}

report::Report settlementReport(const ledger::SettlementFacts& facts, const ledger::Registry& registry,
                                std::optional<domain::Currency> only)
{
    const auto& settlement = facts.file.settlement;
    report::Report report;
    report.title = "Settlement " + std::to_string(settlement.id.value());
    report::Table table;
    table.title = "Net amounts";
    table.columns = {{"Participant", false}, {"Account", true}, {"Currency", false}, {"State", false},
                     {"Debit", true},        {"Credit", true},  {"Net", true}};
    TotalsByCurrency totals;
    for (const auto& account : facts.file.accounts) {
        const Named owner = named(registry, account.account);
        if (owner.account == nullptr || (only && owner.account->currency != *only)) continue;
        const domain::Currency currency = owner.account->currency;
        const Amount none;
        table.rows.push_back({owner.name, account.account.value(), std::string(currency.code()),
                              std::string(domain::toString(account.state)),
                              Money{account.net.isNegative() ? none : account.net, currency},
                              Money{account.net.isNegative() ? account.net.absolute() : none, currency},
                              Money{account.net, currency}});
        count(totals, currency, account.net);
    }
    for (const auto& [currency, sums] : totals)
        table.totals.push_back({std::string("Total"), Cell(), std::string(currency.code()), Cell(),
                                Money{sums.debit, currency}, Money{sums.credit, currency},
                                Money{sums.check, currency}});
    report::Table windows;
    windows.title = "Windows";
    windows.columns = {{"Window", true}, {"State", false}, {"Opened", false}, {"Reason", false}};
    for (const auto& window : facts.windows)
        windows.rows.push_back(
            {window.id.value(), std::string(toString(window.state)), window.createdAt, window.reason});
    report.scope = {{"State", std::string(domain::toString(settlement.state))},
                    {"Reason", settlement.reason},
                    {"Created", base::toIso8601(settlement.createdAt)},
                    {"Filter", only ? "currency " + std::string(only->code()) : "none"},
                    {"Check value, should be zero", checkText(totals)}};
    report.tables.push_back(std::move(table));
    if (!windows.rows.empty()) report.tables.push_back(std::move(windows));
    return report;
}

report::Report windowReport(const ledger::WindowFacts& facts, const ledger::Registry& registry)
{
    struct Sums
    {
        Amount sent;
        Amount received;
        std::int64_t transfers = 0;
    };
    const std::string id = std::to_string(facts.window.id.value());
    report::Report report;
    report.title = "Settlement window " + id;
    std::map<std::int64_t, Sums> byAccount;
    report::Table pairs;
    pairs.title = "Between participants";
    pairs.columns = {
        {"Payer", false}, {"Payee", false}, {"Currency", false}, {"Transfers", true}, {"Amount", true}};
    for (const auto& flow : facts.flows) {
        const Amount amount = flow.net + flow.gross;
        const auto transfers = static_cast<std::int64_t>(flow.transfers + flow.grossTransfers);
        Sums& payer = byAccount[flow.payer.value()];
        payer.sent += amount;
        payer.transfers += transfers;
        Sums& payee = byAccount[flow.payee.value()];
        payee.received += amount;
        payee.transfers += transfers;
        const Named from = named(registry, flow.payer);
        if (from.account != nullptr)
            pairs.rows.push_back({from.name, named(registry, flow.payee).name,
                                  std::string(from.account->currency.code()), transfers,
                                  Money{amount, from.account->currency}});
    }
    report::Table table;
    table.title = "Net amounts";
    table.columns = {{"Participant", false}, {"Account", true},  {"Currency", false}, {"Transfers", true},
                     {"Sent", true},         {"Received", true}, {"Net", true}};
    std::map<domain::Currency, Sums> totals;
    TotalsByCurrency checks;
    for (const auto& [account, sums] : byAccount) {
        const Named owner = named(registry, domain::AccountId(account));
        if (owner.account == nullptr) continue;
        const domain::Currency currency = owner.account->currency;
        const Amount net = sums.sent - sums.received;
        table.rows.push_back({owner.name, account, std::string(currency.code()), sums.transfers,
                              Money{sums.sent, currency}, Money{sums.received, currency},
                              Money{net, currency}});
        totals[currency].sent += sums.sent;
        totals[currency].received += sums.received;
        count(checks, currency, net);
    }
    for (const auto& [currency, sums] : totals)
        table.totals.push_back({std::string("Total"), Cell(), std::string(currency.code()), Cell(),
                                Money{sums.sent, currency}, Money{sums.received, currency},
                                Money{sums.sent - sums.received, currency}});
    report.scope = {{"State", std::string(toString(facts.window.state))},
                    {"Reason", facts.window.reason},
                    {"Opened", base::toIso8601(facts.window.createdAt)},
                    {"Check value, should be zero", checkText(checks)}};
    report.tables.push_back(std::move(table));
    report.tables.push_back(std::move(pairs));
    return report;
}

namespace {

std::string processOf(ledger::TransferKind kind)
{
    switch (kind) {
    case ledger::TransferKind::FundsIn:
        return "funds in";
    case ledger::TransferKind::FundsOut:
        return "funds out";
    case ledger::TransferKind::Settlement:
        return "settlement";
    case ledger::TransferKind::Client:
        break;
    }
    return "transfer";
}

} // namespace

base::Expected<Statement, base::Error> statementOf(ledger::LedgerReader& reader,
                                                   const std::string& participant,
                                                   const domain::Account& account, base::Instant from,
                                                   base::Instant to)
{
    HUB_TRY(const auto points, reader.positionHistory(account.id, from, to, kStatementRowsMax + 1));
    if (points.empty()) return Statement();
    if (points.size() > static_cast<std::size_t>(kStatementRowsMax)) return Statement{std::nullopt, true};
    const auto [first, last] = std::minmax_element(
        points.begin(), points.end(), [](const auto& a, const auto& b) { return a.transfer < b.transfer; });
    std::unordered_map<ledger::TransferSeq, ledger::TransferRow> transfers;
    ledger::TransferFilter filter;
    filter.account = account.id;
    filter.limit = 1000;
    filter.before = last->transfer + 1;
    for (int page = 0; page * filter.limit < 10 * kStatementRowsMax; ++page) {
        HUB_TRY(const auto rows, reader.search(filter));
        for (const auto& row : rows)
            transfers.emplace(row.seq, row);
        if (static_cast<int>(rows.size()) < filter.limit || rows.back().seq <= first->transfer) break;
        filter.before = rows.back().seq;
    }
    const domain::Currency currency = account.currency;
    report::Report report;
    report.title = "Statement of " + participant + ", " + std::string(currency.code());
    report::Table table;
    table.columns = {{"Date", false},     {"Process", false}, {"Funds in", true},
                     {"Funds out", true}, {"Balance", true},  {"Transfer", false}};
    Amount in;
    Amount out;
    for (const auto& point : points) {
        // Deposits lie below zero on the account; people read them the other way round.
        const Amount change = point.delta.negated();
        const auto row = transfers.find(point.transfer);
        const bool isIn = !change.isNegative();
        (isIn ? in : out) += change.absolute();
        table.rows.push_back({point.at,
                              point.transfer == 0      ? std::string("opening")
                              : row == transfers.end() ? std::string("transfer")
                                                       : processOf(row->second.kind),
                              isIn ? Cell(Money{change, currency}) : Cell(),
                              isIn ? Cell() : Cell(Money{change.absolute(), currency}),
                              Money{point.value.negated(), currency},
                              row == transfers.end() ? std::string() : row->second.id.value().toString()});
    }
    table.totals.push_back({std::string("Total"), Cell(), Money{in, currency}, Money{out, currency},
                            Money{points.back().value.negated(), currency}, Cell()});
    const Amount opening = (points.front().value - points.front().delta).negated();
    report.scope = {{"From", base::toIso8601(from)},
                    {"To", base::toIso8601(to)},
                    {"Opening balance", opening.toFixed(currency.decimals())},
                    {"Check value, should be zero",
                     (opening + in - out - points.back().value.negated()).toFixed(currency.decimals())}};
    report.tables.push_back(std::move(table));
    return Statement{std::move(report), false};
}

namespace {

/// What went between a participant and one other.
struct Pair
{
    Amount sent;
    Amount received;
    std::int64_t transfers = 0;
};
using PairSums = std::map<std::pair<std::string, domain::Currency>, Pair>;

/// Accounts of `owner` and their counterparties that the settlement settles; counterparty 0: all of them.
using SettledPairs = std::set<std::pair<std::int64_t, std::int64_t>>;

SettledPairs settledPairs(const ledger::SettlementFile& file, const ledger::ParticipantEntry& owner)
{
    const bool isAborted = file.settlement.state == domain::SettlementState::Aborted;
    SettledPairs pairs;
    for (const auto& row : file.accounts)
        if (owner.account(row.account) != nullptr &&
            (isAborted || row.state != domain::SettlementState::Aborted))
            pairs.emplace(row.account.value(), row.counterparty.value());
    return pairs;
}

/// The flows of one content that are among `settled`, by counterparty.
void addPairs(const std::vector<ledger::Flow>& flows, const ledger::WindowContent& content,
              const ledger::Registry& registry, const ledger::ParticipantEntry& owner,
              const SettledPairs& settled, PairSums& pairs)
{
    for (const auto& flow : flows) {
        if (!settlement::isOf(flow, {content.type, content.currency}, registry)) continue;
        const bool isPayer = owner.account(flow.payer) != nullptr;
        if (!isPayer && owner.account(flow.payee) == nullptr) continue;
        const auto mine = (isPayer ? flow.payer : flow.payee).value();
        const auto other = (isPayer ? flow.payee : flow.payer).value();
        if (!settled.contains({mine, 0}) && !settled.contains({mine, other})) continue;
        Pair& pair = pairs[{named(registry, isPayer ? flow.payee : flow.payer).name, content.currency}];
        (isPayer ? pair.sent : pair.received) += flow.net;
        pair.transfers += static_cast<std::int64_t>(flow.transfers - flow.grossTransfers);
    }
}

} // namespace

base::Expected<std::optional<report::Report>, base::Error> dfspReport(ledger::LedgerReader& reader,
                                                                      const ledger::Registry& registry,
                                                                      domain::SettlementId settlement,
                                                                      const std::string& participant)
{
    ledger::SettlementFilter filter;
    filter.id = settlement;
    HUB_TRY(const auto found, reader.settlements(filter));
    const auto* owner = registry.find(participant);
    if (found.empty() || owner == nullptr) return std::optional<report::Report>();
    const auto& facts = found.front();
    const SettledPairs settled = settledPairs(facts.file, *owner);
    PairSums pairs;
    for (const auto& window : facts.windows) {
        ledger::WindowFilter one;
        one.id = window.id;
        HUB_TRY(const auto windows, reader.windows(one));
        for (const auto& content : facts.contents)
            if (content.window == window.id && !windows.empty())
                addPairs(windows.front().flows, content, registry, *owner, settled, pairs);
    }
    if (pairs.empty()) return std::optional<report::Report>();
    report::Report report;
    report.title =
        "Settlement " + std::to_string(settlement.value()) + " of " + owner->participant.name.value();
    report::Table table;
    table.columns = {{"Counterparty", false}, {"Currency", false}, {"Transfers", true},
                     {"Sent", true},          {"Received", true},  {"Net", true}};
    std::map<domain::Currency, Pair> totals;
    for (const auto& [key, pair] : pairs) {
        const domain::Currency currency = key.second;
        table.rows.push_back({key.first, std::string(currency.code()), pair.transfers,
                              Money{pair.sent, currency}, Money{pair.received, currency},
                              Money{pair.sent - pair.received, currency}});
        totals[currency].sent += pair.sent;
        totals[currency].received += pair.received;
        totals[currency].transfers += pair.transfers;
    }
    std::map<domain::Currency, Amount> checks;
    for (const auto& [currency, sums] : totals) {
        table.totals.push_back({std::string("Total"), std::string(currency.code()), sums.transfers,
                                Money{sums.sent, currency}, Money{sums.received, currency},
                                Money{sums.sent - sums.received, currency}});
        checks[currency] = sums.sent - sums.received;
    }
    for (const auto& account : facts.file.accounts)
        if (settled.contains({account.account.value(), account.counterparty.value()}))
            checks[owner->account(account.account)->currency] -= account.net;
    std::string check;
    for (const auto& [currency, sum] : checks)
        check += (check.empty() ? "" : ", ") + sum.toFixed(currency.decimals()) + ' ' +
                 std::string(currency.code());
    report.scope = {{"State", std::string(domain::toString(facts.file.settlement.state))},
                    {"Reason", facts.file.settlement.reason},
                    {"Created", base::toIso8601(facts.file.settlement.createdAt)},
                    {"Check value against the settlement, should be zero", check}};
    report.tables.push_back(std::move(table));
    return std::optional(std::move(report));
}

} // namespace hub::admin
