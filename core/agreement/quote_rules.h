#pragma once

#include "core/domain/currency.h"
#include "core/domain/fspiop_errors.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hub::agreement {

/// Whether a participant may take part in a quote in a currency: it is there and active, and so is its
/// POSITION account. The caller answers from the registry.
using CanTrade = std::function<bool(std::string_view fspId, domain::Currency currency)>;

/// What the rules of a quote look at (fspiop 9.2).
struct QuoteRequest
{
    std::string source;      ///< FSPIOP-Source
    std::string destination; ///< FSPIOP-Destination
    std::string payerFsp;    ///< of the body; empty when it names none
    std::string payeeFsp;
    std::optional<domain::Currency> currency;
    /// The payer's supportedCurrencies (2.0); empty: the amount's currency.
    std::vector<domain::Currency> payerCurrencies;
};

/// Steps 2 to 5 of fspiop 9.2: source 3202, destination 3201, then the body's FSPs when they differ from the
/// headers, with the same codes. Nothing: forward to `destination`.
std::optional<domain::FspiopError> checkQuote(const QuoteRequest& quote, const CanTrade& canTrade);

/// PUT /quotes/{ID} (9.3): whoever answers must be able to take the amount's currency.
std::optional<domain::FspiopError> checkQuoteAnswer(std::string_view source, domain::Currency currency,
                                                    const CanTrade& canTrade);

/// 3201 when the destination has no address for quotes (9.5). `kind` is `quote`, `quote GET` or `bulkQuote`,
/// `role` PAYEE for requests and PAYER for answers.
domain::FspiopError noQuoteEndpoint(std::string_view endpointType, std::string_view kind, std::string_view id,
                                    std::string_view role, std::string_view fspId);

/// 3100 for a callback that carries Accept (fspiop 3.7).
domain::FspiopError acceptInCallback();

} // namespace hub::agreement
