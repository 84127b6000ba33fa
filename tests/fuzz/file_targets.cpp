#include "core/base/check.h"
#include "core/domain/currency.h"
#include "core/lookup/directory_csv.h"
#include "core/report/sheet.h"
#include "core/settlement/cron.h"
#include "tests/fuzz/targets.h"

#include <algorithm>
#include <array>
#include <string>
#include <zlib.h>

namespace hub::fuzz {
namespace {

constexpr report::SheetLimits kLimits{200, 16, 1U << 16, 20, 500};

void checkSheet(const base::Expected<report::Sheet, base::Error>& sheet)
{
    if (!sheet) {
        HUB_CHECK(!sheet.error().detail.empty());
        return;
    }
    HUB_CHECK(sheet->rows.size() <= kLimits.rowsMax);
    for (const auto& row : sheet->rows)
        HUB_CHECK(row.size() <= kLimits.columnsMax);
    HUB_CHECK(sheet->at(kLimits.rowsMax, 0).empty());
}

void addNumber(std::string& out, unsigned long value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

/// A workbook of these parts, nothing packed: libFuzzer cannot invent a check sum.
std::string workbookOf(const std::array<std::pair<std::string_view, std::string_view>, 2>& parts)
{
    std::string out;
    std::string directory;
    for (const auto& [name, content] : parts) {
        std::string common;
        addNumber(common, 20, 2);
        common.append(8, '\0'); // Flags, method, time, date.
        addNumber(common,
                  crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())),
                  4);
        addNumber(common, content.size(), 4);
        addNumber(common, content.size(), 4);
        addNumber(common, name.size(), 2);
        addNumber(common, 0, 2);
        addNumber(directory, 0x02014b50UL, 4);
        addNumber(directory, 20, 2);
        directory += common;
        directory.append(10, '\0'); // Comment, disk, attributes.
        addNumber(directory, out.size(), 4);
        directory += name;
        addNumber(out, 0x04034b50UL, 4);
        out += common;
        out += name;
        out += content;
    }
    const std::size_t at = out.size();
    out += directory;
    addNumber(out, 0x06054b50UL, 4);
    addNumber(out, 0, 4);
    addNumber(out, parts.size(), 2);
    addNumber(out, parts.size(), 2);
    addNumber(out, directory.size(), 4);
    addNumber(out, at, 4);
    addNumber(out, 0, 2);
    return out;
}

} // namespace

void bankFile(std::string_view bytes)
{
    checkSheet(report::readSheet(bytes, kLimits));
}

void workbook(std::string_view bytes)
{
    const std::size_t cut = std::min(bytes.find('\x01'), bytes.size());
    const std::string_view texts = cut < bytes.size() ? bytes.substr(cut + 1) : std::string_view();
    const auto file =
        workbookOf({{{"xl/worksheets/sheet1.xml", bytes.substr(0, cut)}, {"xl/sharedStrings.xml", texts}}});
    checkSheet(report::readSheet(file, kLimits));
}

void directoryCsv(std::string_view bytes)
{
    constexpr std::size_t kProblemsMax = 20;
    const auto read = lookup::readDirectoryCsv(bytes, kProblemsMax);
    HUB_CHECK(read.problems.size() == std::min(read.problemCount, kProblemsMax));
    if (read.problemCount > 0) return;
    // What is exported is imported the same.
    std::string out = lookup::directoryCsvHeader();
    for (const auto& row : read.rows)
        lookup::addDirectoryCsv(out, row.party, row.currency ? row.currency->code() : std::string_view(),
                                row.fspId);
    const auto again = lookup::readDirectoryCsv(out, kProblemsMax);
    HUB_CHECK(again.problemCount == 0 && again.rows.size() == read.rows.size());
    for (std::size_t i = 0; i < read.rows.size(); ++i)
        HUB_CHECK(again.rows[i].party == read.rows[i].party && again.rows[i].fspId == read.rows[i].fspId &&
                  again.rows[i].currency == read.rows[i].currency);
}

void schedule(std::string_view bytes)
{
    const auto cron = settlement::Cron::parse(bytes);
    if (!cron) {
        HUB_CHECK(!cron.error().empty());
        return;
    }
    constexpr std::int64_t kSomeDay = 29'000'000;
    settlement::CronClock clock(*cron);
    HUB_CHECK(!clock.isDue(kSomeDay));
    for (std::int64_t minute = kSomeDay + 1; minute <= kSomeDay + 1440; minute += 7) {
        const bool isDue = clock.isDue(minute);
        HUB_CHECK(isDue || !cron->fits(minute));
        HUB_CHECK(!clock.isDue(minute));
    }
}

} // namespace hub::fuzz
