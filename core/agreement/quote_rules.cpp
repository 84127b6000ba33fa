#include "core/agreement/quote_rules.h"

#include <algorithm>

namespace hub::agreement {
namespace {

using namespace domain::fspiop_code;

domain::FspiopError unsupported(const domain::FspiopCode& code, std::string_view fspId)
{
    return domain::makeError(code, "Unsupported participant '" + std::string(fspId) + "'");
}

} // namespace

std::optional<domain::FspiopError> checkQuote(const QuoteRequest& quote, const CanTrade& canTrade)
{
    if (!quote.currency) return domain::makeError(kGenericValidationError, "Currency is not supported");
    const domain::Currency currency = *quote.currency;
    const auto payerCan = [&](std::string_view fspId) {
        if (quote.payerCurrencies.empty()) return canTrade(fspId, currency);
        return std::any_of(quote.payerCurrencies.begin(), quote.payerCurrencies.end(),
                           [&](domain::Currency c) { return canTrade(fspId, c); });
    };
    if (!payerCan(quote.source)) return unsupported(kPayerFSPIDNotFound, quote.source);
    if (!canTrade(quote.destination, currency)) return unsupported(kDestinationFSPError, quote.destination);
    if (!quote.payerFsp.empty() && quote.payerFsp != quote.source && !payerCan(quote.payerFsp))
        return unsupported(kPayerFSPIDNotFound, quote.payerFsp);
    if (!quote.payeeFsp.empty() && quote.payeeFsp != quote.destination && !canTrade(quote.payeeFsp, currency))
        return unsupported(kDestinationFSPError, quote.payeeFsp);
    return std::nullopt;
}

std::optional<domain::FspiopError> checkQuoteAnswer(std::string_view source, domain::Currency currency,
                                                    const CanTrade& canTrade)
{
    if (canTrade(source, currency)) return std::nullopt;
    return unsupported(kDestinationFSPError, source);
}

domain::FspiopError noQuoteEndpoint(std::string_view endpointType, std::string_view kind, std::string_view id,
                                    std::string_view role, std::string_view fspId)
{
    std::string detail = "No ";
    detail.append(endpointType).append(" found for ").append(kind).append(" ").append(id);
    detail.append(" ").append(role).append(" party ").append(fspId);
    return domain::makeError(kDestinationFSPError, detail);
}

domain::FspiopError acceptInCallback()
{
    return domain::makeError(kGenericValidationError, "\"accept\" header should not be sent in callbacks");
}

} // namespace hub::agreement
