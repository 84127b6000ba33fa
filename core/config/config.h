#pragma once

#include "core/base/expected.h"
#include "core/config/keys.h"
#include "core/domain/amount.h"

#include <QString>

#include <map>
#include <string>
#include <vector>

namespace hub::config {

/// Something wrong with a setting, with the place it came from.
struct Problem
{
    std::string where; ///< `hubdeckd.conf:12`, `HUB_LEDGER_QUEUEMAX`, `--fspiop`
    std::string text;
};

/// `host:port`; an IPv6 host stands in brackets.
struct HostPort
{
    std::string host;
    std::uint16_t port = 0;
    bool isLoopback() const;
    static base::Expected<HostPort, std::string> parse(const std::string& text);
};

/// The settings after defaults, file, environment and command line have been laid over each other in that
/// order. A value: made once at start, then read on any thread.
class Config
{
public:
    Config();

    const std::string& text(Key key) const { return m_values[static_cast<std::size_t>(key)]; }
    std::int64_t integer(Key key) const;
    bool boolean(Key key) const;
    domain::Amount amount(Key key) const;
    HostPort hostPort(Key key) const;

    /// Checks against the key's row; the value is kept only when it fits.
    base::Expected<void, std::string> set(Key key, const std::string& value);

    /// Lines of `name = value`, `#` starts a comment. All problems at once.
    std::vector<Problem> readFile(const QString& path);
    /// `HUB_LEDGER_QUEUEMAX` sets ledger.queueMax.
    std::vector<Problem> readEnvironment();

private:
    std::vector<std::string> m_values;
};

/// docs/configuration.md as a table of the rows; a test holds the file against it.
std::string configurationMarkdown();

} // namespace hub::config
