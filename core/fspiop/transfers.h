#pragma once

#include "core/fspiop/forwarding.h"
#include "core/fspiop/outcomes.h"

#include <string>

namespace hub::fspiop {

/// /transfers (fspiop 7): every message becomes one command; the answer is given when it is on the disk.
/// Refusals travel by callback, except those of 7.5's timestamp rules. http threads.
class Transfers
{
public:
    Transfers(Forwarding& forwarding, Outcomes& outcomes)
        : m_forwarding(forwarding)
        , m_outcomes(outcomes)
    {}

    Reply post(Call& call);
    Reply get(Call& call);
    Reply put(Call& call);
    Reply putError(Call& call);

private:
    enum class TellBy { Put, Patch };
    /// Present state of a transfer to one of its parties (7.10), also for repeated messages (7.4).
    void tellState(const domain::TransferId& id, const std::string& requester, TellBy by,
                   const events::TraceContext& trace);
    Reply submit(Call& call, ledger::Command&& command, const domain::TransferId& id, int status, TellBy by);
    void sendError(const std::string& to, std::string_view transferId, const domain::FspiopError& error,
                   const events::TraceContext& trace);
    /// 7.5's rules for completedTimestamp; nothing: fine.
    std::optional<domain::FspiopError> timestampProblem(std::optional<base::Instant> completedAt) const;
    /// The id of the path; an id that is none has told the sender 3208 already.
    std::optional<domain::TransferId> pathId(Call& call);

    Forwarding& m_forwarding;
    Outcomes& m_outcomes;
};

} // namespace hub::fspiop
