#include "tests/support/hub_fake/fake_directory.h"

#include <algorithm>
#include <tuple>

namespace hub::test {
namespace {

QString codeOf(const std::optional<domain::Currency>& currency)
{
    return currency ? QString::fromStdString(std::string(currency->code())) : QString();
}

auto keyOf(const api::DirectoryRow& row)
{
    return std::tuple(row.partyIdType, row.partyIdentifier, row.subId, codeOf(row.currency));
}

} // namespace

std::vector<api::DirectoryRow> FakeDirectory::rows(const api::DirectoryFilter& filter) const
{
    std::vector<api::DirectoryRow> out;
    for (const auto& row : m_rows)
        if ((filter.partyIdType.isEmpty() || row.partyIdType == filter.partyIdType) &&
            row.partyIdentifier.startsWith(filter.identifierPrefix) &&
            (filter.fspId.isEmpty() || row.fspId.compare(filter.fspId, Qt::CaseInsensitive) == 0))
            out.push_back(row);
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return keyOf(a) < keyOf(b); });
    return out;
}

api::Page<api::DirectoryRow> FakeDirectory::page(const api::DirectoryFilter& filter,
                                                 const api::PageRequest& wanted) const
{
    const auto all = rows(filter);
    api::Page<api::DirectoryRow> out;
    const auto from = static_cast<std::size_t>(wanted.after.toULongLong());
    for (std::size_t i = from; i < all.size() && i < from + static_cast<std::size_t>(wanted.limit); ++i)
        out.rows.push_back(all[i]);
    if (from + out.rows.size() < all.size()) out.next = QString::number(from + out.rows.size());
    if (from == 0) out.total = static_cast<qint64>(all.size());
    return out;
}

api::ImportReport FakeDirectory::import(const api::DirectoryImport& wanted)
{
    api::ImportReport report;
    auto after = m_rows;
    const auto lines = wanted.csv.split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const auto line = QString::fromUtf8(lines[i]).trimmed();
        if (line.isEmpty()) continue;
        ++report.rows;
        const auto cells = line.split(QLatin1Char(','));
        if (cells.size() < 3) {
            report.problems.push_back({static_cast<int>(i) + 1, QStringLiteral("3 columns are needed")});
            ++report.problemCount;
            continue;
        }
        const api::DirectoryRow row{cells[0], cells[1], {}, {}, cells[2]};
        const auto present = std::find_if(after.begin(), after.end(),
                                          [&](const auto& other) { return keyOf(other) == keyOf(row); });
        if (present == after.end()) {
            after.push_back(row);
            ++report.added;
        } else if (present->fspId == row.fspId) {
            ++report.unchanged;
        } else {
            report.conflicts.push_back({static_cast<int>(i) + 1, row, present->fspId});
            ++report.conflictCount;
            ++(wanted.replacesConflicts ? report.replaced : report.left);
            if (wanted.replacesConflicts) *present = row;
        }
    }
    report.isWritten = !wanted.dryRun && report.problemCount == 0;
    if (report.isWritten) m_rows = std::move(after);
    return report;
}

QByteArray FakeDirectory::csv(const api::DirectoryFilter& filter) const
{
    QByteArray out = "partyIdType,partyIdentifier,fspId\r\n";
    for (const auto& row : rows(filter))
        out += (row.partyIdType + QLatin1Char(',') + row.partyIdentifier + QLatin1Char(',') + row.fspId)
                   .toUtf8() +
               "\r\n";
    return out;
}

bool FakeDirectory::remove(const api::DirectoryRow& row)
{
    return std::erase_if(m_rows, [&](const auto& other) { return keyOf(other) == keyOf(row); }) > 0;
}

std::vector<QString> FakeDirectory::fspIdsOf(const api::LookupQuery& query) const
{
    std::vector<QString> out;
    for (const auto& row : m_rows)
        if (row.partyIdType == query.partyIdType && row.partyIdentifier == query.partyIdentifier &&
            row.subId == query.subId)
            out.push_back(row.fspId);
    return out;
}

qint64 FakeDirectory::count(const QString& partyIdType) const
{
    return std::count_if(m_rows.begin(), m_rows.end(),
                         [&](const auto& row) { return row.partyIdType == partyIdType; });
}

} // namespace hub::test
