#pragma once

#include "core/domain/ids.h"
#include "core/hub/result.h"

#include <QtCore/QString>

#include <utility>
#include <vector>

namespace hub::api {

/// One finished hop. Times are UTC microseconds.
struct SpanRow
{
    /// 16 hex digits; `parent` is empty for a root and may name a span that is not in the list (a foreign
    /// parent).
    QString id;
    QString parent;
    /// `guard`, `validate`, `queue`, `apply`, `commit`, `outbox`, `deliver`, `lookup`, `job`.
    QString kind;
    QString name;
    QString subject;
    bool failed = false;
    qint64 startUs = 0;
    qint64 endUs = 0;
    std::vector<std::pair<QString, QString>> attributes;
};

/// The spans of one trace by start time, at most 10 000.
struct Trace
{
    QString traceId;
    std::vector<SpanRow> spans;
    /// Spans beyond the bound that were left out.
    qint64 leftOut = 0;
};

/// Traces out of the events store. Any thread; answers come as futures. Spans are written behind the payment,
/// so a fresh transfer's trace may still grow for a second.
class TracesApi
{
public:
    virtual ~TracesApi() = default;
    virtual QFuture<Result<Trace>> byTransfer(domain::TransferId id) = 0;
    virtual QFuture<Result<Trace>> byTrace(QString traceId) = 0;
};

} // namespace hub::api
