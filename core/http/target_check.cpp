#include "core/http/target_check.h"

#include "core/http/url.h"

#include <algorithm>

namespace hub::http {
namespace {

QHostAddress plain(const QHostAddress& address)
{
    bool isIpv4 = false;
    const quint32 value = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(value) : address;
}

/// `{{word}}` becomes `x`; other braces stay and make the URL a bad one.
std::string withoutTemplates(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const std::size_t open = text.find("{{");
        const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
        if (close == std::string_view::npos) break;
        const std::string_view word = text.substr(open + 2, close - open - 2);
        const bool isWord = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        });
        if (!isWord) break;
        out.append(text.substr(0, open)).append("x");
        text.remove_prefix(close + 2);
    }
    return out.append(text);
}

/// A host that readers of the old kind take for a number of their own spelling.
bool endsInNumber(std::string_view host)
{
    if (!host.empty() && host.back() == '.') host.remove_suffix(1);
    std::string_view label = host.substr(host.rfind('.') + 1);
    const bool isHex = label.size() >= 2 && label[0] == '0' && (label[1] == 'x' || label[1] == 'X');
    if (isHex) label.remove_prefix(2);
    return std::all_of(label.begin(), label.end(), [isHex](char c) {
        return (c >= '0' && c <= '9') || (isHex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    });
}

} // namespace

bool isNeverTarget(const QHostAddress& given)
{
    const QHostAddress address = plain(given);
    return address.isNull() || address.isMulticast() || address.isBroadcast() || address.isLinkLocal() ||
           address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6) ||
           address.isInSubnet(QHostAddress(QStringLiteral("0.0.0.0")), 8) ||
           address == QHostAddress(QStringLiteral("fd00:ec2::254"));
}

std::optional<std::string> targetProblem(std::string_view text)
{
    if (text.size() > kUrlMax) return "is longer than " + std::to_string(kUrlMax) + " characters";
    const auto url = parseUrl(withoutTemplates(text));
    if (!url) return "is not an http or https URL without user, fragment or blanks";
    QHostAddress address;
    const bool isAddress = address.setAddress(QString::fromStdString(url->host));
    const bool isIpv6 = url->host.find(':') != std::string::npos;
    if (!isIpv6 && endsInNumber(url->host) && (!isAddress || address.toString().toStdString() != url->host))
        return "has a host that is a number but no IPv4 address";
    if (isAddress && isNeverTarget(address)) return "names an address to which nothing is sent";
    return std::nullopt;
}

} // namespace hub::http
