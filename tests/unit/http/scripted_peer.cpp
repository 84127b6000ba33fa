#include "tests/unit/http/scripted_peer.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hub::test {
namespace {

constexpr int kPollMs = 20;

bool readable(int fd)
{
    pollfd waiting{fd, POLLIN, 0};
    return ::poll(&waiting, 1, kPollMs) > 0;
}

std::size_t requestSize(const std::string& bytes)
{
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) return 0;
    const std::string head = base::toLowerAscii(bytes.substr(0, end));
    std::size_t length = 0;
    constexpr std::string_view kName = "content-length: ";
    if (const auto at = head.find(kName); at != std::string::npos)
        std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
    return bytes.size() >= end + 4 + length ? end + 4 + length : 0;
}

} // namespace

ScriptedPeer::ScriptedPeer(Script script)
    : m_script(std::move(script))
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::listen(m_listener, 64);
    socklen_t size = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { acceptAll(); });
}

ScriptedPeer::~ScriptedPeer()
{
    m_stop = true;
    m_acceptor.join();
    for (auto& worker : m_workers)
        worker.join();
    ::close(m_listener);
}

std::string ScriptedPeer::url(const std::string& path) const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + path;
}

std::vector<std::string> ScriptedPeer::texts() const
{
    const std::lock_guard lock(m_mutex);
    return m_texts;
}

ScriptedPeer::Reply ScriptedPeer::status(int code, const std::string& headers)
{
    return {"HTTP/1.1 " + std::to_string(code) + " X\r\nContent-Length: 0\r\n" + headers + "\r\n"};
}

void ScriptedPeer::acceptAll()
{
    while (!m_stop) {
        if (!readable(m_listener)) continue;
        const int fd = ::accept(m_listener, nullptr, nullptr);
        if (fd < 0) continue;
        ++m_connections;
        m_workers.emplace_back([this, fd] { serve(fd); });
    }
}

void ScriptedPeer::serve(int fd)
{
    std::string bytes;
    bool open = true;
    while (open && !m_stop) {
        const std::size_t size = requestSize(bytes);
        if (size == 0) {
            if (!readable(fd)) continue;
            std::array<char, 65536> piece{};
            const ssize_t count = ::recv(fd, piece.data(), piece.size(), 0);
            if (count <= 0) break;
            bytes.append(piece.data(), static_cast<std::size_t>(count));
            continue;
        }
        const std::string text = bytes.substr(0, size);
        bytes.erase(0, size);
        int number = 0;
        {
            const std::lock_guard lock(m_mutex);
            m_texts.push_back(text);
            number = ++m_requests;
        }
        const Reply reply = m_script(number, text);
        for (int waited = 0; waited < reply.delayMs && !m_stop; waited += kPollMs)
            std::this_thread::sleep_for(std::chrono::milliseconds(std::min(kPollMs, reply.delayMs)));
        do {
            open = ::send(fd, reply.bytes.data(), reply.bytes.size(), MSG_NOSIGNAL) >= 0;
        } while (open && reply.endless && !m_stop);
        open = open && !reply.close;
    }
    ::close(fd);
}

} // namespace hub::test
