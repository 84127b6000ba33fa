#pragma once

#include "core/base/clock.h"
#include "core/domain/ids.h"
#include "core/domain/participant.h"
#include "core/domain/settlement.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

/// What the ledger keeps of settlement: windows, what flowed in them, contents, settlements. Values; the
/// rules over them are core/settlement's.
namespace hub::ledger {

/// Position of a transfer in the journal; rises by one, never reused. 0 means none.
using TransferSeq = std::uint64_t;

/// Also of contents, which are never OPEN, PROCESSING or FAILED. The numbers are stored.
enum class WindowState : std::uint8_t {
    Open = 1,
    Processing = 2,
    Closed = 3,
    PendingSettlement = 4,
    Settled = 5,
    Aborted = 6,
    Failed = 7,
};
struct Window
{
    domain::WindowId id;
    WindowState state = WindowState::Open;
    std::string reason;
    base::Instant createdAt;
    base::Instant changedAt;
    base::Instant closedAt{}; ///< 0 while it is open
    std::string closedBy{};
    /// PROCESSING: tries so far of the step to CLOSED, when the next one is due, and why the last one failed.
    int attempts = 0;
    base::Instant dueAt{};
    std::string failure{};
};

/// What committed transfers moved from one account to another within a window: running sums, moved in the
/// decision that commits a transfer, so that a closed window is exact by construction.
struct Flow
{
    domain::WindowId window;
    domain::AccountId payer;
    domain::AccountId payee;
    domain::Amount net;   ///< to be settled by contents of the window
    domain::Amount gross; ///< settled at once, by a gross model
    std::uint64_t transfers = 0;
    std::uint64_t grossTransfers = 0;
    /// Settled by a bilateral settlement of which another pair was aborted: the next one leaves it out.
    bool isSettled = false;
};

/// The flows of one window by pair of accounts.
class WindowFlows
{
public:
    void add(domain::WindowId window, domain::AccountId payer, domain::AccountId payee, domain::Amount amount,
             bool isGross);
    /// Marks the flow as settled; nothing when there is none.
    void settle(domain::AccountId payer, domain::AccountId payee);
    /// As loaded; replaces.
    void put(const Flow& flow);
    const Flow* find(domain::AccountId payer, domain::AccountId payee) const;
    const std::vector<Flow>& rows() const { return m_rows; }

private:
    Flow& at(domain::WindowId window, domain::AccountId payer, domain::AccountId payee);
    std::vector<Flow> m_rows;
    std::unordered_map<std::uint64_t, std::size_t> m_places;
};

/// One ledger account type and currency of a closed window, under the net model that settles it.
struct WindowContent
{
    domain::ContentId id;
    domain::WindowId window;
    domain::ModelId model;
    domain::AccountType type{};
    domain::Currency currency;
    WindowState state = WindowState::Closed;
    std::string reason;
    domain::SettlementId settlement; ///< 0: bound to none
    base::Instant createdAt;
    base::Instant changedAt;
};

/// One account of a settlement (bilateral: one account against one counterparty).
struct SettlementAccount
{
    domain::SettlementId settlement;
    domain::AccountId account;
    domain::AccountId counterparty; ///< 0: multilateral
    domain::Amount net;             ///< > 0: net sender
    domain::SettlementState state = domain::SettlementState::PendingSettlement;
    std::string reason;
    std::string externalReference;
    base::Instant createdAt;
    base::Instant changedAt;
    domain::TransferId transfer; ///< the settlement transfer; meaningless while transferSeq is 0
    TransferSeq transferSeq = 0;
    domain::Amount capRaisedBy; ///< by the reserve step, when liquidity is to be checked (4.6)
};

struct SettlementContentRef
{
    domain::ContentId content;
    domain::WindowId window;
};

struct Settlement
{
    domain::SettlementId id;
    domain::ModelId model;
    domain::SettlementState state = domain::SettlementState::PendingSettlement;
    std::string reason;
    std::string createdBy;
    base::Instant createdAt;
    base::Instant changedAt;
    /// What it took when it was created; stays after an abort, though the contents are free again then.
    std::vector<SettlementContentRef> contents;
};

/// A settlement with all of its accounts, in order of owner and account.
struct SettlementFile
{
    Settlement settlement;
    std::vector<SettlementAccount> accounts;
};

/// A fee as it was charged: both accounts are of type INTERCHANGE_FEE.
struct FeeCharged
{
    TransferSeq transfer = 0;
    domain::InterchangeRuleId rule;
    domain::WindowId window;
    domain::AccountId payer; ///< owes
    domain::AccountId payee;
    domain::Amount amount;
    base::Instant at;
};

// Changes.
struct WindowPut
{
    Window window;
    std::string who{};
};
struct FlowAdded
{
    domain::WindowId window;
    domain::AccountId payer;
    domain::AccountId payee;
    domain::Amount amount;
    bool isGross = false;
};
struct FlowSettled
{
    domain::WindowId window;
    domain::AccountId payer;
    domain::AccountId payee;
};
struct ContentPut
{
    WindowContent content;
    std::string who{};
};
struct SettlementPut
{
    Settlement settlement;
    std::string who{};
};
struct SettlementAccountPut
{
    SettlementAccount account;
    std::string who{};
};
struct InterchangeRulePut
{
    domain::InterchangeRule rule;
};
struct InterchangeRuleRemoved
{
    domain::InterchangeRuleId id;
};
/// The agreed terms of a transfer are kept until it ends, when a rule may look at them.
struct FactsKept
{
    TransferSeq seq = 0;
    std::shared_ptr<const domain::TransactionFacts> facts;
};

} // namespace hub::ledger
