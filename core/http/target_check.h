#pragma once

#include <QtNetwork/QHostAddress>

#include <optional>
#include <string>
#include <string_view>

namespace hub::http {

/// Addresses to which nothing is ever sent: multicast, broadcast, unspecified, and link-local, where clouds
/// keep their metadata services. An IPv4 address that comes as IPv6 is judged as what it is.
bool isNeverTarget(const QHostAddress& address);

/// What is wrong with an address that somebody wants messages sent to, in words; nothing when it can be
/// saved. `text` may hold templates (`{{transferId}}`). Numbers that only some readers take for an address
/// (`2130706433`, `0x7f.1`) are refused; what a name resolves to is looked at with each connection.
std::optional<std::string> targetProblem(std::string_view text);

} // namespace hub::http
