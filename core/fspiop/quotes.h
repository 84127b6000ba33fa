#pragma once

#include "core/agreement/quote_rules.h"
#include "core/fspiop/forwarding.h"

#include <string>
#include <string_view>

namespace hub::fspiop {

/// /quotes and /bulkQuotes in simple routing mode (fspiop 9): checked, relayed, nothing kept. http threads.
class Quotes
{
public:
    explicit Quotes(Forwarding& forwarding)
        : m_forwarding(forwarding)
    {}

    Reply post(Call& call);
    Reply get(Call& call);
    Reply put(Call& call);
    Reply putError(Call& call);
    Reply postBulk(Call& call);
    Reply getBulk(Call& call);
    Reply putBulk(Call& call);
    Reply putBulkError(Call& call);

private:
    /// The two resources differ in names only.
    struct Family
    {
        std::string_view resource;
        std::string_view endpointType;
        std::string_view kind; ///< in texts: `quote`, `bulkQuote`
    };
    static const Family kSingle;
    static const Family kBulk;

    ErrorReturn errorReturn(const Call& call, const Family& family) const;
    agreement::CanTrade canTrade() const;
    void forward(const Call& call, const Family& family, std::string path, std::string_view kind,
                 std::string_view role);
    Reply request(Call& call, const Family& family, agreement::QuoteRequest&& quote);
    Reply relayGet(Call& call, const Family& family);
    Reply relayPut(Call& call, const Family& family, json::Value amount);
    Reply relayError(Call& call, const Family& family);

    Forwarding& m_forwarding;
};

} // namespace hub::fspiop
