#include "core/http/socket.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hub::http {
namespace {

constexpr int kUserTimeoutMs = 10000;
constexpr int kKeepAliveIdleS = 30;
constexpr int kKeepAliveIntervalS = 10;
constexpr int kKeepAliveProbes = 3;

void setOption(int fd, int level, int name, int value)
{
    ::setsockopt(fd, level, name, &value, sizeof value);
}

void tune(int fd)
{
    setOption(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(fd, IPPROTO_TCP, TCP_KEEPIDLE, kKeepAliveIdleS);
    setOption(fd, IPPROTO_TCP, TCP_KEEPINTVL, kKeepAliveIntervalS);
    setOption(fd, IPPROTO_TCP, TCP_KEEPCNT, kKeepAliveProbes);
    setOption(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, kUserTimeoutMs);
}

const sockaddr* asAddress(const sockaddr_storage& storage)
{
    return reinterpret_cast<const sockaddr*>(&storage);
}
sockaddr* asAddress(sockaddr_storage& storage)
{
    return reinterpret_cast<sockaddr*>(&storage);
}

std::string numericAddress(const sockaddr_storage& storage)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (storage.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &storage, sizeof v4);
        ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
        return text.data();
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &storage, sizeof v6);
    if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
        ::inet_ntop(AF_INET, &v6.sin6_addr.s6_addr[12], text.data(), text.size());
        return text.data();
    }
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    return text.data();
}

base::Error unavailable(const std::string& what)
{
    return base::Error{base::Error::Kind::Unavailable, what + ": " + std::strerror(errno)};
}

} // namespace

UniqueFd& UniqueFd::operator=(UniqueFd&& other) noexcept
{
    if (this != &other) {
        reset();
        m_fd = std::exchange(other.m_fd, -1);
    }
    return *this;
}

void UniqueFd::reset()
{
    if (m_fd >= 0) ::close(m_fd);
    m_fd = -1;
}

base::Expected<UniqueFd, base::Error> listenTcp(const std::string& host, std::uint16_t port, int backlog)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const std::string service = std::to_string(port);
    const int code = ::getaddrinfo(host.empty() ? nullptr : host.c_str(), service.c_str(), &hints, &found);
    if (code != 0)
        return base::Unexpected(base::Error{base::Error::Kind::Invalid, host + ": " + ::gai_strerror(code)});
    base::Error last{base::Error::Kind::Unavailable, host + ": no address"};
    UniqueFd listening;
    for (const addrinfo* entry = found; entry != nullptr && !listening; entry = entry->ai_next) {
        UniqueFd fd(::socket(entry->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (!fd) {
            last = unavailable("socket");
            continue;
        }
        setOption(fd.get(), SOL_SOCKET, SO_REUSEADDR, 1);
        tune(fd.get());
        if (::bind(fd.get(), entry->ai_addr, entry->ai_addrlen) != 0 || ::listen(fd.get(), backlog) != 0)
            last = unavailable(host + ":" + service);
        else
            listening = std::move(fd);
    }
    ::freeaddrinfo(found);
    if (!listening) return base::Unexpected(std::move(last));
    return listening;
}

std::uint16_t localPort(int fd)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (::getsockname(fd, asAddress(storage), &size) != 0) return 0;
    if (storage.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &storage, sizeof v4);
        return ntohs(v4.sin_port);
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &storage, sizeof v6);
    return ntohs(v6.sin6_port);
}

AcceptResult acceptTcp(int listener, Accepted& out)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    const int fd = ::accept4(listener, asAddress(storage), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
        out.fd = UniqueFd(fd);
        out.address = numericAddress(storage);
        return AcceptResult::Accepted;
    }
    const bool exhausted = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    return exhausted ? AcceptResult::NoDescriptors : AcceptResult::None;
}

UniqueFd connectTcp(const QHostAddress& address, std::uint16_t port)
{
    sockaddr_storage storage{};
    socklen_t size = 0;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        v4.sin_addr.s_addr = htonl(address.toIPv4Address());
        size = sizeof v4;
        std::memcpy(&storage, &v4, sizeof v4);
    } else {
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        const Q_IPV6ADDR raw = address.toIPv6Address();
        std::memcpy(v6.sin6_addr.s6_addr, raw.c, sizeof raw.c);
        size = sizeof v6;
        std::memcpy(&storage, &v6, sizeof v6);
    }
    UniqueFd fd(::socket(storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd) return fd;
    tune(fd.get());
    if (::connect(fd.get(), asAddress(std::as_const(storage)), size) != 0 && errno != EINPROGRESS) fd.reset();
    return fd;
}

int pendingError(int fd)
{
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
    return error;
}

void ignoreBrokenPipes()
{
    std::signal(SIGPIPE, SIG_IGN);
}

Stream::Stream(UniqueFd fd, const TlsContext* tls, const std::string& host, std::uint16_t port)
    : m_fd(std::move(fd))
{
    if (tls == nullptr) return;
    m_ssl = SSL_new(tls->native());
    if (m_ssl == nullptr) {
        m_fd.reset();
        return;
    }
    SSL_set_fd(m_ssl, m_fd.get());
    if (tls->role() == TlsContext::Role::Server) {
        SSL_set_accept_state(m_ssl);
        return;
    }
    SSL_set_connect_state(m_ssl);
    QHostAddress literal;
    if (literal.setAddress(QString::fromStdString(host))) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(m_ssl), host.c_str());
    } else {
        SSL_set1_host(m_ssl, host.c_str());
        SSL_ctrl(m_ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                 const_cast<char*>(host.c_str()));
    }
    m_sessionKey = std::make_unique<std::string>(host + ':' + std::to_string(port));
    SSL_set_app_data(m_ssl, m_sessionKey.get());
    tls->resume(*m_sessionKey, m_ssl);
}

