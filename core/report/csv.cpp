#include "core/report/formats.h"

namespace hub::report {
namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r";

std::string inQuotes(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
    return out;
}

/// Numbers are ours and stay numbers; texts come from strangers.
std::string fieldOf(const Cell& cell)
{
    std::string text = textOf(cell);
    const bool isText = std::holds_alternative<std::string>(cell);
    if (isText && !text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos)
        text.insert(0, 1, '\'');
    return text.find_first_of(",\"\r\n'") == std::string::npos && (text.empty() || text.front() != ' ')
               ? text
               : inQuotes(text);
}

void appendRow(std::string& out, const std::vector<Cell>& cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i)
        out.append(i > 0 ? "," : "").append(fieldOf(cells[i]));
    out += "\r\n";
}

} // namespace

std::string csvOf(const Report& report)
{
    std::string out = "\xEF\xBB\xBF";
    if (!report.title.empty()) appendRow(out, {report.title});
    for (const auto& [name, value] : report.scope)
        appendRow(out, {name, value});
    for (const Table& table : report.tables) {
        out += "\r\n";
        if (!table.title.empty()) appendRow(out, {table.title});
        std::vector<Cell> heads;
        for (const Column& column : table.columns)
            heads.emplace_back(column.name);
        appendRow(out, heads);
        for (const auto& row : table.rows)
            appendRow(out, row);
        for (const auto& row : table.totals)
            appendRow(out, row);
    }
    return out;
}

std::optional<Format> parseFormat(std::string_view text)
{
    for (const Format format : {Format::Csv, Format::Xlsx, Format::Pdf})
        if (endingOf(format) == text) return format;
    return std::nullopt;
}

std::string_view mediaTypeOf(Format format)
{
    switch (format) {
    case Format::Csv:
        return "text/csv; charset=utf-8";
    case Format::Xlsx:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case Format::Pdf:
        break;
    }
    return "application/pdf";
}

std::string_view endingOf(Format format)
{
    switch (format) {
    case Format::Csv:
        return "csv";
    case Format::Xlsx:
        return "xlsx";
    case Format::Pdf:
        break;
    }
    return "pdf";
}

base::Expected<std::string, base::Error> fileOf(const Report& report, Format format)
{
    switch (format) {
    case Format::Csv:
        return csvOf(report);
    case Format::Xlsx:
        return xlsxOf(report);
    case Format::Pdf:
        break;
    }
    return pdfOf(report);
}

} // namespace hub::report
