#include "core/admin/directory_service.h"

#include "core/ledger/audit_json.h"
#include "core/lookup/directory_csv.h"

#include <algorithm>
#include <utility>

namespace hub::admin {
namespace {

using namespace domain::fspiop_code;

constexpr std::size_t kListedMax = 200; ///< problems and conflicts that a report names
constexpr int kExportPage = 5'000;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string codeOf(const std::optional<domain::Currency>& currency)
{
    return currency ? std::string(currency->code()) : std::string();
}

api::DirectoryRow rowOf(const ledger::DirectoryEntry& entry)
{
    return {textOf(entry.partyIdType), textOf(entry.partyIdentifier), textOf(entry.partySubIdOrType),
            entry.currency, textOf(entry.fspId.value())};
}

ledger::DirectoryQuery queryOf(const api::DirectoryFilter& filter)
{
    ledger::DirectoryQuery query;
    query.partyIdType = filter.partyIdType.toStdString();
    query.identifierPrefix = filter.identifierPrefix.toStdString();
    query.fspId = filter.fspId.toStdString();
    return query;
}

/// Page key: the last entry's columns, told apart by what no identifier holds.
QString keyOf(const ledger::DirectoryEntry& entry)
{
    const std::string text = entry.partyIdType + '\n' + entry.partyIdentifier + '\n' +
                             entry.partySubIdOrType + '\n' + codeOf(entry.currency);
    return QString::fromLatin1(QByteArray::fromStdString(text).toBase64(QByteArray::Base64UrlEncoding |
                                                                        QByteArray::OmitTrailingEquals));
}

std::optional<ledger::DirectoryEntry> entryOfKey(const QString& key)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        key.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const QList<QByteArray> parts = decoded.decoded.split('\n');
    if (!decoded || parts.size() != 4) return std::nullopt;
    return ledger::DirectoryEntry{parts[0].toStdString(), parts[1].toStdString(), parts[2].toStdString(),
                                  domain::Currency::parse(parts[3].toStdString()), domain::FspId()};
}

/// The entry that has this very key, not one that stands for any currency.
const ledger::DirectoryEntry* exact(const std::vector<ledger::DirectoryEntry>& entries,
                                    const std::optional<domain::Currency>& currency)
{
    const auto at = std::find_if(entries.begin(), entries.end(),
                                 [&](const auto& entry) { return entry.currency == currency; });
    return at != entries.end() ? &*at : nullptr;
}

} // namespace

// ---- search and export ----

void DirectoryService::search(const api::DirectoryFilter& filter, const api::PageRequest& page,
                              Done<api::Page<api::DirectoryRow>> done)
{
    ledger::DirectoryQuery query = queryOf(filter);
    query.limit = std::clamp(page.limit, 1, 500) + 1; // One more says whether there is a next page.
    if (!page.after.isEmpty()) {
        query.after = entryOfKey(page.after);
        if (!query.after) {
            done(refuse(kMalformedSyntax, "\"after\" is no page key"));
            return;
        }
    }
    m_readers.read<api::Page<api::DirectoryRow>>(
        [query](ledger::LedgerReader& reader) -> base::Expected<api::Page<api::DirectoryRow>, base::Error> {
            HUB_TRY(auto entries, reader.searchDirectory(query));
            api::Page<api::DirectoryRow> out;
            if (!query.after) {
                HUB_TRY(out.total, reader.countDirectory(query));
            }
            const auto wanted = static_cast<std::size_t>(query.limit) - 1;
            if (entries.size() > wanted) {
                entries.pop_back();
                out.next = keyOf(entries.back());
            }
            for (const auto& entry : entries)
                out.rows.push_back(rowOf(entry));
            return out;
        },
        std::move(done));
}

struct DirectoryService::ExportRun
{
    ledger::DirectoryQuery query;
    std::string text = lookup::directoryCsvHeader();
    Done<QByteArray> done;
};

