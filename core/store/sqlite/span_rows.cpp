#include "core/store/sqlite/span_rows.h"

#include "core/store/sqlite/span_codec.h"

#include <algorithm>
#include <limits>
#include <set>

namespace hub::store {
namespace {

/// A trace id that a stranger uses for everything must not fill the memory.
constexpr std::size_t kSpansMax = 10'000;
constexpr std::int64_t kRowsMax = 2000;
constexpr std::size_t kTracesMax = 100;

/// Looks into each run of the index, then through the tail behind it, by the bare column, so that no index
/// on it is needed. The parameters: a run's length, the hash, most rows.
std::string queryOf(const char* index, const char* column)
{
    return std::string(
               "WITH RECURSIVE runs(run) AS (SELECT (SELECT min(key) FROM spans) / ?1 UNION ALL SELECT "
               "run + 1 FROM runs WHERE run < (SELECT key FROM progress) / ?1) SELECT body FROM spans "
               "WHERE key IN (SELECT i.key FROM runs CROSS JOIN ") +
           index + " i WHERE i.run = runs.run AND i.hash = ?2 UNION ALL SELECT key FROM spans WHERE key > " +
           "(SELECT key FROM progress) AND " + column + " = ?2) LIMIT ?3";
}

void sortByStart(std::vector<events::Span>& spans)
{
    std::stable_sort(spans.begin(), spans.end(),
                     [](const auto& a, const auto& b) { return a.startUs < b.startUs; });
}

} // namespace

base::Expected<std::unique_ptr<SpanRows>, base::Error> SpanRows::open(DataDirectory& directory)
{
    HUB_TRY(auto connection, Connection::open(directory.eventsFile(), ConnectionUse::Read));
    return std::unique_ptr<SpanRows>(new SpanRows(std::move(connection)));
}

SpanRows::SpanRows(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection))
    , m_byTrace(*m_connection, queryOf("trace_index", "trace_hash"))
    , m_bySubject(*m_connection, queryOf("subject_index", "subject_hash"))
    , m_newest(*m_connection, "SELECT key, body FROM spans WHERE key < ? ORDER BY key DESC LIMIT ?")
{}

base::Expected<std::vector<std::string>, base::Error> SpanRows::bodies(Statement& statement,
                                                                       std::int64_t hash)
{
    std::vector<std::string> out;
    if (auto done = statement.bind(kIndexRun).bind(hash).bind(kRowsMax).exec(); !done)
        return base::Unexpected(done.error());
    while (statement.next())
        out.push_back(statement.bytes(0));
    if (statement.failed()) return base::Unexpected(statement.error());
    return out;
}

base::Expected<std::vector<events::Span>, base::Error> SpanRows::ofTrace(const events::TraceId& trace)
{
    std::vector<events::Span> spans;
    HUB_TRY(const auto rows, bodies(m_byTrace, hashOf(trace)));
    for (const std::string& body : rows) {
        if (traceOf(body) != trace || spans.size() >= kSpansMax) continue;
        static_cast<void>(unpackSpans(body, spans)); // A broken row of telemetry costs its spans only.
    }
    sortByStart(spans);
    return spans;
}

base::Expected<std::vector<events::Span>, base::Error> SpanRows::ofSubject(const std::string& subject)
{
    std::vector<events::Span> spans;
    if (subject.empty()) return spans;
    HUB_TRY(const auto rows, bodies(m_bySubject, hashOf(subject)));
    std::set<events::TraceId> traces;
    for (const std::string& body : rows)
        if (traces.size() < kTracesMax) traces.insert(traceOf(body));
    for (const events::TraceId& trace : traces) {
        HUB_TRY(const auto ofOne, ofTrace(trace));
        const bool isOurs = std::any_of(ofOne.begin(), ofOne.end(),
                                        [&](const events::Span& span) { return span.subject == subject; });
        for (const events::Span& span : ofOne)
            if (isOurs && (span.subject == subject || span.subject.empty()) && spans.size() < kSpansMax)
                spans.push_back(span);
    }
    sortByStart(spans);
    return spans;
}

base::Expected<ledger::SpanWalk, base::Error> SpanRows::walk(std::string_view name, std::int64_t before,
                                                             int rows)
{
    ledger::SpanWalk out;
    int walked = 0;
    m_newest.bind(before > 0 ? before : std::numeric_limits<std::int64_t>::max());
    if (auto done = m_newest.bind(rows).exec(); !done) return base::Unexpected(done.error());
    while (m_newest.next()) {
        ++walked;
        out.before = m_newest.integer(0);
        const std::string body = m_newest.bytes(1);
        // Names stand in the body as they are: most rows need not be unpacked.
        if (body.find(name) == std::string::npos) continue;
        ledger::SpanGroup group{out.before, {}};
        static_cast<void>(unpackSpans(body, group.spans));
        const bool isNamed =
            std::any_of(group.spans.begin(), group.spans.end(),
                        [&](const events::Span& span) { return span.name.find(name) != std::string::npos; });
        if (!isNamed) continue;
        sortByStart(group.spans);
        out.groups.push_back(std::move(group));
    }
    if (m_newest.failed()) return base::Unexpected(m_newest.error());
    if (walked < rows) out.before = 0;
    return out;
}

} // namespace hub::store
