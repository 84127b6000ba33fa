#include "tests/fuzz/targets.h"

namespace hub::fuzz {

std::span<const Target> targets()
{
    static constexpr Target kTargets[] = {
        {"request_guard", requestGuard},
        {"response_reader", responseReader},
        {"json_reader", jsonReader},
        {"header_rules", headerRules},
        {"amounts", amounts},
        {"times", times},
        {"ilp_packet", ilpPacket},
        {"signature_header", signatureHeader},
        {"key_import", keyImport},
        {"trace_context", traceContext},
        {"urls", urls},
        {"messages", messages},
        {"bank_file", bankFile},
        {"workbook", workbook},
        {"directory_csv", directoryCsv},
        {"schedule", schedule},
    };
    return kTargets;
}

} // namespace hub::fuzz
