#pragma once

#include "app/sim/http_link.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hub::sim {

/// A party directory with the HTTP contract of an oracle (fspiop 8.5), in memory and bounded.
class OracleServer final : public RequestSink
{
public:
    static constexpr std::size_t kEntriesMax = 1'000'000;
    static constexpr std::size_t kBatchMax = 10'000;

    void onRequest(const HttpRequest& request, std::string& answer) override;

private:
    struct Entry
    {
        std::string fspId;
        std::string currency;
        std::string subId;
    };
    void onParty(const HttpRequest& request, const std::string& key, std::string& answer);
    void onBatch(const HttpRequest& request, std::string& answer);
    bool keep(const std::string& key, Entry entry);
    std::string listOf(const std::string& key, const std::string& currency, const std::string& subId) const;

    std::unordered_map<std::string, std::vector<Entry>> m_parties; ///< by `TYPE/ID`
    std::size_t m_count = 0;
};

extern const char* const kOracleHelp;
/// `hubdeck-sim oracle …`: until SIGTERM. Returns the exit code.
int runOracle(std::span<const char* const> words);

} // namespace hub::sim
