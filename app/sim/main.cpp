#include "app/sim/demo_mode.h"
#include "app/sim/dfsp_mode.h"
#include "app/sim/exit_codes.h"
#include "app/sim/load_mode.h"
#include "app/sim/load_options.h"
#include "app/sim/oracle_mode.h"

#include <array>
#include <cstdio>
#include <span>
#include <string_view>

namespace {

struct Mode
{
    std::string_view name;
    int (*run)(std::span<const char* const>);
    const char* summary;
    const char* const* help;
};

// clang-format off
constexpr std::array kModes{
    Mode{"load",   hub::sim::runLoad,   "drive whole transfers and measure them",                &hub::sim::kLoadHelp},
    Mode{"demo",   hub::sim::runDemo,   "DFSPs that pay each other until told to stop",          &hub::sim::kDemoHelp},
    Mode{"dfsp",   hub::sim::runDfsp,   "one DFSP that answers as it is told",                   &hub::sim::kDfspHelp},
    Mode{"oracle", hub::sim::runOracle, "a party directory",                                     &hub::sim::kOracleHelp},
};
// clang-format on

void printHelp(std::FILE* out)
{
    std::fputs("hubdeck-sim MODE [options]: simulated DFSPs that talk to a hub through its public APIs\n",
               out);
    for (const Mode& mode : kModes)
        std::fprintf(out, "  %-8s %s\n", mode.name.data(), mode.summary);
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
        for (const Mode& mode : kModes) {
            if (name != mode.name) continue;
            if (words.size() == 3 && std::string_view(words[2]) == "--help") {
                std::fputs(*mode.help, stdout);
                return hub::sim::kExitGood;
            }
            return mode.run(words.subspan(2));
        }
    }
    printHelp(stderr);
    return hub::sim::kExitUsage;
}
