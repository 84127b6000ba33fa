#pragma once

#include "core/domain/currency.h"
#include "core/lookup/party_id.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The built-in directory as CSV (RFC 4180, UTF-8): partyIdType, partyIdentifier, partySubIdOrType, currency,
/// fspId; the header line says the order. Pure.
namespace hub::lookup {

/// One good line.
struct DirectoryCsvRow
{
    int line = 0; ///< from 1, the header is line 1
    PartyId party;
    std::optional<domain::Currency> currency;
    std::string fspId;
};

/// What is wrong with a line; English.
struct DirectoryCsvProblem
{
    int line = 0;
    std::string text;
};

struct DirectoryCsv
{
    std::vector<DirectoryCsvRow> rows;
    std::vector<DirectoryCsvProblem> problems; ///< the first of them, at most `problemsMax`
    std::size_t problemCount = 0;
};

/// Reads a whole text; every line is looked at. Parties are checked by fspiop 8.1, and none may come twice.
DirectoryCsv readDirectoryCsv(std::string_view text, std::size_t problemsMax = 200);

/// The header line as it is exported.
std::string directoryCsvHeader();
/// One line behind `out`, quoted where needed.
void addDirectoryCsv(std::string& out, const PartyId& party, std::string_view currency,
                     std::string_view fspId);

} // namespace hub::lookup
