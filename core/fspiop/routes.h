#pragma once

#include "core/fspiop/services.h"
#include "core/http/route_table.h"
#include "core/http/server.h"
#include "core/json/schema.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace hub::fspiop {

/// What a row of the DFSP API is, for everything that is derived from the one table: the router, header and
/// body checks, metrics labels, the OpenAPI document, the tests that walk it.
struct RouteFacts
{
    http::Method method{};
    std::string_view pattern;
    std::string_view resource;         ///< of the media type
    const json::Shape* body = nullptr; ///< null: the row has no body
    bool needsDestination = false;     ///< FSPIOP-Destination is mandatory
    bool idIsCorrelationId = false;    ///< {ID} must be a UUID or ULID (quoting)
    int successStatus = 202;
    std::string_view summary;
};

/// The rows of FSPIOP resources, in order.
std::span<const RouteFacts> routeFacts();

/// The table of the DFSP listener: the rows above, GET /health, GET /openapi.json, DELETE /endpointcache.
/// Figures of the whole hub are for its operators only. The handlers live as long as the table and refer to
/// `services`: keep both until engine, sender and readers have stopped. Call once.
std::shared_ptr<const http::RouteTable> makeRoutes(FspiopServices& services);

/// How the DFSP listener words what no handler answers. Sizes are 400 with 3104 there (fspiop 3.6), where the
/// operator's listener has statuses of their own.
http::ServerCallbacks serverCallbacks();

/// OpenAPI 3.0 of the rows, generated from the table and the message descriptions; compact JSON.
std::string openApiDocument(std::string_view version);

} // namespace hub::fspiop
