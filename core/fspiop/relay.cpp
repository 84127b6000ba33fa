#include "core/fspiop/relay.h"

#include <algorithm>
#include <array>

namespace hub::fspiop {
namespace {

// clang-format off
constexpr std::array<std::string_view, 17> kNotPassedOn{
    "host", "content-length", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "te", "trailer",
    "upgrade", "expect", "traceparent", "tracestate", "authorization", "proxy-authorization", "cookie",
    "x-client-id", "http2-settings"};
// clang-format on

bool isPassedOn(std::string_view name)
{
    return std::none_of(kNotPassedOn.begin(), kNotPassedOn.end(),
                        [&](std::string_view other) { return base::equalsIgnoreCase(name, other); });
}

} // namespace

std::string relayBlock(const http::Headers& received)
{
    std::string block;
    block.reserve(640);
    for (const auto& [name, value] : received) {
        if (!isPassedOn(name)) continue;
        const std::size_t at = block.size();
        block += name;
        for (std::size_t i = at; i < block.size(); ++i)
            if (block[i] >= 'A' && block[i] <= 'Z') block[i] = static_cast<char>(block[i] - 'A' + 'a');
        block.append(": ").append(value).append("\r\n");
    }
    return block;
}

http::Headers readRelayBlock(std::string_view block)
{
    http::Headers headers;
    headers.reserve(24);
    while (!block.empty()) {
        const std::size_t end = block.find("\r\n");
        const std::string_view line = block.substr(0, end);
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos)
            headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
        if (end == std::string_view::npos) break;
        block.remove_prefix(end + 2);
    }
    return headers;
}

http::Headers forwardable(const http::Headers& received)
{
    http::Headers headers;
    headers.reserve(received.size() + 2);
    for (const auto& [name, value] : received)
        if (isPassedOn(name)) headers.add(base::toLowerAscii(name), value);
    return headers;
}

void addressTo(http::Headers& headers, http::Method method, std::string_view source,
               std::string_view destination)
{
    headers.set("fspiop-source", std::string(source));
    if (!destination.empty()) headers.set("fspiop-destination", std::string(destination));
    const std::string* verb = headers.find("fspiop-http-method");
    if (verb == nullptr || *verb != http::toString(method))
        headers.set("fspiop-http-method", std::string(http::toString(method)));
    if (method == http::Method::Put) headers.remove("accept");
}

} // namespace hub::fspiop
