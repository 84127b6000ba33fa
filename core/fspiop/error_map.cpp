#include "core/fspiop/error_map.h"

#include "core/json/document.h"
#include "core/json/patterns.h"

#include <optional>

namespace hub::fspiop {
namespace {

using namespace domain::fspiop_code;

constexpr std::size_t kTextMax = 128;

std::string cut(std::string_view text)
{
    std::size_t length = std::min(text.size(), kTextMax);
    while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        --length;
    return std::string(text.substr(0, length));
}

std::optional<domain::FspiopError> errorInBody(std::string_view body)
{
    const auto document = json::Document::parse(body);
    if (!document) return std::nullopt;
    const json::Value information = document->root()["errorInformation"];
    const std::string_view code = information["errorCode"].scalarText();
    const std::string_view description = information["errorDescription"].scalarText();
    if (!json::matches(json::Pattern::ErrorCode, code) || description.empty()) return std::nullopt;
    return domain::FspiopError{std::string(code), cut(description)};
}

} // namespace

domain::FspiopError forwardFailure(const http::DeliveryResult& result, ForwardKind kind,
                                   std::string_view endpointType, std::string_view destination)
{
    if (result.reason == http::DeliveryReason::NoEndpoint) {
        std::string detail = "no ";
        detail.append(endpointType).append(" endpoint for DFSP ").append(destination);
        return domain::makeError(kDestinationCommunicationError, detail);
    }
    if (result.outcome == http::DeliveryOutcome::PeerError && result.status >= 400 && result.status < 500) {
        // A quote's destination that answers with an error has not been asked by its rules: 3000 whatever it
        // says (fspiop 9.5).
        if (kind == ForwardKind::General)
            if (const auto own = errorInBody(result.body)) return *own;
        const std::string detail = "Destination answered " + std::to_string(result.status);
        if (result.status == 404 && kind == ForwardKind::General)
            return domain::makeError(kGenericIDNotFound, detail);
        return domain::makeError(kGenericClientError, detail);
    }
    return domain::makeError(kDestinationCommunicationError, "Failed to send HTTP request to host");
}

std::string causeText(const domain::FspiopError& error)
{
    return cut(error.code + ": " + error.description);
}

} // namespace hub::fspiop
