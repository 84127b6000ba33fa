#include "core/base/check.h"
#include "core/domain/fspiop_errors.h"
#include "core/ledger/apply_families.h"
#include "core/ledger/bulk_rules.h"
#include "core/ledger/settlement_handlers.h"

#include <map>

namespace hub::ledger {

using domain::TransferEvent;

Decision decide(Draft& draft, const Tick&)
{
    const State& state = draft.state();
    const auto error = domain::makeError(domain::fspiop_code::kTransferExpired);
    std::size_t ended = 0;
    std::map<BulkSeq, std::vector<TransferSeq>> bulks;
    for (const auto& [deadline, seq] : state.deadlines) {
        if (deadline >= draft.now().ms || ended == kExpiriesPerTick) break;
        const auto at = state.open.find(seq);
        HUB_CHECK(at != state.open.end());
        const OpenTransfer& open = at->second;
        draft.release(open, TransferEvent::Expired, TransferEvent::ExpiryReleased, error, {});
        if (open.bulk != 0) {
            bulks[open.bulk].push_back(seq);
        } else {
            draft.hubError(open.payer, open.id, seq, error, open.trace);
            draft.hubError(open.payee, open.id, seq, error, open.trace);
        }
        ++ended;
    }
    for (const auto& [bulk, transfers] : bulks)
        expireItems(draft, bulk, transfers);
    for (const auto& [window, due] : state.closing) {
        if (due > draft.now().ms || state.rules.settlement == nullptr) continue;
        state.rules.settlement->finishClose(draft, state.windows.at(window));
        ++ended;
    }
    return draft.done(ended != 0 ? Outcome::Accepted : Outcome::Ignored);
}

} // namespace hub::ledger
