#include "core/ledger/prepare_rules.h"

#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"

namespace hub::ledger {

using namespace domain::fspiop_code;
using domain::FspiopError;

namespace {

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
    if (entry->participant.isPaused) return invalid("Participant " + name.value() + " is paused");
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

} // namespace

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

std::optional<FspiopError> validatePrepare(const Draft& draft, const Prepare& command, const Parties& parties)
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

std::optional<FspiopError> checkPosition(const Draft& draft, const Prepare& command, const Parties& parties)
{
    const auto* model =
        domain::resolveModel(draft.registry().models(), domain::AccountType::Position, command.currency);
    if (model == nullptr) return domain::makeError(kGenericSettlementError, kNoModel);
    const auto limit = parties.payer->limits.find(parties.payerAccount->id.value());
    if (limit == parties.payer->limits.end())
        return domain::makeError(kInternalServerError, "Participant Limit does not exist");
    const domain::Amount effective =
        draft.value(parties.payerAccount->id) + draft.state().position(parties.payerAccount->id).reserved;
    const auto* cover = parties.payer->account(model->settlementAccountType, command.currency);
    const domain::Amount liquidity = cover != nullptr ? draft.value(cover->id).negated() : domain::Amount();
    if (liquidity - effective < command.amount) return domain::makeError(kPayerFSPInsufficientLiquidity);
    if (limit->second.netDebitCap - effective < command.amount) return domain::makeError(kPayerLimitError);
    return std::nullopt;
}

TransferReceived receivedRow(const Draft& draft, const Prepare& command, const Parties& parties,
                             TransferSeq seq)
{
    const auto idOf = [](const domain::Account* account) {
        return account != nullptr ? account->id : domain::AccountId();
    };
    return TransferReceived{seq,
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
                            draft.trace().trace,
                            0};
}

} // namespace hub::ledger
