#pragma once

#include "core/base/clock.h"
#include "core/base/strong_id.h"
#include "core/domain/amount.h"
#include "core/domain/currency.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What settlement is about, for rules, edges and the desk alike (admin-settlement 2.6, 4). Values, any
/// thread.
namespace hub::domain {

/// A window's share of one ledger account type and currency under one model.
using ContentId = base::StrongId<struct ContentIdTag, std::int64_t>;
using InterchangeRuleId = base::StrongId<struct InterchangeRuleIdTag, std::int64_t>;

/// Of a settlement and of each of its accounts; accounts never read SETTLING. The numbers are stored.
enum class SettlementState : std::uint8_t {
    PendingSettlement = 1,
    TransfersRecorded = 2,
    TransfersReserved = 3,
    TransfersCommitted = 4,
    Settling = 5,
    Settled = 6,
    Aborted = 7,
};

/// `PENDING_SETTLEMENT`, `PS_TRANSFERS_RECORDED`, … as the settlement API writes them.
std::string_view toString(SettlementState state);
std::optional<SettlementState> parseSettlementState(std::string_view text);
inline constexpr std::array kSettlementStates{
    SettlementState::PendingSettlement, SettlementState::TransfersRecorded,
    SettlementState::TransfersReserved, SettlementState::TransfersCommitted,
    SettlementState::Settling,          SettlementState::Settled,
    SettlementState::Aborted,
};
/// The one state that an account of a settlement in `state` may be moved to (4.6); nothing when it is over.
std::optional<SettlementState> nextAccountState(SettlementState state);

/// What the agreed terms of a transfer (its ILP packet) say that an interchange rule looks at. Texts as the
/// DFSPs wrote them, empty when missing.
struct TransactionFacts
{
    std::string payerAccountType; ///< extension `accountType` of the payer's partyIdInfo
    std::string payeeAccountType;
    std::string scenario;
    std::string initiator;
    std::string initiatorType;
};

/// Who owes the fee: the shipped rule and the public tests charge the payer's DFSP (decision 16).
enum class FeeDirection : std::uint8_t { PayerPays = 1, PayeePays = 2 };

/// When a committed transfer costs an interchange fee, and how much (4.10). Empty texts fit anything.
struct InterchangeRule
{
    InterchangeRuleId id;
    std::string name;
    bool isActive = true;
    std::optional<Currency> currency;
    std::string payerAccountType;
    std::string payeeAccountType;
    std::string scenario;
    std::string initiator;
    std::string initiatorType;
    /// Percent of the transfer's amount; 0.6 is 0.6 %.
    Amount percent;
    /// The fee is rounded half-up to so many decimals, 0 to 4.
    int decimals = 2;
    FeeDirection direction = FeeDirection::PayerPays;
    /// The rule counts for transfers committed from here (inclusive) to there (exclusive).
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
    base::Instant createdAt;
    base::Instant changedAt;
};

/// Nothing when the rule does not fit; a fee of nothing is nothing too.
std::optional<Amount> feeOf(const InterchangeRule& rule, const TransactionFacts& facts, Currency currency,
                            Amount amount, base::Instant committedAt);

/// The one rule that a fresh hub has, as the reference ships it: 0.6 % between wallets for a payment that a
/// consumer starts, with two decimals. It charges nobody before a model opens INTERCHANGE_FEE accounts.
InterchangeRule shippedInterchangeRule();

} // namespace hub::domain
