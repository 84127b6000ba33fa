#include "core/settlement/handlers.h"

namespace hub::settlement {

const ledger::SettlementHandlers& handlers()
{
    static constexpr ledger::SettlementHandlers kHandlers{
        closeWindow,        retryWindowClose,      finishClose,   createSettlement,
        stepSettlement,     abortSettlement,       beginFinalise, endFinalise,
        putInterchangeRule, removeInterchangeRule, settleAtCommit};
    return kHandlers;
}

} // namespace hub::settlement
