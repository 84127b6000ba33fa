#include "core/store/sqlite/span_rows.h"

#include "core/store/sqlite/span_codec.h"

#include <algorithm>
#include <set>

namespace hub::store {
namespace {

/// A trace id that a stranger uses for everything must not fill the memory.
constexpr std::size_t kSpansMax = 10'000;
constexpr std::int64_t kRowsMax = 2000;
constexpr std::size_t kTracesMax = 100;

// The tail's rows are scanned by the bare column, so that no index on it is needed.
constexpr std::string_view kByTrace =
    "SELECT body FROM spans WHERE key IN (SELECT key FROM trace_index WHERE hash = ? UNION ALL SELECT key "
    "FROM "
    "spans WHERE key > (SELECT key FROM progress) AND trace_hash = ?) LIMIT ?";
constexpr std::string_view kBySubject =
    "SELECT body FROM spans WHERE key IN (SELECT key FROM subject_index WHERE hash = ? UNION ALL SELECT key "
    "FROM "
    "spans WHERE key > (SELECT key FROM progress) AND subject_hash = ?) LIMIT ?";

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
    , m_byTrace(*m_connection, kByTrace)
    , m_bySubject(*m_connection, kBySubject)
{}

base::Expected<std::vector<std::string>, base::Error> SpanRows::bodies(Statement& statement,
                                                                       std::int64_t hash)
{
    std::vector<std::string> out;
    if (auto done = statement.bind(hash).bind(hash).bind(kRowsMax).exec(); !done)
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

} // namespace hub::store
