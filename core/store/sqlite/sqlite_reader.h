#pragma once

#include "core/ledger/queries.h"
#include "core/store/data_directory.h"

#include <memory>

namespace hub::store {

/// Reads of a data directory's databases over one read-only connection. One thread only (made, used and
/// destroyed there). Sees every committed batch at once, whether the index has it yet or not.
class SqliteReader final : public ledger::LedgerReader
{
public:
    explicit SqliteReader(DataDirectory& directory);
    ~SqliteReader() override;

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
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::store
