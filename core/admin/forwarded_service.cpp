#include "core/admin/forwarded_service.h"

#include "core/admin/forwarded_rows.h"
#include "core/admin/span_reading.h"
#include "core/domain/masking.h"

#include <algorithm>
#include <utility>

namespace hub::admin {

using namespace domain::fspiop_code;

namespace {

/// Rows of one step, and steps for one page: about the spans of the last 100 000 payments.
constexpr int kStepRows = 4000;
constexpr int kStepsMax = 25;
/// Rows before a page that are looked at for answers to its first questions.
constexpr std::int64_t kAnswerRows = 4000;
constexpr std::int64_t kUsPerMs = 1000;
constexpr int kPageMax = 500;

bool isSame(const QString& a, const QString& b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool fits(const api::ForwardedFilter& filter, const QString& maskedParty, const api::ForwardedRow& row)
{
    if (filter.state && row.state != *filter.state) return false;
    if (!filter.errorCode.isEmpty() && row.errorCode != filter.errorCode) return false;
    if (filter.from && row.askedAt < *filter.from) return false;
    if (filter.to && row.askedAt > *filter.to) return false;
    if (!maskedParty.isEmpty() && !row.about.endsWith(maskedParty)) return false;
    if (filter.fsp.isEmpty() || isSame(row.from, filter.fsp)) return true;
    for (const auto& to : row.to.split(QLatin1Char(' ')))
        if (isSame(to, filter.fsp)) return true;
    return false;
}

base::Expected<std::vector<events::Span>, base::Error> spansOf(ledger::LedgerReader& reader,
                                                               api::ForwardedKind kind, const std::string& id)
{
    if (kind != api::ForwardedKind::Lookup) return reader.spansOfSubject(id);
    const auto trace = events::TraceId::fromHex(id);
    if (!trace) return std::vector<events::Span>();
    return reader.spansOfTrace(*trace);
}

} // namespace

struct ForwardedService::Walk
{
    Walk(api::ForwardedFilter wanted, std::size_t rowsWanted, Done<api::ForwardedPage> end)
        : filter(std::move(wanted))
        , limit(rowsWanted)
        , rows(filter.kind)
        , done(std::move(end))
    {
        if (!filter.party.isEmpty())
            maskedParty = QLatin1Char(' ') +
                          QString::fromStdString(domain::masked(filter.party.trimmed().toStdString()));
    }

    /// False when the page is full or everything has been looked at.
    bool take(const ledger::SpanWalk& found)
    {
        ++steps;
        // All answers first: groups that were written together lie in any order.
        for (const auto& group : found.groups)
            rows.addAnswers(group.spans);
        for (const auto& group : found.groups) {
            if (skipsTo > 0 && group.key >= skipsTo) continue;
            for (auto& row : rows.add(group.spans)) {
                page.lookedBackTo = base::Instant{row.askedAt};
                if (filter.from && row.askedAt < *filter.from) return end(0);
                if (fits(filter, maskedParty, row)) page.rows.push_back(std::move(row));
            }
            if (page.rows.size() >= limit) return end(group.key);
        }
        before = found.before;
        if (before == 0) return end(0);
        if (steps >= kStepsMax) return end(before);
        return true;
    }
    /// Groups come newest first, the rows of one group oldest first.
    bool end(std::int64_t next)
    {
        std::stable_sort(page.rows.begin(), page.rows.end(),
                         [](const auto& a, const auto& b) { return a.askedAt.ms > b.askedAt.ms; });
        if (next > 0) page.next = QString::number(next);
        return false;
    }

    api::ForwardedFilter filter;
    std::size_t limit;
    QString maskedParty;
    ForwardedRows rows;
    Done<api::ForwardedPage> done;
    api::ForwardedPage page;
    std::int64_t before = 0;
    /// Groups from this key on are newer than the page.
    std::int64_t skipsTo = 0;
    int steps = 0;
};

void ForwardedService::search(api::ForwardedFilter filter, api::PageRequest page,
                              Done<api::ForwardedPage> done)
{
    bool isKey = true;
    const std::int64_t after = page.after.isEmpty() ? 0 : page.after.toLongLong(&isKey);
    if (!isKey || after < 0 || page.limit < 1 || page.limit > kPageMax) {
        done(refuse(kGenericValidationError, "The page is not one: 1 to 500 rows after the key of a page"));
        return;
    }
    if (!filter.id.isEmpty()) return byId(filter, std::move(done));
    auto walk =
        std::make_shared<Walk>(std::move(filter), static_cast<std::size_t>(page.limit), std::move(done));
    walk->skipsTo = after;
    walk->before = after > 0 ? after + kAnswerRows : 0;
    step(std::move(walk));
}

void ForwardedService::step(std::shared_ptr<Walk> walk)
{
    m_readers.read<ledger::SpanWalk>(
        [walk](ledger::LedgerReader& reader) {
            return reader.walkSpans(resourceOf(walk->filter.kind), walk->before, kStepRows);
        },
        [this, walk](const Result<ledger::SpanWalk>& found) {
            if (!found)
                walk->done(base::Unexpected(found.error()));
            else if (walk->take(*found))
                step(walk);
            else
                walk->done(std::move(walk->page));
        });
}

void ForwardedService::byId(const api::ForwardedFilter& filter, Done<api::ForwardedPage> done)
{
    one(filter.kind, filter.id.trimmed(),
        [done = std::move(done)](const Result<api::ForwardedDetail>& found) {
            api::ForwardedPage page;
            if (found)
                page.rows.push_back(found->row);
            else if (found.error().error.code != kGenericIDNotFound.code)
                return done(base::Unexpected(found.error()));
            done(std::move(page));
        });
}

void ForwardedService::one(api::ForwardedKind kind, QString id, Done<api::ForwardedDetail> done)
{
    using Found = std::optional<api::ForwardedDetail>;
    m_readers.read<Found>(
        [kind, id,
         registry = m_view.registry()](ledger::LedgerReader& reader) -> base::Expected<Found, base::Error> {
            HUB_TRY(const auto spans, spansOf(reader, kind, id.toStdString()));
            return forwardedDetail(kind, id, spans, textOf(registry->hub().participant.name.value()));
        },
        [done = std::move(done)](Result<Found> found) {
            if (!found)
                done(base::Unexpected(found.error()));
            else if (!found->has_value())
                done(refuse(kGenericIDNotFound, "No message with this id is among the spans that are kept"));
            else
                done(**std::move(found));
        });
}

} // namespace hub::admin
