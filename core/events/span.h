#pragma once

#include "core/events/trace_context.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hub::events {

/// The hops of a message through the hub, in the order in which a payment meets them. The numbers are stored.
enum class SpanKind : std::uint8_t {
    Guard = 1,    ///< bytes in -> whole request accepted
    Validate = 2, ///< route, headers, body, signature
    Queue = 3,    ///< waiting for the writer
    Apply = 4,    ///< the ledger's decision
    Commit = 5,   ///< the batch's transaction
    Outbox = 6,   ///< waiting for the lane
    Deliver = 7,  ///< one delivery attempt
    Lookup = 8,   ///< directory or oracle
    Job = 9,      ///< anything else
};
const char* toString(SpanKind kind);

/// One finished hop. Times are microseconds since 1970 (UTC). Explicit value, never thread-local.
struct Span
{
    TraceId trace;
    SpanId id = 0;
    SpanId parent = 0;
    SpanKind kind = SpanKind::Job;
    bool failed = false;
    std::int64_t startUs = 0;
    std::int64_t endUs = 0;
    /// `POST /transfers`, `prepare`, `PUT /transfers/{ID} -> greenbank`: from a small set, never a value of a
    /// message.
    std::string name;
    /// Transfer id text (or quote, bulk id) when the hop belongs to one; else empty.
    std::string subject;
    /// Small facts: status, code, batch size, attempt. No personal data, no bodies.
    std::vector<std::pair<std::string, std::string>> attributes;
};

/// Where finished spans go. Any thread; must not block: a full sink drops and counts.
class SpanSink
{
public:
    virtual ~SpanSink() = default;
    virtual void record(Span&& span) = 0;
};

} // namespace hub::events
