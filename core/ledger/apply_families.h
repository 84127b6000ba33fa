#pragma once

#include "core/ledger/draft.h"

/// One pure function per command, grouped by file into families; apply() picks. Each sees only the draft
/// (state, time, trace) and its command.
namespace hub::ledger {

// apply_prepare.cpp
Decision decide(Draft& draft, const Prepare& command);
// apply_fulfil.cpp
Decision decide(Draft& draft, const Fulfil& command);
// apply_abort.cpp
Decision decide(Draft& draft, const Abort& command);
// apply_tick.cpp
Decision decide(Draft& draft, const Tick& command);
// apply_funds.cpp
Decision decide(Draft& draft, const RecordFunds& command);
Decision decide(Draft& draft, const FinishFundsOut& command);
// apply_participants.cpp
Decision decide(Draft& draft, const CreateParticipant& command);
Decision decide(Draft& draft, const SetParticipantActive& command);
Decision decide(Draft& draft, const SetTradeDirection& command);
Decision decide(Draft& draft, const CreateHubAccount& command);
Decision decide(Draft& draft, const SetAccountActive& command);
Decision decide(Draft& draft, const SetEndpoint& command);
Decision decide(Draft& draft, const SetParticipantPaused& command);
// apply_contacts.cpp
Decision decide(Draft& draft, const PutContact& command);
Decision decide(Draft& draft, const RemoveContact& command);
// apply_limits.cpp
Decision decide(Draft& draft, const SetInitialPositionAndLimits& command);
Decision decide(Draft& draft, const SetLimit& command);
// apply_models.cpp
Decision decide(Draft& draft, const CreateAccountType& command);
Decision decide(Draft& draft, const CreateSettlementModel& command);
Decision decide(Draft& draft, const SetSettlementModelActive& command);
// apply_oracles.cpp
Decision decide(Draft& draft, const CreateOracle& command);
Decision decide(Draft& draft, const UpdateOracle& command);
Decision decide(Draft& draft, const RemoveOracle& command);
// apply_credentials.cpp
Decision decide(Draft& draft, const SetSignatureCheck& command);
Decision decide(Draft& draft, const AddCredential& command);
Decision decide(Draft& draft, const RevokeCredential& command);
// apply_records.cpp
Decision decide(Draft& draft, const PutDirectoryEntries& command);
Decision decide(Draft& draft, const RemoveDirectoryEntry& command);
Decision decide(Draft& draft, const FinishDeliveries& command);
Decision decide(Draft& draft, const WriteAudit& command);
// apply_deliveries.cpp
Decision decide(Draft& draft, const SetDeliveryPaused& command);
Decision decide(Draft& draft, const ReplayDeadLetters& command);
// apply_bulk.cpp
Decision decide(Draft& draft, const BulkPrepare& command);
Decision decide(Draft& draft, const BulkFulfil& command);
Decision decide(Draft& draft, const BulkAbort& command);

// apply_settlement.cpp: hands on to Rules::settlement
Decision decide(Draft& draft, const CloseWindow& command);
Decision decide(Draft& draft, const RetryWindowClose& command);
Decision decide(Draft& draft, const CreateSettlement& command);
Decision decide(Draft& draft, const StepSettlement& command);
Decision decide(Draft& draft, const AbortSettlement& command);
Decision decide(Draft& draft, const BeginFinalise& command);
Decision decide(Draft& draft, const EndFinalise& command);
Decision decide(Draft& draft, const PutInterchangeRule& command);
Decision decide(Draft& draft, const RemoveInterchangeRule& command);

/// Expiries that one Tick ends; the engine ticks again while more are due.
inline constexpr std::size_t kExpiriesPerTick = 512;

/// Keys and certificate names of one participant, revoked ones counted, and those not revoked.
inline constexpr std::size_t kCredentialsMax = 256;
inline constexpr std::size_t kCredentialsUsableMax = 16;

/// Why nothing can be settled in a currency (admin-settlement 1.3, 3.1).
inline constexpr std::string_view kNoModel = "Unable to find a matching or default, Settlement Model";

} // namespace hub::ledger
