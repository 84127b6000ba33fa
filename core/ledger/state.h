#pragma once

#include "core/domain/transfer_states.h"
#include "core/ledger/decision.h"
#include "core/ledger/registry.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hub::ledger {

struct SettlementHandlers;

/// The scheme's switches that decide (key table `switch.*`); fixed while the hub runs.
struct Rules
{
    std::string hubName = "Hub";
    bool onUsTransfers = false;          ///< fspiop 7.3 3h
    bool payeeAccountValidation = false; ///< 7.3 3j; the key table turns it on
    bool confirmToPayee = false;         ///< 7.9: PUT Hub -> payee after COMMITTED
    domain::Amount initialPosition;      ///< PARTICIPANT_INITIAL_POSITION
    domain::Amount amountMax = domain::kAmountMaxDefault;
    std::int64_t fundsValidityMs = 432'000'000; ///< INTERNAL_TRANSFER_VALIDITY_SECONDS
    int closeAttemptsMax = 3;                   ///< tries of a window's step from PROCESSING to CLOSED
    std::int64_t closeRetryMs = 3000;
    /// Null: a ledger without settlement, which refuses its commands.
    const SettlementHandlers* settlement = nullptr;
};

/// A duplicate hash as memory keeps it: the first 16 bytes of the SHA-256, enough to tell another body.
using ShortHash = std::array<std::uint8_t, 16>;

/// What stays in memory of a transfer for duplicate checks and late messages, whatever its state (88 bytes).
struct TransferRecord
{
    domain::CorrelationId id;
    domain::TransferState state{};
    TransferKind kind = TransferKind::Client;
    bool hasFulfilHash = false;
    bool hasErrorHash = false;
    std::uint32_t payer = 0; ///< participant id, 0 unknown
    std::uint32_t payee = 0;
    TransferSeq seq = 0;
    ShortHash prepareHash{};
    ShortHash fulfilHash{};
    ShortHash errorHash{};
};

/// A transfer that can still move: everything fulfil, abort and expiry need.
struct OpenTransfer
{
    TransferSeq seq = 0;
    domain::TransferId id;
    TransferKind kind = TransferKind::Client;
    domain::TransferState state{};
    domain::FspId payer;
    domain::FspId payee;
    domain::AccountId payerAccount;
    domain::AccountId payeeAccount;
    domain::Currency currency;
    domain::Amount amount;
    base::Instant expiration;
    std::optional<base::Digest> condition;
    events::TraceContext trace;
    BulkSeq bulk = 0; ///< it belongs to this bulk and ends with it; 0: to none
    std::shared_ptr<const domain::TransactionFacts> facts{};
};

/// Records of transfers by id in compact blocks: about 100 bytes each, no rehash peaks. The oldest leave
/// first when the bound is passed, but never one that can still move or is not yet found through the store
/// (`Journal::find`).
class TransferIndex
{
public:
    TransferIndex();
    ~TransferIndex();
    TransferIndex(TransferIndex&&) noexcept;
    TransferIndex& operator=(TransferIndex&&) noexcept;

