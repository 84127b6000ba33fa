#include "core/runtime/address_policy.h"

#include "core/http/target_check.h"

#include <QHostAddress>

namespace hub::runtime {
namespace {

// An IPv4 address that comes as IPv6 (::ffff:169.254.169.254) is judged as what it is.
QHostAddress plain(const QHostAddress& address)
{
    bool isIpv4 = false;
    const quint32 value = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(value) : address;
}

bool isPrivate(const QHostAddress& address)
{
    constexpr std::pair<const char*, int> kNetworks[] = {
        {"10.0.0.0", 8}, {"172.16.0.0", 12}, {"192.168.0.0", 16}, {"100.64.0.0", 10}, {"fc00::", 7}};
    for (const auto& [network, bits] : kNetworks)
        if (address.isInSubnet(QHostAddress(QLatin1String(network)), bits)) return true;
    return address.isLoopback() || address.isInSubnet(QHostAddress(QStringLiteral("127.0.0.0")), 8);
}

} // namespace

std::function<bool(std::string_view, const QHostAddress&)> addressPolicy(bool allowPrivate)
{
    return [allowPrivate](std::string_view, const QHostAddress& given) {
        const QHostAddress address = plain(given);
        if (http::isNeverTarget(address)) return false;
        return allowPrivate || !isPrivate(address);
    };
}

} // namespace hub::runtime
