#include "core/json/ilp_packet.h"

#include "core/base/bytes.h"
#include "core/json/document.h"

namespace hub::json {
namespace {

constexpr char kIlpPayment = 1;
constexpr char kIlpPrepare = 12;

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

std::optional<std::string> ilpPacketData(std::string_view base64Url)
{
    while (!base64Url.empty() && base64Url.back() == '=')
        base64Url.remove_suffix(1);
    const auto bytes = base::fromBase64Url(base64Url);
    if (!bytes || bytes->empty()) return std::nullopt;
    std::string_view rest(*bytes);
    const char type = rest.front();
    rest.remove_prefix(1);
    auto body = takeOctets(rest);
    if (!body) return std::nullopt;
    // Amount, then for a prepare the expiry (17 digits) and the condition.
    const std::size_t fixed = type == kIlpPayment ? 8 : type == kIlpPrepare ? 8 + 17 + 32 : 0;
    if (fixed == 0 || !take(*body, fixed) || !takeOctets(*body)) return std::nullopt;
    const auto data = takeOctets(*body);
    if (!data) return std::nullopt;
    return std::string(*data);
}

std::optional<std::string> transactionObject(std::string_view ilpPacket)
{
    auto data = ilpPacketData(ilpPacket);
    if (!data) return std::nullopt;
    if (isJsonObject(*data)) return data;
    std::string_view text(*data);
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    auto decoded = base::fromBase64Url(text);
    if (!decoded || !isJsonObject(*decoded)) return std::nullopt;
    return decoded;
}

} // namespace hub::json
