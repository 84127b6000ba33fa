#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hub::domain {

/// One row of the FSPIOP error table (API Definition 7.6, fspiop 4.3): the code as it stands on the wire, its
/// exact message, and the HTTP status when it answers synchronously (4.2).
struct FspiopCode
{
    std::string_view code;
    std::string_view message;
    int httpStatus;
};

/// An error of the protocol: a code and the detail that follows " - ".
struct FspiopError
{
    std::string code;        ///< four digits
    std::string description; ///< complete text, at most 128 characters
};

/// The row of a known code.
const FspiopCode* findCode(std::string_view code);
/// `<message> - <detail>` cut at 128 characters (UTF-8 boundaries kept); only the message when detail is
/// empty.
FspiopError makeError(const FspiopCode& code, std::string_view detail = {});
/// HTTP status for a synchronous answer; 400 for codes that are not in the table.
int httpStatusOf(std::string_view code);
/// Code pattern that a peer's code must have when it is not in the table:
/// `^(10|20|3[0-4]|4[0-4]|5[0-4])[0-9]{2}$` (fspiop 4.4 ERR2).
bool isAcceptedPeerCode(std::string_view code);

namespace fspiop_code {
inline constexpr FspiopCode kCommunicationError{"1000", "Communication error", 503};
inline constexpr FspiopCode kDestinationCommunicationError{"1001", "Destination communication error", 503};
inline constexpr FspiopCode kGenericServerError{"2000", "Generic server error", 500};
inline constexpr FspiopCode kInternalServerError{"2001", "Internal server error", 500};
inline constexpr FspiopCode kNotImplemented{"2002", "Not implemented", 501};
inline constexpr FspiopCode kServiceCurrentlyUnavailable{"2003", "Service currently unavailable", 503};
inline constexpr FspiopCode kServerTimedOut{"2004", "Server timed out", 500};
inline constexpr FspiopCode kServerBusy{"2005", "Server busy", 500};
inline constexpr FspiopCode kTemporaryPartyResolutionFailedTryAgain{
    "2006", "Temporary party resolution failed, try again", 503};
inline constexpr FspiopCode kGenericClientError{"3000", "Generic client error", 400};
inline constexpr FspiopCode kUnacceptableVersionRequested{"3001", "Unacceptable version requested", 406};
inline constexpr FspiopCode kUnknownURI{"3002", "Unknown URI", 404};
inline constexpr FspiopCode kAddPartyInformationError{"3003", "Add Party information error", 400};
inline constexpr FspiopCode kDeletePartyInformationError{"3040", "Delete Party information error", 400};
inline constexpr FspiopCode kGenericValidationError{"3100", "Generic validation error", 400};
inline constexpr FspiopCode kMalformedSyntax{"3101", "Malformed syntax", 400};
inline constexpr FspiopCode kMissingMandatoryElement{"3102", "Missing mandatory element", 400};
inline constexpr FspiopCode kTooManyElements{"3103", "Too many elements", 400};
inline constexpr FspiopCode kTooLargePayload{"3104", "Too large payload", 400};
inline constexpr FspiopCode kInvalidSignature{"3105", "Invalid signature", 400};
inline constexpr FspiopCode kModifiedRequest{"3106", "Modified request", 400};
inline constexpr FspiopCode kMissingMandatoryExtensionParameter{"3107",
                                                                "Missing mandatory extension parameter", 400};
inline constexpr FspiopCode kGenericIDNotFound{"3200", "Generic ID not found", 400};
inline constexpr FspiopCode kDestinationFSPError{"3201", "Destination FSP Error", 400};
inline constexpr FspiopCode kPayerFSPIDNotFound{"3202", "Payer FSP ID not found", 400};
inline constexpr FspiopCode kPayeeFSPIDNotFound{"3203", "Payee FSP ID not found", 400};
inline constexpr FspiopCode kPartyNotFound{"3204", "Party not found", 400};
inline constexpr FspiopCode kQuoteIDNotFound{"3205", "Quote ID not found", 400};
inline constexpr FspiopCode kTransactionRequestIDNotFound{"3206", "Transaction request ID not found", 400};
inline constexpr FspiopCode kTransactionIDNotFound{"3207", "Transaction ID not found", 400};
inline constexpr FspiopCode kTransferIDNotFound{"3208", "Transfer ID not found", 400};
inline constexpr FspiopCode kBulkQuoteIDNotFound{"3209", "Bulk quote ID not found", 400};
inline constexpr FspiopCode kBulkTransferIDNotFound{"3210", "Bulk transfer ID not found", 400};
inline constexpr FspiopCode kGenericExpiredError{"3300", "Generic expired error", 400};
inline constexpr FspiopCode kTransactionRequestExpired{"3301", "Transaction request expired", 400};
inline constexpr FspiopCode kQuoteExpired{"3302", "Quote expired", 400};
inline constexpr FspiopCode kTransferExpired{"3303", "Transfer expired", 400};
inline constexpr FspiopCode kGenericPayerError{"4000", "Generic Payer error", 400};
inline constexpr FspiopCode kPayerFSPInsufficientLiquidity{"4001", "Payer FSP insufficient liquidity", 400};
inline constexpr FspiopCode kGenericPayerRejection{"4100", "Generic Payer rejection", 400};
inline constexpr FspiopCode kPayerRejectedTransactionRequest{"4101", "Payer rejected transaction request",
                                                             400};
inline constexpr FspiopCode kPayerFSPUnsupportedTransactionType{
    "4102", "Payer FSP unsupported transaction type", 400};
inline constexpr FspiopCode kPayerUnsupportedCurrency{"4103", "Payer unsupported currency", 400};
inline constexpr FspiopCode kPayerLimitError{"4200", "Payer limit error", 400};
inline constexpr FspiopCode kPayerPermissionError{"4300", "Payer permission error", 400};
inline constexpr FspiopCode kGenericPayerBlockedError{"4400", "Generic Payer blocked error", 400};
inline constexpr FspiopCode kGenericPayeeError{"5000", "Generic Payee error", 400};
inline constexpr FspiopCode kPayeeFSPInsufficientLiquidity{"5001", "Payee FSP insufficient liquidity", 400};
inline constexpr FspiopCode kGenericPayeeRejection{"5100", "Generic Payee rejection", 400};
inline constexpr FspiopCode kPayeeRejectedQuote{"5101", "Payee rejected quote", 400};
inline constexpr FspiopCode kPayeeFSPUnsupportedTransactionType{
    "5102", "Payee FSP unsupported transaction type", 400};
inline constexpr FspiopCode kPayeeFSPRejectedQuote{"5103", "Payee FSP rejected quote", 400};
inline constexpr FspiopCode kPayeeRejectedTransaction{"5104", "Payee rejected transaction", 400};
inline constexpr FspiopCode kPayeeFSPRejectedTransaction{"5105", "Payee FSP rejected transaction", 400};
inline constexpr FspiopCode kPayeeUnsupportedCurrency{"5106", "Payee unsupported currency", 400};
inline constexpr FspiopCode kPayeeIdentifierNoLongerValid{"5107", "Payee identifier no-longer valid", 400};
inline constexpr FspiopCode kPayeeLimitError{"5200", "Payee limit error", 400};
inline constexpr FspiopCode kPayeePermissionError{"5300", "Payee permission error", 400};
inline constexpr FspiopCode kGenericPayeeBlockedError{"5400", "Generic Payee blocked error", 400};
inline constexpr FspiopCode kGenericSettlementError{"6000", "Generic Settlement Error", 400};
} // namespace fspiop_code
} // namespace hub::domain
