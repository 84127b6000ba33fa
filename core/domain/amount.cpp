#include "core/domain/amount.h"

#include "core/base/check.h"

#include <algorithm>
#include <limits>

namespace hub::domain {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string digitsOf(Int128 value)
{
    std::string out;
    do {
        out.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    } while (value != 0);
    std::reverse(out.begin(), out.end());
    return out;
}

// Digits and the position of the mark, e.g. 12.5 -> "125", 1 decimal. Bounded: 64 digits.
std::optional<Int128> unitsFrom(std::string_view digits, long decimals)
{
    while (decimals > 4 && !digits.empty() && digits.back() == '0') {
        digits.remove_suffix(1);
        --decimals;
    }
    while (digits.size() > 1 && digits.front() == '0')
        digits.remove_prefix(1);
    if (digits.empty() || digits == "0") return Int128(0);
    if (decimals > 4 || digits.size() + static_cast<std::size_t>(4 - decimals) > 30) return std::nullopt;
    Int128 value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    for (long i = decimals; i < 4; ++i)
        value *= 10;
    return value;
}

} // namespace

std::optional<Amount> Amount::parseFspiop(std::string_view text)
{
    const std::size_t dot = text.find('.');
    const std::string_view whole = text.substr(0, dot);
    if (whole.empty() || whole.size() > 18 || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
    if (!std::all_of(whole.begin(), whole.end(), isDigit)) return std::nullopt;
    Int128 units = 0;
    for (const char c : whole)
        units = units * 10 + (c - '0');
    units *= kScale;
    if (dot != std::string_view::npos) {
        const std::string_view part = text.substr(dot + 1);
        if (part.empty() || part.size() > 4 || part.back() == '0') return std::nullopt;
        if (!std::all_of(part.begin(), part.end(), isDigit)) return std::nullopt;
        Int128 weight = kScale;
        for (const char c : part) {
            weight /= 10;
            units += (c - '0') * weight;
        }
    }
    return Amount(units);
}

std::optional<Amount> Amount::parseDecimal(std::string_view text)
{
    if (text.size() > 64) return std::nullopt;
    bool negative = false;
    if (!text.empty() && text.front() == '-') {
        negative = true;
        text.remove_prefix(1);
    }
    std::string digits;
    long decimals = 0;
    std::size_t i = 0;
    while (i < text.size() && isDigit(text[i]))
        digits.push_back(text[i++]);
    if (digits.empty()) return std::nullopt;
    if (i < text.size() && text[i] == '.') {
        const std::size_t start = ++i;
        while (i < text.size() && isDigit(text[i]))
            digits.push_back(text[i++]);
        decimals = static_cast<long>(i - start);
        if (decimals == 0) return std::nullopt;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        long sign = 1;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) sign = text[i++] == '-' ? -1 : 1;
        long exponent = 0;
        const std::size_t start = i;
        while (i < text.size() && isDigit(text[i]) && exponent < 1000)
            exponent = exponent * 10 + (text[i++] - '0');
        if (i == start) return std::nullopt;
        decimals -= sign * exponent;
        if (decimals < -40 || decimals > 100) return std::nullopt;
    }
    if (i != text.size()) return std::nullopt;
    const auto units = unitsFrom(digits, decimals);
    if (!units) return std::nullopt;
    return Amount(negative ? -*units : *units);
}

std::string Amount::toString() const
{
    const Int128 magnitude = m_units < 0 ? -m_units : m_units;
    std::string out = m_units < 0 ? "-" : "";
    out += digitsOf(magnitude / kScale);
    int fraction = static_cast<int>(magnitude % kScale);
    if (fraction != 0) {
        std::string part = std::to_string(kScale + fraction).substr(1);
        while (part.back() == '0')
            part.pop_back();
        out += '.' + part;
    }
    return out;
}

std::string Amount::toFixed(int decimals) const
{
    std::string out = toString();
    const std::size_t dot = out.find('.');
    int have = dot == std::string::npos ? 0 : static_cast<int>(out.size() - dot - 1);
    if (decimals > 0 && dot == std::string::npos) out += '.';
    for (; have < decimals; ++have)
        out += '0';
    return out;
}

bool Amount::isStorable() const
{
    return m_units >= std::numeric_limits<std::int64_t>::min() &&
           m_units <= std::numeric_limits<std::int64_t>::max();
}

std::int64_t Amount::toColumn() const
{
    HUB_CHECK(isStorable());
    return static_cast<std::int64_t>(m_units);
}

Amount Amount::negated() const
{
    return Amount() - *this;
}

bool Amount::fitsDecimals(int decimals) const
{
    Int128 step = 1;
    for (int i = decimals; i < 4; ++i)
        step *= 10;
    return m_units % step == 0;
}

Amount operator+(Amount a, Amount b)
{
    Int128 result = 0;
    HUB_CHECK(!__builtin_add_overflow(a.m_units, b.m_units, &result));
    return Amount(result);
}

Amount operator-(Amount a, Amount b)
{
    Int128 result = 0;
    HUB_CHECK(!__builtin_sub_overflow(a.m_units, b.m_units, &result));
    return Amount(result);
}

Amount Amount::scaled(std::int64_t numerator, std::int64_t denominator) const
{
    HUB_CHECK(denominator > 0);
    Int128 product = 0;
    HUB_CHECK(!__builtin_mul_overflow(m_units, Int128(numerator), &product));
    const bool negative = product < 0;
    const Int128 magnitude = negative ? -product : product;
    const Int128 rounded = (magnitude + denominator / 2) / denominator;
    return Amount(negative ? -rounded : rounded);
}

std::int64_t Amount::ratioBasisPoints(Amount whole) const
{
    if (whole.m_units == 0) return 0;
    Int128 product = 0;
    HUB_CHECK(!__builtin_mul_overflow(m_units, Int128(10'000), &product));
    const Int128 ratio = product / whole.m_units;
    return static_cast<std::int64_t>(std::clamp<Int128>(ratio, -1'000'000, 1'000'000));
}

} // namespace hub::domain
