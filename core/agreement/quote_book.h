#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

/// Quotes that the hub remembers (persistent mode, fspiop 9.1).
namespace hub::agreement {

/// What a DFSP sent about a quote, so that it can be sent again unchanged.
struct QuoteMessage
{
    std::string source;
    std::string destination;
    base::Digest hash{}; ///< SHA-256 of the compact body
    std::string headers; ///< as they are passed on, one `name: value` a line; of replies only
    std::string body;
};

enum class QuoteReply : std::uint8_t { None, Answer, Refusal };

/// A quote as the book has it.
struct KeptQuote
{
    std::string payer;
    std::string payee;
    base::Digest requestHash{};
    QuoteReply replyKind = QuoteReply::None;
    QuoteMessage reply; ///< unless None
};

enum class QuoteVerdict : std::uint8_t {
    Forward,  ///< pass the message on
    Resend,   ///< answered already: the kept reply goes out again
    Modified, ///< 3106: the same id with other content
    Unknown,  ///< 3205: no such quote between these two
    Failed,   ///< 2001: the book could not be read or written
};

struct QuoteRuling
{
    QuoteVerdict verdict = QuoteVerdict::Failed;
    QuoteReply replyKind = QuoteReply::None;
    QuoteMessage reply; ///< of Resend
};

/// POST /quotes. A request of somebody else under a known id is Modified and learns nothing of the quote.
QuoteVerdict rulingOnRequest(const std::optional<KeptQuote>& kept, const QuoteMessage& request);
/// PUT /quotes/{ID} and its error: only the payee's to the payer count.
QuoteVerdict rulingOnReply(const std::optional<KeptQuote>& kept, QuoteReply kind, const QuoteMessage& reply);
/// GET /quotes/{ID}: only payer and payee may look.
QuoteVerdict rulingOnLook(const std::optional<KeptQuote>& kept, const std::string& asker);

/// The book. Any thread; `then` is called once, on a thread of the book's, when what it says is written, and
/// must not block. False: too many wait; `then` is not called.
class QuoteBook
{
public:
    using Then = std::function<void(QuoteRuling&&)>;
    virtual ~QuoteBook() = default;
    [[nodiscard]] virtual bool asked(std::string id, QuoteMessage&& request, Then then) = 0;
    [[nodiscard]] virtual bool replied(std::string id, QuoteReply kind, QuoteMessage&& reply, Then then) = 0;
    [[nodiscard]] virtual bool looked(std::string id, std::string asker, Then then) = 0;
};

} // namespace hub::agreement
