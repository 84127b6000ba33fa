#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/credential.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hub::domain {

/// Ledger account types of central-ledger's seed (admin-settlement 2.1); the numbers are stored and are the
/// wire ids. Types created later through POST /ledgerAccountTypes get numbers from 100 on.
enum class AccountType : std::uint16_t {
    Position = 1,
    Settlement = 2,
    HubReconciliation = 3,
    HubMultilateralSettlement = 4,
    InterchangeFee = 5,
    InterchangeFeeSettlement = 6,
};

/// The row of a ledger account type.
struct LedgerAccountType
{
    AccountType id{};
    std::string name;
    std::string description;
    bool isActive = true;
    bool isSettleable = false;
    base::Instant createdAt;
};
/// The six seeded types.
std::span<const LedgerAccountType> seededAccountTypes();

/// Which way a participant may trade; both is the rule, the rest is a restriction by the operator.
enum class TradeDirection : std::uint8_t { Both = 0, SendOnly = 1, ReceiveOnly = 2 };

/// A DFSP, or the hub itself (id 1). Names are compared without case and kept as given (decision 19).
struct Participant
{
    ParticipantId id;
    FspId name;
    bool isActive = true;
    bool isProxy = false;
    TradeDirection direction = TradeDirection::Both;
    base::Instant createdAt;
    SignatureCheck signatureCheck = SignatureCheck::HubDefault;
    /// Takes no part in new payments for a while; what is under way, funds and settlement go on.
    bool isPaused = false;
};

/// One ledger of a participant in one currency. Balance signs are the wire's: POSITION > 0 owes, SETTLEMENT <
/// 0 has funds on deposit (admin-settlement 2.2).
struct Account
{
    AccountId id;
    ParticipantId participant;
    Currency currency;
    AccountType type{};
    bool isActive = false;
    /// False until initialPositionAndLimits (or creation of a hub account) gave it a position row.
    bool hasPosition = false;
    base::Instant createdAt;
};

/// The running value of an account.
struct Position
{
    Amount value;
    Amount reserved;
    base::Instant changedAt;
};

/// NET_DEBIT_CAP of a POSITION account.
struct Limit
{
    Amount netDebitCap;
    /// Alarm when this many percent or less of the cap is left (0..100, 1/100 percent).
    std::int32_t alarmPercentHundredths = 1000;
    /// The cap follows the participant's liquidity by this share (1/100 percent, up to 100 %); 0: it is
    /// fixed.
    std::int32_t liquidityPercentHundredths = 0;
};
inline constexpr std::int32_t kLiquidityPercentMax = 10'000;

/// The cap that a share of `liquidity` (> 0: funds on deposit) gives: rounded down to the currency's
/// decimals, never below nothing.
Amount capOfLiquidity(Amount liquidity, std::int32_t percentHundredths, Currency currency);

inline constexpr std::string_view kNetDebitCap = "NET_DEBIT_CAP";

/// A callback address: `value` may hold {{placeholders}} (fspiop 8.6).
struct Endpoint
{
    ParticipantId participant;
    std::string type;
    std::string value;
};

/// An operator holds back what the hub sends to a participant.
struct DeliveryPause
{
    base::Instant since;
    std::string operatorName;
    std::string reason;
};

/// All endpoint types of central-ledger's seed and the generic FSPIOP_CALLBACK_URL (admin-settlement 1.8,
/// fspiop 8.6).
std::span<const std::string_view> endpointTypes();
bool isEndpointType(std::string_view type);

/// A party directory that the hub asks: external over HTTP, or the built-in one.
struct Oracle
{
    OracleId id;
    std::string partyIdType;
    std::string endpointType = "URL";
    /// Base URL; `hub:directory` names the built-in directory (decision 23).
    std::string endpoint;
    std::optional<Currency> currency;
    bool isDefault = false;
    bool isActive = true;
    base::Instant createdAt;
};
inline constexpr std::string_view kBuiltInDirectory = "hub:directory";

/// MSISDN, EMAIL, PERSONAL_ID, BUSINESS, DEVICE, ACCOUNT_ID, IBAN, ALIAS.
std::span<const std::string_view> partyIdTypes();
/// The same and CONSENT, THIRD_PARTY_LINK: oracles may be kept for them, no DFSP may ask (fspiop 1.6, the
/// reference's default).
std::span<const std::string_view> oracleIdTypes();

} // namespace hub::domain
