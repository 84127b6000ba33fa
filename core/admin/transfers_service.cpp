#include "core/admin/transfers_service.h"

#include "core/admin/stuck_transfers.h"
#include "core/admin/transfer_detail.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace hub::admin {
namespace {

// A filter that the store cannot answer alone is read on in pages of this size, at most so many.
constexpr int kScanRows = 1000;
constexpr int kScanPages = 20;
constexpr std::size_t kSpansMax = 10'000;
constexpr int kDeadLettersLooked = 100; ///< of one transfer

QString lower(const std::string& text)
{
    return QString::fromStdString(text).toLower();
}

/// What of the desk's filter is left for us after the store has done its part.
struct Remainder
{
    QString idStart;
    QString text;
    std::vector<domain::TransferState> states;

    bool empty() const { return idStart.isEmpty() && text.isEmpty() && states.empty(); }
    bool fits(const ledger::TransferRow& row) const
    {
        if (!states.empty() && std::find(states.begin(), states.end(), row.state) == states.end())
            return false;
        const auto id = lower(row.id.value().toString());
        if (!id.startsWith(idStart)) return false;
        return text.isEmpty() || id.contains(text) || lower(row.payer.value()).contains(text) ||
               lower(row.payee.value()).contains(text) || lower(row.errorCode) == text;
    }
};

ledger::TransferKind ledgerKind(api::TransferKind kind)
{
    switch (kind) {
    case api::TransferKind::FundsIn:
        return ledger::TransferKind::FundsIn;
    case api::TransferKind::FundsOut:
        return ledger::TransferKind::FundsOut;
    case api::TransferKind::Settlement:
        return ledger::TransferKind::Settlement;
    case api::TransferKind::Payment:
        break;
    }
    return ledger::TransferKind::Client;
}

std::pair<ledger::TransferFilter, Remainder> split(const api::TransferFilter& filter)
{
    ledger::TransferFilter out;
    Remainder rest;
    out.payer = filter.payer.toStdString();
    out.payee = filter.payee.toStdString();
    out.anyParty = filter.fsp.toStdString();
    if (filter.states.size() == 1)
        out.state = filter.states.front();
    else
        rest.states = filter.states;
    out.currency = filter.currency;
    if (filter.account.value() != 0) out.account = filter.account;
    if (filter.window.value() != 0) out.window = filter.window;
    if (filter.settlement.value() != 0) out.settlement = filter.settlement;
    out.amountFrom = filter.amountFrom;
    out.amountTo = filter.amountTo;
    if (filter.kind) out.kind = ledgerKind(*filter.kind);
    out.from = filter.from;
    if (filter.to) out.to = filter.to->plusMs(1); // The desk's range has both ends in it.
    out.errorCode = filter.errorCode.toStdString();
    const auto takeId = [&out](const QString& text) {
        const auto id = domain::CorrelationId::parse(text.trimmed().toStdString());
        if (id) out.id = domain::TransferId(*id);
        return id.has_value();
    };
    if (!filter.id.isEmpty() && !takeId(filter.id)) rest.idStart = filter.id.trimmed().toLower();
    if (!filter.text.isEmpty() && !takeId(filter.text)) rest.text = filter.text.trimmed().toLower();
    return {out, rest};
}

base::Expected<api::Page<api::TransferRow>, base::Error>
scan(ledger::LedgerReader& reader, ledger::TransferFilter filter, const Remainder& rest, std::size_t wanted)
{
    api::Page<api::TransferRow> page;
    filter.limit = rest.empty() ? static_cast<int>(wanted) : kScanRows;
    for (int i = 0; i < kScanPages; ++i) {
        HUB_TRY(const auto rows, reader.search(filter));
        const bool wasLast = rows.size() < static_cast<std::size_t>(filter.limit);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            filter.before = rows[r].seq;
            if (rest.fits(rows[r])) page.rows.push_back(transferRow(rows[r]));
            if (page.rows.size() < wanted) continue;
            if (!wasLast || r + 1 < rows.size()) page.next = QString::number(filter.before);
            return page;
        }
        if (wasLast) return page;
        if (i + 1 == kScanPages) page.next = QString::number(filter.before);
    }
    return page;
}

