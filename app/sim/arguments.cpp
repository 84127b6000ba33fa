#include "app/sim/arguments.h"

#include <algorithm>
#include <charconv>

namespace hub::sim {

Arguments::Arguments(std::span<const char* const> words, std::vector<std::string_view> valued,
                     std::vector<std::string_view> flags)
{
    const auto knows = [](const std::vector<std::string_view>& names, std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view word = words[i];
        if (!word.starts_with("--")) {
            refuse("unexpected word '" + std::string(word) + "'");
            continue;
        }
        word.remove_prefix(2);
        std::string value;
        if (knows(valued, word)) {
            if (i + 1 == words.size()) {
                refuse("--" + std::string(word) + " needs a value");
                continue;
            }
            value = words[++i];
        } else if (!knows(flags, word)) {
            refuse("unknown option --" + std::string(word));
            continue;
        }
        if (!m_values.emplace(word, value).second) refuse("--" + std::string(word) + " is given twice");
    }
}

std::string Arguments::text(std::string_view name, std::string_view fallback) const
{
    const auto it = m_values.find(std::string(name));
    return it == m_values.end() ? std::string(fallback) : it->second;
}

std::string Arguments::required(std::string_view name)
{
    if (!has(name)) refuse("--" + std::string(name) + " is needed");
    return text(name);
}

std::int64_t Arguments::integer(std::string_view name, std::int64_t fallback, std::int64_t least,
                                std::int64_t most)
{
    if (!has(name)) return fallback;
    const std::string value = text(name);
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc{} && rest == value.data() + value.size() && number >= least && number <= most)
        return number;
    refuse("--" + std::string(name) + " takes a whole number from " + std::to_string(least) + " to " +
           std::to_string(most));
    return fallback;
}

domain::Amount Arguments::amount(std::string_view name, std::string_view fallback)
{
    const auto value = domain::Amount::parseFspiop(text(name, fallback));
    if (value && !value->isZero()) return *value;
    refuse("--" + std::string(name) + " takes an amount such as 12.5");
    return domain::Amount::fromMajor(1);
}

void Arguments::address(std::string_view name, Address& out)
{
    const std::string url = required(name);
    if (url.empty()) return;
    auto parsed = parseAddress(url);
    if (parsed)
        out = *std::move(parsed);
    else
        refuse(parsed.error());
}

void Arguments::refuse(std::string problem)
{
    m_problems += std::move(problem) + '\n';
}

} // namespace hub::sim
