#pragma once

#include "core/admin/caller.h"
#include "core/admin/routes.h"
#include "core/admin/schema_reader.h"
#include "core/http/exchange.h"
#include "core/json/document.h"
#include "core/json/writer.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// The handlers behind the rows of routes.cpp, a header for them only. Each runs on an http thread, answers
/// at once or hands the exchange to a service's continuation.
namespace hub::admin {

using ExchangePtr = std::shared_ptr<http::Exchange>;

struct OperatorContext
{
    AdminServices& services;
    OperatorApiOptions options;
};

/// `body` is the root of the parsed body; nothing when the row takes none or none came.
using OperatorHandler = void (*)(const OperatorContext&, const ExchangePtr&, json::Value body);

void answerFailure(const ExchangePtr& exchange, const Failure& failure);
/// 400, 3101 `Malformed syntax - ` and the validator's sentence.
void answerMalformed(const ExchangePtr& exchange, std::string_view sentence);
void answerJson(const ExchangePtr& exchange, int status, json::Writer& writer);
void answerEmpty(const ExchangePtr& exchange, int status);

/// Nobody logs in yet: the caller is the peer. Reason and ticket come in the headers Hub-Reason and
/// Hub-Ticket (percent-encoded UTF-8), which the public API's clients do not send; who sends Hub-Reason (a
/// desk does, even an empty one) is held to it.
Caller callerOf(const http::Request& request);
Note noteOf(const http::Request& request, std::string reason = {});

/// Answers with the failure, or gives the value to `write`, which answers.
template <class T, class Write>
Done<T> answering(const ExchangePtr& exchange, Write write)
{
    return [exchange, write = std::move(write)](Result<T> result) {
        if (result)
            write(*std::move(result));
        else
            answerFailure(exchange, result.error());
    };
}

/// Done of a command whose answer has no body.
Done<ledger::Answer> answeringEmpty(const ExchangePtr& exchange, int status);

#define HUB_OPERATOR_HANDLER(name) void name(const OperatorContext&, const ExchangePtr&, json::Value body)

namespace ledger_api {
HUB_OPERATOR_HANDLER(getParticipants);
HUB_OPERATOR_HANDLER(postParticipants);
HUB_OPERATOR_HANDLER(getParticipant);
HUB_OPERATOR_HANDLER(putParticipant);
HUB_OPERATOR_HANDLER(getAllLimits);
HUB_OPERATOR_HANDLER(getEndpoints);
HUB_OPERATOR_HANDLER(postEndpoint);
HUB_OPERATOR_HANDLER(getLimits);
HUB_OPERATOR_HANDLER(putLimits);
HUB_OPERATOR_HANDLER(postInitialPositionAndLimits);
HUB_OPERATOR_HANDLER(getPositions);
HUB_OPERATOR_HANDLER(getAccounts);
HUB_OPERATOR_HANDLER(postAccount);
HUB_OPERATOR_HANDLER(putAccount);
HUB_OPERATOR_HANDLER(postFunds);
HUB_OPERATOR_HANDLER(putFundsOut);
HUB_OPERATOR_HANDLER(getTransaction);
HUB_OPERATOR_HANDLER(getAccountTypes);
HUB_OPERATOR_HANDLER(postAccountType);
HUB_OPERATOR_HANDLER(getModels);
HUB_OPERATOR_HANDLER(postModel);
HUB_OPERATOR_HANDLER(getModel);
HUB_OPERATOR_HANDLER(putModel);
HUB_OPERATOR_HANDLER(getEnums);
} // namespace ledger_api

namespace service_api {
HUB_OPERATOR_HANDLER(getHealth);
HUB_OPERATOR_HANDLER(getMetrics);
HUB_OPERATOR_HANDLER(getOpenApi);
} // namespace service_api

namespace oracle_api {
HUB_OPERATOR_HANDLER(getOracles);
HUB_OPERATOR_HANDLER(postOracle);
HUB_OPERATOR_HANDLER(putOracle);
HUB_OPERATOR_HANDLER(deleteOracle);
} // namespace oracle_api

namespace directory_api {
HUB_OPERATOR_HANDLER(postCsv);
HUB_OPERATOR_HANDLER(getCsv);
} // namespace directory_api

namespace settlement_api {
HUB_OPERATOR_HANDLER(getWindows);
HUB_OPERATOR_HANDLER(getWindow);
HUB_OPERATOR_HANDLER(postWindow);
HUB_OPERATOR_HANDLER(getSettlements);
HUB_OPERATOR_HANDLER(postSettlement);
HUB_OPERATOR_HANDLER(getSettlement);
HUB_OPERATOR_HANDLER(putSettlement);
HUB_OPERATOR_HANDLER(getSettlementParticipant);
HUB_OPERATOR_HANDLER(putSettlementParticipant);
HUB_OPERATOR_HANDLER(getSettlementAccount);
HUB_OPERATOR_HANDLER(putSettlementAccount);
} // namespace settlement_api

namespace alerts_api {
HUB_OPERATOR_HANDLER(getAlerts);
HUB_OPERATOR_HANDLER(putAlert);
} // namespace alerts_api

namespace credential_api {
HUB_OPERATOR_HANDLER(getHubKey);
HUB_OPERATOR_HANDLER(getKeys);
HUB_OPERATOR_HANDLER(postKey);
HUB_OPERATOR_HANDLER(putSignatureCheck);
HUB_OPERATOR_HANDLER(getCertificates);
HUB_OPERATOR_HANDLER(postCertificate);
HUB_OPERATOR_HANDLER(deleteKey);
HUB_OPERATOR_HANDLER(deleteCertificate);
} // namespace credential_api

namespace hub_api {
HUB_OPERATOR_HANDLER(getTransfers);
HUB_OPERATOR_HANDLER(getTransfer);
HUB_OPERATOR_HANDLER(getTransferTrace);
HUB_OPERATOR_HANDLER(getTrace);
HUB_OPERATOR_HANDLER(getPositions);
HUB_OPERATOR_HANDLER(getAccountHistory);
HUB_OPERATOR_HANDLER(getAccountMoves);
HUB_OPERATOR_HANDLER(getFunds);
HUB_OPERATOR_HANDLER(getDeadLetters);
HUB_OPERATOR_HANDLER(getAudit);
HUB_OPERATOR_HANDLER(getLanes);
HUB_OPERATOR_HANDLER(getHealth);
HUB_OPERATOR_HANDLER(putParticipant);
HUB_OPERATOR_HANDLER(getDirectory);
HUB_OPERATOR_HANDLER(postDirectory);
HUB_OPERATOR_HANDLER(putDirectory);
HUB_OPERATOR_HANDLER(deleteDirectory);
} // namespace hub_api

namespace desk_api {
HUB_OPERATOR_HANDLER(getParticipants);
HUB_OPERATOR_HANDLER(getParticipant);
HUB_OPERATOR_HANDLER(getAccounts);
HUB_OPERATOR_HANDLER(getAllAccounts);
HUB_OPERATOR_HANDLER(postHubAccount);
HUB_OPERATOR_HANDLER(deleteEndpoint);
HUB_OPERATOR_HANDLER(putRestrictions);
HUB_OPERATOR_HANDLER(getContacts);
HUB_OPERATOR_HANDLER(postContact);
HUB_OPERATOR_HANDLER(putContact);
HUB_OPERATOR_HANDLER(deleteContact);
HUB_OPERATOR_HANDLER(getLimits);
HUB_OPERATOR_HANDLER(putLimit);
HUB_OPERATOR_HANDLER(postFundsSearch);
HUB_OPERATOR_HANDLER(postFundsIn);
HUB_OPERATOR_HANDLER(postFundsOut);
HUB_OPERATOR_HANDLER(postFundsOutCommit);
HUB_OPERATOR_HANDLER(postFundsOutAbort);
HUB_OPERATOR_HANDLER(postTransferSearch);
HUB_OPERATOR_HANDLER(getStuckTransfers);
HUB_OPERATOR_HANDLER(getBulks);
HUB_OPERATOR_HANDLER(getBulk);
HUB_OPERATOR_HANDLER(postForwardedSearch);
HUB_OPERATOR_HANDLER(getForwarded);
HUB_OPERATOR_HANDLER(postSelfChecks);
HUB_OPERATOR_HANDLER(getOracles);
HUB_OPERATOR_HANDLER(postOracle);
HUB_OPERATOR_HANDLER(putOracle);
HUB_OPERATOR_HANDLER(deleteOracle);
HUB_OPERATOR_HANDLER(getOracleFigures);
HUB_OPERATOR_HANDLER(postTestLookup);
HUB_OPERATOR_HANDLER(postDirectorySearch);
HUB_OPERATOR_HANDLER(postDirectoryRemoval);
HUB_OPERATOR_HANDLER(postWindowSearch);
HUB_OPERATOR_HANDLER(getOpenWindow);
HUB_OPERATOR_HANDLER(getChanges);
HUB_OPERATOR_HANDLER(getWindowDetail);
HUB_OPERATOR_HANDLER(getClosePreview);
HUB_OPERATOR_HANDLER(postWindowClose);
HUB_OPERATOR_HANDLER(postWindowRetry);
HUB_OPERATOR_HANDLER(getModels);
HUB_OPERATOR_HANDLER(postModel);
HUB_OPERATOR_HANDLER(putModel);
HUB_OPERATOR_HANDLER(postSettlementSearch);
HUB_OPERATOR_HANDLER(getSettlement);
HUB_OPERATOR_HANDLER(getApplicableWindows);
HUB_OPERATOR_HANDLER(postSettlementPreview);
HUB_OPERATOR_HANDLER(postSettlement);
HUB_OPERATOR_HANDLER(postSettlementStep);
HUB_OPERATOR_HANDLER(postSettlementAbort);
HUB_OPERATOR_HANDLER(postPairAbort);
HUB_OPERATOR_HANDLER(postBankFile);
HUB_OPERATOR_HANDLER(getBankFile);
HUB_OPERATOR_HANDLER(postFinalise);
HUB_OPERATOR_HANDLER(getFinalise);
HUB_OPERATOR_HANDLER(postFinaliseStop);
HUB_OPERATOR_HANDLER(getReport);
HUB_OPERATOR_HANDLER(getInterchangeRules);
HUB_OPERATOR_HANDLER(putInterchangeRule);
HUB_OPERATOR_HANDLER(deleteInterchangeRule);
HUB_OPERATOR_HANDLER(getCallbacks);
HUB_OPERATOR_HANDLER(putCallbacks);
HUB_OPERATOR_HANDLER(putCallbackEndpoints);
HUB_OPERATOR_HANDLER(getCallbackFailures);
HUB_OPERATOR_HANDLER(postCallbackProbe);
HUB_OPERATOR_HANDLER(postDeadLetterSearch);
HUB_OPERATOR_HANDLER(getDeadLetter);
HUB_OPERATOR_HANDLER(postReplay);
} // namespace desk_api

#undef HUB_OPERATOR_HANDLER

} // namespace hub::admin
