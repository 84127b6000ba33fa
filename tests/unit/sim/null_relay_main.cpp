#include "app/sim/stop_signal.h"
#include "tests/unit/sim/null_relay.h"

#include <cstdio>

/// Prints where it listens, as hubdeckd does, and relays until SIGTERM.
int main()
{
    hub::sim::installStopSignals();
    hub::sim::test::NullRelay relay;
    if (!relay.listen(0, 0)) return 69;
    std::printf("{\"ready\":true,\"fspiop\":\"%s\",\"operator\":\"%s\"}\n", relay.fspiopUrl().c_str(),
                relay.operatorUrl().c_str());
    std::fflush(stdout);
    while (!hub::sim::stopRequested())
        relay.turn(1'000'000);
    return 0;
}
