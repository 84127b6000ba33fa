#pragma once

#include "app/sim/http_text.h"
#include "core/base/expected.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hub::sim {

/// Microseconds of a steady clock.
std::int64_t steadyUs();

/// Where an HTTP peer listens: `http://host:port[/base]`, resolved once.
struct Address
{
    std::string host; ///< `host:port`, for the Host header
    std::string base; ///< path in front of every target, without the last slash
    sockaddr_in socket{};
};
base::Expected<Address, std::string> parseAddress(std::string_view url);

/// Told when its descriptor is ready.
class FdHandler
{
public:
    virtual ~FdHandler() = default;
    virtual void onReady(std::uint32_t events) = 0;
};

/// A thin epoll: one thread, no timers (the modes know their own deadlines), no allocation per event.
class EventLoop
{
public:
    EventLoop();
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    void watch(int fd, std::uint32_t events, FdHandler& handler);
    void rewatch(int fd, std::uint32_t events, FdHandler& handler);
    void forget(int fd);
    /// Frees a handler once no event of the present batch can name it any more.
    void bury(std::unique_ptr<FdHandler> handler);
    /// Hands out what is ready, waiting at most `timeoutUs` for something. A signal ends the wait.
    void wait(std::int64_t timeoutUs);
    /// Where every connection reads first; most messages never need a buffer of their own.
    char* scratch() { return m_scratch.get(); }
    static constexpr std::size_t kScratchSize = 262'144;

private:
    int m_epoll = -1;
    std::unique_ptr<char[]> m_scratch;
    std::vector<std::unique_ptr<FdHandler>> m_buried;
};

/// Takes the requests of a listener. Both calls come on the loop's thread.
class RequestSink
{
public:
    virtual ~RequestSink() = default;
    /// Appends exactly one answer to `answer`. The views of `request` end with the call.
    virtual void onRequest(const HttpRequest& request, std::string& answer) = 0;
    /// The answers of a read have been written: the time for what they set off.
    virtual void onAnswered() {}
};

/// Listens on 127.0.0.1 and serves keep-alive connections. Descriptors and buffers are bounded.
class HttpListener final : public FdHandler
{
public:
    static constexpr std::size_t kConnectionsMax = 4'096;

    HttpListener(EventLoop& loop, RequestSink& sink);
    ~HttpListener() override;
    /// Port 0 takes a free one. The error is a text for the operator.
    base::Expected<void, std::string> listen(std::uint16_t port);
    std::uint16_t port() const { return m_port; }
    void onReady(std::uint32_t events) override;

private:
    class Connection;
    void serve(Connection& connection, std::string_view bytes);
    void close(Connection& connection);

    EventLoop& m_loop;
    RequestSink& m_sink;
    int m_fd = -1;
    std::uint16_t m_port = 0;
    std::unordered_map<int, std::unique_ptr<Connection>> m_connections;
};

/// Takes the replies of a pool, by the tag the request was sent with.
class ReplySink
{
public:
    virtual ~ReplySink() = default;
    virtual void onReply(std::uint64_t tag, const HttpReply& reply) = 0;
    /// No reply will come: the connection broke, could not be made or said nothing in time. Whether the peer
    /// has acted on the request is not known.
    virtual void onLost(std::uint64_t tag) = 0;
};

/// Keep-alive connections to one peer, one request in flight on each, the one used last first. What finds no
/// connection waits in a bounded queue.
class HttpPool
{
public:
    struct Limits
    {
        std::size_t connections = 64;
        std::size_t waiting = 100'000;
        std::int64_t replyTimeoutUs = 10'000'000;
        /// A peer that refuses connections is tried again and again (with back-off up to 1 s) while the
        /// requests wait; else each of them is lost at once.
        bool isPatient = false;
    };

    HttpPool(EventLoop& loop, Address peer, Limits limits, ReplySink& sink);
    ~HttpPool();
    HttpPool(const HttpPool&) = delete;
    HttpPool& operator=(const HttpPool&) = delete;

    /// Sends `bytes`, which stay where they are until the sink hears of `tag`. False when the queue is full.
    [[nodiscard]] bool send(std::uint64_t tag, std::string_view bytes);
    /// Back-off and reply deadlines; call some times a second.
    void tick();
    std::size_t waiting() const { return m_waiting.size(); }

private:
    class Connection;
    struct Message
    {
        std::uint64_t tag;
        std::string_view bytes;
    };

    void pump();
    Connection* open();
    void write(Connection& connection);
    void read(Connection& connection);
    void take(Connection& connection, std::string_view bytes);
    void drop(Connection& connection);

    EventLoop& m_loop;
    Address m_peer;
    Limits m_limits;
    ReplySink& m_sink;
    std::deque<Message> m_waiting;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<Connection*> m_idle;
    std::int64_t m_retryAtUs = 0;
    std::int64_t m_backOffUs = 0;
};

} // namespace hub::sim
