#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/domain/settlement.h"
#include "core/domain/settlement_model.h"
#include "core/hub/result.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hub::api {

/// One currency of a window or settlement. Signs of the wire: a net above zero is owed to the scheme.
struct CurrencyTotal
{
    domain::Currency currency;
    /// Sum of the transfers.
    domain::Amount gross;
    /// What all net senders owe together; equal to what the net recipients get.
    domain::Amount netDebit;
    /// Sum of all nets. Always zero; shown so that it is seen.
    domain::Amount check;
    int participants = 0;
    qint64 transfers = 0;
};

/// A settlement window as a row of a list.
struct WindowRow
{
    domain::WindowId id;
    /// `OPEN`, `PROCESSING`, `CLOSED`, `PENDING_SETTLEMENT`, `SETTLED`, `ABORTED`, `FAILED`.
    QString state;
    QString reason;
    base::Instant openedAt;
    std::optional<base::Instant> closedAt;
    /// Transfers committed into it.
    qint64 transfers = 0;
    base::Instant changedAt{};
    /// Who closed it; empty for the schedule and while it is open.
    QString closedBy{};
    /// FAILED, or PROCESSING between two tries: what is wrong.
    QString failure{};
    /// Tries of the step from PROCESSING to CLOSED so far.
    int attempts = 0;
    /// By currency, POSITION ledgers only, in order of their codes.
    std::vector<CurrencyTotal> totals{};
    /// Settlements that took any of its contents, oldest first.
    std::vector<domain::SettlementId> settlements{};
};

struct WindowFilter
{
    QString state;
    std::optional<domain::Currency> currency;
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
    /// Name of a participant that moved money in it; empty: any.
    QString participant;
    std::optional<domain::SettlementId> settlement;
};

/// One ledger's sums in a window or content. `sent` and `received` are >= 0, `net` = sent - received.
struct NetRow
{
    domain::ParticipantId participantId;
    QString participant;
    domain::AccountId account;
    QString ledgerType;
    domain::Currency currency;
    domain::Amount sent;
    domain::Amount received;
    domain::Amount net;
    /// Transfers it took part in.
    qint64 transfers = 0;
};

/// What one DFSP sent to another: a cell of the bilateral matrix.
struct PairRow
{
    QString payer;
    QString payee;
    domain::AccountId payerAccount;
    domain::AccountId payeeAccount;
    QString ledgerType;
    domain::Currency currency;
    domain::Amount amount;
    qint64 transfers = 0;
};

/// What a window holds of one ledger account type and currency; bound to a settlement or not.
struct ContentRow
{
    domain::ContentId id;
    domain::WindowId window;
    QString ledgerType;
    domain::Currency currency;
    /// Name of the settlement model that it belongs to.
    QString model;
    /// `CLOSED`, `PENDING_SETTLEMENT`, `SETTLED`, `ABORTED`.
    QString state;
    QString reason;
    std::optional<domain::SettlementId> settlement;
    base::Instant createdAt;
    base::Instant changedAt;
};

/// One entered state of a window, content, settlement or account, oldest first in lists.
struct StateEntry
{
    QString state;
    base::Instant at;
    /// The operator; empty for the hub itself.
    QString who;
    QString reason;
};

struct WindowDetail
{
    WindowRow row;
    std::vector<ContentRow> contents;
    /// Of everything in the window that is not settled gross.
    std::vector<NetRow> nets;
    std::vector<PairRow> pairs;
    std::vector<StateEntry> history;
};

/// Transfers that are reserved now: if they commit after the close they belong to the next window.
struct ReservedTotal
{
    domain::Currency currency;
    qint64 transfers = 0;
    domain::Amount amount;
};

/// What closing the window would do, as of now.
struct ClosePreview
{
    WindowRow window;
    /// Why it cannot be closed (`Window 4 is empty`); empty when it can.
    QString refusal;
    std::vector<NetRow> nets;
    std::vector<ReservedTotal> reserved;
};

