#pragma once

#include "core/base/published.h"
#include "core/http/server.h"

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace hub::http {

/// Live counters of one row; relaxed atomics, read while they move.
struct RouteMeter
{
    static constexpr int kStatusMin = 100;
    static constexpr int kStatusMax = 599;
    std::array<std::atomic<std::uint64_t>, kStatusMax - kStatusMin + 1> byStatus{};
    std::atomic<std::uint64_t> count{0};
    std::atomic<std::uint64_t> sumUs{0};
    std::array<std::atomic<std::uint64_t>, kLatencyBuckets> buckets{};

    void record(int status, std::int64_t latencyUs);
};

/// What the threads of one server have in common. Constant but for the atomics and the address book.
struct ServerShared
{
    ServerOptions options;
    std::shared_ptr<const RouteTable> routes;
    events::SpanSink* spans = nullptr;
    ServerCallbacks callbacks;
    base::Published<TlsContext> tls{nullptr};
    std::atomic<std::size_t> handshakes{0};
    int fdMax = 0; ///< descriptors from here on are kept for the store and the operators
    std::vector<std::unique_ptr<RouteMeter>> meters; ///< one a row, then one for what matched none
    std::atomic<std::size_t> connections{0};
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> refused{0};
    std::atomic<std::uint64_t> rejections{0};
    std::atomic<std::size_t> exchanges{0};
    std::atomic<std::size_t> bodyBytes{0};
    std::atomic<std::uint64_t> overloaded{0};
    std::atomic<std::uint64_t> dropped{0};

    /// False when the address has its share of connections already.
    bool admit(const std::string& address);
    void leave(const std::string& address);

    Answer notFound(const Request& request) const;
    Answer methodNotAllowed(const Request& request, const std::string& allow) const;
    Answer overload() const;
    Answer rejected(int status, std::string_view detail) const;

private:
    std::mutex m_addressMutex;
    std::map<std::string, std::size_t> m_addresses;
};

} // namespace hub::http
