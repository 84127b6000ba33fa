#pragma once

#include <span>
#include <string_view>

/// What is fed with bytes from strangers. The same functions run under libFuzzer (preset `fuzz`) and, with
/// the checked-in corpus, in every ctest. A broken expectation is a failed check: the program ends.
namespace hub::fuzz {

void requestGuard(std::string_view bytes);
void responseReader(std::string_view bytes);
void jsonReader(std::string_view bytes);
void headerRules(std::string_view bytes);
void amounts(std::string_view bytes);
void times(std::string_view bytes);
void ilpPacket(std::string_view bytes);
void signatureHeader(std::string_view bytes);
void keyImport(std::string_view bytes);
void traceContext(std::string_view bytes);
void urls(std::string_view bytes);
/// The first byte picks the message.
void messages(std::string_view bytes);
/// The settlement bank's file as it comes, CSV or workbook.
void bankFile(std::string_view bytes);
/// The sheet of a workbook, behind a byte 1 its shared texts.
void workbook(std::string_view bytes);
void directoryCsv(std::string_view bytes);
/// The cron expression of a scheduled close.
void schedule(std::string_view bytes);

struct Target
{
    std::string_view name; ///< also of its folder in tests/data/fuzz
    void (*run)(std::string_view bytes);
};
std::span<const Target> targets();

} // namespace hub::fuzz
