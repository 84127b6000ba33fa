#include "core/http/outbound_connection.h"

#include "core/base/clock.h"
#include "core/http/sender_thread.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace hub::http {
namespace {

constexpr int kReadsPerTurn = 4;
constexpr std::size_t kOutKeep = 16384;

// Framing and tracing are the sender's.
bool isOurs(std::string_view name)
{
    switch (name.size()) {
    case 4:
        return base::equalsIgnoreCase(name, "Host");
    case 6:
        return base::equalsIgnoreCase(name, "Expect");
    case 10:
        return base::equalsIgnoreCase(name, "Connection") || base::equalsIgnoreCase(name, "tracestate");
    case 11:
        return base::equalsIgnoreCase(name, "traceparent");
    case 14:
        return base::equalsIgnoreCase(name, "Content-Length");
    case 17:
        return base::equalsIgnoreCase(name, "Transfer-Encoding");
    default:
        return false;
    }
}

bool carriesLength(Method method)
{
    return method == Method::Post || method == Method::Put || method == Method::Patch;
}

std::int64_t retryAfterMs(const Headers& headers)
{
    const std::string_view text = headers.get("Retry-After");
    if (text.empty()) return 0;
    std::int64_t seconds = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc() && stop == text.data() + text.size())
        return seconds > 0 ? std::min<std::int64_t>(seconds, 86400) * 1000 : 0;
    const auto moment = base::parseImfFixdate(text);
    return moment ? std::max<std::int64_t>(moment->ms - utcUs() / 1000, 0) : 0;
}

ResponseReader::Limits readerLimits(const SenderOptions& options)
{
    return {options.headerBytesMax, options.bodyBytesMax};
}

} // namespace

OutboundConnection::OutboundConnection(SenderThread& thread, Lane& lane, Url origin)
    : m_thread(thread)
    , m_lane(lane)
    , m_origin(std::move(origin))
    , m_reader(readerLimits(thread.options()))
{}

OutboundConnection::~OutboundConnection()
{
    close();
}

void OutboundConnection::begin(std::unique_ptr<Job> job, const Url& url)
{
    m_job = std::move(job);
    m_reader.begin(m_job->message.method == Method::Head, m_job->message.policy == SendPolicy::Once);
    compose(url);
    if (m_state == State::Open) {
        flush();
        return;
    }
    m_connectDeadlineMs = steadyMs() + m_thread.options().connectMs;
    m_state = State::Resolving;
    m_thread.resolve(m_origin.host, *this);
}

void OutboundConnection::compose(const Url& url)
{
    const Outbound& message = m_job->message;
    m_out.clear();
    m_outAt = 0;
    m_out += toString(message.method);
    m_out += ' ';
    m_out += url.target;
    m_out += " HTTP/1.1\r\nHost: ";
    m_out += url.authority;
    for (const auto& [name, value] : message.headers) {
        if (isOurs(name)) continue;
        m_out += "\r\n";
        m_out += name;
        m_out += ": ";
        m_out += value;
    }
    m_out += "\r\ntraceparent: ";
    m_out += message.trace.traceparent(m_job->span);
    if (!message.trace.tracestate.empty() && isValidField("tracestate", message.trace.tracestate)) {
        m_out += "\r\ntracestate: ";
        m_out += message.trace.tracestate;
    }
    const std::size_t size = message.body ? message.body->size() : 0;
    if (size > 0 || carriesLength(message.method)) {
        m_out += "\r\nContent-Length: ";
        m_out += std::to_string(size);
    }
    m_out += "\r\n\r\n";
    if (size > 0) m_out += *message.body;
}

void OutboundConnection::resolved(const QHostAddress& address)
{
    if (m_state != State::Resolving) return;
    const auto& options = m_thread.options();
    if (address.isNull()) return fail(DeliveryReason::Dns, "no address for " + m_origin.host);
    if (options.addressAllowed && !options.addressAllowed(m_origin.host, address))
        return fail(DeliveryReason::Policy, "address is not allowed: " + address.toString().toStdString());
    if (m_origin.tls && m_thread.tls() == nullptr) return fail(DeliveryReason::Tls, "TLS is not set up");
    UniqueFd fd = connectTcp(address, m_origin.port);
    if (!fd) return fail(DeliveryReason::Connect, std::string("connect: ") + std::strerror(errno));
    m_stream = Stream(std::move(fd), m_origin.tls ? m_thread.tls() : nullptr, m_origin.host, m_origin.port);
    m_state = State::Connecting;
    m_watchWrite = true;
    m_thread.watchFd(m_stream.fd(), this, true);
}

