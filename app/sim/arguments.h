#pragma once

#include "app/sim/http_link.h"
#include "core/domain/amount.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hub::sim {

/// `--name value` and `--flag`, read strictly: an unknown or repeated option, a missing or unfit value is a
/// problem, and a mode with a problem does not start (exit 64).
class Arguments
{
public:
    /// `valued` and `flags` are the option names a mode knows, without the dashes.
    Arguments(std::span<const char* const> words, std::vector<std::string_view> valued,
              std::vector<std::string_view> flags);

    bool has(std::string_view name) const { return m_values.count(std::string(name)) != 0; }
    std::string text(std::string_view name, std::string_view fallback = {}) const;
    /// As text(); its absence is a problem.
    std::string required(std::string_view name);
    std::int64_t integer(std::string_view name, std::int64_t fallback, std::int64_t least, std::int64_t most);
    /// An FSPIOP amount above zero.
    domain::Amount amount(std::string_view name, std::string_view fallback);
    /// A needed `http://` address.
    void address(std::string_view name, Address& out);

    void refuse(std::string problem);
    /// What is wrong, one a line; empty when the mode may start.
    const std::string& problems() const { return m_problems; }

private:
    std::map<std::string, std::string> m_values;
    std::string m_problems;
};

} // namespace hub::sim
