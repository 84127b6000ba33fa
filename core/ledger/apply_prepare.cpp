#include "core/base/check.h"
#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"

#include <algorithm>

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;
using domain::FspiopError;
using domain::TransferEvent;
using domain::TransferState;

/// Who and which accounts a prepare names; null where nobody is known.
struct Parties
{
    const ParticipantEntry* payer = nullptr;
    const ParticipantEntry* payee = nullptr;
    const domain::Account* payerAccount = nullptr;
    const domain::Account* payeeAccount = nullptr;
};

Parties partiesOf(const Registry& registry, const Prepare& command)
{
    Parties parties;
    parties.payer = registry.find(command.payer.value());
    parties.payee = registry.find(command.payee.value());
    if (parties.payer != nullptr)
        parties.payerAccount = parties.payer->account(domain::AccountType::Position, command.currency);
    if (parties.payee != nullptr)
        parties.payeeAccount = parties.payee->account(domain::AccountType::Position, command.currency);
    return parties;
}

FspiopError invalid(std::string_view detail)
{
    return domain::makeError(kGenericValidationError, detail);
}

/// Rows 3b and 3c. A scale above 4 cannot be held by Amount, so the reader of the message has refused it; an
/// amount of nothing has no meaning either.
std::optional<FspiopError> checkAmount(const Rules& rules, domain::Amount amount)
{
    if (amount > rules.amountMax)
        return invalid("Amount " + amount.toString() + " exceeds allowed precision of 18");
    if (amount.isZero() || amount.isNegative())
        return domain::makeError(kMalformedSyntax,
                                 "Amount " + amount.toString() + " is not greater than zero");
    return std::nullopt;
}

/// Rows 3d and 3e, and the operator's restriction of direction.
std::optional<FspiopError> checkParty(const ParticipantEntry* entry, const domain::FspId& name,
                                      domain::TradeDirection refused)
{
    if (entry == nullptr) return invalid("Participant " + name.value() + " not found");
    if (!entry->participant.isActive) return invalid("Participant " + name.value() + " is inactive");
    if (entry->participant.direction == refused)
        return invalid("Participant " + name.value() + " is restricted to " +
                       (refused == domain::TradeDirection::ReceiveOnly ? "receiving" : "sending"));
    return std::nullopt;
}

/// Rows 3i and 3j.
std::optional<FspiopError> checkAccount(const domain::Account* account, const domain::FspId& name,
                                        domain::Currency currency, bool mustBeActive)
{
    if (account != nullptr && (account->isActive || !mustBeActive)) return std::nullopt;
    return invalid("Participant " + name.value() + ' ' + std::string(currency.code()) + " account " +
                   (account == nullptr ? "not found" : "is inactive"));
}

/// The validation rows of fspiop 7.3 in their order; the first that fails wins.
std::optional<FspiopError> validate(const Draft& draft, const Prepare& command, const Parties& parties)
{
    if (command.source != command.payer) return invalid("FSPIOP-Source header should match Payer");
    if (auto error = checkAmount(draft.rules(), command.amount)) return error;
    if (auto error = checkParty(parties.payer, command.payer, domain::TradeDirection::ReceiveOnly))
        return error;
    if (auto error = checkParty(parties.payee, command.payee, domain::TradeDirection::SendOnly)) return error;
    if (!command.condition) return invalid("Condition validation failed");
    if (command.expiration < draft.now())
        return invalid("Expiration date " + base::toIso8601(command.expiration) + " is already in the past");
    if (parties.payer == parties.payee && !draft.rules().onUsTransfers)
        return invalid(
            "Payer FSP and Payee FSP should be different, unless on-us tranfers are allowed by the Scheme");
    if (auto error = checkAccount(parties.payerAccount, command.payer, command.currency, true)) return error;
    // An account that never had a position could not be credited at commit; whether one that the operator
    // closed may still receive is the scheme's choice.
    const bool mustBeActive = draft.rules().payeeAccountValidation ||
                              (parties.payeeAccount != nullptr && !parties.payeeAccount->hasPosition);
    return checkAccount(parties.payeeAccount, command.payee, command.currency, mustBeActive);
}

