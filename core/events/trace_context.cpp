#include "core/events/trace_context.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <cstring>
#include <random>

namespace hub::events {
namespace {

constexpr std::size_t kTracestateMax = 512;

// splitmix64 over a per-thread seed: ids must be unique, not secret.
std::uint64_t nextRandom()
{
    thread_local std::uint64_t state = [] {
        std::random_device device;
        return (static_cast<std::uint64_t>(device()) << 32) ^ device();
    }();
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

bool isLowerHex(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

std::string TraceId::toHex() const
{
    return base::toHex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::optional<TraceId> TraceId::fromHex(std::string_view text)
{
    if (text.size() != 32 || !isLowerHex(text)) return std::nullopt;
    const auto raw = base::fromHex(text);
    TraceId id;
    std::memcpy(id.bytes.data(), raw->data(), 16);
    if (id == TraceId{}) return std::nullopt;
    return id;
}

std::string spanIdToHex(SpanId id)
{
    std::string bytes(8, '\0');
    for (int i = 7; i >= 0; --i) {
        bytes[static_cast<std::size_t>(i)] = static_cast<char>(id & 255U);
        id >>= 8;
    }
    return base::toHex(bytes);
}

std::optional<TraceContext> TraceContext::parse(std::string_view text, std::string_view tracestate)
{
    if (text.size() < 55 || text[2] != '-' || text[35] != '-' || text[52] != '-') return std::nullopt;
    const std::string_view version = text.substr(0, 2);
    if (!isLowerHex(version) || version == "ff") return std::nullopt;
    if (version == "00" ? text.size() != 55 : (text.size() > 55 && text[55] != '-')) return std::nullopt;
    const auto trace = TraceId::fromHex(text.substr(3, 32));
    const std::string_view parent = text.substr(36, 16);
    const std::string_view flags = text.substr(53, 2);
    if (!trace || !isLowerHex(parent) || !isLowerHex(flags)) return std::nullopt;
    TraceContext context;
    context.trace = *trace;
    const auto parentBytes = base::fromHex(parent);
    for (const char c : *parentBytes)
        context.parent = (context.parent << 8) | static_cast<unsigned char>(c);
    if (context.parent == 0) return std::nullopt;
    context.sampled = (base::fromHex(flags)->front() & 1) != 0;
    if (tracestate.size() <= kTracestateMax) context.tracestate = tracestate;
    return context;
}

TraceContext TraceContext::start()
{
    TraceContext context;
    const std::uint64_t high = nextRandom();
    const std::uint64_t low = nextRandom() | 1U;
    std::memcpy(context.trace.bytes.data(), &high, 8);
    std::memcpy(context.trace.bytes.data() + 8, &low, 8);
    return context;
}

std::string TraceContext::traceparent(SpanId span) const
{
    return "00-" + trace.toHex() + "-" + spanIdToHex(span) + (sampled ? "-01" : "-00");
}

SpanId newSpanId()
{
    const SpanId id = nextRandom();
    return id != 0 ? id : 1;
}

} // namespace hub::events
