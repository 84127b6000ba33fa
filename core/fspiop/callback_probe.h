#pragma once

#include "core/fspiop/services.h"
#include "core/http/sender.h"

#include <functional>
#include <string>

namespace hub::fspiop {

/// The lane of probes; it is nobody's.
inline constexpr std::string_view kProbeLane = "hub:probe";

/// One GET of an address, without a message of the API in it: address, TLS and HTTP are tried as a delivery
/// would, under the same address policy, and redirects are not followed. `then` is called on a sender thread.
/// False: too many probes wait. Any thread.
using CallbackProbe =
    std::function<bool(const std::string& address, std::function<void(http::DeliveryResult&&)> then)>;

/// `services` outlives it. Times in milliseconds.
CallbackProbe makeCallbackProbe(FspiopServices& services, int timeoutMs);

} // namespace hub::fspiop
