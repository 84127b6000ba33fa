#include "core/config/config.h"

#include "core/base/bytes.h"
#include "core/base/check.h"

#include <QFile>
#include <QHostAddress>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace hub::config {
namespace {

constexpr qint64 kFileBytesMax = 1024 * 1024;

std::string trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return std::string(text);
}

std::string environmentName(const KeyRow& row)
{
    std::string name = "HUB_";
    for (const char c : row.name) {
        if (c == '.')
            name += '_';
        else
            name += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return name;
}

std::optional<std::int64_t> readInteger(const std::string& text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

base::Expected<void, std::string> checkText(Key key, const std::string& value)
{
    const auto oneOf = [&](std::initializer_list<std::string_view> allowed) {
        return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
    };
    if (key == Key::SwitchContentVersion && !oneOf({"1.0", "1.1", "2.0"}))
        return base::Unexpected(std::string("must be 1.0, 1.1 or 2.0"));
    if (key == Key::LogLevel && !oneOf({"debug", "info", "warning", "error"}))
        return base::Unexpected(std::string("must be debug, info, warning or error"));
    if (key == Key::SwitchHubName && (value.size() < 2 || value.size() > 30))
        return base::Unexpected(std::string("must have 2 to 30 characters"));
    if (key == Key::FspiopListen || key == Key::OperatorListen) {
        auto parsed = HostPort::parse(value);
        if (!parsed) return base::Unexpected(parsed.error());
    }
    return {};
}

} // namespace

bool HostPort::isLoopback() const
{
    if (host == "localhost") return true;
    return QHostAddress(QString::fromStdString(host)).isLoopback();
}

base::Expected<HostPort, std::string> HostPort::parse(const std::string& text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos) return base::Unexpected(std::string("must be host:port"));
    std::string host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    const auto port = readInteger(text.substr(colon + 1));
    if (!port || *port < 0 || *port > 65'535) return base::Unexpected(std::string("port must be 0 to 65535"));
    if (host != "localhost" && QHostAddress(QString::fromStdString(host)).isNull())
        return base::Unexpected(std::string("host must be an IP address or localhost"));
    return HostPort{host, static_cast<std::uint16_t>(*port)};
}

Config::Config()
{
    m_values.reserve(keyTable().size());
    for (const auto& entry : keyTable())
        m_values.emplace_back(entry.defaultText);
}

std::int64_t Config::integer(Key key) const
{
    HUB_CHECK(row(key).type == KeyType::Integer);
    return *readInteger(text(key));
}

bool Config::boolean(Key key) const
{
    HUB_CHECK(row(key).type == KeyType::Boolean);
    return text(key) == "true";
}

domain::Amount Config::amount(Key key) const
{
    HUB_CHECK(row(key).type == KeyType::Amount);
    return *domain::Amount::parseDecimal(text(key));
}

HostPort Config::hostPort(Key key) const
{
    return HostPort::parse(text(key)).value();
}

base::Expected<void, std::string> Config::set(Key key, const std::string& value)
{
    const KeyRow& entry = row(key);
    switch (entry.type) {
    case KeyType::Integer: {
        const auto number = readInteger(value);
        if (!number || *number < entry.min || *number > entry.max)
            return base::Unexpected("must be a whole number from " + std::to_string(entry.min) + " to " +
                                    std::to_string(entry.max));
        break;
    }
    case KeyType::Boolean:
        if (value != "true" && value != "false")
            return base::Unexpected(std::string("must be true or false"));
        break;
    case KeyType::Amount: {
        const auto parsed = domain::Amount::parseDecimal(value);
        if (!parsed || parsed->isNegative() || *parsed > domain::kAmountMaxDefault)
            return base::Unexpected(std::string("must be an amount of at most ") +
                                    domain::kAmountMaxDefault.toString());
        break;
    }
    case KeyType::Text: {
        auto checked = checkText(key, value);
        if (!checked) return checked;
        break;
    }
    }
    m_values[static_cast<std::size_t>(key)] = value;
    return {};
}

std::vector<Problem> Config::readFile(const QString& path)
{
    std::vector<Problem> problems;
    const std::string name = path.toStdString();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{name, "cannot be read: " + file.errorString().toStdString()}};
    if (file.size() > kFileBytesMax) return {{name, "is larger than 1 MiB"}};
    int number = 0;
    for (const QByteArray& raw : file.readAll().split('\n')) {
        ++number;
        const std::string line = trimmed(raw.toStdString());
        if (line.empty() || line.front() == '#') continue;
        const std::string where = name + ":" + std::to_string(number);
        const auto equals = line.find('=');
        if (equals == std::string::npos) {
            problems.push_back({where, "is not of the form name = value"});
            continue;
        }
        const std::string key = trimmed(std::string_view(line).substr(0, equals));
        const std::string value = trimmed(std::string_view(line).substr(equals + 1));
        const auto rows = keyTable();
        const auto at =
            std::find_if(rows.begin(), rows.end(), [&](const KeyRow& r) { return r.name == key; });
        if (at == rows.end()) {
            problems.push_back({where, "'" + key + "' is not a setting"});
            continue;
        }
        auto done = set(at->key, value);
        if (!done) problems.push_back({where, key + " " + done.error()});
    }
    return problems;
}

std::vector<Problem> Config::readEnvironment()
{
    std::vector<Problem> problems;
    for (const auto& entry : keyTable()) {
        const std::string name = environmentName(entry);
        const QByteArray value = qgetenv(name.c_str());
        if (value.isNull()) continue;
        auto done = set(entry.key, value.toStdString());
        if (!done) problems.push_back({name, done.error()});
    }
    return problems;
}

std::string configurationMarkdown()
{
    std::string out = "# Configuration\n\n"
                      "Defaults, then the file given with `--config` (lines of `name = value`, `#` starts a "
                      "comment), then the\n"
                      "environment (`HUB_LEDGER_QUEUEMAX` for `ledger.queueMax`), then the command line. A "
                      "wrong value ends the start\n"
                      "with exit code 78 and names every problem. Changes need a restart. This page is made "
                      "from the key table.\n\n"
                      "| setting | default | range | what it does |\n| --- | --- | --- | --- |\n";
    for (const auto& entry : keyTable()) {
        std::string range = "text";
        if (entry.type == KeyType::Integer)
            range = std::to_string(entry.min) + " to " + std::to_string(entry.max);
        if (entry.type == KeyType::Boolean) range = "true, false";
        if (entry.type == KeyType::Amount) range = "amount";
        out +=
            "| `" + std::string(entry.name) + "` | " +
            (entry.defaultText.empty() ? std::string("none") : "`" + std::string(entry.defaultText) + "`") +
            " | " + range + " | " + std::string(entry.help) + " |\n";
    }
    return out;
}

} // namespace hub::config