api::SpanRow spanRow(const events::Span& span)
{
    api::SpanRow row;
    row.id = QString::fromStdString(events::spanIdToHex(span.id));
    if (span.parent != 0) row.parent = QString::fromStdString(events::spanIdToHex(span.parent));
    row.kind = QString::fromLatin1(events::toString(span.kind));
    row.name = QString::fromStdString(span.name);
    row.subject = QString::fromStdString(span.subject);
    row.failed = span.failed;
    row.startUs = span.startUs;
    row.endUs = span.endUs;
    for (const auto& [name, value] : span.attributes)
        row.attributes.emplace_back(QString::fromStdString(name), QString::fromStdString(value));
    return row;
}

api::Trace traceOf(const QString& traceId, std::vector<events::Span> spans)
{
    std::stable_sort(spans.begin(), spans.end(),
                     [](const auto& a, const auto& b) { return a.startUs < b.startUs; });
    api::Trace trace;
    trace.traceId = traceId;
    if (spans.size() > kSpansMax) {
        trace.leftOut = static_cast<qint64>(spans.size() - kSpansMax);
        spans.resize(kSpansMax);
    }
    trace.spans.reserve(spans.size());
    for (const auto& span : spans)
        trace.spans.push_back(spanRow(span));
    return trace;
}

api::BulkRow bulkRow(const ledger::Bulk& bulk)
{
    api::BulkRow row;
    row.id = bulk.id;
    row.state = bulk.state;
    row.payer = QString::fromStdString(bulk.payer.value());
    row.payee = QString::fromStdString(bulk.payee.value());
    row.receivedAt = bulk.receivedAt;
    row.changedAt = bulk.changedAt;
    row.expiresAt = bulk.expiration;
    row.completedAt = bulk.completedAt;
    row.transfers = static_cast<int>(bulk.items);
    if (bulk.error) row.errorCode = QString::fromStdString(bulk.error->code);
    if (bulk.trace != events::TraceId()) row.traceId = QString::fromStdString(bulk.trace.toHex());
    return row;
}

base::Expected<api::BulkItemRow, base::Error> bulkItemRow(ledger::LedgerReader& reader,
                                                          const ledger::BulkItem& item)
{
    api::BulkItemRow row;
    row.index = static_cast<int>(item.index);
    row.transfer = item.transfer;
    row.state = item.state;
    if (item.error) {
        row.errorCode = QString::fromStdString(item.error->code);
        row.errorDescription = QString::fromStdString(item.error->description);
    }
    if (item.transferSeq == 0) return row;
    ledger::TransferFilter filter;
    filter.id = item.transfer;
    HUB_TRY(const auto found, reader.search(filter));
    if (found.empty()) return row;
    row.amount = found.front().amount;
    row.currency = found.front().currency;
    row.transferState = found.front().state;
    return row;
}

base::Expected<std::vector<api::TransferRow>, base::Error>
stuckRows(ledger::LedgerReader& reader, base::Instant now, std::int64_t olderThanMs)
{
    constexpr int kMax = api::TransfersApi::kStuckMax;
    std::vector<api::TransferRow> out;
    HUB_TRY(const auto waiting, reader.waitingTransfers(now.plusMs(-olderThanMs), kMax));
    for (const auto& one : waiting) {
        out.push_back(transferRow(one.row));
        out.back().expiresAt = one.expiration;
        if (one.trace != events::TraceId()) out.back().traceId = QString::fromStdString(one.trace.toHex());
        out.back().cause = causeOfWaiting(one, now);
    }
    ledger::DeadLetterFilter newest;
    newest.limit = kDeadLettersLooked;
    HUB_TRY(const auto dead, reader.deadLetters(newest));
    std::set<ledger::TransferSeq> told;
    for (const auto& letter : dead) {
        if (letter.notice.transferSeq == 0 || told.size() >= static_cast<std::size_t>(kMax) ||
            !told.insert(letter.notice.transferSeq).second)
            continue;
        ledger::TransferFilter filter;
        filter.id = letter.notice.transfer;
        HUB_TRY(const auto found, reader.search(filter));
        if (found.empty()) continue;
        out.push_back(transferRow(found.front()));
        out.back().cause = causeOfDeadLetter(letter);
    }
    return out;
}

} // namespace

