#include "core/store/sqlite/span_codec.h"

#include <algorithm>
#include <cstring>

namespace hub::store {
namespace {

/// More than any span of ours has; a larger count is a broken row.
constexpr std::uint64_t kAttributesMax = 64;

std::int64_t hashOfBytes(std::string_view bytes)
{
    // FNV-1a with a final mix: ids may be chosen by strangers, but a clash only costs a look at another row.
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    hash ^= hash >> 32;
    return hash == 0 ? 1 : static_cast<std::int64_t>(hash);
}

} // namespace

std::int64_t hashOf(const events::TraceId& trace)
{
    return hashOfBytes({reinterpret_cast<const char*>(trace.bytes.data()), trace.bytes.size()});
}

std::int64_t hashOf(std::string_view subject)
{
    return hashOfBytes(subject);
}

void packSpan(const events::Span& span, ByteWriter& out)
{
    const std::uint64_t flags = (span.failed ? 1U : 0U) | (span.subject.empty() ? 0U : 2U);
    out.natural(flags).natural(static_cast<std::uint64_t>(span.kind)).natural(span.id).natural(span.parent);
    out.integer(span.startUs).integer(span.endUs - span.startUs).text(span.name);
    const std::size_t count = std::min<std::size_t>(span.attributes.size(), kAttributesMax);
    out.natural(count);
    for (std::size_t i = 0; i < count; ++i)
        out.text(span.attributes[i].first).text(span.attributes[i].second);
}

bool unpackSpans(std::string_view body, std::vector<events::Span>& out)
{
    ByteReader in(body);
    events::Span blank;
    const std::string_view trace = in.raw(blank.trace.bytes.size());
    std::copy(trace.begin(), trace.end(), blank.trace.bytes.begin());
    const std::string subject(in.text());
    while (in.ok() && !in.atEnd()) {
        events::Span span = blank;
        const std::uint64_t flags = in.natural();
        span.failed = (flags & 1U) != 0;
        if ((flags & 2U) != 0) span.subject = subject;
        span.kind = static_cast<events::SpanKind>(in.natural());
        span.id = in.natural();
        span.parent = in.natural();
        span.startUs = in.integer();
        span.endUs = span.startUs + in.integer();
        span.name = std::string(in.text());
        const std::uint64_t count = in.natural();
        for (std::uint64_t i = 0; in.ok() && i < count && i < kAttributesMax; ++i) {
            std::string name(in.text());
            span.attributes.emplace_back(std::move(name), std::string(in.text()));
        }
        if (in.ok()) out.push_back(std::move(span));
    }
    return in.ok();
}

events::TraceId traceOf(std::string_view body)
{
    events::TraceId trace;
    if (body.size() >= trace.bytes.size()) std::memcpy(trace.bytes.data(), body.data(), trace.bytes.size());
    return trace;
}

} // namespace hub::store
