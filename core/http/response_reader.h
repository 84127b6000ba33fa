#pragma once

#include "core/http/message.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace hub::http {

/// Reads one answer of another system within bounds, over Boost.Beast's parser. Interim answers are read
/// over. What is not kept is counted and dropped. One thread; no sockets.
class ResponseReader
{
public:
    struct Limits
    {
        std::size_t headerBytesMax = 65536;
        std::size_t bodyBytesMax = 65536;
    };
    enum class State { Reading, Complete, Failed };

    explicit ResponseReader(const Limits& limits);
    ~ResponseReader();
    ResponseReader(const ResponseReader&) = delete;
    ResponseReader& operator=(const ResponseReader&) = delete;

    /// For the next answer. `headOnly`: it has no body whatever its headers say. `keep`: headers and body are
    /// wanted; otherwise only Retry-After is kept.
    void begin(bool headOnly, bool keep);
    void feed(std::string_view data);
    /// The other side has ended: completes an answer that is framed by that.
    void feedEnd();

    State state() const { return m_state; }
    bool started() const { return m_started; }
    /// 0 before the status line.
    int status() const { return m_status; }
    bool headersDone() const { return m_headersDone; }
    bool keepAlive() const { return m_keepAlive; }
    bool truncated() const { return m_truncated; }
    const char* failure() const { return m_failure; }
    Headers& headers() { return m_headers; }
    std::string& body() { return m_body; }

private:
    class Parser;
    void fail(const char* why);
    void finish();

    const Limits m_limits;
    std::unique_ptr<Parser> m_parser;
    std::string m_in;
    State m_state = State::Complete;
    bool m_headOnly = false;
    bool m_keep = false;
    bool m_started = false;
    bool m_headersDone = false;
    bool m_keepAlive = false;
    bool m_truncated = false;
    int m_status = 0;
    int m_interim = 0;
    std::size_t m_fields = 0;
    std::size_t m_bodySeen = 0;
    const char* m_failure = "";
    Headers m_headers;
    std::string m_body;
};

} // namespace hub::http
