#include "core/http/connection.h"

#include "core/base/log.h"

#include <algorithm>
#include <charconv>

namespace hub::http {
namespace {

constexpr int kHandshakeMs = 5000;
constexpr int kReadsPerTurn = 4;
// Bodies up to here are not counted: the bound on connections bounds them.
constexpr std::size_t kSmallBody = 16384;

void appendNumber(std::string& out, std::uint64_t number)
{
    std::array<char, 20> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), end);
}

// The framing of an answer is the server's alone.
bool isOurs(std::string_view name)
{
    return base::equalsIgnoreCase(name, "Content-Length") ||
           base::equalsIgnoreCase(name, "Transfer-Encoding") || base::equalsIgnoreCase(name, "Connection") ||
           base::equalsIgnoreCase(name, "Date");
}

GuardLimits guardLimits(const ServerOptions& options)
{
    return {options.headerBytesMax, options.headerCountMax, options.targetBytesMax};
}

} // namespace

Connection::Connection(HttpThread& thread, Stream&& stream, std::string address, Exchange::Slot slot)
    : m_thread(thread)
    , m_stream(std::move(stream))
    , m_address(std::move(address))
    , m_slot(slot)
    , m_guard(guardLimits(thread.shared().options))
{
    if (m_stream.encrypted()) {
        thread.shared().handshakes.fetch_add(1, std::memory_order_relaxed);
        setPhase(Phase::Handshake, std::min(kHandshakeMs, thread.shared().options.headerDeadlineMs));
    } else
        setPhase(Phase::Idle, thread.shared().options.idleMs);
}

Connection::~Connection()
{
    if (m_phase == Phase::Handshake) m_thread.shared().handshakes.fetch_sub(1, std::memory_order_relaxed);
    releaseBody();
}

bool Connection::isStillTrusted()
{
    const auto& now = m_thread.shared().tls.read();
    if (m_trustedBy == now) return true;
    if (!m_stream.isTrustedBy(*now)) return false;
    m_trustedBy = now;
    return true;
}

void Connection::setPhase(Phase phase, int deadlineMs)
{
    if (m_phase == Phase::Handshake && phase != Phase::Handshake)
        m_thread.shared().handshakes.fetch_sub(1, std::memory_order_relaxed);
    m_phase = phase;
    m_deadlineMs = steadyMs() + deadlineMs;
}

bool Connection::mayRead() const
{
    const auto& options = m_thread.shared().options;
    return !m_closing && m_pending.size() < options.pipelineMax &&
           m_out.size() - m_outAt <= options.writeBufferMax;
}

void Connection::onReady(bool readable, bool writable)
{
    if (m_closed) return;
    if (readable && !m_watchRead) {
        // Nobody asked to read: it is an error or hang-up, and nobody is left to answer to.
        close();
        return;
    }
    if (readable || (writable && m_stream.wantsWrite())) readMore();
    if (!m_closed) m_thread.markDirty(*this);
}

void Connection::readMore()
{
    auto& scratch = m_thread.scratch();
    for (int i = 0; i < kReadsPerTurn && !m_closed && !m_readEnded; ++i) {
        if (m_phase != Phase::Lingering && !mayRead()) return;
        std::size_t count = 0;
        switch (m_stream.read(scratch.data(), scratch.size(), count)) {
        case Stream::Result::Done:
            if (m_phase == Phase::Handshake) setPhase(Phase::Idle, m_thread.shared().options.idleMs);
            if (m_phase != Phase::Lingering) consume({scratch.data(), count});
            break;
        case Stream::Result::WouldBlock:
            if (m_phase == Phase::Handshake && m_stream.established())
                setPhase(Phase::Idle, m_thread.shared().options.idleMs);
            return;
        case Stream::Result::Closed:
            m_readEnded = m_closing = true;
            return;
        case Stream::Result::Failed:
            close();
            return;
        }
        if (count < scratch.size() && !m_stream.encrypted()) return;
    }
}

void Connection::consume(std::string_view data)
{
    std::size_t used = 0;
    if (m_in.empty()) {
        step(data, used);
        if (used < data.size() && !m_closing) {
            if (m_in.capacity() < data.size() - used) m_in = m_thread.takeBuffer();
            m_in.assign(data.substr(used));
        }
        return;
    }
    m_in.append(data);
    step(m_in, used);
    if (m_closing || used == m_in.size())
        m_thread.giveBuffer(std::exchange(m_in, std::string()));
    else
        m_in.erase(0, used);
}

