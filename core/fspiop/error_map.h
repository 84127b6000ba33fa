#pragma once

#include "core/domain/fspiop_errors.h"
#include "core/http/sender.h"

#include <string_view>

namespace hub::fspiop {

/// Who forwarded: quotes report every 4xx as 3000, the others a 404 as 3200 (fspiop 3.10, 9.5).
enum class ForwardKind { General, Quote };

/// What a forwarded message that did not arrive means to its sender: the peer's own errorInformation when its
/// answer has one, else by status, else 1001. `endpointType` and `destination` name a missing endpoint.
domain::FspiopError forwardFailure(const http::DeliveryResult& result, ForwardKind kind,
                                   std::string_view endpointType, std::string_view destination);

/// `<code>: <description>` cut at 128 bytes: the value of the extension `cause` (fspiop 7.10).
std::string causeText(const domain::FspiopError& error);

} // namespace hub::fspiop
