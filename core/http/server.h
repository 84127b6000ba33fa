#pragma once

#include "core/base/error.h"
#include "core/base/expected.h"
#include "core/events/span.h"
#include "core/http/message.h"
#include "core/http/route_table.h"
#include "core/http/tls.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hub::http {

/// Every bound of a listener. Sizes in bytes, times in milliseconds.
struct ServerOptions
{
    int threads = 1;
    std::size_t headerBytesMax = 65536;
    std::size_t headerCountMax = 100;
    std::size_t targetBytesMax = 8192;
    std::size_t bodyBytesMax = 5242880;
    int headerDeadlineMs = 10000; ///< first byte of a request to the end of its headers: 408
    int bodyDeadlineMs = 30000;   ///< end of headers to end of body: 408
    int idleMs = 60000;           ///< between requests: closed without a word
    int writeDeadlineMs = 30000;  ///< no progress while answers wait: closed
    int lingerMs = 2000;          ///< after a refused request: reads and drops so that the answer arrives
    std::size_t connectionsMax = 20000;       ///< above: 503 and close
    std::size_t connectionsPerAddressMax = 0; ///< 0: no bound of its own
    std::size_t bodiesBytesMax = 268435456;   ///< bodies being received, all connections together; above: 503
    std::size_t handshakesMax = 1024;         ///< TLS handshakes going on; above: closed without a word
    std::size_t exchangesMax = 50000;         ///< unanswered requests of the whole server; above: 503
    int backlog = 4096;
    std::size_t writeBufferMax = 1048576;  ///< no request is read while more than this waits to be written
    std::size_t pipelineMax = 16;          ///< unanswered requests of one connection
    std::shared_ptr<const TlsContext> tls; ///< null: plain HTTP
};

/// How the answers that no handler gives are worded; each left empty takes the FSPIOP form of fspiop 2.3.
struct ServerCallbacks
{
    /// 404; default 3002 `Unknown URI - <path>`.
    std::function<Answer(const Request&)> notFound;
    /// 405; default 3000 `Generic client error - Method Not Allowed`. The Allow header is added by the
    /// server.
    std::function<Answer(const Request&)> methodNotAllowed;
    /// 503 when a bound of the server is reached; default 2003.
    std::function<Answer()> overloaded;
    /// Bytes that are not an acceptable request (400, 408, 413, 414, 417, 431, 501, 505 ...); the connection
    /// ends after. Default refusalAnswer().
    std::function<Answer(int status, std::string_view detail)> rejected;
};
/// The status itself with the FSPIOP error that comes nearest and the detail.
Answer refusalAnswer(int status, std::string_view detail);

/// Upper bounds of the latency buckets, microseconds; the last bucket is open.
inline constexpr std::int64_t kLatencyBoundsUs[] = {250,   500,    1000,   2000,   5000,    10000,   20000,
                                                    50000, 100000, 200000, 500000, 1000000, 2000000, 5000000};
inline constexpr std::size_t kLatencyBuckets = std::size(kLatencyBoundsUs) + 1;

/// A copy of one row's counters: first byte received to answer handed to the socket.
struct RouteCounters
{
    std::string name;
    std::string method;
    std::string pattern;
    std::vector<std::pair<int, std::uint64_t>> byStatus; ///< only statuses that occurred
    std::uint64_t latencyCount = 0;
    std::uint64_t latencySumUs = 0;
    std::uint64_t latencyBuckets[kLatencyBuckets] = {};
};

/// A copy of the server's counters, taken without stopping it.
struct ServerCounters
{
    std::vector<RouteCounters> routes; ///< the table's rows, then one row named `unmatched`
    std::uint64_t connectionsOpen = 0;
    std::uint64_t connectionsAccepted = 0;
    std::uint64_t connectionsRefused = 0;
    std::uint64_t guardRejections = 0; ///< requests that never reached a handler because of their bytes
    std::uint64_t exchangesOpen = 0;
    std::uint64_t overloaded = 0;
    std::uint64_t answersDropped = 0; ///< the client had gone
};

/// One listener: guarded HTTP/1.1 on a set of threads, each with its own QHttpServer behind the guard. start
/// and stop on one thread (the owner's); counters on any.
class Server
{
public:
    /// `spans` may be null and must outlive the server; so must what the handlers refer to.
    Server(ServerOptions options, std::shared_ptr<const RouteTable> routes, events::SpanSink* spans = nullptr,
           ServerCallbacks callbacks = {});
    /// Stops without draining.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds (port 0: any free) and serves; the port that was bound. Raises the soft limit of open files to
    /// the hard one. Unavailable when the address cannot be bound. Call once.
    base::Expected<std::uint16_t, base::Error> start(const std::string& host, std::uint16_t port);
    /// Stops accepting, gives open exchanges `drainMs` to be answered, closes everything, ends the threads.
    /// Answers that come later are dropped. Blocks for at most about `drainMs`.
    void stop(int drainMs);

    /// Another context for a server that has one: for new connections at once, and open ones whose client
    /// certificate it refuses end at their next request. Any thread.
    void setTls(std::shared_ptr<const TlsContext> tls);

    ServerCounters counters() const;
    /// Wakes every thread, and tells for how many milliseconds the slowest has not answered the call before.
    /// Between start() and stop(); one caller, about once a second.
    std::int64_t beat();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Raises RLIMIT_NOFILE's soft limit to the hard one; what it is then.
std::uint64_t raiseOpenFilesLimit();

} // namespace hub::http