// Takes as many requests as the bytes and the bounds allow.
void Connection::step(std::string_view data, std::size_t& used)
{
    const auto& options = m_thread.shared().options;
    while (used < data.size() && mayRead()) {
        if (m_phase == Phase::Idle) {
            m_receivedUs = utcUs();
            setPhase(Phase::Headers, options.headerDeadlineMs);
        }
        used += m_guard.feed(data.substr(used));
        if (m_guard.state() == RequestGuard::State::Decide) decide();
        switch (m_guard.state()) {
        case RequestGuard::State::Complete:
            setPhase(Phase::Idle, options.idleMs);
            accept();
            break;
        case RequestGuard::State::Refused:
            reject();
            return;
        case RequestGuard::State::Body:
        case RequestGuard::State::Headers:
        case RequestGuard::State::Decide:
            return; // More bytes are needed.
        }
    }
}

void Connection::decide()
{
    const auto& shared = m_thread.shared();
    auto& request = m_guard.request();
    m_match = shared.routes->match(request.method, request.path);
    std::size_t bodyMax = shared.options.bodyBytesMax;
    if (m_match.route != nullptr && m_match.route->bodyMax != 0)
        bodyMax = std::min(bodyMax, m_match.route->bodyMax);
    m_guard.allowBody(bodyMax);
    if (m_guard.state() != RequestGuard::State::Body) return;
    if (!reserveBody()) return m_guard.refuse(503, "too much is being received");
    setPhase(Phase::Body, shared.options.bodyDeadlineMs);
    m_continueOwed = m_guard.expectsContinue();
}

bool Connection::reserveBody()
{
    auto& shared = m_thread.shared();
    const std::size_t bound = m_guard.bodyBound();
    if (bound <= kSmallBody) return true;
    m_reservedBytes = bound;
    const std::size_t before = shared.bodyBytes.fetch_add(bound, std::memory_order_relaxed);
    if (before + bound <= shared.options.bodiesBytesMax) return true;
    shared.overloaded.fetch_add(1, std::memory_order_relaxed);
    releaseBody();
    return false;
}

void Connection::releaseBody()
{
    if (m_reservedBytes == 0) return;
    m_thread.shared().bodyBytes.fetch_sub(std::exchange(m_reservedBytes, 0), std::memory_order_relaxed);
}

void Connection::accept()
{
    releaseBody();
    auto& shared = m_thread.shared();
    if (m_stream.encrypted() && !isStillTrusted()) {
        m_closing = true;
        return close();
    }
    Request request = std::move(m_guard.request());
    Pending pending;
    pending.receivedUs = m_receivedUs;
    pending.keepAlive = m_guard.keepAlive();
    pending.headOnly = request.method == Method::Head;
    pending.meter = m_match.route != nullptr ? m_match.index : shared.routes->rows().size();
    m_guard.reset();
    m_continueOwed = false;
    const Exchange::Slot slot{m_slot.connection, m_slot.generation, m_firstSequence + m_pending.size()};
    if (!pending.keepAlive) m_closing = true;
    m_pending.push_back(std::move(pending));

    request.route = m_match.route;
    request.params = std::move(m_match.params);
    request.receivedUs = m_receivedUs;
    request.acceptedUs = utcUs();
    request.peerAddress = m_address;
    if (m_stream.encrypted() && !m_isPeerKnown) {
        m_peer = m_stream.peerCertificate();
        m_isPeerKnown = true;
    }
    request.peer = m_peer;
    switch (m_match.kind) {
    case RouteMatch::Kind::NotFound:
        complete(slot.sequence, shared.notFound(request));
        return;
    case RouteMatch::Kind::MethodNotAllowed:
        complete(slot.sequence, shared.methodNotAllowed(request, m_match.allow));
        return;
    case RouteMatch::Kind::Found:
        break;
    }
    if (shared.exchanges.load(std::memory_order_relaxed) >= shared.options.exchangesMax) {
        shared.overloaded.fetch_add(1, std::memory_order_relaxed);
        complete(slot.sequence, shared.overload());
        return;
    }
    m_thread.dispatch(std::move(request), slot);
}

void Connection::reject()
{
    auto& shared = m_thread.shared();
    shared.rejections.fetch_add(1, std::memory_order_relaxed);
    Pending pending;
    pending.receivedUs = m_receivedUs;
    pending.keepAlive = false;
    pending.meter = shared.routes->rows().size();
    m_closing = true;
    const std::uint64_t sequence = m_firstSequence + m_pending.size();
    m_pending.push_back(std::move(pending));
    const auto& refusal = m_guard.refusal();
    complete(sequence, shared.rejected(refusal.status, refusal.detail));
}

void Connection::complete(std::uint64_t sequence, Answer&& answer)
{
    const std::uint64_t index = sequence - m_firstSequence;
    if (m_closed || index >= m_pending.size() || m_pending[index].answered) return;
    auto& pending = m_pending[index];
    pending.answered = true;
    if (m_thread.draining()) pending.keepAlive = false;
    m_thread.shared().meters[pending.meter]->record(answer.status, utcUs() - pending.receivedUs);
    if (index == 0) {
        if (m_out.capacity() < sizeof(std::string)) m_out = m_thread.takeBuffer();
        compose(m_out, pending, answer);
        popAnswered();
    } else {
        compose(pending.bytes, pending, answer);
    }
    m_thread.markDirty(*this);
}

