#include "core/json/schema.h"

#include <algorithm>

namespace hub::json {
namespace {

constexpr std::size_t kShownValueMax = 64;

std::optional<Failure> failed(Keyword keyword, const Shape& shape, std::string_view value = {},
                              std::string_view property = {})
{
    return Failure{keyword, {}, std::string(property), &shape, std::string(value.substr(0, kShownValueMax))};
}

/// `failure` seen from one level further up.
std::optional<Failure> below(std::optional<Failure> failure, std::string_view name)
{
    failure->path.insert(0, name);
    failure->path.insert(0, 1, '/');
    return failure;
}

std::optional<Failure> checkString(std::string_view text, const Shape& shape)
{
    if (shape.max != UINT32_MAX && text.size() > shape.max && lengthOf(text) > shape.max)
        return failed(Keyword::MaxLength, shape, text);
    if (shape.min > 0 && text.size() < shape.min * 4U && lengthOf(text) < shape.min)
        return failed(Keyword::MinLength, shape, text);
    if (!matches(shape.pattern, text))
        return failed(shape.pattern == Pattern::Currency ? Keyword::Enum : Keyword::Pattern, shape, text);
    if (!shape.values.empty() &&
        std::find(shape.values.begin(), shape.values.end(), text) == shape.values.end())
        return failed(Keyword::Enum, shape, text);
    return std::nullopt;
}

std::optional<Failure> checkInteger(std::string_view text, const Shape& shape)
{
    std::string_view digits = text;
    if (!digits.empty() && digits[0] == '-') digits.remove_prefix(1);
    const bool good = !digits.empty() && digits.size() <= 18 &&
                      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return good ? std::nullopt : failed(Keyword::Type, shape, text);
}

std::optional<Failure> checkArray(const Value& value, const Shape& shape)
{
    if (!value.isArray()) return failed(Keyword::Type, shape, value.scalarText());
    if (value.size() > shape.max) return failed(Keyword::MaxItems, shape);
    if (value.size() < shape.min) return failed(Keyword::MinItems, shape);
    if (shape.item == nullptr) return std::nullopt;
    std::size_t index = 0;
    for (const Value element : value) {
        if (auto failure = firstFailure(element, *shape.item)) return below(failure, std::to_string(index));
        ++index;
    }
    return std::nullopt;
}

std::optional<Failure> checkObject(const Value& value, const Shape& shape)
{
    if (!value.isObject()) return failed(Keyword::Type, shape, value.scalarText());
    for (const Field& field : shape.fields)
        if (field.isRequired && !value[field.name]) return failed(Keyword::Required, shape, {}, field.name);
    if (shape.isClosed) {
        for (const Value member : value) {
            const bool known = std::any_of(shape.fields.begin(), shape.fields.end(),
                                           [&](const Field& field) { return field.name == member.name(); });
            if (!known) return failed(Keyword::AdditionalProperties, shape, {}, member.name());
        }
    }
    for (const Field& field : shape.fields) {
        const Value member = value[field.name];
        if (!member) continue;
        if (auto failure = firstFailure(member, *field.shape)) return below(failure, field.name);
    }
    return std::nullopt;
}

std::string_view kindText(Kind kind)
{
    switch (kind) {
    case Kind::Object:
        return "object";
    case Kind::Array:
        return "array";
    case Kind::String:
        return "string";
    case Kind::Integer:
        return "integer";
    case Kind::Any:
        break;
    }
    return "any";
}

} // namespace

std::optional<Failure> firstFailure(const Value& value, const Shape& shape)
{
    switch (shape.kind) {
    case Kind::Object:
        return checkObject(value, shape);
    case Kind::Array:
        return checkArray(value, shape);
    case Kind::String:
        if (value.isObject() || value.isArray()) return failed(Keyword::Type, shape);
        return checkString(value.scalarText(), shape);
    case Kind::Integer:
        if (!value.isNumber() && !value.isString()) return failed(Keyword::Type, shape, value.scalarText());
        return checkInteger(value.scalarText(), shape);
    case Kind::Any:
        break;
    }
    return std::nullopt;
}

std::optional<Failure> firstFailure(std::string_view text, const Shape& shape)
{
    return shape.kind == Kind::Integer ? checkInteger(text, shape) : checkString(text, shape);
}

std::string pointerText(const Failure& failure, std::string_view root)
{
    std::string text(root);
    text += failure.path;
    const Shape& shape = *failure.shape;
    switch (failure.keyword) {
    case Keyword::Type:
        return text.append(" must be ").append(kindText(shape.kind));
    case Keyword::Required:
        return text.append(" must have required property '").append(failure.property).append("'");
    case Keyword::AdditionalProperties:
        return text.append(" must NOT have additional properties - ").append(failure.property);
    case Keyword::Enum:
        return text.append(" must be equal to one of the allowed values");
    case Keyword::Pattern:
        return text.append(" must match pattern \"").append(patternText(shape.pattern)).append("\"");
    case Keyword::MinLength:
        return text.append(" must NOT have fewer than ")
            .append(std::to_string(shape.min))
            .append(" characters");
    case Keyword::MaxLength:
        return text.append(" must NOT have more than ")
            .append(std::to_string(shape.max))
            .append(" characters");
    case Keyword::MinItems:
        return text.append(" must NOT have fewer than ").append(std::to_string(shape.min)).append(" items");
    case Keyword::MaxItems:
        return text.append(" must NOT have more than ").append(std::to_string(shape.max)).append(" items");
    }
    return text;
}

std::string labelText(const Failure& failure)
{
    std::string path = failure.path;
    if (failure.keyword == Keyword::Required || failure.keyword == Keyword::AdditionalProperties)
        path += "/" + failure.property;
    std::string label = path.empty() ? "value" : path.substr(1);
    std::replace(label.begin(), label.end(), '/', '.');
    std::string text = "\"" + label + "\"";
    const Shape& shape = *failure.shape;
    switch (failure.keyword) {
    case Keyword::Type:
        if (shape.kind == Kind::Object) return text + " must be of type object";
        if (shape.kind == Kind::Array) return text + " must be an array";
        return text + (shape.kind == Kind::Integer ? " must be a number" : " must be a string");
    case Keyword::Required:
        return text + " is required";
    case Keyword::AdditionalProperties:
        return text + " is not allowed";
    case Keyword::Enum: {
        if (shape.values.empty()) return text + " must be one of the known codes";
        text += " must be one of [";
        for (std::size_t i = 0; i < shape.values.size(); ++i)
            text.append(i > 0 ? ", " : "").append(shape.values[i]);
        return text + "]";
    }
    case Keyword::Pattern:
        return text.append(" with value \"")
            .append(failure.value)
            .append("\" fails to match the required pattern: /")
            .append(patternText(shape.pattern))
            .append("/");
    case Keyword::MinLength:
        if (failure.value.empty()) return text + " is not allowed to be empty";
        return text + " length must be at least " + std::to_string(shape.min) + " characters long";
    case Keyword::MaxLength:
        return text + " length must be less than or equal to " + std::to_string(shape.max) +
               " characters long";
    case Keyword::MinItems:
        return text + " must contain at least " + std::to_string(shape.min) + " items";
    case Keyword::MaxItems:
        return text + " must contain less than or equal to " + std::to_string(shape.max) + " items";
    }
    return text;
}

domain::FspiopError fspiopError(const Failure& failure, std::string_view root)
{
    using namespace domain::fspiop_code;
    const std::string detail = pointerText(failure, root);
    switch (failure.keyword) {
    case Keyword::Type:
        return domain::makeError(kMalformedSyntax, detail);
    case Keyword::Required:
        return domain::makeError(kMissingMandatoryElement, detail);
    case Keyword::AdditionalProperties:
        return domain::makeError(kTooManyElements, detail);
    case Keyword::Enum:
    case Keyword::Pattern:
    case Keyword::MinLength:
    case Keyword::MaxLength:
    case Keyword::MinItems:
    case Keyword::MaxItems:
        break;
    }
    return domain::makeError(kGenericValidationError, detail);
}

} // namespace hub::json
