#include "tests/unit/ledger/scheme.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

/// How many ledger steps (apply and absorb of one prepare or one fulfil) a second the rules make, with no
/// journal, and how many bytes a past transfer keeps in memory. Argument: number of transfers.
namespace {

using namespace hub;
/// Processor time, so that a busy machine does not count.
double secondsSince(std::clock_t from)
{
    return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}

void step(test::Scheme& scheme, const ledger::Command& command)
{
    static const events::TraceContext trace = events::TraceContext::start();
    const ledger::Decision decision = ledger::apply(scheme.state, command, scheme.now, trace);
    ledger::absorb(scheme.state, decision.changes, decision.notices);
}

} // namespace

int main(int argc, char** argv)
{
    constexpr int kDfsps = 16;
    constexpr int kInFlight = 64;
    const int transfers = argc > 1 ? std::atoi(argv[1]) : 300'000;
    test::Scheme scheme;
    scheme.openCurrency("USD");
    scheme.createModel("DEFERREDNET");
    std::vector<std::string> names;
    for (int i = 0; i < kDfsps; ++i) {
        names.push_back("participant-number-" + std::to_string(i));
        scheme.addDfsp(names.back(), "USD", "10000000000", "10000000000");
    }
    double prepareSeconds = 0;
    double fulfilSeconds = 0;
    for (int base = 0; base < transfers; base += kInFlight) {
        std::vector<ledger::Command> prepares;
        std::vector<ledger::Command> fulfils;
        for (int i = base; i < base + kInFlight; ++i) {
            const std::string label = std::to_string(i);
            const std::string& payer = names[static_cast<std::size_t>(i % kDfsps)];
            const std::string& payee = names[static_cast<std::size_t>((i + 1 + i / kDfsps) % kDfsps)];
            prepares.emplace_back(scheme.prepare(label, payer, payee == payer ? names[0] : payee, "1.25"));
            fulfils.emplace_back(scheme.fulfil(label, payee == payer ? names[0] : payee));
        }
        auto from = std::clock();
        for (const auto& command : prepares)
            step(scheme, command);
        prepareSeconds += secondsSince(from);
        from = std::clock();
        for (const auto& command : fulfils)
            step(scheme, command);
        fulfilSeconds += secondsSince(from);
    }
    ledger::checkInvariants(scheme.state);
    const double count = transfers;
    std::printf("prepare %.2f us, fulfil %.2f us, %.0f steps/s, %.1f bytes a transfer in memory\n",
                prepareSeconds / count * 1e6, fulfilSeconds / count * 1e6,
                2 * count / (prepareSeconds + fulfilSeconds),
                static_cast<double>(scheme.state.transfers.bytes()) /
                    static_cast<double>(scheme.state.transfers.size()));
    return 0;
}
