#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/report/report.h"

#include <optional>
#include <string>
#include <string_view>

namespace hub::report {

enum class Format { Csv, Xlsx, Pdf };
std::optional<Format> parseFormat(std::string_view text); ///< `csv`, `xlsx`, `pdf`
std::string_view mediaTypeOf(Format format);
std::string_view endingOf(Format format);

/// The file's bytes. Every table is in it, totals and scope too. Error::Internal when a library or a
/// temporary file fails.
base::Expected<std::string, base::Error> fileOf(const Report& report, Format format);

/// RFC 4180 with CR LF and a UTF-8 mark in front. A text that a spreadsheet would take for a formula (= + -
/// @, TAB, CR first) gets a quote sign before it.
std::string csvOf(const Report& report);
/// A workbook with a sheet per table; amounts and counts are numbers.
base::Expected<std::string, base::Error> xlsxOf(const Report& report);
/// A4 across, in a fixed-width font that every reader has.
std::string pdfOf(const Report& report);

} // namespace hub::report
