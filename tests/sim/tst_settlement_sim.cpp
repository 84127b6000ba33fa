#include "tests/sim/settlement_auditor.h"
#include "tests/unit/settlement/settlement_scheme.h"

#include <QtTest>

#include <array>
#include <random>

using namespace hub;
using namespace hub::sim;
using namespace hub::test;

/// Random transfers, windows, models and settlements in right and wrong order against the independent
/// auditor: after each step every balance and state must agree, money must be conserved, and each committed
/// transfer must be in exactly one content. HUB_SIM_SEQUENCES and HUB_SIM_SEED choose how many and which.
class TestSettlementSim : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheAuditor();
};

namespace {

constexpr int kSteps = 150;
constexpr std::array kNames{"alpha", "beta", "gamma", "delta"};
constexpr std::array kCurrencies{"USD", "EUR", "TZS", "XOF"};
constexpr std::array kStates{
    "PS_TRANSFERS_RECORDED", "PS_TRANSFERS_RESERVED", "PS_TRANSFERS_COMMITTED", "SETTLED", "ABORTED",
    "PENDING_SETTLEMENT"};

SettlementAuditor::Units unitsOf(domain::Amount amount)
{
    return amount.toColumn();
}

class History
{
public:
    explicit History(std::uint64_t seed)
        : m_random(seed)
    {
        for (const char* currency : kCurrencies)
            m_scheme.openCurrency(currency);
        using namespace domain;
        // A default, one currency with its own net model, one bilateral, one gross.
        add({"DEFAULT"}, {"DEFAULT", "", false, false, true});
        add({"EURO", "EUR", SettlementGranularity::Net, SettlementInterchange::Multilateral,
             SettlementDelay::Deferred, "POSITION", "SETTLEMENT", below(2) == 0},
            {"EURO", "EUR", false, false, false});
        add({"PAIRS", "TZS", SettlementGranularity::Net, SettlementInterchange::Bilateral},
            {"PAIRS", "TZS", false, true, true});
        add({"GROSS", "XOF", SettlementGranularity::Gross, SettlementInterchange::Bilateral,
             SettlementDelay::Immediate, "POSITION", "SETTLEMENT", false},
            {"GROSS", "XOF", true, true, false});
        for (const char* name : kNames)
            for (const char* currency : kCurrencies)
                m_scheme.addDfsp(name, currency, "1000000", "1000000");
    }

    std::string run()
    {
        for (int i = 0; i < kSteps; ++i) {
            std::string wrong = act();
            if (wrong.empty()) wrong = compare();
            if (!wrong.empty()) return "step " + std::to_string(i) + ": " + wrong;
        }
        return {};
    }

private:
    std::uint64_t below(std::uint64_t bound) { return m_random() % bound; }

    void add(const ModelOf& model, SettlementAuditor::Model audited)
    {
        audited.resets = model.autoPositionReset && !audited.isGross;
        m_scheme.addModel(model);
        m_auditor.addModel(audited);
    }

    std::string act()
    {
        switch (below(16)) {
        case 0:
        case 1:
            return close();
        case 2:
        case 3:
            return create();
        case 4:
        case 5:
        case 6:
        case 7:
        case 8:
            return step();
        case 9:
            return below(3) == 0 ? abort() : step();
        default:
            return pay();
        }
    }

