#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hub::base {

/// A moment: UTC milliseconds since 1970-01-01T00:00:00Z. A value; never local time.
struct Instant
{
    std::int64_t ms = 0;
    friend auto operator<=>(const Instant&, const Instant&) = default;
    Instant plusMs(std::int64_t delta) const { return Instant{ms + delta}; }
};

/// `2026-11-23T18:02:11.345Z` (FSPIOP DateTime: milliseconds always there).
std::string toIso8601(Instant instant);
/// Reads an FSPIOP DateTime (`YYYY-MM-DDThh:mm:ss.sss` + `Z` or `±hh:mm`), calendar-aware; anything else is
/// nothing, also what lies outside the years 1000 to 9999 once it is told in UTC.
std::optional<Instant> parseIso8601(std::string_view text);
/// `Mon, 23 Nov 2026 18:02:11 GMT` (RFC 9110 IMF-fixdate).
std::string toImfFixdate(Instant instant);
/// Reads an IMF-fixdate strictly (day name must fit the date); anything else is nothing.
std::optional<Instant> parseImfFixdate(std::string_view text);

/// Where the time comes from. Rules never ask: they are told `now`. Implementations are safe on any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall time, UTC ms.
    virtual Instant now() const = 0;
    /// A steady count of microseconds, for durations only.
    virtual std::int64_t steadyUs() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock
{
public:
    Instant now() const override;
    std::int64_t steadyUs() const override;
};

} // namespace hub::base
