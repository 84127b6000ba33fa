#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/bulk_states.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/domain/transfer_states.h"
#include "core/hub/result.h"

#include <QtCore/QString>

#include <optional>
#include <utility>
#include <vector>

namespace hub::api {

/// What kind of movement a journal row is.
enum class TransferKind { Payment, FundsIn, FundsOut, Settlement };

/// One transfer as a row of a list.
struct TransferRow
{
    domain::TransferId id;
    TransferKind kind = TransferKind::Payment;
    domain::TransferState state = domain::TransferState::ReceivedPrepare;
    /// FSP ids; of a funds movement the hub is one of the two.
    QString payer;
    QString payee;
    domain::Amount amount;
    domain::Currency currency;
    base::Instant receivedAt;
    base::Instant changedAt;
    std::optional<base::Instant> expiresAt;
    /// Received to final state; nothing while it is under way.
    std::optional<qint64> latencyUs;
    /// FSPIOP code of the failure; empty when there is none.
    QString errorCode;
    /// 0 until committed.
    domain::WindowId window;
    /// 32 hex digits, empty when the transfer was not traced.
    QString traceId;
    /// Only in the list of stuck transfers: why this one is, and who must act.
    QString cause{};
};

/// Every field narrows; empty fields do not. Bounded by the page.
struct TransferFilter
{
    /// Whole id or the start of one.
    QString id;
    /// Either side.
    QString fsp;
    QString payer;
    QString payee;
    std::vector<domain::TransferState> states;
    std::optional<domain::Currency> currency;
    /// Received in [from, to]; with `account` set: moved that account in [from, to].
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
    domain::AccountId account;
    domain::WindowId window;
    QString errorCode;
    std::optional<TransferKind> kind;
    /// Amount from .. to, both included.
    std::optional<domain::Amount> amountFrom;
    std::optional<domain::Amount> amountTo;
    /// Committed into the windows and currencies that this settlement took; 0: any.
    domain::SettlementId settlement{};
    /// Free text over ids, FSP ids and error description.
    QString text;
};

/// A step of the state table, with its reason where there was one.
struct StateChangeRow
{
    domain::TransferState state{};
    base::Instant at;
    QString reason;
};

/// What the transfer did to one account.
struct PositionEffectRow
{
    domain::AccountId account;
    QString participant;
    domain::Amount before;
    domain::Amount after;
    base::Instant at;
};

/// One message between the parties, for the ladder. Times are UTC microseconds.
struct HopRow
{
    qint64 atUs = 0;
    QString from;
    QString to;
    /// `prepare`, `202`, `fulfil`, `COMMITTED`, …
    QString label;
    bool failed = false;
    /// When the receiver had answered; 0 when that is not known.
    qint64 endUs = 0;
};

enum class CallbackState { Queued, Delivered, Retrying, DeadLetter };

/// One try to deliver; status 0 when no answer came.
struct CallbackAttempt
{
    base::Instant at;
    int status = 0;
    qint64 durationUs = 0;
    QString detail;
};

/// One callback that the transfer caused.
struct CallbackRow
{
    qint64 id = 0;
    QString receiver;
    /// `PUT /transfers/{ID}`.
    QString operation;
    QString url;
    CallbackState state = CallbackState::Queued;
    base::Instant createdAt;
    std::vector<CallbackAttempt> attempts;
};

/// Everything the hub knows about one transfer.
struct TransferDetail
{
    TransferRow row;
    std::vector<StateChangeRow> states;
    std::vector<PositionEffectRow> effects;
    std::vector<HopRow> hops;
    std::vector<CallbackRow> callbacks;
    /// As received, base64url.
    QString ilpPacket;
    QString condition;
    QString fulfilment;
    /// SHA-256 of the fulfilment equals the condition; nothing while there is no fulfilment.
    std::optional<bool> fulfilmentMatches;
    QString errorDescription;
    /// One line that says why it was refused or is stuck and who must act; empty when neither.
    QString cause;
    /// Further facts in the order to be shown: quote id, transaction id, extension list, …
    std::vector<std::pair<QString, QString>> facts;
    /// The ILP packet field by field, amounts in the currency's scale; empty when it does not decode.
    std::vector<std::pair<QString, QString>> packet{};
    /// Why the packet does not decode, or what in it contradicts the transfer; empty when nothing does.
    QString packetProblem{};
};

/// One bulk of transfers as a row of a list.
struct BulkRow
{
    domain::BulkTransferId id;
    domain::BulkState state = domain::BulkState::Received;
    /// Names as received.
    QString payer;
    QString payee;
    base::Instant receivedAt;
    base::Instant changedAt;
    base::Instant expiresAt;
    std::optional<base::Instant> completedAt;
    /// Transfers it was sent with.
    int transfers = 0;
    QString errorCode;
    QString traceId;
};

/// One transfer of a bulk.
struct BulkItemRow
{
    /// Place in the payer's list, from 0.
    int index = 0;
    domain::TransferId transfer;
    domain::BulkItemState state = domain::BulkItemState::Accepted;
    /// Nothing when its id belongs to another transfer of the journal.
    std::optional<domain::Amount> amount;
    std::optional<domain::Currency> currency;
    std::optional<domain::TransferState> transferState;
    /// Why it was not paid.
    QString errorCode;
    QString errorDescription;
};

/// A bulk with its transfers, in the payer's order.
struct BulkDetail
{
    BulkRow row;
    std::vector<BulkItemRow> items;
    QString errorDescription;
};

/// Search and detail of transfers. Any thread; answers come as futures.
class TransfersApi
{
public:
    virtual ~TransfersApi() = default;
    /// Newest first.
    virtual QFuture<Result<Page<TransferRow>>> search(TransferFilter filter, PageRequest page) = 0;
    /// Refused with 3208 when there is none.
    virtual QFuture<Result<TransferDetail>> one(domain::TransferId id) = 0;
    /// Transfers that are not final `olderThanMs` after they were received, oldest first, then those of whose
    /// callbacks one was given up; each with its cause. At most kStuckMax of each.
    static constexpr int kStuckMax = 500;
    virtual QFuture<Result<std::vector<TransferRow>>> stuck(qint64 olderThanMs) = 0;
    /// Newest first. `fsp`: either side, exact, without case; empty for all.
    virtual QFuture<Result<Page<BulkRow>>> bulks(QString fsp, PageRequest page) = 0;
    /// Refused with 3210 when there is none.
    virtual QFuture<Result<BulkDetail>> bulk(domain::BulkTransferId id) = 0;
};

} // namespace hub::api
