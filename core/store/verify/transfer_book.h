#pragma once

#include "core/store/sqlite/row_codec.h"
#include "core/store/verify/findings.h"

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hub::store {

/// A ledger account as the book keeps it.
struct BookAccount
{
    std::int64_t participant = 0;
    std::int64_t type = 0;
    std::int64_t currency = 0;
    std::int64_t value = 0; ///< after the legs read so far
    bool isThere = false;
    /// (from, cap) in order of time, for POSITION accounts.
    std::vector<std::pair<std::int64_t, std::int64_t>> caps;
};

/// What committed client transfers moved between two accounts within a window.
struct BookFlow
{
    std::int64_t net = 0;
    std::int64_t gross = 0;
    std::uint64_t transfers = 0;
    std::uint64_t grossTransfers = 0;
    bool operator==(const BookFlow&) const = default;
};
/// (window, payer's account, payee's account).
using FlowKey = std::tuple<std::int64_t, std::int64_t, std::int64_t>;

/// A transfer as the book knows it.
struct BookTransfer
{
    ledger::TransferKind kind{};
    std::int64_t amount = 0;
    std::int64_t debitAccount = 0;
    std::int64_t creditAccount = 0;
    domain::TransferState state{}; ///< ReceivedPrepare: none yet
    std::int64_t window = 0;       ///< it was committed in
};

/// Follows every transfer through its rows by a table of its own: which state may follow which, and which
/// legs each state must have moved (admin-settlement 2.4). Fed in the order accounts, limits, windows,
/// transfers, states, legs; then asked for what must be left. Knows nothing of apply(). One thread.
class TransferBook
{
public:
    explicit TransferBook(Findings& findings)
        : m_findings(findings)
    {}

    void addAccount(const domain::Account& account);
    void addCap(domain::AccountId account, base::Instant at, domain::Amount cap);
    void addWindow(std::int64_t id, base::Instant createdAt) { m_windows[id] = createdAt.ms; }
    void addTransfer(const ledger::TransferReceived& row);
    /// `condition` is the transfer's.
    void addState(const StateRow& row, const std::optional<base::Digest>& condition,
                  const std::optional<base::Digest>& fulfilmentDigest);
    void addLeg(const ledger::PositionMoved& row, std::int64_t key);

    /// The balance that the legs give.
    std::int64_t valueOf(domain::AccountId account) const;
    bool isKnown(domain::AccountId account) const;
    /// Null when there is none.
    const BookAccount* account(std::int64_t id) const;
    /// Nothing when it does not exist or its row is damaged.
    std::optional<BookTransfer> transfer(ledger::TransferSeq seq) const;
    /// Of the client transfers, without fees.
    const std::map<FlowKey, BookFlow>& flows() const { return m_flows; }
    /// Numbers of the settlement transfers, rising.
    const std::vector<ledger::TransferSeq>& settlementTransfers() const { return m_settlementTransfers; }
    /// True when the transfer is not final; `state` is the one that open_transfers must have.
    bool isOpen(ledger::TransferSeq seq, domain::TransferState& state) const;
    std::size_t openCount() const;
    /// Legs of every transfer, and the sums of each currency.
    void close();

private:
    /// Rows of the two moves of a transfer that were seen, and its end.
    enum Mark : std::uint8_t {
        kDebit = 1,     ///< the payer's account took the amount
        kCredit = 2,    ///< the payee's account gave it
        kRelease = 4,   ///< the payer's account gave it back
        kReserved = 8,  ///< RESERVED was entered
        kBroken = 16,   ///< its row failed its checksum: nothing more is said about it
        kTakeBack = 32, ///< the payee's account took it back (aborted settlement)
    };
    struct Entry
    {
        std::int64_t amount = 0;
        std::int64_t expiration = 0;
        std::int32_t debitAccount = 0;
        std::int32_t creditAccount = 0;
        std::int32_t window = 0;
        std::uint8_t kind = 0;
        std::uint8_t state = 0; ///< 0: none yet
        std::uint8_t marks = 0;
    };
    Entry* entryOf(ledger::TransferSeq seq);
    BookAccount* accountOf(domain::AccountId account);
    void checkCommit(const StateRow& row, const Entry& entry, const std::optional<base::Digest>& condition,
                     const std::optional<base::Digest>& fulfilmentDigest);
    void checkLimit(const ledger::PositionMoved& row, const BookAccount& account);
    void checkLegs(ledger::TransferSeq seq, const Entry& entry);
    void addFlow(const StateRow& row, Entry& entry);
    /// The mark that a leg stands for; 0: none of this transfer's.
    std::uint8_t markOf(const ledger::PositionMoved& row, const Entry& entry) const;
    /// The legs that a settlement transfer must have: a recipient's move when it is reserved, a sender's
    /// when it is committed.
    std::uint8_t wantedOfSettlement(const Entry& entry) const;
    void markLeg(const ledger::PositionMoved& row, std::int64_t key, Entry& entry);

    Findings& m_findings;
    std::vector<Entry> m_entries;                                            ///< by transfer seq - 1
    std::vector<BookAccount> m_accounts;                                     ///< by account id
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> m_deposits; ///< (participant, currency)
    std::map<std::int64_t, std::int64_t> m_windows;
    std::map<FlowKey, BookFlow> m_flows;
    std::vector<ledger::TransferSeq> m_settlementTransfers;
    std::int64_t m_lastWindow = 0;
    std::int64_t m_lastReceivedMs = 0;
    std::int64_t m_lastStateMs = 0;
    std::int64_t m_lastLegMs = 0;
};

} // namespace hub::store