void DirectoryService::exportCsv(const api::DirectoryFilter& filter, Done<QByteArray> done)
{
    auto run = std::make_shared<ExportRun>();
    run->query = queryOf(filter);
    run->query.limit = kExportPage;
    run->done = std::move(done);
    exportNext(run);
}

void DirectoryService::exportNext(const std::shared_ptr<ExportRun>& run)
{
    m_readers.read<std::vector<ledger::DirectoryEntry>>(
        [query = run->query](ledger::LedgerReader& reader) { return reader.searchDirectory(query); },
        [this, run](Result<std::vector<ledger::DirectoryEntry>> entries) {
            if (!entries) {
                run->done(base::Unexpected(entries.error()));
                return;
            }
            for (const auto& entry : *entries)
                lookup::addDirectoryCsv(run->text,
                                        {entry.partyIdType, entry.partyIdentifier, entry.partySubIdOrType},
                                        codeOf(entry.currency), entry.fspId.value());
            if (run->text.size() > m_ports.importBytesMax) {
                run->done(refuse(kTooLargePayload, "The export is larger than the bound: filter by type, "
                                                   "beginning or DFSP"));
            } else if (entries->size() < static_cast<std::size_t>(kExportPage)) {
                run->done(QByteArray::fromStdString(run->text));
            } else {
                run->query.after = std::move(entries->back());
                exportNext(run);
            }
        });
}

// ---- import ----

struct DirectoryService::ImportRun
{
    Caller caller;
    Note note;
    bool dryRun = true;
    bool replaces = false;
    std::vector<lookup::DirectoryCsvRow> rows;
    std::size_t checked = 0;
    std::vector<ledger::DirectoryEntry> toWrite;
    std::size_t written = 0;
    api::ImportReport report;
    Done<api::ImportReport> done;

    void problem(int line, const std::string& text)
    {
        if (report.problems.size() < kListedMax) report.problems.push_back({line, textOf(text)});
        ++report.problemCount;
    }
    /// `present`: the entry of the same key, if any.
    void weigh(const lookup::DirectoryCsvRow& row, const ledger::DirectoryEntry* present)
    {
        ledger::DirectoryEntry wanted{row.party.type, row.party.identifier, row.party.subId, row.currency,
                                      domain::FspId(row.fspId)};
        if (present == nullptr) {
            ++report.added;
        } else if (present->fspId == wanted.fspId) {
            ++report.unchanged;
            return;
        } else {
            if (report.conflicts.size() < kListedMax)
                report.conflicts.push_back({row.line, rowOf(wanted), textOf(present->fspId.value())});
            ++report.conflictCount;
            ++(replaces ? report.replaced : report.left);
            if (!replaces) return;
        }
        toWrite.push_back(std::move(wanted));
    }
};

void DirectoryService::import(const Caller& caller, api::DirectoryImport wanted, Note note,
                              Done<api::ImportReport> done)
{
    if (!wanted.dryRun)
        if (auto allowed = checkReason(caller, note); !allowed) {
            done(base::Unexpected(allowed.error()));
            return;
        }
    if (static_cast<std::size_t>(wanted.csv.size()) > m_ports.importBytesMax) {
        done(refuse(kTooLargePayload,
                    "At most " + std::to_string(m_ports.importBytesMax) + " bytes are taken"));
        return;
    }
    auto csv = lookup::readDirectoryCsv({wanted.csv.constData(), static_cast<std::size_t>(wanted.csv.size())},
                                        kListedMax);
    auto run = std::make_shared<ImportRun>();
    run->caller = caller;
    run->note = std::move(note);
    run->dryRun = wanted.dryRun;
    run->replaces = wanted.replacesConflicts;
    run->report.rows = static_cast<int>(csv.rows.size() + csv.problemCount);
    for (const auto& problem : csv.problems)
        run->problem(problem.line, problem.text);
    run->report.problemCount = static_cast<int>(csv.problemCount);
    run->done = std::move(done);
    const auto registry = m_view.registry();
    for (auto& row : csv.rows) {
        const auto* owner = registry->find(row.fspId);
        if (owner == nullptr || owner == &registry->hub()) {
            run->problem(row.line, "participant \"" + row.fspId + "\" is not known");
            continue;
        }
        row.fspId = owner->participant.name.value();
        run->rows.push_back(std::move(row));
    }
    checkNext(run);
}

