#pragma once

#include "core/admin/handlers.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

/// Query parameters of the hub's own routes: a table of names, each with what takes its value.
namespace hub::admin {

/// Takes one query value; false when it is none.
using Take = std::function<bool(const std::string&)>;

/// Reads the query by a table of parameters, each once; answers 3101 and gives false when something is wrong.
bool readQuery(const ExchangePtr& exchange, const std::map<std::string, Take, std::less<>>& takes);

/// A positive integer without sign or leading zeros.
std::optional<std::int64_t> integerOf(const std::string& text);

/// Any text but an empty one.
Take into(std::string& target);
/// 1 to `max`.
Take into(int& target, int max);
template <class T, class Parse>
Take into(std::optional<T>& target, Parse parse)
{
    return [&target, parse](const std::string& value) {
        target = parse(value);
        return target.has_value();
    };
}
/// A page key.
template <class Number>
Take intoKey(Number& target)
{
    return [&target](const std::string& text) {
        const auto value = integerOf(text);
        if (value) target = static_cast<Number>(*value);
        return value.has_value();
    };
}

} // namespace hub::admin
