#include "core/domain/fspiop_errors.h"

#include <array>

namespace hub::domain {
namespace {

using namespace fspiop_code;
constexpr std::array kCodes{
    &kCommunicationError,
    &kDestinationCommunicationError,
    &kGenericServerError,
    &kInternalServerError,
    &kNotImplemented,
    &kServiceCurrentlyUnavailable,
    &kServerTimedOut,
    &kServerBusy,
    &kTemporaryPartyResolutionFailedTryAgain,
    &kGenericClientError,
    &kUnacceptableVersionRequested,
    &kUnknownURI,
    &kAddPartyInformationError,
    &kDeletePartyInformationError,
    &kGenericValidationError,
    &kMalformedSyntax,
    &kMissingMandatoryElement,
    &kTooManyElements,
    &kTooLargePayload,
    &kInvalidSignature,
    &kModifiedRequest,
    &kMissingMandatoryExtensionParameter,
    &kGenericIDNotFound,
    &kDestinationFSPError,
    &kPayerFSPIDNotFound,
    &kPayeeFSPIDNotFound,
    &kPartyNotFound,
    &kQuoteIDNotFound,
    &kTransactionRequestIDNotFound,
    &kTransactionIDNotFound,
    &kTransferIDNotFound,
    &kBulkQuoteIDNotFound,
    &kBulkTransferIDNotFound,
    &kGenericExpiredError,
    &kTransactionRequestExpired,
    &kQuoteExpired,
    &kTransferExpired,
    &kGenericPayerError,
    &kPayerFSPInsufficientLiquidity,
    &kGenericPayerRejection,
    &kPayerRejectedTransactionRequest,
    &kPayerFSPUnsupportedTransactionType,
    &kPayerUnsupportedCurrency,
    &kPayerLimitError,
    &kPayerPermissionError,
    &kGenericPayerBlockedError,
    &kGenericPayeeError,
    &kPayeeFSPInsufficientLiquidity,
    &kGenericPayeeRejection,
    &kPayeeRejectedQuote,
    &kPayeeFSPUnsupportedTransactionType,
    &kPayeeFSPRejectedQuote,
    &kPayeeRejectedTransaction,
    &kPayeeFSPRejectedTransaction,
    &kPayeeUnsupportedCurrency,
    &kPayeeIdentifierNoLongerValid,
    &kPayeeLimitError,
    &kPayeePermissionError,
    &kGenericPayeeBlockedError,
    &kGenericSettlementError,
};
constexpr std::size_t kDescriptionMax = 128;

} // namespace

const FspiopCode* findCode(std::string_view code)
{
    for (const auto* row : kCodes)
        if (row->code == code) return row;
    return nullptr;
}

FspiopError makeError(const FspiopCode& code, std::string_view detail)
{
    std::string text(code.message);
    if (!detail.empty()) {
        text += " - ";
        text += detail;
    }
    if (text.size() > kDescriptionMax) {
        std::size_t cut = kDescriptionMax;
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U)
            --cut;
        text.resize(cut);
    }
    return FspiopError{std::string(code.code), std::move(text)};
}

int httpStatusOf(std::string_view code)
{
    const auto* row = findCode(code);
    return row != nullptr ? row->httpStatus : 400;
}

bool isAcceptedPeerCode(std::string_view code)
{
    if (code.size() != 4) return false;
    for (const char c : code)
        if (c < '0' || c > '9') return false;
    if (findCode(code) != nullptr) return true;
    const std::string_view group = code.substr(0, 2);
    if (group == "10" || group == "20") return true;
    return code[0] >= '3' && code[0] <= '5' && code[1] >= '0' && code[1] <= '4';
}

} // namespace hub::domain
