#include "app/sim/dfsp_mode.h"

#include "app/sim/arguments.h"
#include "app/sim/exit_codes.h"
#include "app/sim/simulated_dfsp.h"
#include "app/sim/stop_signal.h"

#include <cstdio>

namespace hub::sim {
namespace {

constexpr std::int64_t kTickUs = 10'000;

// Serves one DFSP and says what it sees.
class DfspServer final : public RequestSink
{
public:
    DfspServer(SimulatedDfsp& dfsp, bool isQuiet)
        : m_dfsp(dfsp)
        , m_isQuiet(isQuiet)
    {}
    void onRequest(const HttpRequest& request, std::string& answer) override
    {
        m_dfsp.onRequest(request, request.path(), answer);
        if (m_isQuiet) return;
        std::printf("%.*s %.*s from %.*s\n", static_cast<int>(request.method.size()), request.method.data(),
                    static_cast<int>(request.target.size()), request.target.data(),
                    static_cast<int>(request.header("FSPIOP-Source").size()),
                    request.header("FSPIOP-Source").data());
        std::fflush(stdout);
    }

private:
    SimulatedDfsp& m_dfsp;
    bool m_isQuiet;
};

} // namespace

const char* const kDfspHelp =
    R"(hubdeck-sim dfsp --name NAME --listen PORT --fspiop URL [options]
One DFSP that answers look-ups, quotes, transfers and transaction requests. Its endpoints are registered by others.
  --behaviour B   accept, reject, reserve, silent, delay:MS or error:CODE (accept)
  --by-amount     misbehave at the amounts of the public test toolkit (15, 16, 101 to 104)
  --quiet         do not print what arrives
)";

int runDfsp(std::span<const char* const> words)
{
    Arguments arguments(words, {"name", "listen", "fspiop", "behaviour"}, {"by-amount", "quiet"});
    const std::string name = arguments.required("name");
    arguments.required("listen");
    const auto port = static_cast<std::uint16_t>(arguments.integer("listen", 0, 0, 65'535));
    Address hub;
    arguments.address("fspiop", hub);
    const auto behaviour = parseBehaviour(arguments.text("behaviour", "accept"));
    if (!behaviour) arguments.refuse(behaviour.error());
    if (!arguments.problems().empty()) {
        std::fprintf(stderr, "%s%s", arguments.problems().c_str(), kDfspHelp);
        return kExitUsage;
    }
    installStopSignals();
    EventLoop loop;
    Outgoing outgoing(loop, hub);
    const bool isByAmount = arguments.has("by-amount");
    SimulatedDfsp dfsp(name, hub, outgoing, [&](std::string_view, domain::Amount amount) {
        return isByAmount ? toolkitBehaviour(amount, *behaviour) : *behaviour;
    });
    DfspServer server(dfsp, arguments.has("quiet"));
    HttpListener listener(loop, server);
    if (const auto listening = listener.listen(port); !listening) {
        std::fprintf(stderr, "hubdeck-sim: %s\n", listening.error().c_str());
        return kExitCannotCreate;
    }
    std::printf("{\"ready\":true,\"listen\":\"http://127.0.0.1:%u\"}\n", unsigned{listener.port()});
    std::fflush(stdout);
    while (!stopRequested()) {
        loop.wait(kTickUs);
        outgoing.tick();
    }
    return kExitGood;
}

} // namespace hub::sim
