#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hub::json {

/// The data of an ILP packet as it is in a prepare (base64url text): of the older ILP payment (type 1) and of
/// the newer ILP prepare (type 12). Nothing when the text is neither (admin-settlement 1.10). Any thread.
std::optional<std::string> ilpPacketData(std::string_view base64Url);

/// The transaction object inside the packet as JSON text: its data, base64url-decoded when it is not JSON as
/// it is.
std::optional<std::string> transactionObject(std::string_view ilpPacket);

} // namespace hub::json
