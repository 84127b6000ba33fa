#pragma once

#include "core/settlement/handlers.h"
#include "tests/unit/ledger/scheme.h"

#include <string>
#include <string_view>
#include <vector>

namespace hub::test {

/// What a settlement model of a test is; the rest is NET, MULTILATERAL, DEFERRED on POSITION.
struct ModelOf
{
    std::string name;
    std::string currency{};
    domain::SettlementGranularity granularity = domain::SettlementGranularity::Net;
    domain::SettlementInterchange interchange = domain::SettlementInterchange::Multilateral;
    domain::SettlementDelay delay = domain::SettlementDelay::Deferred;
    std::string ledgerType = "POSITION";
    std::string settlementType = "SETTLEMENT";
    bool autoPositionReset = true;
    bool requireLiquidityCheck = false;
};

/// A scheme whose ledger knows the rules of settlement. Every command is followed by every invariant.
class SettlementScheme : public Scheme
{
public:
    SettlementScheme();

    ledger::Decision addModel(const ModelOf& model);
    /// A transfer that commits at once; `facts` as the ILP packet would say them.
    void pay(std::string_view payer, std::string_view payee, std::string_view amount,
             std::string_view currency = "USD",
             std::shared_ptr<const domain::TransactionFacts> facts = nullptr);
    /// Closes the window and lets time pass until it is CLOSED (or has failed).
    ledger::Decision close(std::int64_t window);
    void tick(std::int64_t ms = 1);
    ledger::Decision settle(std::string_view model, std::vector<std::int64_t> windows);
    /// One account (0: all) into a state.
    ledger::Decision step(std::int64_t settlement, std::string_view state, domain::AccountId account = {},
                          domain::AccountId counterparty = {});
    /// RECORDED, RESERVED, COMMITTED, SETTLED for all.
    void finish(std::int64_t settlement);
    using Scheme::abort;
    ledger::Decision abort(std::int64_t settlement);
    /// One pair of a bilateral settlement.
    ledger::Decision abort(std::int64_t settlement, domain::AccountId account,
                           domain::AccountId counterparty);

    const ledger::SettlementFile& file(std::int64_t settlement) const;
    std::string stateOf(std::int64_t settlement) const;
    /// Of a window that is not settled; `SETTLED` when it is.
    std::string windowState(std::int64_t window) const;
    /// `-85.5` of an account by owner and type.
    std::string value(std::string_view name, std::string_view type, std::string_view currency = "USD") const;
    /// `A=85 B=-60` of a settlement's accounts; `A/B=100` against counterparties.
    std::string nets(std::int64_t settlement) const;
    /// Sum of all accounts of a currency, openings apart: always nothing when no transfer is reserved.
    domain::Amount sum(std::string_view currency) const;

private:
    int m_paid = 0;
};

/// The description of a refusal; empty when the command was accepted.
std::string refusal(const ledger::Decision& decision);

} // namespace hub::test
