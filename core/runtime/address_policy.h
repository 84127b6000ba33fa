#pragma once

#include <functional>
#include <string_view>

class QHostAddress;

namespace hub::runtime {

/// Where callbacks and oracle calls may go (reliability 6.15): never to link-local, multicast, broadcast or
/// unspecified addresses (the metadata services of clouds live on link-local ones); to loopback and private
/// networks only when `allowPrivate`. Asked with the resolved address at each connect, so a name that moves
/// is caught. Any thread.
std::function<bool(std::string_view host, const QHostAddress& address)> addressPolicy(bool allowPrivate);

} // namespace hub::runtime
