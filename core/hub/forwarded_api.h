#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/hub/result.h"
#include "core/hub/transfers_api.h"

#include <QtCore/QString>

#include <optional>
#include <utility>
#include <vector>

namespace hub::api {

/// What DFSPs ask of each other through the hub before (or instead of) a transfer (fspiop 8.2, 9, 10).
enum class ForwardedKind { Lookup, Quote, BulkQuote, TransactionRequest, Authorization };

/// How far a question has come.
enum class ForwardedState {
    Asked,    ///< passed on, or about to be; no answer has come
    Answered, ///< the other DFSP has answered
    Refused,  ///< the other DFSP has answered with an error
    Failed,   ///< the hub has answered with an error: refused, nobody there, not delivered
};

/// One question with its answer. The hub keeps none of these messages: the row is put together from the spans
/// of their way through the hub, so it is there as long as they are and only for traced messages.
struct ForwardedRow
{
    ForwardedKind kind = ForwardedKind::Lookup;
    /// Quote, bulk quote or transaction request; the trace of a look-up.
    QString id;
    ForwardedState state = ForwardedState::Asked;
    /// FSP ids; `to` is empty while nobody was found to be asked, several are joined by a blank.
    QString from;
    QString to;
    base::Instant askedAt;
    /// Question received to answer received; nothing while there is none.
    std::optional<qint64> latencyUs;
    QString errorCode;
    /// What the question was about: money of a quote or request.
    std::optional<domain::Amount> amount;
    std::optional<domain::Currency> currency;
    /// Of a look-up: the party with its identifier masked (`MSISDN 277…89`). Else the scenario or the state
    /// that the answer named.
    QString about;
    QString traceId;
};

/// Every field given must fit.
struct ForwardedFilter
{
    ForwardedKind kind = ForwardedKind::Quote;
    /// Whole id (of a look-up: of its trace); answered from the index.
    QString id;
    /// Either side, exact, without case.
    QString fsp;
    std::optional<ForwardedState> state;
    QString errorCode;
    /// Asked in [from, to].
    std::optional<base::Instant> from;
    std::optional<base::Instant> to;
    /// Of a look-up: a party identifier; compared by its masked form.
    QString party;
};

/// A page, newest first. Spans are walked backwards in bounded steps: a page may be short, even empty, while
/// `next` says that there is more.
struct ForwardedPage
{
    std::vector<ForwardedRow> rows;
    QString next;
    /// Nothing older than this has been looked at yet.
    std::optional<base::Instant> lookedBackTo;
};

/// The messages of one question.
struct ForwardedDetail
{
    ForwardedRow row;
    std::vector<HopRow> hops;
    /// What was passed on, with how its delivery went.
    std::vector<CallbackRow> deliveries;
    /// One line that says why it failed or has no answer; empty when it has a good one.
    QString cause;
    /// Facts of the messages in the order to be shown.
    std::vector<std::pair<QString, QString>> facts;
};

/// Look-ups, quotes, requests to pay and their authorizations. Any thread; answers come as futures. Spans are
/// written behind the messages, so a fresh one may miss for a second.
class ForwardedApi
{
public:
    virtual ~ForwardedApi() = default;
    virtual QFuture<Result<ForwardedPage>> search(ForwardedFilter filter, PageRequest page) = 0;
    /// Refused with 3200 when its spans are not there (any more).
    virtual QFuture<Result<ForwardedDetail>> one(ForwardedKind kind, QString id) = 0;
};

} // namespace hub::api
