#include "core/report/sheet.h"

#include "core/report/zip_parts.h"

#include <QByteArray>
#include <QXmlStreamReader>

#include <algorithm>
#include <optional>

namespace hub::report {
namespace {

base::Unexpected<base::Error> invalid(std::string why)
{
    return base::Unexpected(base::Error{base::Error::Kind::Invalid, std::move(why)});
}

/// `AB12` as row and column from 0; nothing for anything else.
std::optional<std::pair<std::size_t, std::size_t>> placeOf(QStringView name)
{
    std::size_t column = 0;
    std::size_t row = 0;
    qsizetype i = 0;
    for (; i < name.size() && name[i] >= u'A' && name[i] <= u'Z' && i < 3; ++i)
        column = column * 26 + static_cast<std::size_t>(name[i].unicode() - u'A') + 1;
    if (column == 0 || i == name.size() || name.size() - i > 7) return std::nullopt;
    for (; i < name.size(); ++i) {
        if (name[i] < u'0' || name[i] > u'9') return std::nullopt;
        row = row * 10 + static_cast<std::size_t>(name[i].unicode() - u'0');
    }
    if (row == 0) return std::nullopt;
    return std::pair{row - 1, column - 1};
}

/// All text within the present element, phonetic hints left out.
QString textWithin(QXmlStreamReader& xml)
{
    QString out;
    int depth = 1;
    while (depth > 0 && !xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::StartElement:
            if (xml.name() == u"rPh")
                xml.skipCurrentElement();
            else
                ++depth;
            break;
        case QXmlStreamReader::EndElement:
            --depth;
            break;
        case QXmlStreamReader::Characters:
            out += xml.text();
            break;
        default:
            break;
        }
    }
    return out;
}

/// Our parts have no business with document types: entities are how small files become large.
bool hasDocumentType(const std::string& part)
{
    return part.find("<!DOCTYPE") != std::string::npos;
}

/// A spreadsheet keeps 1234.1 as 1234.0999999999999: its numbers are good for 15 digits, and are rounded to
/// those here, digit by digit. Texts with an exponent are left alone.
std::string roundedTo15(const std::string& text)
{
    constexpr std::size_t kDigits = 15;
    const bool isPlain = std::all_of(text.begin(), text.end(),
                                     [](char c) { return c == '.' || c == '-' || (c >= '0' && c <= '9'); });
    const std::size_t first = text.find_first_of("123456789");
    const std::size_t mark = text.find('.');
    if (!isPlain || first == std::string::npos || mark == std::string::npos) return text;
    std::size_t end = first;
    for (std::size_t digits = 0; end < text.size() && digits < kDigits; ++end)
        digits += text[end] == '.' ? 0 : 1;
    if (end >= text.size() || end <= mark) return text; // Short enough, or the whole part alone is too long.
    std::string out = text.substr(0, end);
    if (text[end] >= '5' && text[end] <= '9') {
        std::size_t i = out.size();
        while (i-- > 0) {
            if (out[i] == '.') continue;
            if (out[i] == '-') break;
            if (out[i] != '9') {
                ++out[i];
                break;
            }
            out[i] = '0';
            if (i == 0 || out[i - 1] == '-') {
                out.insert(i, 1, '1');
                break;
            }
        }
    }
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') out.pop_back();
    return out;
}

base::Expected<std::vector<std::string>, base::Error> sharedTexts(const std::string& part,
                                                                  const SheetLimits& limits)
{
    std::vector<std::string> texts;
    if (hasDocumentType(part)) return invalid("the workbook has a document type");
    QXmlStreamReader xml(QByteArray::fromStdString(part));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"si") continue;
        if (texts.size() >= limits.stringsMax) return invalid("the workbook has too many texts");
        texts.push_back(textWithin(xml).toStdString());
    }
    if (xml.hasError()) return invalid("the workbook's texts are broken");
    return texts;
}

class SheetReader
{
public:
    SheetReader(const std::vector<std::string>& shared, const SheetLimits& limits)
        : m_shared(shared)
        , m_limits(limits)
    {}
    base::Expected<Sheet, base::Error> read(const std::string& part);

private:
    base::Expected<void, base::Error> cell(QXmlStreamReader& xml);

    const std::vector<std::string>& m_shared;
    const SheetLimits& m_limits;
    Sheet m_sheet;
};

