#pragma once

#include "core/store/sqlite/row_codec.h"
#include "core/store/verify/findings.h"

#include <cstdint>
#include <map>
#include <optional>
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
    /// True when the transfer is not final; `state` is the one that open_transfers must have.
    bool isOpen(ledger::TransferSeq seq, domain::TransferState& state) const;
    std::size_t openCount() const;
    /// Legs of every transfer, and the sums of each currency.
    void close();

private:
    /// Rows of the two moves of a transfer that were seen, and its end.
    enum Mark : std::uint8_t {
        kDebit = 1,    ///< the payer's account took the amount
        kCredit = 2,   ///< the payee's account gave it
        kRelease = 4,  ///< the payer's account gave it back
        kReserved = 8, ///< RESERVED was entered
        kBroken = 16,  ///< its row failed its checksum: nothing more is said about it
    };
    struct Entry
    {
        std::int64_t amount = 0;
        std::int64_t expiration = 0;
        std::int32_t debitAccount = 0;
        std::int32_t creditAccount = 0;
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
    void markLeg(const ledger::PositionMoved& row, std::int64_t key, Entry& entry);

    Findings& m_findings;
    std::vector<Entry> m_entries;                                            ///< by transfer seq - 1
    std::vector<BookAccount> m_accounts;                                     ///< by account id
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> m_deposits; ///< (participant, currency)
    std::map<std::int64_t, std::int64_t> m_windows;
    std::int64_t m_lastWindow = 0;
    std::int64_t m_lastReceivedMs = 0;
    std::int64_t m_lastStateMs = 0;
    std::int64_t m_lastLegMs = 0;
};

} // namespace hub::store
