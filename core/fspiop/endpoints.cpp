#include "core/fspiop/endpoints.h"

#include "core/http/message.h"

namespace hub::fspiop {
namespace {

std::string partyPath(std::string_view resource, const lookup::PartyId& party)
{
    std::string path = "/" + std::string(resource) + "/" + http::percentEncode(party.type) + "/" +
                       http::percentEncode(party.identifier);
    if (!party.subId.empty()) path += "/" + http::percentEncode(party.subId);
    return path;
}

Target partyTarget(std::string_view resource, std::string_view type, const lookup::PartyId& party,
                   bool isError)
{
    Target target{type, partyPath(resource, party), false, {}, {}, false};
    if (isError) target.path += "/error";
    target.params = {{"partyIdType", party.type},
                     {"partyIdentifier", party.identifier},
                     {"partySubIdOrType", party.subId}};
    return target;
}

std::string joined(std::string_view base, std::string_view path)
{
    while (!base.empty() && base.back() == '/')
        base.remove_suffix(1);
    return std::string(base).append(path);
}

/// `{{name}}` and `{{{name}}}`, blanks allowed inside; nothing when a placeholder is not known.
std::optional<std::string> rendered(std::string_view pattern, const Target& target)
{
    std::string out;
    out.reserve(pattern.size() + 64);
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t open = pattern.find("{{", at);
        out += pattern.substr(at, open - at);
        if (open == std::string_view::npos) break;
        const std::size_t close = pattern.find("}}", open);
        if (close == std::string_view::npos) return std::nullopt;
        std::string_view name = pattern.substr(open + 2, close - open - 2);
        at = close + 2;
        if (!name.empty() && name.front() == '{') {
            name.remove_prefix(1);
            if (at < pattern.size() && pattern[at] == '}') ++at;
        }
        while (!name.empty() && name.front() == ' ')
            name.remove_prefix(1);
        while (!name.empty() && name.back() == ' ')
            name.remove_suffix(1);
        const std::string* value = nullptr;
        for (const auto& [key, text] : target.params)
            if (key == name) value = &text;
        if (value == nullptr) return std::nullopt;
        out += http::percentEncode(*value);
    }
    return out;
}

} // namespace

Target transferPost()
{
    return {endpoint_type::kTransferPost, "/transfers", false, {}, {}, false};
}

Target transferPut(std::string_view transferId)
{
    return {endpoint_type::kTransferPut,
            "/transfers/" + http::percentEncode(transferId),
            false,
            {{"transferId", std::string(transferId)}},
            {}};
}

Target transferError(std::string_view transferId)
{
    return {endpoint_type::kTransferError,
            "/transfers/" + http::percentEncode(transferId) + "/error",
            false,
            {{"transferId", std::string(transferId)}},
            {}};
}

Target bulkTransferPost()
{
    return {endpoint_type::kBulkTransferPost, "/bulkTransfers", false, {}, {}, false};
}

Target bulkTransferPut(std::string_view bulkTransferId)
{
    Target target{endpoint_type::kBulkTransferPut,
                  "/bulkTransfers/" + http::percentEncode(bulkTransferId),
                  false,
                  {{"id", std::string(bulkTransferId)}, {"bulkTransferId", std::string(bulkTransferId)}},
                  {}};
    target.saysWholePath = true;
    return target;
}

Target bulkTransferError(std::string_view bulkTransferId)
{
    Target target = bulkTransferPut(bulkTransferId);
    target.type = endpoint_type::kBulkTransferError;
    target.path += "/error";
    return target;
}

Target parties(PartyMessage message, const lookup::PartyId& party)
{
    const bool hasSubId = !party.subId.empty();
    switch (message) {
    case PartyMessage::Get:
        return partyTarget("parties",
                           hasSubId ? "FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_GET"
                                    : "FSPIOP_CALLBACK_URL_PARTIES_GET",
                           party, false);
    case PartyMessage::Put:
        return partyTarget("parties",
                           hasSubId ? "FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT"
                                    : "FSPIOP_CALLBACK_URL_PARTIES_PUT",
                           party, false);
    case PartyMessage::PutError:
    case PartyMessage::Delete:
        break;
    }
    return partyTarget("parties",
                       hasSubId ? "FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT_ERROR"
                                : "FSPIOP_CALLBACK_URL_PARTIES_PUT_ERROR",
                       party, true);
}

Target participants(PartyMessage message, const lookup::PartyId& party)
{
    const bool hasSubId = !party.subId.empty();
    switch (message) {
    case PartyMessage::Get:
    case PartyMessage::Put:
        return partyTarget("participants",
                           hasSubId ? "FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_PUT"
                                    : "FSPIOP_CALLBACK_URL_PARTICIPANT_PUT",
                           party, false);
    case PartyMessage::Delete:
        return partyTarget("participants",
                           hasSubId ? "FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_DELETE"
                                    : "FSPIOP_CALLBACK_URL_PARTICIPANT_DELETE",
                           party, false);
    case PartyMessage::PutError:
        break;
    }
    return partyTarget("participants",
                       hasSubId ? "FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_PUT_ERROR"
                                : "FSPIOP_CALLBACK_URL_PARTICIPANT_PUT_ERROR",
                       party, true);
}

Target participantsBatch(std::string_view requestId, bool isError)
{
    Target target{isError ? std::string_view("FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT_ERROR")
                          : std::string_view("FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT"),
                  "/participants/" + http::percentEncode(requestId) + (isError ? "/error" : ""),
                  false,
                  {{"requestId", std::string(requestId)}},
                  {}};
    return target;
}

Target based(std::string_view type, std::string path, std::string query)
{
    return {type, std::move(path), true, {}, std::move(query)};
}

std::optional<std::string> endpointUrl(const ledger::ParticipantEntry& participant, const Target& target)
{
    std::optional<std::string> url;
    if (const std::string* own = participant.endpoint(target.type)) {
        url = rendered(*own, target);
        if (url && target.isBase) url = joined(*url, target.path);
    } else if (const std::string* generic = participant.endpoint(endpoint_type::kGeneric)) {
        url = joined(*generic, target.path);
    }
    if (url) *url += target.query;
    return url;
}

} // namespace hub::fspiop
