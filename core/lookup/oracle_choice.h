#pragma once

#include "core/domain/currency.h"
#include "core/domain/fspiop_errors.h"
#include "core/domain/participant.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hub::lookup {

/// Which directory answers for a type of party (fspiop 8.4): active, of that type and, when a currency is
/// asked for, of that currency. Several: the default one, else the first. With a currency that no oracle
/// names, those without a currency are taken (decision 18). Null: none.
const domain::Oracle* chooseOracle(std::span<const domain::Oracle> oracles, std::string_view partyIdType,
                                   std::optional<domain::Currency> currency);

/// 3003 for a single call: `Oracle type: X not found`.
domain::FspiopError noOracle(std::string_view partyIdType);
/// 3003 inside a batch result, where the reference writes no blank.
domain::FspiopError noOracleInBatch(std::string_view partyIdType);

/// One line of an oracle's partyList.
struct PartyEntry
{
    std::string fspId;
    std::string currency; ///< empty: none
    std::string subId;    ///< empty: none
};

/// What a look-up does with the oracle's answer (fspiop 8.2 rows 5 to 7, 8.3).
struct Resolution
{
    std::vector<std::string> fspIds; ///< each once, in the oracle's order
    std::optional<domain::FspiopError> error;
};
/// With a sub-id only entries that have it, without one only those that have none. An empty list is 3204, a
/// list that has none of those 3200.
Resolution resolve(std::span<const PartyEntry> entries, std::string_view subId);

/// The built-in directory's choice: with a currency, what is registered for it stands before what is
/// registered for any, for each sub-id.
std::vector<PartyEntry> preferCurrency(std::vector<PartyEntry> entries,
                                       std::optional<domain::Currency> currency);

/// What an oracle's refusal means to the one who asked: 400 is 3204, 404 is 3201, anything else 1001.
domain::FspiopError oracleFailure(int httpStatus);

} // namespace hub::lookup
