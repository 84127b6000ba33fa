#include "core/admin/routes.h"

#include "core/admin/handlers.h"
#include "core/base/check.h"

#include <algorithm>
#include <vector>

namespace hub::admin {
namespace {

using http::Method;

/// What a row takes as its body.
enum class Body : std::uint8_t {
    None,
    Json,    ///< application/json
    AnyJson, ///< also application/*+json: the oracles' clients send FSPIOP media types
    Csv,     ///< text/csv; the handler takes it from the request
};

struct OperatorRow
{
    Method method;
    std::string_view pattern;
    OperatorHandler handler;
    Body body;
    int success;
    std::string_view summary;
};

// clang-format off
constexpr OperatorRow kRows[] = {
    // Central ledger admin (admin-settlement 1.2)
    {Method::Get,    "/health",                                          service_api::getHealth,           Body::None, 200, "Liveness with sub-services"},
    {Method::Get,    "/enums",                                           ledger_api::getEnums,             Body::None, 200, "All enumerations"},
    {Method::Get,    "/metrics",                                         service_api::getMetrics,          Body::None, 200, "Prometheus exposition"},
    {Method::Get,    "/participants",                                    ledger_api::getParticipants,      Body::None, 200, "List of participants"},
    {Method::Post,   "/participants",                                    ledger_api::postParticipants,     Body::Json, 201, "Create a participant or add a currency"},
    {Method::Get,    "/participants/{name}",                             ledger_api::getParticipant,       Body::None, 200, "One participant"},
    {Method::Put,    "/participants/{name}",                             ledger_api::putParticipant,       Body::Json, 200, "Activate or deactivate a participant"},
    {Method::Get,    "/participants/limits",                             ledger_api::getAllLimits,         Body::None, 200, "Limits of all participants"},
    {Method::Get,    "/participants/{name}/endpoints",                   ledger_api::getEndpoints,         Body::None, 200, "Callback URLs"},
    {Method::Post,   "/participants/{name}/endpoints",                   ledger_api::postEndpoint,         Body::Json, 201, "Create or replace a callback URL"},
    {Method::Get,    "/participants/{name}/limits",                      ledger_api::getLimits,            Body::None, 200, "Limits of a participant"},
    {Method::Put,    "/participants/{name}/limits",                      ledger_api::putLimits,            Body::Json, 200, "Change a limit"},
    {Method::Post,   "/participants/{name}/initialPositionAndLimits",    ledger_api::postInitialPositionAndLimits, Body::Json, 201, "Open the accounts of a currency"},
    {Method::Get,    "/participants/{name}/positions",                   ledger_api::getPositions,         Body::None, 200, "Positions of a participant"},
    {Method::Get,    "/participants/{name}/accounts",                    ledger_api::getAccounts,          Body::None, 200, "Accounts with balances"},
    {Method::Post,   "/participants/{name}/accounts",                    ledger_api::postAccount,          Body::Json, 201, "Create a hub account"},
    {Method::Put,    "/participants/{name}/accounts/{id}",               ledger_api::putAccount,           Body::Json, 200, "Activate or deactivate an account"},
    {Method::Post,   "/participants/{name}/accounts/{id}",               ledger_api::postFunds,            Body::Json, 202, "Funds in, or reserve funds out"},
    {Method::Put,    "/participants/{name}/accounts/{id}/transfers/{transferId}", ledger_api::putFundsOut, Body::Json, 202, "Commit or abort funds out"},
    {Method::Get,    "/transactions/{id}",                               ledger_api::getTransaction,       Body::None, 200, "Transaction object of a transfer"},
    {Method::Get,    "/ledgerAccountTypes",                              ledger_api::getAccountTypes,      Body::None, 200, "Ledger account types"},
    {Method::Post,   "/ledgerAccountTypes",                              ledger_api::postAccountType,      Body::Json, 201, "Create a ledger account type"},
    {Method::Get,    "/settlementModels",                                ledger_api::getModels,            Body::None, 200, "Active settlement models"},
    {Method::Post,   "/settlementModels",                                ledger_api::postModel,            Body::Json, 201, "Create a settlement model"},
    {Method::Get,    "/settlementModels/{name}",                         ledger_api::getModel,             Body::None, 200, "One settlement model"},
    {Method::Put,    "/settlementModels/{name}",                         ledger_api::putModel,             Body::Json, 200, "Activate or deactivate a settlement model"},
    // Oracles (6.1)
    {Method::Get,    "/oracles",                                         oracle_api::getOracles,           Body::None,    200, "List of oracles"},
    {Method::Post,   "/oracles",                                         oracle_api::postOracle,           Body::AnyJson, 201, "Register an oracle"},
    {Method::Put,    "/oracles/{ID}",                                    oracle_api::putOracle,            Body::AnyJson, 204, "Change an oracle"},
    {Method::Delete, "/oracles/{ID}",                                    oracle_api::deleteOracle,         Body::None,    204, "Remove an oracle"},
    // Settlement (4.1)
    {Method::Get,    "/v2/health",                                       service_api::getHealth,           Body::None, 200, "Liveness with sub-services"},
    {Method::Get,    "/v2/settlementWindows",                            settlement_api::getWindows,       Body::None, 200, "Settlement windows"},
    {Method::Get,    "/v2/settlementWindows/{id}",                       settlement_api::getWindow,        Body::None, 200, "One settlement window"},
    {Method::Post,   "/v2/settlementWindows/{id}",                       settlement_api::postWindow,   Body::Json, 200, "Close a settlement window"},
    {Method::Get,    "/v2/settlements",                                  settlement_api::getSettlements,   Body::None, 200, "Settlements"},
    {Method::Post,   "/v2/settlements",                                  settlement_api::postSettlement,   Body::Json, 200, "Create a settlement"},
    {Method::Get,    "/v2/settlements/{id}",                             settlement_api::getSettlement,   Body::None, 200, "One settlement"},
    {Method::Put,    "/v2/settlements/{id}",                             settlement_api::putSettlement,   Body::Json, 200, "Move a settlement on"},
    {Method::Get,    "/v2/settlements/{sid}/participants/{pid}",         settlement_api::getSettlementParticipant,   Body::None, 200, "A participant's part of a settlement"},
    {Method::Put,    "/v2/settlements/{sid}/participants/{pid}",         settlement_api::putSettlementParticipant,   Body::Json, 200, "Move a participant's part on"},
    {Method::Get,    "/v2/settlements/{sid}/participants/{pid}/accounts/{aid}", settlement_api::getSettlementAccount, Body::None, 200, "An account's part of a settlement"},
    {Method::Put,    "/v2/settlements/{sid}/participants/{pid}/accounts/{aid}", settlement_api::putSettlementAccount, Body::Json, 200, "Move an account's part on"},
    // The same under the base path of older deployments (4.1)
    {Method::Get,    "/v1/health",                                       service_api::getHealth,           Body::None, 200, "Liveness with sub-services"},
    {Method::Get,    "/v1/settlementWindows",                            settlement_api::getWindows,       Body::None, 200, "Settlement windows"},
    {Method::Get,    "/v1/settlementWindows/{id}",                       settlement_api::getWindow,        Body::None, 200, "One settlement window"},
    {Method::Post,   "/v1/settlementWindows/{id}",                       settlement_api::postWindow,   Body::Json, 200, "Close a settlement window"},
    {Method::Get,    "/v1/settlements",                                  settlement_api::getSettlements,   Body::None, 200, "Settlements"},
    {Method::Post,   "/v1/settlements",                                  settlement_api::postSettlement,   Body::Json, 200, "Create a settlement"},
    {Method::Get,    "/v1/settlements/{id}",                             settlement_api::getSettlement,   Body::None, 200, "One settlement"},
    {Method::Put,    "/v1/settlements/{id}",                             settlement_api::putSettlement,   Body::Json, 200, "Move a settlement on"},
    {Method::Get,    "/v1/settlements/{sid}/participants/{pid}",         settlement_api::getSettlementParticipant,   Body::None, 200, "A participant's part of a settlement"},
    {Method::Put,    "/v1/settlements/{sid}/participants/{pid}",         settlement_api::putSettlementParticipant,   Body::Json, 200, "Move a participant's part on"},
    {Method::Get,    "/v1/settlements/{sid}/participants/{pid}/accounts/{aid}", settlement_api::getSettlementAccount, Body::None, 200, "An account's part of a settlement"},
    {Method::Put,    "/v1/settlements/{sid}/participants/{pid}/accounts/{aid}", settlement_api::putSettlementAccount, Body::Json, 200, "Move an account's part on"},
    // The hub's own
    {Method::Get,    "/hub/v1/health",                                   hub_api::getHealth,               Body::None, 200, "State, rates, queues, lanes and self checks"},
    {Method::Get,    "/hub/v1/transfers",                                hub_api::getTransfers,            Body::None, 200, "Search of transfers"},
    {Method::Get,    "/hub/v1/transfers/{id}",                           hub_api::getTransfer,             Body::None, 200, "Everything about one transfer"},
    {Method::Get,    "/hub/v1/transfers/{id}/trace",                     hub_api::getTransferTrace,        Body::None, 200, "Spans of one transfer"},
    {Method::Get,    "/hub/v1/traces/{traceId}",                         hub_api::getTrace,                Body::None, 200, "Spans of one trace"},
    {Method::Get,    "/hub/v1/positions",                                hub_api::getPositions,            Body::None, 200, "Positions with caps and liquidity"},
    {Method::Get,    "/hub/v1/accounts",                                 desk_api::getAllAccounts,         Body::None, 200, "Every account with value and cap"},
    {Method::Get,    "/hub/v1/accounts/{id}/moves",                      hub_api::getAccountMoves,         Body::None, 200, "The last changes of an account"},
    {Method::Get,    "/hub/v1/funds",                                    hub_api::getFunds,                Body::None, 200, "Movements of funds with their states"},
    {Method::Get,    "/hub/v1/accounts/{id}/history",                    hub_api::getAccountHistory,       Body::None, 200, "Position over time"},
    {Method::Put,    "/hub/v1/participants/{name}",                      hub_api::putParticipant,          Body::Json, 200, "Restrict a participant to sending or receiving"},
    {Method::Get,    "/hub/v1/keys",                                     credential_api::getHubKey,        Body::None, 200, "Public key that the hub signs with"},
    {Method::Get,    "/hub/v1/participants/{name}/keys",                 credential_api::getKeys,          Body::None, 200, "Signature keys of a participant, revoked ones too"},
    {Method::Post,   "/hub/v1/participants/{name}/keys",                 credential_api::postKey,          Body::Json, 201, "Add a signature key, valid from and until"},
    {Method::Put,    "/hub/v1/participants/{name}/keys",                 credential_api::putSignatureCheck, Body::Json, 200, "Whether the participant's messages must be signed"},
    {Method::Delete, "/hub/v1/participants/{name}/keys/{id}",            credential_api::deleteKey,        Body::None, 204, "Revoke a signature key at once"},
    {Method::Get,    "/hub/v1/participants/{name}/certificates",         credential_api::getCertificates,  Body::None, 200, "Client certificates bound to a participant"},
    {Method::Post,   "/hub/v1/participants/{name}/certificates",         credential_api::postCertificate,  Body::Json, 201, "Bind a certificate by its name, fingerprint or file"},
    {Method::Delete, "/hub/v1/participants/{name}/certificates/{id}",    credential_api::deleteCertificate, Body::None, 204, "Unbind a certificate at once"},
    {Method::Get,    "/hub/v1/deadLetters",                              hub_api::getDeadLetters,          Body::None, 200, "Callbacks that were given up"},
    {Method::Get,    "/hub/v1/audit",                                    hub_api::getAudit,                Body::None, 200, "What operators did"},
    {Method::Get,    "/hub/v1/alerts",                                   alerts_api::getAlerts,            Body::None, 200, "Alarms, newest first"},
    {Method::Put,    "/hub/v1/alerts/{id}",                              alerts_api::putAlert,             Body::Json, 200, "Acknowledge an alarm"},
    {Method::Get,    "/hub/v1/lanes",                                    hub_api::getLanes,                Body::None, 200, "Outbound lanes"},
    {Method::Get,    "/hub/v1/directory",                                hub_api::getDirectory,            Body::None, 200, "Entries of the built-in directory for a party"},
    {Method::Post,   "/hub/v1/directory",                                hub_api::postDirectory,           Body::Json, 201, "Add entries to the built-in directory"},
    {Method::Put,    "/hub/v1/directory",                                hub_api::putDirectory,            Body::Json, 200, "Add or replace one entry"},
    {Method::Post,   "/hub/v1/directory/csv",                            directory_api::postCsv,           Body::Csv,  200, "Import entries as CSV, or say what an import would do"},
    {Method::Get,    "/hub/v1/directory/csv",                            directory_api::getCsv,            Body::None, 200, "Entries as CSV"},
    {Method::Delete, "/hub/v1/directory",                                hub_api::deleteDirectory,         Body::None, 204, "Remove an entry"},
    // The hub's own, for a desk elsewhere
    {Method::Get,    "/hub/v1/changes",                                  desk_api::getChanges,               Body::None, 200, "What changed after a number, for live views"},
    {Method::Get,    "/hub/v1/participants",                             desk_api::getParticipants,          Body::None, 200, "Participants as the desk lists them"},
    {Method::Get,    "/hub/v1/participants/{name}",                      desk_api::getParticipant,           Body::None, 200, "One participant as the desk lists it"},
    {Method::Get,    "/hub/v1/participants/{name}/accounts",             desk_api::getAccounts,              Body::None, 200, "Every ledger of a participant with its cap"},
    {Method::Delete, "/hub/v1/participants/{name}/endpoints/{type}",     desk_api::deleteEndpoint,           Body::None, 204, "Take a callback URL away"},
    {Method::Put,    "/hub/v1/participants/{name}/restrictions",         desk_api::putRestrictions,          Body::Json, 200, "Pause or resume a participant, restrict it to sending or receiving"},
    {Method::Get,    "/hub/v1/participants/{name}/contacts",             desk_api::getContacts,              Body::None, 200, "Persons to call or write to at a participant"},
    {Method::Post,   "/hub/v1/participants/{name}/contacts",             desk_api::postContact,              Body::Json, 201, "Add a contact"},
    {Method::Put,    "/hub/v1/participants/{name}/contacts/{id}",        desk_api::putContact,               Body::Json, 200, "Change a contact"},
    {Method::Delete, "/hub/v1/participants/{name}/contacts/{id}",        desk_api::deleteContact,            Body::None, 204, "Remove a contact"},
    {Method::Put,    "/hub/v1/limits",                                   desk_api::putLimit,                 Body::Json, 200, "Set a cap: fixed, or as a share of the liquidity"},
    {Method::Get,    "/hub/v1/limits",                                   desk_api::getLimits,                Body::None, 200, "Limits of all participants, or of one"},
    {Method::Post,   "/hub/v1/hubAccounts",                              desk_api::postHubAccount,           Body::Json, 201, "Add an account of the hub"},
    {Method::Post,   "/hub/v1/funds/search",                             desk_api::postFundsSearch,          Body::Json, 200, "Movements of funds, newest first"},
    {Method::Post,   "/hub/v1/fundsIn",                                  desk_api::postFundsIn,              Body::Json, 200, "Record funds in and tell how it ended"},
    {Method::Post,   "/hub/v1/fundsOut",                                 desk_api::postFundsOut,             Body::Json, 200, "Reserve funds out and tell how it ended"},
    {Method::Post,   "/hub/v1/fundsOut/commit",                          desk_api::postFundsOutCommit,       Body::Json, 200, "Commit reserved funds out"},
    {Method::Post,   "/hub/v1/fundsOut/abort",                           desk_api::postFundsOutAbort,        Body::Json, 200, "Give reserved funds out back"},
    {Method::Post,   "/hub/v1/transfers/search",                         desk_api::postTransferSearch,       Body::Json, 200, "Search of transfers by every field of the desk"},
    {Method::Get,    "/hub/v1/transfers/stuck",                          desk_api::getStuckTransfers,        Body::None, 200, "Transfers that do not go on, with the cause"},
    {Method::Get,    "/hub/v1/bulkTransfers",                            desk_api::getBulks,                 Body::None, 200, "Bulks of transfers, newest first"},
    {Method::Get,    "/hub/v1/bulkTransfers/{id}",                       desk_api::getBulk,                  Body::None, 200, "A bulk with its transfers"},
    {Method::Post,   "/hub/v1/forwarded/search",                         desk_api::postForwardedSearch,      Body::Json, 200, "Look-ups, quotes, requests and authorizations"},
    {Method::Get,    "/hub/v1/forwarded/{kind}/{id}",                    desk_api::getForwarded,             Body::None, 200, "One of them with its messages"},
    {Method::Post,   "/hub/v1/selfChecks",                               desk_api::postSelfChecks,           Body::None, 200, "Run the ledger's self checks"},
    {Method::Get,    "/hub/v1/oracles",                                  desk_api::getOracles,               Body::None, 200, "Oracles as the desk lists them"},
    {Method::Post,   "/hub/v1/oracles",                                  desk_api::postOracle,               Body::Json, 201, "Register an oracle and tell its id"},
    {Method::Put,    "/hub/v1/oracles/{id}",                             desk_api::putOracle,                Body::Json, 200, "Change an oracle"},
    {Method::Delete, "/hub/v1/oracles/{id}",                             desk_api::deleteOracle,             Body::None, 204, "Remove an oracle"},
    {Method::Get,    "/hub/v1/oracles/figures",                          desk_api::getOracleFigures,         Body::None, 200, "What the hub has seen of each oracle"},
    {Method::Post,   "/hub/v1/oracles/testLookup",                       desk_api::postTestLookup,           Body::Json, 200, "Find the DFSP of a party as a look-up would"},
    {Method::Post,   "/hub/v1/directory/search",                         desk_api::postDirectorySearch,      Body::Json, 200, "Search of the built-in directory"},
    {Method::Post,   "/hub/v1/directory/removal",                        desk_api::postDirectoryRemoval,     Body::Json, 204, "Remove an association"},
    {Method::Post,   "/hub/v1/windows/search",                           desk_api::postWindowSearch,         Body::Json, 200, "Settlement windows, newest first"},
    {Method::Get,    "/hub/v1/windows/open",                             desk_api::getOpenWindow,            Body::None, 200, "The settlement window that is open"},
    {Method::Get,    "/hub/v1/windows/{id}",                             desk_api::getWindowDetail,          Body::None, 200, "A settlement window with its contents and nets"},
    {Method::Get,    "/hub/v1/windows/{id}/closePreview",                desk_api::getClosePreview,          Body::None, 200, "What closing the window would do"},
    {Method::Post,   "/hub/v1/windows/{id}/close",                       desk_api::postWindowClose,          Body::None, 200, "Close a settlement window"},
    {Method::Post,   "/hub/v1/windows/{id}/retry",                       desk_api::postWindowRetry,          Body::None, 200, "Try a failed window again"},
    {Method::Get,    "/hub/v1/settlementModels",                         desk_api::getModels,                Body::None, 200, "Settlement models as the desk lists them"},
    {Method::Post,   "/hub/v1/settlementModels",                         desk_api::postModel,                Body::Json, 201, "Create a settlement model"},
    {Method::Put,    "/hub/v1/settlementModels/{name}",                  desk_api::putModel,                 Body::Json, 200, "Activate or deactivate a settlement model"},
    {Method::Post,   "/hub/v1/settlements/search",                       desk_api::postSettlementSearch,     Body::Json, 200, "Search of settlements"},
    {Method::Get,    "/hub/v1/settlements/{id}",                         desk_api::getSettlement,            Body::None, 200, "A settlement with its accounts"},
    {Method::Get,    "/hub/v1/settlementModels/{name}/windows",          desk_api::getApplicableWindows,     Body::None, 200, "Windows that may be settled under a model"},
    {Method::Post,   "/hub/v1/settlements/preview",                      desk_api::postSettlementPreview,    Body::Json, 200, "The nets that a settlement would have"},
    {Method::Post,   "/hub/v1/settlements",                              desk_api::postSettlement,           Body::Json, 201, "Create a settlement"},
    {Method::Post,   "/hub/v1/settlements/step",                         desk_api::postSettlementStep,       Body::Json, 200, "Move accounts of a settlement on"},
    {Method::Post,   "/hub/v1/settlements/{id}/abort",                   desk_api::postSettlementAbort,      Body::None, 200, "Abort a settlement"},
    {Method::Post,   "/hub/v1/settlements/{id}/abortPair",               desk_api::postPairAbort,            Body::Json, 200, "Abort one pair of a bilateral settlement"},
    {Method::Post,   "/hub/v1/settlements/{id}/bankFile",                desk_api::postBankFile,             Body::Json, 200, "Hold the settlement bank's report against a settlement"},
    {Method::Get,    "/hub/v1/settlements/{id}/bankFile",                desk_api::getBankFile,              Body::None, 200, "The bank's report that a settlement is finalised with"},
    {Method::Post,   "/hub/v1/settlements/{id}/finalise",                desk_api::postFinalise,             Body::Json, 202, "Finalise a settlement as its bank reports"},
    {Method::Get,    "/hub/v1/settlements/{id}/finalise",                desk_api::getFinalise,              Body::None, 200, "How far finalising a settlement has come"},
    {Method::Post,   "/hub/v1/settlements/{id}/finalise/stop",           desk_api::postFinaliseStop,         Body::None, 200, "Stop finalising a settlement after the step in hand"},
    {Method::Get,    "/hub/v1/reports/{name}",                           desk_api::getReport,                Body::None, 200, "A report as CSV, XLSX or PDF"},
    {Method::Get,    "/hub/v1/interchangeRules",                         desk_api::getInterchangeRules,      Body::None, 200, "Rules of interchange fees"},
    {Method::Put,    "/hub/v1/interchangeRules",                         desk_api::putInterchangeRule,       Body::Json, 200, "Make or change a rule of interchange fees"},
    {Method::Delete, "/hub/v1/interchangeRules/{id}",                    desk_api::deleteInterchangeRule,    Body::None, 204, "Remove a rule of interchange fees"},
    {Method::Get,    "/hub/v1/callbacks",                                desk_api::getCallbacks,             Body::None, 200, "Callback addresses and deliveries of every participant"},
    {Method::Put,    "/hub/v1/callbacks/{name}",                         desk_api::putCallbacks,             Body::Json, 204, "Pause deliveries to a participant, or let them go on"},
    {Method::Put,    "/hub/v1/callbacks/{name}/endpoints",               desk_api::putCallbackEndpoints,     Body::Json, 204, "Set callback addresses of a participant"},
    {Method::Get,    "/hub/v1/callbacks/{name}/failures",                desk_api::getCallbackFailures,      Body::None, 200, "The newest failed attempts to a participant"},
    {Method::Post,   "/hub/v1/callbacks/{name}/probe",                   desk_api::postCallbackProbe,        Body::Json, 200, "Try whether a callback address answers"},
    {Method::Post,   "/hub/v1/deadLetters/search",                       desk_api::postDeadLetterSearch,     Body::Json, 200, "Search of callbacks that were given up"},
    {Method::Get,    "/hub/v1/deadLetters/{id}",                         desk_api::getDeadLetter,            Body::None, 200, "A callback that was given up, with what would be sent"},
    {Method::Post,   "/hub/v1/deadLetters/replay",                       desk_api::postReplay,               Body::Json, 200, "Send callbacks again that were given up"},
    {Method::Get,    "/openapi.json",                                    service_api::getOpenApi,          Body::None, 200, "This description"},
};
// clang-format on

/// `application/json; charset=utf-8` -> `application/json`, lower case.
std::string mediaTypeOf(std::string_view contentType)
{
    auto type = contentType.substr(0, contentType.find(';'));
    while (!type.empty() && type.back() == ' ')
        type.remove_suffix(1);
    return base::toLowerAscii(type);
}

bool isTaken(std::string_view contentType, Body body)
{
    if (contentType.empty()) return true;
    const auto type = mediaTypeOf(contentType);
    if (body == Body::Csv) return type == "text/csv";
    return type == "application/json" ||
           (body == Body::AnyJson && type.starts_with("application/") && type.ends_with("+json"));
}

/// Media type and body, then the row's handler.
void dispatch(const OperatorContext& context, const OperatorRow& row, const ExchangePtr& exchange)
{
    if (row.body == Body::None) {
        row.handler(context, exchange, {});
        return;
    }
    const auto& request = exchange->request();
    if (!isTaken(request.headers.get("content-type"), row.body)) {
        answerMalformed(exchange, "Unsupported Media Type");
        return;
    }
    if (request.body->empty() || row.body == Body::Csv) {
        row.handler(context, exchange, {});
        return;
    }
    const auto document = json::Document::parse(*request.body);
    if (!document) {
        exchange->answer(http::Answer::fspiopError(domain::makeError(domain::fspiop_code::kGenericClientError,
                                                                     "Invalid request payload JSON format")));
        return;
    }
    row.handler(context, exchange, document->root());
}

} // namespace

std::shared_ptr<const http::RouteTable> makeOperatorRoutes(AdminServices& services,
                                                           OperatorApiOptions options)
{
    const auto context =
        std::make_shared<const OperatorContext>(OperatorContext{services, std::move(options)});
    auto table = std::make_shared<http::RouteTable>();
    for (const auto& row : kRows) {
        http::Route route;
        route.method = row.method;
        route.pattern = row.pattern;
        route.handler = [context, &row](ExchangePtr exchange) { dispatch(*context, row, exchange); };
        const auto added = table->add(std::move(route));
        HUB_CHECK(added.has_value());
    }
    return table;
}

std::vector<OperatorRouteFacts> operatorRouteFacts()
{
    static constexpr std::string_view kJson = "application/json";
    std::vector<OperatorRouteFacts> out;
    for (const auto& row : kRows) {
        const std::string_view csv = row.body == Body::Csv ? "text/csv" : std::string_view();
        out.push_back({row.method, row.pattern, row.summary, row.success,
                       row.body == Body::Json || row.body == Body::AnyJson ? kJson : csv});
    }
    return out;
}

} // namespace hub::admin