    /// Null when it is not in memory.
    const TransferRecord* find(const domain::CorrelationId& id) const;
    /// Inserts or replaces.
    void put(const TransferRecord& record);
    TransferRecord* findForUpdate(const domain::CorrelationId& id);
    std::size_t size() const;
    /// Bytes held, for the metrics.
    std::size_t bytes() const;
    /// Drops the oldest records with seq <= `indexedUpTo` in a final state until at most `keep` remain.
    /// Returns how many went. Bounded work per call (at most 4096 records).
    std::size_t evict(std::size_t keep, TransferSeq indexedUpTo);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Bulks by id: the open ones and the newest of the others. Open ones have their transfers with them.
class BulkIndex
{
public:
    /// Null when it is not in memory.
    const Bulk* find(const domain::CorrelationId& id) const;
    const Bulk* find(BulkSeq seq) const;
    /// Of an open bulk, by index; null otherwise.
    const std::vector<BulkItem>* items(BulkSeq seq) const;
    /// Inserts or replaces; the items of a bulk that has ended are dropped.
    void put(const Bulk& bulk);
    void put(const BulkItem& item);
    const std::map<BulkSeq, Bulk>& all() const { return m_bulks; }
    std::size_t size() const { return m_bulks.size(); }
    /// Drops the oldest that have ended until at most `keep` remain.
    void evict(std::size_t keep);

private:
    std::map<BulkSeq, Bulk> m_bulks;
    std::unordered_map<domain::CorrelationId, BulkSeq> m_byId;
    std::unordered_map<BulkSeq, std::vector<BulkItem>> m_items;
};

/// Everything apply() looks at. Owned by the writer thread; only absorb() changes it.
struct State
{
    Rules rules;
    std::shared_ptr<const Registry> registry;
    /// By account id (index = id); entries of unknown ids are zero.
    std::vector<domain::Position> positions;
    TransferIndex transfers;
    /// By transfer seq.
    std::unordered_map<TransferSeq, OpenTransfer> open;
    /// (expiration ms, seq) of open client transfers: the deadline order.
    std::set<std::pair<std::int64_t, TransferSeq>> deadlines;
    BulkIndex bulks;
    /// Dead letters that commands of the batch in hand ask for, by number; nothing when there is none (any
    /// more). The engine fills it before a command is decided and clears it after the batch.
    std::map<OutboxSeq, std::optional<Notice>> deadLetters;
    Window openWindow;
    /// Windows that are not SETTLED, the open one among them.
    std::map<std::int64_t, Window> windows;
    /// What flowed in them, and the contents of those that are closed.
    std::map<std::int64_t, WindowFlows> flows;
    std::map<std::int64_t, WindowContent> contents;
    /// Settlements that are not over, and the newest of the others.
    std::map<std::int64_t, SettlementFile> settlements;
    /// Settlements being finalised or that failed to be, and the newest of the others.
    std::map<std::int64_t, Finalise> finalises;
    /// When the next try of each PROCESSING window is due (ms).
    std::map<std::int64_t, std::int64_t> closing;
    TransferSeq nextTransferSeq = 1;
    OutboxSeq nextOutboxSeq = 1;
    BulkSeq nextBulkSeq = 1;
    std::int64_t nextParticipantId = 1;
    std::int64_t nextAccountId = 1;
    std::int64_t nextModelId = 1;
    std::int64_t nextOracleId = 1;
    std::int64_t nextAccountTypeId = 100;
    std::int64_t nextWindowId = 1;
    std::int64_t nextContentId = 1;
    std::int64_t nextSettlementId = 1;
    std::int64_t nextRuleId = 1;
    std::int64_t nextCredentialId = 1;
    std::int64_t nextContactId = 1;

    const domain::Position& position(domain::AccountId account) const;
    /// Earliest moment (ms) at which a Tick has something to do; nothing when none has.
    std::optional<std::int64_t> nextDueMs() const;
    /// Settlements that are over and stay in memory.
    static constexpr std::size_t kOverKept = 64;
};

/// The first changes of a fresh hub: hub participant (id 1), seeded account types, window 1 OPEN "initial
/// window".
std::vector<Change> seedChanges(const Rules& rules, base::Instant now);

/// The rules (fspiop 7, admin-settlement 1 to 3, docs/decisions). Pure: no I/O, clock, randomness or logging.
/// `trace` is kept with what the decision makes, it never changes a decision.
Decision apply(const State& state, const Command& command, base::Instant now,
               const events::TraceContext& trace);

/// The only mutation of State; recovery goes through it too. Notices only move the outbox counter.
void absorb(State& state, std::span<const Change> changes, std::span<const Notice> notices);

/// What must hold after every absorb (reliability 4.1): one open window, records and deadlines of exactly the
/// open transfers, deposits equal to what the hub administers. Names the first that does not; costs a pass
/// over accounts and open transfers.
std::optional<std::string> brokenInvariant(const State& state);

/// brokenInvariant() as a failed check.
void checkInvariants(const State& state);

} // namespace hub::ledger
