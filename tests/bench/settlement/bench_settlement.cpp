#include "tests/unit/settlement/settlement_scheme.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

/// What settlement costs the writer: a payment's commit with the sums of its window, and the close of a
/// window with many transfers, step by step, with no journal. Argument: number of transfers.
namespace {

using namespace hub;

double cpuSeconds(std::clock_t from)
{
    return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}

void step(test::SettlementScheme& scheme, const ledger::Command& command)
{
    static const events::TraceContext trace = events::TraceContext::start();
    const ledger::Decision decision = ledger::apply(scheme.state, command, scheme.now, trace);
    ledger::absorb(scheme.state, decision.changes, decision.notices);
}

/// Microseconds of processor time for one command of the scheme.
template <class Run>
double timed(Run run)
{
    const auto from = std::clock();
    run();
    return cpuSeconds(from) * 1e6;
}

} // namespace

int main(int argc, char** argv)
{
    constexpr int kDfsps = 16;
    const int transfers = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    test::SettlementScheme scheme;
    scheme.openCurrency("USD");
    scheme.addModel({"DEFERREDNET"});
    std::vector<std::string> names;
    for (int i = 0; i < kDfsps; ++i) {
        names.push_back("participant-number-" + std::to_string(i));
        scheme.addDfsp(names.back(), "USD", "10000000000", "10000000000");
    }
    double fulfilSeconds = 0;
    for (int i = 0; i < transfers; ++i) {
        const std::string label = std::to_string(i);
        const std::string& payer = names[static_cast<std::size_t>(i % kDfsps)];
        const std::string& payee = names[static_cast<std::size_t>((i * 7 + 1) % kDfsps)];
        if (payer == payee) continue;
        step(scheme, scheme.prepare(label, payer, payee, "1.25"));
        const ledger::Command fulfil = scheme.fulfil(label, payee);
        const auto from = std::clock();
        step(scheme, fulfil);
        fulfilSeconds += cpuSeconds(from);
    }
    const auto flows = scheme.state.flows.at(1).rows().size();
    const double closeUs = timed([&] { step(scheme, ledger::CloseWindow{domain::WindowId(1), {}}); });
    const double contentUs = timed([&] { step(scheme, ledger::Tick{}); });
    double createUs = 0;
    createUs = timed([&] { scheme.settle("DEFERREDNET", {1}); });
    const double stepsUs = timed([&] { scheme.finish(1); });
    std::printf("%d transfers, %zu pairs: fulfil %.2f us, close %.0f us, contents %.0f us, create %.0f us, "
                "four steps %.0f us; window %s\n",
                transfers, flows, fulfilSeconds / transfers * 1e6, closeUs, contentUs, createUs, stepsUs,
                scheme.windowState(1).c_str());
    return scheme.windowState(1) == "SETTLED" ? 0 : 1;
}
