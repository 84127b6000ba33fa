#include "core/admin/schema_reader.h"

#include "core/domain/ids.h"

#include <algorithm>
#include <charconv>

namespace hub::admin {
namespace {

// The description is cut at 128 characters, so nothing beyond is of use.
constexpr std::size_t kSentenceMax = 160;
constexpr std::string_view kCorrelationPattern =
    "/^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-7][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{26})$/";

std::size_t utf16Length(std::string_view text)
{
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0U ? 2 : 1;
    }
    return units;
}

bool hasControlCharacter(std::string_view text, bool isMultiline)
{
    return std::any_of(text.begin(), text.end(), [isMultiline](char c) {
        if (isMultiline && (c == '\n' || c == '\r')) return false;
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
}

std::string quoted(std::string_view name)
{
    return '"' + std::string(name) + '"';
}

// Empty when the text fits.
std::string textFault(std::string_view text, const TextRule& rule)
{
    if (!rule.oneOf.empty())
        return std::find(rule.oneOf.begin(), rule.oneOf.end(), text) != rule.oneOf.end()
                   ? std::string()
                   : mustBeOneOf(rule.oneOf);
    const auto length = utf16Length(text);
    if (length == 0 && rule.min > 0) return "is not allowed to be empty";
    if (length < rule.min) return "length must be at least " + std::to_string(rule.min) + " characters long";
    if (rule.max > 0 && length > rule.max)
        return "length must be less than or equal to " + std::to_string(rule.max) + " characters long";
    if (hasControlCharacter(text, rule.isMultiline)) return "must not hold control characters";
    return {};
}

std::string numberFault(domain::Amount value, const NumberRule& rule)
{
    if (!value.fitsDecimals(rule.decimals))
        return "must have no more than " + std::to_string(rule.decimals) + " decimal places";
    if (rule.isPositive && (value.isZero() || value.isNegative())) return "must be a positive number";
    if (rule.min && value < *rule.min) return "must be greater than or equal to " + rule.min->toString();
    if (rule.max && value > *rule.max) return "must be less than or equal to " + rule.max->toString();
    return {};
}

// A number that is one, but not of ours: more than 4 decimals, or more digits than can be.
bool looksNumeric(std::string_view text)
{
    return !text.empty() && text.size() <= 400 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }) && std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string unreadableFault(std::string_view text)
{
    if (!looksNumeric(text)) return "must be a number";
    const auto dot = text.find('.');
    const auto exponent = text.find_first_of("eE");
    const auto decimals = dot == std::string_view::npos ? 0 : std::min(exponent, text.size()) - dot - 1;
    if (decimals > 4 && exponent == std::string_view::npos) return "must have no more than 4 decimal places";
    return "must be a safe number";
}

} // namespace

std::string mustBeOneOf(std::span<const std::string_view> values)
{
    std::string out = "must be one of [";
    for (std::size_t i = 0; i < values.size() && out.size() < kSentenceMax; ++i) {
        if (i > 0) out += ", ";
        out += values[i];
    }
    return out + ']';
}

std::string checkName(std::string_view name)
{
    const auto fault = textFault(name, TextRule{2, 30, {}});
    return fault.empty() ? std::string() : "\"name\" " + fault;
}

std::string checkPositiveInteger(std::string_view name, std::string_view text, std::int64_t& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) return quoted(name) + " must be a safe number";
    if (error != std::errc() || end != text.data() + text.size())
        return quoted(name) + (looksNumeric(text) ? " must be an integer" : " must be a number");
    return value > 0 ? std::string() : quoted(name) + " must be a positive number";
}

std::string checkCurrency(std::string_view name, std::string_view text)
{
    return domain::Currency::parse(text) ? std::string()
                                         : quoted(name) + ' ' + mustBeOneOf(domain::currencyCodes());
}

std::string checkCorrelationId(std::string_view name, std::string_view text)
{
    if (domain::CorrelationId::parse(text)) return {};
    return quoted(name) + " with value \"" + std::string(text.substr(0, 40)) +
           "\" fails to match the required pattern: " + std::string(kCorrelationPattern);
}

SchemaReader::SchemaReader(json::Value object)
    : m_object(object)
    , m_error(std::make_shared<std::string>())
{
    if (!object.isObject()) *m_error = "\"value\" must be of type object";
}

