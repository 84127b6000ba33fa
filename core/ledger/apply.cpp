#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"

#include <array>
#include <map>
#include <utility>

namespace hub::ledger {
namespace {

/// Whether every amount that a decision leaves behind fits a column of the store. Amounts themselves are
/// wider: what is refused here would otherwise stop the writer at the commit, and again after each start.
bool isStorable(const State& state, const Decision& decision)
{
    std::map<std::pair<std::int64_t, std::int64_t>, domain::Amount> moved; // A bulk moves a pair many times.
    for (const Change& change : decision.changes) {
        if (const auto* leg = std::get_if<PositionMoved>(&change)) {
            if (!leg->value.isStorable() || !leg->delta.isStorable()) return false;
        } else if (const auto* limit = std::get_if<LimitPut>(&change)) {
            if (!limit->limit.netDebitCap.isStorable()) return false;
        } else if (const auto* account = std::get_if<SettlementAccountPut>(&change)) {
            if (!account->account.net.isStorable() || !account->account.capRaisedBy.isStorable())
                return false;
        } else if (const auto* flow = std::get_if<FlowAdded>(&change)) {
            domain::Amount& added = moved[{flow->payer.value(), flow->payee.value()}];
            added += flow->amount;
            const auto window = state.flows.find(flow->window.value());
            const Flow* row =
                window != state.flows.end() ? window->second.find(flow->payer, flow->payee) : nullptr;
            const domain::Amount before = row == nullptr  ? domain::Amount()
                                          : flow->isGross ? row->gross
                                                          : row->net;
            if (!(before + added).isStorable()) return false;
        }
    }
    return true;
}

} // namespace

Decision apply(const State& state, const Command& command, base::Instant now,
               const events::TraceContext& trace)
{
    Draft draft(state, now, trace);
    Decision decision = std::visit([&draft](const auto& wanted) { return decide(draft, wanted); }, command);
    if (isStorable(state, decision)) return decision;
    return draft.refuse(domain::fspiop_code::kGenericValidationError,
                        "An amount would leave the range of the ledger");
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
