#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace hub::base {

enum class LogLevel { Debug, Info, Warning, Error };

/// One line of JSON on stderr: time, level, message and the given fields. English, no personal data, no
/// secrets. Any thread; lines of different threads do not mix.
void log(LogLevel level, std::string_view message,
         std::initializer_list<std::pair<std::string_view, std::string_view>> fields = {});

/// Lines below `level` are dropped; default Info. Call before the threads start.
void setLogLevel(LogLevel level);

} // namespace hub::base
