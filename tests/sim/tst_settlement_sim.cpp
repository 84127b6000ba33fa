#include "tests/sim/settlement_history.h"

#include <QtTest>

using namespace hub;
using namespace hub::sim;

using Fault = std::function<bool(ledger::State&)>;
Q_DECLARE_METATYPE(Fault)

/// Random transfers, windows, models and settlements in right and wrong order against the independent
/// auditor: every balance, state, sum, content and stamp must agree, money must be conserved, each committed
/// transfer must be in exactly one window and one content. What is planted must be found. HUB_SIM_SEQUENCES
/// and HUB_SIM_SEED choose how many and which.
class TestSettlementSim : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheAuditor();
    void settlementsLeaveMemory();
    void plantedFaultIsFound_data();
    void plantedFaultIsFound();
};

namespace {

constexpr int kSteps = 150;

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    bool isNumber = false;
    const auto value = qEnvironmentVariable(name).toULongLong(&isNumber);
    return isNumber ? value : otherwise;
}

} // namespace

void TestSettlementSim::agreesWithTheAuditor()
{
    const auto first = fromEnvironment("HUB_SIM_SEED", 1);
    const auto sequences = fromEnvironment("HUB_SIM_SEQUENCES", 100);
    int pairs = 0;
    int repeats = 0;
    for (auto seed = first; seed < first + sequences; ++seed) {
        SettlementHistory history(seed);
        const std::string wrong = history.run(kSteps);
        QVERIFY2(wrong.empty(), ("HUB_SIM_SEED=" + std::to_string(seed) + ": " + wrong).c_str());
        pairs += history.pairs();
        repeats += history.repeats();
    }
    QVERIFY2(sequences < 20 || (pairs > 10 && repeats > 10), "too little happened");
}

// One long history: more settlements end than stay in memory.
void TestSettlementSim::settlementsLeaveMemory()
{
    SettlementHistory history(fromEnvironment("HUB_SIM_SEED", 1) + 1'000'000);
    const std::string wrong = history.run(5000);
    QVERIFY2(wrong.empty(), wrong.c_str());
    QVERIFY(history.late() > 0);
}

void TestSettlementSim::plantedFaultIsFound_data()
{
    using namespace ledger;
    QTest::addColumn<Fault>("fault");
    const auto row = [](const char* name, Fault fault) { QTest::newRow(name) << std::move(fault); };
    const auto bend = [](State& state, domain::AccountType type, std::int64_t units, std::size_t nth) {
        for (const auto& entry : state.registry->participants())
            if (const auto* account = entry->account(type, *domain::Currency::parse("USD"));
                account != nullptr && nth-- == 0) {
                state.positions[static_cast<std::size_t>(account->id.value())].value +=
                    domain::Amount::fromUnits(units);
                return true;
            }
        return false;
    };
    using domain::AccountType;
    row("money out of nothing", [=](State& s) { return bend(s, AccountType::Position, 1, 0); });
    row("money of another", [=](State& s) {
        return bend(s, AccountType::Position, 1, 0) && bend(s, AccountType::Position, -1, 1);
    });
    row("settlement that the hub kept", [=](State& s) {
        return bend(s, AccountType::Position, 1, 0) && bend(s, AccountType::HubMultilateralSettlement, -1, 0);
    });
    row("fee of another", [=](State& s) {
        return bend(s, AccountType::InterchangeFee, 1, 0) && bend(s, AccountType::InterchangeFee, -1, 1);
    });
    const auto bendFlow = [](State& state, const std::function<bool(Flow&)>& change) {
        for (auto& [window, flows] : state.flows)
            for (Flow flow : flows.rows())
                if (change(flow)) {
                    flows.put(flow);
                    return true;
                }
        return false;
    };
    row("transfer that is in no window", [=](State& s) {
        return bendFlow(s, [](Flow& flow) {
            --flow.transfers;
            flow.net -= domain::Amount::fromUnits(1);
            return flow.grossTransfers == 0;
        });
    });
    row("gross transfer that is to be settled again", [=](State& s) {
        return bendFlow(s, [](Flow& flow) {
            if (flow.grossTransfers == 0) return false;
            --flow.grossTransfers;
            flow.net += flow.gross;
            return true;
        });
    });
    row("transfers in another window", [](State& s) {
        if (s.flows.size() < 2) return false;
        auto& from = s.flows.begin()->second;
        if (from.rows().empty()) return false;
        const Flow flow = from.rows().front();
        auto& to = std::next(s.flows.begin())->second;
        to.add(std::next(s.flows.begin())->second.rows().empty() ? flow.window : to.rows().front().window,
               flow.payer, flow.payee, flow.net, false);
        return true;
    });
    row("pair that counts as settled", [=](State& s) {
        return bendFlow(s, [](Flow& flow) { return !std::exchange(flow.isSettled, true); });
    });
    row("lost content", [](State& s) { return s.contents.erase(s.contents.begin()->first) > 0; });
    row("content twice",
        [](State& s) { return s.contents.emplace(1'000'000, s.contents.begin()->second).second; });
    row("content of another settlement", [](State& s) {
        s.contents.begin()->second.settlement = domain::SettlementId(77);
        return true;
    });
    row("window that is settled too early", [](State& s) {
        s.windows.begin()->second.state = WindowState::Settled;
        return true;
    });
    row("net of an account", [](State& s) {
        s.settlements.begin()->second.accounts.front().net += domain::Amount::fromUnits(1);
        return true;
    });
    row("state of an account", [](State& s) {
        s.settlements.begin()->second.accounts.front().state = domain::SettlementState::Settling;
        return true;
    });
    row("state of a settlement", [](State& s) {
        s.settlements.begin()->second.settlement.state = domain::SettlementState::Settling;
        return true;
    });
}

void TestSettlementSim::plantedFaultIsFound()
{
    QFETCH(Fault, fault);
    for (std::uint64_t seed = 1; seed < 50; ++seed) {
        SettlementHistory history(seed);
        QVERIFY(history.run(60).empty());
        auto& state = history.scheme().state;
        if (state.contents.empty() || state.settlements.empty() || !fault(state)) continue;
        QVERIFY(!history.compare().empty());
        return;
    }
    QFAIL("nothing to plant it in");
}

QTEST_APPLESS_MAIN(TestSettlementSim)
#include "tst_settlement_sim.moc"
