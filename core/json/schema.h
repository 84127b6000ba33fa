#pragma once

#include "core/domain/fspiop_errors.h"
#include "core/json/document.h"
#include "core/json/patterns.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// One description per message: what is checked, what the OpenAPI document says and what an error names all
/// come from it.
namespace hub::json {

enum class Kind : std::uint8_t { Object, Array, String, Integer, Any };

struct Shape;

/// A member of an object.
struct Field
{
    std::string_view name;
    const Shape* shape = nullptr;
    bool isRequired = false;
};

/// What a value must be. Tables of these are constants; see messages.h.
struct Shape
{
    Kind kind = Kind::Any;
    /// Of a string.
    Pattern pattern = Pattern::None;
    /// Characters of a string, elements of an array.
    std::uint32_t min = 0;
    std::uint32_t max = UINT32_MAX;
    /// The only texts of an enumeration; empty: any.
    std::span<const std::string_view> values = {};
    /// Of an object, in the order in which they are checked.
    std::span<const Field> fields = {};
    /// Of an array's elements.
    const Shape* item = nullptr;
    /// No members beside `fields`.
    bool isClosed = false;
};

/// Which rule failed (the keyword of JSON Schema).
enum class Keyword : std::uint8_t {
    Type,
    Required,
    AdditionalProperties,
    Enum,
    Pattern,
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
};

/// The first rule that a value breaks.
struct Failure
{
    Keyword keyword{};
    std::string path;     ///< JSON pointer below the root: `/payee/partyIdInfo`; empty for the root
    std::string property; ///< Required, AdditionalProperties: the member's name
    const Shape* shape = nullptr;
    std::string value; ///< scalar as text, at most 64 bytes; for messages of the operator API only
};

/// Checks as the reference's validator does with type coercion on (fspiop 2.4, 4.6): numbers and booleans
/// pass as strings, null as an empty string, numeric strings as integers; for an object first the type, then
/// required members, then members it must not have, then each member in the order of the description.
std::optional<Failure> firstFailure(const Value& value, const Shape& shape);
/// The same for a text from outside JSON: header, path or query item.
std::optional<Failure> firstFailure(std::string_view text, const Shape& shape);

/// Texts of the reference: `/requestBody/payee must have required property 'partyIdInfo'`. `root` is
/// `/requestBody`, `/header`, `/path` or `/query`.
std::string pointerText(const Failure& failure, std::string_view root);
/// The same in the operator API's style: `"payee.partyIdInfo" is required`.
std::string labelText(const Failure& failure);

/// Code of a failed rule (fspiop 4.5, left column): 3102 required, 3101 type, 3103 additional, else 3100;
/// description with pointerText().
domain::FspiopError fspiopError(const Failure& failure, std::string_view root);

} // namespace hub::json
