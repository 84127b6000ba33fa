#pragma once

#include "core/fspiop/forwarding.h"
#include "core/fspiop/outcomes.h"
#include "core/ledger/queries.h"

#include <optional>
#include <string>

namespace hub::fspiop {

/// /bulkTransfers (fspiop 11): messages become commands of the ledger, which tells both sides through the
/// outbox; states are read from the store. http threads.
class BulkTransfers
{
public:
    BulkTransfers(Forwarding& forwarding, Outcomes& outcomes)
        : m_forwarding(forwarding)
        , m_outcomes(outcomes)
    {}

    Reply post(Call& call);
    Reply put(Call& call);
    Reply putError(Call& call);
    Reply get(Call& call);

private:
    Reply submit(Call& call, ledger::Command&& command, const domain::BulkTransferId& id, int status);
    std::optional<domain::BulkTransferId> pathId(Call& call);
    std::optional<domain::FspiopError> timestampProblem(std::optional<base::Instant> completedAt) const;
    /// PUT of the stored state to `requester`; a REJECTED one as its error when `replays` (11.3 row 2).
    void tellState(const domain::BulkTransferId& id, const std::string& requester, bool replays,
                   const events::TraceContext& trace);
    void tellFacts(const ledger::BulkFacts& facts, const std::string& requester, bool replays,
                   const events::TraceContext& trace);
    void sendError(const std::string& to, std::string_view bulkId, const domain::FspiopError& error,
                   const events::TraceContext& trace);

    Forwarding& m_forwarding;
    Outcomes& m_outcomes;
};

} // namespace hub::fspiop
