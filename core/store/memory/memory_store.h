#pragma once

#include "core/events/span.h"
#include "core/ledger/ports.h"
#include "core/ledger/queries.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hub::store {

/// What a store holds, in plain containers: the model that the contract suite holds the databases against,
/// and a quick store for tests of other rooms. Any thread (one mutex); outlives its journals and readers.
class MemoryStore
{
public:
    struct StoredTransfer
    {
        ledger::TransferFacts facts;
        std::map<ledger::HashStore, base::Digest> hashes;
    };

    /// What an events store would have written.
    void record(const std::vector<events::Span>& spans);

private:
    friend class MemoryJournal;
    friend class MemoryReader;
    friend class MemoryWriter;
    ledger::TransferRecord recordOf(const StoredTransfer& stored) const;
    void loadSettlement(ledger::Loaded& loaded) const;
    bool isPaused(const domain::FspId& destination) const;

    std::mutex m_mutex;
    bool m_isFresh = true;
    std::map<ledger::TransferSeq, StoredTransfer> m_transfers;
    std::unordered_map<domain::CorrelationId, ledger::TransferSeq> m_byId;
    std::vector<ledger::PositionMoved> m_moves;
    std::map<std::int64_t, domain::Position> m_positions;
    std::map<std::int64_t, domain::LedgerAccountType> m_types;
    std::map<std::int64_t, domain::Participant> m_participants;
    std::map<std::int64_t, domain::Account> m_accounts;
    std::vector<ledger::LimitPut> m_limits;
    std::map<std::pair<std::int64_t, std::string>, domain::Endpoint> m_endpoints;
    std::map<std::int64_t, domain::SettlementModel> m_models;
    std::map<std::int64_t, domain::Oracle> m_oracles;
    std::map<std::int64_t, ledger::Window> m_windows;
    std::map<std::array<std::int64_t, 3>, ledger::Flow> m_flows; ///< window, payer, payee
    std::map<std::int64_t, ledger::WindowContent> m_contents;
    std::map<std::int64_t, ledger::SettlementFile> m_settlements;
    std::map<std::pair<ledger::HistoryKind, std::int64_t>, std::vector<ledger::HistoryRow>> m_history;
    std::map<std::int64_t, domain::InterchangeRule> m_rules;
    std::vector<ledger::FeeCharged> m_fees;
    std::map<ledger::TransferSeq, std::shared_ptr<const domain::TransactionFacts>> m_facts;
    std::map<std::int64_t, ledger::FinalisePut> m_finalises;
    std::map<std::int64_t, domain::Credential> m_credentials;
    std::map<std::int64_t, domain::Contact> m_contacts;
    std::map<std::int64_t, domain::DeliveryPause> m_pauses;
    std::vector<ledger::DirectoryEntry> m_directory;
    std::map<ledger::BulkSeq, ledger::BulkFacts> m_bulks;
    std::map<ledger::OutboxSeq, ledger::Notice> m_outbox;
    std::vector<ledger::DeadLetter> m_deadLetters;
    std::vector<ledger::StoredAuditRow> m_audit;
    std::vector<events::Span> m_spans;
    ledger::OutboxSeq m_lastOutboxSeq = 0;
    domain::ContactId m_lastRemovedContact;
    domain::InterchangeRuleId m_lastRemovedRule;
};

/// Journal over a MemoryStore: the same contract without a disk. A new journal over the same store is a
/// restart.
class MemoryJournal final : public ledger::Journal
{
public:
    explicit MemoryJournal(MemoryStore& store);

