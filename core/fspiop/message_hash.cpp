#include "core/fspiop/message_hash.h"

#include "core/json/document.h"

#include <algorithm>

namespace hub::fspiop {

using namespace domain::fspiop_code;

base::Digest bodyHash(const http::Request& request)
{
    return http::sha256(json::compact(*request.body));
}

std::optional<base::Digest> decodedDigest(std::string_view text)
{
    const auto bytes = base::fromBase64Url(text);
    base::Digest digest{};
    if (!bytes || bytes->size() != digest.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    return digest;
}

std::optional<domain::FspiopError> completedTimestampProblem(const Settings& settings, base::Instant now,
                                                             std::optional<base::Instant> completedAt)
{
    if (!completedAt) return std::nullopt;
    if (completedAt->ms > now.ms + settings.fulfilAheadMaxMs)
        return domain::makeError(kGenericValidationError,
                                 "completedTimestamp fails because future timestamp was provided");
    if (completedAt->ms < now.ms - settings.fulfilAgeMaxMs)
        return domain::makeError(
            kGenericValidationError,
            "completedTimestamp fails because provided timestamp exceeded the maximum timeout duration");
    return std::nullopt;
}

} // namespace hub::fspiop
