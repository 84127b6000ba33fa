#pragma once

#include "core/agreement/quote_rules.h"
#include "core/fspiop/forwarding.h"

#include <string>
#include <string_view>

namespace hub::fspiop {

/// /quotes and /bulkQuotes (fspiop 9): checked and relayed. With a book (FspiopServices::quotes) each quote
/// is remembered: a changed duplicate is refused, a known reply goes out again. Bulk quotes are never
/// remembered. http threads and the book's.
class Quotes
{
public:
    explicit Quotes(Forwarding& forwarding)
        : m_forwarding(forwarding)
    {}

    Reply post(const CallPtr& call);
    Reply get(const CallPtr& call);
    Reply put(const CallPtr& call);
    Reply putError(const CallPtr& call);
    Reply postBulk(const CallPtr& call);
    Reply getBulk(const CallPtr& call);
    Reply putBulk(const CallPtr& call);
    Reply putBulkError(const CallPtr& call);

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
    agreement::QuoteBook* book() const { return m_forwarding.services().quotes; }
    void forward(const Call& call, const Family& family, std::string path, std::string_view kind,
                 std::string_view role);
    /// Nothing when it has been refused with an error callback.
    bool isGood(Call& call, const Family& family, const agreement::QuoteRequest& quote);
    bool isGoodReply(Call& call, const Family& family, json::Value amount);
    /// What the book says about a quote, carried out; `role` as for forward().
    agreement::QuoteBook::Then carryOut(const CallPtr& call, std::string path, std::string kind,
                                        std::string_view role);
    void resend(const Call& call, agreement::QuoteRuling&& ruling);
    static agreement::QuoteMessage messageOf(const Call& call);
    Reply reply(const CallPtr& call, agreement::QuoteReply kind);
    Reply relayGet(Call& call, const Family& family);

    Forwarding& m_forwarding;
};

} // namespace hub::fspiop
