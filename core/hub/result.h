#pragma once

#include "core/base/expected.h"

#include <QtCore/QFuture>
#include <QtCore/QFutureWatcher>
#include <QtCore/QString>

#include <utility>
#include <vector>

namespace hub::api {

/// Which of the desk's answers to a failure fits: a banner with the reason, the no-permission state, the
/// stale state.
enum class ErrorKind {
    Refused,     ///< the hub understood and said no; nothing was changed
    NotAllowed,  ///< a permission is missing; see Error::permission
    Unreachable, ///< no answer from the hub: what was asked may or may not have happened
    Internal,    ///< the hub failed; nothing was changed
};

/// Why a call to the hub did not do what was asked. A value, any thread.
struct Error
{
    /// Four digits of FSPIOP (`3100`), or empty when the failure has none.
    QString code;
    /// English plain words as the operator API gives them.
    QString text;
    /// Leads to the trace of the failed call; empty when there is none.
    QString traceId;
    ErrorKind kind = ErrorKind::Internal;
    /// NotAllowed only: the permission that is missing and the roles that hold it.
    QString permission;
    QString heldBy;
};

/// What every call to the hub ends in.
template <class T>
using Result = base::Expected<T, Error>;

/// A future that is finished from the start. Any thread.
template <class T>
QFuture<Result<T>> readyResult(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

/// A finished future that holds an error. Any thread.
template <class T>
QFuture<Result<T>> readyError(Error error)
{
    return readyResult<T>(base::Unexpected(std::move(error)));
}

/// Runs `handle(result)` once, on the thread of `context`, when the future has ended; never after the context
/// has gone. Call it on that thread. Stands in for QFuture::then(context, …), which in Qt 6.4 asserts (and in
/// release runs on a null object) when the context goes before the future ends. A future that ends without a
/// result is an internal error.
template <class T, class Handler>
void whenDone(const QFuture<Result<T>>& future, QObject* context, Handler handle)
{
    auto* watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handle = std::move(handle)] {
        const QFuture<Result<T>> ended = watcher->future();
        watcher->deleteLater();
        if (ended.resultCount() > 0)
            handle(ended.result());
        else
            handle(Result<T>(base::Unexpected(
                Error{{}, QStringLiteral("The call was dropped."), {}, ErrorKind::Internal, {}, {}})));
    });
    watcher->setFuture(future);
}

/// Why an operator does what moves or blocks money; lands in the audit. The second operator of a four-eyes
/// policy gets its field here, so that no signature changes then.
struct ActionNote
{
    /// At least 10 characters for actions of confirmation class C3 and above (checked by the hub).
    QString reason;
    /// Reference into the operator's own ticket system; may be empty.
    QString ticket;
};

/// Keyset paging: `after` is the `next` of the page before, empty for the first. `limit` 1..500.
struct PageRequest
{
    QString after;
    int limit = 200;
};

/// One page. `next` is empty on the last one; `total` is -1 when counting would cost more than the page.
template <class Row>
struct Page
{
    std::vector<Row> rows;
    QString next;
    qint64 total = -1;
};

} // namespace hub::api
