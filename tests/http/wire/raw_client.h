#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hub::test {

/// A blocking TCP connection for tests that must control every byte.
class RawClient
{
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&&) = delete;

    bool connected() const { return m_fd >= 0; }
    /// False when the other side has closed before all was taken.
    bool send(std::string_view bytes);
    /// Everything until the server closes or `timeoutMs` passes without a byte.
    std::string readAll(int timeoutMs = 3000);
    /// One answer, framed by its Content-Length; empty when none comes in time.
    std::string readAnswer(int timeoutMs = 3000);
    /// The server has closed (waits up to `timeoutMs`).
    bool closedWithin(int timeoutMs);
    /// Ends with RST.
    void reset();
    void shutdownWrite();

private:
    bool fill(int timeoutMs);

    int m_fd = -1;
    bool m_ended = false;
    std::string m_buffer;
};

/// Status of an answer's first line; 0 when it is none.
int statusOf(std::string_view answer);
/// How many status lines the text holds.
int answersIn(std::string_view text);

} // namespace hub::test
