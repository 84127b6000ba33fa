#include "app/sim/http_link.h"

#include "core/base/check.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hub::sim {
namespace {

constexpr std::int64_t kBackOffFirstUs = 20'000;
constexpr std::int64_t kBackOffMaxUs = 1'000'000;

void setNoDelay(int fd)
{
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace

std::int64_t steadyUs()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

base::Expected<Address, std::string> parseAddress(std::string_view url)
{
    constexpr std::string_view kScheme = "http://";
    const auto bad = [&](std::string_view why) {
        return base::Unexpected(std::string(url) + ": " + std::string(why));
    };
    if (!url.starts_with(kScheme)) return bad("not an http:// address");
    std::string_view rest = url.substr(kScheme.size());
    Address address;
    const std::size_t slash = rest.find('/');
    if (slash != std::string_view::npos) {
        address.base = rest.substr(slash);
        while (address.base.ends_with('/'))
            address.base.pop_back();
    }
    address.host = rest.substr(0, slash);
    const std::size_t colon = address.host.rfind(':');
    const std::string name = address.host.substr(0, colon);
    const std::string port = colon == std::string::npos ? "80" : address.host.substr(colon + 1);
    if (name.empty() || port.empty() || port.find_first_not_of("0123456789") != std::string::npos)
        return bad("no host and port");
    addrinfo wanted{};
    wanted.ai_family = AF_INET;
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(name.c_str(), port.c_str(), &wanted, &found) != 0) return bad("unknown host or port");
    std::memcpy(&address.socket, found->ai_addr, sizeof address.socket);
    ::freeaddrinfo(found);
    return address;
}

EventLoop::EventLoop()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_scratch(std::make_unique<char[]>(kScratchSize))
{
    HUB_CHECK(m_epoll >= 0);
}

EventLoop::~EventLoop()
{
    ::close(m_epoll);
}

void EventLoop::watch(int fd, std::uint32_t events, FdHandler& handler)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = &handler;
    HUB_CHECK(::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event) == 0);
}

void EventLoop::rewatch(int fd, std::uint32_t events, FdHandler& handler)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = &handler;
    HUB_CHECK(::epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event) == 0);
}

void EventLoop::forget(int fd)
{
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
}

void EventLoop::bury(std::unique_ptr<FdHandler> handler)
{
    m_buried.push_back(std::move(handler));
}

void EventLoop::wait(std::int64_t timeoutUs)
{
    std::array<epoll_event, 128> events;
    const std::int64_t us = std::max<std::int64_t>(timeoutUs, 0);
    const timespec timeout{us / 1'000'000, us % 1'000'000 * 1'000};
    const int count =
        ::epoll_pwait2(m_epoll, events.data(), static_cast<int>(events.size()), &timeout, nullptr);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        static_cast<FdHandler*>(event.data.ptr)->onReady(event.events);
    }
    m_buried.clear();
}

class HttpListener::Connection final : public FdHandler
{
public:
    Connection(HttpListener& listener, int fd)
        : m_listener(listener)
        , m_fd(fd)
    {}
    ~Connection() override
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    void onReady(std::uint32_t events) override
    {
        if (m_fd < 0) return;
        if ((events & EPOLLOUT) != 0 && !flush()) return;
        if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0) return;
        char* const scratch = m_listener.m_loop.scratch();
        const ssize_t got = ::recv(m_fd, scratch, EventLoop::kScratchSize, 0);
        if (got > 0)
            m_listener.serve(*this, {scratch, static_cast<std::size_t>(got)});
        else if (got == 0 || (errno != EAGAIN && errno != EINTR))
            m_listener.close(*this);
    }
    // False when the connection is gone. What the peer does not take yet waits for EPOLLOUT.
    bool flush()
    {
        while (m_written < m_out.size()) {
            const ssize_t n = ::send(m_fd, m_out.data() + m_written, m_out.size() - m_written, MSG_NOSIGNAL);
            if (n >= 0) {
                m_written += static_cast<std::size_t>(n);
            } else if (errno == EAGAIN) {
                if (m_out.size() > kBodyMax) break;
                m_listener.m_loop.rewatch(m_fd, EPOLLIN | EPOLLOUT, *this);
                m_isBlocked = true;
                return true;
            } else if (errno != EINTR) {
                break;
            }
        }
        const bool isDone = m_written == m_out.size();
        m_out.clear();
        m_written = 0;
        if (!isDone || m_closes) {
            m_listener.close(*this);
            return false;
        }
        if (m_isBlocked) m_listener.m_loop.rewatch(m_fd, EPOLLIN, *this);
        m_isBlocked = false;
        return true;
    }

