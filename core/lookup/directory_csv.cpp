#include "core/lookup/directory_csv.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace hub::lookup {
namespace {

constexpr std::array<std::string_view, 5> kColumns{"partyIdType", "partyIdentifier", "partySubIdOrType",
                                                   "currency", "fspId"};
constexpr std::size_t kFspIdMax = 32;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Records of RFC 4180 one by one; CRLF, LF and a missing last line end are taken.
class CsvReader
{
public:
    explicit CsvReader(std::string_view text)
        : m_text(text)
    {
        if (m_text.starts_with("\xEF\xBB\xBF")) m_text.remove_prefix(3);
    }
    /// False at the end. `line` is where the record starts.
    bool next(std::vector<std::string>& cells)
    {
        cells.clear();
        isBroken = false;
        if (m_text.empty()) return false;
        line = m_nextLine;
        while (true) {
            cells.push_back(cell());
            if (m_text.empty()) break;
            const char c = m_text.front();
            m_text.remove_prefix(1);
            if (c == ',') {
                if (m_text.empty()) cells.emplace_back();
                continue;
            }
            if (c == '\r' && m_text.starts_with('\n')) m_text.remove_prefix(1);
            break;
        }
        ++m_nextLine;
        return true;
    }

    int line = 0;
    bool isBroken = false; ///< quotes of the record are not closed or followed by more

private:
    std::string cell()
    {
        if (!m_text.starts_with('"')) {
            const std::size_t end = std::min(m_text.find_first_of(",\r\n"), m_text.size());
            std::string value(m_text.substr(0, end));
            m_text.remove_prefix(end);
            return value;
        }
        m_text.remove_prefix(1);
        std::string value;
        while (!m_text.empty()) {
            const char c = m_text.front();
            m_text.remove_prefix(1);
            if (c == '\n') ++m_nextLine;
            if (c != '"') {
                value += c;
                continue;
            }
            if (!m_text.starts_with('"')) {
                isBroken = isBroken || !(m_text.empty() || std::string_view(",\r\n").find(m_text.front()) !=
                                                               std::string_view::npos);
                skipToEnd();
                return value;
            }
            value += '"';
            m_text.remove_prefix(1);
        }
        isBroken = true;
        return value;
    }
    void skipToEnd() { m_text.remove_prefix(std::min(m_text.find_first_of(",\r\n"), m_text.size())); }

    std::string_view m_text;
    int m_nextLine = 1;
};

/// Which cell holds which column.
using Places = std::array<std::size_t, kColumns.size()>;

/// Empty when the header is good, else what is wrong.
std::string readHeader(const std::vector<std::string>& cells, Places& places)
{
    places.fill(kNone);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::size_t column = 0;
        while (column < kColumns.size() && kColumns[column] != cells[i])
            ++column;
        if (column == kColumns.size()) return "unknown column \"" + cells[i].substr(0, 32) + '"';
        if (places[column] != kNone) return "column " + std::string(kColumns[column]) + " comes twice";
        places[column] = i;
    }
    for (const std::size_t column : {0U, 1U, 4U})
        if (places[column] == kNone) return "column " + std::string(kColumns[column]) + " is missing";
    return {};
}

/// Fills the row; empty when the line is good.
std::string readLine(const std::vector<std::string>& cells, std::size_t width, const Places& places,
                     DirectoryCsvRow& row)
{
    if (cells.size() != width)
        return std::to_string(cells.size()) + " cells where the header has " + std::to_string(width);
    const auto cell = [&](std::size_t column) {
        return places[column] == kNone ? std::string() : cells[places[column]];
    };
    row.party = {cell(0), cell(1), cell(2)};
    row.fspId = cell(4);
    if (const auto problem = checkPartyId(row.party)) return problem->description;
    if (const std::string code = cell(3); !code.empty()) {
        row.currency = domain::Currency::parse(code);
        if (!row.currency) return "currency \"" + code.substr(0, 8) + "\" is not known";
    }
    if (row.fspId.empty() || row.fspId.size() > kFspIdMax) return "fspId must have 1 to 32 characters";
    return {};
}

std::string keyOf(const DirectoryCsvRow& row)
{
    std::string key = row.party.type;
    key.append(1, '\0').append(row.party.identifier).append(1, '\0').append(row.party.subId).append(1, '\0');
    if (row.currency) key.append(row.currency->code());
    return key;
}

void addCell(std::string& out, std::string_view value, char end)
{
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
        out.append(value).append(1, end);
        return;
    }
    out += '"';
    for (const char c : value) {
        if (c == '"') out += '"';
        out += c;
    }
    out.append(1, '"').append(1, end);
}

} // namespace

DirectoryCsv readDirectoryCsv(std::string_view text, std::size_t problemsMax)
{
    DirectoryCsv out;
    const auto problem = [&](int line, std::string what) {
        if (out.problems.size() < problemsMax) out.problems.push_back({line, std::move(what)});
        ++out.problemCount;
    };
    CsvReader reader(text);
    std::vector<std::string> cells;
    Places places;
    if (!reader.next(cells)) {
        problem(1, "there is no header line");
        return out;
    }
    const std::size_t width = cells.size();
    if (std::string wrong = readHeader(cells, places); !wrong.empty()) {
        problem(1, std::move(wrong));
        return out;
    }
    std::unordered_map<std::string, int> lines;
    while (reader.next(cells)) {
        if (cells.size() == 1 && cells[0].empty()) continue; // A blank line says nothing.
        DirectoryCsvRow row;
        row.line = reader.line;
        std::string wrong =
            reader.isBroken ? std::string("quotes are not closed") : readLine(cells, width, places, row);
        if (wrong.empty()) {
            const auto [seen, isNew] = lines.emplace(keyOf(row), row.line);
            if (!isNew) wrong = "the same party as in line " + std::to_string(seen->second);
        }
        if (wrong.empty())
            out.rows.push_back(std::move(row));
        else
            problem(reader.line, std::move(wrong));
    }
    return out;
}

std::string directoryCsvHeader()
{
    std::string out;
    for (std::size_t i = 0; i < kColumns.size(); ++i)
        out.append(i > 0 ? "," : "").append(kColumns[i]);
    return out + "\r\n";
}

void addDirectoryCsv(std::string& out, const PartyId& party, std::string_view currency,
                     std::string_view fspId)
{
    addCell(out, party.type, ',');
    addCell(out, party.identifier, ',');
    addCell(out, party.subId, ',');
    addCell(out, currency, ',');
    addCell(out, fspId, '\r');
    out += '\n';
}

} // namespace hub::lookup
