#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hub::report {

/// The cells of the first sheet of a file, as texts; rows and columns count from 0 here, from 1 and A for
/// people.
struct Sheet
{
    std::vector<std::vector<std::string>> rows;
    /// Empty beyond the end.
    const std::string& at(std::size_t row, std::size_t column) const;
};

/// `B1`.
std::string cellName(std::size_t row, std::size_t column);

/// Bounds of a file from outside.
struct SheetLimits
{
    std::size_t rowsMax = 10'000;
    std::size_t columnsMax = 64;
    std::size_t partBytesMax = 16U << 20; ///< of one unpacked part of a workbook
    std::size_t partsMax = 1'000;
    std::size_t stringsMax = 200'000; ///< shared texts of a workbook
};

/// A workbook when it begins like one, else CSV (RFC 4180; comma or semicolon, UTF-8 with or without a mark).
/// Error::Invalid says what is wrong with it. Any thread.
base::Expected<Sheet, base::Error> readSheet(std::string_view bytes, const SheetLimits& limits = {});
base::Expected<Sheet, base::Error> readCsv(std::string_view bytes, const SheetLimits& limits = {});
base::Expected<Sheet, base::Error> readXlsx(std::string_view bytes, const SheetLimits& limits = {});

} // namespace hub::report
