#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hub::domain {

/// An ISO 4217 code out of the hub's table (191 codes, `admin-settlement` appendix A). Any thread (a value).
class Currency
{
public:
    /// Nothing when the code is not in the table. Upper case only.
    static std::optional<Currency> parse(std::string_view code);
    std::string_view code() const;
    /// Decimals of the currency (0, 2, 3 or 4) as the desk shows amounts.
    int decimals() const;
    /// True for the 164 codes that the FSPIOP schema lists (5.2); the operator API takes all.
    bool isFspiop() const;
    /// Index into the table; stable within one build only.
    std::uint16_t index() const { return m_index; }
    friend auto operator<=>(Currency, Currency) = default;

private:
    explicit Currency(std::uint16_t index)
        : m_index(index)
    {}
    std::uint16_t m_index;
};

/// All codes of the table in alphabetical order.
std::span<const std::string_view> currencyCodes();

} // namespace hub::domain

template <>
struct std::hash<hub::domain::Currency>
{
    std::size_t operator()(hub::domain::Currency c) const noexcept { return c.index(); }
};
