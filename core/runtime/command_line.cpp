#include "core/runtime/command_line.h"

#include <algorithm>

namespace hub::runtime {
namespace {

const std::vector<ExtraOption>& commonOptions()
{
    static const std::vector<ExtraOption> options{
        {QStringLiteral("--data"), true,
         QStringLiteral("directory of the hub's data; made when it is not there")},
        {QStringLiteral("--fspiop"), true,
         QStringLiteral("HOST:PORT of the DFSP listener (port 0: any free)")},
        {QStringLiteral("--operator"), true, QStringLiteral("HOST:PORT of the operator listener")},
        {QStringLiteral("--config"), true, QStringLiteral("file with settings, see docs/configuration.md")},
        {QStringLiteral("--insecure"), false,
         QStringLiteral("allow listeners beyond loopback without TLS and client certificates")},
        {QStringLiteral("--help"), false, QStringLiteral("this text")},
        {QStringLiteral("--version"), false, QStringLiteral("the version")},
    };
    return options;
}

struct Given
{
    QString name;
    QString value;
};

base::Expected<std::vector<Given>, CommandLineError> split(const QStringList& arguments,
                                                           const std::vector<ExtraOption>& extra)
{
    std::vector<Given> out;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString name = arguments[i];
        QString value;
        bool hasInline = false;
        if (const auto equals = name.indexOf(QLatin1Char('='));
            name.startsWith(QLatin1String("--")) && equals > 0) {
            value = name.mid(equals + 1);
            name.truncate(equals);
            hasInline = true;
        }
        const auto fits = [&](const ExtraOption& option) { return option.name == name; };
        const auto& common = commonOptions();
        auto at = std::find_if(common.begin(), common.end(), fits);
        if (at == common.end()) {
            at = std::find_if(extra.begin(), extra.end(), fits);
            if (at == extra.end())
                return base::Unexpected(
                    CommandLineError{exit_code::kUsage, {"unknown option " + name.toStdString()}});
        }
        if (at->hasValue && !hasInline) {
            if (i + 1 >= arguments.size())
                return base::Unexpected(
                    CommandLineError{exit_code::kUsage, {name.toStdString() + " needs a value"}});
            value = arguments[++i];
        } else if (!at->hasValue && hasInline) {
            return base::Unexpected(
                CommandLineError{exit_code::kUsage, {name.toStdString() + " takes no value"}});
        }
        out.push_back({name, value});
    }
    return out;
}

} // namespace

const QString* CommandLine::extraValue(QStringView name) const
{
    for (const auto& [key, value] : extra)
        if (key == name) return &value;
    return nullptr;
}

base::Expected<CommandLine, CommandLineError> parseCommandLine(const QStringList& arguments,
                                                               const std::vector<ExtraOption>& extra)
{
    HUB_TRY(const std::vector<Given> given, split(arguments, extra));
    CommandLine line;
    CommandLineError error{exit_code::kConfig, {}};
    const auto add = [&](const std::vector<config::Problem>& problems) {
        for (const auto& problem : problems)
            error.lines.push_back(problem.where + ": " + problem.text);
    };
    // The file first, then the environment, then the options, wherever they stand on the line.
    for (const auto& option : given)
        if (option.name == QLatin1String("--config")) add(line.config.readFile(option.value));
    add(line.config.readEnvironment());
    for (const auto& option : given) {
        const auto setKey = [&](config::Key key) {
            auto done = line.config.set(key, option.value.toStdString());
            if (!done) {
                error.exitCode = exit_code::kUsage;
                error.lines.push_back(option.name.toStdString() + ": " + done.error());
            }
        };
        if (option.name == QLatin1String("--data"))
            line.dataDirectory = option.value;
        else if (option.name == QLatin1String("--fspiop"))
            setKey(config::Key::FspiopListen);
        else if (option.name == QLatin1String("--operator"))
            setKey(config::Key::OperatorListen);
        else if (option.name == QLatin1String("--insecure"))
            line.isInsecure = true;
        else if (option.name == QLatin1String("--help"))
            line.wantsHelp = true;
        else if (option.name == QLatin1String("--version"))
            line.wantsVersion = true;
        else if (option.name != QLatin1String("--config"))
            line.extra.emplace_back(option.name, option.value);
    }
    if (!error.lines.empty()) return base::Unexpected(std::move(error));
    return line;
}

QString helpText(const QString& program, const QString& summary, const std::vector<ExtraOption>& extra)
{
    QString out = QStringLiteral("%1 - %2\n\nOptions:\n").arg(program, summary);
    const auto append = [&](const ExtraOption& option) {
        const QString left = option.hasValue ? option.name + QStringLiteral(" VALUE") : option.name;
        out += QStringLiteral("  %1 %2\n").arg(left, -22).arg(option.help);
    };
    for (const auto& option : commonOptions())
        append(option);
    for (const auto& option : extra)
        append(option);
    return out;
}

} // namespace hub::runtime
