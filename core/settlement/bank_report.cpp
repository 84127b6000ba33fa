#include "core/settlement/bank_report.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace hub::settlement {
namespace {

using domain::Amount;

/// `3 12 greenbank`.
struct Key
{
    std::int64_t participant = 0;
    std::int64_t account = 0;
    std::string name;
};

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value <= 0) return std::nullopt;
    return value;
}

std::string trimmed(const std::string& text)
{
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// The name is whatever follows the two numbers: names may hold any character of an FspId.
std::optional<Key> keyOf(const std::string& cell)
{
    const std::string text = trimmed(cell);
    const auto first = text.find(' ');
    if (first == std::string::npos) return std::nullopt;
    const auto second = text.find(' ', first + 1);
    if (second == std::string::npos) return std::nullopt;
    const auto participant = numberOf(std::string_view(text).substr(0, first));
    const auto account = numberOf(std::string_view(text).substr(first + 1, second - first - 1));
    if (!participant || !account) return std::nullopt;
    return Key{*participant, *account, trimmed(text.substr(second + 1))};
}

class Checker
{
public:
    Checker(const BankReport& report, const BankContext& context)
        : m_report(report)
        , m_context(context)
    {}
    BankVerdict run();

private:
    void error(BankCheck check, std::string cell, std::string text)
    {
        m_verdict.findings.push_back({check, true, std::move(cell), std::move(text)});
    }
    void warn(BankCheck check, std::string cell, std::string text)
    {
        m_verdict.findings.push_back({check, false, std::move(cell), std::move(text)});
    }
    static std::string cell(char column, const BankRow& row) { return column + std::to_string(row.line); }
    void checkWhole();
    void checkRow(const BankRow& row);
    std::optional<Amount> amountIn(const BankRow& row, char column, const std::string& text, BankCheck check,
                                   domain::Currency currency);
    void checkAmounts(const BankRow& row, const KnownAccount& account, std::int64_t id);
    void checkBalance(const BankRow& row, const KnownAccount& account, Amount transfer, Amount balance);
    void checkAll();

    const BankReport& m_report;
    const BankContext& m_context;
    BankVerdict m_verdict;
    std::set<std::int64_t> m_seen;
    std::map<domain::Currency, Amount> m_sums;
};

void Checker::checkWhole()
{
    if (numberOf(trimmed(m_report.settlementId)) != std::optional(m_context.settlement.value()))
        error(BankCheck::SettlementId, "B1",
              "the report is for settlement \"" + trimmed(m_report.settlementId) + "\", not for " +
                  std::to_string(m_context.settlement.value()));
    if (m_context.isAborted) error(BankCheck::SettlementId, "B1", "the settlement was aborted");
    if (m_context.wasSeenBefore)
        error(BankCheck::DuplicateFile, {}, "this very file has been finalised before");
    const auto made = base::parseIso8601(trimmed(m_report.generatedAt));
    if (made && *made < m_context.changedAt)
        warn(BankCheck::StaleFile, "B2",
             "the settlement changed at " + base::toIso8601(m_context.changedAt) +
                 ", after its sheet was made");
}

std::optional<Amount> Checker::amountIn(const BankRow& row, char column, const std::string& text,
                                        BankCheck check, domain::Currency currency)
{
    const auto amount = Amount::parseDecimal(trimmed(text));
    if (!amount) {
        error(check, cell(column, row), "\"" + text + "\" is no amount with at most 4 decimals");
        return std::nullopt;
    }
    if (!amount->fitsDecimals(currency.decimals()))
        error(check, cell(column, row),
              amount->toString() + " has more decimals than " + std::string(currency.code()));
    return amount;
}

/// 4: what the bank holds afterwards is what the hub held before, less what was paid.
void Checker::checkBalance(const BankRow& row, const KnownAccount& account, Amount transfer, Amount balance)
{
    const auto shown = [&account](Amount amount) { return amount.toFixed(account.currency.decimals()); };
    const Amount expected = account.liquidity - transfer;
    if (balance != expected)
        warn(BankCheck::BalanceFits, cell(kBalanceColumn, row),
             "the balance of " + account.name + " is " + shown(balance) + ", " + shown(expected) +
                 " was expected (difference " + shown(balance - expected) + ")");
    if (balance.isNegative())
        error(BankCheck::BalanceFits, cell(kBalanceColumn, row), account.name + " has a balance below zero");
    // The hub would pay the recipients and find this out after.
    if (expected.isNegative() && !transfer.isNegative() && !transfer.isZero())
        error(BankCheck::BalanceFits, cell(kTransferColumn, row),
              account.name + " holds " + shown(account.liquidity) + " at the hub and cannot pay " +
                  shown(transfer) + ": record the funds that came in first");
    // A cap that is a share of the liquidity goes down with it.
    if (account.cap && !account.capFollows && *account.cap > balance)
        warn(BankCheck::CapExceedsLiquidity, cell(kBalanceColumn, row),
             "the net debit cap of " + account.name + ", " + shown(*account.cap) +
                 ", is above its balance of " + shown(balance));
}

void Checker::checkAmounts(const BankRow& row, const KnownAccount& account, std::int64_t id)
{
    const auto transfer =
        amountIn(row, kTransferColumn, row.transfer, BankCheck::TransferDecimals, account.currency);
    const auto balance =
        amountIn(row, kBalanceColumn, row.balance, BankCheck::BalanceDecimals, account.currency);
    if (transfer) m_sums[account.currency] += *transfer;
    const auto net = m_context.nets.find(id);
    if (net == m_context.nets.end()) {
        error(BankCheck::AccountExtra, cell(kKeyColumn, row),
              "account " + std::to_string(id) + " has no part in the settlement");
    } else if (transfer && *transfer != net->second) {
        error(BankCheck::TransferIsNet, cell(kTransferColumn, row),
              "the transfer of " + account.name + " is " + transfer->toString() +
                  ", its net settlement amount is " + net->second.toString());
    }
    if (transfer && balance) {
        checkBalance(row, account, *transfer, *balance);
        m_verdict.entries.push_back({domain::AccountId(id), *transfer, *balance});
    }
}

void Checker::checkRow(const BankRow& row)
{
    const auto key = keyOf(row.key);
    if (!key) {
        error(BankCheck::KeyDisagrees, cell(kKeyColumn, row),
              "\"" + row.key + "\" is not a participant's number, an account's number and a name");
        return;
    }
    if (!m_seen.insert(key->account).second)
        error(BankCheck::DuplicateRow, cell(kKeyColumn, row),
              "account " + std::to_string(key->account) + " has a row already");
    const auto known = m_context.accounts.find(key->account);
    if (known == m_context.accounts.end()) {
        error(BankCheck::AccountUnknown, cell(kKeyColumn, row),
              "account " + std::to_string(key->account) + " is not known");
        return;
    }
    const KnownAccount& account = known->second;
    if (account.participant.value() != key->participant || account.name != key->name)
        error(BankCheck::KeyDisagrees, cell(kKeyColumn, row),
              "account " + std::to_string(key->account) + " is that of " +
                  std::to_string(account.participant.value()) + " " + account.name);
    if (account.type != domain::AccountType::Position)
        error(BankCheck::NotPosition, cell(kKeyColumn, row),
              "account " + std::to_string(key->account) + " is no POSITION account");
    if (!account.isParticipantActive) {
        // Nobody's funds are moved while it is inactive, so a net cannot be settled then.
        const auto net = m_context.nets.find(key->account);
        const bool isMoved = net != m_context.nets.end() && !net->second.isZero();
        m_verdict.findings.push_back(
            {BankCheck::ParticipantInactive, isMoved, cell(kKeyColumn, row), account.name + " is inactive"});
    }
    if (const std::string currency = trimmed(row.currency);
        !currency.empty() && currency != account.currency.code())
        error(BankCheck::CurrencyColumn, cell(kCurrencyColumn, row),
              "the row says " + currency + ", the account is in " + std::string(account.currency.code()));
    checkAmounts(row, account, key->account);
}

/// What only the whole file tells.
void Checker::checkAll()
{
    for (const auto& [id, net] : m_context.nets) {
        if (m_seen.contains(id)) continue;
        const auto known = m_context.accounts.find(id);
        error(BankCheck::AccountMissing, {},
              "account " + std::to_string(id) +
                  (known != m_context.accounts.end() ? " of " + known->second.name : std::string()) +
                  " is not in the report");
    }
    for (const auto& [currency, sum] : m_sums)
        if (!sum.isZero())
            error(BankCheck::SumIsZero, {},
                  "the transfers in " + std::string(currency.code()) + " add up to " + sum.toString());
}

BankVerdict Checker::run()
{
    checkWhole();
    for (const BankRow& row : m_report.rows)
        checkRow(row);
    checkAll();
    return std::move(m_verdict);
}

} // namespace

bool BankVerdict::hasErrors() const
{
    return std::any_of(findings.begin(), findings.end(),
                       [](const BankFinding& finding) { return finding.isError; });
}

BankVerdict checkBankReport(const BankReport& report, const BankContext& context)
{
    return Checker(report, context).run();
}

} // namespace hub::settlement
