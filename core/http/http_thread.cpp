#include "core/http/http_thread.h"

#include "core/base/clock.h"
#include "core/http/connection.h"

#include <algorithm>

namespace hub::http {
namespace {

constexpr int kAcceptsPerTurn = 512;
constexpr int kDrainTickMs = 10;
constexpr std::size_t kSpareBuffers = 64;
constexpr std::size_t kSpareBufferMax = 65536;

thread_local HttpThread* httpThreadHere = nullptr;

int tickOf(const ServerOptions& options)
{
    const int shortest = std::min({options.headerDeadlineMs, options.bodyDeadlineMs, options.idleMs,
                                   options.writeDeadlineMs, options.lingerMs});
    return std::clamp(shortest / 4, 10, 500);
}

std::uint64_t ref(const Exchange::Slot& slot)
{
    return slot.connection;
}

} // namespace

/// Thread 0's listening socket.
class HttpThread::Acceptor final : public IoHandler
{
public:
    explicit Acceptor(HttpThread& thread)
        : m_thread(thread)
    {}
    void onReady(bool, bool) override { m_thread.accept(); }

private:
    HttpThread& m_thread;
};

HttpThread::HttpThread(std::shared_ptr<ServerShared> shared, int number, int listener)
    : IoThread(QStringLiteral("http-%1").arg(number))
    , m_shared(std::move(shared))
    , m_box(std::make_shared<AnswerBox>(this, m_shared))
    , m_listener(listener)
    , m_tickMs(tickOf(m_shared->options))
{}

HttpThread::~HttpThread() = default;

HttpThread* HttpThread::current()
{
    return httpThreadHere;
}

void HttpThread::acceptFor(std::vector<HttpThread*> threads)
{
    m_targets = std::move(threads);
}

void HttpThread::begin()
{
    httpThreadHere = this;
    m_gate = std::make_unique<Gate>(m_listener);
    if (m_targets.empty()) return;
    Answer busy = m_shared->overload();
    m_refusal = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\nContent-Type: " +
                busy.contentType + "\r\nContent-Length: " + std::to_string(busy.body.size()) + "\r\n\r\n" +
                busy.body;
    m_acceptor = std::make_unique<Acceptor>(*this);
    watch(m_listener, m_acceptor.get(), true, false);
}

void HttpThread::adopt(Accepted&& accepted)
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_inbox.push_back(std::move(accepted));
    }
    wake();
}

void HttpThread::drain(std::int64_t deadlineMs)
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_drainRequestMs = deadlineMs;
    }
    wake();
}

void HttpThread::accept()
{
    auto& shared = *m_shared;
    for (int i = 0; i < kAcceptsPerTurn; ++i) {
        Accepted accepted;
        const AcceptResult result = acceptTcp(m_listener, accepted);
        if (result == AcceptResult::None) return;
        if (result == AcceptResult::NoDescriptors) {
            // Level-triggered: without the pause the loop would spin until a descriptor comes free.
            unwatch(m_listener, m_acceptor.get());
            m_acceptPaused = true;
            updateTick();
            return;
        }
        if (accepted.fd.get() >= shared.fdMax ||
            shared.connections.load(std::memory_order_relaxed) >= shared.options.connectionsMax ||
            shared.handshakes.load(std::memory_order_relaxed) >= shared.options.handshakesMax ||
            !shared.admit(accepted.address)) {
            refuse(std::move(accepted));
            continue;
        }
        shared.connections.fetch_add(1, std::memory_order_relaxed);
        shared.accepted.fetch_add(1, std::memory_order_relaxed);
        HttpThread* target = *std::min_element(m_targets.begin(), m_targets.end(),
                                               [](auto* a, auto* b) { return a->load() < b->load(); });
        target->m_load.fetch_add(1, std::memory_order_relaxed);
        if (target == this)
            open(std::move(accepted));
        else
            target->adopt(std::move(accepted));
    }
}

void HttpThread::refuse(Accepted&& accepted)
{
    m_shared->refused.fetch_add(1, std::memory_order_relaxed);
    if (m_shared->options.tls) return;
    Stream stream(std::move(accepted.fd), nullptr);
    std::size_t count = 0;
    stream.write(m_refusal.data(), m_refusal.size(), count);
    stream.shutdownWrite();
}

void HttpThread::open(Accepted&& accepted)
{
    std::uint32_t index = 0;
    if (m_freePlaces.empty()) {
        index = static_cast<std::uint32_t>(m_places.size());
        m_places.emplace_back();
    } else {
        index = m_freePlaces.back();
        m_freePlaces.pop_back();
    }
    auto& place = m_places[index];
    const Exchange::Slot slot{index, ++place.generation, 0};
    place.connection = std::make_unique<Connection>(
        *this, Stream(std::move(accepted.fd), m_shared->tls.read().get()), std::move(accepted.address), slot);
    watch(place.connection->fd(), place.connection.get(), true, false);
    if (++m_open == 1) updateTick();
    if (draining()) place.connection->drain();
}

