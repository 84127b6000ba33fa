#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// The kinds of messages that a DFSP gets at addresses of its own (fspiop 8.6), and what such an address may
/// look like.
namespace hub::domain {

/// The address for every kind that has none of its own.
inline constexpr std::string_view kGenericCallback = "FSPIOP_CALLBACK_URL";

/// One kind of message.
struct CallbackType
{
    std::string_view type; ///< as POST /participants/{name}/endpoints calls it
    std::string_view method;
    /// What follows a base address, with {{placeholders}}.
    std::string_view path;
    /// Its own address is a base address too: the path is appended to it.
    bool isBase = false;
};

/// In the order of the desk; the generic address is not among them.
std::span<const CallbackType> callbackTypes();
/// Null when it is none of them.
const CallbackType* callbackType(std::string_view type);

/// What to write for a type so that its messages go below `base` (without a slash at its end or with one).
std::string callbackAddress(const CallbackType& type, std::string_view base);

enum class AddressFault : std::uint8_t {
    None,
    Empty,
    NotHttp,     ///< neither http:// nor https://
    NoHost,      ///< or a port that is none
    Credentials, ///< name or password before the host
    Character,   ///< blank, control or not ASCII
    Fragment,
    Open,        ///< {{ without its }}
    Placeholder, ///< a name that messages of the type do not have
};
/// Why an address cannot be one of `type` (the generic one too).
AddressFault addressFault(std::string_view type, std::string_view address);
/// English, for the operator API.
std::string_view toString(AddressFault fault);

} // namespace hub::domain