    std::string pay()
    {
        const std::string payer = kNames[below(kNames.size())];
        const std::string payee = kNames[below(kNames.size())];
        if (payer == payee) return {};
        const std::string currency = kCurrencies[below(kCurrencies.size())];
        const auto amount = domain::Amount::fromUnits(1 + static_cast<std::int64_t>(below(50'000)));
        const std::string label = "p" + std::to_string(++m_paid);
        m_scheme.run(m_scheme.prepare(label, payer, payee, amount.toString(), currency));
        m_auditor.reserve(payer, currency, unitsOf(amount));
        if (below(6) == 0) {
            // A window may close while it is reserved: it falls where it commits.
            m_waiting.push_back({label, payer, payee, currency, amount});
            return {};
        }
        finish({label, payer, payee, currency, amount});
        if (!m_waiting.empty() && below(2) == 0) {
            finish(m_waiting.back());
            m_waiting.pop_back();
        }
        return {};
    }

    struct Payment
    {
        std::string label;
        std::string payer;
        std::string payee;
        std::string currency;
        domain::Amount amount;
    };

    void finish(const Payment& payment)
    {
        if (below(8) == 0) {
            m_scheme.run(m_scheme.abort(payment.label, payment.payee, "5104"));
            m_auditor.release(payment.payer, payment.currency, unitsOf(payment.amount));
            return;
        }
        m_scheme.run(m_scheme.fulfil(payment.label, payment.payee));
        m_auditor.commit(payment.payer, payment.payee, payment.currency, unitsOf(payment.amount));
    }

    std::int64_t anyWindow()
    {
        return 1 + static_cast<std::int64_t>(below(std::uint64_t(m_auditor.openWindow()) + 1));
    }

    std::string close()
    {
        const auto window = below(4) == 0 ? anyWindow() : m_auditor.openWindow();
        const bool isWanted = m_auditor.close(window);
        const bool isDone = refusal(m_scheme.close(window)).empty();
        return isWanted == isDone ? std::string() : "close of window " + std::to_string(window);
    }

    std::string create()
    {
        constexpr std::array kModels{"DEFAULT", "EURO", "PAIRS", "GROSS"};
        const std::string model = kModels[below(kModels.size())];
        std::set<std::int64_t> windows;
        for (std::uint64_t i = 0; i <= below(3); ++i)
            windows.insert(anyWindow());
        const auto wanted = m_auditor.create(model, windows);
        const auto decision = m_scheme.settle(model, {windows.begin(), windows.end()});
        if (decision.answer.createdId != wanted) return "creation of a settlement of " + model;
        return wanted != 0 && nets(wanted) != m_auditor.nets(wanted) ? "nets of a settlement" : std::string();
    }

    std::set<std::string> nets(std::int64_t settlement) const
    {
        std::set<std::string> out;
        for (const auto& account : m_scheme.file(settlement).accounts)
            out.insert(nameOf(account.account) + '/' + nameOf(account.counterparty) + ' ' +
                       currencyOf(account.account) + ' ' + account.net.toString());
        return out;
    }

    std::string nameOf(domain::AccountId account) const
    {
        const auto* owner = m_scheme.state.registry->ownerOf(account);
        return owner != nullptr ? owner->participant.name.value() : std::string();
    }
    std::string currencyOf(domain::AccountId account) const
    {
        return std::string(m_scheme.state.registry->ownerOf(account)->account(account)->currency.code());
    }

    std::string step()
    {
        if (m_auditor.lastSettlement() == 0) return {};
        const auto id = 1 + static_cast<std::int64_t>(below(std::uint64_t(m_auditor.lastSettlement())));
        if (!m_scheme.state.settlements.contains(id)) return {};
        const auto before = m_auditor.state(id);
        // Mostly what comes next, sometimes anything.
        std::string target = kStates[below(kStates.size())];
        const auto next = domain::nextAccountState(*domain::parseSettlementState(before));
        if (next && below(5) != 0) target = domain::toString(*next);
        ledger::StepSettlement command;
        command.settlement = domain::SettlementId(id);
        for (auto& byte : command.seed)
            byte = static_cast<std::uint8_t>(below(256));
        std::size_t faults = 0;
        for (const auto& account : m_scheme.file(id).accounts) {
            if (below(4) == 0) continue;
            command.entries.push_back(
                {std::nullopt, account.account, account.counterparty, target, "why", {}});
            if (!m_auditor.step(id, nameOf(account.account), nameOf(account.counterparty),
                                currencyOf(account.account), target, before))
                ++faults;
        }
        m_auditor.follow(id);
        const auto decision = m_scheme.run(command);
        if (decision.answer.settlement->faults.size() != faults) return "faults of a step to " + target;
        return m_scheme.stateOf(id) == m_auditor.state(id) ? std::string()
                                                           : "state after a step to " + target;
    }

    std::string abort()
    {
        const auto id = 1 + static_cast<std::int64_t>(below(std::uint64_t(m_auditor.lastSettlement()) + 1));
        if (id <= m_auditor.lastSettlement() && !m_scheme.state.settlements.contains(id)) return {};
        const bool isWanted = m_auditor.abort(id);
        return isWanted == refusal(m_scheme.abort(id)).empty() ? std::string() : "abort";
    }

    std::string compare()
    {
        for (const char* currency : kCurrencies) {
            SettlementAuditor::Units reserved = 0;
            for (const auto& payment : m_waiting)
                if (payment.currency == currency) reserved += unitsOf(payment.amount);
            if (unitsOf(m_scheme.sum(currency)) != reserved)
                return std::string("conservation in ") + currency;
            const auto hub =
                m_scheme.Scheme::value("Hub", domain::AccountType::HubMultilateralSettlement, currency);
            if (unitsOf(hub) != m_auditor.hub(currency)) return std::string("hub account in ") + currency;
            for (const char* name : kNames) {
                using domain::AccountType;
                const auto position = m_scheme.Scheme::value(name, AccountType::Position, currency);
                if (unitsOf(position) != m_auditor.position(name, currency))
                    return std::string("position of ") + name + " in " + currency;
                const auto deposit = m_scheme.Scheme::value(name, AccountType::Settlement, currency);
                if (unitsOf(deposit) + 10'000'000'000 != m_auditor.deposits(name, currency))
                    return std::string("settlement account of ") + name + " in " + currency;
            }
        }
        for (std::int64_t window = 1; window <= m_auditor.openWindow(); ++window)
            if (m_scheme.windowState(window) != m_auditor.windowState(window))
                return "window " + std::to_string(window) + " is " + m_scheme.windowState(window) + ", not " +
                       m_auditor.windowState(window);
        return m_auditor.strays();
    }

    std::mt19937_64 m_random;
    SettlementScheme m_scheme;
    SettlementAuditor m_auditor;
    std::vector<Payment> m_waiting;
    int m_paid = 0;
};

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
    const auto sequences = fromEnvironment("HUB_SIM_SEQUENCES", 150);
    for (auto seed = first; seed < first + sequences; ++seed) {
        const std::string wrong = History(seed).run();
        QVERIFY2(wrong.empty(), ("HUB_SIM_SEED=" + std::to_string(seed) + ": " + wrong).c_str());
    }
}

QTEST_APPLESS_MAIN(TestSettlementSim)
#include "tst_settlement_sim.moc"
