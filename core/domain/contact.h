#pragma once

#include "core/base/clock.h"
#include "core/base/strong_id.h"
#include "core/domain/ids.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace hub::domain {

using ContactId = base::StrongId<struct ContactIdTag, std::int64_t>;

/// A person or desk of a participant whom operators call or write to (admin-settlement 7.6). Personal data:
/// told to operators only.
struct Contact
{
    ContactId id;
    ParticipantId participant;
    std::string name;
    std::string role; ///< free text, such as "settlement desk"
    std::string email;
    std::string phone;
    base::Instant changedAt;
};

/// Bounds in bytes; of one participant.
inline constexpr std::size_t kContactsMax = 32;
inline constexpr std::size_t kContactTextMax = 128;

} // namespace hub::domain
