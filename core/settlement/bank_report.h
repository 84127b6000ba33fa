#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/domain/participant.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The settlement bank's report held against the settlement (operator-ux 1.3). Pure rules over texts as they
/// stand in the file, so that each finding names its cell.
namespace hub::settlement {

/// A row of the file: `participantId accountId name`, currency, balance, transfer.
struct BankRow
{
    std::size_t line = 0; ///< as people count, from 1
    std::string key;
    std::string currency;
    std::string balance;
    std::string transfer;
};
struct BankReport
{
    std::string settlementId; ///< cell B1
    std::string generatedAt;  ///< cell B2: when the initiation sheet was made; may be missing
    std::vector<BankRow> rows;
};

/// The file's columns, for findings.
inline constexpr char kKeyColumn = 'A';
inline constexpr char kCurrencyColumn = 'B';
inline constexpr char kBalanceColumn = 'C';
inline constexpr char kTransferColumn = 'D';
inline constexpr std::size_t kFirstBankRow = 7;

/// An account of the hub, as far as a report can name it.
struct KnownAccount
{
    domain::ParticipantId participant;
    std::string name;
    bool isParticipantActive = true;
    domain::AccountType type{};
    domain::Currency currency;
    domain::Amount liquidity; ///< money held for the participant in that currency, >= 0 when it is sound
    std::optional<domain::Amount> cap;
    bool capFollows = false; ///< the cap is a share of the liquidity
};

/// What the report is held against.
struct BankContext
{
    domain::SettlementId settlement;
    bool isAborted = false;
    base::Instant changedAt; ///< of the settlement
    /// Net by account of the settlement; above zero it pays.
    std::map<std::int64_t, domain::Amount> nets;
    std::map<std::int64_t, KnownAccount> accounts; ///< all of the hub
    bool wasSeenBefore = false;                    ///< a file with this hash has been finalised already
};

/// The kinds, with the numbers of operator-ux 1.3.
enum class BankCheck : int {
    SettlementId = 1,
    SumIsZero = 2,
    TransferIsNet = 3,
    BalanceFits = 4,
    AccountMissing = 5,
    AccountExtra = 6,
    AccountUnknown = 7,
    KeyDisagrees = 8,
    NotPosition = 9,
    BalanceDecimals = 10,
    TransferDecimals = 11,
    DuplicateRow = 12,
    DuplicateFile = 13,
    StaleFile = 14,
    CurrencyColumn = 15,
    CapExceedsLiquidity = 16,
    ParticipantInactive = 17,
};

struct BankFinding
{
    BankCheck check{};
    bool isError = true; ///< else a warning: it may be accepted
    std::string cell;    ///< `D9`; empty when it is about the whole
    std::string text;
};

/// A row that could be read.
struct BankEntry
{
    domain::AccountId account;
    domain::Amount transfer;
    domain::Amount balance;
};

struct BankVerdict
{
    std::vector<BankFinding> findings;
    std::vector<BankEntry> entries;
    bool hasErrors() const;
};

/// All seventeen checks, each row by row. Amounts are exact.
BankVerdict checkBankReport(const BankReport& report, const BankContext& context);

} // namespace hub::settlement