private:
    friend class HttpListener;
    HttpListener& m_listener;
    int m_fd;
    std::string m_in;
    std::string m_out;
    std::size_t m_written = 0;
    bool m_isBlocked = false;
    bool m_closes = false;
};

HttpListener::HttpListener(EventLoop& loop, RequestSink& sink)
    : m_loop(loop)
    , m_sink(sink)
{}

HttpListener::~HttpListener()
{
    if (m_fd >= 0) ::close(m_fd);
}

base::Expected<void, std::string> HttpListener::listen(std::uint16_t port)
{
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(m_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    socklen_t size = sizeof address;
    auto* const raw = reinterpret_cast<sockaddr*>(&address);
    if (::bind(m_fd, raw, size) != 0 || ::listen(m_fd, 4'096) != 0 || ::getsockname(m_fd, raw, &size) != 0)
        return base::Unexpected("cannot listen on 127.0.0.1:" + std::to_string(port) + ": " +
                                std::strerror(errno));
    m_port = ntohs(address.sin_port);
    m_loop.watch(m_fd, EPOLLIN, *this);
    return {};
}

void HttpListener::onReady(std::uint32_t)
{
    while (true) {
        const int fd = ::accept4(m_fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) return;
        if (m_connections.size() >= kConnectionsMax) {
            ::close(fd);
            continue;
        }
        setNoDelay(fd);
        auto connection = std::make_unique<Connection>(*this, fd);
        m_loop.watch(fd, EPOLLIN, *connection);
        m_connections.emplace(fd, std::move(connection));
    }
}

void HttpListener::serve(Connection& connection, std::string_view bytes)
{
    // Only the rest of an unfinished message is copied.
    std::string joined;
    if (!connection.m_in.empty()) {
        joined.swap(connection.m_in);
        joined += bytes;
        bytes = joined;
    }
    bool hasAnswered = false;
    while (!bytes.empty() && !connection.m_closes) {
        HttpRequest request;
        std::size_t used = 0;
        const Framing framing = readRequest(bytes, request, used);
        if (framing == Framing::Incomplete) {
            connection.m_in.assign(bytes);
            break;
        }
        if (framing == Framing::Malformed) {
            appendAnswer(connection.m_out, 400);
            connection.m_closes = true;
            break;
        }
        m_sink.onRequest(request, connection.m_out);
        connection.m_closes = request.closes;
        hasAnswered = true;
        bytes.remove_prefix(used);
    }
    if (!connection.m_isBlocked) connection.flush();
    if (hasAnswered) m_sink.onAnswered();
}

void HttpListener::close(Connection& connection)
{
    m_loop.forget(connection.m_fd);
    const auto it = m_connections.find(connection.m_fd);
    ::close(connection.m_fd);
    connection.m_fd = -1;
    m_loop.bury(std::move(it->second));
    m_connections.erase(it);
}

class HttpPool::Connection final : public FdHandler
{
public:
    Connection(HttpPool& pool, int fd)
        : m_pool(pool)
        , m_fd(fd)
    {}
    ~Connection() override
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    void onReady(std::uint32_t events) override
    {
        if (m_fd < 0) return;
        if (m_isConnecting) {
            int error = 0;
            socklen_t size = sizeof error;
            ::getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &size);
            if (error != 0) {
                m_pool.drop(*this);
                return;
            }
            if ((events & EPOLLOUT) == 0) return;
            m_isConnecting = false;
            m_pool.m_backOffUs = 0;
        }
        if ((events & EPOLLOUT) != 0) {
            m_pool.write(*this);
            if (m_fd < 0) return;
        }
        if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) m_pool.read(*this);
    }

private:
    friend class HttpPool;
    HttpPool& m_pool;
    int m_fd;
    bool m_isConnecting = true;
    bool m_isBusy = false;
    bool m_wantsOut = true; ///< EPOLLOUT is asked for
    Message m_message{};
    std::size_t m_written = 0;
    std::int64_t m_deadlineUs = 0;
    std::string m_in;
};

HttpPool::HttpPool(EventLoop& loop, Address peer, Limits limits, ReplySink& sink)
    : m_loop(loop)
    , m_peer(std::move(peer))
    , m_limits(limits)
    , m_sink(sink)
{}

HttpPool::~HttpPool() = default;

bool HttpPool::send(std::uint64_t tag, std::string_view bytes)
{
    if (m_waiting.size() >= m_limits.waiting) return false;
    m_waiting.push_back({tag, bytes});
    pump();
    return true;
}

void HttpPool::pump()
{
    while (!m_waiting.empty()) {
        Connection* connection = nullptr;
        if (!m_idle.empty()) {
            connection = m_idle.back();
            m_idle.pop_back();
        } else {
            connection = open();
        }
        if (connection == nullptr) return;
        connection->m_message = m_waiting.front();
        m_waiting.pop_front();
        connection->m_isBusy = true;
        connection->m_written = 0;
        connection->m_deadlineUs = steadyUs() + m_limits.replyTimeoutUs;
        if (!connection->m_isConnecting) write(*connection);
    }
}

HttpPool::Connection* HttpPool::open()
{
    if (m_connections.size() >= m_limits.connections) return nullptr;
    if (m_backOffUs > 0 && steadyUs() < m_retryAtUs) return nullptr;
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return nullptr;
    setNoDelay(fd);
    ::connect(fd, reinterpret_cast<const sockaddr*>(&m_peer.socket), sizeof m_peer.socket);
    // Success and failure alike are told by the loop.
    m_connections.push_back(std::make_unique<Connection>(*this, fd));
    Connection& connection = *m_connections.back();
    m_loop.watch(fd, EPOLLIN | EPOLLOUT, connection);
    return &connection;
}

void HttpPool::write(Connection& connection)
{
    const std::string_view bytes = connection.m_message.bytes;
    while (connection.m_isBusy && connection.m_written < bytes.size()) {
        const ssize_t n = ::send(connection.m_fd, bytes.data() + connection.m_written,
                                 bytes.size() - connection.m_written, MSG_NOSIGNAL);
        if (n >= 0) {
            connection.m_written += static_cast<std::size_t>(n);
        } else if (errno == EAGAIN) {
            if (!connection.m_wantsOut) m_loop.rewatch(connection.m_fd, EPOLLIN | EPOLLOUT, connection);
            connection.m_wantsOut = true;
            return;
        } else if (errno != EINTR) {
            drop(connection);
            return;
        }
    }
    if (connection.m_wantsOut) m_loop.rewatch(connection.m_fd, EPOLLIN, connection);
    connection.m_wantsOut = false;
}

void HttpPool::read(Connection& connection)
{
    char* const scratch = m_loop.scratch();
    const ssize_t got = ::recv(connection.m_fd, scratch, EventLoop::kScratchSize, 0);
    if (got > 0)
        take(connection, {scratch, static_cast<std::size_t>(got)});
    else if (got == 0 || (errno != EAGAIN && errno != EINTR))
        drop(connection);
}

void HttpPool::take(Connection& connection, std::string_view bytes)
{
    std::string joined;
    if (!connection.m_in.empty()) {
        joined.swap(connection.m_in);
        joined += bytes;
        bytes = joined;
    }
    HttpReply reply;
    std::size_t used = 0;
    const Framing framing = connection.m_isBusy ? readReply(bytes, reply, used) : Framing::Malformed;
    if (framing == Framing::Incomplete) {
        connection.m_in.assign(bytes);
        return;
    }
    // Bytes after the reply were never asked for: such a peer is not believed any further.
    if (framing == Framing::Malformed || used != bytes.size()) {
        drop(connection);
        return;
    }
    const std::uint64_t tag = connection.m_message.tag;
    connection.m_isBusy = false;
    if (reply.closes)
        drop(connection);
    else
        m_idle.push_back(&connection);
    m_sink.onReply(tag, reply);
    pump();
}

void HttpPool::drop(Connection& connection)
{
    m_loop.forget(connection.m_fd);
    ::close(connection.m_fd);
    connection.m_fd = -1;
    std::erase(m_idle, &connection);
    const auto it = std::find_if(m_connections.begin(), m_connections.end(),
                                 [&](const auto& held) { return held.get() == &connection; });
    m_loop.bury(std::move(*it));
    m_connections.erase(it);
    if (connection.m_isConnecting) {
        m_backOffUs = std::clamp(m_backOffUs * 2, kBackOffFirstUs, kBackOffMaxUs);
        m_retryAtUs = steadyUs() + m_backOffUs;
    }
    if (!connection.m_isBusy) return;
    connection.m_isBusy = false;
    if (connection.m_isConnecting && m_limits.isPatient)
        m_waiting.push_front(connection.m_message);
    else
        m_sink.onLost(connection.m_message.tag);
}

void HttpPool::tick()
{
    const std::int64_t now = steadyUs();
    std::vector<Connection*> late;
    for (const auto& connection : m_connections)
        if (connection->m_isBusy && connection->m_deadlineUs < now) late.push_back(connection.get());
    for (Connection* connection : late)
        drop(*connection);
    if (m_backOffUs == 0 || now >= m_retryAtUs) {
        pump();
        return;
    }
    // While the peer is away an impatient sender hears of it at once.
    while (!m_limits.isPatient && m_connections.empty() && !m_waiting.empty()) {
        const Message message = m_waiting.front();
        m_waiting.pop_front();
        m_sink.onLost(message.tag);
    }
}

} // namespace hub::sim