using namespace domain::fspiop_code;

TransfersService::TransfersService(const ledger::LedgerView& view, ReadPost& readers)
    : m_view(view)
    , m_readers(readers)
{}

void TransfersService::search(ledger::TransferFilter filter, Done<std::vector<ledger::TransferRow>> done)
{
    m_readers.read<std::vector<ledger::TransferRow>>(
        [filter = std::move(filter)](ledger::LedgerReader& reader) { return reader.search(filter); },
        std::move(done));
}

void TransfersService::find(api::TransferFilter filter, api::PageRequest page,
                            Done<api::Page<api::TransferRow>> done)
{
    auto [query, rest] = split(filter);
    bool isKey = true;
    if (!page.after.isEmpty()) query.before = page.after.toULongLong(&isKey);
    if (!isKey || page.limit < 1 || page.limit > 500) {
        done(refuse(kGenericValidationError, "The page is not one: 1 to 500 rows after the key of a page"));
        return;
    }
    m_readers.read<api::Page<api::TransferRow>>(
        [query = std::move(query), rest = std::move(rest), limit = page.limit](ledger::LedgerReader& reader) {
            return scan(reader, query, rest, static_cast<std::size_t>(limit));
        },
        std::move(done));
}

void TransfersService::one(domain::TransferId id, Done<api::TransferDetail> done)
{
    using Found = std::optional<api::TransferDetail>;
    m_readers.read<Found>(
        [id,
         registry = m_view.registry()](ledger::LedgerReader& reader) -> base::Expected<Found, base::Error> {
            HUB_TRY(const auto facts, reader.transfer(id));
            if (!facts) return Found();
            // Without the events store the transfer is still told, just without its hops.
            const auto spans = reader.spansOfSubject(id.value().toString());
            ledger::DeadLetterFilter letters;
            letters.transfer = id;
            letters.limit = kDeadLettersLooked;
            const auto dead = reader.deadLetters(letters);
            return Found(transferDetail(*facts, *registry, spans ? *spans : std::vector<events::Span>(),
                                        dead ? *dead : std::vector<ledger::DeadLetter>()));
        },
        [done = std::move(done)](Result<Found> found) {
            if (!found)
                done(base::Unexpected(found.error()));
            else if (!found->has_value())
                done(refuse(kTransferIDNotFound));
            else
                done(**std::move(found));
        });
}

void TransfersService::facts(std::string id, Done<ledger::TransferFacts> done)
{
    static constexpr std::string_view kNotFound = "The requested resource could not be found";
    const auto parsed = domain::CorrelationId::parse(id);
    if (!parsed) {
        done(refuse(kGenericIDNotFound, kNotFound));
        return;
    }
    using Found = std::optional<ledger::TransferFacts>;
    m_readers.read<Found>(
        [id = domain::TransferId(*parsed)](ledger::LedgerReader& reader) { return reader.transfer(id); },
        [done = std::move(done)](Result<Found> found) {
            if (!found)
                done(base::Unexpected(found.error()));
            else if (!found->has_value())
                done(refuse(kGenericIDNotFound, kNotFound));
            else
                done(**std::move(found));
        });
}

