#include "core/fspiop/party_call.h"

#include "core/json/messages.h"

namespace hub::fspiop {

base::Expected<PartyCall, domain::FspiopError> readPartyCall(const Call& call)
{
    const http::Request& request = call.request();
    PartyCall read{{std::string(request.param("Type")), std::string(request.param("ID")),
                    std::string(request.param("SubId"))},
                   std::nullopt};
    // The public toolkit leaves the placeholder of an empty sub-id in the path; an empty one means none.
    if (read.party.subId == "{SubId}") read.party.subId.clear();
    if (auto problem = lookup::checkPartyId(read.party)) return base::Unexpected(*std::move(problem));
    if (request.query.empty()) return read;
    if (const auto currency = request.queryItem("currency")) {
        if (const auto failure = json::firstFailure(*currency, json::message::kCurrency))
            return base::Unexpected(json::fspiopError(*failure, "/query/currency"));
        read.currency = domain::Currency::parse(*currency);
    }
    return read;
}

} // namespace hub::fspiop
