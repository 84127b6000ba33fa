#pragma once

#include "core/http/message.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hub::http {

/// Bounds of the part of a request before its body, bytes and fields.
struct GuardLimits
{
    std::size_t headerBytesMax = 65536;
    std::size_t headerCountMax = 100;
    std::size_t targetBytesMax = 8192;
};

/// Why bytes are not an acceptable request: the status to answer, and words for it.
struct GuardRefusal
{
    int status = 400;
    std::string detail;
};

/// Reads one request strictly. Boost.Beast's parser does the grammar; what it leaves open is closed here:
/// bare LF and folded lines, number of fields and total size, exactly one Host and one length, repeated
/// single fields, target forms, dot segments (reliability 0.2 and 6.14). One thread; no sockets, so it can be
/// tested and fuzzed alone.
class RequestGuard
{
public:
    enum class State {
        Headers,  ///< wants the request from its first byte on, contiguous
        Decide,   ///< headers are good: call allowBody
        Body,     ///< wants body bytes
        Complete, ///< take the request
        Refused,
    };

    explicit RequestGuard(const GuardLimits& limits);
    ~RequestGuard();
    RequestGuard(const RequestGuard&) = delete;
    RequestGuard& operator=(const RequestGuard&) = delete;

    State state() const { return m_state; }
    /// Reads on; how many bytes of the front of `data` are done with. The rest must come again with more
    /// behind it.
    std::size_t feed(std::string_view data);
    /// After Decide: the bound for the body. Refuses with 413 when the declared length is over it.
    void allowBody(std::size_t bodyMax);
    /// In Body: the most that the body can still become, bytes.
    std::size_t bodyBound() const;
    /// Ends the request with a refusal of the caller's.
    void refuse(int status, std::string detail);

    const GuardRefusal& refusal() const { return m_refusal; }
    /// Method, target, path, query, headers from Decide on; body when Complete.
    Request& request() { return m_request; }
    /// The client waits for `100 Continue` before it sends the body.
    bool expectsContinue() const { return m_expectsContinue; }
    /// The connection may be used again after this request.
    bool keepAlive() const { return m_keepAlive; }
    /// Ready for the next request.
    void reset();

private:
    class Parser;

    bool scanHeaders(std::string_view data, std::size_t& headerSize);
    void finishHeaders();
    std::size_t feedBody(std::string_view data);

    const GuardLimits m_limits;
    State m_state = State::Headers;
    GuardRefusal m_refusal;
    Request m_request;
    std::string m_body;
    std::unique_ptr<Parser> m_parser;
    std::size_t m_scanned = 0; // bytes of the headers looked at
    std::size_t m_lineStart = 0;
    std::size_t m_lines = 0;
    std::size_t m_bodyMax = 0;
    bool m_expectsContinue = false;
    bool m_keepAlive = false;
    bool m_awaitsMore = false; ///< the parser has seen these bytes of the body and needs more
};

} // namespace hub::http
