#pragma once

#include "core/fspiop/headers.h"
#include "core/http/exchange.h"
#include "core/http/route_table.h"
#include "core/json/document.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hub::fspiop {

/// A request that has passed headers, signature and schema, on its way through its handler.
struct Call
{
    std::shared_ptr<http::Exchange> exchange;
    MessageHeaders headers;     ///< points into the exchange's request
    json::Document body;        ///< empty for rows without a body
    events::TraceContext trace; ///< parent: the Validate span
    std::string subject;        ///< set by the handler: transfer, quote or request id, for the span

    const http::Request& request() const { return exchange->request(); }
    json::Value root() const { return body.root(); }
    std::string source() const { return std::string(headers.source); }
    std::string destination() const { return std::string(headers.destination); }
};

/// Handlers that go on after their answer share the call.
using CallPtr = std::shared_ptr<Call>;

/// What a handler returns: the answer to give now, or nothing when it answers later.
using Reply = std::optional<http::Answer>;

} // namespace hub::fspiop
