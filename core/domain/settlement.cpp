#include "core/domain/settlement.h"

#include "core/base/check.h"

#include <utility>

namespace hub::domain {
namespace {

constexpr std::array<std::pair<SettlementState, std::string_view>, 7> kNames{{
    {SettlementState::PendingSettlement, "PENDING_SETTLEMENT"},
    {SettlementState::TransfersRecorded, "PS_TRANSFERS_RECORDED"},
    {SettlementState::TransfersReserved, "PS_TRANSFERS_RESERVED"},
    {SettlementState::TransfersCommitted, "PS_TRANSFERS_COMMITTED"},
    {SettlementState::Settling, "SETTLING"},
    {SettlementState::Settled, "SETTLED"},
    {SettlementState::Aborted, "ABORTED"},
}};

/// State of the settlement -> the state its accounts may enter (admin-settlement 4.6).
constexpr std::array<std::pair<SettlementState, SettlementState>, 5> kAccountSteps{{
    {SettlementState::PendingSettlement, SettlementState::TransfersRecorded},
    {SettlementState::TransfersRecorded, SettlementState::TransfersReserved},
    {SettlementState::TransfersReserved, SettlementState::TransfersCommitted},
    {SettlementState::TransfersCommitted, SettlementState::Settled},
    {SettlementState::Settling, SettlementState::Settled},
}};

bool fits(const std::string& wanted, const std::string& given)
{
    return wanted.empty() || wanted == given;
}

} // namespace

std::string_view toString(SettlementState state)
{
    for (const auto& [value, name] : kNames)
        if (value == state) return name;
    HUB_CHECK(false);
}

std::optional<SettlementState> parseSettlementState(std::string_view text)
{
    for (const auto& [value, name] : kNames)
        if (name == text) return value;
    return std::nullopt;
}

std::optional<SettlementState> nextAccountState(SettlementState state)
{
    for (const auto& [from, to] : kAccountSteps)
        if (from == state) return to;
    return std::nullopt;
}

std::optional<Amount> feeOf(const InterchangeRule& rule, const TransactionFacts& facts, Currency currency,
                            Amount amount, base::Instant committedAt)
{
    if (!rule.isActive || (rule.currency && *rule.currency != currency)) return std::nullopt;
    if ((rule.from && committedAt < *rule.from) || (rule.to && committedAt >= *rule.to)) return std::nullopt;
    const bool isMeant = fits(rule.payerAccountType, facts.payerAccountType) &&
                         fits(rule.payeeAccountType, facts.payeeAccountType) &&
                         fits(rule.scenario, facts.scenario) && fits(rule.initiator, facts.initiator) &&
                         fits(rule.initiatorType, facts.initiatorType);
    if (!isMeant) return std::nullopt;
    // amount * percent / 100, in one exact step to the last decimal wanted: rounding twice could round up
    // what lies below one half.
    std::int64_t step = 1;
    for (int i = rule.decimals; i < 4; ++i)
        step *= 10;
    const Amount fee = amount.scaled(rule.percent.toColumn(), Amount::kScale * 100 * step).scaled(step, 1);
    if (fee.isZero()) return std::nullopt;
    return fee;
}

InterchangeRule shippedInterchangeRule()
{
    InterchangeRule rule;
    rule.name = "interchangeFeeWalletToWallet";
    rule.payerAccountType = "Wallet";
    rule.payeeAccountType = "Wallet";
    rule.scenario = "TRANSFER";
    rule.initiator = "PAYER";
    rule.initiatorType = "CONSUMER";
    rule.percent = Amount::fromUnits(6'000);
    return rule;
}

} // namespace hub::domain
