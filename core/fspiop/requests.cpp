#include "core/fspiop/requests.h"

#include "core/json/messages.h"

#include <array>
#include <utility>

namespace hub::fspiop {
namespace {

using namespace domain::fspiop_code;

constexpr std::string_view kTransactionRequests = "transactionRequests";
constexpr std::string_view kAuthorizations = "authorizations";
constexpr std::string_view kTransactions = "transactions";

/// The four query items of GET /authorizations/{ID}: all mandatory, then each by its kind (fspiop 6.7).
std::optional<domain::FspiopError> authorizationQueryProblem(const http::Request& request)
{
    using namespace json::message;
    const std::array<std::pair<std::string_view, const json::Shape*>, 4> items{{
        {"authenticationType", &kAuthenticationType},
        {"retriesLeft", &kInteger},
        {"amount", &kAmount},
        {"currency", &kCurrency},
    }};
    for (const auto& [name, shape] : items) {
        if (request.queryItem(name)) continue;
        std::string detail = "/query must have required property '";
        return domain::makeError(kMissingMandatoryElement, detail.append(name).append("'"));
    }
    for (const auto& [name, shape] : items)
        if (const auto failure = json::firstFailure(*request.queryItem(name), *shape))
            return json::fspiopError(*failure, std::string("/query/").append(name));
    return std::nullopt;
}

} // namespace

Reply Requests::relay(Call& call, std::string_view resource, std::string_view endpointType)
{
    const http::Request& request = call.request();
    const bool isPut = request.method == http::Method::Put;
    std::string errorPath = "/" + std::string(resource) + "/" + http::percentEncode(call.subject) + "/error";
    ErrorReturn onError{call.source(), based(endpointType, std::move(errorPath)), std::string(resource), {}};
    if (m_forwarding.isRegistered(call.headers.destination)) {
        Forward forward = m_forwarding.relayOf(
            call, call.destination(),
            based(endpointType, request.path, request.query.empty() ? std::string() : "?" + request.query),
            std::move(onError));
        if (request.method == http::Method::Get) forward.body = nullptr;
        m_forwarding.send(std::move(forward));
    } else {
        m_forwarding.sendError(onError, domain::makeError(kDestinationFSPError, "Destination FSP not found"),
                               call.trace, call.subject);
    }
    return http::Answer::empty(isPut ? 200 : 202);
}

Reply Requests::postTransactionRequest(Call& call)
{
    call.subject = std::string(call.root()["transactionRequestId"].scalarText());
    return relay(call, kTransactionRequests, endpoint_type::kTransactionRequests);
}

Reply Requests::relayTransactionRequest(Call& call)
{
    call.subject = std::string(call.request().param("ID"));
    return relay(call, kTransactionRequests, endpoint_type::kTransactionRequests);
}

Reply Requests::relayTransaction(Call& call)
{
    call.subject = std::string(call.request().param("ID"));
    return relay(call, kTransactions, endpoint_type::kTransactionRequests);
}

Reply Requests::getAuthorization(Call& call)
{
    if (const auto problem = authorizationQueryProblem(call.request()))
        return http::Answer::fspiopError(*problem);
    call.subject = std::string(call.request().param("ID"));
    return relay(call, kAuthorizations, endpoint_type::kAuthorizations);
}

Reply Requests::relayAuthorization(Call& call)
{
    call.subject = std::string(call.request().param("ID"));
    return relay(call, kAuthorizations, endpoint_type::kAuthorizations);
}

} // namespace hub::fspiop
