#include "core/http/server.h"

#include "core/base/check.h"
#include "core/http/http_thread.h"
#include "core/http/server_shared.h"

#include <algorithm>
#include <sys/resource.h>

namespace hub::http {
namespace {

// Descriptors that a flood of connections must leave to the store, the log and the operators.
constexpr std::uint64_t kReservedFds = 64;
constexpr int kThreadsMax = 64;

const domain::FspiopCode& codeOf(int status)
{
    using namespace domain::fspiop_code;
    switch (status) {
    case 400:
        return kMalformedSyntax;
    case 413:
    case 414:
    case 431:
        return kTooLargePayload;
    case 501:
        return kNotImplemented;
    case 503:
        return kServiceCurrentlyUnavailable;
    default:
        return kGenericClientError;
    }
}

} // namespace

Answer refusalAnswer(int status, std::string_view detail)
{
    return Answer::fspiopError(domain::makeError(codeOf(status), detail), status);
}

void RouteMeter::record(int status, std::int64_t latencyUs)
{
    if (status >= kStatusMin && status <= kStatusMax)
        byStatus[static_cast<std::size_t>(status - kStatusMin)].fetch_add(1, std::memory_order_relaxed);
    const std::int64_t latency = std::max<std::int64_t>(latencyUs, 0);
    const auto bucket = std::lower_bound(std::begin(kLatencyBoundsUs), std::end(kLatencyBoundsUs), latency) -
                        std::begin(kLatencyBoundsUs);
    buckets[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
    count.fetch_add(1, std::memory_order_relaxed);
    sumUs.fetch_add(static_cast<std::uint64_t>(latency), std::memory_order_relaxed);
}

bool ServerShared::admit(const std::string& address)
{
    if (options.connectionsPerAddressMax == 0) return true;
    const std::lock_guard lock(m_addressMutex);
    auto& count = m_addresses[address];
    if (count >= options.connectionsPerAddressMax) return false;
    ++count;
    return true;
}

void ServerShared::leave(const std::string& address)
{
    if (options.connectionsPerAddressMax == 0) return;
    const std::lock_guard lock(m_addressMutex);
    const auto found = m_addresses.find(address);
    if (found != m_addresses.end() && --found->second == 0) m_addresses.erase(found);
}

Answer ServerShared::notFound(const Request& request) const
{
    if (callbacks.notFound) return callbacks.notFound(request);
    return Answer::fspiopError(domain::makeError(domain::fspiop_code::kUnknownURI, request.path));
}

Answer ServerShared::methodNotAllowed(const Request& request, const std::string& allow) const
{
    Answer answer =
        callbacks.methodNotAllowed
            ? callbacks.methodNotAllowed(request)
            : Answer::fspiopError(
                  domain::makeError(domain::fspiop_code::kGenericClientError, "Method Not Allowed"), 405);
    answer.headers.set("Allow", allow);
    return answer;
}

Answer ServerShared::overload() const
{
    if (callbacks.overloaded) return callbacks.overloaded();
    Answer answer = Answer::fspiopError(domain::makeError(domain::fspiop_code::kServiceCurrentlyUnavailable));
    answer.headers.set("Retry-After", "1");
    return answer;
}

Answer ServerShared::rejected(int status, std::string_view detail) const
{
    Answer answer = callbacks.rejected ? callbacks.rejected(status, detail) : refusalAnswer(status, detail);
    if (status == 405) answer.headers.set("Allow", "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS");
    return answer;
}

struct Server::Impl
{
    std::shared_ptr<ServerShared> shared = std::make_shared<ServerShared>();
    UniqueFd listener;
    std::vector<std::unique_ptr<HttpThread>> threads;
};

Server::Server(ServerOptions options, std::shared_ptr<const RouteTable> routes, events::SpanSink* spans,
               ServerCallbacks callbacks)
    : m_impl(std::make_unique<Impl>())
{
    HUB_CHECK(routes != nullptr);
    auto& shared = *m_impl->shared;
    shared.options = std::move(options);
    shared.options.threads = std::clamp(shared.options.threads, 1, kThreadsMax);
    shared.options.pipelineMax = std::max<std::size_t>(shared.options.pipelineMax, 1);
    shared.tls.publish(shared.options.tls);
    shared.routes = std::move(routes);
    shared.spans = spans;
    shared.callbacks = std::move(callbacks);
    for (std::size_t i = 0; i <= shared.routes->rows().size(); ++i)
        shared.meters.push_back(std::make_unique<RouteMeter>());
}

Server::~Server()
{
    stop(0);
}

base::Expected<std::uint16_t, base::Error> Server::start(const std::string& host, std::uint16_t port)
{
    HUB_CHECK(m_impl->threads.empty());
    auto& shared = *m_impl->shared;
    const std::uint64_t files = raiseOpenFilesLimit();
    shared.fdMax =
        static_cast<int>(std::min<std::uint64_t>(files, 1U << 30)) - static_cast<int>(kReservedFds);
    ignoreBrokenPipes();
    HUB_TRY(m_impl->listener, listenTcp(host, port, shared.options.backlog));
    std::vector<HttpThread*> targets;
    for (int i = 0; i < shared.options.threads; ++i) {
        m_impl->threads.push_back(std::make_unique<HttpThread>(m_impl->shared, i, m_impl->listener.get()));
        targets.push_back(m_impl->threads.back().get());
    }
    m_impl->threads.front()->acceptFor(targets);
    for (auto* thread : targets)
        thread->start();
    return localPort(m_impl->listener.get());
}

void Server::stop(int drainMs)
{
    if (m_impl->threads.empty()) return;
    const std::int64_t deadline = steadyMs() + std::max(drainMs, 0);
    // The accepting thread first: it hands connections to the others while it runs.
    for (auto& thread : m_impl->threads)
        thread->drain(deadline);
    for (auto& thread : m_impl->threads)
        thread->wait();
    m_impl->threads.clear();
    m_impl->listener.reset();
}

void Server::setTls(std::shared_ptr<const TlsContext> tls)
{
    HUB_CHECK(tls != nullptr && m_impl->shared->options.tls != nullptr);
    m_impl->shared->tls.publish(std::move(tls));
}

ServerCounters Server::counters() const
{
    const auto& shared = *m_impl->shared;
    ServerCounters out;
    for (std::size_t i = 0; i < shared.meters.size(); ++i) {
        RouteCounters row;
        if (i < shared.routes->rows().size()) {
            const auto& route = *shared.routes->rows()[i];
            row.name = route.name;
            row.method = toString(route.method);
            row.pattern = route.pattern;
        } else {
            row.name = "unmatched";
        }
        const auto& meter = *shared.meters[i];
        for (std::size_t s = 0; s < meter.byStatus.size(); ++s)
            if (const auto n = meter.byStatus[s].load(std::memory_order_relaxed); n != 0)
                row.byStatus.emplace_back(static_cast<int>(s) + RouteMeter::kStatusMin, n);
        row.latencyCount = meter.count.load(std::memory_order_relaxed);
        row.latencySumUs = meter.sumUs.load(std::memory_order_relaxed);
        for (std::size_t b = 0; b < kLatencyBuckets; ++b)
            row.latencyBuckets[b] = meter.buckets[b].load(std::memory_order_relaxed);
        out.routes.push_back(std::move(row));
    }
    out.connectionsOpen = shared.connections.load(std::memory_order_relaxed);
    out.connectionsAccepted = shared.accepted.load(std::memory_order_relaxed);
    out.connectionsRefused = shared.refused.load(std::memory_order_relaxed);
    out.guardRejections = shared.rejections.load(std::memory_order_relaxed);
    out.exchangesOpen = shared.exchanges.load(std::memory_order_relaxed);
    out.overloaded = shared.overloaded.load(std::memory_order_relaxed);
    out.answersDropped = shared.dropped.load(std::memory_order_relaxed);
    return out;
}

std::uint64_t raiseOpenFilesLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
    if (limit.rlim_cur < limit.rlim_max) {
        const rlim_t before = std::exchange(limit.rlim_cur, limit.rlim_max);
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) limit.rlim_cur = before;
    }
    return limit.rlim_cur;
}

std::int64_t Server::beat()
{
    std::int64_t slowest = 0;
    for (auto& thread : m_impl->threads)
        slowest = std::max(slowest, thread->beat());
    return slowest;
}

} // namespace hub::http
