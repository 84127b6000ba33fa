#pragma once

#include "core/base/expected.h"
#include "core/domain/fspiop_errors.h"
#include "core/http/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hub::fspiop {

/// Versions of a media type's parameter that the hub takes.
struct Versions
{
    std::vector<std::string> content; ///< `1.1`
    std::vector<std::string> accept;  ///< `1`, `1.1`
};

/// What the route row says about headers.
struct HeaderRules
{
    std::string_view resource; ///< of the media type, exact camel case
    bool needsDestination = false;
    /// Transaction requests and authorizations name a foreign media type differently (fspiop 2.3).
    bool saysUnsupportedMediaType = false;
};

struct HeaderRefusal
{
    domain::FspiopError error;
    bool listsVersions = false; ///< 3001 carries the supported versions
};

/// What the handlers need of a message's headers; points into the request.
struct MessageHeaders
{
    std::string_view source;
    std::string_view destination; ///< empty: none
    std::string_view contentType;
    std::string_view contentVersion; ///< `1.1`
    bool hasAccept = false;
};

enum class MediaTypeRole { Content, Accept };
/// `application/vnd.interoperability.<resource>+json;version=<major>[.<minor>]` (fspiop 3.2). For Content the
/// version with both numbers is mandatory; for Accept several may stand, joined by commas without blanks,
/// each with or without a version. The versions in order (empty text: none given); nothing: malformed.
std::optional<std::vector<std::string_view>> parseMediaType(std::string_view text, std::string_view resource,
                                                            MediaTypeRole role);
/// `application/vnd.interoperability.transfers+json;version=1.1`
std::string mediaType(std::string_view resource, std::string_view version);

/// Rows 1 to 10 of fspiop 3.5 in that order. POST may lack Accept here: the schema step says so (3.7).
base::Expected<MessageHeaders, HeaderRefusal>
checkProtocol(const http::Request& request, const HeaderRules& rules, const Versions& versions);
/// Row 12: headers that the schema demands.
std::optional<domain::FspiopError> checkRequired(const http::Request& request, const HeaderRules& rules);

/// Extension list of a 3001 (fspiop 3.6): major as key, minor as value.
std::vector<http::Answer::Extension> versionExtensions(const Versions& versions);

} // namespace hub::fspiop