void OutboundConnection::onReady(bool readable, bool writable)
{
    if (m_state == State::Connecting) {
        if (const int error = pendingError(m_stream.fd()); error != 0)
            return fail(DeliveryReason::Connect, std::string("connect: ") + std::strerror(error));
        if (!writable) return;
        m_state = State::Open;
    }
    if (m_state == State::Open && (writable || m_stream.encrypted()) && m_job) flush();
    if (m_state == State::Open && readable) readMore();
    if (m_state == State::Open) updateInterest();
}

void OutboundConnection::flush()
{
    while (m_outAt < m_out.size()) {
        std::size_t count = 0;
        const auto result = m_stream.write(m_out.data() + m_outAt, m_out.size() - m_outAt, count);
        if (result == Stream::Result::WouldBlock) break;
        if (result != Stream::Result::Done) {
            // The answer may be there already (413 and close); reading finds out, or fails.
            return readMore();
        }
        m_outAt += count;
    }
    updateInterest();
}

void OutboundConnection::updateInterest()
{
    const bool write =
        (m_job && m_outAt < m_out.size() && (!m_stream.encrypted() || m_stream.established())) ||
        m_stream.wantsWrite();
    if (write == m_watchWrite) return;
    m_watchWrite = write;
    m_thread.changeFd(m_stream.fd(), this, write);
}

DeliveryReason OutboundConnection::brokenReason() const
{
    if (m_stream.encrypted() && !m_stream.established()) return DeliveryReason::Tls;
    return DeliveryReason::Broken;
}

void OutboundConnection::readMore()
{
    auto& scratch = m_thread.scratch();
    for (int i = 0; i < kReadsPerTurn; ++i) {
        std::size_t count = 0;
        const auto result = m_stream.read(scratch.data(), scratch.size(), count);
        if (result == Stream::Result::WouldBlock) return;
        if (!m_job) {
            // An idle connection has nothing to say: it was closed, or cannot be trusted.
            close();
            m_lane.lost(*this);
            return;
        }
        if (result == Stream::Result::Failed)
            return fail(brokenReason(), m_stream.failure().empty() ? "connection lost" : m_stream.failure());
        if (result == Stream::Result::Closed) {
            if (!m_reader.started()) return fail(brokenReason(), "connection closed before the answer");
            m_reader.feedEnd();
        } else {
            m_reader.feed({scratch.data(), count});
        }
        if (m_reader.state() == ResponseReader::State::Failed)
            return fail(DeliveryReason::Protocol, m_reader.failure());
        if (m_reader.state() == ResponseReader::State::Complete) return finishAnswer();
        if (count < scratch.size() && !m_stream.encrypted()) return;
    }
}

void OutboundConnection::finishAnswer()
{
    Attempt attempt;
    attempt.status = m_reader.status();
    attempt.retryAfterMs = retryAfterMs(m_reader.headers());
    attempt.truncated = m_reader.truncated();
    attempt.headers = std::move(m_reader.headers());
    attempt.body = std::move(m_reader.body());
    const bool reusable = m_reader.keepAlive() && m_outAt == m_out.size();
    m_used = true;
    m_idleSinceMs = steadyMs();
    if (m_out.capacity() > kOutKeep) m_out = std::string();
    if (!reusable) close();
    m_lane.ended(*this, std::exchange(m_job, nullptr), std::move(attempt), reusable);
}

void OutboundConnection::fail(DeliveryReason reason, std::string detail)
{
    // A kept connection that the other side closed while we wrote: nothing was wrong with the message or the
    // peer.
    const bool stale = m_used && reason == DeliveryReason::Broken && !m_reader.started() && !m_job->onceMore;
    close();
    auto job = std::exchange(m_job, nullptr);
    Attempt attempt;
    attempt.reason = reason;
    attempt.status = m_reader.headersDone() ? m_reader.status() : 0;
    attempt.detail = std::move(detail);
    if (stale) {
        job->onceMore = true;
        attempt.reason = DeliveryReason::None;
    }
    m_lane.ended(*this, std::move(job), std::move(attempt), false);
}

void OutboundConnection::tick(std::int64_t nowMs)
{
    if (!m_job) return;
    const bool connecting = m_state != State::Open || !m_stream.established();
    if (connecting && nowMs > m_connectDeadlineMs)
        fail(m_state == State::Open ? DeliveryReason::Tls : DeliveryReason::Connect,
             "connecting took too long");
    else if (nowMs > m_job->deadlineMs)
        fail(DeliveryReason::Timeout, "no answer in time");
}

std::unique_ptr<Job> OutboundConnection::abandon()
{
    close();
    return std::exchange(m_job, nullptr);
}

void OutboundConnection::close()
{
    if (m_state == State::Closed) return;
    if (m_state == State::Resolving) m_thread.forget(*this);
    if (m_state == State::Connecting || m_state == State::Open) m_thread.unwatchFd(m_stream.fd(), this);
    m_state = State::Closed;
}

} // namespace hub::http
