#pragma once

#include "core/domain/transfer_states.h"
#include "core/events/trace_context.h"
#include "core/ledger/command.h"
#include "core/ledger/settlement_rows.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What apply() decides: changes to State and store, notices for the outbox, and the answer for whoever
/// asked.
namespace hub::ledger {

/// Position of a message in the outbox.
using OutboxSeq = std::uint64_t;

/// What a transfer is for; client transfers are the DFSPs', the others are the hub's own
/// (admin-settlement 2.4).
enum class TransferKind : std::uint8_t { Client = 1, FundsIn = 2, FundsOut = 3, Settlement = 4 };

/// Which of the three duplicate stores a hash belongs to (fspiop 7.4).
enum class HashStore : std::uint8_t { Prepare = 1, Fulfil = 2, Error = 3 };

/// Changes. Each is a row (or an upsert of a whole row) in the store and one step of absorb(). Recovery
/// replays them.
struct TransferReceived
{
    TransferSeq seq = 0;
    domain::TransferId id;
    TransferKind kind = TransferKind::Client;
    domain::FspId payer; ///< names as received: an invalid prepare may name nobody we know
    domain::FspId payee;
    domain::FspId source;           ///< who sent the prepare; empty for the hub's own
    domain::AccountId payerAccount; ///< 0 when unknown
    domain::AccountId payeeAccount;
    domain::Currency currency;
    domain::Amount amount;
    base::Instant receivedAt;
    base::Instant expiration;
    base::Digest hash{};
    std::optional<base::Digest> condition;
    Relay relay;                   ///< empty for the hub's own
    std::string externalReference; ///< funds and settlement
    events::TraceId trace;
    BulkSeq bulk = 0; ///< the bulk it came in; 0: none. Stored with the bulk, not with the transfer
};

/// A transfer entered a state. Intermediate states of one decision (RECEIVED_FULFIL before COMMITTED) are not
/// rows of their own; the state ladder derives them from the transition table.
struct TransferMoved
{
    TransferSeq seq = 0;
    domain::TransferId id;
    domain::TransferState state{};
    base::Instant at;
    std::optional<domain::FspiopError> error; ///< why it ended, for ABORTED kinds and INVALID
    std::string fulfilment;                   ///< with COMMITTED
    std::optional<base::Instant> completedAt;
    domain::WindowId window; ///< with COMMITTED of a client transfer; 0 otherwise
    Relay relay;             ///< the PUT that caused it, when a DFSP did
};

/// A fulfil's or error's hash is kept, with or without a change of state.
struct HashKept
{
    TransferSeq seq = 0;
    domain::TransferId id;
    HashStore store = HashStore::Fulfil;
    base::Digest hash{};
};

struct PositionMoved
{
    domain::AccountId account;
    domain::Amount delta;
    domain::Amount value;          ///< after
    TransferSeq transfer = 0;      ///< 0: the opening of the account, `state` means nothing then
    domain::TransferState state{}; ///< the state change it belongs to
    base::Instant at;
};

struct ParticipantPut
{
    domain::Participant participant;
};
struct AccountPut
{
    domain::Account account;
};
struct LimitPut ///< the newest limit of a POSITION account; older rows stay in the store as history
{
    domain::AccountId account;
    domain::Limit limit;
    base::Instant at;
};
struct EndpointPut
{
    domain::Endpoint endpoint;
};
struct AccountTypePut
{
    domain::LedgerAccountType type;
};
struct ModelPut
{
    domain::SettlementModel model;
};
struct OraclePut
{
    domain::Oracle oracle;
};

struct CredentialPut
{
    domain::Credential credential;
};
struct ContactPut
{
    domain::Contact contact;
};
struct ContactRemoved
{
    domain::ParticipantId participant;
    domain::ContactId id;
};
/// Deliveries to a participant stop or go on.
struct DeliveryPausePut
{
    domain::ParticipantId participant;
    std::optional<domain::DeliveryPause> pause; ///< nothing: they go on
};
struct DirectoryPut
{
    DirectoryEntry entry;
};
struct DirectoryRemoved
{
    DirectoryEntry entry;
};

/// What kind of message an outbox row is; with the row's transfer it says everything needed to write it
/// (fspiop 7.9). The numbers are stored.
enum class NoticeKind : std::uint8_t {
    ForwardPrepare = 1, ///< POST /transfers, the payer's bytes
    RelayFulfil = 2,    ///< PUT /transfers/{ID}, the payee's bytes
    RelayError = 3,     ///< PUT /transfers/{ID}/error, the payee's bytes
    HubFulfil = 4,      ///< PUT /transfers/{ID} written by the hub
    HubPatch = 5,       ///< PATCH /transfers/{ID} written by the hub
    HubError = 6,       ///< PUT /transfers/{ID}/error written by the hub
    ForwardBulk = 7,    ///< POST /bulkTransfers, the payer's bytes without what was refused
    HubBulkResult = 8,  ///< PUT /bulkTransfers/{ID} written by the hub
    HubBulkError = 9,   ///< PUT /bulkTransfers/{ID}/error, the payee's bytes or the hub's
};

/// One message to one DFSP, stored in the transaction of the change it tells of.
struct Notice
{
    OutboxSeq seq = 0;
    NoticeKind kind{};
    domain::FspId destination;
    domain::FspId source;        ///< the FSP whose bytes these are, or the hub's name
    domain::TransferId transfer; ///< kinds 7 to 9: the bulk's id
    TransferSeq transferSeq = 0;
    base::Instant at;
    /// Kinds 1 to 3; 7 and 9: body only. Kinds 4, 5 and 8: the payee's message, whose extensions are told.
    Relay relay;
    domain::ExternalTransferState state{};    ///< kinds 4, 5
    std::optional<base::Instant> completedAt; ///< kinds 4, 5
    std::string fulfilment;                   ///< kind 4
    std::optional<domain::FspiopError> error; ///< kind 6; kind 5 when ABORTED (becomes the cause extension)
    std::string
        contentType; ///< kind 6: the media type to answer in, when the sender's must be repeated; else empty
    events::TraceContext trace;
    std::shared_ptr<const BulkResults> bulk; ///< kind 8
};
struct OutboxEnded
{
    OutboxSeq seq = 0;
    bool dead = false; ///< false: delivered, the row goes
    int attempts = 0;
    std::string reason;
};

/// A dead letter has gone back into the outbox, under another number.
struct DeadLetterRevived
{
    OutboxSeq seq = 0;
};

/// An audit row. `before` and `after` are compact JSON texts or empty.
struct AuditRow
{
    base::Instant at;
    std::string operatorName;
    std::string action;
    std::string subject;
    std::string before;
    std::string after;
    std::string reason;
    std::string ticket;
    bool refused = false;
};

using Change = std::variant<TransferReceived, TransferMoved, HashKept, PositionMoved, ParticipantPut,
                            AccountPut, LimitPut, EndpointPut, AccountTypePut, ModelPut, OraclePut, WindowPut,
                            DirectoryPut, DirectoryRemoved, OutboxEnded, AuditRow, FlowAdded, ContentPut,
                            SettlementPut, SettlementAccountPut, InterchangeRulePut, InterchangeRuleRemoved,
                            FactsKept, FeeCharged, BulkPut, BulkItemPut, CredentialPut, ContactPut,
                            ContactRemoved, FlowSettled, DeliveryPausePut, DeadLetterRevived, FinalisePut>;

/// How a command ended, as far as the one who posted it needs to know.
enum class Outcome : std::uint8_t {
    Accepted,  ///< done (a refusal of a transfer that is told by callback counts as done)
    Duplicate, ///< same id, same content: the present state is to be told again (fspiop 7.4)
    Ignored,   ///< same id, same content, nothing to tell; or dropped by rule
    Modified,  ///< same id, other content: 3106 has been put into the outbox
    Refused,   ///< nothing changed; `error` says why
};

/// What a settlement command leaves behind: the settlement as it stands, and what was not done of it.
struct SettlementOutcome
{
    struct Fault
    {
        std::optional<domain::ParticipantId> participant;
        domain::AccountId account;
        domain::AccountId counterparty;
        std::string text;
    };
    SettlementFile file;
    /// Accounts (and counterparties) that the command moved or told anew.
    std::vector<std::pair<domain::AccountId, domain::AccountId>> touched;
    std::vector<Fault> faults;
};

struct Answer
{
    Outcome outcome = Outcome::Accepted;
    std::optional<domain::FspiopError> error;
    /// 0: the code's own status (fspiop 4.2); else the status the reference uses (admin-settlement 1).
    int httpStatus = 0;
    /// The row a create command made (participant, account, oracle, model, window, settlement, rule), 0
    /// otherwise.
    std::int64_t createdId = 0;
    std::optional<domain::TransferState> state;            ///< of the transfer after the command
    std::shared_ptr<const SettlementOutcome> settlement{}; ///< of settlement commands
    /// Of a command over many rows: how many it changed.
    std::int64_t affected = 0;
};

struct Decision
{
    std::vector<Change> changes;
    std::vector<Notice> notices;
    Answer answer;
};

} // namespace hub::ledger