void DirectoryService::checkNext(const std::shared_ptr<ImportRun>& run)
{
    if (run->checked == run->rows.size()) {
        decideImport(run);
        return;
    }
    m_readers.read<bool>(
        [run](ledger::LedgerReader& reader) -> base::Expected<bool, base::Error> {
            const std::size_t end = std::min(run->checked + kPiece, run->rows.size());
            for (; run->checked < end; ++run->checked) {
                const auto& row = run->rows[run->checked];
                HUB_TRY(const auto entries, reader.directory(row.party.type, row.party.identifier,
                                                             row.party.subId, std::nullopt));
                run->weigh(row, exact(entries, row.currency));
            }
            return true;
        },
        [this, run](Result<bool> checked) {
            if (checked)
                checkNext(run);
            else
                run->done(base::Unexpected(checked.error()));
        });
}

void DirectoryService::decideImport(const std::shared_ptr<ImportRun>& run)
{
    if (run->dryRun || run->report.problemCount > 0) {
        run->done(std::move(run->report));
        return;
    }
    writeNext(run);
}

void DirectoryService::writeNext(const std::shared_ptr<ImportRun>& run)
{
    if (run->written < run->toWrite.size()) {
        const std::size_t end = std::min(run->written + kPiece, run->toWrite.size());
        std::vector<ledger::DirectoryEntry> piece(run->toWrite.begin() +
                                                      static_cast<std::ptrdiff_t>(run->written),
                                                  run->toWrite.begin() + static_cast<std::ptrdiff_t>(end));
        run->written = end;
        m_post.post(run->caller, ledger::PutDirectoryEntries{std::move(piece)},
                    [this, run](Result<ledger::Answer> answer) {
                        if (answer)
                            writeNext(run);
                        else
                            run->done(base::Unexpected(answer.error()));
                    });
        return;
    }
    run->report.isWritten = true;
    const auto number = [](int value) { return std::int64_t{value}; };
    ledger::WriteAudit audit;
    audit.action = "directory.import";
    audit.subject = "directory";
    audit.detail = ledger::AuditJson()
                       .put("added", number(run->report.added))
                       .put("replaced", number(run->report.replaced))
                       .put("unchanged", number(run->report.unchanged))
                       .put("left", number(run->report.left))
                       .text();
    audit.note = actionNote(run->caller, run->note);
    m_post.post(run->caller, std::move(audit), [run](Result<ledger::Answer> answer) {
        if (answer)
            run->done(std::move(run->report));
        else
            run->done(base::Unexpected(answer.error()));
    });
}

// ---- one entry ----

