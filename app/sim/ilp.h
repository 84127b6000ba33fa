#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hub::sim {

/// What an ILP packet of FSPIOP 1.x says (fspiop 12.6): the amount in minor units, the payee's ILP address
/// and the Transaction object as JSON text.
struct IlpPayment
{
    std::uint64_t minorUnits = 0;
    std::string account; ///< `g.<fspId>.<type>.<id>`
    std::string transaction;
};

/// Version 1 packet, base64url without padding, as it stands in `ilpPacket`.
std::string ilpPacket(const IlpPayment& payment);

/// HMAC-SHA256 of the packet text under the payee's secret, base64url: 43 characters.
std::string fulfilmentOf(std::string_view secret, std::string_view packet);
/// SHA-256 of the 32 bytes of a fulfilment, base64url: 43 characters. Empty when the fulfilment is none.
std::string conditionOf(std::string_view fulfilment);

} // namespace hub::sim