struct SettlementModelRow
{
    domain::ModelId id;
    QString name;
    bool active = true;
    domain::SettlementGranularity granularity = domain::SettlementGranularity::Net;
    domain::SettlementInterchange interchange = domain::SettlementInterchange::Multilateral;
    domain::SettlementDelay delay = domain::SettlementDelay::Deferred;
    /// Nothing: the default for all currencies that no model of the same ledger type names.
    std::optional<domain::Currency> currency;
    bool requireLiquidityCheck = false;
    bool autoPositionReset = false;
    QString ledgerType;
    QString settlementType;
    /// Contents of windows under it that no settlement has finished; deactivating it now leaves them
    /// unsettled.
    int unsettledContents = 0;
};

struct SettlementModelDraft
{
    QString name;
    domain::SettlementGranularity granularity = domain::SettlementGranularity::Net;
    domain::SettlementInterchange interchange = domain::SettlementInterchange::Multilateral;
    domain::SettlementDelay delay = domain::SettlementDelay::Deferred;
    std::optional<domain::Currency> currency;
    bool requireLiquidityCheck = true;
    bool autoPositionReset = true;
    QString ledgerType = QStringLiteral("POSITION");
    QString settlementType = QStringLiteral("SETTLEMENT");
};

/// A window in the wizard: may it be settled under the model, and if not, why.
struct ApplicableWindow
{
    WindowRow window;
    bool applicable = false;
    QString reason;
};

struct SettlementDraft
{
    QString model;
    std::vector<domain::WindowId> windows;
};

/// The nets that a settlement would have.
struct SettlementPreview
{
    QString model;
    domain::SettlementInterchange interchange = domain::SettlementInterchange::Multilateral;
    std::vector<CurrencyTotal> totals;
    std::vector<NetRow> nets;
    std::vector<PairRow> pairs;
};

struct SettlementRow
{
    domain::SettlementId id;
    QString model;
    domain::SettlementGranularity granularity = domain::SettlementGranularity::Net;
    domain::SettlementInterchange interchange = domain::SettlementInterchange::Multilateral;
    domain::SettlementDelay delay = domain::SettlementDelay::Deferred;
    domain::SettlementState state = domain::SettlementState::PendingSettlement;
    /// As the settlement API writes it.
    QString stateName;
    QString reason;
    std::vector<domain::WindowId> windows;
    std::vector<CurrencyTotal> totals;
    /// Accounts (of bilateral settlements: accounts and counterparties) in it, and how many are SETTLED.
    int accounts = 0;
    int settledAccounts = 0;
    /// Who created it.
    QString createdBy;
    base::Instant createdAt;
    base::Instant changedAt;
};

/// One account of a settlement; of a bilateral one, one account against one counterparty.
struct SettlementAccountRow
{
    domain::ParticipantId participantId;
    QString participant;
    domain::AccountId account;
    /// Bilateral only: the other side; 0 and empty otherwise.
    domain::AccountId counterpartyAccount;
    QString counterparty;
    domain::Currency currency;
    /// Above zero: net sender, it owes. Below zero: net recipient.
    domain::Amount net;
    domain::SettlementState state = domain::SettlementState::PendingSettlement;
    QString stateName;
    QString reason;
    QString externalReference;
    base::Instant changedAt;
    /// The settlement transfer; nothing before PS_TRANSFERS_RECORDED or without automatic position reset.
    std::optional<domain::TransferId> transfer;
    /// Now: the ledger's value, its cap, and the money held for the participant (friendly sign, > 0).
    domain::Amount position;
    std::optional<domain::Amount> cap;
    std::optional<domain::Amount> liquidity;
    /// By how much the reserve step raised the cap (requireLiquidityCheck).
    domain::Amount capRaisedBy;
    /// Why its pair cannot be aborted by itself now; empty when it can. Only a bilateral settlement has
    /// pairs.
    QString abortRefusal{};
};

struct SettlementDetail
{
    SettlementRow row;
    std::vector<WindowRow> windows;
    std::vector<ContentRow> contents;
    std::vector<SettlementAccountRow> accounts;
    std::vector<StateEntry> history;
    /// What its accounts may be moved to now; nothing when it is over.
    std::optional<domain::SettlementState> nextStep;
    /// Why it cannot be aborted now; empty when it can.
    QString abortRefusal;
};

struct SettlementFilter
{
    std::optional<domain::SettlementState> state;
    QString model;
    std::optional<domain::Currency> currency;
    std::optional<domain::WindowId> window;
    QString participant;
    std::optional<base::Instant> from; ///< created at or after
    std::optional<base::Instant> to;   ///< created before
};

