#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"
#include "core/ledger/settlement_handlers.h"

namespace hub::ledger {
namespace {

/// The handler of the table for a command; a ledger without settlement refuses it.
template <class Command>
Decision handOn(Draft& draft, const Command& command,
                Decision (*SettlementHandlers::*handler)(Draft&, const Command&))
{
    const auto* handlers = draft.rules().settlement;
    if (handlers == nullptr) return draft.refuse(domain::fspiop_code::kNotImplemented, {});
    return (handlers->*handler)(draft, command);
}

} // namespace

Decision decide(Draft& draft, const CloseWindow& command)
{
    return handOn(draft, command, &SettlementHandlers::closeWindow);
}

Decision decide(Draft& draft, const RetryWindowClose& command)
{
    return handOn(draft, command, &SettlementHandlers::retryWindowClose);
}

Decision decide(Draft& draft, const CreateSettlement& command)
{
    return handOn(draft, command, &SettlementHandlers::createSettlement);
}

Decision decide(Draft& draft, const StepSettlement& command)
{
    return handOn(draft, command, &SettlementHandlers::stepSettlement);
}

Decision decide(Draft& draft, const AbortSettlement& command)
{
    return handOn(draft, command, &SettlementHandlers::abortSettlement);
}

Decision decide(Draft& draft, const BeginFinalise& command)
{
    return handOn(draft, command, &SettlementHandlers::beginFinalise);
}

Decision decide(Draft& draft, const EndFinalise& command)
{
    return handOn(draft, command, &SettlementHandlers::endFinalise);
}

Decision decide(Draft& draft, const PutInterchangeRule& command)
{
    return handOn(draft, command, &SettlementHandlers::putInterchangeRule);
}

Decision decide(Draft& draft, const RemoveInterchangeRule& command)
{
    return handOn(draft, command, &SettlementHandlers::removeInterchangeRule);
}

} // namespace hub::ledger
