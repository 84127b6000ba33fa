#include "core/store/verify/cap_check.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace hub::store {
namespace {

using Done = base::Expected<void, base::Error>;

constexpr auto kPosition = static_cast<std::int64_t>(domain::AccountType::Position);
constexpr auto kDeposit = static_cast<std::int64_t>(domain::AccountType::Settlement);

/// A cap as it was put.
struct CapRow
{
    std::int64_t key = 0;
    std::int64_t at = 0;
    std::int64_t cap = 0;
    std::int64_t share = 0; ///< 1/100 percent; 0: fixed
};

/// A leg of an account that may be the deposit.
struct Leg
{
    std::int64_t key = 0;
    std::int64_t account = 0;
    std::int64_t value = 0; ///< after it
    std::int64_t at = 0;
    ledger::TransferSeq transfer = 0;
};

/// A POSITION account whose cap has followed the deposit at least once.
struct Followed
{
    std::int64_t account = 0;
    std::int64_t participant = 0;
    std::string currency;
    std::int64_t unit = 1; ///< smallest amount of the currency, in 1/10000
    /// (from, type): which account is the deposit, as models came and went; the first from the beginning.
    std::vector<std::pair<std::int64_t, std::int64_t>> types;
    std::vector<CapRow> rows;                    ///< in the order of their keys
    std::size_t taken = 0;                       ///< rows before the time that is looked at
    std::vector<Leg> legs;                       ///< of one millisecond, in the order of their keys
    std::map<std::int64_t, std::int64_t> values; ///< of its accounts, before `legs`
};

/// A model for positions.
struct Model
{
    std::int64_t settlementType = 0;
    std::string currency; ///< empty: the default
    bool isActive = false;
};

std::string amountText(std::int64_t units)
{
    return domain::Amount::fromUnits(units).toString();
}

class CapCheck
{
public:
    CapCheck(Connection& ledger, const TransferBook& book, Findings& findings)
        : m_ledger(ledger)
        , m_book(book)
        , m_findings(findings)
    {}
    Done run();

private:
    Done readRows();
    Done readAccounts();
    Done readModels();
    Done readLegs();
    void add(Followed& followed, const Leg& leg);
    /// Nothing more will come before `ms`.
    void closeUntil(Followed& followed, std::int64_t ms);
    /// `legs` are all of the millisecond `at`.
    void closeMillisecond(Followed& followed, const std::vector<Leg>& legs, std::int64_t at);
    /// Where the deposit stood before this millisecond, and after each of its legs in it.
    std::vector<Leg> pathOf(const Followed& followed, const std::vector<Leg>& legs, std::int64_t type) const;
    bool isKept(const Followed& followed, const std::vector<Leg>& path, std::size_t end) const;
    bool mayBeOneDecision(const Leg& leg, const Leg& next) const;
    void tell(const Followed& followed, const std::vector<Leg>& path, std::size_t end);

    Connection& m_ledger;
    const TransferBook& m_book;
    Findings& m_findings;
    std::map<std::int64_t, Followed> m_followed; ///< by POSITION account
    std::map<std::int64_t, Followed*> m_byDeposit;
    /// (participant, currency, type)
    std::map<std::tuple<std::int64_t, std::string, std::int64_t>, std::int64_t> m_accounts;
};

std::int64_t capOf(const Followed& followed, std::int64_t value, std::int64_t share)
{
    if (value >= 0) return 0;
    const std::int64_t held = -std::max(value, -std::numeric_limits<std::int64_t>::max());
    const std::int64_t cap = held / 10'000 * share + held % 10'000 * share / 10'000;
    return cap - cap % followed.unit;
}

bool isShare(const Followed& followed, const CapRow& row, std::int64_t value)
{
    return row.cap == capOf(followed, value, row.share);
}

Done CapCheck::run()
{
    if (auto done = readRows(); !done || m_followed.empty()) return done;
    for (const auto step : {&CapCheck::readAccounts, &CapCheck::readModels, &CapCheck::readLegs})
        if (auto done = (this->*step)(); !done) return done;
    return {};
}

Done CapCheck::readRows()
{
    Statement row(m_ledger,
                  "SELECT key, account, at, net_debit_cap, liquidity_percent FROM limits ORDER BY key");
    if (auto done = row.exec(); !done) return done;
    std::int64_t lastMs = 0;
    while (row.next()) {
        const auto share = std::clamp<std::int64_t>(row.integer(4), 0, domain::kLiquidityPercentMax);
        const CapRow cap{row.integer(0), row.integer(2), row.integer(3), share};
        if (cap.at < lastMs)
            m_findings.add("I-20", "cap " + row.text(0) + " was put before the one before it");
        lastMs = std::max(lastMs, cap.at);
        m_followed[row.integer(1)].rows.push_back(cap);
    }
    std::erase_if(m_followed, [](const auto& entry) {
        return std::all_of(entry.second.rows.begin(), entry.second.rows.end(),
                           [](const CapRow& cap) { return cap.share == 0; });
    });
    return row.failed() ? Done(base::Unexpected(row.error())) : Done();
}

Done CapCheck::readAccounts()
{
    Statement row(m_ledger, "SELECT id, participant, currency, type FROM accounts ORDER BY id");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        m_accounts.emplace(std::tuple(row.integer(1), row.text(2), row.integer(3)), row.integer(0));
        const auto found = m_followed.find(row.integer(0));
        if (found == m_followed.end() || row.integer(3) != kPosition) continue;
        found->second.account = row.integer(0);
        found->second.participant = row.integer(1);
        found->second.currency = row.text(2);
        const auto currency = domain::Currency::parse(row.text(2));
        for (int digits = currency ? currency->decimals() : 4; digits < 4; ++digits)
            found->second.unit *= 10;
    }
    if (row.failed()) return base::Unexpected(row.error());
    // A limit of an account that is no POSITION account is told elsewhere.
    std::erase_if(m_followed, [](const auto& entry) { return entry.second.account == 0; });
    for (const auto& [key, account] : m_accounts)
        for (auto& [position, followed] : m_followed)
            if (followed.participant == std::get<0>(key) && followed.currency == std::get<1>(key))
                m_byDeposit[account] = &followed;
    return {};
}

