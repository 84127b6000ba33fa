#include "tests/unit/settlement/settlement_scheme.h"

#include "core/base/check.h"

#include <array>

namespace hub::test {

using namespace hub::ledger;

namespace {

Rules settlementRules()
{
    Rules rules;
    rules.settlement = &settlement::handlers();
    return rules;
}

std::string stateName(WindowState state)
{
    constexpr std::array kNames{"OPEN",    "PROCESSING", "CLOSED", "PENDING_SETTLEMENT",
                                "SETTLED", "ABORTED",    "FAILED"};
    return kNames.at(static_cast<std::size_t>(state) - 1);
}

} // namespace

SettlementScheme::SettlementScheme()
    : Scheme(settlementRules())
{}

Decision SettlementScheme::addModel(const ModelOf& model)
{
    CreateSettlementModel command;
    command.model.name = model.name;
    if (!model.currency.empty()) command.model.currency = currencyOf(model.currency);
    command.model.granularity = model.granularity;
    command.model.interchange = model.interchange;
    command.model.delay = model.delay;
    command.model.autoPositionReset = model.autoPositionReset;
    command.model.requireLiquidityCheck = model.requireLiquidityCheck;
    command.ledgerAccountType = model.ledgerType;
    command.settlementAccountType = model.settlementType;
    return run(command);
}

void SettlementScheme::pay(std::string_view payer, std::string_view payee, std::string_view amount,
                           std::string_view currency, std::shared_ptr<const domain::TransactionFacts> facts)
{
    const std::string label = "paid" + std::to_string(++m_paid);
    auto command = prepare(label, payer, payee, amount, currency);
    command.facts = std::move(facts);
    HUB_CHECK(run(command).answer.state == domain::TransferState::Reserved);
    HUB_CHECK(run(fulfil(label, payee)).answer.state == domain::TransferState::Committed);
}

void SettlementScheme::tick(std::int64_t ms)
{
    now = now.plusMs(ms);
    run(Tick{});
}

Decision SettlementScheme::close(std::int64_t window)
{
    ActionNote note;
    note.reason = "end of day";
    Decision decision = run(CloseWindow{domain::WindowId(window), note});
    for (int i = 0; i < 10 && !state.closing.empty(); ++i)
        tick(i == 0 ? 1 : 3000);
    return decision;
}

Decision SettlementScheme::settle(std::string_view model, std::vector<std::int64_t> windows)
{
    CreateSettlement command;
    command.model = model;
    command.reason = "daily";
    for (const auto window : windows)
        command.windows.emplace_back(window);
    return run(command);
}

Decision SettlementScheme::step(std::int64_t settlement, std::string_view to, domain::AccountId account,
                                domain::AccountId counterparty)
{
    StepSettlement command;
    command.settlement = domain::SettlementId(settlement);
    command.seed.fill(static_cast<std::uint8_t>(state.nextTransferSeq));
    for (const auto& row : file(settlement).accounts)
        if (account.value() == 0 ||
            (row.account == account && (counterparty.value() == 0 || row.counterparty == counterparty)))
            command.entries.push_back(
                {std::nullopt, row.account, row.counterparty, std::string(to), "why", {}});
    return run(command);
}

void SettlementScheme::finish(std::int64_t settlement)
{
    for (const char* to :
         {"PS_TRANSFERS_RECORDED", "PS_TRANSFERS_RESERVED", "PS_TRANSFERS_COMMITTED", "SETTLED"})
        HUB_CHECK(step(settlement, to).answer.settlement->faults.empty());
}

Decision SettlementScheme::abort(std::int64_t settlement)
{
    return abort(settlement, {}, {});
}

ledger::Decision SettlementScheme::abort(std::int64_t settlement, domain::AccountId account,
                                         domain::AccountId counterparty)
{
    return run(
        AbortSettlement{domain::SettlementId(settlement), account, counterparty, "bank refused", {}, {}});
}

const SettlementFile& SettlementScheme::file(std::int64_t settlement) const
{
    return state.settlements.at(settlement);
}

std::string SettlementScheme::stateOf(std::int64_t settlement) const
{
    return std::string(domain::toString(file(settlement).settlement.state));
}

std::string SettlementScheme::windowState(std::int64_t window) const
{
    const auto at = state.windows.find(window);
    return at != state.windows.end() ? stateName(at->second.state) : "SETTLED";
}

std::string SettlementScheme::value(std::string_view name, std::string_view type,
                                    std::string_view currency) const
{
    const auto* row = state.registry->accountType(type);
    HUB_CHECK(row != nullptr);
    return Scheme::value(name, row->id, currency).toString();
}

std::string SettlementScheme::nets(std::int64_t settlement) const
{
    std::string out;
    for (const auto& account : file(settlement).accounts) {
        out += (out.empty() ? "" : " ") + state.registry->ownerOf(account.account)->participant.name.value();
        if (account.counterparty.value() != 0)
            out += '/' + state.registry->ownerOf(account.counterparty)->participant.name.value();
        out += '=' + account.net.toString();
    }
    return out;
}

domain::Amount SettlementScheme::sum(std::string_view currency) const
{
    domain::Amount total;
    for (const auto& entry : state.registry->participants())
        for (const auto& account : entry->accounts)
            if (account.currency == currencyOf(currency)) total += state.position(account.id).value;
    return total;
}

std::string refusal(const Decision& decision)
{
    return decision.answer.outcome == Outcome::Refused ? decision.answer.error->description : std::string();
}

} // namespace hub::test
