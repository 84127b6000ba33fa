#include "core/domain/callback_types.h"

#include <algorithm>
#include <array>

namespace hub::domain {
namespace {

// clang-format off
constexpr std::array<CallbackType, 24> kTypes{{
    {"FSPIOP_CALLBACK_URL_TRANSFER_POST",       "POST", "/transfers"},
    {"FSPIOP_CALLBACK_URL_TRANSFER_PUT",        "PUT",  "/transfers/{{transferId}}"},
    {"FSPIOP_CALLBACK_URL_TRANSFER_ERROR",      "PUT",  "/transfers/{{transferId}}/error"},
    {"FSPIOP_CALLBACK_URL_QUOTES",              "POST", "/quotes", true},
    {"FSPIOP_CALLBACK_URL_PARTIES_GET",         "GET",  "/parties/{{partyIdType}}/{{partyIdentifier}}"},
    {"FSPIOP_CALLBACK_URL_PARTIES_PUT",         "PUT",  "/parties/{{partyIdType}}/{{partyIdentifier}}"},
    {"FSPIOP_CALLBACK_URL_PARTIES_PUT_ERROR",   "PUT",  "/parties/{{partyIdType}}/{{partyIdentifier}}/error"},
    {"FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_GET",  "GET",  "/parties/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}"},
    {"FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT",  "PUT",  "/parties/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}"},
    {"FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT_ERROR", "PUT", "/parties/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}/error"},
    {"FSPIOP_CALLBACK_URL_PARTICIPANT_PUT",     "PUT",  "/participants/{{partyIdType}}/{{partyIdentifier}}"},
    {"FSPIOP_CALLBACK_URL_PARTICIPANT_PUT_ERROR", "PUT", "/participants/{{partyIdType}}/{{partyIdentifier}}/error"},
    {"FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_PUT", "PUT", "/participants/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}"},
    {"FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_PUT_ERROR", "PUT", "/participants/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}/error"},
    {"FSPIOP_CALLBACK_URL_PARTICIPANT_DELETE",  "PUT",  "/participants/{{partyIdType}}/{{partyIdentifier}}"},
    {"FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_DELETE", "PUT", "/participants/{{partyIdType}}/{{partyIdentifier}}/{{partySubIdOrType}}"},
    {"FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT", "PUT", "/participants/{{requestId}}"},
    {"FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT_ERROR", "PUT", "/participants/{{requestId}}/error"},
    {"FSPIOP_CALLBACK_URL_TRX_REQ_SERVICE",     "POST", "/transactionRequests", true},
    {"FSPIOP_CALLBACK_URL_AUTHORIZATIONS",      "GET",  "/authorizations", true},
    {"FSPIOP_CALLBACK_URL_BULK_QUOTES",         "POST", "/bulkQuotes", true},
    {"FSPIOP_CALLBACK_URL_BULK_TRANSFER_POST",  "POST", "/bulkTransfers"},
    {"FSPIOP_CALLBACK_URL_BULK_TRANSFER_PUT",   "PUT",  "/bulkTransfers/{{id}}"},
    {"FSPIOP_CALLBACK_URL_BULK_TRANSFER_ERROR", "PUT",  "/bulkTransfers/{{id}}/error"},
}};
// clang-format on

constexpr std::size_t kAddressMax = 2048;

bool isPlain(char c)
{
    return c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^' && c != '`' &&
           c != '|';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

bool isNamed(std::string_view path, std::string_view name)
{
    return path.find("{{" + std::string(name) + "}}") != std::string_view::npos;
}

/// Placeholders must be those of the type; bulkTransferId is another word for a bulk's id.
AddressFault placeholderFault(std::string_view type, std::string_view address)
{
    const CallbackType* row = callbackType(type);
    const std::string_view path = row != nullptr && !row->isBase ? row->path : std::string_view();
    for (std::size_t at = address.find("{{"); at != std::string_view::npos; at = address.find("{{", at)) {
        const std::size_t close = address.find("}}", at);
        if (close == std::string_view::npos) return AddressFault::Open;
        std::string_view name = address.substr(at + 2, close - at - 2);
        if (!name.empty() && name.front() == '{') name.remove_prefix(1);
        name = trimmed(name);
        if (name == "bulkTransferId") name = "id";
        if (name.empty() || !isNamed(path, name)) return AddressFault::Placeholder;
        at = close + 2;
    }
    return AddressFault::None;
}

bool isHost(std::string_view authority)
{
    std::string_view port;
    if (!authority.empty() && authority.front() == '[') {
        const std::size_t close = authority.find(']');
        if (close == std::string_view::npos || close == 1) return false;
        port = authority.substr(close + 1);
    } else {
        const std::size_t colon = authority.find(':');
        if (colon == 0 || authority.empty()) return false;
        if (colon != std::string_view::npos) port = authority.substr(colon);
    }
    if (port.empty()) return true;
    port.remove_prefix(1);
    constexpr std::size_t kDigitsMax = 5;
    if (port.empty() || port.size() > kDigitsMax) return false;
    unsigned number = 0;
    for (const char c : port) {
        if (c < '0' || c > '9') return false;
        number = number * 10 + static_cast<unsigned>(c - '0');
    }
    return number >= 1 && number <= 65535;
}

} // namespace

std::span<const CallbackType> callbackTypes()
{
    return kTypes;
}

const CallbackType* callbackType(std::string_view type)
{
    const auto at = std::find_if(kTypes.begin(), kTypes.end(),
                                 [type](const CallbackType& row) { return row.type == type; });
    return at != kTypes.end() ? &*at : nullptr;
}

std::string callbackAddress(const CallbackType& type, std::string_view base)
{
    while (!base.empty() && base.back() == '/')
        base.remove_suffix(1);
    std::string out(base);
    return type.isBase ? out : out.append(type.path);
}

AddressFault addressFault(std::string_view type, std::string_view address)
{
    if (address.empty()) return AddressFault::Empty;
    const std::size_t scheme = address.starts_with("http://") ? 7 : address.starts_with("https://") ? 8 : 0;
    if (scheme == 0) return AddressFault::NotHttp;
    // Blanks may stand within the braces of a placeholder only.
    bool isWithin = false;
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (address.substr(i, 2) == "{{") isWithin = true;
        if (address.substr(i, 2) == "}}") isWithin = false;
        if (!isPlain(address[i]) && !(isWithin && address[i] == ' ')) return AddressFault::Character;
    }
    if (address.size() > kAddressMax) return AddressFault::Character;
    const std::string_view rest = address.substr(scheme);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    if (authority.find('@') != std::string_view::npos) return AddressFault::Credentials;
    if (authority.find('{') != std::string_view::npos || !isHost(authority)) return AddressFault::NoHost;
    if (address.find('#') != std::string_view::npos) return AddressFault::Fragment;
    return placeholderFault(type, address);
}

std::string_view toString(AddressFault fault)
{
    switch (fault) {
    case AddressFault::None:
        return {};
    case AddressFault::Empty:
        return "an address is needed";
    case AddressFault::NotHttp:
        return "an address begins with http:// or https://";
    case AddressFault::NoHost:
        return "the address has no valid host and port";
    case AddressFault::Credentials:
        return "an address has no user name or password";
    case AddressFault::Character:
        return "the address has a character that must be percent-encoded";
    case AddressFault::Fragment:
        return "an address has no part after #";
    case AddressFault::Open:
        return "a placeholder is not closed";
    case AddressFault::Placeholder:
        return "messages of this type do not have that placeholder";
    }
    return {};
}

} // namespace hub::domain
