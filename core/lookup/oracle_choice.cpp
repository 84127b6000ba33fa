#include "core/lookup/oracle_choice.h"

#include <algorithm>
#include <set>

namespace hub::lookup {

using namespace domain::fspiop_code;

const domain::Oracle* chooseOracle(std::span<const domain::Oracle> oracles, std::string_view partyIdType,
                                   std::optional<domain::Currency> currency)
{
    const auto choose = [&](auto&& fits) {
        const domain::Oracle* best = nullptr;
        for (const domain::Oracle& oracle : oracles) {
            if (!oracle.isActive || oracle.partyIdType != partyIdType || !fits(oracle)) continue;
            if (oracle.isDefault) return &oracle;
            if (best == nullptr) best = &oracle;
        }
        return best;
    };
    if (!currency) return choose([](const domain::Oracle&) { return true; });
    if (const auto* named = choose([&](const domain::Oracle& oracle) { return oracle.currency == currency; }))
        return named;
    return choose([](const domain::Oracle& oracle) { return !oracle.currency; });
}

domain::FspiopError noOracle(std::string_view partyIdType)
{
    return domain::makeError(kAddPartyInformationError,
                             "Oracle type: " + std::string(partyIdType) + " not found");
}

domain::FspiopError noOracleInBatch(std::string_view partyIdType)
{
    return domain::makeError(kAddPartyInformationError,
                             "Oracle type:" + std::string(partyIdType) + " not found");
}

Resolution resolve(std::span<const PartyEntry> entries, std::string_view subId)
{
    Resolution result;
    if (entries.empty()) {
        result.error = domain::makeError(kPartyNotFound);
        return result;
    }
    for (const PartyEntry& entry : entries) {
        if (entry.subId != subId || entry.fspId.empty()) continue;
        if (std::find(result.fspIds.begin(), result.fspIds.end(), entry.fspId) == result.fspIds.end())
            result.fspIds.push_back(entry.fspId);
    }
    if (result.fspIds.empty())
        result.error = domain::makeError(kGenericIDNotFound,
                                         subId.empty() ? "Empty oracle partyList"
                                                       : "Empty oracle partyList for the given sub-id");
    return result;
}

std::vector<PartyEntry> preferCurrency(std::vector<PartyEntry> entries,
                                       std::optional<domain::Currency> currency)
{
    if (!currency) return entries;
    std::set<std::string> named; // Sub-ids that have an entry of the currency.
    for (const PartyEntry& entry : entries)
        if (entry.currency == currency->code()) named.insert(entry.subId);
    std::erase_if(entries, [&](const PartyEntry& entry) {
        return entry.currency != currency->code() && named.contains(entry.subId);
    });
    return entries;
}

domain::FspiopError oracleFailure(int httpStatus)
{
    if (httpStatus == 400) return domain::makeError(kPartyNotFound);
    if (httpStatus == 404) return domain::makeError(kDestinationFSPError, "Oracle not found");
    return domain::makeError(kDestinationCommunicationError, "Oracle could not be reached");
}

} // namespace hub::lookup
