#pragma once

#include "core/events/span.h"
#include "core/store/row_bytes.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The packed form of spans in events.db: `trace (16 bytes) | subject | span*`. A span says by one bit
/// whether it has the row's subject or none.
namespace hub::store {

/// Rows of events.db that share one part of the indexes: a row's run is its key divided by it.
inline constexpr std::int64_t kIndexRun = 131'072;

/// What the indexes of events.db are keyed by; a hint only, never 0.
std::int64_t hashOf(const events::TraceId& trace);
std::int64_t hashOf(std::string_view subject);

void packSpan(const events::Span& span, ByteWriter& out);
/// Appends the spans of a row's body to `out`; false when the body is broken (what was read before stays).
bool unpackSpans(std::string_view body, std::vector<events::Span>& out);
/// The trace of a row's body, all zero when it is too short.
events::TraceId traceOf(std::string_view body);

} // namespace hub::store
