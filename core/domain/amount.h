#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hub::domain {

__extension__ typedef __int128 Int128;

/// Money without a currency: an exact signed count of 1/10000. Never a floating point number anywhere.
/// Arithmetic is checked: leaving the 128-bit range is a failed check, which no accepted input can cause
/// because the edge holds every amount under `kStorableMax`. Any thread (a value).
class Amount
{
public:
    /// Units per major unit.
    static constexpr std::int64_t kScale = 10'000;

    constexpr Amount() = default;
    /// `units` are 1/10000.
    static constexpr Amount fromUnits(std::int64_t units) { return Amount(units); }
    static constexpr Amount fromMajor(std::int64_t major) { return Amount(Int128(major) * kScale); }

    /// An FSPIOP amount: `^([0]|([1-9][0-9]{0,17}))([.][0-9]{0,3}[1-9])?$` (API Definition 7.2.13). No sign,
    /// no leading or trailing zeros.
    static std::optional<Amount> parseFspiop(std::string_view text);
    /// An amount of the operator API, where JSON numbers and numeric strings are taken: optional '-', digits,
    /// optional fraction, optional exponent as JSON writes it; at most 4 decimals after normalising; nothing
    /// is rounded.
    static std::optional<Amount> parseDecimal(std::string_view text);

    /// Shortest exact text: `-12.5`, `0`, `100`. Valid FSPIOP text when not negative.
    std::string toString() const;
    /// Exactly `decimals` (0..4) digits after the mark; digits beyond are kept when they are not zero, so
    /// nothing is lost.
    std::string toFixed(int decimals) const;

    /// For a store column. The value is within 64 bits (checked).
    std::int64_t toColumn() const;
    static constexpr Amount fromColumn(std::int64_t units) { return Amount(units); }
    /// True when toColumn() may be called.
    bool isStorable() const;

    bool isZero() const { return m_units == 0; }
    bool isNegative() const { return m_units < 0; }
    Amount negated() const;
    Amount absolute() const { return isNegative() ? negated() : *this; }
    /// True when no digit is there below the currency's scale (`decimals` 0..4).
    bool fitsDecimals(int decimals) const;

    friend Amount operator+(Amount a, Amount b);
    friend Amount operator-(Amount a, Amount b);
    Amount& operator+=(Amount other) { return *this = *this + other; }
    Amount& operator-=(Amount other) { return *this = *this - other; }
    /// this * numerator / denominator, exact rational, half-up to 1/10000. denominator > 0 (checked).
    Amount scaled(std::int64_t numerator, std::int64_t denominator) const;
    friend constexpr bool operator==(Amount a, Amount b) { return a.m_units == b.m_units; }
    friend constexpr std::strong_ordering operator<=>(Amount a, Amount b) { return a.m_units <=> b.m_units; }

    /// Ratio this/whole in basis points (1/10000), saturated to ±1 000 000, for bars and alarms only; 0 when
    /// whole is 0.
    std::int64_t ratioBasisPoints(Amount whole) const;

private:
    constexpr explicit Amount(Int128 units)
        : m_units(units)
    {}
    Int128 m_units = 0;
};

/// The largest amount a message may carry by default: DECIMAL(18,4) of the reference store.
inline constexpr Amount kAmountMaxDefault = Amount::fromUnits(999'999'999'999'999'999);

} // namespace hub::domain
