#pragma once

#include "core/runtime/command_line.h"

#include <QStringList>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hub::daemon {

/// A job of hubdeckd beside serving: `hubdeckd NAME [WORDS] --data DIR ...`. A new one is one row of the
/// table.
struct SubCommand
{
    std::string_view name;
    std::string_view summary;
    /// Beside --data, --help.
    std::vector<runtime::ExtraOption> options;
    /// Prints what it did on stdout and what hindered it on stderr; the program's exit code. `words` stand
    /// between the name and the first option.
    int (*run)(const runtime::CommandLine& line, const QStringList& words);
    std::string_view words = {}; ///< usage text for them; empty: it takes none
};

std::span<const SubCommand> subCommands();

/// Runs the sub-command that `arguments` (without the program's name) begin with; nothing when they begin
/// with an option.
std::optional<int> runSubCommand(const QStringList& arguments);

} // namespace hub::daemon