/// The currency's own active model comes before the default one; without any it is the SETTLEMENT account.
std::int64_t typeFor(const std::map<std::int64_t, Model>& models, const std::string& currency)
{
    const Model* chosen = nullptr;
    for (const auto& [id, model] : models) {
        if (!model.isActive || (!model.currency.empty() && model.currency != currency)) continue;
        if (chosen == nullptr || (chosen->currency.empty() && !model.currency.empty())) chosen = &model;
    }
    return chosen != nullptr ? chosen->settlementType : kDeposit;
}

Done CapCheck::readModels()
{
    std::map<std::int64_t, Model> models;
    Statement model(m_ledger, "SELECT id, settlement_type, currency FROM models WHERE ledger_type = 1");
    if (auto done = model.exec(); !done) return done;
    while (model.next())
        models[model.integer(0)] = {model.integer(1), model.text(2), false};
    if (model.failed()) return base::Unexpected(model.error());
    for (auto& [account, followed] : m_followed)
        followed.types.emplace_back(std::numeric_limits<std::int64_t>::min(), kDeposit);
    Statement step(m_ledger,
                   "SELECT a.at, m.id, a.action = 'settlementModel.create' OR json_extract(a.after, "
                   "'$.isActive') FROM audit a JOIN models m ON lower(m.name) = lower(a.subject) AND "
                   "m.ledger_type = 1 WHERE a.action IN ('settlementModel.create', "
                   "'settlementModel.active') AND NOT a.refused ORDER BY a.seq");
    if (auto done = step.exec(); !done) return done;
    while (step.next()) {
        models[step.integer(1)].isActive = step.integer(2) != 0;
        for (auto& [account, followed] : m_followed)
            if (const auto type = typeFor(models, followed.currency); type != followed.types.back().second)
                followed.types.emplace_back(step.integer(0), type);
    }
    return step.failed() ? Done(base::Unexpected(step.error())) : Done();
}

Done CapCheck::readLegs()
{
    Statement row(m_ledger, "SELECT key, account, value, at, transfer FROM position_moves ORDER BY key");
    if (auto done = row.exec(); !done) return done;
    while (row.next()) {
        const auto found = m_byDeposit.find(row.integer(1));
        if (found == m_byDeposit.end()) continue;
        add(*found->second, {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.natural(4)});
    }
    if (row.failed()) return base::Unexpected(row.error());
    for (auto& [account, followed] : m_followed)
        closeUntil(followed, std::numeric_limits<std::int64_t>::max());
    return {};
}

void CapCheck::add(Followed& followed, const Leg& leg)
{
    if (!followed.legs.empty() && followed.legs.front().at != leg.at) closeUntil(followed, leg.at);
    followed.legs.push_back(leg);
}

void CapCheck::closeUntil(Followed& followed, std::int64_t ms)
{
    const auto rowsBefore = [&](std::int64_t end) {
        while (followed.taken < followed.rows.size() && followed.rows[followed.taken].at < end)
            closeMillisecond(followed, {}, followed.rows[followed.taken].at);
    };
    if (!followed.legs.empty()) {
        const std::vector<Leg> legs = std::exchange(followed.legs, {});
        rowsBefore(legs.front().at);
        closeMillisecond(followed, legs, legs.front().at);
    }
    rowsBefore(ms);
}

