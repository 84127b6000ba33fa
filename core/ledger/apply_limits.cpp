#include "core/base/check.h"
#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"

namespace hub::ledger {
namespace {

using namespace domain::fspiop_code;

std::string describe(domain::Currency currency, const domain::Limit& limit)
{
    const auto percent = [](std::int32_t hundredths) {
        return domain::Amount::fromUnits(std::int64_t{hundredths} * 100);
    };
    AuditJson json;
    json.put("currency", currency.code()).put(domain::kNetDebitCap, limit.netDebitCap);
    json.put("alarmPercentage", percent(limit.alarmPercentHundredths));
    if (limit.liquidityPercentHundredths > 0)
        json.put("liquidityPercentage", percent(limit.liquidityPercentHundredths));
    return json.text();
}

struct LimitTarget
{
    const ParticipantEntry* owner = nullptr;
    const domain::Account* position = nullptr;
    std::optional<Decision> refused;
};

LimitTarget limitTarget(Draft& draft, const domain::FspId& name, domain::Currency currency,
                        const std::string& limitType, domain::Amount cap)
{
    LimitTarget target;
    target.owner = draft.registry().find(name.value());
    if (target.owner == nullptr) {
        target.refused = draft.refuse(kGenericIDNotFound, "participant not found");
    } else if (limitType != domain::kNetDebitCap) {
        target.refused = draft.refuse(kInternalServerError, "Participant limit type was not found");
    } else if (cap.isNegative()) {
        target.refused = draft.refuse(kMalformedSyntax, "\"value\" must be larger than or equal to 0");
    } else if (target.position = target.owner->account(domain::AccountType::Position, currency);
               target.position == nullptr) {
        target.refused = draft.refuse(kGenericIDNotFound, "participant currency not found");
    }
    return target;
}

} // namespace

Decision decide(Draft& draft, const SetInitialPositionAndLimits& command)
{
    LimitTarget target =
        limitTarget(draft, command.participant, command.currency, command.limitType, command.netDebitCap);
    if (target.refused) return std::move(*target.refused);
    if (target.position->hasPosition || target.owner->limits.contains(target.position->id.value()))
        return draft.refuse(kInternalServerError, "Participant Limit or Initial Position already set");

    const domain::Limit limit{command.netDebitCap};
    draft.change(LimitPut{target.position->id, limit, draft.now()});
    // Every ledger that the participant has in the currency opens, not only those of models that name it.
    for (domain::Account account : target.owner->accounts) {
        if (account.currency != command.currency) continue;
        const bool opens = !account.hasPosition;
        account.isActive = true;
        account.hasPosition = true;
        draft.change(AccountPut{account});
        const bool isPosition = account.id == target.position->id;
        if (opens) draft.move(account.id, isPosition ? command.initialPosition : domain::Amount(), 0, {});
    }
    // The other leg, so that a currency's accounts always add up to nothing.
    if (!command.initialPosition.isZero()) {
        const auto* opposite =
            draft.registry().hub().account(domain::AccountType::HubMultilateralSettlement, command.currency);
        HUB_CHECK(opposite != nullptr); // No currency of a DFSP without it.
        draft.move(opposite->id, command.initialPosition.negated(), 0, {});
    }
    draft.audit(command.note, "participant.initialPositionAndLimits", target.owner->participant.name.value(),
                {},
                AuditJson()
                    .put("currency", command.currency.code())
                    .put(domain::kNetDebitCap, command.netDebitCap)
                    .put("initialPosition", command.initialPosition)
                    .text());
    return draft.done();
}

Decision decide(Draft& draft, const SetLimit& command)
{
    LimitTarget target = limitTarget(draft, command.participant, command.currency, command.limitType,
                                     command.limit.netDebitCap);
    if (target.refused) return std::move(*target.refused);
    const auto before = target.owner->limits.find(target.position->id.value());
    if (before == target.owner->limits.end())
        return draft.refuse(kInternalServerError, "Participant Limit does not exist");
    domain::Limit limit = command.limit;
    if (limit.liquidityPercentHundredths < 0 ||
        limit.liquidityPercentHundredths > domain::kLiquidityPercentMax)
        return draft.refuse(kMalformedSyntax, "\"liquidityPercentage\" must be 0 to 100");
    if (limit.liquidityPercentHundredths > 0)
        limit.netDebitCap = domain::capOfLiquidity(draft.liquidityOf(*target.owner, command.currency),
                                                   limit.liquidityPercentHundredths, command.currency);
    draft.change(LimitPut{target.position->id, limit, draft.now()});
    draft.audit(command.note, "participant.limit", target.owner->participant.name.value(),
                describe(command.currency, before->second), describe(command.currency, limit));
    return draft.done();
}

} // namespace hub::ledger
