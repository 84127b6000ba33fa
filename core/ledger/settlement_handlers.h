#pragma once

#include "core/ledger/draft.h"

namespace hub::ledger {

/// The rules of settlement as the writer reaches them: pure functions of core/settlement, handed over by
/// runtime with Rules::settlement. They see the draft (state, time, trace) and their command, nothing else.
struct SettlementHandlers
{
    Decision (*closeWindow)(Draft&, const CloseWindow&);
    Decision (*retryWindowClose)(Draft&, const RetryWindowClose&);
    /// The step from PROCESSING to CLOSED, when it is due; part of a Tick.
    void (*finishClose)(Draft&, const Window&);
    Decision (*createSettlement)(Draft&, const CreateSettlement&);
    Decision (*stepSettlement)(Draft&, const StepSettlement&);
    Decision (*abortSettlement)(Draft&, const AbortSettlement&);
    Decision (*beginFinalise)(Draft&, const BeginFinalise&);
    Decision (*endFinalise)(Draft&, const EndFinalise&);
    Decision (*putInterchangeRule)(Draft&, const PutInterchangeRule&);
    Decision (*removeInterchangeRule)(Draft&, const RemoveInterchangeRule&);
    /// After the payee has been credited, in the same decision: interchange fees, and settlement at once
    /// under a gross model. True when it has been settled at once.
    bool (*settleAtCommit)(Draft&, const OpenTransfer&);
};

} // namespace hub::ledger