void CapCheck::closeMillisecond(Followed& followed, const std::vector<Leg>& legs, std::int64_t at)
{
    std::size_t end = followed.taken;
    while (end < followed.rows.size() && followed.rows[end].at == at)
        ++end;
    // A model that came or went in this millisecond leaves two accounts to choose from: either may be right.
    std::vector<std::vector<Leg>> paths;
    for (std::size_t i = 0; i < followed.types.size(); ++i) {
        const bool isOver = i + 1 < followed.types.size() && followed.types[i + 1].first < at;
        if (followed.types[i].first <= at && !isOver)
            paths.push_back(pathOf(followed, legs, followed.types[i].second));
    }
    if (std::none_of(paths.begin(), paths.end(),
                     [&](const auto& path) { return isKept(followed, path, end); }))
        tell(followed, paths.back(), end);
    followed.taken = end;
    for (const Leg& leg : legs)
        followed.values[leg.account] = leg.value;
}

std::vector<Leg> CapCheck::pathOf(const Followed& followed, const std::vector<Leg>& legs,
                                  std::int64_t type) const
{
    const auto found = m_accounts.find({followed.participant, followed.currency, type});
    const std::int64_t account = found != m_accounts.end() ? found->second : 0;
    const auto before = followed.values.find(account);
    std::vector<Leg> path{{0, account, before != followed.values.end() ? before->second : 0, 0, 0}};
    std::copy_if(legs.begin(), legs.end(), std::back_inserter(path),
                 [account](const Leg& leg) { return leg.account == account; });
    return path;
}

/// Legs of one transfer, of a bulk and of a step of a settlement move together; deposits and withdrawals each
/// alone.
bool CapCheck::mayBeOneDecision(const Leg& leg, const Leg& next) const
{
    if (leg.transfer == next.transfer) return true;
    const auto one = m_book.transfer(leg.transfer);
    const auto other = m_book.transfer(next.transfer);
    const auto isFunds = [](ledger::TransferKind kind) {
        return kind == ledger::TransferKind::FundsIn || kind == ledger::TransferKind::FundsOut;
    };
    return !one || !other || (!isFunds(one->kind) && !isFunds(other->kind));
}

/// Whether the rows of this millisecond can have been put between its legs so that each is a share of what
/// was there, and none is missing after a decision that moved it: legs and rows are two lists, whose order
/// between each other is not kept. `reached` holds how many rows can have been put at a leg.
bool CapCheck::isKept(const Followed& followed, const std::vector<Leg>& path, std::size_t end) const
{
    const auto& rows = followed.rows;
    const auto isInOrder = [&](std::size_t taken, const Leg& leg) {
        return taken == 0 || rows[taken - 1].share == 0 || isShare(followed, rows[taken - 1], leg.value);
    };
    std::vector<std::size_t> reached{followed.taken};
    for (std::size_t i = 0; i < path.size(); ++i) {
        const Leg& leg = path[i];
        const bool isFirst = i == 0; // What the time before has left was looked at then.
        for (std::size_t n = 0; n < reached.size(); ++n) {
            const std::size_t taken = reached[n];
            if (taken == end || (n + 1 < reached.size() && reached[n + 1] == taken + 1)) continue;
            const CapRow& row = rows[taken];
            const bool fits =
                row.share == 0 ? isFirst || isInOrder(taken, leg) : isShare(followed, row, leg.value);
            if (fits) reached.insert(reached.begin() + static_cast<std::ptrdiff_t>(n) + 1, taken + 1);
        }
        const bool isLast = i + 1 == path.size();
        if (isFirst || (!isLast && mayBeOneDecision(leg, path[i + 1]))) {
            if (isLast) break;
            continue;
        }
        std::erase_if(reached, [&](std::size_t taken) { return !isInOrder(taken, leg); });
    }
    return !reached.empty() && reached.back() == end;
}

/// Names the first row that is no share of anything that was there, else the one in force at the end.
void CapCheck::tell(const Followed& followed, const std::vector<Leg>& path, std::size_t end)
{
    const auto& rows = followed.rows;
    std::size_t wrong = followed.taken;
    while (wrong < end &&
           (rows[wrong].share == 0 || std::any_of(path.begin(), path.end(), [&](const Leg& leg) {
                return isShare(followed, rows[wrong], leg.value);
            })))
        ++wrong;
    if (wrong == end) wrong = std::max<std::size_t>(end, 1) - 1;
    const CapRow& row = rows[wrong];
    m_findings.add("I-5", "the cap of account " + std::to_string(followed.account) + ", row " +
                              std::to_string(row.key) + " of limits, is " + amountText(row.cap) +
                              "; its share of what was on deposit was " +
                              amountText(capOf(followed, path.back().value, row.share)));
}

} // namespace

base::Expected<void, base::Error> checkCaps(Connection& ledger, const TransferBook& book, Findings& findings)
{
    return CapCheck(ledger, book, findings).run();
}

} // namespace hub::store
