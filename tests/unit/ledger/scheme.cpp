#include "tests/unit/ledger/scheme.h"

#include "core/base/check.h"

namespace hub::test {

using namespace ledger;
using domain::AccountType;

base::Digest digestOf(std::string_view label)
{
    base::Digest digest{};
    std::uint64_t value = 1469598103934665603ULL;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        for (const char c : label)
            value = (value ^ static_cast<unsigned char>(c) ^ i) * 1099511628211ULL;
        digest[i] = static_cast<std::uint8_t>(value >> 33U);
    }
    return digest;
}

domain::TransferId transferId(std::string_view label)
{
    const auto digest = digestOf(label);
    std::array<std::uint8_t, 16> bytes{};
    std::copy_n(digest.begin(), bytes.size(), bytes.begin());
    return domain::TransferId(domain::CorrelationId::fromDigest(bytes));
}

domain::Amount amountOf(std::string_view text)
{
    const auto amount = domain::Amount::parseDecimal(text);
    HUB_CHECK(amount.has_value());
    return *amount;
}

domain::Currency currencyOf(std::string_view code)
{
    const auto currency = domain::Currency::parse(code);
    HUB_CHECK(currency.has_value());
    return *currency;
}

Scheme::Scheme(Rules rules)
{
    state.rules = std::move(rules);
    state.registry = std::make_shared<const Registry>();
    absorb(state, seedChanges(state.rules, now), {});
}

Decision Scheme::run(const Command& command)
{
    events::TraceContext trace;
    Decision decision = apply(state, command, now, trace);
    absorb(state, decision.changes, decision.notices);
    checkInvariants(state);
    if (onRun) onRun(command, decision);
    return decision;
}

void Scheme::openCurrency(std::string_view currency)
{
    for (const char* type : {"HUB_RECONCILIATION", "HUB_MULTILATERAL_SETTLEMENT"})
        HUB_CHECK(run(CreateHubAccount{domain::FspId(state.rules.hubName), currencyOf(currency), type, {}})
                      .answer.outcome == Outcome::Accepted);
}

Decision Scheme::createModel(std::string_view name, std::string_view ledgerType,
                             std::string_view settlementType, std::string_view currency)
{
    CreateSettlementModel command;
    command.model.name = name;
    if (!currency.empty()) command.model.currency = currencyOf(currency);
    command.ledgerAccountType = ledgerType;
    command.settlementAccountType = settlementType;
    return run(command);
}

void Scheme::addDfsp(std::string_view name, std::string_view currency, std::string_view cap,
                     std::string_view depositText)
{
    const domain::FspId fsp{std::string(name)};
    HUB_CHECK(run(CreateParticipant{fsp, currencyOf(currency), false, {}}).answer.outcome ==
              Outcome::Accepted);
    HUB_CHECK(
        run(SetInitialPositionAndLimits{
                fsp, currencyOf(currency), "NET_DEBIT_CAP", amountOf(cap), state.rules.initialPosition, {}})
            .answer.outcome == Outcome::Accepted);
    if (amountOf(depositText) > domain::Amount())
        deposit(name, depositText, "deposit" + std::string(name) + std::string(currency), currency);
}

Decision Scheme::deposit(std::string_view name, std::string_view amount, std::string_view label,
                         std::string_view currency)
{
    return run(RecordFunds{transferId(label),
                           domain::FspId(std::string(name)),
                           account(name, AccountType::Settlement, currency),
                           RecordFunds::Action::In,
                           amountOf(amount),
                           currencyOf(currency),
                           "bank reference",
                           {},
                           digestOf(std::string(label) + std::string(amount)),
                           {}});
}

const ParticipantEntry& Scheme::entry(std::string_view name) const
{
    const auto* found = state.registry->find(name);
    HUB_CHECK(found != nullptr);
    return *found;
}

domain::AccountId Scheme::account(std::string_view name, AccountType type, std::string_view currency) const
{
    const auto* found = entry(name).account(type, currencyOf(currency));
    return found != nullptr ? found->id : domain::AccountId();
}

domain::Amount Scheme::value(std::string_view name, AccountType type, std::string_view currency) const
{
    return state.position(account(name, type, currency)).value;
}

Prepare Scheme::prepare(std::string_view label, std::string_view payer, std::string_view payee,
                        std::string_view amount, std::string_view currency) const
{
    return Prepare{transferId(label),
                   domain::FspId(std::string(payer)),
                   domain::FspId(std::string(payer)),
                   domain::FspId(std::string(payee)),
                   currencyOf(currency),
                   amountOf(amount),
                   now.plusMs(100'000),
                   digestOf("prepare" + std::string(label)),
                   digestOf("secret" + std::string(label)),
                   Relay{base::shareBytes("content-type: application/json\r\n"), base::shareBytes("{}")}};
}

Fulfil Scheme::fulfil(std::string_view label, std::string_view payee) const
{
    Fulfil command;
    command.id = transferId(label);
    command.source = domain::FspId(std::string(payee));
    command.fulfilment = "fulfilment of " + std::string(label);
    command.fulfilmentHash = digestOf("secret" + std::string(label));
    command.hash = digestOf("fulfil" + std::string(label));
    command.relay =
        Relay{base::shareBytes(
                  "date: x\r\ncontent-type: application/vnd.interoperability.transfers+json;version=1.1\r\n"),
              base::shareBytes("{}")};
    return command;
}

Abort Scheme::abort(std::string_view label, std::string_view payee, std::string_view code) const
{
    Abort command;
    command.id = transferId(label);
    command.source = domain::FspId(std::string(payee));
    command.error = domain::FspiopError{std::string(code), "told by the payee"};
    command.hash = digestOf("error" + std::string(label) + std::string(code));
    command.relay = Relay{base::shareBytes("content-type: x\r\n"), base::shareBytes("{}")};
    return command;
}

} // namespace hub::test
