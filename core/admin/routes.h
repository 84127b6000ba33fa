#pragma once

#include "core/admin/services.h"
#include "core/http/route_table.h"
#include "core/hub/hub_api.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hub::admin {

/// What the operator listener shows of itself.
struct OperatorApiOptions
{
    /// Start of `id` and `links.self` of participants (HOSTNAME of the reference).
    std::string hostName = "http://central-ledger";
    /// The door of core/hub for one caller, valid for as long as it is held; the routes of a desk elsewhere
    /// go through it. Any thread. Empty: those routes answer 2002.
    std::function<std::shared_ptr<api::HubApi>(const Caller&)> doorFor;
    /// PEM text of the key that the hub's own messages are signed with; empty: they are not signed.
    std::string signingKeyPem;
};

/// The one route table of the operator listener: the admin API at `/` (admin-settlement 1.2), settlement at
/// `/v2` (4.1), oracles at `/oracles` (6), the hub's own at `/hub/v1`, health, metrics, enums and the
/// description of all of it at
/// `/openapi.json`. `services` outlives the listener. Handlers run on http threads and do not block.
std::shared_ptr<const http::RouteTable> makeOperatorRoutes(AdminServices& services,
                                                           OperatorApiOptions options = {});

/// What the table says of a route to who describes it.
struct OperatorRouteFacts
{
    http::Method method;
    std::string_view pattern;
    std::string_view summary;
    int success;               ///< status when all is well
    std::string_view bodyType; ///< media type of the body; empty: none
};

/// Every row of the table, in its order. Any thread.
std::vector<OperatorRouteFacts> operatorRouteFacts();

/// The OpenAPI 3 description of the listener, resources/openapi/operator.json. Any thread.
const std::string& operatorOpenApi();

} // namespace hub::admin