void DirectoryService::remove(const Caller& caller, const api::DirectoryRow& row, Note note,
                              Done<ledger::Answer> done)
{
    if (auto allowed = checkReason(caller, note); !allowed) {
        done(base::Unexpected(allowed.error()));
        return;
    }
    ledger::DirectoryEntry entry{row.partyIdType.toStdString(), row.partyIdentifier.toStdString(),
                                 row.subId.toStdString(), row.currency,
                                 domain::FspId(row.fspId.toStdString())};
    m_readers.read<std::vector<ledger::DirectoryEntry>>(
        [entry](ledger::LedgerReader& reader) {
            return reader.directory(entry.partyIdType, entry.partyIdentifier, entry.partySubIdOrType,
                                    std::nullopt);
        },
        [this, caller, note = std::move(note), entry,
         done = std::move(done)](Result<std::vector<ledger::DirectoryEntry>> found) {
            if (!found) {
                done(base::Unexpected(found.error()));
                return;
            }
            const auto* present = exact(*found, entry.currency);
            if (present == nullptr || present->fspId != entry.fspId) {
                done(refuse(kPartyNotFound, "no such entry"));
                return;
            }
            // Without a currency the ledger would take every currency of the party: they are put back with
            // it.
            ledger::PutDirectoryEntries others;
            if (!entry.currency)
                std::copy_if(
                    found->begin(), found->end(), std::back_inserter(others.entries),
                    [&](const auto& other) { return &other != present && other.fspId == entry.fspId; });
            ledger::WriteAudit audit;
            audit.action = "directory.remove";
            audit.subject = entry.partyIdType + ' ' + entry.partyIdentifier;
            audit.detail = ledger::AuditJson().put("fspId", entry.fspId.value()).text();
            audit.note = actionNote(caller, note);
            m_post.post(caller, std::move(audit), [](Result<ledger::Answer>) {});
            const bool hasOthers = !others.entries.empty();
            m_post.post(caller, ledger::RemoveDirectoryEntry{entry},
                        hasOthers ? Done<ledger::Answer>([](Result<ledger::Answer>) {}) : done);
            if (hasOthers) m_post.post(caller, std::move(others), done);
        });
}

// ---- oracles ----

void DirectoryService::figures(Done<std::vector<api::OracleFigures>> done)
{
    std::vector<api::OracleFigures> rows;
    std::vector<std::pair<std::size_t, std::string>> builtIn; // Row and party type.
    const auto registry = m_view.registry();
    for (const auto& oracle : registry->oracles()) {
        if (!oracle.isActive) continue;
        const auto counted =
            m_ports.figures != nullptr ? m_ports.figures->of(oracle.id) : lookup::FiguresOfOracle();
        api::OracleFigures row;
        row.id = oracle.id;
        row.found = static_cast<qint64>(counted.found);
        row.notFound = static_cast<qint64>(counted.notFound);
        row.failed = static_cast<qint64>(counted.failed);
        row.lookups = row.found + row.notFound + row.failed;
        row.fromCache = static_cast<qint64>(counted.fromCache);
        row.p95Us = counted.p95Us;
        row.lastAskedAt = counted.lastAskedAt;
        row.lastFailure = textOf(counted.lastFailure);
        for (const auto& minute : counted.minutes)
            row.minutes.push_back({minute.from, minute.ends[0], minute.ends[1], minute.ends[2]});
        if (oracle.endpoint == domain::kBuiltInDirectory)
            builtIn.emplace_back(rows.size(), oracle.partyIdType);
        rows.push_back(std::move(row));
    }
    if (builtIn.empty()) {
        done(std::move(rows));
        return;
    }
    m_readers.read<std::vector<api::OracleFigures>>(
        [rows = std::move(rows), builtIn](
            ledger::LedgerReader& reader) -> base::Expected<std::vector<api::OracleFigures>, base::Error> {
            auto out = rows;
            for (const auto& [row, type] : builtIn) {
                ledger::DirectoryQuery query;
                query.partyIdType = type;
                HUB_TRY(out[row].entries, reader.countDirectory(query));
            }
            return out;
        },
        std::move(done));
}

void DirectoryService::testLookup(const api::LookupQuery& query, Done<api::LookupAnswer> done)
{
    const lookup::PartyId party{query.partyIdType.toStdString(), query.partyIdentifier.toStdString(),
                                query.subId.toStdString()};
    if (const auto problem = lookup::checkPartyId(party)) {
        done(base::Unexpected(Failure{*problem, 0, Failure::Kind::Refused}));
        return;
    }
    if (!m_ports.probe) {
        done(unavailable("Look-ups are not served here"));
        return;
    }
    m_ports.probe(party, query.currency,
                  [done = std::move(done)](api::LookupAnswer answer) { done(std::move(answer)); });
}

} // namespace hub::admin