Stream::Stream(Stream&& other) noexcept
    : m_fd(std::move(other.m_fd))
    , m_ssl(std::exchange(other.m_ssl, nullptr))
    , m_sessionKey(std::move(other.m_sessionKey))
    , m_wantsWrite(other.m_wantsWrite)
    , m_failure(std::move(other.m_failure))
{}

Stream& Stream::operator=(Stream&& other) noexcept
{
    std::swap(m_ssl, other.m_ssl);
    std::swap(m_sessionKey, other.m_sessionKey);
    std::swap(m_fd, other.m_fd);
    m_wantsWrite = other.m_wantsWrite;
    m_failure = std::move(other.m_failure);
    return *this;
}

Stream::~Stream()
{
    // Without a shutdown OpenSSL takes the session of the connection for spoilt on both sides and never
    // resumes it, so the peer is told; a connection that failed keeps that judgement.
    if (m_ssl != nullptr && m_failure.empty()) {
        ERR_clear_error();
        if (established()) SSL_shutdown(m_ssl);
        SSL_set_shutdown(m_ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
        ERR_clear_error();
    }
    SSL_free(m_ssl);
}

Stream::Result Stream::tlsResult(int code, std::size_t& done)
{
    m_wantsWrite = false;
    if (code > 0) {
        done = static_cast<std::size_t>(code);
        return Result::Done;
    }
    switch (SSL_get_error(m_ssl, code)) {
    case SSL_ERROR_WANT_READ:
        return Result::WouldBlock;
    case SSL_ERROR_WANT_WRITE:
        m_wantsWrite = true;
        return Result::WouldBlock;
    case SSL_ERROR_ZERO_RETURN:
        return Result::Closed;
    default:
        break;
    }
    const long verified = SSL_get_verify_result(m_ssl);
    const unsigned long error = ERR_get_error();
    if (verified != X509_V_OK) {
        m_failure = X509_verify_cert_error_string(verified);
    } else if (error != 0) {
        std::array<char, 256> text{};
        ERR_error_string_n(error, text.data(), text.size());
        m_failure = text.data();
    } else {
        m_failure = "connection lost";
    }
    ERR_clear_error();
    return Result::Failed;
}

Stream::Result Stream::read(char* data, std::size_t size, std::size_t& done)
{
    done = 0;
    if (m_ssl != nullptr) {
        ERR_clear_error();
        return tlsResult(SSL_read(m_ssl, data, static_cast<int>(size < INT_MAX ? size : INT_MAX)), done);
    }
    ssize_t count = 0;
    do {
        count = ::recv(m_fd.get(), data, size, 0);
    } while (count < 0 && errno == EINTR);
    if (count > 0) {
        done = static_cast<std::size_t>(count);
        return Result::Done;
    }
    if (count == 0) return Result::Closed;
    return errno == EAGAIN ? Result::WouldBlock : Result::Failed;
}

Stream::Result Stream::write(const char* data, std::size_t size, std::size_t& done)
{
    done = 0;
    if (m_ssl != nullptr) {
        ERR_clear_error();
        return tlsResult(SSL_write(m_ssl, data, static_cast<int>(size < INT_MAX ? size : INT_MAX)), done);
    }
    ssize_t count = 0;
    do {
        count = ::send(m_fd.get(), data, size, MSG_NOSIGNAL);
    } while (count < 0 && errno == EINTR);
    if (count >= 0) {
        done = static_cast<std::size_t>(count);
        return Result::Done;
    }
    return errno == EAGAIN ? Result::WouldBlock : Result::Failed;
}

bool Stream::hasBuffered() const
{
    return m_ssl != nullptr && SSL_has_pending(m_ssl) == 1;
}

bool Stream::established() const
{
    return m_ssl == nullptr || SSL_is_init_finished(m_ssl) == 1;
}

void Stream::shutdownWrite()
{
    if (m_ssl != nullptr && established()) {
        ERR_clear_error();
        SSL_shutdown(m_ssl);
    }
    ::shutdown(m_fd.get(), SHUT_WR);
}

std::shared_ptr<const PeerCertificate> Stream::peerCertificate() const
{
    if (m_ssl == nullptr || SSL_get_verify_result(m_ssl) != X509_V_OK) return nullptr;
    X509* certificate = SSL_get0_peer_certificate(m_ssl);
    if (certificate == nullptr) return nullptr;
    return std::make_shared<const PeerCertificate>(peerCertificateOf(certificate));
}

bool Stream::isTrustedBy(const TlsContext& tls) const
{
    // The context that made the handshake has checked it then.
    if (m_ssl == nullptr || SSL_get_SSL_CTX(m_ssl) == tls.native()) return true;
    X509* certificate = SSL_get0_peer_certificate(m_ssl);
    return certificate == nullptr || tls.trusts(certificate, SSL_get_peer_cert_chain(m_ssl));
}

bool Stream::isResumed() const
{
    return m_ssl != nullptr && SSL_session_reused(m_ssl) == 1;
}

} // namespace hub::http
