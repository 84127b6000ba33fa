#include "core/store/verify/transfer_book.h"

#include <algorithm>
#include <array>
#include <string>

namespace hub::store {
namespace {

using domain::TransferState;

struct Step
{
    TransferState from; ///< ReceivedPrepare stands for none yet
    TransferState to;
};

// What may follow what, as rows (I-7). Steps within one decision are not rows.
constexpr std::array kSteps{
    Step{TransferState::ReceivedPrepare, TransferState::Reserved},
    Step{TransferState::ReceivedPrepare, TransferState::Invalid},
    Step{TransferState::ReceivedPrepare, TransferState::AbortedRejected},
    Step{TransferState::ReceivedPrepare, TransferState::ExpiredPrepared},
    Step{TransferState::Reserved, TransferState::Committed},
    Step{TransferState::Reserved, TransferState::AbortedError},
    Step{TransferState::Reserved, TransferState::AbortedRejected},
    Step{TransferState::Reserved, TransferState::ExpiredReserved},
    Step{TransferState::Committed, TransferState::Settled},
};

bool mayFollow(std::uint8_t from, TransferState to)
{
    const auto before = from == 0 ? TransferState::ReceivedPrepare : static_cast<TransferState>(from);
    return std::any_of(kSteps.begin(), kSteps.end(),
                       [&](const Step& step) { return step.from == before && step.to == to; });
}

bool isEnd(TransferState state)
{
    return state != TransferState::ReceivedPrepare && state != TransferState::Reserved;
}

std::string named(std::uint8_t state)
{
    return state == 0 ? "RECEIVED" : std::string(domain::toString(static_cast<TransferState>(state)));
}

std::string amountText(std::int64_t units)
{
    return domain::Amount::fromUnits(units).toString();
}

constexpr auto kPosition = static_cast<std::int64_t>(domain::AccountType::Position);
constexpr auto kSettlement = static_cast<std::int64_t>(domain::AccountType::Settlement);
constexpr auto kInterchangeFee = static_cast<std::int64_t>(domain::AccountType::InterchangeFee);
constexpr auto kClient = static_cast<std::uint8_t>(ledger::TransferKind::Client);
constexpr auto kHubSettlement = static_cast<std::int64_t>(domain::AccountType::HubMultilateralSettlement);
constexpr auto kSettlementTransfer = static_cast<std::uint8_t>(ledger::TransferKind::Settlement);
constexpr auto kFundsOut = static_cast<std::uint8_t>(ledger::TransferKind::FundsOut);

} // namespace

TransferBook::Entry* TransferBook::entryOf(ledger::TransferSeq seq)
{
    return seq >= 1 && seq <= m_entries.size() ? &m_entries[seq - 1] : nullptr;
}

BookAccount* TransferBook::accountOf(domain::AccountId account)
{
    const auto index = static_cast<std::size_t>(account.value());
    return account.value() > 0 && index < m_accounts.size() && m_accounts[index].isThere ? &m_accounts[index]
                                                                                         : nullptr;
}

void TransferBook::addAccount(const domain::Account& account)
{
    constexpr std::int64_t kAccountsMax = 10'000'000;
    if (account.id.value() <= 0 || account.id.value() > kAccountsMax) {
        m_findings.add("I-2", "account " + std::to_string(account.id.value()) + " has an impossible number");
        return;
    }
    const auto index = static_cast<std::size_t>(account.id.value());
    if (index >= m_accounts.size()) m_accounts.resize(index + 1);
    BookAccount& kept = m_accounts[index];
    kept.participant = account.participant.value();
    kept.type = static_cast<std::int64_t>(account.type);
    kept.currency = account.currency.index();
    kept.isThere = true;
    if (kept.type == kSettlement) m_deposits[{kept.participant, kept.currency}] = index;
}

void TransferBook::addCap(domain::AccountId account, base::Instant at, domain::Amount cap)
{
    if (BookAccount* kept = accountOf(account)) kept->caps.emplace_back(at.ms, cap.toColumn());
}

void TransferBook::addTransfer(const ledger::TransferReceived& row)
{
    if (row.seq == 0 || row.seq > m_entries.size() + 1'000'000) return; // Told as a gap.
    const std::size_t before = m_entries.size();
    if (row.seq > before) m_entries.resize(row.seq);
    for (std::size_t i = before; i + 1 < row.seq; ++i)
        m_entries[i].marks = kBroken;
    Entry& entry = m_entries[row.seq - 1];
    entry.amount = row.amount.toColumn();
    entry.expiration = row.expiration.ms;
    entry.debitAccount = static_cast<std::int32_t>(row.payerAccount.value());
    entry.creditAccount = static_cast<std::int32_t>(row.payeeAccount.value());
    entry.kind = static_cast<std::uint8_t>(row.kind);
    if (row.kind == ledger::TransferKind::Settlement) m_settlementTransfers.push_back(row.seq);
    if (row.receivedAt.ms < m_lastReceivedMs)
        m_findings.add("I-20",
                       "transfer " + std::to_string(row.seq) + " was received before the one before it");
    m_lastReceivedMs = std::max(m_lastReceivedMs, row.receivedAt.ms);
}

void TransferBook::addState(const StateRow& row, const std::optional<base::Digest>& condition,
                            const std::optional<base::Digest>& fulfilmentDigest)
{
    const std::string name = "state " + std::to_string(row.key);
    if (row.step.at.ms < m_lastStateMs)
        m_findings.add("I-20", name + " was entered before the one before it");
    m_lastStateMs = std::max(m_lastStateMs, row.step.at.ms);
    Entry* entry = entryOf(row.seq);
    if (entry == nullptr) {
        m_findings.add("I-7", name + " is of transfer " + std::to_string(row.seq) + ", which does not exist");
        return;
    }
    if ((entry->marks & kBroken) != 0) return;
    if (!mayFollow(entry->state, row.step.state))
        m_findings.add("I-7", "transfer " + std::to_string(row.seq) + " went from " + named(entry->state) +
                                  " to " + named(static_cast<std::uint8_t>(row.step.state)) + " (" + name +
                                  ")");
    entry->state = static_cast<std::uint8_t>(row.step.state);
    if (row.step.state == TransferState::Reserved) entry->marks |= kReserved;
    if (row.step.state == TransferState::Committed) checkCommit(row, *entry, condition, fulfilmentDigest);
    if (entry->kind == kClient) addFlow(row, *entry);
}

void TransferBook::addFlow(const StateRow& row, Entry& entry)
{
    const bool isCommit = row.step.state == TransferState::Committed;
    if (isCommit) entry.window = static_cast<std::int32_t>(row.window.value());
    if (!isCommit && row.step.state != TransferState::Settled) return;
    BookFlow& flow = m_flows[{entry.window, entry.debitAccount, entry.creditAccount}];
    if (isCommit) {
        flow.net += entry.amount;
        ++flow.transfers;
        return;
    }
    // Settled at once: it leaves the net, which contents settle.
    flow.net -= entry.amount;
    flow.gross += entry.amount;
    ++flow.grossTransfers;
}

void TransferBook::checkCommit(const StateRow& row, const Entry& entry,
                               const std::optional<base::Digest>& condition,
                               const std::optional<base::Digest>& fulfilmentDigest)
{
    const std::string name = "transfer " + std::to_string(row.seq);
    if (entry.kind != kClient) {
        if (row.window.value() != 0)
            m_findings.add("I-14", name + " moves no client money but is in a window");
        return;
    }
    if (!condition || !fulfilmentDigest || *condition != *fulfilmentDigest)
        m_findings.add("I-8", name + " is committed without a fulfilment of its condition");
    if (row.step.at.ms > entry.expiration) m_findings.add("I-8", name + " was committed after its expiry");
    // Closing a window is a command of the same writer: numbers never fall, and the window was the open one.
    const std::int64_t window = row.window.value();
    const auto kept = m_windows.find(window);
    const auto next = kept == m_windows.end() ? kept : std::next(kept);
    if (kept == m_windows.end())
        m_findings.add("I-14", name + " is in window " + std::to_string(window) + ", which does not exist");
    else if (window < m_lastWindow || row.step.at.ms < kept->second ||
             (next != m_windows.end() && row.step.at.ms > next->second))
        m_findings.add("I-14",
                       name + " is in window " + std::to_string(window) + ", which was not open then");
    m_lastWindow = std::max(m_lastWindow, window);
}

void TransferBook::addLeg(const ledger::PositionMoved& row, std::int64_t key)
{
    const std::string name = "leg " + std::to_string(key);
    if (row.at.ms < m_lastLegMs) m_findings.add("I-20", name + " was moved before the one before it");
    m_lastLegMs = std::max(m_lastLegMs, row.at.ms);
    BookAccount* account = accountOf(row.account);
    if (account == nullptr) {
        m_findings.add("I-2", name + " moves account " + std::to_string(row.account.value()) +
                                  ", which does not exist");
        return;
    }
    account->value += row.delta.toColumn();
    if (account->value != row.value.toColumn()) {
        m_findings.add("I-3", name + " leaves account " + std::to_string(row.account.value()) + " at " +
                                  row.value.toString() + ", its history at " + amountText(account->value));
        // Told once: what follows is held against this leg.
        account->value = row.value.toColumn();
    }
    if (row.transfer == 0) return;
    Entry* entry = entryOf(row.transfer);
    if (entry == nullptr)
        m_findings.add("I-3",
                       name + " is of transfer " + std::to_string(row.transfer) + ", which does not exist");
    else if ((entry->marks & kBroken) == 0)
        markLeg(row, key, *entry);
}

std::uint8_t TransferBook::markOf(const ledger::PositionMoved& row, const Entry& entry) const
{
    const std::int64_t account = row.account.value();
    const std::int64_t delta = row.delta.toColumn();
    if (entry.kind == kSettlementTransfer) {
        const bool isBack = row.state == TransferState::AbortedRejected;
        if (account == entry.debitAccount && delta == (isBack ? -entry.amount : entry.amount))
            return isBack ? kRelease : kDebit;
        if (account == entry.creditAccount && delta == (isBack ? entry.amount : -entry.amount))
            return isBack ? kTakeBack : kCredit;
        return 0;
    }
    if (account == entry.debitAccount && delta == entry.amount && row.state == TransferState::Reserved)
        return kDebit;
    if (account == entry.creditAccount && delta == -entry.amount && row.state == TransferState::Committed)
        return kCredit;
    if (account == entry.debitAccount && delta == -entry.amount && isEnd(row.state)) return kRelease;
    return 0;
}

void TransferBook::markLeg(const ledger::PositionMoved& row, std::int64_t key, Entry& entry)
{
    // Gross settlement moves four more legs after the commit, a fee two; they are part of the sums alone, and
    // the fees' are held against the fees.
    const BookAccount* moved = accountOf(row.account);
    const bool isClient = entry.kind == kClient;
    if (isClient && (row.state == TransferState::Settled || moved->type == kInterchangeFee)) return;
    const std::uint8_t mark = markOf(row, entry);
    if (mark == 0 || (entry.marks & mark) != 0) {
        m_findings.add("I-2", "leg " + std::to_string(key) + " (" + row.delta.toString() + " on account " +
                                  std::to_string(row.account.value()) + ") is none of transfer " +
                                  std::to_string(row.transfer));
        return;
    }
    entry.marks |= mark;
    if (mark == kDebit && entry.kind == kClient) checkLimit(row, *accountOf(row.account));
}

/// At the moment of the reservation: neither the cap nor the deposit may be passed (I-5). A cap that changed
/// in the same millisecond counts as the larger of the two.
void TransferBook::checkLimit(const ledger::PositionMoved& row, const BookAccount& account)
{
    std::optional<std::int64_t> cap;
    for (const auto& [from, value] : account.caps) {
        if (from > row.at.ms) break;
        cap = from == row.at.ms && cap ? std::max(*cap, value) : value;
    }
    const std::string name = "transfer " + std::to_string(row.transfer);
    if (account.type != kPosition || !cap) {
        m_findings.add("I-5", name + " was reserved on an account without a cap");
        return;
    }
    if (row.value.toColumn() > *cap)
        m_findings.add("I-5", name + " was reserved beyond the cap " + amountText(*cap));
    const auto deposit = m_deposits.find({account.participant, account.currency});
    if (deposit != m_deposits.end() && row.value.toColumn() > -m_accounts[deposit->second].value)
        m_findings.add("I-5", name + " was reserved beyond the deposit " +
                                  amountText(-m_accounts[deposit->second].value));
}

std::int64_t TransferBook::valueOf(domain::AccountId account) const
{
    const auto index = static_cast<std::size_t>(account.value());
    return index < m_accounts.size() ? m_accounts[index].value : 0;
}

const BookAccount* TransferBook::account(std::int64_t id) const
{
    return isKnown(domain::AccountId(id)) ? &m_accounts[static_cast<std::size_t>(id)] : nullptr;
}

std::optional<BookTransfer> TransferBook::transfer(ledger::TransferSeq seq) const
{
    if (seq == 0 || seq > m_entries.size()) return std::nullopt;
    const Entry& entry = m_entries[seq - 1];
    if ((entry.marks & kBroken) != 0) return std::nullopt;
    return BookTransfer{static_cast<ledger::TransferKind>(entry.kind),
                        entry.amount,
                        entry.debitAccount,
                        entry.creditAccount,
                        entry.state == 0 ? TransferState::ReceivedPrepare
                                         : static_cast<TransferState>(entry.state),
                        entry.window};
}

bool TransferBook::isKnown(domain::AccountId account) const
{
    const auto index = static_cast<std::size_t>(account.value());
    return account.value() > 0 && index < m_accounts.size() && m_accounts[index].isThere;
}

bool TransferBook::isOpen(ledger::TransferSeq seq, TransferState& state) const
{
    if (seq == 0 || seq > m_entries.size()) return false;
    const Entry& entry = m_entries[seq - 1];
    state = entry.state == 0 ? TransferState::ReceivedPrepare : static_cast<TransferState>(entry.state);
    return (entry.marks & kBroken) == 0 && !isEnd(state);
}

std::size_t TransferBook::openCount() const
{
    std::size_t count = 0;
    TransferState state{};
    for (ledger::TransferSeq seq = 1; seq <= m_entries.size(); ++seq)
        count += isOpen(seq, state) ? 1 : 0;
    return count;
}

void TransferBook::checkLegs(ledger::TransferSeq seq, const Entry& entry)
{
    if ((entry.marks & kBroken) != 0) return;
    const auto state = static_cast<TransferState>(entry.state);
    std::uint8_t wanted = entry.kind == kSettlementTransfer ? wantedOfSettlement(entry) : 0;
    if (entry.kind <= kFundsOut && (entry.marks & kReserved) != 0) {
        wanted = kDebit;
        if (state == TransferState::Committed || state == TransferState::Settled)
            wanted |= kCredit;
        else if (isEnd(state))
            wanted |= kRelease;
    }
    const auto moved = static_cast<std::uint8_t>(entry.marks & (kDebit | kCredit | kRelease | kTakeBack));
    if (moved == wanted) return;
    const auto lacks = [&](std::uint8_t mark, const char* what) {
        if ((wanted & mark) != 0 && (moved & mark) == 0)
            m_findings.add("I-2", "transfer " + std::to_string(seq) + " is " + named(entry.state) +
                                      " without " + what);
        if ((wanted & mark) == 0 && (moved & mark) != 0)
            m_findings.add("I-6", "transfer " + std::to_string(seq) + " is " + named(entry.state) +
                                      " and has " + what);
    };
    lacks(kDebit, "the debit leg");
    lacks(kCredit, "the credit leg");
    lacks(kRelease, "the leg that gives back");
    lacks(kTakeBack, "the leg that takes back");
}

std::uint8_t TransferBook::wantedOfSettlement(const Entry& entry) const
{
    if (entry.amount == 0) return 0;
    const auto state = static_cast<TransferState>(entry.state);
    const BookAccount* debited = account(entry.debitAccount);
    const bool isRecipient = debited != nullptr && debited->type != kHubSettlement;
    if (!isRecipient) return state == TransferState::Committed ? kDebit | kCredit : 0;
    if ((entry.marks & kReserved) == 0) return 0;
    return state == TransferState::AbortedRejected ? kDebit | kCredit | kRelease | kTakeBack
                                                   : kDebit | kCredit;
}

void TransferBook::close()
{
    // What stays reserved has moved its debit leg alone; everything else adds up to nothing (I-1, I-4).
    std::map<std::int64_t, domain::Amount> sums;
    for (const BookAccount& account : m_accounts)
        if (account.isThere) sums[account.currency] += domain::Amount::fromUnits(account.value);
    for (ledger::TransferSeq seq = 1; seq <= m_entries.size(); ++seq) {
        const Entry& entry = m_entries[seq - 1];
        checkLegs(seq, entry);
        TransferState state{};
        if (entry.kind == kSettlementTransfer) continue; // Its two legs move together.
        if (!isOpen(seq, state) || (entry.marks & kDebit) == 0) continue;
        if (const BookAccount* account = accountOf(domain::AccountId(entry.debitAccount)))
            sums[account->currency] -= domain::Amount::fromUnits(entry.amount);
    }
    for (const auto& [currency, sum] : sums)
        if (!sum.isZero())
            m_findings.add("I-1",
                           "the accounts in " +
                               std::string(domain::currencyCodes()[static_cast<std::size_t>(currency)]) +
                               " add up to " + sum.toString() + " beside what is reserved");
}

} // namespace hub::store
