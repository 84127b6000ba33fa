#pragma once

#include "core/base/bytes.h"
#include "core/http/message.h"

#include <string>
#include <string_view>

/// Headers of messages that pass through (fspiop 3.9).
namespace hub::fspiop {

/// The block that ledger::Relay keeps: `name: value\r\n` lines in received order, names in lower case. Left
/// out: what belongs to the connection (host, content-length, connection, ...), the trace headers, which each
/// hop writes anew, and credentials (authorization, cookie), which are nobody else's business.
std::string relayBlock(const http::Headers& received);
/// The headers of such a block.
http::Headers readRelayBlock(std::string_view block);
/// The same selection without the text in between.
http::Headers forwardable(const http::Headers& received);

/// Makes `headers` those of a message that an FSP sent and the hub passes on: source, destination and method
/// are the actual ones, Date is printed as IMF-fixdate when it can be read, Accept leaves every PUT.
/// Everything else stays, the signature too.
void addressTo(http::Headers& headers, http::Method method, std::string_view source,
               std::string_view destination);

} // namespace hub::fspiop
