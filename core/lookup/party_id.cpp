#include "core/lookup/party_id.h"

#include "core/domain/participant.h"

#include <algorithm>

namespace hub::lookup {
namespace {

constexpr std::size_t kTextMax = 128;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool isAlphanumeric(char c)
{
    return isDigit(c) || isUpper(c) || (c >= 'a' && c <= 'z');
}

std::size_t charactersOf(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// 1 to 128 characters, no white space, no control characters, none of { } < > ` and backslash.
bool isPlain(std::string_view text)
{
    constexpr std::string_view kForbidden = "{}<>`\\";
    if (text.empty() || charactersOf(text) > kTextMax) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte != 0x7F && kForbidden.find(c) == std::string_view::npos;
    });
}

/// `^\+?\d{1,30}$`
bool isMsisdn(std::string_view text)
{
    if (!text.empty() && text[0] == '+') text.remove_prefix(1);
    return !text.empty() && text.size() <= 30 && std::all_of(text.begin(), text.end(), isDigit);
}

/// local@domain, the domain with a dot inside; the characters that RFC 5322 atoms have.
bool isEmail(std::string_view text)
{
    constexpr std::string_view kAtom = "!#$%&'*+/=?^_{|}~.-";
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > 64) return false;
    const std::string_view local = text.substr(0, at);
    const std::string_view host = text.substr(at + 1);
    const bool localGood = std::all_of(local.begin(), local.end(), [&](char c) {
        return isAlphanumeric(c) || kAtom.find(c) != std::string_view::npos;
    });
    if (!localGood || local.front() == '.' || local.back() == '.') return false;
    const std::size_t dot = host.find('.');
    if (dot == std::string_view::npos || dot == 0 || host.back() == '.') return false;
    return host.find("..") == std::string_view::npos && std::all_of(host.begin(), host.end(), [](char c) {
               return isAlphanumeric(c) || c == '-' || c == '.';
           });
}

/// `^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$`
bool isIban(std::string_view text)
{
    return text.size() >= 5 && text.size() <= 34 && isUpper(text[0]) && isUpper(text[1]) &&
           isDigit(text[2]) && isDigit(text[3]) &&
           std::all_of(text.begin() + 4, text.end(), [](char c) { return isUpper(c) || isDigit(c); });
}

bool fitsType(std::string_view type, std::string_view identifier)
{
    if (type == "MSISDN") return isMsisdn(identifier);
    if (type == "EMAIL") return isEmail(identifier);
    if (type == "IBAN") return isIban(identifier);
    return true;
}

} // namespace

std::optional<domain::FspiopError> checkPartyId(const PartyId& party)
{
    using namespace domain::fspiop_code;
    const auto types = domain::partyIdTypes();
    if (std::find(types.begin(), types.end(), party.type) == types.end())
        return domain::makeError(kGenericValidationError,
                                 "/path/Type must be equal to one of the allowed values");
    if (!isPlain(party.identifier) || !fitsType(party.type, party.identifier))
        return domain::makeError(kMalformedSyntax, "/path/ID must be a valid identifier of its type");
    if (!party.subId.empty() && !isPlain(party.subId))
        return domain::makeError(kMalformedSyntax, "/path/SubId must be a valid sub-identifier");
    return std::nullopt;
}

} // namespace hub::lookup
