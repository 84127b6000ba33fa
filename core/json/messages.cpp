#include "core/json/messages.h"

#include <array>

namespace hub::json::message {
namespace {

using Texts = std::string_view;

constexpr Shape text(std::uint32_t min, std::uint32_t max)
{
    return Shape{.kind = Kind::String, .min = min, .max = max};
}
constexpr Shape matching(Pattern pattern, std::uint32_t min = 0, std::uint32_t max = UINT32_MAX)
{
    return Shape{.kind = Kind::String, .pattern = pattern, .min = min, .max = max};
}
constexpr Shape oneOf(std::span<const std::string_view> values)
{
    return Shape{.kind = Kind::String, .values = values};
}
constexpr Shape object(std::span<const Field> fields)
{
    return Shape{.kind = Kind::Object, .fields = fields};
}
constexpr Shape arrayOf(const Shape& item, std::uint32_t min, std::uint32_t max)
{
    return Shape{.kind = Kind::Array, .min = min, .max = max, .item = &item};
}

constexpr bool kMust = true;
constexpr bool kMay = false;

constexpr Shape kAnything{};
constexpr Shape kText{.kind = Kind::String};
constexpr Shape kText32 = text(1, 32);
constexpr Shape kText128 = text(1, 128);
constexpr Shape kText2048 = text(1, 2048);
constexpr Shape kAmountText = matching(Pattern::Amount);
constexpr Shape kCurrencyCode = matching(Pattern::Currency);
constexpr Shape kId = matching(Pattern::CorrelationId);
constexpr Shape kDateTime = matching(Pattern::DateTime);
constexpr Shape kDate = matching(Pattern::Date);
constexpr Shape kConditionText = matching(Pattern::Condition, 0, 48);
constexpr Shape kPacket = matching(Pattern::IlpPacket, 1, 32768);
constexpr Shape kNamePart = matching(Pattern::Name, 1, 128);
constexpr Shape kMerchant = matching(Pattern::MerchantCode);
constexpr Shape kSubScenario = matching(Pattern::SubScenario);
constexpr Shape kBalance = matching(Pattern::BalanceOfPayments);
constexpr Shape kLatitude = matching(Pattern::Latitude);
constexpr Shape kLongitude = matching(Pattern::Longitude);
constexpr Shape kCode = matching(Pattern::ErrorCode);
constexpr Shape kPeerCode = matching(Pattern::PeerErrorCode);
constexpr Shape kTokenCode = matching(Pattern::TokenCode);

constexpr std::array<Texts, 8> kPartyIdTypes{"MSISDN", "EMAIL",      "PERSONAL_ID", "BUSINESS",
                                             "DEVICE", "ACCOUNT_ID", "IBAN",        "ALIAS"};
constexpr std::array<Texts, 2> kAmountTypes{"SEND", "RECEIVE"};
constexpr std::array<Texts, 5> kScenarios{"DEPOSIT", "WITHDRAWAL", "TRANSFER", "PAYMENT", "REFUND"};
constexpr std::array<Texts, 2> kInitiators{"PAYER", "PAYEE"};
constexpr std::array<Texts, 4> kInitiatorTypes{"CONSUMER", "AGENT", "BUSINESS", "DEVICE"};
constexpr std::array<Texts, 4> kTransferStates{"RECEIVED", "RESERVED", "COMMITTED", "ABORTED"};
constexpr std::array<Texts, 4> kRequestStates{"RECEIVED", "PENDING", "ACCEPTED", "REJECTED"};
constexpr std::array<Texts, 4> kTransactionStates{"RECEIVED", "PENDING", "COMPLETED", "REJECTED"};
constexpr std::array<Texts, 6> kBulkStates{"RECEIVED",   "PENDING",   "ACCEPTED",
                                           "PROCESSING", "COMPLETED", "REJECTED"};
constexpr std::array<Texts, 3> kAuthenticationTypes{"OTP", "QRCODE", "U2F"};
constexpr std::array<Texts, 2> kConverters{"PAYER", "PAYEE"};

constexpr Shape kPartyType = oneOf(kPartyIdTypes);
constexpr Shape kAmountType = oneOf(kAmountTypes);
constexpr Shape kScenario = oneOf(kScenarios);
constexpr Shape kInitiator = oneOf(kInitiators);
constexpr Shape kInitiatorType = oneOf(kInitiatorTypes);
constexpr Shape kTransferState = oneOf(kTransferStates);
constexpr Shape kRequestState = oneOf(kRequestStates);
constexpr Shape kTransactionState = oneOf(kTransactionStates);
constexpr Shape kBulkState = oneOf(kBulkStates);
constexpr Shape kAuthentication = oneOf(kAuthenticationTypes);
constexpr Shape kConverter = oneOf(kConverters);

// clang-format off
constexpr std::array kExtensionFields{Field{"key", &kText32, kMust}, Field{"value", &kText128, kMust}};
constexpr Shape kExtension = object(kExtensionFields);
constexpr Shape kExtensions = arrayOf(kExtension, 1, 16);
constexpr std::array kExtensionListFields{Field{"extension", &kExtensions, kMust}};
constexpr Shape kExtensionList = object(kExtensionListFields);

constexpr std::array kMoneyFields{Field{"currency", &kCurrencyCode, kMust}, Field{"amount", &kAmountText, kMust}};
constexpr Shape kMoney = object(kMoneyFields);
constexpr std::array kFxMoneyFields{Field{"currency", &kCurrencyCode, kMust}, Field{"amount", &kAmountText, kMay}};
constexpr Shape kFxMoney = object(kFxMoneyFields);
constexpr std::array kConversionFields{Field{"sourceAmount", &kFxMoney, kMust}, Field{"targetAmount", &kFxMoney, kMust}};
constexpr Shape kConversion = object(kConversionFields);
constexpr std::array kGeoFields{Field{"latitude", &kLatitude, kMust}, Field{"longitude", &kLongitude, kMust}};
constexpr Shape kGeoCode = object(kGeoFields);

constexpr std::array kPartyIdInfoFields{
    Field{"partyIdType", &kPartyType, kMust}, Field{"partyIdentifier", &kText128, kMust},
    Field{"partySubIdOrType", &kText128, kMay}, Field{"fspId", &kText32, kMay},
    Field{"extensionList", &kExtensionList, kMay}};
constexpr Shape kPartyIdInfo = object(kPartyIdInfoFields);
constexpr std::array kComplexNameFields{
    Field{"firstName", &kNamePart, kMay}, Field{"middleName", &kNamePart, kMay}, Field{"lastName", &kNamePart, kMay}};
constexpr Shape kComplexName = object(kComplexNameFields);
constexpr std::array kPersonalInfoFields{
    Field{"complexName", &kComplexName, kMay}, Field{"dateOfBirth", &kDate, kMay},
    Field{"kycInformation", &kText2048, kMay}};
constexpr Shape kPersonalInfo = object(kPersonalInfoFields);
constexpr Shape kCurrencies = arrayOf(kCurrencyCode, 0, 16);
constexpr std::array kPartyFields{
    Field{"partyIdInfo", &kPartyIdInfo, kMust}, Field{"merchantClassificationCode", &kMerchant, kMay},
    Field{"name", &kText128, kMay}, Field{"personalInfo", &kPersonalInfo, kMay},
    Field{"supportedCurrencies", &kCurrencies, kMay}};
constexpr Shape kParty = object(kPartyFields);

constexpr std::array kErrorInformationFields{
    Field{"errorCode", &kCode, kMust}, Field{"errorDescription", &kText128, kMust},
    Field{"extensionList", &kExtensionList, kMay}};
constexpr Shape kErrorInformation = object(kErrorInformationFields);
constexpr std::array kQuotingErrorFields{
    Field{"errorCode", &kPeerCode, kMust}, Field{"errorDescription", &kText128, kMust},
    Field{"extensionList", &kExtensionList, kMay}};
constexpr Shape kQuotingErrorInformation = object(kQuotingErrorFields);
constexpr Shape kBulkCode = matching(Pattern::BulkErrorCode);
constexpr std::array kBulkErrorFields{
    Field{"errorCode", &kBulkCode, kMust}, Field{"errorDescription", &kText128, kMust},
    Field{"extensionList", &kExtensionList, kMay}};
constexpr Shape kBulkErrorInformation = object(kBulkErrorFields);

constexpr std::array kRefundFields{Field{"originalTransactionId", &kId, kMust}, Field{"refundReason", &kText128, kMay}};
constexpr Shape kRefund = object(kRefundFields);
constexpr std::array kTransactionTypeFields{
    Field{"scenario", &kScenario, kMust}, Field{"subScenario", &kSubScenario, kMay},
    Field{"initiator", &kInitiator, kMust}, Field{"initiatorType", &kInitiatorType, kMust},
    Field{"refundInfo", &kRefund, kMay}, Field{"balanceOfPayments", &kBalance, kMay}};
constexpr Shape kTransactionType = object(kTransactionTypeFields);

constexpr Shape kPartyIdInfos = arrayOf(kPartyIdInfo, 1, 10000);
constexpr std::array kParticipantsPostFields{
    Field{"requestId", &kId, kMust}, Field{"partyList", &kPartyIdInfos, kMust}, Field{"currency", &kCurrencyCode, kMay}};
constexpr std::array kParticipantsTypeIdPostFields{
    Field{"fspId", &kText32, kMust}, Field{"currency", &kCurrencyCode, kMay},
    Field{"extensionList", &kExtensionList, kMay}};
constexpr std::array kParticipantsTypeIdPutFields{
    Field{"fspId", &kText32, kMay}, Field{"currency", &kCurrencyCode, kMay}};
constexpr std::array kPartyResultFields{
    Field{"partyId", &kPartyIdInfo, kMust}, Field{"errorInformation", &kErrorInformation, kMay}};
constexpr Shape kPartyResult = object(kPartyResultFields);
constexpr Shape kPartyResults = arrayOf(kPartyResult, 1, 10000);
constexpr std::array kParticipantsIdPutFields{
    Field{"partyList", &kPartyResults, kMust}, Field{"currency", &kCurrencyCode, kMay}};
constexpr std::array kPartiesPutFields{Field{"party", &kParty, kMust}};

constexpr std::array kQuotesPostFields{
    Field{"quoteId", &kId, kMust}, Field{"transactionId", &kId, kMust}, Field{"transactionRequestId", &kId, kMay},
    Field{"payee", &kParty, kMust}, Field{"payer", &kParty, kMust}, Field{"amountType", &kAmountType, kMust},
    Field{"amount", &kMoney, kMust}, Field{"fees", &kMoney, kMay}, Field{"transactionType", &kTransactionType, kMust},
    Field{"geoCode", &kGeoCode, kMay}, Field{"note", &kText128, kMay}, Field{"expiration", &kDateTime, kMay},
    Field{"extensionList", &kExtensionList, kMay}, Field{"converter", &kConverter, kMay},
    Field{"currencyConversion", &kConversion, kMay}};
constexpr std::array kQuotesIdPutFields{
    Field{"transferAmount", &kMoney, kMust}, Field{"payeeReceiveAmount", &kMoney, kMay},
    Field{"payeeFspFee", &kMoney, kMay}, Field{"payeeFspCommission", &kMoney, kMay},
    Field{"expiration", &kDateTime, kMust}, Field{"geoCode", &kGeoCode, kMay}, Field{"ilpPacket", &kPacket, kMust},
    Field{"condition", &kConditionText, kMust}, Field{"extensionList", &kExtensionList, kMay}};

constexpr std::array kTransfersPostFields{
    Field{"transferId", &kId, kMust}, Field{"payeeFsp", &kText32, kMust}, Field{"payerFsp", &kText32, kMust},
    Field{"amount", &kMoney, kMust}, Field{"ilpPacket", &kPacket, kMust}, Field{"condition", &kConditionText, kMust},
    Field{"expiration", &kDateTime, kMust}, Field{"extensionList", &kExtensionList, kMay}};
constexpr std::array kTransfersIdPutFields{
    Field{"fulfilment", &kConditionText, kMay}, Field{"completedTimestamp", &kDateTime, kMay},
    Field{"transferState", &kTransferState, kMust}, Field{"extensionList", &kExtensionList, kMay}};
constexpr std::array kTransfersIdPatchFields{
    Field{"completedTimestamp", &kDateTime, kMust}, Field{"transferState", &kTransferState, kMust},
    Field{"extensionList", &kExtensionList, kMay}};

constexpr std::array kTransactionRequestsPostFields{
    Field{"transactionRequestId", &kId, kMust}, Field{"payee", &kParty, kMust}, Field{"payer", &kPartyIdInfo, kMust},
    Field{"amount", &kMoney, kMust}, Field{"transactionType", &kTransactionType, kMust}, Field{"note", &kText128, kMay},
    Field{"geoCode", &kGeoCode, kMay}, Field{"authenticationType", &kAuthentication, kMay},
    Field{"expiration", &kDateTime, kMay}, Field{"extensionList", &kExtensionList, kMay}};
constexpr std::array kTransactionRequestsIdPutFields{
    Field{"transactionId", &kId, kMay}, Field{"transactionRequestState", &kRequestState, kMust},
    Field{"extensionList", &kExtensionList, kMay}};
// Plain strings on purpose: wrong enumeration values pass here, as public tests assert (fspiop 5.4).
constexpr std::array kAuthenticationInfoFields{
    Field{"authentication", &kText, kMust}, Field{"authenticationValue", &kAnything, kMust}};
constexpr Shape kAuthenticationInfo = object(kAuthenticationInfoFields);
constexpr std::array kAuthorizationsIdPutFields{
    Field{"authenticationInfo", &kAuthenticationInfo, kMay}, Field{"responseType", &kText, kMust}};
constexpr std::array kTransactionsIdPutFields{
    Field{"completedTimestamp", &kDateTime, kMay}, Field{"transactionState", &kTransactionState, kMust},
    Field{"code", &kTokenCode, kMay}, Field{"extensionList", &kExtensionList, kMay}};

constexpr std::array kIndividualQuoteFields{
    Field{"quoteId", &kId, kMust}, Field{"transactionId", &kId, kMust}, Field{"payee", &kParty, kMust},
    Field{"amountType", &kAmountType, kMust}, Field{"amount", &kMoney, kMust}, Field{"fees", &kMoney, kMay},
    Field{"transactionType", &kTransactionType, kMust}, Field{"note", &kText128, kMay},
    Field{"extensionList", &kExtensionList, kMay}};
constexpr Shape kIndividualQuote = object(kIndividualQuoteFields);
constexpr Shape kIndividualQuotes = arrayOf(kIndividualQuote, 1, 1000);
constexpr std::array kBulkQuotesPostFields{
    Field{"bulkQuoteId", &kId, kMust}, Field{"payer", &kParty, kMust}, Field{"geoCode", &kGeoCode, kMay},
    Field{"expiration", &kDateTime, kMay}, Field{"individualQuotes", &kIndividualQuotes, kMust},
    Field{"extensionList", &kExtensionList, kMay}};
constexpr std::array kIndividualQuoteResultFields{
    Field{"quoteId", &kId, kMust}, Field{"payee", &kParty, kMay}, Field{"transferAmount", &kMoney, kMay},
    Field{"payeeReceiveAmount", &kMoney, kMay}, Field{"payeeFspFee", &kMoney, kMay},
    Field{"payeeFspCommission", &kMoney, kMay}, Field{"ilpPacket", &kPacket, kMay},
    Field{"condition", &kConditionText, kMay}, Field{"errorInformation", &kQuotingErrorInformation, kMay},
    Field{"extensionList", &kExtensionList, kMay}};
constexpr Shape kIndividualQuoteResult = object(kIndividualQuoteResultFields);
constexpr Shape kIndividualQuoteResults = arrayOf(kIndividualQuoteResult, 0, 1000);
constexpr std::array kBulkQuotesIdPutFields{
    Field{"individualQuoteResults", &kIndividualQuoteResults, kMay}, Field{"expiration", &kDateTime, kMust},
    Field{"extensionList", &kExtensionList, kMay}};

constexpr std::array kIndividualTransferFields{
    Field{"transferId", &kId, kMust}, Field{"transferAmount", &kMoney, kMust}, Field{"ilpPacket", &kPacket, kMust},
    Field{"condition", &kConditionText, kMust}, Field{"extensionList", &kExtensionList, kMay}};
constexpr Shape kIndividualTransfer = object(kIndividualTransferFields);
constexpr Shape kIndividualTransfers = arrayOf(kIndividualTransfer, 1, 1000);
constexpr std::array kBulkTransfersPostFields{
    Field{"bulkTransferId", &kId, kMust}, Field{"bulkQuoteId", &kId, kMust}, Field{"payerFsp", &kText32, kMust},
    Field{"payeeFsp", &kText32, kMust}, Field{"individualTransfers", &kIndividualTransfers, kMust},
    Field{"expiration", &kDateTime, kMust}, Field{"extensionList", &kExtensionList, kMay}};
constexpr std::array kIndividualTransferResultFields{
    Field{"transferId", &kId, kMust}, Field{"fulfilment", &kConditionText, kMay},
    Field{"errorInformation", &kBulkErrorInformation, kMay}, Field{"extensionList", &kExtensionList, kMay}};
constexpr Shape kIndividualTransferResult = object(kIndividualTransferResultFields);
constexpr Shape kIndividualTransferResults = arrayOf(kIndividualTransferResult, 0, 1000);
constexpr std::array kBulkTransfersIdPutFields{
    Field{"completedTimestamp", &kDateTime, kMay}, Field{"individualTransferResults", &kIndividualTransferResults, kMay},
    Field{"bulkTransferState", &kBulkState, kMust}, Field{"extensionList", &kExtensionList, kMay}};

constexpr std::array kErrorFields{Field{"errorInformation", &kErrorInformation, kMust}};
constexpr std::array kQuotingErrorBodyFields{Field{"errorInformation", &kQuotingErrorInformation, kMust}};
constexpr std::array kBulkErrorBodyFields{Field{"errorInformation", &kBulkErrorInformation, kMust}};
// clang-format on

constexpr Shape closed(std::span<const Field> fields)
{
    return Shape{.kind = Kind::Object, .fields = fields, .isClosed = true};
}

} // namespace

constinit const Shape kParticipantsPost = object(kParticipantsPostFields);
constinit const Shape kParticipantsTypeIdPost = object(kParticipantsTypeIdPostFields);
constinit const Shape kParticipantsTypeIdPut = object(kParticipantsTypeIdPutFields);
constinit const Shape kParticipantsIdPut = object(kParticipantsIdPutFields);
constinit const Shape kPartiesTypeIdPut = object(kPartiesPutFields);
constinit const Shape kQuotesPost = closed(kQuotesPostFields);
constinit const Shape kQuotesIdPut = object(kQuotesIdPutFields);
constinit const Shape kTransfersPost = object(kTransfersPostFields);
constinit const Shape kTransfersIdPut = object(kTransfersIdPutFields);
constinit const Shape kTransfersIdPatch = object(kTransfersIdPatchFields);
constinit const Shape kTransactionRequestsPost = object(kTransactionRequestsPostFields);
constinit const Shape kTransactionRequestsIdPut = object(kTransactionRequestsIdPutFields);
constinit const Shape kAuthorizationsIdPut = object(kAuthorizationsIdPutFields);
constinit const Shape kTransactionsIdPut = object(kTransactionsIdPutFields);
constinit const Shape kBulkQuotesPost = object(kBulkQuotesPostFields);
constinit const Shape kBulkQuotesIdPut = object(kBulkQuotesIdPutFields);
constinit const Shape kBulkTransfersPost = object(kBulkTransfersPostFields);
constinit const Shape kBulkTransfersIdPut = object(kBulkTransfersIdPutFields);
constinit const Shape kError = object(kErrorFields);
constinit const Shape kQuotingError = object(kQuotingErrorBodyFields);
constinit const Shape kBulkError = object(kBulkErrorBodyFields);

constinit const Shape kFspId = text(1, 32);
constinit const Shape kCurrency = matching(Pattern::Currency);
constinit const Shape kAmount = matching(Pattern::Amount);
constinit const Shape kCorrelationId = matching(Pattern::CorrelationId);
constinit const Shape kPartyIdType = oneOf(kPartyIdTypes);
constinit const Shape kAuthenticationType = oneOf(kAuthenticationTypes);
constinit const Shape kInteger{.kind = Kind::Integer};
constinit const Shape kShortText = text(1, 128);

} // namespace hub::json::message
