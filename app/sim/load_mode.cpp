#include "app/sim/load_mode.h"

#include "app/sim/exit_codes.h"
#include "app/sim/load_run.h"
#include "app/sim/provision.h"
#include "app/sim/stop_signal.h"

#include <cstdio>

namespace hub::sim {
namespace {

// Wide enough for any run: the load measures the path where payments go through.
constexpr domain::Amount kNetDebitCap = domain::Amount::fromMajor(1'000'000'000'000);

int fail(int code, const std::string& why)
{
    std::fprintf(stderr, "hubdeck-sim: %s\n", why.c_str());
    return code;
}

SchemeSetup schemeOf(const LoadOptions& options, std::uint16_t port)
{
    SchemeSetup setup;
    setup.currency = options.currency;
    for (const std::string& name : loadDfspNames(options.dfsps))
        setup.dfsps.push_back(
            {name, "http://127.0.0.1:" + std::to_string(port) + '/' + name, kNetDebitCap, kNetDebitCap});
    return setup;
}

} // namespace

int runLoad(std::span<const char* const> words)
{
    Arguments arguments = loadArguments(words);
    const LoadOptions options = readLoadOptions(arguments);
    if (!arguments.problems().empty()) {
        std::fprintf(stderr, "%s%s", arguments.problems().c_str(), kLoadHelp);
        return kExitUsage;
    }
    installStopSignals();
    Journal journal;
    if (!options.journal.empty())
        if (const auto opened = journal.open(options.journal); !opened)
            return fail(kExitCannotCreate, opened.error());
    EventLoop loop;
    LoadRun run(loop, options, journal);
    HttpListener listener(loop, run);
    if (const auto listening = listener.listen(options.listen); !listening)
        return fail(kExitCannotCreate, listening.error());

    OperatorClient client(options.operatorApi);
    if (options.survives) client.setPatience(30'000'000);
    if (const auto ready = provision(client, schemeOf(options, listener.port())); !ready)
        return fail(kExitUnavailable, ready.error());
    const std::vector<std::string> names = loadDfspNames(options.dfsps);
    const auto before = readPositions(client, options.currency, names);
    if (!before) return fail(kExitUnavailable, before.error());

    run.run();

    LoadReport& report = run.report();
    const auto after = readPositions(client, options.currency, names);
    if (after) {
        report.positionsChecked = names.size();
        report.differences = comparePositions(*before, *after, names, run.committed());
    } else {
        report.positionsProblem = after.error();
    }
    const std::string text = options.isJson ? report.toJson() + '\n' : report.toTable();
    std::fputs(text.c_str(), stdout);
    return report.isGood() ? kExitGood : kExitFailed;
}

} // namespace hub::sim
