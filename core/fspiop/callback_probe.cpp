#include "core/fspiop/callback_probe.h"

#include "core/fspiop/callback_desk.h"

#include <utility>

namespace hub::fspiop {

CallbackProbe makeCallbackProbe(FspiopServices& services, int timeoutMs)
{
    return [&services, timeoutMs](const std::string& address,
                                  std::function<void(http::DeliveryResult &&)> then) {
        http::Outbound message;
        message.lane = kProbeLane;
        message.method = http::Method::Get;
        message.resolveUrl = [address] { return std::optional(address); };
        message.headers.add("Accept", "*/*");
        message.spanName = "GET / probe";
        message.policy = http::SendPolicy::Once;
        message.isProbe = true;
        message.timeoutMs = timeoutMs;
        return services.desk.sendOnce(std::move(message), std::move(then));
    };
}

} // namespace hub::fspiop