    base::Expected<ledger::Loaded, base::Error> load() override;
    base::Expected<void, base::Error> commit(const ledger::Batch& batch) override;
    base::Expected<std::optional<ledger::TransferRecord>, base::Error>
    find(const domain::CorrelationId& id) override;
    base::Expected<std::optional<ledger::Bulk>, base::Error>
    findBulk(const domain::CorrelationId& id) override;
    base::Expected<std::optional<ledger::Notice>, base::Error> findDeadLetter(ledger::OutboxSeq seq) override;
    ledger::TransferSeq indexedUpTo() const override;
    /// The next `count` commits fail with `error` and change nothing.
    void failCommits(int count, base::Error error);

private:
    MemoryStore& m_store;
    int m_failures = 0;
    base::Error m_failure;
};

/// LedgerReader over a MemoryStore.
class MemoryReader final : public ledger::LedgerReader
{
public:
    explicit MemoryReader(MemoryStore& store);

    base::Expected<std::optional<ledger::TransferFacts>, base::Error>
    transfer(const domain::TransferId& id) override;
    base::Expected<std::vector<ledger::TransferRow>, base::Error>
    search(const ledger::TransferFilter& filter) override;
    base::Expected<std::vector<ledger::PositionPoint>, base::Error>
    positionHistory(domain::AccountId account, base::Instant from, base::Instant to, int max) override;
    base::Expected<std::vector<ledger::WindowFacts>, base::Error>
    windows(const ledger::WindowFilter& filter) override;
    base::Expected<std::vector<ledger::SettlementFacts>, base::Error>
    settlements(const ledger::SettlementFilter& filter) override;
    base::Expected<std::vector<ledger::HistoryRow>, base::Error>
    settlementHistory(ledger::HistoryKind kind, std::int64_t subject) override;
    base::Expected<std::vector<ledger::Finalise>, base::Error>
    finalises(const ledger::FinaliseFilter& filter) override;
    base::Expected<std::optional<std::string>, base::Error>
    finaliseFile(domain::SettlementId settlement) override;
    base::Expected<std::vector<ledger::ReservedTotal>, base::Error> reservedTotals() override;
    base::Expected<std::vector<ledger::StoredAuditRow>, base::Error>
    audit(const ledger::AuditFilter& filter) override;
    base::Expected<std::vector<ledger::DeadLetter>, base::Error>
    deadLetters(const ledger::DeadLetterFilter& filter) override;
    base::Expected<std::vector<ledger::OutboxSeq>, base::Error>
    oldestDeadLetters(const std::string& destination, int limit) override;
    base::Expected<std::vector<ledger::DestinationCount>, base::Error> deadLetterCounts() override;
    base::Expected<std::vector<ledger::Notice>, base::Error>
    outbox(const std::string& destination, ledger::OutboxSeq after, int limit) override;
    base::Expected<std::vector<ledger::DestinationCount>, base::Error> outboxCounts() override;
    base::Expected<std::vector<ledger::DirectoryEntry>, base::Error>
    directory(const std::string& partyIdType, const std::string& partyIdentifier, const std::string& subId,
              std::optional<domain::Currency> currency) override;
    base::Expected<std::vector<ledger::DirectoryEntry>, base::Error>
    searchDirectory(const ledger::DirectoryQuery& query) override;
    base::Expected<std::int64_t, base::Error> countDirectory(const ledger::DirectoryQuery& query) override;
    base::Expected<std::optional<ledger::BulkFacts>, base::Error>
    bulk(const domain::BulkTransferId& id) override;
    base::Expected<std::vector<ledger::Bulk>, base::Error> bulks(ledger::BulkSeq before, int limit) override;
    base::Expected<std::vector<events::Span>, base::Error>
    spansOfTrace(const events::TraceId& trace) override;
    base::Expected<std::vector<events::Span>, base::Error>
    spansOfSubject(const std::string& subject) override;
    base::Expected<ledger::SpanWalk, base::Error> walkSpans(std::string_view name, std::int64_t before,
                                                            int rows) override;
    base::Expected<std::vector<ledger::WaitingTransfer>, base::Error> waitingTransfers(base::Instant before,
                                                                                       int limit) override;

private:
    MemoryStore& m_store;
};

} // namespace hub::store
