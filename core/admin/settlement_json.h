#pragma once

#include "core/admin/settlement_service.h"
#include "core/json/writer.h"

/// JSON of the settlement API (admin-settlement 4.1), exactly its members; accounts of bilateral settlements
/// carry `counterpartyAccountId` beside them.
namespace hub::admin {

/// Object W; the answer of a close has no content.
void writeWindow(json::Writer& writer, const ledger::WindowFacts& facts, const SettlementService& service);
void writeNewWindow(json::Writer& writer, const ledger::Window& window);

/// Which members of S an answer has.
enum class SettlementForm {
    Whole,
    Created, ///< with settlementModel
    Part,    ///< of one participant or account: without reason and dates
};
void writeSettlement(json::Writer& writer, const ledger::SettlementFacts& facts, SettlementForm form,
                     const SettlementService& service);
/// Object U.
void writeStep(json::Writer& writer, const StepOutcome& outcome, const SettlementService& service);

} // namespace hub::admin
