#include "app/sim/ilp.h"

#include "core/base/bytes.h"
#include "core/base/check.h"

#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace hub::sim {
namespace {

constexpr char kTypeIlpV1 = 1;

// One byte below 128, else 0x80 plus the count of length bytes and then these, high byte first.
void appendLength(std::string& out, std::size_t length)
{
    if (length < 0x80) {
        out += static_cast<char>(length);
        return;
    }
    std::string bytes;
    for (std::size_t rest = length; rest > 0; rest >>= 8)
        bytes.insert(bytes.begin(), static_cast<char>(rest & 0xFF));
    out += static_cast<char>(0x80 | bytes.size());
    out += bytes;
}

} // namespace

std::string ilpPacket(const IlpPayment& payment)
{
    std::string content;
    for (int shift = 56; shift >= 0; shift -= 8)
        content += static_cast<char>(payment.minorUnits >> shift & 0xFF);
    appendLength(content, payment.account.size());
    content += payment.account;
    const std::string data = base::toBase64Url(payment.transaction);
    appendLength(content, data.size());
    content += data;
    content += '\0'; // no extensions
    std::string packet(1, kTypeIlpV1);
    appendLength(packet, content.size());
    return base::toBase64Url(packet + content);
}

std::string fulfilmentOf(std::string_view secret, std::string_view packet)
{
    std::array<unsigned char, 32> mac{};
    unsigned int size = 0;
    const auto* done =
        HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
             reinterpret_cast<const unsigned char*>(packet.data()), packet.size(), mac.data(), &size);
    HUB_CHECK(done != nullptr && size == mac.size());
    return base::toBase64Url({reinterpret_cast<const char*>(mac.data()), mac.size()});
}

std::string conditionOf(std::string_view fulfilment)
{
    const auto bytes = base::fromBase64Url(fulfilment);
    if (!bytes || bytes->size() != 32) return {};
    std::array<unsigned char, 32> digest{};
    unsigned int size = 0;
    HUB_CHECK(EVP_Digest(bytes->data(), bytes->size(), digest.data(), &size, EVP_sha256(), nullptr) == 1);
    return base::toBase64Url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

} // namespace hub::sim
