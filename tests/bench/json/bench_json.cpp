// Reading a transfer's body: parse alone, parse and schema check, and the compact text that is hashed. Prints
// a line each.
#include "core/json/document.h"
#include "core/json/messages.h"
#include "core/json/schema.h"

#include <chrono>
#include <cstdio>
#include <string>

using namespace hub;

namespace {

std::string body()
{
    return "{\"transferId\":\"b51ec534-ee48-4575-b6a9-ead2955b8069\",\"payeeFsp\":\"mobilecash\","
           "\"payerFsp\":\"greenbank\","
           "\"amount\":{\"currency\":\"USD\",\"amount\":\"123.45\"},\"ilpPacket\":\"" +
           std::string(1024, 'A') +
           "\",\"condition\":\"f5sqb7tBTWPd5Y8BDFdMm9BJR_MNI4isf8p8n4D5pHA\",\"expiration\":\"2030-05-24T08:"
           "38:08.699-04:00\"}";
}

template <class Work>
void measure(const char* what, Work work)
{
    constexpr int kRounds = 200'000;
    const auto start = std::chrono::steady_clock::now();
    int good = 0;
    for (int i = 0; i < kRounds; ++i)
        good += work() ? 1 : 0;
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    std::printf("%-24s %8.2f us  (%d of %d good)\n", what, took.count() / kRounds, good, kRounds);
}

} // namespace

int main()
{
    const std::string text = body();
    std::printf("body of %zu bytes\n", text.size());
    measure("parse", [&] { return json::Document::parse(text).has_value(); });
    measure("parse and schema", [&] {
        const auto document = json::Document::parse(text);
        return document && !json::firstFailure(document->root(), json::message::kTransfersPost);
    });
    measure("compact text", [&] { return !json::compact(text).empty(); });
    return 0;
}
