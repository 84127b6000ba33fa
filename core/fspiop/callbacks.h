#pragma once

#include "core/base/clock.h"
#include "core/fspiop/endpoints.h"
#include "core/http/sender.h"
#include "core/ledger/decision.h"

#include <optional>
#include <string>
#include <string_view>

/// How messages to DFSPs are written (fspiop 3.9, 7.9). Pure functions.
namespace hub::fspiop {

/// A message that the hub itself writes: error callbacks, states, results of look-ups.
struct HubMessage
{
    std::string destination;
    http::Method method = http::Method::Put;
    Target target;
    std::string resource;    ///< of the media type
    std::string contentType; ///< empty: resource and configured version
    base::SharedBytes body;
    base::Instant at; ///< becomes Date
    events::TraceContext trace;
    std::string subject;  ///< for spans and order
    std::string spanName; ///< `PUT /parties error`
    std::string uri;      ///< FSPIOP-URI; empty: the target's path
    std::string source;   ///< logical sender when it is not the hub (then nothing is signed)
};

/// True for kinds that the hub writes and for relays that go out in the hub's name.
bool isHubWritten(const ledger::Notice& notice, std::string_view hubName);
/// The message of a hub-written notice. Its Date is the notice's time, so that every attempt, also after a
/// restart, has the same bytes.
HubMessage hubMessage(const ledger::Notice& notice);
/// `PUT /transfers/{ID}`
std::string_view messageName(ledger::NoticeKind kind);
Target targetOf(const ledger::Notice& notice);
/// Headers of a relayed notice: the FSP's own, addressed, with FSPIOP-URI and FSPIOP-HTTP-Method set.
http::Headers relayHeaders(const ledger::Notice& notice);
/// Headers of a hub message, without signature.
http::Headers hubHeaders(const HubMessage& message, std::string_view hubName,
                         std::string_view contentVersion);

/// `{"completedTimestamp":...,"transferState":...,"fulfilment"?,"extensionList"?}`; an error becomes the
/// extension `cause`, else the extensions of `told` are told, the payee's message (null: none). SETTLED is
/// told as COMMITTED: the API has no such state.
std::string transferStateBody(domain::ExternalTransferState state, std::optional<base::Instant> completedAt,
                              std::string_view fulfilment, const std::optional<domain::FspiopError>& error,
                              const base::SharedBytes& told = {});

/// `{"bulkTransferState":...,"completedTimestamp":...,"individualTransferResults":[...]}` (fspiop 11.5), with
/// the extensions of `told`, the payee's message (null: none).
std::string bulkResultBody(const ledger::BulkResults& results, std::optional<base::Instant> completedAt,
                           const base::SharedBytes& told = {});

/// PUT .../error in the hub's name.
HubMessage errorMessage(std::string destination, Target target, std::string resource,
                        const domain::FspiopError& error, base::Instant at);

} // namespace hub::fspiop
