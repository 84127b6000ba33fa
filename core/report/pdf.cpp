#include "core/report/formats.h"

#include <algorithm>
#include <array>

namespace hub::report {
namespace {

// A4 across in points; Courier's characters are 0.6 of their size wide.
constexpr int kPageWidth = 842;
constexpr int kPageHeight = 595;
constexpr int kMargin = 36;
constexpr int kLine = 12;
constexpr int kTextSize = 8;
constexpr std::size_t kColumnsMax = (kPageWidth - 2 * kMargin) * 10 / (kTextSize * 6);
constexpr std::size_t kLinesMax = (kPageHeight - 2 * kMargin) / kLine;
constexpr std::size_t kCellMax = 40;

/// UTF-8 as Latin-1, which the fonts of every reader have; what is not in it is a question mark.
std::string latin(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            out.push_back(c >= 0x20 ? text[i] : ' ');
            ++i;
            continue;
        }
        const std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
        const bool isLatin = (c == 0xC2 || c == 0xC3) && i + 1 < text.size();
        if (isLatin)
            out.push_back(
                static_cast<char>(((c & 0x03U) << 6U) | (static_cast<unsigned char>(text[i + 1]) & 0x3FU)));
        else
            out.push_back('?');
        i += length;
    }
    return out;
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '(' || c == ')' || c == '\\') out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

struct Line
{
    std::string text;
    bool isBold = false;
};

/// One table as lines of equal columns; what is too long for its column is cut with a mark.
void appendTable(std::vector<Line>& lines, const Table& table)
{
    std::vector<std::size_t> widths;
    for (const Column& column : table.columns)
        widths.push_back(latin(column.name).size());
    for (const auto* rows : {&table.rows, &table.totals})
        for (const auto& row : *rows)
            for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
                widths[i] = std::min(kCellMax, std::max(widths[i], latin(textOf(row[i])).size()));
    const auto append = [&](const std::vector<std::string>& cells, bool isBold) {
        std::string line;
        for (std::size_t i = 0; i < cells.size() && i < widths.size(); ++i) {
            std::string cell = latin(cells[i]);
            if (cell.size() > widths[i]) cell = cell.substr(0, widths[i] - 1) + "~";
            const std::string blanks(widths[i] - cell.size(), ' ');
            line += (table.columns[i].isNumber ? blanks + cell : cell + blanks) + "  ";
        }
        // A table that is too wide goes on in the next line, further in.
        for (std::size_t from = 0; from < std::max<std::size_t>(line.size(), 1); from += kColumnsMax)
            lines.push_back({line.substr(from, kColumnsMax), isBold});
    };
    const auto texts = [](const std::vector<Cell>& row) {
        std::vector<std::string> out;
        for (const Cell& cell : row)
            out.push_back(textOf(cell));
        return out;
    };
    lines.push_back({{}, false});
    if (!table.title.empty()) lines.push_back({latin(table.title), true});
    std::vector<std::string> heads;
    for (const Column& column : table.columns)
        heads.push_back(column.name);
    append(heads, true);
    for (const auto& row : table.rows)
        append(texts(row), false);
    for (const auto& row : table.totals)
        append(texts(row), true);
}

/// Objects of a PDF file with their places.
class Document
{
public:
    void add(const std::string& body)
    {
        m_places.push_back(m_out.size());
        m_out += std::to_string(m_places.size()) + " 0 obj\n" + body + "\nendobj\n";
    }
    std::string end()
    {
        const std::size_t start = m_out.size();
        m_out += "xref\n0 " + std::to_string(m_places.size() + 1) + "\n0000000000 65535 f \n";
        for (const std::size_t place : m_places) {
            std::string text = std::to_string(place);
            text.insert(0, 10 - text.size(), '0');
            m_out += text + " 00000 n \n";
        }
        m_out += "trailer\n<< /Size " + std::to_string(m_places.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
                 std::to_string(start) + "\n%%EOF\n";
        return std::move(m_out);
    }

private:
    std::string m_out = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
    std::vector<std::size_t> m_places;
};

std::string pageContent(const std::vector<Line>& lines, std::size_t from, std::size_t to,
                        const std::string& foot)
{
    std::string out = "BT " + std::to_string(kLine) + " TL " + std::to_string(kMargin) + ' ' +
                      std::to_string(kPageHeight - kMargin) + " Td\n";
    for (std::size_t i = from; i < to; ++i)
        out += std::string(lines[i].isBold ? "/F2 " : "/F1 ") + std::to_string(kTextSize) + " Tf (" +
               escaped(lines[i].text) + ") Tj T*\n";
    return out + "ET\nBT /F1 " + std::to_string(kTextSize) + " Tf " + std::to_string(kMargin) + ' ' +
           std::to_string(kMargin / 2) + " Td (" + escaped(latin(foot)) + ") Tj ET";
}

} // namespace

std::string pdfOf(const Report& report)
{
    const std::string& title = report.title.empty() ? report.fileName : report.title;
    std::vector<Line> lines{{latin(title), true}, {{}, false}};
    for (const auto& [name, value] : report.scope)
        lines.push_back({latin(name + ": " + value).substr(0, kColumnsMax), false});
    for (const Table& table : report.tables)
        appendTable(lines, table);
    const std::size_t pages = (lines.size() + kLinesMax - 1) / kLinesMax;
    // Objects: catalogue, pages, two fonts, then page and content for each page.
    Document document;
    document.add("<< /Type /Catalog /Pages 2 0 R >>");
    std::string kids;
    for (std::size_t i = 0; i < pages; ++i)
        kids += std::to_string(5 + 2 * i) + " 0 R ";
    document.add("<< /Type /Pages /Count " + std::to_string(pages) + " /Kids [ " + kids + "] >>");
    for (const char* font : {"Courier", "Courier-Bold"})
        document.add("<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /" +
                     std::string(font) + " >>");
    for (std::size_t i = 0; i < pages; ++i) {
        document.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + std::to_string(kPageWidth) + ' ' +
                     std::to_string(kPageHeight) +
                     "] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents " +
                     std::to_string(6 + 2 * i) + " 0 R >>");
        const std::string content =
            pageContent(lines, i * kLinesMax, std::min(lines.size(), (i + 1) * kLinesMax),
                        title + ", page " + std::to_string(i + 1) + " of " + std::to_string(pages));
        document.add("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
                     "\nendstream");
    }
    return document.end();
}

} // namespace hub::report
