#pragma once

#include "core/json/schema.h"

/// The bodies of FSPIOP (fspiop 5.3, 5.4) in versions 1.0, 1.1 and 2.0: what 2.0 adds is optional, so one
/// description serves all three.
namespace hub::json::message {

extern const Shape kParticipantsPost;
extern const Shape kParticipantsTypeIdPost; ///< also with SubId
extern const Shape kParticipantsTypeIdPut;
extern const Shape kParticipantsIdPut;
extern const Shape kPartiesTypeIdPut;
extern const Shape kQuotesPost;
extern const Shape kQuotesIdPut;
extern const Shape kTransfersPost;
extern const Shape kTransfersIdPut;
extern const Shape kTransfersIdPatch;
extern const Shape kTransactionRequestsPost;
extern const Shape kTransactionRequestsIdPut;
extern const Shape kAuthorizationsIdPut;
extern const Shape kTransactionsIdPut;
extern const Shape kBulkQuotesPost;
extern const Shape kBulkQuotesIdPut;
extern const Shape kBulkTransfersPost;
extern const Shape kBulkTransfersIdPut;
extern const Shape kError;        ///< every PUT .../error (code pattern ERR1)
extern const Shape kQuotingError; ///< the same under /quotes and /bulkQuotes (ERR2)
extern const Shape kBulkError;    ///< the same under /bulkTransfers (any four digits)

/// Single values: path, query and header items.
extern const Shape kFspId;
extern const Shape kCurrency;
extern const Shape kAmount;
extern const Shape kCorrelationId;
extern const Shape kPartyIdType;
extern const Shape kAuthenticationType;
extern const Shape kInteger;
extern const Shape kShortText; ///< 1..128

} // namespace hub::json::message
