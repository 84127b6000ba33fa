#pragma once

#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/json/document.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hub::admin {

enum class Presence { Optional, Required };

/// What a text may be.
struct TextRule
{
    std::size_t min = 1; ///< UTF-16 units, as the reference's validator counts
    std::size_t max = 0; ///< 0: unbounded
    std::span<const std::string_view> oneOf;
    bool isMultiline = false; ///< line ends are no control characters
};

/// What a number may be; at most `decimals` decimals, nothing is rounded.
struct NumberRule
{
    std::optional<domain::Amount> min;
    std::optional<domain::Amount> max;
    bool isPositive = false;
    int decimals = 4;
};

/// Reads an object field by field in the order of its schema and keeps the first thing that is wrong, in the
/// words of the reference's validator (`"currency" must be one of [...]`). Objects are closed: finish()
/// refuses what was not asked for. Numbers are taken as JSON numbers or numeric strings, exactly. One thread,
/// no longer than the document.
class SchemaReader
{
public:
    explicit SchemaReader(json::Value object);

    std::string text(std::string_view name, Presence presence, const TextRule& rule = {});
    std::optional<domain::Currency> currency(std::string_view name, Presence presence);
    std::optional<bool> boolean(std::string_view name, Presence presence);
    /// `true`, `false`, 1, 0 and their texts, empty and null count too (isProxy).
    bool looseBoolean(std::string_view name);
    std::optional<domain::Amount> number(std::string_view name, Presence presence,
                                         const NumberRule& rule = {});
    /// A UUID or ULID of FSPIOP.
    std::string correlationId(std::string_view name);
    /// A reader of the member, sharing the first error. When the member is missing or wrong it reads nothing.
    SchemaReader object(std::string_view name, Presence presence);
    /// Readers of the elements of an array member; at most `max`, more is an error.
    std::vector<SchemaReader> objects(std::string_view name, Presence presence, std::size_t max);
    /// True when the member is there (null counts as there).
    bool has(std::string_view name) const { return static_cast<bool>(m_object[name]); }

    /// After the last field: refuses members that no field has asked for.
    void finish();
    bool failed() const { return !m_error->empty(); }
    /// The first thing that is wrong.
    const std::string& error() const { return *m_error; }

private:
    SchemaReader(json::Value object, std::string path, std::shared_ptr<std::string> error);
    /// The member, or nothing with the error set when it is required.
    json::Value take(std::string_view name, Presence presence);
    std::string label(std::string_view name) const;
    void fail(std::string_view name, std::string_view what);

    json::Value m_object;
    std::string m_path;
    std::vector<std::string_view> m_asked;
    std::shared_ptr<std::string> m_error;
    bool m_active = true;
};

/// `must be one of [A, B]`, as long as an error description can be at most.
std::string mustBeOneOf(std::span<const std::string_view> values);
/// The same words for path and query parameters: empty when fine, else the whole sentence.
std::string checkName(std::string_view name);
std::string checkPositiveInteger(std::string_view name, std::string_view text, std::int64_t& value);
std::string checkCurrency(std::string_view name, std::string_view text);
std::string checkCorrelationId(std::string_view name, std::string_view text);

} // namespace hub::admin