/// Liquidity cover, then net debit cap (fspiop 7.8); equality passes.
std::optional<FspiopError> checkPosition(const Draft& draft, const Prepare& command, const Parties& parties)
{
    const auto* model =
        domain::resolveModel(draft.registry().models(), domain::AccountType::Position, command.currency);
    if (model == nullptr) return domain::makeError(kGenericSettlementError, kNoModel);
    const auto limit = parties.payer->limits.find(parties.payerAccount->id.value());
    if (limit == parties.payer->limits.end())
        return domain::makeError(kInternalServerError, "Participant Limit does not exist");
    const auto& position = draft.state().position(parties.payerAccount->id);
    const domain::Amount effective = position.value + position.reserved;
    const auto* cover = parties.payer->account(model->settlementAccountType, command.currency);
    const domain::Amount liquidity =
        cover != nullptr ? draft.state().position(cover->id).value.negated() : domain::Amount();
    if (liquidity - effective < command.amount) return domain::makeError(kPayerFSPInsufficientLiquidity);
    if (limit->second.netDebitCap - effective < command.amount) return domain::makeError(kPayerLimitError);
    return std::nullopt;
}

TransferReceived received(const Draft& draft, const Prepare& command, const Parties& parties)
{
    const auto idOf = [](const domain::Account* account) {
        return account != nullptr ? account->id : domain::AccountId();
    };
    return TransferReceived{draft.state().nextTransferSeq,
                            command.id,
                            TransferKind::Client,
                            command.payer,
                            command.payee,
                            command.source,
                            idOf(parties.payerAccount),
                            idOf(parties.payeeAccount),
                            command.currency,
                            command.amount,
                            draft.now(),
                            command.expiration,
                            command.hash,
                            command.condition,
                            command.relay,
                            {},
                            draft.trace().trace};
}

/// Same id again (fspiop 7.4).
Decision repeated(Draft& draft, const Prepare& command, const TransferRecord& record)
{
    const bool isSame =
        record.kind == TransferKind::Client &&
        std::equal(record.prepareHash.begin(), record.prepareHash.end(), command.hash.begin());
    if (!isSame) {
        draft.hubError(command.source, command.id, record.seq, domain::makeError(kModifiedRequest),
                       draft.trace());
        return draft.done(Outcome::Modified, record.state);
    }
    // Someone else who replays the payer's message must not learn how the transfer stands.
    const auto* source = draft.registry().find(command.source.value());
    const bool isPayer = source != nullptr && source->participant.id.value() == std::int64_t{record.payer};
    if (!isPayer && record.state != TransferState::Invalid) {
        const auto error = invalid("FSPIOP-Source header should match Payer");
        draft.hubError(command.source, command.id, record.seq, error, draft.trace());
        draft.auditRefused("transfer.prepare", command.id.value().toString(),
                           AuditJson().put("source", command.source.value()).text(), error.description);
        return draft.done(Outcome::Accepted, record.state);
    }
    return draft.done(Outcome::Duplicate, record.state);
}

/// The transfer is known and over at once.
Decision ended(Draft& draft, const Prepare& command, TransferSeq seq, TransferEvent event,
               const FspiopError& error)
{
    TransferMoved moved;
    moved.seq = seq;
    moved.id = command.id;
    moved.state = stepped(TransferState::ReceivedPrepare, event);
    moved.at = draft.now();
    moved.error = error;
    const auto state = moved.state;
    draft.change(std::move(moved));
    draft.hubError(command.source, command.id, seq, error, draft.trace());
    return draft.done(Outcome::Accepted, state);
}

} // namespace

Decision decide(Draft& draft, const Prepare& command)
{
    if (const auto* record = draft.state().transfers.find(command.id.value()))
        return repeated(draft, command, *record);

    const Parties parties = partiesOf(draft.registry(), command);
    const TransferSeq seq = draft.state().nextTransferSeq;
    draft.change(received(draft, command, parties));
    if (const auto error = validate(draft, command, parties))
        return ended(draft, command, seq, TransferEvent::PrepareInvalid, *error);
    if (const auto error = checkPosition(draft, command, parties))
        return ended(draft, command, seq, TransferEvent::PositionRefused, *error);

    TransferMoved moved;
    moved.seq = seq;
    moved.id = command.id;
    moved.state = stepped(TransferState::ReceivedPrepare, TransferEvent::PositionReserved);
    moved.at = draft.now();
    draft.change(std::move(moved));
    draft.move(parties.payerAccount->id, command.amount, seq, TransferState::Reserved);
    Notice forward;
    forward.kind = NoticeKind::ForwardPrepare;
    forward.destination = command.payee;
    forward.source = command.payer;
    forward.transfer = command.id;
    forward.transferSeq = seq;
    forward.relay = command.relay;
    draft.notice(std::move(forward));
    return draft.done(Outcome::Accepted, TransferState::Reserved);
}

} // namespace hub::ledger
