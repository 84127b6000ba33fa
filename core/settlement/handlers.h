#pragma once

#include "core/ledger/settlement_handlers.h"

#include <string>

/// The rules of settlement (admin-settlement 4): windows, contents, settlements, gross settlement and
/// interchange fees. Pure functions that run on the writer, reached through the ledger's handler table.
namespace hub::settlement {

/// What runtime hands to ledger::Rules::settlement. Lives for ever.
const ledger::SettlementHandlers& handlers();

// windows.cpp
ledger::Decision closeWindow(ledger::Draft& draft, const ledger::CloseWindow& command);
ledger::Decision retryWindowClose(ledger::Draft& draft, const ledger::RetryWindowClose& command);
void finishClose(ledger::Draft& draft, const ledger::Window& window);
// settlements.cpp
ledger::Decision createSettlement(ledger::Draft& draft, const ledger::CreateSettlement& command);
// steps.cpp
ledger::Decision stepSettlement(ledger::Draft& draft, const ledger::StepSettlement& command);
/// Ends one pair of a bilateral settlement; what it moved is settled by a later settlement (4.11).
ledger::Decision abortPair(ledger::Draft& draft, const ledger::AbortSettlement& command,
                           const ledger::SettlementFile& file);
// abort.cpp
ledger::Decision abortSettlement(ledger::Draft& draft, const ledger::AbortSettlement& command);
// finalise.cpp
ledger::Decision beginFinalise(ledger::Draft& draft, const ledger::BeginFinalise& command);
ledger::Decision endFinalise(ledger::Draft& draft, const ledger::EndFinalise& command);
/// Why a settlement may not be aborted because of its finalising; empty when it may.
std::string finaliseForbidsAbort(const ledger::Draft& draft, domain::SettlementId settlement);
// interchange.cpp
ledger::Decision putInterchangeRule(ledger::Draft& draft, const ledger::PutInterchangeRule& command);
ledger::Decision removeInterchangeRule(ledger::Draft& draft, const ledger::RemoveInterchangeRule& command);
void chargeFees(ledger::Draft& draft, const ledger::OpenTransfer& transfer);
// gross.cpp
bool settleAtCommit(ledger::Draft& draft, const ledger::OpenTransfer& transfer);

} // namespace hub::settlement
