#include "tests/sim/settlement_auditor.h"

#include <algorithm>
#include <array>

namespace hub::sim {
namespace {

constexpr std::array<const char*, 5> kLadder{"PENDING_SETTLEMENT", "PS_TRANSFERS_RECORDED",
                                             "PS_TRANSFERS_RESERVED", "PS_TRANSFERS_COMMITTED", "SETTLED"};

std::string after(const std::string& state)
{
    const std::string here = state == "SETTLING" ? "PS_TRANSFERS_COMMITTED" : state;
    for (std::size_t i = 0; i + 1 < kLadder.size(); ++i)
        if (here == kLadder[i]) return kLadder[i + 1];
    return {};
}

std::string text(SettlementAuditor::Units units)
{
    return domain::Amount::fromUnits(static_cast<std::int64_t>(units)).toString();
}

} // namespace

const SettlementAuditor::Model* SettlementAuditor::resolve(const std::string& currency) const
{
    const bool isFee = currency.ends_with("#fee");
    const Model* fallback = nullptr;
    for (const auto& model : m_models) {
        if (model.isFee != isFee) continue;
        if (model.currency == currency) return &model;
        if (model.currency.empty()) fallback = &model;
    }
    return fallback;
}

void SettlementAuditor::reserve(const std::string& payer, const std::string& currency, Units amount)
{
    m_positions[{payer, currency}] += amount;
}

void SettlementAuditor::release(const std::string& payer, const std::string& currency, Units amount)
{
    m_positions[{payer, currency}] -= amount;
}

void SettlementAuditor::commit(const std::string& payer, const std::string& payee,
                               const std::string& currency, Units amount)
{
    const bool isGross = resolve(currency)->isGross;
    m_payments.push_back({payer, payee, currency, amount, m_open, isGross});
    if (isGross) {
        m_positions[{payer, currency}] -= amount;
        m_deposits[{payer, currency}] += amount;
        m_deposits[{payee, currency}] -= amount;
    } else {
        m_positions[{payee, currency}] -= amount;
    }
}

void SettlementAuditor::chargeFee(const std::string& payer, const std::string& payee,
                                  const std::string& currency, Units amount)
{
    const Units fee = (amount * 6 + 50'000) / 100'000 * 100;
    if (fee == 0) return;
    const std::string ledger = currency + "#fee";
    m_payments.push_back({payer, payee, ledger, fee, m_open});
    m_positions[{payer, ledger}] += fee;
    m_positions[{payee, ledger}] -= fee;
}

bool SettlementAuditor::close(std::int64_t window)
{
    const auto at = m_windows.find(window);
    const bool isFilled = std::any_of(m_payments.begin(), m_payments.end(),
                                      [window](const Payment& row) { return row.window == window; });
    if (at == m_windows.end() || at->second != "OPEN" || !isFilled) return false;
    at->second = "CLOSED";
    m_open = window + 1;
    m_windows[m_open] = "OPEN";
    std::set<std::string> currencies;
    for (const auto& row : m_payments)
        if (row.window == window && !row.isGross) currencies.insert(row.currency);
    for (const auto& currency : currencies)
        m_contents.push_back({window, currency, resolve(currency)->name});
    return true;
}

std::int64_t SettlementAuditor::create(const std::string& name, const std::set<std::int64_t>& windows)
{
    const auto model = std::find_if(m_models.begin(), m_models.end(),
                                    [&name](const Model& row) { return row.name == name; });
    if (model == m_models.end() || model->isGross || windows.empty()) return 0;
    Settlement settlement;
    settlement.model = *model;
    for (const auto window : windows) {
        const auto state = windowState(window);
        bool isFound = false;
        for (std::size_t i = 0; i < m_contents.size(); ++i) {
            const auto& content = m_contents[i];
            if (content.window != window || content.model != name) continue;
            if (content.state != "CLOSED" && content.state != "ABORTED") continue;
            settlement.contents.push_back(i);
            isFound = true;
        }
        if (!isFound || (state != "CLOSED" && state != "ABORTED" && state != "PENDING_SETTLEMENT")) return 0;
    }
    const auto id = lastSettlement() + 1;
    std::map<std::array<std::string, 3>, Units> nets;
    for (const auto i : settlement.contents) {
        m_contents[i].state = "PENDING_SETTLEMENT";
        m_contents[i].settlement = id;
        m_windows[m_contents[i].window] = "PENDING_SETTLEMENT";
        for (const auto& row : m_payments) {
            if (row.window != m_contents[i].window || row.currency != m_contents[i].currency || row.isGross ||
                row.isSettled)
                continue;
            const bool isPair = model->isBilateral;
            nets[{row.payer, isPair ? row.payee : "", row.currency}] += row.amount;
            nets[{row.payee, isPair ? row.payer : "", row.currency}] -= row.amount;
        }
    }
    for (const auto& [key, net] : nets)
        settlement.accounts.push_back({key[0], key[1], key[2], net});
    m_settlements[id] = std::move(settlement);
    return id;
}

void SettlementAuditor::move(const Account& account, const std::string& entered, bool resets, int sign)
{
    const bool isRecipient = account.net < 0 && entered == "PS_TRANSFERS_RESERVED";
    const bool isSender = account.net > 0 && entered == "PS_TRANSFERS_COMMITTED";
    if (!resets || (!isRecipient && !isSender)) return;
    m_positions[{account.name, account.currency}] -= sign * account.net;
    m_hub[account.currency] += sign * account.net;
}

bool SettlementAuditor::step(std::int64_t id, const std::string& name, const std::string& counterparty,
                             const std::string& currency, const std::string& target,
                             const std::string& before)
{
    auto& settlement = m_settlements.at(id);
    for (auto& account : settlement.accounts) {
        if (account.name != name || account.counterparty != counterparty || account.currency != currency)
            continue;
        if (account.state == target) return true;
        if (after(before) != target || after(account.state) != target) return false;
        account.state = target;
        move(account, target, settlement.model.resets, 1);
        return true;
    }
    return false;
}

void SettlementAuditor::follow(std::int64_t id)
{
    auto& settlement = m_settlements.at(id);
    const auto target = after(settlement.state);
    if (target.empty()) return;
    const auto in = [&settlement](const std::string& state) {
        return std::count_if(settlement.accounts.begin(), settlement.accounts.end(),
                             [&state](const Account& row) { return row.state == state; });
    };
    const auto there = in(target);
    const bool isAll =
        there > 0 && there + in("ABORTED") == static_cast<std::ptrdiff_t>(settlement.accounts.size());
    if (isAll)
        settlement.state = target;
    else if (target == "SETTLED" && there > 0)
        settlement.state = "SETTLING";
    if (target == "SETTLED" && there > 0) settleContents(settlement, isAll);
}

/// What all of its accounts have settled is settled; at the end, what lacks a pair is free for another one.
void SettlementAuditor::settleContents(Settlement& settlement, bool isEnd)
{
    std::set<std::string> unsettled;
    std::set<std::string> left;
    for (const auto& account : settlement.accounts)
        if (account.state == "ABORTED")
            left.insert(account.name + '/' + account.counterparty + ' ' + account.currency);
        else if (account.state != "SETTLED")
            unsettled.insert(account.name + ' ' + account.currency);
    std::set<std::int64_t> ended;
    for (const auto i : settlement.contents) {
        auto& content = m_contents[i];
        if (content.state == "SETTLED") continue;
        bool isWaiting = false;
        bool lacks = false;
        const auto isLeft = [&](const Payment& row) {
            return left.contains(row.payer + '/' + row.payee + ' ' + row.currency);
        };
        std::vector<Payment*> rows;
        for (auto& row : m_payments)
            if (row.window == content.window && row.currency == content.currency && !row.isGross &&
                !row.isSettled)
                rows.push_back(&row);
        for (const auto* row : rows) {
            isWaiting = isWaiting || unsettled.contains(row->payer + ' ' + row->currency) ||
                        unsettled.contains(row->payee + ' ' + row->currency);
            lacks = lacks || isLeft(*row);
        }
        if (isWaiting || (lacks && !isEnd)) continue;
        content.state = lacks ? "ABORTED" : "SETTLED";
        if (lacks) content.settlement = 0;
        for (auto* row : rows)
            if (lacks && !isLeft(*row)) row->isSettled = true;
        ended.insert(content.window);
    }
    for (const auto window : ended) {
        bool isWhole = true;
        bool isLive = false;
        bool isAborted = false;
        for (const auto& row : m_contents) {
            if (row.window != window) continue;
            isWhole = isWhole && row.state == "SETTLED";
            isLive = isLive || row.state == "PENDING_SETTLEMENT";
            isAborted = isAborted || row.state == "ABORTED";
        }
        if (isWhole)
            m_windows[window] = "SETTLED";
        else if (isAborted && !isLive)
            m_windows[window] = "ABORTED";
    }
}

bool SettlementAuditor::abortPair(std::int64_t id, const std::string& name, const std::string& counterparty,
                                  const std::string& currency)
{
    const auto found = m_settlements.find(id);
    if (found == m_settlements.end() || counterparty.empty()) return false;
    auto& settlement = found->second;
    std::vector<Account*> sides;
    bool isLast = true;
    for (auto& account : settlement.accounts) {
        const bool isSide =
            account.currency == currency && ((account.name == name && account.counterparty == counterparty) ||
                                             (account.name == counterparty && account.counterparty == name));
        if (isSide)
            sides.push_back(&account);
        else
            isLast = isLast && account.state == "ABORTED";
    }
    if (sides.size() != 2) return false;
    for (const auto* side : sides)
        if (side->state == "PS_TRANSFERS_COMMITTED" || side->state == "SETTLED") return false;
    if (isLast) return abort(id);
    for (auto* side : sides) {
        if (side->state == "PS_TRANSFERS_RESERVED") move(*side, side->state, settlement.model.resets, -1);
        side->state = "ABORTED";
    }
    follow(id);
    return true;
}

bool SettlementAuditor::abort(std::int64_t id)
{
    const auto found = m_settlements.find(id);
    if (found == m_settlements.end()) return false;
    auto& settlement = found->second;
    if (settlement.state == "ABORTED") return true;
    if (settlement.state == "PS_TRANSFERS_COMMITTED" || settlement.state == "SETTLING" ||
        settlement.state == "SETTLED")
        return false;
    for (const auto& account : settlement.accounts)
        if (account.state == "PS_TRANSFERS_COMMITTED") return false;
    for (auto& account : settlement.accounts) {
        if (account.state == "PS_TRANSFERS_RESERVED")
            move(account, account.state, settlement.model.resets, -1);
        account.state = "ABORTED";
    }
    settlement.state = "ABORTED";
    for (const auto i : settlement.contents) {
        m_contents[i].state = "ABORTED";
        m_contents[i].settlement = 0;
    }
    for (const auto i : settlement.contents) {
        const bool isHeld = std::any_of(m_contents.begin(), m_contents.end(), [&](const Content& row) {
            return row.window == m_contents[i].window && row.state == "PENDING_SETTLEMENT";
        });
        if (!isHeld) m_windows[m_contents[i].window] = "ABORTED";
    }
    return true;
}

SettlementAuditor::Units SettlementAuditor::position(const std::string& name,
                                                     const std::string& currency) const
{
    const auto at = m_positions.find({name, currency});
    return at != m_positions.end() ? at->second : 0;
}

SettlementAuditor::Units SettlementAuditor::deposits(const std::string& name,
                                                     const std::string& currency) const
{
    const auto at = m_deposits.find({name, currency});
    return at != m_deposits.end() ? at->second : 0;
}

SettlementAuditor::Units SettlementAuditor::hub(const std::string& currency) const
{
    const auto at = m_hub.find(currency);
    return at != m_hub.end() ? at->second : 0;
}

std::string SettlementAuditor::windowState(std::int64_t window) const
{
    const auto at = m_windows.find(window);
    return at != m_windows.end() ? at->second : std::string();
}

std::set<std::string> SettlementAuditor::nets(std::int64_t settlement) const
{
    std::set<std::string> out;
    for (const auto& account : m_settlements.at(settlement).accounts)
        out.insert(account.name + '/' + account.counterparty + ' ' + account.currency + ' ' +
                   text(account.net));
    return out;
}

std::set<std::string> SettlementAuditor::accounts(std::int64_t settlement) const
{
    std::set<std::string> out;
    for (const auto& account : m_settlements.at(settlement).accounts)
        out.insert(account.name + '/' + account.counterparty + ' ' + account.currency + ' ' +
                   text(account.net) + ' ' + account.state);
    return out;
}

std::map<std::string, SettlementAuditor::Flow> SettlementAuditor::flows(std::int64_t window) const
{
    std::map<std::string, Flow> out;
    for (const auto& row : m_payments) {
        if (row.window != window) continue;
        Flow& flow = out[row.payer + '/' + row.payee + ' ' + row.currency];
        (row.isGross ? flow.gross : flow.net) += row.amount;
        ++flow.transfers;
        flow.grossTransfers += row.isGross ? 1 : 0;
        flow.isSettled = flow.isSettled || row.isSettled;
    }
    return out;
}

std::multiset<std::string> SettlementAuditor::contents(std::int64_t window) const
{
    std::multiset<std::string> out;
    for (const auto& row : m_contents)
        if (row.window == window)
            out.insert(row.currency + ' ' + row.model + ' ' + row.state + ' ' +
                       std::to_string(row.settlement));
    return out;
}

std::size_t SettlementAuditor::committed() const
{
    return static_cast<std::size_t>(
        std::count_if(m_payments.begin(), m_payments.end(),
                      [](const Payment& row) { return !row.currency.ends_with("#fee"); }));
}

std::string SettlementAuditor::strays() const
{
    for (const auto& row : m_payments) {
        if (row.window == m_open) continue;
        const auto wanted = row.isGross ? 0 : 1;
        const auto count =
            std::count_if(m_contents.begin(), m_contents.end(), [&row](const Content& content) {
                return content.window == row.window && content.currency == row.currency;
            });
        if (count != wanted)
            return "a payment of " + text(row.amount) + " in window " + std::to_string(row.window) +
                   " is in " + std::to_string(count) + " contents";
    }
    return {};
}

} // namespace hub::sim
