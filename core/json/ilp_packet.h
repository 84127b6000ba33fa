#pragma once

#include "core/base/expected.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hub::json {

/// An ILP packet as DFSPs make it (fspiop 12.6).
struct IlpPacket
{
    enum class Type : std::uint8_t {
        Payment = 1,  ///< the older one
        Prepare = 12, ///< ILP version 4
    };
    Type type = Type::Payment;
    std::uint64_t amount = 0;       ///< in the currency's minor units
    std::string expiresAt;          ///< Prepare only: 17 digits, `yyyyMMddHHmmssSSS`
    std::string executionCondition; ///< Prepare only: 32 bytes
    std::string account;            ///< `g.payeefsp.msisdn.27713803912`
    std::string data;               ///< the transaction object, mostly as base64url text
};

/// Reads a packet as it is in a prepare (base64url text). The error is a sentence that says where it ends to
/// be one. Any thread.
base::Expected<IlpPacket, std::string> readIlpPacket(std::string_view base64Url);

/// The data of an ILP packet as it is in a prepare (base64url text): of the older ILP payment (type 1) and of
/// the newer ILP prepare (type 12). Nothing when the text is neither (admin-settlement 1.10). Any thread.
std::optional<std::string> ilpPacketData(std::string_view base64Url);

/// The transaction object inside the packet as JSON text: its data, base64url-decoded when it is not JSON as
/// it is.
std::optional<std::string> transactionObject(std::string_view ilpPacket);
/// The same of a packet that has been read.
std::optional<std::string> transactionObject(const IlpPacket& packet);

} // namespace hub::json
