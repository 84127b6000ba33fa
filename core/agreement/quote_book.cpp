#include "core/agreement/quote_book.h"

namespace hub::agreement {

using base::equalsIgnoreCase;

QuoteVerdict rulingOnRequest(const std::optional<KeptQuote>& kept, const QuoteMessage& request)
{
    if (!kept) return QuoteVerdict::Forward;
    const bool isSame = equalsIgnoreCase(kept->payer, request.source) &&
                        equalsIgnoreCase(kept->payee, request.destination) &&
                        kept->requestHash == request.hash;
    if (!isSame) return QuoteVerdict::Modified;
    return kept->replyKind == QuoteReply::None ? QuoteVerdict::Forward : QuoteVerdict::Resend;
}

QuoteVerdict rulingOnReply(const std::optional<KeptQuote>& kept, QuoteReply kind, const QuoteMessage& reply)
{
    if (!kept || !equalsIgnoreCase(kept->payee, reply.source) ||
        !equalsIgnoreCase(kept->payer, reply.destination))
        return QuoteVerdict::Unknown;
    if (kept->replyKind == QuoteReply::None) return QuoteVerdict::Forward;
    const bool isSame = kept->replyKind == kind && kept->reply.hash == reply.hash;
    return isSame ? QuoteVerdict::Forward : QuoteVerdict::Modified;
}

QuoteVerdict rulingOnLook(const std::optional<KeptQuote>& kept, const std::string& asker)
{
    if (!kept || (!equalsIgnoreCase(kept->payer, asker) && !equalsIgnoreCase(kept->payee, asker)))
        return QuoteVerdict::Unknown;
    return kept->replyKind == QuoteReply::None ? QuoteVerdict::Forward : QuoteVerdict::Resend;
}

} // namespace hub::agreement
