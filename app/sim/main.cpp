#include "app/sim/exit_codes.h"
#include "app/sim/load_mode.h"

#include <array>
#include <cstdio>
#include <span>
#include <string_view>

namespace {

struct Mode
{
    std::string_view name;
    int (*run)(std::span<const char* const>);
    const char* help;
};

// clang-format off
constexpr std::array kModes{
    Mode{"load", hub::sim::runLoad, "drive whole transfers and measure them"},
};
// clang-format on

void printHelp(std::FILE* out)
{
    std::fputs("hubdeck-sim MODE [options]: simulated DFSPs that talk to a hub through its public APIs\n",
               out);
    for (const Mode& mode : kModes)
        std::fprintf(out, "  %-8s %s\n", mode.name.data(), mode.help);
    std::fputs("hubdeck-sim MODE --help shows the options of a mode\n", out);
}

} // namespace

int main(int argc, char** argv)
{
    const std::span<const char* const> words(argv, static_cast<std::size_t>(argc));
    if (words.size() >= 2) {
        const std::string_view name = words[1];
        if (name == "--help") {
            printHelp(stdout);
            return hub::sim::kExitGood;
        }
        if (name == "--version") {
            std::puts("hubdeck-sim " HUB_VERSION);
            return hub::sim::kExitGood;
        }
        for (const Mode& mode : kModes)
            if (name == mode.name) return mode.run(words.subspan(2));
    }
    printHelp(stderr);
    return hub::sim::kExitUsage;
}
