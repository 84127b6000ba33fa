#pragma once

#include "core/admin/settlement_service.h"
#include "core/hub/settlement_api.h"

#include <span>

/// Windows, settlements and models as the desk shows them: facts of the store become rows of core/hub. Pure
/// but for what the view knows of positions and caps.
namespace hub::admin {

api::WindowRow windowRow(const ledger::WindowFacts& facts, const ledger::Registry& registry);
api::ContentRow contentRow(const ledger::WindowContent& content, const ledger::Registry& registry);
/// What is to be settled by contents, by owner's name and account.
std::vector<api::NetRow> netRows(std::span<const ledger::Flow> flows, const ledger::Registry& registry);
std::vector<api::PairRow> pairRows(std::span<const ledger::Flow> flows, const ledger::Registry& registry);
/// By currency over one ledger account type; nothing for the type: over all.
std::vector<api::CurrencyTotal> totalsOf(std::span<const ledger::Flow> flows,
                                         std::optional<domain::AccountType> type,
                                         const ledger::Registry& registry);
std::vector<api::StateEntry> historyRows(std::span<const ledger::HistoryRow> rows, ledger::HistoryKind kind);

/// Totals hold the nets; gross sums and numbers of transfers need the flows, see settlementDetail().
api::SettlementRow settlementRow(const ledger::SettlementFacts& facts, const ledger::Registry& registry);
/// `windows` are those of the settlement, with their flows.
api::SettlementDetail settlementDetail(const ledger::SettlementFacts& facts,
                                       std::span<const ledger::WindowFacts> windows,
                                       std::span<const ledger::HistoryRow> history,
                                       const ledger::LedgerView& view);
api::SettlementModelRow modelRow(const domain::SettlementModel& model, const ledger::Registry& registry);

/// The flows of a window that a model's free contents hold, and why there are none.
struct ApplicableFlows
{
    std::vector<ledger::Flow> flows;
    QString reason; ///< empty: applicable
};
ApplicableFlows applicableFlows(const ledger::WindowFacts& facts, const domain::SettlementModel& model,
                                const ledger::Registry& registry);

} // namespace hub::admin