base::Expected<void, base::Error> SheetReader::cell(QXmlStreamReader& xml)
{
    const auto place = placeOf(xml.attributes().value(QLatin1String("r")));
    const QString type = xml.attributes().value(QLatin1String("t")).toString();
    if (!place) return invalid("a cell of the workbook has no place");
    if (place->first >= m_limits.rowsMax || place->second >= m_limits.columnsMax)
        return invalid("the workbook has too many rows or columns");
    std::string value;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"v" || xml.name() == u"is")
            value = textWithin(xml).toStdString();
        else
            xml.skipCurrentElement();
    }
    if (type == u"s") {
        bool isNumber = false;
        const auto index = QString::fromStdString(value).toULongLong(&isNumber);
        if (!isNumber || index >= m_shared.size()) return invalid("a text of the workbook is missing");
        value = m_shared[index];
    } else if (type.isEmpty() || type == u"n") {
        value = roundedTo15(value);
    }
    if (place->first >= m_sheet.rows.size()) m_sheet.rows.resize(place->first + 1);
    auto& row = m_sheet.rows[place->first];
    if (place->second >= row.size()) row.resize(place->second + 1);
    row[place->second] = std::move(value);
    return {};
}

base::Expected<Sheet, base::Error> SheetReader::read(const std::string& part)
{
    if (hasDocumentType(part)) return invalid("the workbook has a document type");
    QXmlStreamReader xml(QByteArray::fromStdString(part));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"c") continue;
        if (auto done = cell(xml); !done) return base::Unexpected(done.error());
    }
    if (xml.hasError()) return invalid("the workbook's first sheet is broken");
    return std::move(m_sheet);
}

/// A separator by what the first line has more of outside its quotes.
char separatorOf(std::string_view bytes)
{
    int commas = 0;
    int semicolons = 0;
    bool isQuoted = false;
    for (const char c : bytes.substr(0, bytes.find('\n'))) {
        if (c == '"') isQuoted = !isQuoted;
        commas += !isQuoted && c == ',' ? 1 : 0;
        semicolons += !isQuoted && c == ';' ? 1 : 0;
    }
    return semicolons > commas ? ';' : ',';
}

} // namespace

const std::string& Sheet::at(std::size_t row, std::size_t column) const
{
    static const std::string none;
    return row < rows.size() && column < rows[row].size() ? rows[row][column] : none;
}

std::string cellName(std::size_t row, std::size_t column)
{
    std::string letters;
    for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
        letters.insert(0, 1, static_cast<char>('A' + (left - 1) % 26));
    return letters + std::to_string(row + 1);
}

base::Expected<Sheet, base::Error> readCsv(std::string_view bytes, const SheetLimits& limits)
{
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.find('\0') != std::string_view::npos ||
        !QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())).isValidUtf8())
        return invalid("the file is neither a workbook nor a text in UTF-8");
    const char separator = separatorOf(bytes);
    Sheet sheet;
    std::vector<std::string> row;
    std::string field;
    bool isQuoted = false;
    const auto endField = [&] {
        row.push_back(std::move(field));
        field.clear();
    };
    for (std::size_t i = 0; i <= bytes.size(); ++i) {
        const char c = i < bytes.size() ? bytes[i] : '\n';
        if (isQuoted && i == bytes.size()) return invalid("a quote in the file is not closed");
        if (isQuoted) {
            if (c != '"')
                field.push_back(c);
            else if (i + 1 < bytes.size() && bytes[i + 1] == '"')
                field.push_back(bytes[++i]);
            else
                isQuoted = false;
        } else if (c == '"' && field.empty()) {
            isQuoted = true;
        } else if (c == separator) {
            endField();
        } else if (c == '\n') {
            if (!field.empty() && field.back() == '\r') field.pop_back();
            endField();
            if (i == bytes.size() && row.size() == 1 && row.front().empty()) break;
            if (row.size() > limits.columnsMax || sheet.rows.size() >= limits.rowsMax)
                return invalid("the file has too many rows or columns");
            sheet.rows.push_back(std::move(row));
            row.clear();
        } else {
            field.push_back(c);
        }
    }
    return sheet;
}

base::Expected<Sheet, base::Error> readXlsx(std::string_view bytes, const SheetLimits& limits)
{
    HUB_TRY(const ZipParts parts, ZipParts::open(bytes, limits.partsMax));
    std::vector<std::string> shared;
    if (parts.has("xl/sharedStrings.xml")) {
        HUB_TRY(const std::string texts, parts.read("xl/sharedStrings.xml", limits.partBytesMax));
        HUB_TRY(shared, sharedTexts(texts, limits));
    }
    HUB_TRY(const std::string first, parts.read("xl/worksheets/sheet1.xml", limits.partBytesMax));
    return SheetReader(shared, limits).read(first);
}

base::Expected<Sheet, base::Error> readSheet(std::string_view bytes, const SheetLimits& limits)
{
    return bytes.starts_with("PK\x03\x04") ? readXlsx(bytes, limits) : readCsv(bytes, limits);
}

} // namespace hub::report
