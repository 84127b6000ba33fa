#pragma once

#include "core/ledger/state.h"

#include <functional>
#include <string>
#include <string_view>

/// A small scheme in memory for ledger tests: runs commands against State without engine or store.
namespace hub::test {

/// The same label always gives the same id, digest.
domain::TransferId transferId(std::string_view label);
base::Digest digestOf(std::string_view label);
domain::Amount amountOf(std::string_view text);
domain::Currency currencyOf(std::string_view code);

class Scheme
{
public:
    explicit Scheme(ledger::Rules rules = {});
    /// apply(), absorb(), then every invariant.
    ledger::Decision run(const ledger::Command& command);

    /// The hub's two accounts of a currency.
    void openCurrency(std::string_view currency);
    ledger::Decision createModel(std::string_view name, std::string_view ledgerType = "POSITION",
                                 std::string_view settlementType = "SETTLEMENT",
                                 std::string_view currency = {});
    /// Creates it and adds the currency, its cap and its deposit.
    void addDfsp(std::string_view name, std::string_view currency, std::string_view cap,
                 std::string_view deposit);
    ledger::Decision deposit(std::string_view name, std::string_view amount, std::string_view label,
                             std::string_view currency = "USD");

    const ledger::ParticipantEntry& entry(std::string_view name) const;
    domain::AccountId account(std::string_view name, domain::AccountType type,
                              std::string_view currency = "USD") const;
    domain::Amount value(std::string_view name, domain::AccountType type,
                         std::string_view currency = "USD") const;

    /// 100 seconds to expiry, condition of the label; change what a test is about.
    ledger::Prepare prepare(std::string_view label, std::string_view payer, std::string_view payee,
                            std::string_view amount, std::string_view currency = "USD") const;
    ledger::Fulfil fulfil(std::string_view label, std::string_view payee) const;
    ledger::Abort abort(std::string_view label, std::string_view payee, std::string_view code) const;

    /// Told of every command after it was absorbed.
    std::function<void(const ledger::Command&, const ledger::Decision&)> onRun;
    ledger::State state;
    base::Instant now{1'700'000'000'000};
};

} // namespace hub::test
