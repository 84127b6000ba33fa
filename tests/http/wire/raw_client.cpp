#include "tests/http/wire/raw_client.h"

#include "core/base/bytes.h"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace hub::test {

RawClient::RawClient(std::uint16_t port)
    : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return;
    ::close(m_fd);
    m_fd = -1;
}

RawClient::RawClient(RawClient&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_ended(other.m_ended)
    , m_buffer(std::move(other.m_buffer))
{}

RawClient::~RawClient()
{
    if (m_fd >= 0) ::close(m_fd);
}

bool RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool RawClient::fill(int timeoutMs)
{
    if (m_ended) return false;
    pollfd waiting{m_fd, POLLIN, 0};
    if (::poll(&waiting, 1, timeoutMs) <= 0) return false;
    std::array<char, 65536> bytes{};
    const ssize_t count = ::recv(m_fd, bytes.data(), bytes.size(), 0);
    if (count <= 0) {
        m_ended = true;
        return false;
    }
    m_buffer.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

std::string RawClient::readAll(int timeoutMs)
{
    while (fill(timeoutMs)) {
    }
    return std::exchange(m_buffer, std::string());
}

std::string RawClient::readAnswer(int timeoutMs)
{
    for (;;) {
        const auto end = m_buffer.find("\r\n\r\n");
        if (end != std::string::npos) {
            std::size_t length = 0;
            const std::string head = base::toLowerAscii(std::string_view(m_buffer).substr(0, end));
            constexpr std::string_view kName = "content-length: ";
            if (const auto at = head.find(kName); at != std::string::npos)
                std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
            if (m_buffer.size() >= end + 4 + length) {
                std::string answer = m_buffer.substr(0, end + 4 + length);
                m_buffer.erase(0, answer.size());
                return answer;
            }
        }
        if (!fill(timeoutMs)) return {};
    }
}

bool RawClient::closedWithin(int timeoutMs)
{
    while (fill(timeoutMs)) {
    }
    return m_ended;
}

void RawClient::reset()
{
    const linger hard{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(std::exchange(m_fd, -1));
}

void RawClient::shutdownWrite()
{
    ::shutdown(m_fd, SHUT_WR);
}

int statusOf(std::string_view answer)
{
    int status = 0;
    if (answer.size() > 12 && answer.substr(0, 9) == "HTTP/1.1 ")
        std::from_chars(answer.data() + 9, answer.data() + 12, status);
    return status;
}

int answersIn(std::string_view text)
{
    int count = 0;
    for (auto at = text.find("HTTP/1.1 "); at != std::string_view::npos; at = text.find("HTTP/1.1 ", at + 9))
        ++count;
    return count;
}

} // namespace hub::test