SchemaReader::SchemaReader(json::Value object, std::string path, std::shared_ptr<std::string> error)
    : m_object(object)
    , m_path(std::move(path))
    , m_error(std::move(error))
    , m_active(object.isObject())
{}

std::string SchemaReader::label(std::string_view name) const
{
    return '"' + m_path + std::string(name) + '"';
}

void SchemaReader::fail(std::string_view name, std::string_view what)
{
    if (m_error->empty()) *m_error = label(name) + ' ' + std::string(what);
}

json::Value SchemaReader::take(std::string_view name, Presence presence)
{
    if (!m_active) return {};
    m_asked.push_back(name);
    const auto value = m_object[name];
    if (!value && presence == Presence::Required) fail(name, "is required");
    return failed() ? json::Value() : value;
}

std::string SchemaReader::text(std::string_view name, Presence presence, const TextRule& rule)
{
    const auto value = take(name, presence);
    if (!value) return {};
    if (!value.isString()) {
        fail(name, rule.oneOf.empty() ? std::string("must be a string") : mustBeOneOf(rule.oneOf));
        return {};
    }
    if (const auto fault = textFault(value.string(), rule); !fault.empty()) fail(name, fault);
    return std::string(value.string());
}

std::optional<domain::Currency> SchemaReader::currency(std::string_view name, Presence presence)
{
    const auto code = text(name, presence, TextRule{1, 0, domain::currencyCodes()});
    return domain::Currency::parse(code);
}

std::optional<bool> SchemaReader::boolean(std::string_view name, Presence presence)
{
    const auto value = take(name, presence);
    if (!value) return std::nullopt;
    if (value.isBool()) return value.boolean();
    if (value.isString() && (value.string() == "true" || value.string() == "false"))
        return value.string() == "true";
    fail(name, "must be a boolean");
    return std::nullopt;
}

bool SchemaReader::looseBoolean(std::string_view name)
{
    const auto value = take(name, Presence::Optional);
    if (!value) return false;
    const auto scalar = value.scalarText();
    if (value.isNull() || scalar == "false" || scalar == "0") return false;
    if (value.isString() && scalar.empty()) return false;
    if (scalar == "true" || scalar == "1") return true;
    fail(name, "must be a boolean");
    return false;
}

std::optional<domain::Amount> SchemaReader::number(std::string_view name, Presence presence,
                                                   const NumberRule& rule)
{
    const auto value = take(name, presence);
    if (!value) return std::nullopt;
    if (!value.isNumber() && !value.isString()) {
        fail(name, "must be a number");
        return std::nullopt;
    }
    const auto digits = value.isNumber() ? value.numberText() : value.string();
    const auto amount = domain::Amount::parseDecimal(digits);
    auto fault = amount ? numberFault(*amount, rule) : unreadableFault(digits);
    if (fault.empty() && !amount->isStorable()) fault = "must be a safe number";
    if (fault.empty()) return amount;
    fail(name, fault);
    return std::nullopt;
}

std::string SchemaReader::correlationId(std::string_view name)
{
    auto id = text(name, Presence::Required);
    if (failed()) return id;
    if (const auto fault = checkCorrelationId(m_path + std::string(name), id); !fault.empty())
        *m_error = fault;
    return id;
}

SchemaReader SchemaReader::object(std::string_view name, Presence presence)
{
    const auto value = take(name, presence);
    if (value && !value.isObject()) fail(name, "must be of type object");
    return SchemaReader(value, m_path + std::string(name) + '.', m_error);
}

std::vector<SchemaReader> SchemaReader::objects(std::string_view name, Presence presence, std::size_t max)
{
    std::vector<SchemaReader> out;
    const auto value = take(name, presence);
    if (!value) return out;
    if (!value.isArray()) {
        fail(name, "must be an array");
        return out;
    }
    if (value.size() > max) {
        fail(name, "must contain less than or equal to " + std::to_string(max) + " items");
        return out;
    }
    for (const json::Value element : value) {
        const auto place = std::string(name) + '[' + std::to_string(out.size()) + ']';
        if (!element.isObject()) fail(place, "must be of type object");
        out.push_back(SchemaReader(element, m_path + place + '.', m_error));
    }
    return out;
}

void SchemaReader::finish()
{
    if (!m_active || failed()) return;
    for (const json::Value member : m_object)
        if (std::find(m_asked.begin(), m_asked.end(), member.name()) == m_asked.end()) {
            fail(member.name(), "is not allowed");
            return;
        }
}

} // namespace hub::admin
