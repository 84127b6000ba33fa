#pragma once

#include "core/base/bytes.h"
#include "core/domain/fspiop_errors.h"
#include "core/events/trace_context.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hub::http {

struct PeerCertificate;
struct Route;

/// The methods that rows of a route table can name; everything else is Other and never dispatched.
enum class Method : std::uint8_t { Get, Post, Put, Patch, Delete, Head, Options, Other };
/// `GET` ...; `OTHER` for Other.
std::string_view toString(Method method);
/// Exact upper-case names only (methods are case-sensitive, RFC 9110 9.1).
Method parseMethod(std::string_view text);

/// The standard reason phrase (RFC 9110 15); `Unknown` for codes that have none. Public test collections
/// assert these.
std::string_view reasonPhrase(int status);

/// Header fields in the order in which they came; names are compared without case and kept as written.
class Headers
{
public:
    using Field = std::pair<std::string, std::string>;

    Headers() = default;
    Headers(std::initializer_list<Field> fields)
        : m_fields(fields)
    {}

    /// First value of `name`, or null. Valid until the next change.
    const std::string* find(std::string_view name) const;
    /// First value of `name`, or empty.
    std::string_view get(std::string_view name) const;
    bool contains(std::string_view name) const { return find(name) != nullptr; }
    /// Replaces the first field of that name (its place and written name are kept), removes the others, or
    /// adds one.
    void set(std::string_view name, std::string value);
    /// Appends, also when the name is there already.
    void add(std::string name, std::string value)
    {
        m_fields.emplace_back(std::move(name), std::move(value));
    }
    /// Removes all fields of that name; how many there were.
    std::size_t remove(std::string_view name);

    void reserve(std::size_t count) { m_fields.reserve(count); }
    void clear() { m_fields.clear(); }
    std::size_t size() const { return m_fields.size(); }
    bool empty() const { return m_fields.empty(); }
    auto begin() const { return m_fields.begin(); }
    auto end() const { return m_fields.end(); }

private:
    std::vector<Field> m_fields;
};

/// False for a name that is not a token or a value with control characters (RFC 9110 5.5): such a field is
/// never sent.
bool isValidField(std::string_view name, std::string_view value);

/// %XX decoded; nothing when a % is not followed by two hex digits. `+` stays `+`.
std::optional<std::string> percentDecode(std::string_view text);
/// Everything but unreserved characters (RFC 3986 2.3) as %XX: safe as one path segment or query value.
std::string percentEncode(std::string_view text);

/// One complete request that the guard has accepted: its limits hold, it has one Host, one length, no dot
/// segments and no broken percent escapes. A value; shared read-only through Exchange.
struct Request
{
    Method method = Method::Other;
    std::string target;                          ///< as received, in origin form: path and query
    std::string path;                            ///< raw path, percent escapes kept
    std::string query;                           ///< raw, without `?`
    Headers headers;                             ///< as received
    base::SharedBytes body;                      ///< the received bytes (chunks joined); never null
    events::TraceContext trace;                  ///< of traceparent/tracestate, or a new one
    events::SpanId span = 0;                     ///< the Guard span: parent of what the handler does
    std::int64_t receivedUs = 0;                 ///< UTC, first byte
    std::int64_t acceptedUs = 0;                 ///< UTC, last byte
    std::string peerAddress;                     ///< numeric, without port
    std::shared_ptr<const PeerCertificate> peer; ///< the verified client certificate; null without one
    const Route* route = nullptr;                ///< the matched row; null only in the not-found callbacks
    /// Path parameters, percent-decoded; the names are the pattern's.
    std::vector<std::pair<std::string_view, std::string>> params;

    /// Path parameter by the name in the pattern (without braces); empty when the row has none of that name.
    std::string_view param(std::string_view name) const;
    /// Decoded `a=b&c` pairs in order (`+` is a space here); broken escapes are kept as written.
    std::vector<std::pair<std::string, std::string>> queryItems() const;
    /// First decoded query value of that name.
    std::optional<std::string> queryItem(std::string_view name) const;
};

/// What goes back. Content-Length, Date and Connection are the server's; a Content-Type is written when there
/// is one.
struct Answer
{
    using Extension = std::pair<std::string, std::string>;

    int status = 200;
    Headers headers;
    std::string body;
    std::string contentType;

    /// No body, no Content-Type (202 of POST, 200 of PUT; fspiop 2.1).
    static Answer empty(int status);
    /// `application/json; charset=utf-8`.
    static Answer json(int status, std::string text);
    static Answer text(int status, std::string text, std::string contentType = "text/plain; charset=utf-8");
    /// `{"errorInformation":{...}}` (fspiop 4.1) with the status of fspiop 4.2 for its code.
    static Answer fspiopError(const domain::FspiopError& error,
                              const std::vector<Extension>& extensions = {});
    /// The same with an explicit status (405 for a wrong method, 401, 413 ...).
    static Answer fspiopError(const domain::FspiopError& error, int status,
                              const std::vector<Extension>& extensions = {});
};

/// The body of an FSPIOP error, also for PUT .../error callbacks. At most 16 extensions, keys cut at 32 and
/// values at 128 characters (fspiop 4.1).
std::string fspiopErrorBody(const domain::FspiopError& error,
                            const std::vector<Answer::Extension>& extensions = {});

} // namespace hub::http
