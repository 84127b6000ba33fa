#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/fspiop/services.h"
#include "core/http/digest.h"
#include "core/http/message.h"

#include <optional>
#include <string_view>

/// What the resources that move money read of a message in the same way. Pure.
namespace hub::fspiop {

/// SHA-256 of the body's compact text: what makes a message a duplicate (fspiop 7.4).
base::Digest bodyHash(const http::Request& request);
/// Base64url of exactly 32 bytes.
std::optional<base::Digest> decodedDigest(std::string_view text);
/// The rules of completedTimestamp (fspiop 7.5).
std::optional<domain::FspiopError> completedTimestampProblem(const Settings& settings, base::Instant now,
                                                             std::optional<base::Instant> completedAt);

} // namespace hub::fspiop
