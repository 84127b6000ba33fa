#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hub::events {

/// W3C trace id, 16 bytes, never all zero when valid.
struct TraceId
{
    std::array<std::uint8_t, 16> bytes{};
    friend auto operator<=>(const TraceId&, const TraceId&) = default;
    std::string toHex() const;
    static std::optional<TraceId> fromHex(std::string_view text);
};

/// W3C span id, 8 bytes big-endian in a number; 0 means none.
using SpanId = std::uint64_t;
std::string spanIdToHex(SpanId id);

/// What travels in `traceparent` and `tracestate` (W3C Trace Context level 1).
struct TraceContext
{
    TraceId trace;
    /// The span that is the parent of what happens next.
    SpanId parent = 0;
    bool sampled = true;
    /// As received, at most 512 characters; passed on unchanged.
    std::string tracestate;

    /// Reads a `traceparent` (55 characters, version 00; a later version is read by its first four fields).
    /// Nothing when it is not valid: the caller starts a new trace then.
    static std::optional<TraceContext> parse(std::string_view traceparent, std::string_view tracestate = {});
    /// A new trace with random ids.
    static TraceContext start();
    /// `00-<trace>-<span>-01` with `span` as the parent of the receiver.
    std::string traceparent(SpanId span) const;
};

/// A random non-zero span id. Any thread; not for secrets.
SpanId newSpanId();

} // namespace hub::events
