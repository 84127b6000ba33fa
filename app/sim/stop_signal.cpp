#include "app/sim/stop_signal.h"

#include <csignal>

namespace hub::sim {
namespace {

volatile std::sig_atomic_t g_stop = 0;

void onStop(int signal)
{
    g_stop = 1;
    std::signal(signal, SIG_DFL);
}

} // namespace

void installStopSignals()
{
    struct sigaction action
    {
    };
    action.sa_handler = onStop;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

bool stopRequested()
{
    return g_stop != 0;
}

} // namespace hub::sim
