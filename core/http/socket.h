#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/http/peer_certificate.h"
#include "core/http/tls.h"

#include <QtNetwork/QHostAddress>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

struct ssl_st;

namespace hub::http {

/// Owns a file descriptor.
class UniqueFd
{
public:
    UniqueFd() = default;
    explicit UniqueFd(int fd)
        : m_fd(fd)
    {}
    UniqueFd(UniqueFd&& other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {}
    UniqueFd& operator=(UniqueFd&& other) noexcept;
    UniqueFd(const UniqueFd&) = delete;
    UniqueFd& operator=(const UniqueFd&) = delete;
    ~UniqueFd() { reset(); }

    int get() const { return m_fd; }
    explicit operator bool() const { return m_fd >= 0; }
    void reset();

private:
    int m_fd = -1;
};

/// A listening TCP socket, non-blocking; what it accepts inherits no-delay, keep-alive and the user timeout.
base::Expected<UniqueFd, base::Error> listenTcp(const std::string& host, std::uint16_t port, int backlog);
std::uint16_t localPort(int fd);

struct Accepted
{
    UniqueFd fd;
    std::string address; ///< numeric; IPv4 also when it came through an IPv6 socket
};
enum class AcceptResult { Accepted, None, NoDescriptors };
AcceptResult acceptTcp(int listener, Accepted& out);

/// Starts to connect, non-blocking; an empty fd when it failed at once.
UniqueFd connectTcp(const QHostAddress& address, std::uint16_t port);
/// 0 or the errno with which a connect ended.
int pendingError(int fd);

/// Writing to a closed socket is an error code, not a signal. Process-wide, any number of calls.
void ignoreBrokenPipes();

/// A connected non-blocking socket, plain or TLS. One thread.
class Stream
{
public:
    enum class Result { Done, WouldBlock, Closed, Failed };

    Stream() = default;
    /// `tls` null: plain. For a client `host` is checked against the certificate and sent as SNI, and a
    /// session of an earlier connection to the same host and port is taken up.
    Stream(UniqueFd fd, const TlsContext* tls, const std::string& host = {}, std::uint16_t port = 0);
    Stream(Stream&& other) noexcept;
    Stream& operator=(Stream&& other) noexcept;
    ~Stream();

    int fd() const { return m_fd.get(); }
    /// Up to `size` bytes; `done` says how many. Closed: the other side has ended its direction.
    Result read(char* data, std::size_t size, std::size_t& done);
    /// Part of the bytes may be written.
    Result write(const char* data, std::size_t size, std::size_t& done);
    /// TLS wants the socket writable before it can go on reading (or the reverse is always watched for).
    bool wantsWrite() const { return m_wantsWrite; }
    /// Bytes that have been read off the socket but not out of TLS.
    bool hasBuffered() const;
    /// TLS handshake finished; always true for plain.
    bool established() const;
    bool encrypted() const { return m_ssl != nullptr; }
    /// No more from our side (close_notify and FIN).
    void shutdownWrite();
    /// The verified certificate of the other side; null without one.
    std::shared_ptr<const PeerCertificate> peerCertificate() const;
    /// False when `tls`, which has taken the place of the context of this connection, would refuse the other
    /// side's certificate.
    bool isTrustedBy(const TlsContext& tls) const;
    /// The handshake took up an earlier session.
    bool isResumed() const;
    /// Why TLS failed, for logs.
    const std::string& failure() const { return m_failure; }

private:
    Result tlsResult(int code, std::size_t& done);

    UniqueFd m_fd;
    ssl_st* m_ssl = nullptr;
    std::unique_ptr<std::string> m_sessionKey; ///< OpenSSL points to the text
    bool m_wantsWrite = false;
    std::string m_failure;
};

} // namespace hub::http