void HttpThread::close(Connection& connection)
{
    auto& place = m_places[connection.slot().connection];
    unwatch(connection.fd(), &connection);
    m_shared->leave(connection.address());
    m_shared->connections.fetch_sub(1, std::memory_order_relaxed);
    m_load.fetch_sub(1, std::memory_order_relaxed);
    ++place.generation;
    m_freePlaces.push_back(connection.slot().connection);
    if (--m_open == 0) updateTick();
    retire(std::move(place.connection));
}

void HttpThread::complete(const Exchange::Slot& slot, Answer&& answer)
{
    auto& place = m_places[ref(slot)];
    if (!place.connection || place.generation != slot.generation) {
        m_shared->dropped.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    place.connection->complete(slot.sequence, std::move(answer));
}

void HttpThread::dispatch(Request&& request, const Exchange::Slot& slot)
{
    const auto given =
        events::TraceContext::parse(request.headers.get("traceparent"), request.headers.get("tracestate"));
    request.trace = given ? *given : events::TraceContext::start();
    request.span = events::newSpanId();
    if (m_shared->spans != nullptr) {
        events::Span span;
        span.trace = request.trace.trace;
        span.id = request.span;
        span.parent = request.trace.parent;
        span.kind = events::SpanKind::Guard;
        span.startUs = request.receivedUs;
        span.endUs = request.acceptedUs;
        span.name = request.route->name;
        m_shared->spans->record(std::move(span));
    }
    m_shared->exchanges.fetch_add(1, std::memory_order_relaxed);
    m_gate->dispatch(std::make_shared<Exchange>(std::move(request), m_box, slot));
}

void HttpThread::markDirty(Connection& connection)
{
    if (connection.dirty) return;
    connection.dirty = true;
    m_dirty.push_back(connection.slot());
}

void HttpThread::woken()
{
    std::vector<Accepted> inbox;
    {
        const std::lock_guard lock(m_inboxMutex);
        inbox.swap(m_inbox);
        if (m_drainRequestMs != 0 && m_drainDeadlineMs == 0) {
            m_drainDeadlineMs = m_drainRequestMs;
            if (m_acceptor && !m_acceptPaused) unwatch(m_listener, m_acceptor.get());
            for (auto& place : m_places)
                if (place.connection) place.connection->drain();
        }
    }
    for (auto& accepted : inbox)
        open(std::move(accepted));
    m_box->take(m_answers);
    for (auto& [slot, answer] : m_answers)
        complete(slot, std::move(answer));
    m_answers.clear();
    if (draining()) updateTick();
}

void HttpThread::turnEnded()
{
    // Settling may run handlers, and those may answer other connections: the list can grow while it is
    // walked.
    for (std::size_t i = 0; i < m_dirty.size(); ++i) {
        const Exchange::Slot slot = m_dirty[i];
        const auto& place = m_places[ref(slot)];
        if (!place.connection || place.generation != slot.generation) continue;
        Connection& connection = *place.connection;
        connection.settle();
        connection.dirty = false;
    }
    m_dirty.clear();
}

void HttpThread::tick()
{
    const std::int64_t now = steadyMs();
    for (std::size_t i = 0; i < m_places.size(); ++i)
        if (m_places[i].connection) m_places[i].connection->tick(now);
    if (m_acceptPaused && !draining()) {
        m_acceptPaused = false;
        watch(m_listener, m_acceptor.get(), true, false);
        updateTick();
    }
    if (draining() && (m_open == 0 || now > m_drainDeadlineMs)) quit();
}

void HttpThread::updateTick()
{
    if (draining())
        setTick(kDrainTickMs);
    else
        setTick(m_open > 0 || m_acceptPaused ? m_tickMs : 0);
}

void HttpThread::end()
{
    m_box->close();
    for (auto& place : m_places) {
        if (!place.connection) continue;
        m_shared->leave(place.connection->address());
        m_shared->connections.fetch_sub(1, std::memory_order_relaxed);
        unwatch(place.connection->fd(), place.connection.get());
        place.connection.reset();
    }
    m_places.clear();
    m_gate.reset();
    httpThreadHere = nullptr;
}

std::string HttpThread::takeBuffer()
{
    if (m_buffers.empty()) return {};
    std::string buffer = std::move(m_buffers.back());
    m_buffers.pop_back();
    return buffer;
}

void HttpThread::giveBuffer(std::string&& buffer)
{
    if (m_buffers.size() >= kSpareBuffers || buffer.capacity() > kSpareBufferMax) return;
    buffer.clear();
    m_buffers.push_back(std::move(buffer));
}

const std::string& HttpThread::dateLine()
{
    const std::int64_t second = utcUs() / 1'000'000;
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_dateLine = "\r\nDate: " + base::toImfFixdate(base::Instant{second * 1000});
    }
    return m_dateLine;
}

} // namespace hub::http
