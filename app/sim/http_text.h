#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hub::sim {

/// Bounds of what the simulator reads from its peer (fspiop 3.6).
inline constexpr std::size_t kHeadMax = 65'536;
inline constexpr std::size_t kBodyMax = 5'242'880;

/// A request as it lies in a read buffer; the views live as long as the buffer is left alone.
struct HttpRequest
{
    std::string_view method;
    std::string_view target; ///< path and query as sent
    std::string_view head;   ///< header lines without the start line
    std::string_view body;
    bool closes = false; ///< the peer asked for `Connection: close`
    /// The first value of a header, without blanks around it; empty when absent. Names match without case.
    std::string_view header(std::string_view name) const;
    std::string_view path() const;
    std::string_view query() const;
};

/// A reply in a read buffer, as HttpRequest.
struct HttpReply
{
    int status = 0;
    std::string_view head;
    std::string_view body;
    bool closes = false;
};

enum class Framing { Incomplete, Complete, Malformed };

/// Reads one request from the start of `bytes`; `used` is what it took. Only Content-Length framing is
/// taken: the hub sends nothing else, and a chunked body is Malformed. Std-only, any thread.
Framing readRequest(std::string_view bytes, HttpRequest& out, std::size_t& used);
/// The same for a reply. A status that may carry a body must say its length.
Framing readReply(std::string_view bytes, HttpReply& out, std::size_t& used);

/// Appends an answer with an exact Content-Length; JSON when `body` is not empty.
void appendAnswer(std::string& out, int status, std::string_view body = {});

/// `%41` to `A`; broken escapes stay as they are.
std::string percentDecoded(std::string_view text);
/// A value of a query string, decoded; empty when absent.
std::string queryValue(std::string_view query, std::string_view name);

} // namespace hub::sim
