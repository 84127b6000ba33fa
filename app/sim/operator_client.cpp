#include "app/sim/operator_client.h"

#include "core/base/clock.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <sys/socket.h>
#include <sys/time.h>
#include <thread>
#include <unistd.h>

namespace hub::sim {
namespace {

constexpr int kAnswerTimeoutSeconds = 10;
constexpr auto kRetryPause = std::chrono::milliseconds(100);

} // namespace

JsonText OperatorAnswer::json() const
{
    return parseJson(body).value_or(JsonText{});
}

std::string OperatorAnswer::refusal() const
{
    const JsonText parsed = json();
    const JsonText& information = parsed["errorInformation"];
    return std::to_string(status) + ' ' + information["errorCode"].text + ' ' +
           information["errorDescription"].text;
}

OperatorClient::~OperatorClient()
{
    disconnect();
}

bool OperatorClient::connect()
{
    if (m_fd >= 0) return true;
    const std::int64_t giveUpUs = steadyUs() + m_patienceUs;
    do {
        m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval timeout{kAnswerTimeoutSeconds, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
        ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
        if (::connect(m_fd, reinterpret_cast<const sockaddr*>(&m_peer.socket), sizeof m_peer.socket) == 0)
            return true;
        disconnect();
        if (m_patienceUs > 0) std::this_thread::sleep_for(kRetryPause);
    } while (steadyUs() < giveUpUs);
    return false;
}

void OperatorClient::disconnect()
{
    if (m_fd >= 0) ::close(m_fd);
    m_fd = -1;
}

bool OperatorClient::exchange(std::string_view request, OperatorAnswer& answer)
{
    while (!request.empty()) {
        const ssize_t sent = ::send(m_fd, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        request.remove_prefix(static_cast<std::size_t>(sent));
    }
    std::string bytes;
    std::array<char, 16'384> part;
    while (true) {
        const ssize_t got = ::recv(m_fd, part.data(), part.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        bytes.append(part.data(), static_cast<std::size_t>(got));
        HttpReply reply;
        std::size_t used = 0;
        const Framing framing = readReply(bytes, reply, used);
        if (framing == Framing::Malformed) return false;
        if (framing == Framing::Incomplete) continue;
        answer.status = reply.status;
        answer.body = reply.body;
        if (reply.closes) disconnect();
        return true;
    }
}

base::Expected<OperatorAnswer, std::string> OperatorClient::call(std::string_view method,
                                                                 std::string_view path, std::string_view body)
{
    std::string request(method);
    request += ' ';
    request += m_peer.base;
    request += path;
    request += " HTTP/1.1\r\nHost: " + m_peer.host + "\r\nAccept: application/json\r\nDate: ";
    request += base::toImfFixdate(base::SystemClock().now());
    request += "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size());
    request += "\r\n\r\n";
    request += body;
    OperatorAnswer answer;
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (!connect()) return base::Unexpected("the operator API at " + m_peer.host + " cannot be reached");
        if (exchange(request, answer)) return answer;
        disconnect();
    }
    return base::Unexpected(std::string(method) + ' ' + std::string(path) + ": no answer from " +
                            m_peer.host);
}

} // namespace hub::sim
