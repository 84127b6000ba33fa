#include "core/ledger/apply_families.h"

#include <array>

namespace hub::ledger {

Decision apply(const State& state, const Command& command, base::Instant now,
               const events::TraceContext& trace)
{
    Draft draft(state, now, trace);
    return std::visit([&draft](const auto& wanted) { return decide(draft, wanted); }, command);
}

const char* nameOf(const Command& command)
{
    // In the order of the variant.
    static constexpr std::array kNames{"prepare",
                                       "fulfil",
                                       "abort",
                                       "recordFunds",
                                       "finishFundsOut",
                                       "createParticipant",
                                       "setParticipantActive",
                                       "setTradeDirection",
                                       "createHubAccount",
                                       "setAccountActive",
                                       "setInitialPositionAndLimits",
                                       "setLimit",
                                       "setEndpoint",
                                       "createAccountType",
                                       "createSettlementModel",
                                       "setSettlementModelActive",
                                       "createOracle",
                                       "updateOracle",
                                       "removeOracle",
                                       "putDirectoryEntries",
                                       "removeDirectoryEntry",
                                       "finishDeliveries",
                                       "tick",
                                       "writeAudit",
                                       "bulkPrepare",
                                       "bulkFulfil",
                                       "bulkAbort",
                                       "closeWindow",
                                       "retryWindowClose",
                                       "createSettlement",
                                       "stepSettlement",
                                       "abortSettlement",
                                       "putInterchangeRule",
                                       "removeInterchangeRule",
                                       "setSignatureCheck",
                                       "addCredential",
                                       "revokeCredential",
                                       "setParticipantPaused",
                                       "putContact",
                                       "removeContact",
                                       "setDeliveryPaused",
                                       "replayDeadLetters",
                                       "beginFinalise",
                                       "endFinalise"};
    static_assert(kNames.size() == std::variant_size_v<Command>);
    return kNames[command.index()];
}

} // namespace hub::ledger