void Connection::popAnswered()
{
    std::size_t count = 0;
    while (count < m_pending.size() && m_pending[count].answered) {
        m_out += m_pending[count].bytes;
        if (!m_pending[count].keepAlive) m_closing = true;
        ++count;
    }
    m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(count));
    m_firstSequence += count;
    if (m_pending.empty() && m_phase == Phase::Idle) setPhase(Phase::Idle, m_thread.shared().options.idleMs);
}

void Connection::compose(std::string& out, const Pending& pending, const Answer& answer)
{
    out += "HTTP/1.1 ";
    appendNumber(out, static_cast<std::uint64_t>(answer.status));
    out += ' ';
    out += reasonPhrase(answer.status);
    out += m_thread.dateLine();
    if (!answer.contentType.empty()) {
        out += "\r\nContent-Type: ";
        out += answer.contentType;
    }
    for (const auto& [name, value] : answer.headers) {
        if (isOurs(name)) continue;
        if (!isValidField(name, value)) {
            base::log(base::LogLevel::Warning, "answer header dropped", {{"name", name}});
            continue;
        }
        out += "\r\n";
        out += name;
        out += ": ";
        out += value;
    }
    if (answer.status >= 200 && answer.status != 204 && answer.status != 304) {
        out += "\r\nContent-Length: ";
        appendNumber(out, answer.body.size());
    }
    if (!pending.keepAlive) out += "\r\nConnection: close";
    out += "\r\n\r\n";
    if (!pending.headOnly && answer.status != 204 && answer.status != 304) out += answer.body;
}

bool Connection::flush()
{
    while (unsent()) {
        std::size_t count = 0;
        const auto result = m_stream.write(m_out.data() + m_outAt, m_out.size() - m_outAt, count);
        if (result == Stream::Result::WouldBlock) {
            if (m_writeDeadlineMs == 0)
                m_writeDeadlineMs = steadyMs() + m_thread.shared().options.writeDeadlineMs;
            return true;
        }
        if (result != Stream::Result::Done) {
            close();
            return false;
        }
        m_outAt += count;
        m_writeDeadlineMs = 0;
    }
    m_outAt = 0;
    if (!m_out.empty()) m_thread.giveBuffer(std::exchange(m_out, std::string()));
    return true;
}

void Connection::settle()
{
    while (!m_closed) {
        if (m_continueOwed && m_pending.empty()) {
            m_continueOwed = false;
            m_out += "HTTP/1.1 100 Continue\r\n\r\n";
        }
        if (!flush()) return;
        if (unsent() || !mayRead()) break;
        const std::size_t before = m_in.size();
        if (before != 0) consume({});
        if (m_in.size() == before && m_stream.hasBuffered()) readMore();
        if (m_closed) return;
        if (m_in.size() == before && !unsent()) break;
    }
    if (!m_closed) finishIfDone();
    if (!m_closed) updateInterest();
}

// A connection that takes no more requests and has answered all ends; after our FIN it is read on for a
// while, because closing with unread bytes would reset it and could take the answer with it.
void Connection::finishIfDone()
{
    if (!m_closing || !m_pending.empty() || unsent() || m_phase == Phase::Lingering) {
        if (m_phase == Phase::Lingering && m_readEnded) close();
        return;
    }
    if (m_readEnded || m_thread.draining()) {
        close();
        return;
    }
    m_stream.shutdownWrite();
    setPhase(Phase::Lingering, m_thread.shared().options.lingerMs);
}

void Connection::updateInterest()
{
    const bool read = !m_readEnded && (m_phase == Phase::Lingering || mayRead());
    const bool write = unsent() || m_stream.wantsWrite();
    if (read == m_watchRead && write == m_watchWrite) return;
    m_watchRead = read;
    m_watchWrite = write;
    m_thread.change(m_stream.fd(), this, read, write);
}

void Connection::tick(std::int64_t nowMs)
{
    if (m_closed) return;
    if (m_writeDeadlineMs != 0 && nowMs > m_writeDeadlineMs) return close();
    if (nowMs <= m_deadlineMs) return;
    switch (m_phase) {
    case Phase::Idle:
        if (m_pending.empty() && !unsent()) close();
        return;
    case Phase::Headers:
    case Phase::Body:
        if (!mayRead()) return; // We are what it waits for.
        m_guard.refuse(408, m_phase == Phase::Headers ? "headers took too long" : "body took too long");
        reject();
        return;
    case Phase::Handshake:
    case Phase::Lingering:
        close();
        return;
    }
}

void Connection::drain()
{
    m_closing = true;
    m_thread.markDirty(*this);
}

void Connection::close()
{
    if (m_closed) return;
    m_closed = true;
    m_thread.close(*this);
}

} // namespace hub::http
