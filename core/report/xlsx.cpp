#include "core/report/formats.h"

#include <QFile>
#include <QTemporaryDir>

#include <charconv>
#include <xlsxwriter.h>

namespace hub::report {
namespace {

/// A spreadsheet keeps numbers in binary with 15 good digits: what has more is written as text, so that no
/// digit of money is lost.
constexpr std::size_t kDigitsMax = 15;

std::size_t digitsOf(const std::string& text)
{
    std::size_t digits = 0;
    for (const char c : text)
        digits += c >= '0' && c <= '9' ? 1 : 0;
    return digits;
}

/// One workbook while it is written.
class Book
{
public:
    explicit Book(const std::string& file)
        : m_book(workbook_new(file.c_str()))
    {
        if (m_book == nullptr) return;
        m_bold = workbook_add_format(m_book);
        format_set_bold(m_bold);
    }
    bool isOpen() const { return m_book != nullptr; }
    bool close() { return workbook_close(m_book) == LXW_NO_ERROR; }

    void add(const Report& report, const Table& table, std::size_t number)
    {
        const std::string name = "Table " + std::to_string(number);
        lxw_worksheet* sheet = workbook_add_worksheet(m_book, name.c_str());
        lxw_row_t row = 0;
        if (!report.title.empty()) text(sheet, row++, 0, report.title, m_bold);
        for (const auto& [what, value] : report.scope) {
            text(sheet, row, 0, what, nullptr);
            text(sheet, row++, 1, value, nullptr);
        }
        ++row;
        if (!table.title.empty()) text(sheet, row++, 0, table.title, m_bold);
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            text(sheet, row, static_cast<lxw_col_t>(i), table.columns[i].name, m_bold);
        ++row;
        for (const auto& cells : table.rows)
            write(sheet, row++, cells, nullptr);
        for (const auto& cells : table.totals)
            write(sheet, row++, cells, m_bold);
        worksheet_set_column(sheet, 0, static_cast<lxw_col_t>(table.columns.size()), 18, nullptr);
    }

private:
    static void text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& value,
                     lxw_format* format)
    {
        // A string cell is never a formula, whatever it begins with.
        worksheet_write_string(sheet, row, column, value.c_str(), format);
    }
    void write(lxw_worksheet* sheet, lxw_row_t row, const std::vector<Cell>& cells, lxw_format* format)
    {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            const std::string value = textOf(cells[i]);
            const auto* money = std::get_if<Money>(&cells[i]);
            const bool isNumber = money != nullptr || std::holds_alternative<std::int64_t>(cells[i]);
            if (value.empty()) continue;
            if (!isNumber || digitsOf(value) > kDigitsMax)
                text(sheet, row, column, value, format);
            else
                number(sheet, row, column, value, money != nullptr ? money->currency.decimals() : 0, format);
        }
    }
    /// The library takes its own number type; up to 15 digits come back as they were.
    void number(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& value, int decimals,
                lxw_format* base)
    {
        double parsed = 0;
        std::from_chars(value.data(), value.data() + value.size(), parsed);
        worksheet_write_number(sheet, row, column, parsed, formatOf(decimals, base != nullptr));
    }
    lxw_format* formatOf(int decimals, bool isBold)
    {
        auto& kept = m_formats[static_cast<std::size_t>(decimals)][isBold ? 1 : 0];
        if (kept == nullptr) {
            kept = workbook_add_format(m_book);
            const std::string pattern =
                decimals == 0 ? "0" : "0." + std::string(static_cast<std::size_t>(decimals), '0');
            format_set_num_format(kept, pattern.c_str());
            if (isBold) format_set_bold(kept);
        }
        return kept;
    }

    lxw_workbook* m_book;
    lxw_format* m_bold = nullptr;
    lxw_format* m_formats[5][2] = {};
};

} // namespace

base::Expected<std::string, base::Error> xlsxOf(const Report& report)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("report.xlsx"));
    Book book(QFile::encodeName(path).toStdString());
    if (!folder.isValid() || !book.isOpen())
        return base::Unexpected(
            base::Error{base::Error::Kind::Internal, "no temporary file for the workbook"});
    for (std::size_t i = 0; i < report.tables.size(); ++i)
        book.add(report, report.tables[i], i + 1);
    QFile file(path);
    if (!book.close() || !file.open(QIODevice::ReadOnly))
        return base::Unexpected(base::Error{base::Error::Kind::Internal, "the workbook cannot be written"});
    return file.readAll().toStdString();
}

} // namespace hub::report
