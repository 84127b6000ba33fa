#include "core/base/log.h"

#include "core/base/clock.h"
#include "core/base/mutex.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <string>

namespace hub::base {
namespace {

constexpr std::array<const char*, 4> kNames{"debug", "info", "warning", "error"};
std::atomic<LogLevel> g_level{LogLevel::Info};
Mutex g_mutex; ///< one line after the other on stderr

void appendEscaped(std::string& out, std::string_view text)
{
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out.push_back(' ');
        } else {
            out.push_back(c);
        }
    }
}

} // namespace

void setLogLevel(LogLevel level)
{
    g_level = level;
}

void log(LogLevel level, std::string_view message,
         std::initializer_list<std::pair<std::string_view, std::string_view>> fields)
{
    if (level < g_level.load(std::memory_order_relaxed)) return;
    std::string line = "{\"time\":\"" + toIso8601(SystemClock().now()) + "\",\"level\":\"";
    line += kNames[static_cast<std::size_t>(level)];
    line += "\",\"message\":\"";
    appendEscaped(line, message);
    line += '"';
    for (const auto& [key, value] : fields) {
        line += ",\"";
        appendEscaped(line, key);
        line += "\":\"";
        appendEscaped(line, value);
        line += '"';
    }
    line += "}\n";
    const MutexLock lock(g_mutex);
    std::fwrite(line.data(), 1, line.size(), stderr);
}

} // namespace hub::base
