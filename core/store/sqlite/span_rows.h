#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/events/span.h"
#include "core/ledger/queries.h"
#include "core/store/data_directory.h"
#include "core/store/sqlite/connection.h"

#include <memory>
#include <string>
#include <vector>

namespace hub::store {

/// Reads spans out of events.db, ordered by their start. One read-only connection; one thread only.
class SpanRows
{
public:
    static base::Expected<std::unique_ptr<SpanRows>, base::Error> open(DataDirectory& directory);
    base::Expected<std::vector<events::Span>, base::Error> ofTrace(const events::TraceId& trace);
    /// The spans of the subject, and those of its traces that belong to no subject.
    base::Expected<std::vector<events::Span>, base::Error> ofSubject(const std::string& subject);
    /// As ledger::LedgerReader::walkSpans.
    base::Expected<ledger::SpanWalk, base::Error> walk(std::string_view name, std::int64_t before, int rows);

private:
    explicit SpanRows(std::unique_ptr<Connection> connection);
    /// Bodies of the rows with that hash, through the index and the tail behind it.
    base::Expected<std::vector<std::string>, base::Error> bodies(Statement& statement, std::int64_t hash);

    std::unique_ptr<Connection> m_connection;
    Statement m_byTrace;
    Statement m_bySubject;
    Statement m_newest;
};

} // namespace hub::store