void TransfersService::stuck(base::Instant now, std::int64_t olderThanMs,
                             Done<std::vector<api::TransferRow>> done)
{
    m_readers.read<std::vector<api::TransferRow>>(
        [now, olderThanMs](ledger::LedgerReader& reader) { return stuckRows(reader, now, olderThanMs); },
        std::move(done));
}

void TransfersService::bulks(std::string fsp, api::PageRequest page, Done<api::Page<api::BulkRow>> done)
{
    bool isKey = true;
    const ledger::BulkSeq before = page.after.isEmpty() ? 0 : page.after.toULongLong(&isKey);
    if (!isKey || page.limit < 1 || page.limit > 500) {
        done(refuse(kGenericValidationError, "The page is not one: 1 to 500 rows after the key of a page"));
        return;
    }
    using Page = api::Page<api::BulkRow>;
    m_readers.read<Page>(
        [fsp = lower(fsp), before, limit = static_cast<std::size_t>(page.limit)](
            ledger::LedgerReader& reader) -> base::Expected<Page, base::Error> {
            Page out;
            ledger::BulkSeq from = before;
            for (int i = 0; i < kScanPages; ++i) {
                HUB_TRY(const auto bulks, reader.bulks(from, kScanRows));
                for (const auto& bulk : bulks) {
                    from = bulk.seq;
                    const bool fits =
                        fsp.isEmpty() || lower(bulk.payer.value()) == fsp || lower(bulk.payee.value()) == fsp;
                    if (fits) out.rows.push_back(bulkRow(bulk));
                    if (out.rows.size() < limit) continue;
                    out.next = QString::number(from);
                    return out;
                }
                if (bulks.size() < static_cast<std::size_t>(kScanRows)) return out;
            }
            out.next = QString::number(from);
            return out;
        },
        std::move(done));
}

void TransfersService::bulk(domain::BulkTransferId id, Done<api::BulkDetail> done)
{
    using Found = std::optional<api::BulkDetail>;
    m_readers.read<Found>(
        [id](ledger::LedgerReader& reader) -> base::Expected<Found, base::Error> {
            HUB_TRY(const auto facts, reader.bulk(id));
            if (!facts) return Found();
            api::BulkDetail detail;
            detail.row = bulkRow(facts->bulk);
            if (facts->bulk.error)
                detail.errorDescription = QString::fromStdString(facts->bulk.error->description);
            for (const auto& item : facts->items) {
                HUB_TRY(auto row, bulkItemRow(reader, item));
                detail.items.push_back(std::move(row));
            }
            return Found(std::move(detail));
        },
        [done = std::move(done)](Result<Found> found) {
            if (!found)
                done(base::Unexpected(found.error()));
            else if (!found->has_value())
                done(refuse(kBulkTransferIDNotFound));
            else
                done(**std::move(found));
        });
}

void TransfersService::traceOfTransfer(domain::TransferId id, Done<api::Trace> done)
{
    m_readers.read<api::Trace>(
        [id](ledger::LedgerReader& reader) -> base::Expected<api::Trace, base::Error> {
            HUB_TRY(auto spans, reader.spansOfSubject(id.value().toString()));
            // The hops before the transfer's id was known carry the trace only.
            const auto traceId =
                spans.empty() ? QString() : QString::fromStdString(spans.front().trace.toHex());
            return traceOf(traceId, std::move(spans));
        },
        std::move(done));
}

void TransfersService::trace(std::string traceId, Done<api::Trace> done)
{
    const auto parsed = events::TraceId::fromHex(traceId);
    if (!parsed) {
        done(refuse(kGenericValidationError, "A trace id has 32 hex digits"));
        return;
    }
    m_readers.read<api::Trace>(
        [id = *parsed, traceId](ledger::LedgerReader& reader) -> base::Expected<api::Trace, base::Error> {
            HUB_TRY(auto spans, reader.spansOfTrace(id));
            return traceOf(QString::fromStdString(traceId), std::move(spans));
        },
        std::move(done));
}

} // namespace hub::admin
