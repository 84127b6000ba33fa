#pragma once

#include "core/base/expected.h"
#include "core/config/config.h"

#include <QStringList>

#include <string>
#include <vector>

namespace hub::runtime {

/// Exit codes of the programs (reliability 2.1, sysexits); stable, scripts and the systemd unit rely on them.
namespace exit_code {
inline constexpr int kClean = 0;
inline constexpr int kUsage = 64;
inline constexpr int kDataBroken = 65;
inline constexpr int kNewerSchema = 66;
inline constexpr int kOtherInstance = 69;
inline constexpr int kInternal = 70;
inline constexpr int kOutOfMemory = 71;
inline constexpr int kCannotCreate = 73;
inline constexpr int kIoError = 74;
inline constexpr int kWatchdog = 75;
inline constexpr int kConfig = 78;
} // namespace exit_code

/// What both programs take: `--data DIR [--fspiop HOST:PORT] [--operator HOST:PORT] [--config FILE]
/// [--insecure]`.
struct CommandLine
{
    QString dataDirectory;
    config::Config config;
    /// Listeners beyond loopback are allowed without TLS and client certificates (decision 2).
    bool isInsecure = false;
    bool wantsHelp = false;
    bool wantsVersion = false;
    /// What the program's own options left: name -> value (empty for flags).
    std::vector<std::pair<QString, QString>> extra;

    const QString* extraValue(QStringView name) const;
};

/// Why the command line cannot be used, and the exit code for it (64 usage, 78 config).
struct CommandLineError
{
    int exitCode = exit_code::kUsage;
    std::vector<std::string> lines;
};

/// An option that only one of the programs has.
struct ExtraOption
{
    QString name; ///< with the dashes
    bool hasValue = false;
    QString help;
};

/// Parses without a QCoreApplication, so that a wrong option needs no display. `arguments` without the
/// program's name.
base::Expected<CommandLine, CommandLineError> parseCommandLine(const QStringList& arguments,
                                                               const std::vector<ExtraOption>& extra);
/// The help text of a program.
QString helpText(const QString& program, const QString& summary, const std::vector<ExtraOption>& extra);

} // namespace hub::runtime
