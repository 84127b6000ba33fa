#pragma once

#include "core/domain/fspiop_errors.h"

#include <optional>
#include <string>
#include <string_view>

namespace hub::lookup {

/// Whom a look-up is about, as the path says it (percent-decoded).
struct PartyId
{
    std::string type; ///< PartyIdType
    std::string identifier;
    std::string subId; ///< empty: none
    friend bool operator==(const PartyId&, const PartyId&) = default;
};

/// The rules of fspiop 8.1. Nothing: acceptable. A type outside the enumeration is 3100, an identifier that
/// its type does not allow is 3101.
std::optional<domain::FspiopError> checkPartyId(const PartyId& party);

} // namespace hub::lookup
