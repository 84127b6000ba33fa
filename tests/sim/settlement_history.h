#pragma once

#include "tests/sim/settlement_auditor.h"
#include "tests/unit/settlement/settlement_scheme.h"

#include <array>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace hub::sim {

/// Random payments, fees, deposits, windows, models and settlements in right and wrong order, held against
/// the independent auditor step by step. One seed, one history.
class SettlementHistory
{
public:
    /// `onRun` is told of every command from the first on.
    explicit SettlementHistory(
        std::uint64_t seed, std::function<void(const ledger::Command&, const ledger::Decision&)> onRun = {});
    SettlementHistory(const SettlementHistory&) = delete;
    SettlementHistory& operator=(const SettlementHistory&) = delete;

    /// Empty, or the first step that went otherwise and how.
    std::string run(int steps);
    /// Everything that the ledger holds, and every stamp it gave, against the auditor; empty when they agree.
    std::string compare();

    test::SettlementScheme& scheme() { return m_scheme; }
    /// Commands of settlements that were not in memory any more.
    int late() const { return m_late; }
    /// Pairs that were aborted, settlements that were told SETTLED again.
    int pairs() const { return m_pairs; }
    int repeats() const { return m_repeats; }

private:
    struct Payment
    {
        std::string label;
        std::string payer;
        std::string payee;
        std::string currency;
        domain::Amount amount;
        bool hasTerms = false;
    };
    std::uint64_t below(std::uint64_t bound) { return m_random() % bound; }
    template <class Array>
    std::string oneOf(const Array& names)
    {
        return names[below(names.size())];
    }
    void add(const test::ModelOf& model, SettlementAuditor::Model audited);
    void note(const ledger::Decision& decision);
    std::string act();
    std::string pay();
    void finish(const Payment& payment);
    void deposit();
    std::int64_t anyWindow();
    std::string close();
    std::string create();
    std::string step();
    std::string repeat(std::int64_t settlement);
    std::string abort();
    std::string abortPair();
    std::string isLate(std::int64_t settlement);
    std::string nameOf(domain::AccountId account) const;
    std::string ledgerOf(domain::AccountId account) const;
    std::set<std::string> nets(std::int64_t settlement) const;
    std::string compareBalances() const;
    std::string compareWindows() const;
    std::string compareSettlements() const;
    std::string compareStamps() const;

    std::mt19937_64 m_random;
    std::function<void(const ledger::Command&, const ledger::Decision&)> m_onRun;
    test::SettlementScheme m_scheme;
    SettlementAuditor m_auditor;
    std::vector<Payment> m_waiting;
    std::map<std::string, SettlementAuditor::Units> m_deposited; ///< `name currency`, above the first
    std::map<ledger::TransferSeq, int> m_clients;                ///< client transfers: times committed
    std::string m_wrongStamp;
    int m_paid = 0;
    int m_late = 0;
    int m_pairs = 0;
    int m_repeats = 0;
};

} // namespace hub::sim
