#include "app/sim/demo_mode.h"

#include "app/sim/arguments.h"
#include "app/sim/demo_run.h"
#include "app/sim/exit_codes.h"
#include "app/sim/stop_signal.h"
#include "core/domain/currency.h"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace hub::sim {
namespace {

constexpr std::int64_t kPatienceUs = 10'000'000;
constexpr std::int64_t kStepUs = 10'000;
constexpr std::int64_t kDrainUs = 3'000'000;

// The options of the mode, read.
struct DemoCall
{
    DemoOptions options;
    Address operatorApi;
    std::int64_t seconds = 0; ///< 0: forever
    std::uint16_t port = 0;
};

DemoCall readCall(Arguments& arguments)
{
    DemoCall call;
    DemoOptions& options = call.options;
    arguments.address("fspiop", options.fspiop);
    arguments.address("operator", call.operatorApi);
    options.rate = arguments.integer("rate", 5, 1, 1'000);
    options.dfsps = static_cast<std::size_t>(arguments.integer("dfsps", 2, 2, kDemoDfspsMax));
    options.isQuiet = arguments.has("quiet");
    options.currency = arguments.text("currency", "USD");
    if (arguments.text("seconds", "forever") != "forever")
        call.seconds = arguments.integer("seconds", 0, 1, 1'000'000'000);
    call.port = static_cast<std::uint16_t>(arguments.integer("listen", 0, 0, 65'535));
    if (const auto currency = domain::Currency::parse(options.currency))
        options.decimals = currency->decimals();
    else
        arguments.refuse("--currency takes an ISO 4217 code");
    return call;
}

int fail(int code, const std::string& why)
{
    std::fprintf(stderr, "hubdeck-sim: %s\n", why.c_str());
    return code;
}

} // namespace

const char* const kDemoHelp =
    R"(hubdeck-sim demo --fspiop URL --operator URL [options]
DFSPs that pay each other in varied amounts, with look-ups, quotes, rejections and timeouts, until SIGTERM.
  --rate R              payments a second (5)
  --dfsps K             2 to 12 (2)
  --seconds S|forever   (forever)
  --currency CUR        (USD)
  --listen PORT         callback port on 127.0.0.1 (any free)
  --quiet               no line a second
)";

int runDemo(std::span<const char* const> words)
{
    Arguments arguments(words, {"fspiop", "operator", "rate", "dfsps", "seconds", "currency", "listen"},
                        {"quiet"});
    const DemoCall call = readCall(arguments);
    if (!arguments.problems().empty()) {
        std::fprintf(stderr, "%s%s", arguments.problems().c_str(), kDemoHelp);
        return kExitUsage;
    }
    const DemoOptions& options = call.options;
    installStopSignals();

    OperatorClient client(call.operatorApi);
    client.setPatience(kPatienceUs);
    const std::vector<std::string> names = demoDfspNames(options.dfsps);
    SchemeSetup setup;
    setup.currency = options.currency;
    setup.needsAllEndpoints = setup.needsDirectory = true;
    EventLoop loop;
    DemoRun run(loop, options);
    HttpListener listener(loop, run);
    if (const auto listening = listener.listen(call.port); !listening)
        return fail(kExitCannotCreate, listening.error());
    for (const std::string& name : names)
        setup.dfsps.push_back(
            {name, "http://127.0.0.1:" + std::to_string(listener.port()) + '/' + name, kDemoCap, kDemoFunds});
    if (const auto ready = provision(client, setup); !ready) return fail(kExitUnavailable, ready.error());
    auto positions = readPositions(client, options.currency, names);
    if (!positions) return fail(kExitUnavailable, positions.error());

    run.begin(*positions);
    const std::int64_t endUs =
        call.seconds == 0 ? std::numeric_limits<std::int64_t>::max() : steadyUs() + call.seconds * 1'000'000;
    while (!stopRequested() && steadyUs() < endUs) {
        loop.wait(kStepUs);
        run.step();
    }
    run.stop();
    for (const std::int64_t giveUp = steadyUs() + kDrainUs; steadyUs() < giveUp && !run.isIdle();) {
        loop.wait(kStepUs);
        run.step();
    }
    run.printTotals();
    return kExitGood;
}

} // namespace hub::sim
