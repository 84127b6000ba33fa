#include "core/json/ilp_packet.h"

#include "core/base/bytes.h"
#include "core/json/document.h"

namespace hub::json {
namespace {

constexpr std::size_t kAmountBytes = 8;
constexpr std::size_t kExpiryDigits = 17;
constexpr std::size_t kConditionBytes = 32;

std::optional<std::string_view> take(std::string_view& bytes, std::size_t count)
{
    if (bytes.size() < count) return std::nullopt;
    const auto out = bytes.substr(0, count);
    bytes.remove_prefix(count);
    return out;
}

// An OER variable-length octet string: one byte of length, or 0x80 + n and n bytes of it.
std::optional<std::string_view> takeOctets(std::string_view& bytes)
{
    const auto first = take(bytes, 1);
    if (!first) return std::nullopt;
    std::size_t length = static_cast<unsigned char>(first->front());
    if (length >= 0x80) {
        const auto digits = take(bytes, length & 0x7FU);
        if (!digits || digits->empty() || digits->size() > 4) return std::nullopt;
        length = 0;
        for (const char digit : *digits)
            length = length << 8U | static_cast<unsigned char>(digit);
    }
    return take(bytes, length);
}

bool isJsonObject(std::string_view text)
{
    const auto document = Document::parse(text);
    return document && document->root().isObject();
}

} // namespace

base::Expected<IlpPacket, std::string> readIlpPacket(std::string_view base64Url)
{
    const auto broken = [](std::string why) { return base::Unexpected(std::move(why)); };
    while (!base64Url.empty() && base64Url.back() == '=')
        base64Url.remove_suffix(1);
    if (base64Url.empty()) return broken("There is no packet");
    const auto bytes = base::fromBase64Url(base64Url);
    if (!bytes || bytes->empty()) return broken("It is not base64url text");
    std::string_view rest(*bytes);
    IlpPacket packet;
    const auto type = static_cast<unsigned char>(rest.front());
    if (type != static_cast<unsigned>(IlpPacket::Type::Payment) &&
        type != static_cast<unsigned>(IlpPacket::Type::Prepare))
        return broken("It is of type " + std::to_string(type) +
                      "; a payment (1) or a prepare (12) is expected");
    packet.type = static_cast<IlpPacket::Type>(type);
    rest.remove_prefix(1);
    auto body = takeOctets(rest);
    if (!body) return broken("It is shorter than its length says");
    const auto amount = take(*body, kAmountBytes);
    if (!amount) return broken("It ends within the amount");
    for (const char digit : *amount)
        packet.amount = packet.amount << 8U | static_cast<unsigned char>(digit);
    if (packet.type == IlpPacket::Type::Prepare) {
        const auto expiry = take(*body, kExpiryDigits);
        const auto condition = take(*body, kConditionBytes);
        if (!expiry || !condition) return broken("It ends within the expiry or the condition");
        packet.expiresAt = *expiry;
        packet.executionCondition = *condition;
    }
    const auto account = takeOctets(*body);
    if (!account) return broken("It ends within the account");
    packet.account = *account;
    const auto data = takeOctets(*body);
    if (!data) return broken("It ends within the data");
    packet.data = *data;
    return packet;
}

std::optional<std::string> ilpPacketData(std::string_view base64Url)
{
    auto packet = readIlpPacket(base64Url);
    if (!packet) return std::nullopt;
    return std::move(packet->data);
}

std::optional<std::string> transactionObject(const IlpPacket& packet)
{
    if (isJsonObject(packet.data)) return packet.data;
    std::string_view text(packet.data);
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    auto decoded = base::fromBase64Url(text);
    if (!decoded || !isJsonObject(*decoded)) return std::nullopt;
    return decoded;
}

std::optional<std::string> transactionObject(std::string_view ilpPacket)
{
    const auto packet = readIlpPacket(ilpPacket);
    return packet ? transactionObject(*packet) : std::nullopt;
}

} // namespace hub::json
