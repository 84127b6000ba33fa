#pragma once

#include "core/base/expected.h"
#include "core/domain/fspiop_errors.h"
#include "core/events/trace_context.h"
#include "core/ledger/command.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace hub::admin {

/// Who calls a service. Nobody has claimed the hub yet, so the operator's name may be empty; the login that
/// comes later fills it and nothing else changes.
struct Caller
{
    std::string operatorName;
    std::string peer; ///< `127.0.0.1`, or `desk` inside the process
    /// Actions of confirmation class C3 and above need a reason of kReasonMin characters. Callers of the
    /// public admin API, which knows no reasons, are free of it while the hub is unclaimed.
    bool mustGiveReason = false;
    events::TraceContext trace;
};

/// Why an operator does it; lands in the audit row of the same transaction.
struct Note
{
    std::string reason;
    std::string ticket;
};
inline constexpr std::size_t kReasonMin = 10;

/// Why a service did not do what was asked.
struct Failure
{
    enum class Kind {
        Refused,     ///< by a rule; nothing was changed
        Unavailable, ///< a bound was reached or the hub stops; nothing was changed
        Broken,      ///< the store failed or something unexpected happened
    };
    domain::FspiopError error;
    int httpStatus = 0; ///< 0: the code's own status
    Kind kind = Kind::Refused;

    int status() const { return httpStatus != 0 ? httpStatus : domain::httpStatusOf(error.code); }
};

template <class T>
using Result = base::Expected<T, Failure>;

/// Takes a result; called exactly once, on any thread, and must not block: commands end on the ledger thread,
/// reads of the store on a reader thread, refusals at once on the caller's.
template <class T>
using Done = std::function<void(Result<T>)>;

base::Unexpected<Failure> refuse(const domain::FspiopCode& code, std::string_view detail = {},
                                 int httpStatus = 0);
/// 2003 with 503: a queue is full or the hub stops.
base::Unexpected<Failure> unavailable(std::string_view detail);
/// 2001 with 500: the store said no.
base::Unexpected<Failure> broken(std::string_view detail);

/// The audit's view of who and why.
ledger::ActionNote actionNote(const Caller& caller, Note note);
/// 3100 when the caller must give a reason and gave none that is long enough.
Result<void> checkReason(const Caller& caller, const Note& note);

} // namespace hub::admin
