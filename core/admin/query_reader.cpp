#include "core/admin/query_reader.h"

namespace hub::admin {

bool readQuery(const ExchangePtr& exchange, const std::map<std::string, Take, std::less<>>& takes)
{
    std::map<std::string, int, std::less<>> seen;
    for (const auto& [name, value] : exchange->request().queryItems()) {
        const auto take = takes.find(name);
        if (take == takes.end())
            answerMalformed(exchange, '"' + name + "\" is not allowed");
        else if (++seen[name] > 1)
            answerMalformed(exchange, '"' + name + "\" is given twice");
        else if (!take->second(value))
            answerMalformed(exchange, '"' + name + "\" has no valid value");
        else
            continue;
        return false;
    }
    return true;
}

std::optional<std::int64_t> integerOf(const std::string& text)
{
    std::int64_t value = 0;
    return checkPositiveInteger("value", text, value).empty() ? std::optional(value) : std::nullopt;
}

Take into(std::string& target)
{
    return [&target](const std::string& value) {
        target = value;
        return !value.empty();
    };
}

Take into(int& target, int max)
{
    return [&target, max](const std::string& text) {
        const auto value = integerOf(text);
        if (value && *value <= max) target = static_cast<int>(*value);
        return value && *value <= max;
    };
}

} // namespace hub::admin