/// An account of a settlement that a step is about, or either side of a pair that is aborted.
struct SettlementAccountRef
{
    domain::AccountId account;
    /// Bilateral only; 0: all counterparties of the account (a pair names both).
    domain::AccountId counterpartyAccount;
};

struct SettlementStepDraft
{
    domain::SettlementId settlement;
    domain::SettlementState state = domain::SettlementState::TransfersRecorded;
    /// Empty: every account that is not there yet.
    std::vector<SettlementAccountRef> accounts;
    QString externalReference;
};

/// An account that could not be moved, though the call went through.
struct SettlementAccountError
{
    domain::AccountId account;
    domain::AccountId counterpartyAccount;
    QString text;
};

struct SettlementStepResult
{
    SettlementDetail settlement;
    std::vector<SettlementAccountError> errors;
};

/// Windows, settlements, their models and the rules of interchange fees (admin-settlement 4, operator-ux 2.6,
/// 2.7). Any thread; answers come as futures. Actions are recorded in the audit with their note and come to
/// every desk through the feeds Windows and Settlements.
class SettlementApi
{
public:
    virtual ~SettlementApi() = default;
    /// Newest first.
    virtual QFuture<Result<Page<WindowRow>>> windows(WindowFilter filter, PageRequest page) = 0;
    /// The one that is open now.
    virtual QFuture<Result<WindowRow>> currentWindow() = 0;
    virtual QFuture<Result<WindowDetail>> window(domain::WindowId id) = 0;
    virtual QFuture<Result<ClosePreview>> closePreview(domain::WindowId id) = 0;
    /// Class C3. The answer is the new open window; the closed one is PROCESSING and goes on by itself.
    virtual QFuture<Result<WindowRow>> closeWindow(domain::WindowId id, ActionNote note) = 0;
    /// A FAILED window is tried again; the answer is that window.
    virtual QFuture<Result<WindowRow>> retryClose(domain::WindowId id, ActionNote note) = 0;

    /// Active and inactive, by name.
    virtual QFuture<Result<std::vector<SettlementModelRow>>> models() = 0;
    virtual QFuture<Result<SettlementModelRow>> createModel(SettlementModelDraft draft, ActionNote note) = 0;
    virtual QFuture<Result<SettlementModelRow>> setModelActive(QString name, bool active,
                                                               ActionNote note) = 0;

    /// Newest first.
    virtual QFuture<Result<Page<SettlementRow>>> settlements(SettlementFilter filter, PageRequest page) = 0;
    virtual QFuture<Result<SettlementDetail>> settlement(domain::SettlementId id) = 0;
    /// Windows that are not OPEN and not SETTLED, newest first, each with why it fits or not.
    virtual QFuture<Result<std::vector<ApplicableWindow>>> applicableWindows(QString model) = 0;
    virtual QFuture<Result<SettlementPreview>> settlementPreview(SettlementDraft draft) = 0;
    /// Class C4.
    virtual QFuture<Result<SettlementDetail>> createSettlement(SettlementDraft draft, ActionNote note) = 0;
    /// Class C4. Accounts that may not take the step are reported and do not stop the others.
    virtual QFuture<Result<SettlementStepResult>> stepSettlement(SettlementStepDraft step,
                                                                 ActionNote note) = 0;
    /// Class C5.
    virtual QFuture<Result<SettlementDetail>> abortSettlement(domain::SettlementId id, ActionNote note) = 0;
    /// Class C5. Takes one pair out of a bilateral settlement, both sides of it; the others go on. The last
    /// pair takes the settlement with it. A pair that is aborted already only takes the new reason.
    virtual QFuture<Result<SettlementDetail>> abortPair(domain::SettlementId id, SettlementAccountRef pair,
                                                        ActionNote note) = 0;

    /// By id.
    virtual QFuture<Result<std::vector<domain::InterchangeRule>>> interchangeRules() = 0;
    /// Class C4. An id of 0 makes a new rule; else the rule is replaced.
    virtual QFuture<Result<domain::InterchangeRule>> putInterchangeRule(domain::InterchangeRule rule,
                                                                        ActionNote note) = 0;
    virtual QFuture<Result<void>> removeInterchangeRule(domain::InterchangeRuleId id, ActionNote note) = 0;
};

} // namespace hub::api
