#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/events/span.h"
#include "core/ledger/decision.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reads of what is on the disk, for GETs and panes. Implemented by core/store.
namespace hub::ledger {

/// One entered state of a transfer, as stored.
struct StateStep
{
    domain::TransferState state{};
    base::Instant at;
    std::optional<domain::FspiopError> error;
};

/// Everything stored of a transfer.
struct TransferFacts
{
    TransferReceived received;
    std::vector<StateStep> steps; ///< oldest first; the last is the present state
    std::string fulfilment;
    std::optional<base::Instant> completedAt;
    domain::WindowId window;
    Relay fulfilRelay; ///< the PUT that ended it, when a DFSP did
    struct Leg
    {
        domain::AccountId account;
        domain::Amount delta;
        domain::Amount value;
        domain::TransferState state{};
        base::Instant at;
    };
    std::vector<Leg> legs;
    domain::TransferState state() const
    {
        return steps.empty() ? domain::TransferState::ReceivedPrepare : steps.back().state;
    }
};

/// Every field given must fit; pages go by seq, newest first.
struct TransferFilter
{
    std::optional<domain::TransferId> id;
    std::string payer; ///< exact name, without case
    std::string payee;
    std::string anyParty; ///< payer or payee
    std::optional<domain::TransferState> state;
    std::optional<domain::Currency> currency;
    std::optional<domain::AccountId> account; ///< moved by the transfer
    std::optional<domain::WindowId> window;
    /// Committed into what this settlement took.
    std::optional<domain::SettlementId> settlement;
    std::optional<base::Instant> from; ///< received at or after
    std::optional<base::Instant> to;   ///< received before
    std::optional<TransferKind> kind;
    std::string errorCode;
    std::optional<domain::Amount> amountFrom;
    std::optional<domain::Amount> amountTo;
    TransferSeq before = 0; ///< page key: only seq < before; 0 from the newest
    int limit = 100;        ///< 1 .. 1000
};

struct TransferRow
{
    TransferSeq seq = 0;
    domain::TransferId id;
    TransferKind kind = TransferKind::Client;
    domain::FspId payer;
    domain::FspId payee;
    domain::Currency currency;
    domain::Amount amount;
    domain::TransferState state{};
    base::Instant receivedAt;
    base::Instant changedAt;
    std::string errorCode;
    domain::WindowId window;
};

/// Everything stored of a bulk.
struct BulkFacts
{
    Bulk bulk;
    std::vector<BulkItem> items; ///< by index
};

/// Entries of the built-in directory; every part given must fit. Ordered by type, identifier, sub-id and
/// currency.
struct DirectoryQuery
{
    std::string partyIdType;
    std::string identifierPrefix;
    std::string fspId;                   ///< without case
    std::optional<DirectoryEntry> after; ///< page key: only entries behind this one
    int limit = 200;                     ///< 1 .. 10000
};

struct PositionPoint
{
    base::Instant at;
    domain::Amount value;
    domain::Amount delta;
    TransferSeq transfer = 0;
};

struct AuditFilter
{
    std::string action;
    std::string subject;
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
    std::int64_t before = 0;
    int limit = 100;
};
struct StoredAuditRow
{
    std::int64_t seq = 0;
    AuditRow row;
    std::string chainHash; ///< hex
};

struct DeadLetter
{
    Notice notice;
    int attempts = 0;
    std::string reason;
    base::Instant at;
};

/// Every field given must fit; newest first.
struct DeadLetterFilter
{
    std::optional<OutboxSeq> seq;
    std::string destination; ///< without case
    std::optional<domain::TransferId> transfer;
    std::string reason;                ///< part of it, without case
    std::optional<base::Instant> from; ///< given up at or after
    std::optional<base::Instant> to;   ///< given up before
    OutboxSeq before = 0;              ///< page key: only seq < before; 0 from the newest
    int limit = 100;                   ///< 1 .. kLimitMax
    static constexpr int kLimitMax = 1000;
};

/// How many messages one participant has in a list, and since when the oldest is there.
struct DestinationCount
{
    domain::FspId destination;
    std::uint64_t messages = 0;
    base::Instant oldest; ///< given up (dead letters) or first queued (outbox)
};

/// Every field given must fit; newest first.
struct WindowFilter
{
    std::optional<domain::WindowId> id;
    std::optional<WindowState> state;
    bool isUnsettled = false;          ///< only those that are neither OPEN nor SETTLED
    std::optional<base::Instant> from; ///< opened at or after
    std::optional<base::Instant> to;   ///< opened at or before
    domain::WindowId before;           ///< page key; 0 from the newest
    int limit = 100;
    static constexpr int kLimitMax = 1000;
};

struct WindowFacts
{
    Window window;
    std::vector<Flow> flows;
    std::vector<WindowContent> contents;
    /// What took any of its contents, aborted ones too, oldest first.
    std::vector<domain::SettlementId> settlements;
};

struct SettlementFilter
{
    std::optional<domain::SettlementId> id;
    std::optional<domain::SettlementState> state;
    std::optional<base::Instant> from; ///< created at or after
    std::optional<base::Instant> to;   ///< created at or before
    domain::SettlementId before;
    int limit = 100;
    static constexpr int kLimitMax = 10'000;
};

struct SettlementFacts
{
    SettlementFile file;
    std::vector<Window> windows;
    std::vector<WindowContent> contents;
};

/// Every field given must fit; newest settlement first.
struct FinaliseFilter
{
    std::optional<domain::SettlementId> settlement;
    std::optional<FinaliseState> state;
    std::optional<base::Digest> fileHash;
    int limit = 100;
    static constexpr int kLimitMax = 1000;
};

enum class HistoryKind : std::uint8_t { Window = 1, Content = 2, Settlement = 3, Account = 4 };

/// One entered state of a window, content, settlement or account of a settlement; `state` is a WindowState
/// for the first two, a SettlementState for the others.
struct HistoryRow
{
    std::int64_t state = 0;
    base::Instant at;
    std::string who;
    std::string reason;
    std::string externalReference;
    domain::AccountId account;
    domain::AccountId counterparty;
    static constexpr int kRowsMax = 10'000;
};

/// Client transfers that are not final.
struct ReservedTotal
{
    domain::Currency currency;
    std::uint64_t transfers = 0;
    domain::Amount amount;
};

/// A transfer that is not final.
struct WaitingTransfer
{
    TransferRow row; ///< changedAt: when it was received
    base::Instant expiration;
    events::TraceId trace;
};

/// The spans of one trace that were written together.
struct SpanGroup
{
    std::int64_t key = 0; ///< rises with the time of writing
    std::vector<events::Span> spans;
};

/// A step of a walk through the spans, newest first.
struct SpanWalk
{
    std::vector<SpanGroup> groups;
    std::int64_t before = 0; ///< where the next step goes on; 0: there is nothing older
};

/// One read-only connection. One thread only (made, used and destroyed there). Errors are Storage or Invalid.
class LedgerReader
{
public:
    virtual ~LedgerReader() = default;
    virtual base::Expected<std::optional<TransferFacts>, base::Error>
    transfer(const domain::TransferId& id) = 0;
    virtual base::Expected<std::vector<TransferRow>, base::Error> search(const TransferFilter& filter) = 0;
    /// Ascending in time, at most `max` points, the newest kept when there are more.
    virtual base::Expected<std::vector<PositionPoint>, base::Error>
    positionHistory(domain::AccountId account, base::Instant from, base::Instant to, int max) = 0;
    virtual base::Expected<std::vector<WindowFacts>, base::Error> windows(const WindowFilter& filter) = 0;
    /// Newest first.
    virtual base::Expected<std::vector<SettlementFacts>, base::Error>
    settlements(const SettlementFilter& filter) = 0;
    /// Oldest first.
    virtual base::Expected<std::vector<HistoryRow>, base::Error> settlementHistory(HistoryKind kind,
                                                                                   std::int64_t subject) = 0;
    virtual base::Expected<std::vector<Finalise>, base::Error> finalises(const FinaliseFilter& filter) = 0;
    /// The bank's file that a settlement is finalised with; nothing when there is none.
    virtual base::Expected<std::optional<std::string>, base::Error>
    finaliseFile(domain::SettlementId settlement) = 0;
    virtual base::Expected<std::vector<ReservedTotal>, base::Error> reservedTotals() = 0;
    virtual base::Expected<std::vector<StoredAuditRow>, base::Error> audit(const AuditFilter& filter) = 0;
    virtual base::Expected<std::vector<DeadLetter>, base::Error>
    deadLetters(const DeadLetterFilter& filter) = 0;
    /// Of one destination (without case), the oldest first.
    virtual base::Expected<std::vector<OutboxSeq>, base::Error>
    oldestDeadLetters(const std::string& destination, int limit) = 0;
    /// By destination. A pass over all dead letters.
    virtual base::Expected<std::vector<DestinationCount>, base::Error> deadLetterCounts() = 0;
    /// Undelivered messages to one participant (without case), oldest first, only seq > `after`.
    virtual base::Expected<std::vector<Notice>, base::Error> outbox(const std::string& destination,
                                                                    OutboxSeq after, int limit) = 0;
    /// By destination. A pass over the outbox.
    virtual base::Expected<std::vector<DestinationCount>, base::Error> outboxCounts() = 0;
    /// Built-in directory: entries of an identifier, those of `subId` (empty: without one) first, at most
    /// 1 000. With a currency those of it and those of any.
    virtual base::Expected<std::vector<DirectoryEntry>, base::Error>
    directory(const std::string& partyIdType, const std::string& partyIdentifier, const std::string& subId,
              std::optional<domain::Currency> currency) = 0;
    virtual base::Expected<std::vector<DirectoryEntry>, base::Error>
    searchDirectory(const DirectoryQuery& query) = 0;
    /// How many fit; `after` and `limit` do not count.
    virtual base::Expected<std::int64_t, base::Error> countDirectory(const DirectoryQuery& query) = 0;
    virtual base::Expected<std::optional<BulkFacts>, base::Error> bulk(const domain::BulkTransferId& id) = 0;
    /// Newest first, only seq < `before` (0: from the newest), at most `limit`.
    virtual base::Expected<std::vector<Bulk>, base::Error> bulks(BulkSeq before, int limit) = 0;
    virtual base::Expected<std::vector<events::Span>, base::Error>
    spansOfTrace(const events::TraceId& trace) = 0;
    virtual base::Expected<std::vector<events::Span>, base::Error>
    spansOfSubject(const std::string& subject) = 0;
    /// Groups with key < `before` (0: from the newest) among the next `rows` that hold a span whose name
    /// contains `name`.
    virtual base::Expected<SpanWalk, base::Error> walkSpans(std::string_view name, std::int64_t before,
                                                            int rows) = 0;
    /// Client transfers that are not final and were received before `before`, oldest first.
    virtual base::Expected<std::vector<WaitingTransfer>, base::Error> waitingTransfers(base::Instant before,
                                                                                       int limit) = 0;
};

/// Runs work with a reader on one of the reader threads. Any thread.
class ReaderPool
{
public:
    virtual ~ReaderPool() = default;
    /// False when its queue is full: the caller answers 503. `work` must not throw.
    [[nodiscard]] virtual bool read(std::function<void(LedgerReader&)> work) = 0;
};

} // namespace hub::ledger
