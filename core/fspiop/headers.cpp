#include "core/fspiop/headers.h"

#include "core/base/clock.h"
#include "core/json/messages.h"

#include <algorithm>

namespace hub::fspiop {
namespace {

using namespace domain::fspiop_code;

constexpr std::string_view kPrefix = "application/vnd.interoperability.";
constexpr std::size_t kContentLengthMax = 5242880;
constexpr std::size_t kAcceptBytesMax = 2048;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool takePrefix(std::string_view& text, std::string_view prefix)
{
    if (text.substr(0, prefix.size()) != prefix) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// `\s{0,1}` of the reference's expressions.
void takeBlank(std::string_view& text)
{
    if (!text.empty() && (text[0] == ' ' || text[0] == '\t')) text.remove_prefix(1);
}

std::size_t digitsAt(std::string_view text)
{
    std::size_t count = 0;
    while (count < text.size() && isDigit(text[count]))
        ++count;
    return count;
}

/// `1` or `1.1` at the front of `text`; nothing when there is none, or no minor though one is needed.
std::optional<std::string_view> takeVersion(std::string_view& text, bool needsMinor)
{
    std::size_t length = digitsAt(text);
    if (length == 0) return std::nullopt;
    if (length < text.size() && text[length] == '.') {
        const std::size_t minor = digitsAt(text.substr(length + 1));
        if (minor == 0) return std::nullopt;
        length += 1 + minor;
    } else if (needsMinor) {
        return std::nullopt;
    }
    const std::string_view version = text.substr(0, length);
    text.remove_prefix(length);
    return version;
}

base::Unexpected<HeaderRefusal> refused(const domain::FspiopCode& code, std::string_view detail,
                                        bool listsVersions = false)
{
    return base::Unexpected(HeaderRefusal{domain::makeError(code, detail), listsVersions});
}

bool contains(const std::vector<std::string>& list, std::string_view version)
{
    return std::find(list.begin(), list.end(), version) != list.end();
}

/// Row 1: what the gateway says about the sender must agree with what it says.
const char* identityProblem(const http::Request& request)
{
    const std::string_view identity = request.headers.get("x-client-id");
    if (identity.empty()) return nullptr;
    const std::string_view source = request.headers.get("fspiop-source");
    const std::string_view proxy = request.headers.get("fspiop-proxy");
    if (proxy.empty()) return identity == source ? nullptr : "Invalid fspiop-source header";
    return identity == proxy && identity != source ? nullptr : "Invalid fspiop-proxy header";
}

bool isOverLong(std::string_view contentLength)
{
    const std::size_t digits = digitsAt(contentLength);
    if (digits != contentLength.size() || digits == 0) return false;
    std::size_t length = 0;
    for (const char c : contentLength) {
        length = length * 10 + static_cast<std::size_t>(c - '0');
        if (length > kContentLengthMax) return true;
    }
    return false;
}

} // namespace

std::optional<std::vector<std::string_view>> parseMediaType(std::string_view text, std::string_view resource,
                                                            MediaTypeRole role)
{
    const bool isContent = role == MediaTypeRole::Content;
    if (text.size() > kAcceptBytesMax) return std::nullopt;
    std::vector<std::string_view> versions;
    while (true) {
        if (!takePrefix(text, kPrefix) || !takePrefix(text, resource) || !takePrefix(text, "+json"))
            return std::nullopt;
        std::string_view rest = text;
        takeBlank(rest);
        if (takePrefix(rest, ";")) {
            takeBlank(rest);
            if (!takePrefix(rest, "version=")) return std::nullopt;
            const auto version = takeVersion(rest, isContent);
            if (!version) return std::nullopt;
            versions.push_back(*version);
            text = rest;
        } else if (isContent) {
            return std::nullopt;
        } else {
            versions.emplace_back();
        }
        if (text.empty()) return versions;
        if (isContent || !takePrefix(text, ",")) return std::nullopt;
    }
}

std::string mediaType(std::string_view resource, std::string_view version)
{
    std::string text(kPrefix);
    return text.append(resource).append("+json;version=").append(version);
}

base::Expected<MessageHeaders, HeaderRefusal>
checkProtocol(const http::Request& request, const HeaderRules& rules, const Versions& versions)
{
    const http::Headers& headers = request.headers;
    MessageHeaders checked;
    if (const char* problem = identityProblem(request)) return refused(kGenericValidationError, problem);

    const std::string* accept = headers.find("accept");
    checked.hasAccept = accept != nullptr;
    const bool needsAccept = request.method == http::Method::Get || request.method == http::Method::Delete;
    if (accept == nullptr && needsAccept) return refused(kMissingMandatoryElement, "Accept is required");
    if (accept != nullptr) {
        const auto wanted = parseMediaType(*accept, rules.resource, MediaTypeRole::Accept);
        if (!wanted) return refused(kMalformedSyntax, "Invalid accept header");
        const bool acceptable = std::any_of(wanted->begin(), wanted->end(), [&](std::string_view version) {
            return version.empty() || contains(versions.accept, version);
        });
        if (!acceptable)
            return refused(kUnacceptableVersionRequested,
                           "The Client requested an unsupported version, see extension list for supported "
                           "version(s).",
                           true);
    }

    const std::string* date = headers.find("date");
    if (date == nullptr) return refused(kMissingMandatoryElement, "Missing required date header");
    if (!base::parseImfFixdate(*date)) return refused(kMalformedSyntax, "Invalid date header");
    if (isOverLong(headers.get("content-length")))
        return refused(kTooLargePayload, "Payload size is too large");

    const std::string* contentType = headers.find("content-type");
    if (contentType == nullptr) return refused(kMissingMandatoryElement, "Content-type is required");
    if (rules.saysUnsupportedMediaType && contentType->find("json") == std::string::npos)
        return refused(kMalformedSyntax, "Unsupported Media Type");
    const auto version = parseMediaType(*contentType, rules.resource, MediaTypeRole::Content);
    if (!version) return refused(kMalformedSyntax, "Invalid content-type header");
    if (!contains(versions.content, version->front()))
        return refused(kUnacceptableVersionRequested,
                       "Client supplied a protocol version which is not supported by the server", true);
    checked.contentType = *contentType;
    checked.contentVersion = version->front();
    checked.source = headers.get("fspiop-source");
    checked.destination = headers.get("fspiop-destination");
    return checked;
}

std::optional<domain::FspiopError> checkRequired(const http::Request& request, const HeaderRules& rules)
{
    const auto missing = [](std::string_view name) {
        std::string detail = "/header must have required property '";
        return domain::makeError(kMissingMandatoryElement, detail.append(name).append("'"));
    };
    const http::Headers& headers = request.headers;
    const std::string* source = headers.find("fspiop-source");
    if (source == nullptr) return missing("fspiop-source");
    const std::string_view destination = headers.get("fspiop-destination");
    if (rules.needsDestination && destination.empty()) return missing("fspiop-destination");
    if (request.method == http::Method::Post && !headers.contains("accept")) return missing("accept");
    if (auto failure = json::firstFailure(*source, json::message::kFspId))
        return json::fspiopError(*failure, "/header/fspiop-source");
    if (destination.empty()) return std::nullopt;
    if (auto failure = json::firstFailure(destination, json::message::kFspId))
        return json::fspiopError(*failure, "/header/fspiop-destination");
    return std::nullopt;
}

std::vector<http::Answer::Extension> versionExtensions(const Versions& versions)
{
    std::vector<http::Answer::Extension> list;
    for (const std::string& version : versions.content) {
        const std::size_t dot = version.find('.');
        list.emplace_back(version.substr(0, dot), dot == std::string::npos ? "0" : version.substr(dot + 1));
    }
    return list;
}

} // namespace hub::fspiop
