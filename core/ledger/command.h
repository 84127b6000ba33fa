#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/contact.h"
#include "core/domain/currency.h"
#include "core/domain/fspiop_errors.h"
#include "core/domain/ids.h"
#include "core/domain/participant.h"
#include "core/domain/settlement.h"
#include "core/domain/settlement_model.h"
#include "core/ledger/bulk.h"
#include "core/ledger/finalise.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// What the writer is asked to do. Values only: whatever a command needs from the world (hashes, decoded
/// conditions, parsed amounts) is computed by the edge before it is posted, so that apply() sees nothing but
/// its arguments.
namespace hub::ledger {

/// Who asked and why; goes into the audit row of the same transaction. Required of every operator command
/// that moves money or changes who may move it.
struct ActionNote
{
    std::string operatorName; ///< empty: nobody has claimed the hub yet
    std::string reason;
    std::string ticket;
};

/// A DFSP's message as it is relayed: the bytes of the body, and the header block as `name: value\r\n` lines
/// in received order with lower-case names, without host and content-length (fspiop 3.9).
struct Relay
{
    base::SharedBytes headers;
    base::SharedBytes body;
};

/// POST /transfers (fspiop 7.3).
struct Prepare
{
    domain::TransferId id;
    domain::FspId source; ///< FSPIOP-Source header
    domain::FspId payer;
    domain::FspId payee;
    domain::Currency currency;
    domain::Amount amount;
    base::Instant expiration;
    /// SHA-256 of the compact JSON text of the body (fspiop 7.4).
    base::Digest hash{};
    /// The decoded condition; nothing when it does not decode to 32 bytes.
    std::optional<base::Digest> condition;
    Relay relay;
    /// Out of the ILP packet; read only while there are interchange rules, null otherwise.
    std::shared_ptr<const domain::TransactionFacts> facts{};
};

enum class FulfilAction : std::uint8_t { Commit, Reserve, Reject };

/// PUT /transfers/{ID} (fspiop 7.5). The timestamp rules have passed at the edge.
struct Fulfil
{
    domain::TransferId id;
    domain::FspId source;
    std::optional<domain::FspId> destination;
    FulfilAction action = FulfilAction::Commit;
    /// Content-Type version 1.0: RESERVED is dropped silently (7.5 row 1).
    bool isVersion10 = false;
    std::string fulfilment; ///< as received, may be empty
    /// SHA-256 of the decoded fulfilment; nothing when it is missing or does not decode to 32 bytes.
    std::optional<base::Digest> fulfilmentHash;
    std::optional<base::Instant> completedAt;
    base::Digest hash{};
    Relay relay;
};

/// PUT /transfers/{ID}/error (fspiop 7.6).
struct Abort
{
    domain::TransferId id;
    domain::FspId source;
    std::optional<domain::FspId> destination;
    domain::FspiopError error;
    base::Digest hash{};
    Relay relay;
};

/// POST /participants/{name}/accounts/{id} (admin-settlement 1.9).
struct RecordFunds
{
    enum class Action : std::uint8_t { In, OutPrepareReserve };
    domain::TransferId id;
    domain::FspId participant;
    domain::AccountId account;
    Action action = Action::In;
    domain::Amount amount;
    domain::Currency currency;
    std::string externalReference;
    std::vector<std::pair<std::string, std::string>> extensions;
    base::Digest hash{};
    ActionNote note;
};

/// PUT /participants/{name}/accounts/{id}/transfers/{transferId}.
struct FinishFundsOut
{
    domain::TransferId id;
    domain::FspId participant;
    domain::AccountId account;
    bool commit = true; ///< false: abort
    ActionNote note;
};

struct CreateParticipant ///< POST /participants: creates it and/or adds a currency (1.3)
{
    domain::FspId name;
    domain::Currency currency;
    bool isProxy = false;
    ActionNote note;
};
struct SetParticipantActive
{
    domain::FspId name;
    bool isActive = true;
    ActionNote note;
};
struct SetParticipantPaused ///< addition of the hub: no new payments for a while
{
    domain::FspId name;
    bool isPaused = true;
    ActionNote note;
};
struct PutContact ///< id 0: a new one
{
    domain::FspId participant;
    domain::Contact contact; ///< participant and changedAt are apply()'s
    ActionNote note;
};
struct RemoveContact
{
    domain::FspId participant;
    domain::ContactId id;
    ActionNote note;
};
struct SetTradeDirection ///< addition of the hub: send-only, receive-only
{
    domain::FspId name;
    domain::TradeDirection direction = domain::TradeDirection::Both;
    ActionNote note;
};
struct SetSignatureCheck ///< addition of the hub
{
    domain::FspId name;
    domain::SignatureCheck check = domain::SignatureCheck::HubDefault;
    ActionNote note;
};
/// A key or certificate name of a participant. The edge has read it: a key's PEM text holds one public key of
/// an accepted kind, `fingerprint` is right, names are in their stored form.
struct AddCredential
{
    domain::FspId participant;
    domain::Credential credential; ///< id, participant, revokedAt and createdAt are apply()'s
    ActionNote note;
};
struct RevokeCredential
{
    domain::FspId participant;
    domain::CredentialId id;
    ActionNote note;
};
struct CreateHubAccount ///< POST /participants/{name}/accounts (1.4)
{
    domain::FspId participant;
    domain::Currency currency;
    std::string type;
    ActionNote note;
};
struct SetAccountActive
{
    domain::FspId participant;
    domain::AccountId account;
    bool isActive = true;
    ActionNote note;
};
struct SetInitialPositionAndLimits ///< (1.5)
{
    domain::FspId participant;
    domain::Currency currency;
    std::string limitType;
    domain::Amount netDebitCap;
    domain::Amount initialPosition;
    ActionNote note;
};
/// PUT /participants/{name}/limits (1.6). With a share of the liquidity the cap itself is apply()'s.
struct SetLimit
{
    domain::FspId participant;
    domain::Currency currency;
    std::string limitType;
    domain::Limit limit;
    ActionNote note;
};
struct SetEndpoint ///< POST /participants/{name}/endpoints (1.8)
{
    domain::FspId participant;
    std::string type;
    std::string value;
    ActionNote note;
};
struct CreateAccountType ///< POST /ledgerAccountTypes (1.11)
{
    std::string name;
    std::string description;
    bool isActive = true;
    bool isSettleable = false;
    ActionNote note;
};
struct CreateSettlementModel ///< POST /settlementModels (1.12); ids and account types are resolved by apply()
{
    domain::SettlementModel model; ///< account types are ignored: the names below count
    std::string ledgerAccountType;
    std::string settlementAccountType;
    ActionNote note;
};
struct SetSettlementModelActive
{
    std::string name;
    bool isActive = true;
    ActionNote note;
};
/// POST /settlementWindows/{id} (4.3): the open window closes and the next one opens. The note's reason is
/// the windows' reason.
struct CloseWindow
{
    domain::WindowId window;
    ActionNote note;
};
/// A FAILED window goes back to PROCESSING.
struct RetryWindowClose
{
    domain::WindowId window;
    ActionNote note;
};
struct CreateSettlement ///< POST /settlements (4.5)
{
    std::string model;
    std::string reason;
    std::vector<domain::WindowId> windows;
    ActionNote note;
};
/// PUT /settlements/{id} and below (4.6). An entry that may not be done is answered and stops no other.
struct StepSettlement
{
    struct Entry
    {
        std::optional<domain::ParticipantId> participant; ///< as the message says; checked
        domain::AccountId account;
        domain::AccountId counterparty; ///< bilateral: 0 means all of the account's
        std::string state;              ///< as written: an unknown one is not allowed
        std::string reason;
        std::string externalReference;
    };
    domain::SettlementId settlement;
    std::vector<Entry> entries;
    /// 128 random bits of the edge: ids of the settlement transfers are made of them.
    std::array<std::uint8_t, 16> seed{};
    ActionNote note;
};
/// PUT /settlements/{id} with state ABORTED (4.8). With `account` and `counterparty` only that pair of a
/// bilateral settlement, the others go on (4.11).
struct AbortSettlement
{
    domain::SettlementId settlement;
    domain::AccountId account{}; ///< 0: the whole settlement
    domain::AccountId counterparty{};
    std::string reason;
    std::string externalReference;
    ActionNote note;
};
/// A settlement's money is to be moved as its bank reports. Taken up again when the one before has failed:
/// what has moved stays moved and is not moved twice.
struct BeginFinalise
{
    Finalise job; ///< state, who, reason, ticket and times are filled in
    base::SharedBytes file;
    ActionNote note;
};
struct EndFinalise
{
    domain::SettlementId settlement;
    bool isDone = false;
    std::string error; ///< why not
    ActionNote note;
};
struct PutInterchangeRule ///< id 0: a new one
{
    domain::InterchangeRule rule;
    ActionNote note;
};
struct RemoveInterchangeRule
{
    domain::InterchangeRuleId id;
    ActionNote note;
};
struct CreateOracle ///< POST /oracles (6)
{
    domain::Oracle oracle; ///< id ignored
    ActionNote note;
};
struct UpdateOracle
{
    domain::Oracle oracle;
    ActionNote note;
};
struct RemoveOracle
{
    domain::OracleId id;
    ActionNote note;
};

/// Writes of the built-in directory (decision 23). They change no State: the writer only makes them durable
/// in order.
struct DirectoryEntry
{
    std::string partyIdType;
    std::string partyIdentifier;
    std::string partySubIdOrType; ///< empty: none
    std::optional<domain::Currency> currency;
    domain::FspId fspId;
};
struct PutDirectoryEntries
{
    std::vector<DirectoryEntry> entries;
};
struct RemoveDirectoryEntry
{
    DirectoryEntry entry; ///< fspId: only that owner's entry; empty: any
};

/// Deliveries that ended: the outbox rows go (delivered) or stay as dead letters.
struct FinishDeliveries
{
    struct Dead
    {
        std::uint64_t seq = 0;
        int attempts = 0;
        std::string reason;
    };
    std::vector<std::uint64_t> delivered;
    std::vector<Dead> dead;
};

/// Holds back what goes to a participant, or lets it go on. What is held back waits in the outbox.
struct SetDeliveryPaused
{
    domain::FspId participant;
    bool isPaused = true;
    ActionNote note;
};

/// Dead letters go back into the outbox, as new messages behind everything that waits there. A letter that is
/// none any more is passed over, so that asking twice sends once.
struct ReplayDeadLetters
{
    std::vector<std::uint64_t> letters; ///< by their number, at most kReplayMax
    ActionNote note;
    static constexpr std::size_t kReplayMax = 500;
};

/// Time has passed: whatever is due by `now` expires (fspiop 7.7), and windows that are PROCESSING go on.
struct Tick
{
};

/// An entry of the audit that belongs to no other command (start, stop, insecure binding, refused login …).
struct WriteAudit
{
    std::string action;
    std::string subject;
    std::string detail;
    ActionNote note;
};

using Command =
    std::variant<Prepare, Fulfil, Abort, RecordFunds, FinishFundsOut, CreateParticipant, SetParticipantActive,
                 SetTradeDirection, CreateHubAccount, SetAccountActive, SetInitialPositionAndLimits, SetLimit,
                 SetEndpoint, CreateAccountType, CreateSettlementModel, SetSettlementModelActive,
                 CreateOracle, UpdateOracle, RemoveOracle, PutDirectoryEntries, RemoveDirectoryEntry,
                 FinishDeliveries, Tick, WriteAudit, BulkPrepare, BulkFulfil, BulkAbort, CloseWindow,
                 RetryWindowClose, CreateSettlement, StepSettlement, AbortSettlement, PutInterchangeRule,
                 RemoveInterchangeRule, SetSignatureCheck, AddCredential, RevokeCredential,
                 SetParticipantPaused, PutContact, RemoveContact, SetDeliveryPaused, ReplayDeadLetters,
                 BeginFinalise, EndFinalise>;

/// `prepare`, `fulfil`, `setLimit`, … for spans and metrics.
const char* nameOf(const Command& command);

} // namespace hub::ledger
