#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/currency.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// Reports as values, and as the files that leave the hub.
namespace hub::report {

/// Money of one currency: shown with the currency's decimals.
struct Money
{
    domain::Amount amount;
    domain::Currency currency;
};
/// Empty, text, money, a count, a moment.
using Cell = std::variant<std::monostate, std::string, Money, std::int64_t, base::Instant>;

struct Column
{
    std::string name;
    bool isNumber = false; ///< right-aligned
};

/// One table. `totals` has a cell per column, or none at all.
struct Table
{
    std::string title;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    std::vector<std::vector<Cell>> totals; ///< e.g. one for each currency
};

/// A report says what it is about before it says anything: zone, filter, who made it and when.
struct Report
{
    std::string title;    ///< empty: the scope begins in the first row (sheets that machines read)
    std::string fileName; ///< without the ending
    std::vector<std::pair<std::string, std::string>> scope;
    std::vector<Table> tables;
};

/// The cell as people read it; amounts with the decimals of their currency, times as UTC.
std::string textOf(const Cell& cell);

} // namespace hub::report
